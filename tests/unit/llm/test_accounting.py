"""Counting stands before sending: nothing is sent uncounted, and nothing stays set aside for what was not sent."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from uuid import uuid4

import pytest

from agents.llm.accounting import Budgets
from agents.llm.accounts import Account
from agents.llm.breaker import BreakerState
from agents.llm.cache import ModelCache
from agents.llm.clock import SystemClock
from agents.llm.gateway import Gateway, GatewaySettings
from domain.errors import DatabaseBusy, ModelAnswerRejected, ModelUnavailable, QuotaExceeded
from domain.model_use import AccountState, AccountUsage, Hold, Limits, ModelCall, RateHeaders, Refusal
from tests.doubles.memory_ledger import MemoryAlerts, MemoryLedger
from tests.doubles.model_provider import ModelProvider
from tests.gateways import FakeClock, groq, settle
from tests.unit.llm.conftest import GROQ, eventually, open_breaker


class GatedLedger(MemoryLedger):
    """Does something before it sets a hold aside, and before it settles one."""

    before: Callable[[], object] = staticmethod(lambda: None)
    before_settling: Callable[[], object] = staticmethod(lambda: None)

    def hold(self, hold: Hold, limits: Limits) -> Refusal | None:
        self.before()
        return super().hold(hold, limits)

    def settle(self, hold: Hold, call: ModelCall, headers: RateHeaders | None, state: AccountState) -> AccountUsage:
        self.before_settling()
        return super().settle(hold, call, headers, state)


@contextmanager
def counted(url: str, *, clock: FakeClock | None = None, budgets: Budgets | None = None) -> Iterator["Counted"]:
    """A gateway with one account and a gated ledger."""
    gateway = Counted(url, clock or SystemClock(), budgets or Budgets())
    try:
        yield gateway
    finally:
        gateway.close()


class Counted(Gateway):
    def __init__(self, url: str, clock: FakeClock | SystemClock, budgets: Budgets) -> None:
        self.ledger = GatedLedger(clock)
        settings = GatewaySettings((groq(url),), budgets)
        super().__init__(settings, self.ledger, MemoryAlerts(), ModelCache([]), clock=clock)

    @property
    def account(self) -> Account:
        return self.router.accounts[GROQ]

    def ask(self) -> str:
        return str(self.chat_model("chat").invoke("Hello").content)


def busy() -> None:
    raise DatabaseBusy("away")


def test_ledger_that_is_away_stops_every_call_before_it_is_sent(first: ModelProvider):
    with counted(first.url) as gateway:
        for sent_before in (0, 1):
            gateway.ledger.away = True
            with pytest.raises(ModelUnavailable, match=r"cannot be counted.*saved"):
                gateway.ask()
            gateway.ledger.away = False
            assert len(first.requests) == sent_before
            gateway.ask()
    assert gateway.ledger.requests == 2


def test_ledger_that_goes_away_between_looking_and_counting_stops_the_call_too(first: ModelProvider):
    with counted(first.url) as gateway:
        gateway.ledger.before = busy
        with pytest.raises(ModelUnavailable, match="cannot be counted"):
            gateway.ask()
    assert not first.requests


def test_ledger_that_goes_away_during_a_call_does_not_take_the_answer_away(first: ModelProvider):
    with counted(first.url) as gateway:
        first.reply = lambda _: setattr(gateway.ledger, "away", True) or "Fine."
        assert gateway.ask() == "Fine."
        assert gateway.account.in_flight == 0


def test_an_answer_does_not_wait_until_it_is_counted_and_its_hold_stands_meanwhile(first: ModelProvider):
    counting = threading.Event()
    with counted(first.url) as gateway:
        gateway.ledger.before_settling = lambda: counting.wait(10)
        assert gateway.ask()
        (row,) = gateway.ledger.rows.values()
        assert (row.requests, row.tokens_in) == (1, 0)
        assert row.tokens_held > 0
        counting.set()
        settle(gateway)
        (row,) = gateway.ledger.rows.values()
        assert row.tokens_in > 0
        assert row.tokens_held == 0


def test_closing_waits_for_what_is_still_being_counted(first: ModelProvider):
    with counted(first.url) as gateway:
        gateway.ledger.before_settling = lambda: time.sleep(0.3)
        for _ in range(3):
            gateway.ask()
    (row,) = gateway.ledger.rows.values()
    assert (row.requests, row.tokens_held) == (3, 0)
    assert row.tokens_in > 0


def test_time_that_counting_takes_is_taken_from_the_try(first: ModelProvider):
    first.fault = "read_timeout"
    with counted(first.url) as gateway:
        gateway.ledger.before = lambda: time.sleep(0.8)
        began = time.monotonic()
        with pytest.raises(ModelUnavailable), gateway.run("tutor", seconds=1.5):
            gateway.ask()
        assert time.monotonic() - began < 1.9


def half_open(gateway: Counted, clock: FakeClock) -> None:
    open_breaker(gateway.account)
    clock.move(60)


def test_probe_that_could_not_be_counted_leaves_its_place_free(first: ModelProvider):
    clock = FakeClock()
    with counted(first.url, clock=clock) as gateway:
        half_open(gateway, clock)
        gateway.ledger.before = busy
        with pytest.raises(ModelUnavailable):
            gateway.ask()
        gateway.ledger.before = lambda: None
        assert gateway.ask()
        assert gateway.account.breaker.state is BreakerState.CLOSED


def test_probe_of_a_person_without_allowance_leaves_its_place_free(first: ModelProvider):
    clock = FakeClock()
    with counted(first.url, clock=clock, budgets=Budgets(person_day_requests=0)) as gateway:
        half_open(gateway, clock)
        with pytest.raises(QuotaExceeded), gateway.run("tutor", user_id=uuid4()):
            gateway.ask()
        assert gateway.ask()
        assert gateway.account.breaker.state is BreakerState.CLOSED


@pytest.mark.parametrize("fault", ["429", "400", "413", "401"])
def test_probe_that_says_nothing_about_health_leaves_its_place_free(fault: str, first: ModelProvider):
    clock = FakeClock()
    first.faults = [fault]
    with counted(first.url, clock=clock) as gateway:
        half_open(gateway, clock)
        with pytest.raises(ModelUnavailable):
            gateway.ask()
        breaker = gateway.account.breaker
        assert (breaker.state, breaker.probing) == (BreakerState.HALF_OPEN, False)
        clock.move(700)
        gateway.ask()
        assert breaker.state is BreakerState.CLOSED


def test_caller_that_leaves_while_its_try_is_counted_sends_nothing_and_holds_nothing(first: ModelProvider):
    clock = FakeClock()
    asked, go_on = threading.Event(), threading.Event()

    async def leave(gateway: Counted) -> None:
        task = asyncio.create_task(gateway.chat_model("chat").ainvoke("Hello"))
        assert await asyncio.to_thread(asked.wait, 5)
        task.cancel()
        await asyncio.sleep(0.05)
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    with counted(first.url, clock=clock) as gateway:
        half_open(gateway, clock)
        gateway.ledger.before = lambda: (asked.set(), go_on.wait(5))
        asyncio.run(leave(gateway))
        gateway.ledger.before = lambda: None
        assert eventually(lambda: not gateway.account.breaker.probing)
        (row,) = gateway.ledger.rows.values()
        assert (row.requests, row.tokens_held, row.dollars_held) == (0, 0, 0)
        assert not first.requests
        assert gateway.ask()


def test_every_way_a_call_ends_leaves_nothing_set_aside(first: ModelProvider):
    first.faults = ["ok", "500", "429_no_header", "cut_mid_token", "json_validate_failed", "ok"]
    clock = FakeClock()
    with counted(first.url, clock=clock) as gateway:
        answered = []
        for _ in range(6):
            with suppress(ModelUnavailable, ModelAnswerRejected):
                answered.append(gateway.ask())
            clock.move(31)
        settle(gateway)
        (row,) = gateway.ledger.rows.values()
    assert len(answered) == 2
    assert (row.requests, row.failures, row.unmetered) == (6, 4, 2)
    assert (row.tokens_held, row.dollars_held) == (0, 0)
    assert row.tokens_estimated > 4000
