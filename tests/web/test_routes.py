"""The routes and headers of web/, over stand-ins."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from domain.errors import DatabaseBusy, NotAllowed, NotFound, RateLimited, SettingsRefused
from services.health import VERSION
from services.settings import Settings
from tests.web.doubles import Database, client_for, opened
from web.startup import Startup

PRODUCTION = Settings(
    _env_file=None,
    app_env="production",
    app_secret_key="kq3Zr8Vw0mXy5Tn1Lb7Hc9Jd2Fg4Ps6A",
    app_base_url="https://coach.invalid",
    app_data_dir="/var/lib/coach",
)
OURS = {"sec-fetch-site": "same-origin"}


def test_health_needs_nothing_but_the_server():
    answer = client_for(Startup(dict)).get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "version": VERSION})


def test_ready_while_starting_and_once_open():
    startup = Startup(dict)
    client = client_for(startup)
    starting = client.get("/ready")
    assert (starting.status_code, starting.json()) == (503, {"status": "starting"})
    startup.services = opened().services
    ready = client.get("/ready")
    assert ready.status_code == 200
    assert set(ready.json()["checks"]) == {"database", "migrations", "worker"}


def test_ready_names_a_refused_setting():
    startup = Startup(dict)
    startup.error = SettingsRefused("SUPABASE_URL is set but SUPABASE_KEY is not. Set both or neither.")
    answer = client_for(startup).get("/ready")
    assert answer.status_code == 503
    assert "SUPABASE_KEY" in answer.json()["message"]


@pytest.mark.parametrize(
    ("startup", "failing"),
    [
        (opened(database=Database(fault=DatabaseBusy("The database does not answer."))), "database"),
        (opened(database=Database(pending=["20260101000000_first"])), "migrations"),
        (opened(worker_alive=False), "worker"),
    ],
)
def test_a_part_that_fails_makes_the_app_unready_but_not_unhealthy(startup, failing):
    client = client_for(startup)
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert [name for name, check in answer.json()["checks"].items() if not check["ok"]] == [failing]
    assert client.get("/health").status_code == 200


def redeem(client, ticket="good-ticket", headers=OURS):
    return client.post("/auth/redeem", json={"ticket": ticket}, headers=headers)


def test_a_ticket_becomes_a_cookie_that_scripts_cannot_read():
    answer = redeem(client_for(opened()))
    assert answer.status_code == 204
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("im_session=session-token;")
    for part in ("httponly", "samesite=lax", "path=/", "max-age=604800"):
        assert part in cookie
    assert "secure" not in cookie


def test_the_cookie_is_secure_in_production_and_over_https():
    assert "secure" in redeem(client_for(opened(PRODUCTION))).headers["set-cookie"].lower()
    assert "secure" in redeem(client_for(opened(), base_url="https://testserver")).headers["set-cookie"].lower()


def test_a_ticket_works_once():
    client = client_for(opened())
    assert redeem(client).status_code == 204
    again = redeem(client)
    assert again.status_code == 400
    assert "set-cookie" not in again.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 403),
        ({}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://evil.invalid"}, 403),
        ({"origin": "http://testserver.evil.invalid"}, 403),
        ({"origin": "http://testserver"}, 204),
    ],
)
@pytest.mark.parametrize("path", ["/auth/redeem", "/auth/sign-out"])
def test_only_pages_of_this_host_may_ask(path, headers, status):
    startup = opened()
    client = client_for(startup, cookies={"im_session": "session-token"})
    answer = client.post(path, json={"ticket": "good-ticket"}, headers=headers)
    assert answer.status_code == status
    if status == 403:
        assert "set-cookie" not in answer.headers
        assert startup.services.accounts.tickets == {"good-ticket": "session-token"}
        assert startup.services.accounts.signed_out == []


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"ticket": 7}', b'{"ticket": ""}', b"\xff", b'{"ticket": "' + b"x" * 2000 + b'"}']
)
def test_a_mangled_ticket_is_refused_and_not_a_crash(body):
    headers = {**OURS, "content-type": "application/json"}
    answer = client_for(opened()).post("/auth/redeem", content=body, headers=headers)
    assert answer.status_code == 400


def test_a_form_post_carries_no_ticket():
    """A form needs no preflight, so another site could send one from a browser that tells nothing about the sender."""
    answer = client_for(opened()).post("/auth/redeem", data={"ticket": "good-ticket"}, headers=OURS)
    assert answer.status_code == 400


def test_redeeming_needs_a_post():
    assert client_for(opened()).get("/auth/redeem", headers=OURS).status_code == 405


def test_redeeming_while_starting_says_so():
    assert redeem(client_for(Startup(dict))).status_code == 503


def test_signing_out_ends_the_session_and_clears_the_cookie():
    startup = opened()
    answer = client_for(startup, cookies={"im_session": "session-token"}).post("/auth/sign-out", headers=OURS)
    assert answer.status_code == 204
    assert startup.services.accounts.signed_out == ["session-token"]
    assert 'im_session=""' in answer.headers["set-cookie"]
    assert "max-age=0" in answer.headers["set-cookie"].lower()


def test_signing_out_without_a_cookie_is_no_error():
    assert client_for(opened()).post("/auth/sign-out", headers=OURS).status_code == 204


SECURITY = (
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "permissions-policy",
)


@pytest.mark.parametrize("path", ["/health", "/ready", "/auth/redeem", "/nowhere", "/boom", "/busy"])
def test_security_headers_are_on_every_answer(path):
    def boom(_request):
        raise ZeroDivisionError

    def busy(_request):
        raise DatabaseBusy("The database does not answer.")

    extra = (Route("/boom", boom), Route("/busy", busy))
    answer = client_for(opened(), *extra, raise_server_exceptions=False).get(path)
    for name in SECURITY:
        assert name in answer.headers, name
    assert "strict-transport-security" not in answer.headers


def test_hsts_in_production_only():
    assert "max-age=63072000" in client_for(opened(PRODUCTION)).get("/health").headers["strict-transport-security"]


def test_the_policy_lets_text_reach_nothing_outside():
    policy = (
        client_for(opened(), base_url="http://coach.invalid:8501").get("/health").headers["content-security-policy"]
    )
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    assert rules["img-src"] == ["'self'", "data:", "blob:"]
    assert rules["frame-ancestors"] == ["'self'"]
    assert rules["connect-src"] == ["'self'", "blob:", "data:", "ws://coach.invalid:8501", "wss://coach.invalid:8501"]
    anywhere = {"*", "http:", "https:", "ws:", "wss:"}
    assert not [name for name, sources in rules.items() if anywhere & set(sources)]


def test_a_host_header_cannot_add_a_rule():
    answer = client_for(opened()).get("/health", headers={"host": "x; script-src *"})
    assert "script-src *" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("client_address", "headers", "status"),
    [
        (("127.0.0.1", 5), {}, 200),
        (("::1", 5), {}, 200),
        (("203.0.113.9", 5), {}, 404),
        (("127.0.0.1", 5), {"x-forwarded-for": "203.0.113.9"}, 404),
        (("127.0.0.1", 5), {"forwarded": "for=203.0.113.9"}, 404),
    ],
)
def test_metrics_are_for_this_machine_only(client_address, headers, status):
    metrics = Route("/_stcore/metrics", lambda _: PlainTextResponse("sessions 1"))
    client = client_for(opened(), metrics, client=client_address)
    assert client.get("/_stcore/metrics", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("error", "status"),
    [(NotFound("a"), 404), (NotAllowed("b"), 403), (RateLimited("c"), 429), (DatabaseBusy("d"), 503)],
)
def test_an_app_error_is_answered_with_its_sentence(error, status):
    def fail(_request):
        raise error

    answer = client_for(opened(), Route("/fail", fail)).get("/fail")
    assert (answer.status_code, answer.json()) == (status, {"error": error.message})


def test_a_bug_is_answered_with_a_reference_and_no_detail():
    def boom(_request):
        raise ZeroDivisionError("hush: secret detail")

    answer = client_for(opened(), Route("/boom", boom), raise_server_exceptions=False).get("/boom")
    assert answer.status_code == 500
    assert answer.json()["reference"] in answer.json()["error"]
    assert "hush" not in answer.text
