"""Organizations, limits and counts of the model provider, and how it dies and comes back."""

import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.doubles.model_provider import ModelProvider
from tests.doubles.provider_ledger import RateLimits, Tally
from tests.unit.doubles.conftest import MODEL, Ask, events

ORGANIZATIONS = {"gsk_one": "acme", "gsk_two": "acme", "gsk_three": "other"}


def test_keys_of_one_organization_share_a_bucket(provider: ModelProvider, ask: Ask):
    provider.organizations = ORGANIZATIONS
    provider.limits = RateLimits(requests=1000, remaining=2)
    left = [ask(key=key).headers["x-ratelimit-remaining-requests"] for key in ("gsk_one", "gsk_two", "gsk_three")]
    assert left == ["1", "0", "1"]
    assert [ask(key=key).status_code for key in ("gsk_one", "gsk_two", "gsk_three")] == [429, 429, 200]
    assert ask(key="gsk_one", model="openai/gpt-oss-20b").status_code == 200
    assert {bucket: tally.requests for bucket, tally in provider.ledger.rows().items()} == {
        ("acme", MODEL): 4,
        ("other", MODEL): 2,
        ("acme", "openai/gpt-oss-20b"): 1,
    }


def test_unknown_key_gets_401_once_organizations_are_set(provider: ModelProvider, ask: Ask):
    assert ask(key="gsk_unknown").status_code == 200
    provider.organizations = ORGANIZATIONS
    assert ask(key="gsk_unknown").status_code == 401


def test_limits_stand_in_every_response_in_groqs_form(provider: ModelProvider, ask: Ask):
    provider.limits = RateLimits(requests=1000, remaining=7, tokens=8000)
    provider.faults = ["500"]
    failed, answered = ask().headers, ask().headers
    assert failed["x-ratelimit-remaining-requests"] == "6"
    assert answered["x-ratelimit-remaining-requests"] == "5"
    assert answered["x-ratelimit-limit-requests"] == "1000"
    assert answered["x-ratelimit-reset-requests"] == "2m59.56s"
    assert answered["x-ratelimit-reset-tokens"] == "7.66s"
    assert 7000 < int(answered["x-ratelimit-remaining-tokens"]) < 8000


def test_empty_bucket_says_how_long_to_wait(provider: ModelProvider, ask: Ask):
    provider.limits = RateLimits(remaining=0)
    assert ask().headers["retry-after"] == "180"
    provider.limits = RateLimits(tokens_remaining=5)
    assert ask().status_code == 200
    refused = ask()
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "8")
    assert refused.headers["x-ratelimit-remaining-tokens"] == "0"


def test_fifty_callers_at_one_remaining_request_get_one_answer(provider: ModelProvider, ask: Ask):
    provider.limits = RateLimits(remaining=1)
    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(lambda _: ask().status_code, range(50)))
    assert sorted(statuses) == [200] + [429] * 49
    assert provider.ledger["default", MODEL].answered == 1


def test_ledger_holds_what_clients_were_told_through_faults_in_parallel(provider: ModelProvider, ask: Ask):
    kinds = ["ok", "500", "429", "cut_mid_token", "html", "wrong_schema", "no_finish_reason", "duplicate_chunk"]
    provider.faults = random.Random(7).choices(kinds, k=120)

    def told(number: int) -> tuple[int, int] | None:
        stream = number % 3 == 0
        try:
            response = ask(f"Question {number} of many", stream=stream)
        except httpx.RemoteProtocolError:
            return None
        if response.status_code != 200 or not response.headers["content-type"].startswith(
            ("application", "text/event")
        ):
            return None
        last = events(response)[-1].get("x_groq", {}).get("usage") if stream else response.json()["usage"]
        return (last["prompt_tokens"], last["completion_tokens"]) if last else None

    with ThreadPoolExecutor(20) as pool:
        usages = [usage for usage in pool.map(told, range(120)) if usage]
    tally = provider.ledger["default", MODEL]
    assert 0 < len(usages) < 120
    assert (tally.requests, tally.told, tally.unreported) == (120, len(usages), 120 - len(usages))
    assert tally.tokens_in == sum(prompt for prompt, _ in usages)
    assert tally.tokens_out == sum(completion for _, completion in usages)
    assert tally.answered == sum(r.fault in ("ok", *kinds[5:]) for r in provider.requests)


def test_stream_that_is_not_asked_for_usage_is_unreported_outside_groq(provider: ModelProvider, http: httpx.Client):
    body = {"model": MODEL, "messages": [{"role": "user", "content": "Hi"}], "stream": True}
    assert "usage" not in http.post(f"{provider.url}/v1/chat/completions", json=body).text
    tally = provider.ledger["default", MODEL]
    assert (tally.answered, tally.unreported, tally.tokens_in) == (1, 1, 0)


def test_stream_that_the_client_leaves_is_unreported(provider: ModelProvider, http: httpx.Client):
    provider.chunk_seconds = 0.05
    body = {"model": MODEL, "messages": [{"role": "user", "content": "Hi"}], "stream": True}
    with http.stream("POST", f"{provider.url}/openai/v1/chat/completions", json=body) as response:
        next(response.iter_raw())
    provider.wait_quiet()
    assert provider.ledger.total == Tally(requests=1)


def test_reply_that_the_client_does_not_wait_for_is_unreported(provider: ModelProvider, ask: Ask):
    provider.delay = 0.4
    with pytest.raises(httpx.ReadTimeout):
        ask(patience=0.1)
    provider.wait_quiet()
    assert provider.ledger.total == Tally(requests=1)


def test_common_beginning_is_cached_for_its_own_organization_and_model(provider: ModelProvider, ask: Ask):
    provider.organizations = ORGANIZATIONS
    rubric = "word " * 1000

    def cached(text: str, **how: str) -> int:
        usage = ask(text, **how).json()["usage"]
        return int(usage["prompt_tokens_details"]["cached_tokens"])

    assert cached(rubric + "first") == 0
    assert cached(rubric + "second", key="gsk_two") == 1300
    assert cached(rubric + "third", key="gsk_three") == 0
    assert cached(rubric + "fourth", model="openai/gpt-oss-20b") == 0
    assert cached("word " * 700) == 0
    assert cached("another " + rubric) == 0


def test_killed_provider_drops_its_connections_and_comes_back_on_its_port(provider: ModelProvider, ask: Ask):
    provider.fault = "read_timeout"
    url = provider.url
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(ask)
        wait_for_request(provider)
        provider.kill()
        with pytest.raises(httpx.RemoteProtocolError):
            waiting.result(1)
    with pytest.raises(httpx.ConnectError):
        ask()
    provider.start()
    provider.fault = "ok"
    assert provider.url == url
    assert ask().status_code == 200
    assert [r.number for r in provider.requests] == [1, 2]


def test_stopped_provider_ends_what_it_has_begun(provider: ModelProvider, ask: Ask):
    provider.delay = 0.1
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(ask)
        wait_for_request(provider)
        provider.stop()
        assert waiting.result(1).status_code == 200
    with pytest.raises(httpx.ConnectError):
        ask()


def test_starts_in_less_than_a_third_of_a_second():
    begun = time.monotonic()
    for _ in range(5):
        with ModelProvider():
            pass
    assert (time.monotonic() - begun) / 5 < 0.3


def test_answers_within_milliseconds(provider: ModelProvider, ask: Ask):
    times = []
    for _ in range(20):
        begun = time.monotonic()
        ask()
        times.append(time.monotonic() - begun)
    assert statistics.median(times) < 0.03, "the network's own delays are in it"


@pytest.mark.parametrize("path", ["/chat/completions", "/openai/v1/embeddings", "/v2/models"])
def test_other_paths_are_not_found(path: str, provider: ModelProvider, http: httpx.Client):
    assert http.post(provider.url + path, json={}).status_code == 404
    assert provider.requests == []


def test_error_in_a_reply_fails_the_test_that_gave_it(http: httpx.Client):
    def broken(_: object) -> str:
        raise KeyError("a mistake in a test")

    body = {"model": MODEL, "messages": [{"role": "user", "content": "Hi"}]}
    with pytest.raises(KeyError, match="a mistake"), ModelProvider(reply=broken) as server:
        assert http.post(f"{server.url}/v1/chat/completions", json=body).status_code == 500


def test_request_remembers_when_and_how_it_came(provider: ModelProvider, ask: Ask):
    begun = time.monotonic()
    ask("Hi there", key="gsk_three", temperature=0.2)
    request = provider.requests[0]
    assert begun < request.at < time.monotonic()
    assert request.headers["authorization"] == "Bearer gsk_three"
    assert (request.organization, request.model, request.body["temperature"]) == ("default", MODEL, 0.2)


def wait_for_request(provider: ModelProvider) -> None:
    end = time.monotonic() + 5
    while not provider.requests:
        assert time.monotonic() < end, "no request came"
        time.sleep(0.005)
