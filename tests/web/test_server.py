"""The app as it is started by people: `streamlit run app.py` in a process of its own."""

import json
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tests.app_server import ROOT, AppServer
from tests.web.visitor import Visitor
from ui.navigation import GUEST_SCREENS

PAGES = sorted(p.stem.replace("_", "-") for p in (ROOT / "pages").glob("*.py"))
PROTECTED = [page for page in PAGES if page not in GUEST_SCREENS]
PASSWORD = "correct horse battery"
SECURITY = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy")


class ScriptServer(AppServer):
    """A host that runs app.py as a plain script and never looks for an ASGI app in it."""

    @property
    def command(self) -> list[str]:
        options = {"server.port": self.port, "server.address": "127.0.0.1", "server.headless": True}
        code = (
            "from streamlit import config; from streamlit.web import bootstrap\n"
            f"config._main_script_path = {str(ROOT / 'app.py')!r}\n"
            f"flags = {{k.replace('.', '_'): v for k, v in {options!r}.items()}}\n"
            f"bootstrap.load_config_options(flags); bootstrap.run({str(ROOT / 'app.py')!r}, False, [], flags)"
        )
        return [sys.executable, "-c", code]


def fetch(server: AppServer, path: str, **options) -> tuple[int, dict[str, str], str]:
    """Status, headers (lower case) and body."""
    request = urllib.request.Request(server.url + path, **options)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return (
                answer.status,
                {k.lower(): v for k, v in answer.headers.items()},
                answer.read().decode(errors="replace"),
            )
    except urllib.error.HTTPError as answer:
        return answer.code, {k.lower(): v for k, v in answer.headers.items()}, answer.read().decode(errors="replace")


@pytest.fixture(scope="module")
def server(open_folder: Callable[[str], Path]) -> Iterator[AppServer]:
    with AppServer(open_folder("web") / "data") as server:
        yield server


def is_sign_in(screen) -> bool:
    return {"Email", "Password"} <= set(screen.widgets) and "Sign in" in screen.text


# Stands first: on a server that nobody has visited, the first request is a signed-out deep link.
@pytest.mark.parametrize("page", [*PROTECTED, "", "no-such-page"])
def test_a_signed_out_deep_link_reaches_sign_in(server, page):
    with Visitor(server.url) as visitor:
        screen = visitor.open(page)
    assert is_sign_in(screen), screen.text
    assert screen.exceptions == []


@pytest.mark.parametrize(
    "cookie", ["im_session=forged", "im_session=", "im_session=" + "a" * 4000, 'im_session="; drop table']
)
def test_a_forged_cookie_reaches_sign_in(server, cookie):
    with Visitor(server.url, cookie=cookie) as visitor:
        assert is_sign_in(visitor.open("history"))


def test_health_and_readiness(server):
    assert json.loads(fetch(server, "/health")[2])["status"] == "ok"
    status, _, body = fetch(server, "/ready")
    assert (status, json.loads(body)["status"]) == (200, "ready")


@pytest.mark.parametrize(
    "path", ["/", "/history", "/health", "/ready", "/_stcore/health", "/auth/redeem", "/static/nothing.js"]
)
def test_security_headers_are_on_every_route(server, path):
    _, headers, _ = fetch(server, path)
    for name in SECURITY:
        assert name in headers, name


def test_metrics_answer_this_machine_but_not_what_a_proxy_passes_on(server):
    assert fetch(server, "/_stcore/metrics")[0] == 200
    assert fetch(server, "/_stcore/metrics", headers={"X-Forwarded-For": "203.0.113.9"})[0] == 404


@pytest.mark.parametrize("origin", ["http://evil.invalid", "null"])
def test_a_foreign_page_gets_no_websocket(server, origin):
    with pytest.raises(InvalidStatus), Visitor(server.url, origin=origin):
        pass


def sign_up(visitor: Visitor, email: str):
    """Fill in the form of the page and send it."""
    form = visitor.open("sign-up")
    fields = {re.split(r"\W", label.lower())[0]: name for label, name in form.widgets.items()}
    button = next(name for label, name in form.widgets.items() if label == "Create account")
    values = {fields["name"]: "Ada Byron", fields["email"]: email, fields["password"]: PASSWORD}
    return visitor.rerun(**values, **{button: True})


def test_signing_up_gives_a_session_that_ends_with_sign_out(server):
    """The whole way: form, ticket, cookie, a new tab with the cookie, sign-out, the same cookie again."""
    with Visitor(server.url) as visitor:
        home = sign_up(visitor, "ada@example.org")
        assert not is_sign_in(home), home.text
        ticket = home.ticket
    assert ticket, "the page hands its browser a ticket"
    body = json.dumps({"ticket": ticket}).encode()
    headers = {"Content-Type": "application/json"}
    cross = fetch(server, "/auth/redeem", data=body, headers={**headers, "Sec-Fetch-Site": "cross-site"})
    assert (cross[0], "set-cookie" in cross[1]) == (403, False)
    own = {**headers, "Sec-Fetch-Site": "same-origin"}
    status, answer, _ = fetch(server, "/auth/redeem", data=body, headers=own)
    assert status == 204
    assert "httponly" in answer["set-cookie"].lower()
    cookie = answer["set-cookie"].split(";")[0]
    assert fetch(server, "/auth/redeem", data=body, headers=own)[0] == 400, "a ticket works once"
    with Visitor(server.url, cookie=cookie) as tab:
        assert "ada@example.org" in tab.open("account").text
    assert fetch(server, "/auth/sign-out", data=b"", headers={**own, "Cookie": cookie})[0] == 204
    with Visitor(server.url, cookie=cookie) as tab:
        assert is_sign_in(tab.open("account"))


def test_a_refused_setting_is_named_on_the_page_and_its_value_is_not(open_folder):
    server = AppServer(open_folder("refused") / "data", SUPABASE_KEY="hush-hush")
    try:
        server.launch().wait_for("/health", 60)
        with Visitor(server.url) as visitor:
            screen = visitor.open("history")
        assert "SUPABASE_URL" in screen.text
        assert "hush" not in screen.text
        status, _, body = fetch(server, "/ready")
        assert (status, json.loads(body)["code"]) == (503, "settings_refused")
        assert "hush" not in body + server.log.read_text()
    finally:
        server.stop()


def test_without_its_database_the_app_answers_and_says_so(open_folder):
    nowhere = "postgresql://app:hush-hush@127.0.0.1:1/none"
    server = AppServer(open_folder("down") / "data", DATABASE_URL=nowhere, DATABASE_SYSTEM_URL=nowhere)
    try:
        server.launch().wait_for("/health", 60)
        assert fetch(server, "/ready")[0] == 503
        with Visitor(server.url) as visitor:
            screen = visitor.open("")
        assert "database" in screen.text.lower()
        assert "hush" not in screen.text + server.log.read_text()
        assert screen.exceptions == []
        assert fetch(server, "/health")[0] == 200
    finally:
        server.stop()


def test_as_a_plain_script_deep_links_still_reach_sign_in(open_folder):
    """There, `pages/` lies beside the main script, and Streamlit runs a page's file without app.py before it."""
    server = ScriptServer(open_folder("script") / "data")
    try:
        server.launch().wait_for("/_stcore/health", 60)
        for page in [*PROTECTED, "", *PROTECTED[:1]]:
            with Visitor(server.url) as visitor:
                screen = visitor.open(page)
            assert is_sign_in(screen), (page, screen.text)
            assert screen.exceptions == []
        with Visitor(server.url) as visitor:
            home = sign_up(visitor, "plain@example.org")
            assert not is_sign_in(home)
            assert home.exceptions == []
    finally:
        server.stop()
