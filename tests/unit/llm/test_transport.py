"""The transport under every client: what it tells of a try, and what it does not let through."""

import asyncio
import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.llm.transport import LARGEST_BODY, WIRE, MeteredTransport, Wire, rate_headers, seconds_of
from domain.model_use import RateHeaders
from tests.doubles.model_provider import refused_url
from tests.unit.llm.conftest import Says


def post(url: str, wire: Wire | None = None) -> httpx.Response:
    """One request through the transport, as the try that `wire` belongs to."""

    async def send() -> httpx.Response:
        if wire is not None:
            WIRE.set(wire)
        async with httpx.AsyncClient(transport=MeteredTransport(), timeout=5) as client:
            return await client.post(url, json={"words": "Hello"})

    return asyncio.run(send())


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2m59.56s", 179.56),
        ("7.66s", 7.66),
        ("450ms", 0.45),
        ("1h2m3s", 3723.0),
        ("1d", 86_400.0),
        (" 12 ", 12.0),
        ("0", 0.0),
        ("99999999", 86_400.0),
        ("99999h", 86_400.0),
        ("tomorrow", None),
        ("Wed, 25 Nov 2026 12:00:00 GMT", None),
        ("-5", None),
        ("nan", None),
        ("inf", None),
        ("1e9", None),
        ("5s later", None),
        ("", None),
        (None, None),
    ],
)
def test_durations_are_read_in_every_form_that_providers_send(text: str | None, seconds: float | None):
    assert seconds_of(text) == pytest.approx(seconds)


@given(st.text(alphabet="0123456789.dhms -+eé", max_size=40) | st.text(max_size=40))
def test_no_header_can_name_more_than_a_day_or_less_than_nothing(text: str):
    found = seconds_of(text)
    assert found is None or 0 <= found <= 86_400


def test_rate_headers_are_read_and_nonsense_in_them_is_left_out():
    headers = {
        "x-ratelimit-limit-requests": "14400",
        "x-ratelimit-remaining-requests": "many",
        "x-ratelimit-reset-requests": "2m59.56s",
        "x-ratelimit-remaining-tokens": "-3",
        "x-ratelimit-reset-tokens": "soon",
    }
    assert rate_headers(httpx.Headers(headers)) == RateHeaders(requests_limit=14_400, requests_reset_seconds=179.56)
    assert rate_headers(httpx.Headers({"content-type": "application/json"})) is None


def test_try_knows_that_it_was_sent_and_what_the_headers_said(says: Says):
    says.headers |= {"x-ratelimit-remaining-tokens": "77"}
    wire = Wire()
    assert post(says.url, wire).json() == {}
    assert (wire.sent, wire.headers) == (True, RateHeaders(tokens_left=77))


def test_try_that_reached_nobody_was_not_sent():
    wire = Wire()
    with pytest.raises(httpx.ConnectError):
        post(refused_url(), wire)
    assert (wire.sent, wire.headers) == (False, None)


def test_request_outside_of_any_try_goes_through(says: Says):
    assert post(says.url).status_code == 200


def test_parallel_tries_keep_their_own_wires(says: Says):
    wires = [Wire(), Wire()]

    async def one(client: httpx.AsyncClient, url: str, wire: Wire) -> None:
        WIRE.set(wire)
        await client.post(url)

    async def send() -> None:
        async with httpx.AsyncClient(transport=MeteredTransport(), timeout=5) as client:
            asked = (one(client, url, wire) for url, wire in zip((says.url, refused_url()), wires, strict=True))
            await asyncio.gather(*asked, return_exceptions=True)

    asyncio.run(send())
    assert [wire.sent for wire in wires] == [True, False]


def test_compression_is_not_asked_for_and_not_accepted(says: Says):
    post(says.url)
    assert says.asked[0]["accept-encoding"] == "identity"
    says.headers |= {"content-encoding": "gzip"}
    with pytest.raises(httpx.RemoteProtocolError, match="compressed"):
        post(says.url)


@pytest.mark.parametrize("kind", ["text/html", "text/plain; charset=utf-8", "application/octet-stream", ""])
def test_page_in_place_of_an_answer_is_not_read(says: Says, kind: str):
    says.headers = {"content-type": kind}
    with pytest.raises(httpx.RemoteProtocolError, match="neither JSON nor an event stream"):
        post(says.url)


def test_error_page_is_handed_on_with_its_status(says: Says):
    says.status, says.headers = 502, {"content-type": "text/html"}
    assert post(says.url).status_code == 502


def test_body_is_read_up_to_the_bound_and_no_further(says: Says):
    says.body = json.dumps("x" * (LARGEST_BODY - 2)).encode()
    assert len(post(says.url).content) == LARGEST_BODY
    says.body += b" "
    with pytest.raises(httpx.RemoteProtocolError, match=r"larger than 2,000,000 bytes"):
        post(says.url)


def test_redirect_is_not_followed_with_the_key(says: Says):
    with Says() as elsewhere:
        says.status, says.headers = 302, {"location": elsewhere.url, "content-type": "application/json"}
        assert post(says.url).status_code == 302
        assert not elsewhere.asked
