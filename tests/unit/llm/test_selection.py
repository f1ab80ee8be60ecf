"""Which account is asked: the score, the filters that no score can pass, and what is kept of each decision."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.llm import selection
from agents.llm.accounts import Account
from domain.model_use import AccountUsage, RateHeaders, SwitchState
from tests.doubles.model_provider import ModelProvider
from tests.gateways import FakeClock, LocalGateway, gateway_to, groq
from tests.unit.llm.conftest import HF, SMALL, account_of, both, calls_of, open_breaker

SHARE = st.floats(0, 1)
SECONDS = st.floats(0, 60)
ORGANIZATIONS = ("a", "b", "c")
TIE = 1e-4
"""Scores are rounded to so much before they are compared."""


@given(health=SHARE, remaining=SHARE, seconds=SECONDS)
def test_score_is_two_fifths_health_and_three_tenths_each_of_quota_and_speed(health, remaining, seconds):
    fast = max(0.0, (10 - seconds) / 10)
    score = selection.score(health, remaining, selection.speed(seconds))
    assert score == pytest.approx((4 * health + 3 * remaining + 3 * fast) / 10)
    assert 0 <= score <= 1


@given(low=st.tuples(SHARE, SHARE, SHARE), more=st.tuples(SHARE, SHARE, SHARE))
def test_score_never_falls_when_a_part_gets_better(low, more):
    better = [min(1.0, part + rise) for part, rise in zip(low, more, strict=True)]
    for place in range(3):
        one = [*low[:place], better[place], *low[place + 1 :]]
        assert selection.score(*one) >= selection.score(*low)


@given(quick=SECONDS, more=SECONDS)
def test_slower_answers_never_earn_more(quick, more):
    assert 0 <= selection.speed(quick + more) <= selection.speed(quick) <= 1


@contextmanager
def three_accounts(clock: FakeClock) -> Iterator[tuple[LocalGateway, ModelProvider]]:
    """Three organizations at one provider, with priorities 3, 1 and 2."""
    keys = {f"key_{name}": name for name in ORGANIZATIONS}
    with ModelProvider(organizations=keys) as provider:
        accounts = [
            groq(provider.url, organization=name, keys=(f"key_{name}",), priority=priority)
            for name, priority in zip(ORGANIZATIONS, (3, 1, 2), strict=True)
        ]
        with gateway_to(accounts, clock=clock) as gateway:
            yield gateway, provider


def stand(account: Account, good: int, bad: int, used: int, seconds: float) -> None:
    """Bring an account into a known state; ticket 0 leaves its breaker alone."""
    for _ in range(good):
        account.answered(0, 0)
    for _ in range(bad):
        account.failed(0, counts=True)
    account.learn(SMALL, today(account, used))
    account.response_seconds = seconds


def today(account: Account, requests: int = 0) -> AccountUsage:
    """The account's row of its day, with so many requests."""
    settings = account.settings
    return AccountUsage(
        day=account.day(),
        provider=settings.provider,
        organization=settings.organization,
        model=SMALL,
        requests=requests,
    )


STANDING = st.tuples(
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(0, 14_000),
    st.sampled_from([0.0, 0.5, 1.0, 3.0, 9.0, 30.0]),
)


def test_every_choice_is_the_best_score_and_ties_go_by_priority():
    clock = FakeClock()
    with three_accounts(clock) as (gateway, provider):
        model = gateway.chat_model("chat")
        model.invoke("so that every account's day is known")

        @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(stands=st.lists(STANDING, min_size=3, max_size=3), same=st.booleans())
        def choose(stands, same):
            clock.move(601)
            expected = {}
            for account, standing in zip(
                gateway.router.accounts.values(), stands[:1] * 3 if same else stands, strict=True
            ):
                good, bad, used, seconds = standing
                stand(account, *standing)
                health = (good + 10) / (good + bad + 10)
                fast = max(0.0, 1 - seconds / 10)
                expected[account.name] = 0.4 * health + 0.3 * (1 - used / 14_400) + 0.3 * fast
            model.invoke("Hello")
            considered = calls_of(gateway)[-1].considered
            chosen = considered[0].account
            assert chosen == f"groq:{provider.requests[-1].organization}"
            assert expected[chosen] >= max(expected.values()) - TIE
            assert chosen == "groq:b" or not same
            assert {c.account: c.score for c in considered} == pytest.approx(expected, abs=TIE)
            assert not any(c.left_out for c in considered)

        choose()


def test_account_that_was_never_asked_starts_from_its_expected_seconds():
    with ModelProvider() as provider:
        warm = groq(provider.url, organization="warm", priority=2, expected_seconds=1.0)
        slow = groq(provider.url, organization="slow", priority=1, expected_seconds=3.0)
        with gateway_to([warm, slow], clock=FakeClock()) as gateway:
            gateway.router.accounts["groq:warm"].answered(0.8, 0)
            gateway.chat_model("chat").invoke("Hello")
            fast, cold = calls_of(gateway)[0].considered
    assert (fast.account, cold.account) == ("groq:warm", "groq:slow")
    assert cold.speed == 0.7
    assert fast.score > cold.score


def _nothing(gateway: LocalGateway, account: Account) -> None:
    pass


def _used_up(gateway: LocalGateway, account: Account) -> None:
    account.learn(SMALL, today(account, 14_400))


def _few_tokens(gateway: LocalGateway, account: Account) -> None:
    account.learn(SMALL, today(account), RateHeaders(tokens_left=3, tokens_reset_seconds=20))


def _switched(state: SwitchState) -> Callable[[LocalGateway, Account], None]:
    return lambda gateway, account: gateway.ledger.switched.update({account.name: state})


FILTERS: dict[str, Callable[[LocalGateway, Account], None]] = {
    "": _nothing,
    "circuit open": lambda _, account: open_breaker(account),
    "the quota is used up": _used_up,
    "switched off": _switched(SwitchState.OFF),
    "draining": _switched(SwitchState.DRAINING),
    "cooling down for 5 s": lambda _, account: account.cool_down(5),
    "this minute's tokens are used up": _few_tokens,
    "every key was refused": lambda _, account: account.deny("key 1"),
    "the model is not offered": lambda _, account: account.deny(SMALL),
}


@pytest.mark.parametrize("why", FILTERS)
def test_filter_holds_whatever_the_score(why: str, first: ModelProvider, second: ModelProvider):
    good = groq(first.url, organization="good", expected_seconds=0.0)
    poor = groq(second.url, organization="poor", expected_seconds=9.9, priority=2)
    with gateway_to([good, poor], clock=FakeClock()) as gateway:
        gateway.chat_model("chat").invoke("so that every account's day is known")
        gateway.router.accounts["groq:poor"].failed(0, counts=True)
        FILTERS[why](gateway, gateway.router.accounts["groq:good"])
        gateway.chat_model("chat").invoke("Hello there, how are you today?")
        found = {c.account: c for c in calls_of(gateway)[-1].considered}
    assert found["groq:good"].left_out == why
    assert found["groq:good"].score > found["groq:poor"].score
    assert (len(first.requests), len(second.requests)) == ((1, 1) if why else (2, 0))
    assert calls_of(gateway)[-1].considered[0].account == ("groq:poor" if why else "groq:good")


def test_tokens_of_a_minute_count_for_the_prompt_and_only_until_they_are_refilled():
    clock = FakeClock()
    with ModelProvider() as provider, gateway_to([groq(provider.url)], clock=clock) as gateway:
        gateway.chat_model("chat").invoke("so that the day is known")
        account = gateway.router.accounts["groq:default"]
        _few_tokens(gateway, account)
        assert account.consider("chat", 3, SwitchState.ON, begun=False).left_out == ""
        assert account.consider("chat", 4, SwitchState.ON, begun=False).left_out != ""
        assert account.consider("planner", 4, SwitchState.ON, begun=False).left_out == ""
        clock.move(20)
        assert account.consider("chat", 4, SwitchState.ON, begun=False).left_out == ""


def test_account_that_was_broken_is_probed_and_comes_back_while_another_is_well(
    first: ModelProvider, second: ModelProvider
):
    clock = FakeClock()
    with gateway_to(both(first, second), clock=clock) as gateway:
        broken = account_of(gateway)
        open_breaker(broken)
        for seconds, state in ((30, "open"), (30, "closed"), (0, "closed"), (0, "closed")):
            clock.move(seconds)
            gateway.chat_model("chat").invoke("Hello")
            assert broken.breaker.state.value == state
    assert (len(first.requests), len(second.requests)) == (3, 1)


def test_account_of_second_choice_is_not_probed_while_the_first_is_well(first: ModelProvider, second: ModelProvider):
    clock = FakeClock()
    with gateway_to(both(first, second), clock=clock) as gateway:
        open_breaker(account_of(gateway, HF))
        clock.move(60)
        gateway.chat_model("chat").invoke("Hello")
    assert not second.requests


def test_only_one_call_at_a_time_probes():
    clock = FakeClock()
    account = Account(groq("http://127.0.0.1:1"), clock)
    open_breaker(account)
    assert account.consider("chat", 1, SwitchState.ON, begun=False).left_out == "circuit open"
    clock.move(60)
    assert account.consider("chat", 1, SwitchState.ON, begun=False).left_out == ""
    account.breaker.allow()
    assert account.consider("chat", 1, SwitchState.ON, begun=False).left_out == "a probe is on its way"


def test_only_the_tries_of_the_last_ten_minutes_count_for_health():
    clock = FakeClock()
    account = Account(groq("http://127.0.0.1:1"), clock)
    account.failed(0, counts=True)
    clock.move(300)
    account.answered(1.0, 0)
    assert (account.answered_share, account.health) == (0.5, pytest.approx(11 / 12))
    clock.move(301)
    assert (account.answered_share, account.health) == (1.0, 1.0)


def test_typical_response_time_follows_the_newest_answers():
    account = Account(groq("http://127.0.0.1:1"), FakeClock())
    assert account.response_seconds == 1.0
    account.answered(2.0, 0)
    assert account.response_seconds == pytest.approx(1.3)
    for _ in range(30):
        account.answered(4.0, 0)
    assert account.response_seconds == pytest.approx(4.0, abs=0.01)
