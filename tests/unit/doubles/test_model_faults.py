"""Each fault does on the wire what its name says."""

import contextlib
import gzip
import json
import math
import socket
import time
import zlib
from typing import Any

import groq
import httpx
import pytest

from tests.doubles.model_faults import BIG_BODY, FAULTS, SAYINGS, STATUSES, WIRE
from tests.doubles.model_provider import ModelProvider, no_such_host_url, refused_url, tls_url
from tests.doubles.provider_ledger import RateLimits
from tests.unit.doubles.conftest import MODEL, PATIENCE, Ask, events, streamed_text

both_ways = pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
SCHEMA = {"type": "object", "properties": {"score": {"type": "integer"}}, "required": ["score"]}
FORM = {"type": "json_schema", "json_schema": {"name": "score", "schema": SCHEMA}}


def content(response: httpx.Response) -> str:
    return str(response.json()["choices"][0]["message"]["content"])


def test_at_least_twenty_eight_faults_are_known():
    assert len(set(FAULTS)) == 1 + len(STATUSES) + len(SAYINGS) + len(WIRE) >= 29


@both_ways
@pytest.mark.parametrize("fault", STATUSES)
def test_status_fault_answers_with_its_status(fault: str, stream: bool, provider: ModelProvider, ask: Ask):
    provider.fault = fault
    response = ask(stream=stream)
    assert response.status_code == (400 if fault == "json_validate_failed" else int(fault[:3]))
    waits = {"429": "7", "429_absurd_header": "99999999", "429_tomorrow": "tomorrow"}
    assert response.headers.get("retry-after") == waits.get(fault)


def test_nothing_is_said_or_counted_behind_an_error_status(provider: ModelProvider, ask: Ask):
    said: list[object] = []
    provider.reply = lambda request: str(said.append(request))
    provider.limits = RateLimits(tokens_remaining=100)
    provider.faults = ["500"]
    assert ask().headers["x-ratelimit-remaining-tokens"] == "100"
    assert said == []


def test_failed_json_comes_in_groqs_form(provider: ModelProvider, ask: Ask):
    provider.fault = "json_validate_failed"
    error = ask().json()["error"]
    assert (error["type"], error["code"]) == ("invalid_request_error", "json_validate_failed")
    assert error["failed_generation"]


def test_faults_of_the_queue_come_first_and_one_at_a_time(provider: ModelProvider, ask: Ask):
    provider.faults = ["500", "ok", "429"]
    provider.fault = "503"
    assert [ask().status_code for _ in range(5)] == [500, 200, 429, 503, 503]
    assert [r.fault for r in provider.requests] == ["500", "ok", "429", "503", "503"]


def test_fault_given_as_behaviour_hits_every_request(http: httpx.Client):
    with ModelProvider("bad_request") as server:
        assert http.post(f"{server.url}/v1/chat/completions", json=_body()).status_code == 400
        assert http.get(f"{server.url}/v1/models").status_code == 400


def test_unknown_names_are_refused_at_once(provider: ModelProvider):
    with pytest.raises(AssertionError, match="5000"):
        provider.fault = "5000"
    with pytest.raises(AssertionError, match="goood"):
        ModelProvider("goood")


def test_unknown_name_in_the_queue_fails_the_test_at_the_end(http: httpx.Client):
    with pytest.raises(AssertionError, match="5000"), ModelProvider(faults=["5000"]) as server:
        http.post(f"{server.url}/v1/chat/completions", json=_body())


@both_ways
def test_read_timeout_sends_nothing_at_all(stream: bool, provider: ModelProvider):
    provider.fault = "read_timeout"
    with _connection(provider, stream=stream) as raw, pytest.raises(TimeoutError):
        raw.recv(1)


@both_ways
def test_hang_after_headers_sends_headers_and_no_body(stream: bool, provider: ModelProvider):
    provider.fault = "hang_after_headers"
    with _connection(provider, stream=stream) as raw:
        received = b""
        with contextlib.suppress(TimeoutError):
            while part := raw.recv(4096):
                received += part
    assert received.startswith(b"HTTP/1.1 200")
    assert received.endswith(b"\r\n\r\n")
    assert received.count(b"\r\n\r\n") == 1


@both_ways
def test_one_byte_a_second_comes_a_byte_at_a_time(stream: bool, provider: ModelProvider, http: httpx.Client):
    provider.fault, provider.drip_seconds = "one_byte_a_second", 0.02
    size, begun = 0, time.monotonic()
    with http.stream("POST", f"{provider.url}/openai/v1/chat/completions", json=_body(stream=stream)) as response:
        for part in response.iter_raw():
            size += len(part)
            if size >= 10:
                break
    assert size <= 1 + (time.monotonic() - begun) / provider.drip_seconds
    provider.wait_quiet()
    assert provider.ledger.total.answered == 0


def test_dripped_reply_is_whole_in_the_end(provider: ModelProvider, ask: Ask):
    provider.fault, provider.drip_seconds = "one_byte_a_second", 0.0
    assert content(ask()).startswith("Reply 1")
    assert provider.ledger.total.told == 1


def test_cut_body_is_shorter_than_its_length(provider: ModelProvider, ask: Ask):
    provider.fault = "cut_mid_token"
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
        ask()
    assert provider.ledger.total.unreported == 1


def test_cut_stream_ends_in_good_order_without_its_end(provider: ModelProvider, ask: Ask):
    provider.fault = "cut_mid_token"
    response = ask(stream=True)
    text = streamed_text(response)
    assert "[DONE]" not in response.text
    assert all(c["finish_reason"] is None for e in events(response) for c in e["choices"])
    assert text
    assert text[-1].isalnum()
    assert "usage" not in response.text


@both_ways
def test_cut_mid_utf8_ends_within_a_letter(stream: bool, provider: ModelProvider, ask: Ask):
    provider.fault = "cut_mid_utf8"
    with pytest.raises(UnicodeDecodeError, match="unexpected end"):
        ask(stream=stream).content.decode()


@both_ways
def test_garbage_is_not_json(stream: bool, provider: ModelProvider, ask: Ask):
    provider.fault = "garbage_json"
    response = ask(stream=stream)
    assert response.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        events(response) if stream else response.json()


@both_ways
def test_html_comes_with_status_200(stream: bool, provider: ModelProvider, ask: Ask):
    provider.fault = "html"
    response = ask(stream=stream)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert response.text.startswith("<!doctype html>")


@both_ways
def test_empty_is_a_200_with_no_body(stream: bool, provider: ModelProvider, ask: Ask):
    provider.fault = "empty"
    response = ask(stream=stream)
    assert (response.status_code, response.content) == (200, b"")


def test_nan_stands_where_the_score_was(provider: ModelProvider, ask: Ask):
    provider.fault = "nan_score"
    assert math.isnan(json.loads(content(ask(response_format=FORM)))["score"])
    assert math.isnan(json.loads(content(ask()))["score"])


def test_wrong_schema_is_valid_json_of_another_form(provider: ModelProvider, ask: Ask):
    provider.fault = "wrong_schema"
    assert "score" not in json.loads(content(ask(response_format=FORM)))


@both_ways
def test_ten_megabytes_are_a_valid_reply_without_usage(stream: bool, provider: ModelProvider, ask: Ask):
    provider.fault = "ten_megabytes"
    response = ask(stream=stream)
    assert len(response.content) > BIG_BODY
    assert len(streamed_text(response) if stream else content(response)) > BIG_BODY - 1000
    assert "usage" not in response.text
    assert provider.ledger.total.unreported == 1


@both_ways
def test_endless_stream_goes_on_until_the_client_leaves(stream: bool, provider: ModelProvider, http: httpx.Client):
    provider.fault = "endless_stream"
    size = 0
    with http.stream("POST", f"{provider.url}/openai/v1/chat/completions", json=_body(stream=stream)) as response:
        for part in response.iter_raw():
            size += len(part)
            if size > 50_000:
                break
    provider.wait_quiet()
    assert provider.ledger.total.failed == 1


def test_duplicate_chunk_repeats_a_delta_and_the_end(provider: ModelProvider, ask: Ask):
    plain = events(ask(stream=True))
    provider.fault = "duplicate_chunk"
    doubled = events(ask(stream=True))
    assert len(doubled) == len(plain) + 2
    assert sum("usage" in (e.get("x_groq") or {}) for e in doubled) == 2
    assert len(ask().json()["choices"]) == 2
    assert provider.ledger.total.told == 3


@both_ways
def test_injected_tool_call_names_a_tool_nobody_offered(stream: bool, provider: ModelProvider, ask: Ask):
    provider.fault = "injected_tool_call"
    response = ask(stream=stream)
    name = '"name": "delete_all_records"'
    assert name in response.text
    assert "Reply 1" not in response.text


@both_ways
def test_no_finish_reason_is_otherwise_whole(stream: bool, provider: ModelProvider, ask: Ask):
    provider.fault = "no_finish_reason"
    response = ask(stream=stream)
    choices = [c for e in events(response) for c in e["choices"]] if stream else response.json()["choices"]
    assert all(c["finish_reason"] is None for c in choices)
    assert ("[DONE]" in response.text) == stream
    assert provider.ledger.total.told == 1


@both_ways
def test_gzip_bomb_is_small_and_inflates_beyond_fifty_megabytes(
    stream: bool, provider: ModelProvider, http: httpx.Client
):
    provider.fault = "gzip_bomb"
    url = f"{provider.url}/openai/v1/chat/completions"
    with http.stream("POST", url, json=_body(stream=stream), timeout=5) as response:
        packed = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "gzip"
    assert len(packed) < 1_000_000
    assert len(gzip.decompress(packed)) > 50_000_000
    assert zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, 10)


@pytest.mark.parametrize("fault", ["429", "500", "read_timeout", "cut_mid_token", "garbage_json", "html", "empty"])
def test_transcriptions_fail_the_same_way(fault: str, provider: ModelProvider):
    provider.fault = fault
    client = groq.Groq(api_key="gsk_one", base_url=provider.url, max_retries=0, timeout=PATIENCE)
    with pytest.raises((groq.APIError, httpx.HTTPError, json.JSONDecodeError)) as caught:
        client.audio.transcriptions.with_raw_response.create(file=("a.webm", b"0" * 4000), model="w").json()
    assert getattr(caught.value, "status_code", None) == {"429": 429, "500": 500}.get(fault)
    assert provider.ledger["default", "w"].failed == 1


def test_addresses_where_nothing_can_answer(provider: ModelProvider, http: httpx.Client):
    for url in (refused_url(), no_such_host_url(), tls_url(provider)):
        with pytest.raises(httpx.ConnectError):
            http.get(f"{url}/v1/models", timeout=2)


def _body(**more: Any) -> dict[str, Any]:
    return {"model": MODEL, "messages": [{"role": "user", "content": "Say something."}]} | more


def _connection(provider: ModelProvider, **more: Any) -> socket.socket:
    raw = json.dumps(_body(**more)).encode()
    head = f"POST /openai/v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: {len(raw)}\r\n\r\n"
    connection = socket.create_connection(("127.0.0.1", provider.port), timeout=PATIENCE)
    connection.sendall(head.encode() + raw)
    return connection
