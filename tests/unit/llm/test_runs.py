"""Runs: which calls belong to one, when it ends, and what is kept of it."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from agents.llm.cache import ModelCache
from agents.llm.gateway import Gateway, GatewaySettings
from agents.llm.runs import current_run
from domain.errors import ModelUnavailable
from domain.model_use import Outcome, RunState
from tests.doubles.memory_ledger import MemoryAlerts, MemoryLedger
from tests.doubles.model_provider import ModelProvider
from tests.gateways import FakeClock, gateway_to, groq, huggingface
from tests.unit.llm.conftest import GROQ, HF, SMALL, both, calls_of, only_run


def test_run_is_kept_with_everything_its_calls_used(first: ModelProvider, second: ModelProvider):
    first.faults = ["ok", "500"]
    user, subject = uuid4(), uuid4()
    with gateway_to(both(first, second)) as gateway, gateway.run("tutor", user_id=user, subject_id=subject) as run:
        run.prompt = "tutor v3 abc"
        gateway.chat_model("chat").invoke("Hello")
        gateway.chat_model("chat").invoke("And again")
    kept = only_run(gateway)
    assert (kept.agent, kept.user_id, kept.subject_id, kept.prompt) == ("tutor", user, subject, "tutor v3 abc")
    assert (kept.state, kept.provider, kept.model) == (RunState.ANSWERED, HF, f"{SMALL}:together")
    assert [(c.account, c.outcome) for c in kept.calls] == [
        (GROQ, Outcome.ANSWERED),
        (GROQ, Outcome.BROKEN),
        (HF, Outcome.ANSWERED),
    ]
    told = first.ledger.total + second.ledger.total
    assert (kept.tokens_in, kept.tokens_out) == (told.tokens_in, told.tokens_out)
    assert kept.dollars == sum((c.dollars or Decimal(0) for c in kept.calls), Decimal(0)) > 0
    assert (kept.error, kept.unpriced) == ("", 0)


def test_call_outside_of_any_run_is_a_run_of_its_own(first: ModelProvider):
    with gateway_to([groq(first.url)]) as gateway:
        gateway.chat_model("chat").invoke("Hello")
        list(gateway.chat_model("planner").stream("Hello"))
        assert current_run() is None
    assert [(r.agent, r.state, len(r.calls)) for r in gateway.ledger.runs] == [
        ("chat", RunState.ANSWERED, 1),
        ("planner", RunState.ANSWERED, 1),
    ]


def test_unpriced_calls_are_counted_and_cost_nothing(first: ModelProvider):
    models = {"chat": "openai/gpt-oss-20b"}
    with gateway_to([huggingface(first.url, models=models, month_dollars=None)]) as gateway:
        gateway.chat_model("chat").invoke("Hello")
    assert (only_run(gateway).unpriced, only_run(gateway).dollars) == (1, 0)
    assert [row.unpriced for row in gateway.ledger.rows.values()] == [1]


def test_failed_run_keeps_its_error(first: ModelProvider):
    first.fault = "500"
    with gateway_to([groq(first.url)]) as gateway, pytest.raises(ModelUnavailable), gateway.run("tutor"):
        gateway.chat_model("chat").invoke("Hello")
    kept = only_run(gateway)
    assert (kept.state, kept.provider) == (RunState.FAILED, "")
    assert kept.error == "The model did not answer. What you wrote is saved; try again in a few minutes."
    assert [c.error for c in kept.calls] == ["HTTP 500"]


def test_run_that_fell_back_says_so(first: ModelProvider):
    first.fault = "500"
    with gateway_to([groq(first.url)]) as gateway, gateway.run("tutor") as run:
        with pytest.raises(ModelUnavailable) as caught:
            gateway.chat_model("chat").invoke("Hello")
        run.fell_back(caught.value.message)
    assert (only_run(gateway).state, only_run(gateway).error) == (RunState.FALLBACK, caught.value.message)


@pytest.mark.parametrize(("cache", "state"), [("memory", RunState.CACHED), ("miss", RunState.FAILED)])
def test_run_that_only_asked_the_cache_is_kept(cache: str, state: RunState):
    with gateway_to([groq("http://127.0.0.1:1")]) as gateway, gateway.run("tutor") as run:
        run.cache = cache
    assert (only_run(gateway).state, only_run(gateway).cache) == (state, cache)


def test_run_that_asked_for_nothing_is_not_kept(first: ModelProvider):
    with gateway_to([groq(first.url)]) as gateway, gateway.run("tutor"):
        pass
    assert not gateway.ledger.runs


def test_bug_inside_a_run_is_raised_and_the_run_is_kept(first: ModelProvider):
    def work() -> None:
        with gateway.run("tutor"):
            gateway.chat_model("chat").invoke("Hello")
            raise ZeroDivisionError

    with gateway_to([groq(first.url)]) as gateway, pytest.raises(ZeroDivisionError):
        work()
    assert len(only_run(gateway).calls) == 1


def test_no_run_makes_more_than_its_most_calls(first: ModelProvider):
    def work() -> None:
        with gateway.run("tutor", most_calls=3):
            for _ in range(10):
                gateway.chat_model("chat").invoke("Hello")

    with gateway_to([groq(first.url)]) as gateway, pytest.raises(ModelUnavailable, match="did not come to an end"):
        work()
    assert len(first.requests) == 3
    assert only_run(gateway).error == "The limit of 3 calls in one run was reached."
    assert only_run(gateway).state is RunState.FAILED


def test_tries_at_several_accounts_are_one_call(first: ModelProvider, second: ModelProvider):
    first.fault = "500"
    with gateway_to(both(first, second)) as gateway, gateway.run("tutor", most_calls=1):
        gateway.chat_model("chat").invoke("Hello")
    assert len(calls_of(gateway)) == 2


def test_runs_of_parallel_threads_do_not_mix(first: ModelProvider):
    first.delay = 0.05
    with gateway_to([groq(first.url)]) as gateway:

        def work(name: str, calls: int) -> None:
            with gateway.run(name):
                for _ in range(calls):
                    gateway.chat_model("chat").invoke("Hello")

        threads = [threading.Thread(target=work, args=(f"agent {n}", n)) for n in range(1, 6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert {r.agent: len(r.calls) for r in gateway.ledger.runs} == {f"agent {n}": n for n in range(1, 6)}


def test_run_inside_a_run_counts_for_itself(first: ModelProvider):
    with gateway_to([groq(first.url)]) as gateway, gateway.run("outer") as outer:
        with gateway.run("inner"):
            gateway.chat_model("chat").invoke("Hello")
        assert current_run() is outer
        gateway.chat_model("chat").invoke("Hello")
    assert [(r.agent, len(r.calls)) for r in gateway.ledger.runs] == [("inner", 1), ("outer", 1)]


def test_run_lasts_as_long_as_its_model_needed():
    clock = FakeClock()
    with gateway_to([groq("http://127.0.0.1:1")], clock=clock) as gateway, gateway.run("tutor") as run:
        run.cache = "miss"
        clock.move(2.5)
    assert only_run(gateway).ms == 2500


def test_trace_knows_the_run_but_not_the_person(first: ModelProvider):
    traced: list[tuple[str, dict[str, str]]] = []
    person, trace = uuid4(), uuid4()

    class Tracer:
        @contextmanager
        def trace(self, name: str, metadata: Mapping[str, str]) -> Iterator[UUID | None]:
            traced.append((name, dict(metadata)))
            yield trace

    clock = FakeClock()
    ledger, settings = MemoryLedger(clock), GatewaySettings((groq(first.url),))
    gateway = Gateway(settings, ledger, MemoryAlerts(), ModelCache([]), tracer=Tracer(), clock=clock)
    try:
        for _ in range(2):
            with gateway.run("tutor", user_id=person):
                gateway.chat_model("chat").invoke("Hello")
    finally:
        gateway.close()
    (name, metadata), (_, again) = traced
    assert (name, metadata["agent"], metadata["run"]) == ("tutor", "tutor", str(ledger.runs[0].id))
    assert str(person) not in repr(traced)
    assert metadata["person"] == again["person"] != ""
    assert [run.trace_id for run in ledger.runs] == [trace, trace]


def test_ledger_that_is_away_at_the_end_does_not_take_the_answer_away(first: ModelProvider):
    with gateway_to([groq(first.url)]) as gateway:
        with gateway.run("tutor"):
            said = gateway.chat_model("chat").invoke("Hello")
            gateway.ledger.away = True
        assert said.content
    assert not gateway.ledger.runs
