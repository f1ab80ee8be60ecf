"""What is made of answers and errors that no client library foresees."""

import warnings
from collections.abc import Callable
from typing import Any

import pytest
from structlog.testing import capture_logs

from agents.llm.accounts import AccountSettings
from agents.llm.failures import BadGeneration
from domain.errors import ModelUnavailable
from domain.model_use import Outcome
from tests.doubles.model_provider import ModelProvider, no_such_host_url, refused_url, tls_url
from tests.gateways import gateway_to, groq, huggingface
from tests.unit.llm.conftest import GOOD_USAGE, Says, account_of, calls_of

either = pytest.mark.parametrize("account", [groq, huggingface], ids=["groq", "openai"])
SECRET = "gsk_not_to_be_shown"
WORDS = "I was let go by Norvik in May"


@pytest.fixture(autouse=True)
def _quiet_libraries():
    """The libraries warn of the very nonsense that is sent here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def say(content: Any) -> dict[str, Any]:
    return {"message": {"role": "assistant", "content": content}}


NOT_COMPLETIONS: dict[str, Callable[[Says], None]] = {
    "no choices": lambda s: s.completion(choices=[]),
    "choices are null": lambda s: s.completion(choices=None),
    "choices are words": lambda s: s.completion(choices="none"),
    "no message": lambda s: s.completion(choice={"message": None}),
    "content is a number": lambda s: s.completion(choice=say(5)),
    "a person speaks": lambda s: s.completion(choice={"message": {"role": "user", "content": "Hi"}}),
    "usage is a list": lambda s: s.completion(usage=[1]),
    "an error with status 200": lambda s: setattr(s, "body", b'{"error": {"message": "boom"}}'),
    "a list": lambda s: setattr(s, "body", b"[1, 2]"),
    "null": lambda s: setattr(s, "body", b"null"),
    "a number": lambda s: setattr(s, "body", b"5"),
    "nested without end": lambda s: setattr(s, "body", b"[" * 100_000),
}


@either
@pytest.mark.parametrize("kind", NOT_COMPLETIONS)
def test_answer_that_is_no_completion_is_a_broken_account(
    kind: str, account: Callable[..., AccountSettings], says: Says
):
    NOT_COMPLETIONS[kind](says)
    with gateway_to([account(says.url)]) as gateway, pytest.raises(ModelUnavailable):
        gateway.chat_model("chat").invoke("Hello")
    (call,) = calls_of(gateway)
    (row,) = gateway.ledger.rows.values()
    assert (call.outcome, call.sent, call.tokens_in) == (Outcome.BROKEN, True, None)
    assert (row.requests, row.tokens_held, row.unmetered) == (1, 0, 1)


@either
@pytest.mark.parametrize(
    "usage",
    [
        None,
        {},
        GOOD_USAGE | {"prompt_tokens": -5},
        GOOD_USAGE | {"prompt_tokens": 10**18},
        GOOD_USAGE | {"prompt_tokens": "five"},
        GOOD_USAGE | {"completion_tokens": 5.5},
        GOOD_USAGE | {"completion_tokens": float("nan")},
        GOOD_USAGE | {"prompt_tokens_details": {"cached_tokens": -7}},
    ],
    ids=str,
)
def test_reply_that_does_not_tell_its_tokens_is_taken_and_counted_at_its_most(
    usage: Any, account: Callable[..., AccountSettings], says: Says
):
    says.completion(usage=usage)
    with gateway_to([account(says.url)]) as gateway:
        assert gateway.chat_model("chat").invoke("Hello").content == "Hi"
    (call,) = calls_of(gateway)
    (row,) = gateway.ledger.rows.values()
    assert (call.tokens_in, call.tokens_out, call.dollars) == (None, None, None)
    assert (row.tokens_in, row.tokens_held, row.unmetered) == (0, 0, 1)
    assert row.tokens_estimated > 2000


CALL = {"tool_calls": [{"index": 0, "id": "a", "function": {"name": "drop_everything", "arguments": "{}"}}]}
USELESS_STREAMS: dict[str, list[Any]] = {
    "not JSON, says the provider": [
        {"delta": {"role": "assistant", "content": ""}},
        {"error": {"message": "Failed to call a function.", "code": "tool_use_failed", "status_code": 400}},
    ],
    "nothing": [{"delta": {"content": ""}}, {"finish": "stop"}],
    "only reasoning": [{"delta": {"reasoning": "Hm", "reasoning_content": "Hm"}}, {"finish": "length"}],
    "a tool that nobody offered": [{"delta": CALL}, {"finish": "tool_calls"}],
}


@either
@pytest.mark.parametrize("kind", USELESS_STREAMS)
def test_useless_words_of_a_stream_do_not_speak_against_the_account(
    kind: str, account: Callable[..., AccountSettings], says: Says
):
    says.stream(*USELESS_STREAMS[kind])
    with gateway_to([account(says.url)]) as gateway:
        pieces = []
        with pytest.raises(BadGeneration, match="could not be used"):
            pieces += gateway.chat_model("chat").stream("Hello")
        (state,) = gateway.ledger.states.values()
    assert not pieces
    assert [(c.outcome, c.sent) for c in calls_of(gateway)] == [(Outcome.BAD_GENERATION, True)]
    assert state.breaker == "closed"


@either
def test_tokens_told_with_every_piece_are_not_added_up(account: Callable[..., AccountSettings], says: Says):
    def told(written: int) -> dict[str, Any]:
        usage = {"prompt_tokens": 5, "completion_tokens": written, "total_tokens": 5 + written}
        return {"usage": usage, "x_groq": {"usage": usage}}

    says.stream({"delta": {"content": "Hi "}, **told(1)}, {"delta": {"content": "you"}, **told(2)}, {"finish": "stop"})
    with gateway_to([account(says.url)]) as gateway:
        assert "".join(p.text for p in gateway.chat_model("chat").stream("Hello")) == "Hi you"
    assert [(c.tokens_in, c.tokens_out) for c in calls_of(gateway)] == [(5, 2)]


@pytest.mark.parametrize("url", ["refused", "no_such_host", "tls"])
def test_account_that_cannot_be_reached_was_sent_nothing(url: str, first: ModelProvider):
    urls = {"refused": refused_url(), "no_such_host": no_such_host_url(), "tls": tls_url(first)}
    with gateway_to([groq(urls[url])]) as gateway, pytest.raises(ModelUnavailable):
        gateway.chat_model("chat").invoke("Hello")
    (call,) = calls_of(gateway)
    assert (call.outcome, call.sent, call.tokens_in) == (Outcome.UNREACHABLE, False, 0)
    assert "rror: " in call.error
    assert gateway.ledger.requests == 0
    assert not first.requests


def test_redirect_is_an_answer_of_a_broken_account(says: Says):
    with Says() as elsewhere:
        says.status, says.headers = 307, {"location": elsewhere.url}
        with gateway_to([groq(says.url)]) as gateway, pytest.raises(ModelUnavailable):
            gateway.chat_model("chat").invoke("Hello")
        assert not elsewhere.asked
    assert [c.outcome for c in calls_of(gateway)] == [Outcome.BROKEN]


@pytest.mark.parametrize("key", [f"{SECRET}\n", f"{SECRET}\r\nx: y", f"{SECRET} é", "", SECRET], ids=repr)
@pytest.mark.parametrize("status", [400, 401, 500])
def test_neither_a_key_nor_a_persons_words_are_shown_or_logged(key: str, status: int, says: Says):
    says.status = status
    says.body = f'{{"error": {{"message": "{SECRET} {WORDS}", "code": "invalid_api_key"}}}}'.encode()
    with capture_logs() as logs, gateway_to([groq(says.url, keys=(key,))]) as gateway, pytest.raises(ModelUnavailable):
        gateway.chat_model("chat").invoke(WORDS)
    shown = repr((logs, gateway.ledger.runs, gateway.ledger.states, gateway.alerts.told))
    assert SECRET not in shown
    assert WORDS not in shown
    assert calls_of(gateway)[0].error
    assert account_of(gateway).in_flight == 0


def test_account_whose_address_is_nonsense_is_passed_over(first: ModelProvider):
    with gateway_to([groq("http://[nonsense"), huggingface(first.url)]) as gateway:
        assert gateway.chat_model("chat").invoke("Hello").content
    broken, answered = calls_of(gateway)
    assert (broken.outcome, broken.sent, answered.outcome) == (Outcome.UNREACHABLE, False, Outcome.ANSWERED)
    assert broken.ms < 5000
    assert {row.provider.value: row.requests for row in gateway.ledger.rows.values()} == {"groq": 0, "huggingface": 1}
