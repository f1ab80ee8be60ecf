"""Every fault of a provider, and what the gateway makes of it: who answers, what is recorded, who is told."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain

import pytest

from agents.llm.breaker import BreakerState
from domain.errors import AppError, ModelUnavailable
from domain.model_use import Outcome
from tests.doubles.model_faults import FAULTS, STATUSES
from tests.doubles.model_provider import ModelProvider, no_such_host_url, refused_url, tls_url
from tests.doubles.model_request import Request
from tests.doubles.provider_ledger import Bucket, Tally
from tests.gateways import LocalGateway, gateway_to, groq, huggingface
from tests.unit.llm.conftest import (
    GROQ,
    HF,
    LARGE,
    PATIENCE,
    SMALL,
    account_of,
    both,
    calls_of,
    open_breaker,
    outcomes,
)

RECORDED = {
    Outcome.ANSWERED: ("ok", "nan_score", "wrong_schema", "duplicate_chunk"),
    Outcome.REFUSED: ("400",),
    Outcome.DENIED: ("401", "403", "404"),
    Outcome.LIMITED: ("402", "429", "429_no_header", "429_absurd_header", "429_tomorrow"),
    Outcome.TOO_LARGE: ("413",),
    Outcome.BAD_GENERATION: ("json_validate_failed", "injected_tool_call"),
    Outcome.TIMED_OUT: ("read_timeout", "hang_after_headers", "one_byte_a_second", "endless_stream"),
    Outcome.BROKEN: (
        "408", "498", "500", "502", "503", "529", "no_finish_reason", "cut_mid_token", "cut_mid_utf8", "garbage_json",
        "html", "empty", "ten_megabytes", "gzip_bomb",
    ),
}  # fmt: skip
"""How a try with each fault is recorded."""
OUTCOME = {fault: outcome for outcome, faults in RECORDED.items() for fault in faults}
BROKEN_OFF = ("no_finish_reason", "cut_mid_token", "cut_mid_utf8", "endless_stream")
"""Streams with these have begun before they fail."""
AGAINST_THE_ACCOUNT = (Outcome.UNREACHABLE, Outcome.TIMED_OUT, Outcome.BROKEN)
COOLING = {"429": 7, "429_absurd_header": 3600, "429_no_header": 30, "429_tomorrow": 30, "402": 3600}


def test_every_fault_of_the_provider_is_in_the_matrix():
    assert set(OUTCOME) == set(FAULTS)
    assert len(FAULTS) >= 29


def almost_broken(gateway: LocalGateway) -> None:
    """Four failures of the first account (the fifth opens its breaker), and of the second, so that it stays first."""
    first = account_of(gateway)
    for _ in range(4):
        first.failed(first.breaker.allow(), counts=True)
        account_of(gateway, HF).failed(0, counts=True)


def check_account(gateway: LocalGateway, fault: str, outcome: Outcome) -> None:
    """The breaker is touched only by what speaks against the account; limits cool down; operators hear of denials."""
    account = account_of(gateway)
    opened = account.breaker.state is BreakerState.OPEN
    assert opened == (outcome in AGAINST_THE_ACCOUNT)
    cooling = account.cooling_until - account.clock.monotonic()
    expected = COOLING.get(fault, float("-inf"))
    assert expected - 5 <= cooling <= expected
    denied = {"401": "key 1", "403": "key 1", "404": SMALL}.get(fault)
    assert set(gateway.alerts.told) == ({f"denied:{GROQ}:{denied}"} if denied else set())


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_of_the_first_account_ends_in_a_reply(fault: str, first: ModelProvider, second: ModelProvider):
    first.fault, outcome = fault, OUTCOME[fault]
    with gateway_to(both(first, second)) as gateway:
        almost_broken(gateway)
        model, began = gateway.chat_model("chat"), time.monotonic()
        if outcome is Outcome.REFUSED:
            with pytest.raises(ModelUnavailable, match="did not accept the request"):
                model.invoke("Hello")
        else:
            who = GROQ if outcome is Outcome.ANSWERED else HF
            assert model.invoke("Hello").response_metadata["provider"] == who
        assert time.monotonic() - began < PATIENCE + 1.5
    goes_on = outcome not in (Outcome.ANSWERED, Outcome.REFUSED)
    assert outcomes(gateway) == [outcome, Outcome.ANSWERED][: 1 + goes_on]
    assert (len(first.requests), len(second.requests)) == (1, goes_on)
    assert all(c.sent and c.ms < 1000 * (PATIENCE + 0.5) for c in calls_of(gateway))
    check_account(gateway, fault, outcome)


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_of_a_stream_ends_in_a_reply_or_after_its_pieces(fault: str, first: ModelProvider, second: ModelProvider):
    first.fault, outcome = fault, OUTCOME[fault]
    with gateway_to(both(first, second), run_seconds=2) as gateway:
        almost_broken(gateway)
        pieces = []
        if outcome is Outcome.REFUSED or fault in BROKEN_OFF:
            with pytest.raises(ModelUnavailable, match=r"did not accept|broke off"):
                pieces += gateway.chat_model("chat").stream("Hello")
        else:
            pieces += gateway.chat_model("chat").stream("Hello")
            who = GROQ if outcome is Outcome.ANSWERED else HF
            assert sum(pieces[1:], pieces[0]).response_metadata["provider"] == who
            assert "".join(p.text for p in pieces)
    goes_on = outcome not in (Outcome.ANSWERED, Outcome.REFUSED) and fault not in BROKEN_OFF
    assert outcomes(gateway) == [outcome, Outcome.ANSWERED][: 1 + goes_on]
    assert (len(first.requests), len(second.requests)) == (1, goes_on)
    check_account(gateway, fault, outcome)
    for provider in (first, second):
        provider.wait_quiet()


@pytest.mark.parametrize("way", ["refused", "no_such_host", "tls"])
def test_account_that_cannot_be_reached_is_passed_over(way: str, first: ModelProvider, second: ModelProvider):
    url = {"refused": refused_url(), "no_such_host": no_such_host_url(), "tls": tls_url(first)}[way]
    with gateway_to([groq(url), huggingface(second.url)]) as gateway:
        almost_broken(gateway)
        assert gateway.chat_model("chat").invoke("Hello").response_metadata["provider"] == HF
    assert outcomes(gateway) == [Outcome.UNREACHABLE, Outcome.ANSWERED]
    check_account(gateway, way, Outcome.UNREACHABLE)


def test_both_accounts_with_the_same_fault_end_in_an_honest_notice():
    def ask(fault: str) -> tuple[str, type[AppError] | None]:
        with ModelProvider(fault=fault) as provider, gateway_to(both(provider, provider)) as gateway:
            try:
                gateway.chat_model("chat").invoke("Hello")
            except AppError as error:
                return fault, type(error)
        return fault, None

    with ThreadPoolExecutor(6) as threads:
        raised = dict(threads.map(ask, FAULTS))
    good = {fault for fault, error in raised.items() if error is None}
    assert good == set(RECORDED[Outcome.ANSWERED])
    assert {e.code for e in raised.values() if e} == {"model_unavailable", "model_answer_rejected"}


FAULTY = ("500", "cut_mid_token", "no_finish_reason", "cut_mid_utf8")  # one fewer than what opens a breaker
HARMLESS = ("413", "json_validate_failed", "injected_tool_call", "duplicate_chunk", "nan_score")
RUBRIC = "The rubric has levels and they are described at length. " * 150
LONG = "One of many words that take their time on the way. " * 20


def test_ledger_agrees_with_the_providers_own_to_the_last_token():
    """Sixty parallel calls: whole, streamed, cut, retried, abandoned and refused."""

    def say(request: Request) -> str:
        return LONG if request.texts[-1].startswith("Long") else f"Reply {request.number}"

    with (
        ModelProvider(reply=say, organizations={"k1": "a", "k2": "a", "k3": "b"}) as one,
        ModelProvider(reply=say) as two,
    ):
        one.chunk_seconds = two.chunk_seconds = 0.03
        one.faults = [*FAULTY, *HARMLESS * 2]
        two.faults = [*FAULTY, *HARMLESS]
        accounts = [
            groq(one.url, organization="a", keys=("k1", "k2")),
            groq(one.url, organization="b", keys=("k3",)),
            huggingface(two.url, expected_seconds=1.0),
        ]
        with gateway_to(accounts, run_seconds=60) as gateway:
            with ThreadPoolExecutor(60) as threads:
                list(threads.map(lambda number: ask_somehow(gateway, number), range(60)))
            one.wait_quiet()
            two.wait_quiet()
            ours = counted(gateway)
        theirs = {
            **{(f"groq:{b[0]}", b[1]): told(one, b, tally) for b, tally in one.ledger.rows().items()},
            **{(HF, b[1]): told(two, b, tally) for b, tally in two.ledger.rows().items()},
        }
    assert ours == theirs
    assert sum(row[0] for row in ours.values()) == len(one.requests) + len(two.requests) >= 60
    assert sum(row[3] for row in ours.values()) > 1024
    assert set(outcomes(gateway)) > {Outcome.ANSWERED, Outcome.ABANDONED, Outcome.BROKEN, Outcome.BAD_GENERATION}
    assert all(row.tokens_held == 0 == row.dollars_held for row in gateway.ledger.rows.values())


def ask_somehow(gateway: LocalGateway, number: int) -> None:
    """Ask in one of four ways; what fails has failed."""
    model = gateway.chat_model("chat" if number % 2 else "interviewer")
    words = [("system", RUBRIC), ("user", f"Question {number}")]
    with suppress(AppError):
        match number % 4:
            case 0 | 1:
                model.invoke(words)
            case 2:
                list(model.stream(words))
            case 3:
                pieces = model.stream([("user", f"Long answer please {number}")])
                next(pieces)
                pieces.close()


def counted(gateway: LocalGateway) -> dict[tuple[str, str], tuple[int, ...]]:
    """Our rows: requests, tokens in, out and cached, and tries that never told."""
    return {
        (row.account, row.model): (row.requests, row.tokens_in, row.tokens_out, row.tokens_cached, row.unmetered)
        for row in gateway.ledger.rows.values()
        if row.requests
    }


def told(provider: ModelProvider, bucket: Bucket, tally: Tally) -> tuple[int, ...]:
    """The same of the provider; one that refuses with a status has used nothing, but for words that were no JSON."""
    free = sum(
        r.bucket == bucket and r.fault in STATUSES and r.fault != "json_validate_failed" for r in provider.requests
    )
    return tally.requests, tally.tokens_in, tally.tokens_out, tally.tokens_cached, tally.unreported - free


def test_while_both_are_down_calls_end_at_once_and_send_nothing(first: ModelProvider, second: ModelProvider):
    first.fault = second.fault = "500"
    with gateway_to(both(first, second)) as gateway:
        for name in (GROQ, HF):
            open_breaker(account_of(gateway, name))
        began = time.monotonic()
        for _ in range(20):
            with pytest.raises(ModelUnavailable):
                gateway.chat_model("chat").invoke("Hello")
        assert time.monotonic() - began < 20 * 0.2
    assert not list(chain(first.requests, second.requests))
    assert LARGE not in {row.model for row in gateway.ledger.rows.values()}
