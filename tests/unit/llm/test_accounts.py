"""Quotas of an account: how much is used, when operators hear of it, and whose quota a key belongs to."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.llm.accounting import Budgets
from agents.llm.accounts import Account
from domain.errors import ModelUnavailable, QuotaExceeded
from domain.model_use import AccountUsage, AlertLevel, Limits, Provider, SwitchState
from tests.doubles.model_provider import ModelProvider
from tests.doubles.provider_ledger import RateLimits
from tests.gateways import FakeClock, LocalGateway, gateway_to, groq
from tests.model_samples import an_unsent_call
from tests.unit.llm.conftest import GROQ, LARGE, SMALL, account_of, calls_of, eventually

NOWHERE = "http://127.0.0.1:1"
COUNT = st.integers(0, 20_000)
LIMIT = st.none() | st.integers(1, 20_000)


def is_answered(gateway: LocalGateway, role: str = "chat") -> bool:
    """Ask once."""
    try:
        gateway.chat_model(role).invoke("Hello")
    except ModelUnavailable:
        return False
    return True


def among(keys: Iterable[str], start: str) -> set[str]:
    return {key for key in keys if key.startswith(start)}


def usage_of(clock: FakeClock, **told: object) -> AccountUsage:
    row = AccountUsage(day=clock.now().date(), provider=Provider.GROQ, organization="default", model=SMALL)
    return row.model_copy(update=told)


@settings(max_examples=200, deadline=None)
@given(
    requests=COUNT,
    day_requests=LIMIT,
    told=st.none() | st.tuples(LIMIT, st.none() | COUNT, st.integers(-100, 100)),
    tokens=st.tuples(COUNT, COUNT, COUNT, COUNT),
    day_tokens=LIMIT,
    dollars=st.tuples(st.integers(0, 500), st.none() | st.integers(1, 500)),
)
def test_used_share_is_the_largest_of_the_shares_that_have_a_limit(
    requests, day_requests, told, tokens, day_tokens, dollars
):
    clock = FakeClock()
    money = None if dollars[1] is None else Decimal(dollars[1])
    account = Account(groq(NOWHERE, day_requests=day_requests, day_tokens=day_tokens, month_dollars=money), clock)
    row = usage_of(
        clock, requests=requests, tokens_in=tokens[0], tokens_out=tokens[1], tokens_held=tokens[2],
        tokens_estimated=tokens[3], account_month_dollars=Decimal(dollars[0]),
    )  # fmt: skip
    limit, left = day_requests, None
    if told is not None:
        until = clock.now() + timedelta(seconds=told[2])
        row = row.model_copy(update={"requests_limit": told[0], "requests_left": told[1], "left_until": until})
        if told[2] > 0:
            limit, left = told[0] or day_requests, told[1] if told[0] else None
    account.learn(SMALL, row)
    counted, without_held = sum(tokens), sum(tokens) - tokens[2]

    def expected(tokens_used: int) -> float:
        used = [0.0]
        used += [requests / limit] if limit else []
        used += [(told[0] - left) / told[0]] if told and left is not None else []
        used += [tokens_used / day_tokens] if day_tokens else []
        used += [dollars[0] / dollars[1]] if dollars[1] else []
        return min(1.0, max(used))

    assert account.used_share(SMALL) == pytest.approx(expected(counted))
    assert account.used_share(SMALL, with_held=False) == pytest.approx(expected(without_held))
    assert account.used_share(LARGE) == 0


def test_new_day_begins_at_zero():
    clock = FakeClock()
    account = Account(groq(NOWHERE, day_requests=10), clock)
    account.learn(SMALL, usage_of(clock, requests=10))
    assert (account.used_share(SMALL), account.knows_usage(SMALL)) == (1.0, True)
    clock.move(12 * 3600)
    assert (account.used_share(SMALL), account.knows_usage(SMALL)) == (0.0, False)
    assert account.consider("chat", 1, SwitchState.ON, begun=False).left_out == ""


def test_operators_hear_once_a_day_of_80_90_and_100_percent():
    clock = FakeClock()
    with ModelProvider() as provider:
        with gateway_to([groq(provider.url, day_requests=10)], clock=clock) as gateway:
            for day in (25, 26):
                quota = f"quota:{GROQ}:{SMALL}:2026-11-{day}:"
                for percent in range(10, 101, 10):
                    assert is_answered(gateway)
                    told = {f"{quota}{p}" for p in (80, 90, 100) if p <= percent}
                    assert eventually(lambda told=told, quota=quota: told == among(gateway.alerts.told, quota))
                assert not any(is_answered(gateway) for _ in range(3))
                clock.move(24 * 3600)
        assert {times for _, _, times in gateway.alerts.told.values()} == {1}
        levels = {key.rpartition(":")[2]: level for key, (level, _, _) in gateway.alerts.told.items()}
        assert levels == {"80": AlertLevel.WARNING, "90": AlertLevel.WARNING, "100": AlertLevel.PROBLEM}
        assert len(provider.requests) == 20


def test_tokens_that_are_only_set_aside_do_not_tell_operators_of_a_used_up_quota(first: ModelProvider):
    first.delay = 0.3
    with gateway_to([groq(first.url, day_tokens=20_500)]) as gateway, ThreadPoolExecutor(10) as threads:
        assert all(threads.map(is_answered, [gateway] * 10))
    assert not gateway.alerts.told


def test_keys_of_one_organization_take_turns_and_share_one_quota():
    keys = ("gsk_a", "gsk_b", "gsk_c")
    with ModelProvider(organizations=dict.fromkeys(keys, "acme")) as provider:
        with gateway_to([groq(provider.url, organization="acme", keys=keys, day_requests=6)]) as gateway:
            assert [is_answered(gateway) for _ in range(7)] == [True] * 6 + [False]
        used = [r.headers["authorization"].removeprefix("Bearer ") for r in provider.requests]
    assert sorted(used) == sorted(keys * 2)
    assert used[:3] == used[3:]
    assert [row.requests for row in gateway.ledger.rows.values()] == [6]


def test_two_organizations_have_a_quota_each():
    with ModelProvider(organizations={"gsk_a": "a", "gsk_b": "b"}) as provider:
        accounts = [
            groq(provider.url, organization=name, keys=(f"gsk_{name}",), day_requests=2, priority=i)
            for i, name in enumerate("ab")
        ]
        with gateway_to(accounts) as gateway:
            assert [is_answered(gateway) for _ in range(5)] == [True] * 4 + [False]
        assert sorted(r.organization for r in provider.requests) == ["a", "a", "b", "b"]
    assert {row.organization: row.requests for row in gateway.ledger.rows.values()} == {"a": 2, "b": 2}


def test_models_of_one_organization_have_a_quota_each(first: ModelProvider):
    with gateway_to([groq(first.url, day_requests=1)]) as gateway:
        assert [is_answered(gateway, role) for role in ("chat", "planner", "chat")] == [True, True, False]
    assert [r.model for r in first.requests] == [SMALL, LARGE]


def test_headers_set_the_limit_until_they_run_out(first: ModelProvider):
    clock = FakeClock()
    first.limits = RateLimits(requests=3, requests_reset=100)
    with gateway_to([groq(first.url)], clock=clock) as gateway:
        assert [is_answered(gateway) for _ in range(4)] == [True] * 3 + [False]
        assert account_of(gateway).used_share(SMALL) == 1.0
        assert len(first.requests) == 3
        clock.move(101)
        first.limits = RateLimits(requests=1000)
        assert is_answered(gateway)
        assert account_of(gateway).used_share(SMALL) < 0.01


def test_fifty_callers_at_one_remaining_request_send_exactly_one(first: ModelProvider):
    with gateway_to([groq(first.url, day_requests=1)]) as gateway, ThreadPoolExecutor(50) as threads:
        answered = list(threads.map(is_answered, [gateway] * 50))
    assert (sum(answered), len(first.requests), gateway.ledger.requests) == (1, 1, 1)


def test_fifty_callers_at_one_remaining_request_by_the_headers_send_exactly_one():
    with ModelProvider(limits=RateLimits(requests=14_400, remaining=2)) as provider:
        with gateway_to([groq(provider.url)]) as gateway:
            assert is_answered(gateway)  # from here on the headers tell of one more
            with ThreadPoolExecutor(50) as threads:
                answered = list(threads.map(is_answered, [gateway] * 50))
        assert (sum(answered), len(provider.requests)) == (1, 2)


def test_quota_that_other_processes_had_only_set_aside_is_looked_at_again(first: ModelProvider):
    clock = FakeClock()
    here = LocalGateway([groq(first.url, day_tokens=10_000)], clock=clock)
    others = account_of(here).hold("chat", 10_000, Decimal(0))
    try:
        first.reply = lambda _: str(here.ledger.hold(others, Limits()))
        assert is_answered(here)
        first.reply = None
        here.ledger.settle(others, an_unsent_call(), None, account_of(here).state("there"))
        clock.move(59)
        assert not is_answered(here)
        clock.move(1)
        assert is_answered(here)
    finally:
        here.close()
    assert len(first.requests) == 2


def test_spent_allowance_of_an_account_moves_on_to_the_next(first: ModelProvider, second: ModelProvider):
    poor = groq(first.url, organization="poor", month_dollars=Decimal("0.0001"))
    with gateway_to([poor, groq(second.url, organization="rich", priority=2)]) as gateway:
        assert gateway.chat_model("chat").invoke("Hello").response_metadata["provider"] == "groq:rich"
    assert not first.requests
    assert any("monthly allowance" in text for _, text, _ in gateway.alerts.told.values())


def test_budget_of_the_deployment_stops_everything_with_a_clear_sentence(first: ModelProvider, second: ModelProvider):
    accounts = [groq(first.url, organization="a"), groq(second.url, organization="b")]
    with gateway_to(accounts, budgets=Budgets(month_dollars=Decimal("0.0001"))) as gateway:
        for _ in range(3):
            with pytest.raises(QuotaExceeded, match=r"month's budget for models is used up.*saved"):
                gateway.chat_model("chat").invoke("Hello")
    assert not first.requests + second.requests
    assert [(key, times) for key, (_, _, times) in gateway.alerts.told.items()] == [
        (f"budget:{account_of(gateway, 'groq:a').day():%Y-%m}:100", 1)
    ]


def test_allowance_of_a_person_stops_that_person_until_midnight(first: ModelProvider):
    clock, person, other = FakeClock(), uuid4(), uuid4()
    with gateway_to([groq(first.url)], clock=clock, budgets=Budgets(person_day_requests=2)) as gateway:
        model = gateway.chat_model("chat")
        with gateway.run("tutor", user_id=person):
            model.invoke("Hello")
            model.invoke("Hello")
        sentence = pytest.raises(QuotaExceeded, match=r"allowance of 2 model calls.*midnight UTC.*saved")
        with sentence, gateway.run("tutor", user_id=person):
            model.invoke("Hello")
        assert len(first.requests) == 2
        with gateway.run("tutor", user_id=other):
            model.invoke("Hello")
        clock.move(12 * 3600)
        with gateway.run("tutor", user_id=person):
            model.invoke("Hello")
    assert len(first.requests) == 4
    assert len(calls_of(gateway)) == 4
