"""The circuit breaker against a simpler model of it, and under threads."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from agents.llm.breaker import BreakerState, CircuitBreaker
from tests.gateways import FakeClock

STEPS = st.sampled_from([0.0, 0.5, 1.0, 11.5, 12.0, 15.0, 29.5, 59.5, 60.0, 60.5, 300.0])


@dataclass(frozen=True)
class Call:
    """A call on its way: its ticket, how often the breaker had closed before it, and whether it is a probe."""

    ticket: int
    era: int
    probe: bool


class BreakerMachine(RuleBasedStateMachine):
    """The model keeps the time it opened, the failures since it last closed, and whether a probe is out."""

    calls = Bundle("calls")

    def __init__(self) -> None:
        super().__init__()
        self.clock = FakeClock()
        self.breaker = CircuitBreaker(self.clock.monotonic)
        self.opened: float | None = None
        self.failures: list[float] = []
        self.probe_out = False
        self.era = 0

    @property
    def now(self) -> float:
        return self.clock.monotonic()

    def expected_state(self) -> BreakerState:
        if self.opened is None:
            return BreakerState.CLOSED
        return BreakerState.OPEN if self.now < self.opened + 60 else BreakerState.HALF_OPEN

    @rule(seconds=STEPS)
    def time_passes(self, seconds: float) -> None:
        self.clock.move(seconds)

    @rule(target=calls)
    def asks(self):
        state = self.expected_state()
        may = state is BreakerState.CLOSED or (state is BreakerState.HALF_OPEN and not self.probe_out)
        ticket = self.breaker.allow()
        assert bool(ticket) == may
        if not may:
            return multiple()
        probe = state is BreakerState.HALF_OPEN
        self.probe_out = self.probe_out or probe
        return Call(ticket, self.era, probe)

    @rule(call=consumes(calls))
    def is_answered(self, call: Call) -> None:
        self.breaker.succeeded(call.ticket)
        if call.probe:
            self.opened, self.failures, self.probe_out = None, [], False
            self.era += 1

    @rule(call=consumes(calls))
    def fails(self, call: Call) -> None:
        self.breaker.failed(call.ticket)
        if call.probe:
            self.opened, self.probe_out = self.now, False
        elif self.opened is None and call.era == self.era:
            self.failures.append(self.now)
            if sum(self.now - at <= 60 for at in self.failures) >= 5:
                self.opened = self.now

    @rule(call=consumes(calls))
    def is_released(self, call: Call) -> None:
        self.breaker.released(call.ticket)
        if call.probe:
            self.probe_out = False

    @rule(pause=st.sampled_from([0.0, 14.5, 15.0, 15.5]))
    def five_fail_in_a_row(self, pause: float) -> None:
        for _ in range(5):
            self.time_passes(pause)
            call = self.asks()
            if isinstance(call, Call):
                self.fails(call)

    @invariant()
    def agrees_with_the_model(self) -> None:
        assert self.breaker.state is self.expected_state()
        assert self.breaker.probing == self.probe_out


BreakerMachine.TestCase.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
TestBreakerMachine = BreakerMachine.TestCase


def opened() -> tuple[CircuitBreaker, FakeClock]:
    clock = FakeClock()
    breaker = CircuitBreaker(clock.monotonic)
    for _ in range(5):
        breaker.failed(breaker.allow())
    return breaker, clock


def test_fifth_failure_within_sixty_seconds_opens_it_for_sixty_seconds():
    clock = FakeClock()
    breaker = CircuitBreaker(clock.monotonic)
    for _ in range(4):
        breaker.failed(breaker.allow())
        clock.move(15)
    assert breaker.state is BreakerState.CLOSED
    breaker.failed(breaker.allow())
    clock.move(59.9)
    assert (breaker.state, breaker.allow()) == (BreakerState.OPEN, 0)
    clock.move(0.1)
    assert breaker.state is BreakerState.HALF_OPEN


def test_failures_spread_over_more_than_the_window_never_open_it():
    clock = FakeClock()
    breaker = CircuitBreaker(clock.monotonic)
    for _ in range(40):
        breaker.failed(breaker.allow())
        clock.move(15.1)
    assert breaker.state is BreakerState.CLOSED


def test_answers_between_the_failures_do_not_wipe_them_out():
    breaker = CircuitBreaker(FakeClock().monotonic)
    for _ in range(5):
        breaker.succeeded(breaker.allow())
        breaker.failed(breaker.allow())
    assert breaker.state is BreakerState.OPEN


def test_call_from_before_it_opened_neither_ends_nor_replaces_the_probe():
    clock = FakeClock()
    breaker = CircuitBreaker(clock.monotonic)
    late = [breaker.allow() for _ in range(3)]
    for _ in range(5):
        breaker.failed(breaker.allow())
    clock.move(60)
    probe = breaker.allow()
    for end, ticket in zip((breaker.succeeded, breaker.failed, breaker.released), late, strict=True):
        end(ticket)
        assert (breaker.state, breaker.probing, breaker.allow()) == (BreakerState.HALF_OPEN, True, 0)
    breaker.succeeded(probe)
    assert breaker.state is BreakerState.CLOSED


def test_call_from_before_it_opened_does_not_count_after_it_has_closed():
    clock = FakeClock()
    breaker = CircuitBreaker(clock.monotonic)
    late = breaker.allow()
    for _ in range(5):
        breaker.failed(breaker.allow())
    clock.move(60)
    breaker.succeeded(breaker.allow())
    for _ in range(4):
        breaker.failed(breaker.allow())
    breaker.failed(late)
    assert breaker.state is BreakerState.CLOSED
    breaker.failed(breaker.allow())
    assert breaker.state is BreakerState.OPEN


def test_fifty_threads_get_one_probe():
    breaker, clock = opened()
    clock.move(60)
    together = threading.Barrier(50)

    def ask(_: int) -> int:
        together.wait(10)
        return breaker.allow()

    with ThreadPoolExecutor(50) as threads:
        tickets = list(threads.map(ask, range(50)))
    assert sum(bool(t) for t in tickets) == 1


def test_threads_that_fail_together_open_it_once():
    breaker, clock = opened()
    clock.move(60)
    breaker.succeeded(breaker.allow())
    tickets = [breaker.allow() for _ in range(50)]
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(breaker.failed, tickets))
    assert (breaker.state, breaker.allow()) == (BreakerState.OPEN, 0)
    clock.move(60)
    assert breaker.state is BreakerState.HALF_OPEN
