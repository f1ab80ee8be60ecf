"""What the router does beside failing over: keys, operators' switches, deadlines, and what is kept of a decision."""

import time

import pytest

from agents.llm.breaker import BreakerState
from domain.errors import ModelUnavailable
from domain.model_use import Outcome, SwitchState
from tests.doubles.model_provider import ModelProvider
from tests.gateways import FakeClock, LocalGateway, gateway_to, groq
from tests.unit.llm.conftest import (
    GROQ,
    HF,
    SMALL,
    account_of,
    both,
    calls_of,
    only_run,
    outcomes,
)


def who(gateway: LocalGateway, role: str = "chat") -> str:
    return str(gateway.chat_model(role).invoke("Hello").response_metadata["provider"])


def test_refused_key_makes_way_for_the_next_key_and_then_for_the_next_account(second: ModelProvider):
    with ModelProvider(organizations={"good": "acme"}) as provider:
        groq_account = groq(provider.url, organization="acme", keys=("bad", "good", "worse"))
        with gateway_to([groq_account, *both(second, second)[1:]]) as gateway:
            assert [who(gateway) for _ in range(4)] == ["groq:acme"] * 4
            assert [r.organization for r in provider.requests].count("acme") == 4
            assert len(provider.requests) == 6
            provider.organizations = {"another": "acme"}
            assert who(gateway) == HF
            assert len(provider.requests) == 7
            assert who(gateway) == HF
            assert len(provider.requests) == 7
    denied = {f"denied:groq:acme:key {n}" for n in (1, 2, 3)}
    assert set(gateway.alerts.told) == denied
    assert not any("good" in text or "bad" in text for _, text, _ in gateway.alerts.told.values())


def test_refused_key_is_tried_again_after_ten_minutes(first: ModelProvider):
    clock = FakeClock()
    first.organizations = {"another": "acme"}
    with gateway_to([groq(first.url)], clock=clock) as gateway:
        for _ in range(2):
            with pytest.raises(ModelUnavailable):
                who(gateway)
        assert len(first.requests) == 1
        first.organizations = {"gsk_one": "acme"}
        clock.move(600)
        assert who(gateway) == GROQ


def test_missing_model_is_left_alone_but_the_accounts_other_models_are_not():
    with ModelProvider(models=["openai/gpt-oss-120b"]) as provider, gateway_to([groq(provider.url)]) as gateway:
        for _ in range(2):
            with pytest.raises(ModelUnavailable):
                who(gateway, "chat")
        assert who(gateway, "planner") == GROQ
        assert [r.model for r in provider.requests] == [SMALL, "openai/gpt-oss-120b"]
    assert set(gateway.alerts.told) == {f"denied:{GROQ}:{SMALL}"}


def test_limited_account_is_asked_again_when_its_time_is_over(first: ModelProvider, second: ModelProvider):
    clock = FakeClock()
    first.faults = ["429"]
    with gateway_to(both(first, second), clock=clock) as gateway:
        assert who(gateway) == HF
        clock.move(6.9)
        assert who(gateway) == HF
        clock.move(0.2)
        assert who(gateway) == GROQ
    assert account_of(gateway).health == 1.0


def test_account_that_is_off_is_off_for_runs_that_began_there_too(first: ModelProvider, second: ModelProvider):
    with gateway_to(both(first, second)) as gateway, gateway.run("tutor"):
        assert who(gateway) == GROQ
        gateway.ledger.switched = {GROQ: SwitchState.OFF}
        assert who(gateway) == HF


def test_draining_account_ends_its_runs_and_gets_no_new_ones(first: ModelProvider, second: ModelProvider):
    with gateway_to(both(first, second)) as gateway:
        with gateway.run("tutor"):
            assert who(gateway) == GROQ
            gateway.ledger.switched = {GROQ: SwitchState.DRAINING}
            assert who(gateway) == GROQ
        with gateway.run("tutor"):
            assert who(gateway) == HF
        gateway.ledger.switched = {}
        assert who(gateway) == GROQ


@pytest.mark.parametrize("seconds", [0.7, 1.6])
@pytest.mark.parametrize("way", ["invoke", "stream"])
def test_run_never_takes_longer_than_its_seconds(way: str, seconds: float, first: ModelProvider, second: ModelProvider):
    first.fault = second.fault = "read_timeout"
    with gateway_to(both(first, second)) as gateway:
        model, began = gateway.chat_model("chat"), time.monotonic()
        with pytest.raises(ModelUnavailable, match="did not answer"), gateway.run("tutor", seconds=seconds):
            list(getattr(model, way)("Hello"))
        assert seconds - 0.6 < time.monotonic() - began < seconds + 0.5
    assert outcomes(gateway) == [Outcome.TIMED_OUT] * (1 if seconds < 1 else 2)


def test_answer_that_comes_within_the_deadline_is_taken(first: ModelProvider):
    first.delay = 0.5
    with gateway_to([groq(first.url)]) as gateway, gateway.run("tutor", seconds=2):
        assert who(gateway) == GROQ


def test_try_that_got_less_time_than_an_answer_takes_does_not_speak_against_the_account(first: ModelProvider):
    first.delay = 3.0
    with gateway_to([groq(first.url, expected_seconds=1.0)]) as gateway:
        account = account_of(gateway)
        for _ in range(4):
            account.failed(account.breaker.allow(), counts=True)
        for response_seconds, state in ((1.0, BreakerState.CLOSED), (0.4, BreakerState.OPEN)):
            account.response_seconds = response_seconds
            with pytest.raises(ModelUnavailable), gateway.run("hurried", seconds=0.55):
                who(gateway)
            assert account.breaker.state is state
    assert outcomes(gateway) == [Outcome.TIMED_OUT] * 2


def test_decision_is_kept_with_every_account_the_chosen_one_first(first: ModelProvider, second: ModelProvider):
    first.fault = "500"
    with gateway_to(both(first, second)) as gateway:
        who(gateway)
    tried, answered = calls_of(gateway)
    assert [c.account for c in tried.considered] == [GROQ, HF]
    assert [(c.account, c.left_out) for c in answered.considered] == [(HF, ""), (GROQ, "failed just now")]
    assert only_run(gateway).provider == HF


def test_gateway_without_accounts_says_that_no_model_is_set_up():
    with gateway_to([]) as gateway:
        assert not gateway.configured
        with pytest.raises(ModelUnavailable, match="No model is set up"):
            gateway.chat_model("chat")


def test_unknown_role_is_a_mistake_in_the_code(first: ModelProvider):
    with gateway_to([groq(first.url)]) as gateway, pytest.raises(KeyError):
        gateway.chat_model("nobody")
