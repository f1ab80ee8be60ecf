"""Both providers down for a while: how long a call takes meanwhile, what is still sent, and when it is over.

    python -m benchmarks.gateway_outage [--minutes 10] [--fault 503]
    python -m benchmarks.gateway_outage --simulate       the same on a clock that is moved by hand: seconds

A call is the scoring of an answer as the product does it, offline fallback included, once a second, from three threads
in turn. Requests are read from the providers' own log. A request is a probe when at least 60 s lie between it and the
one before it at the same provider; the first five open the breaker; any other is one too many. Real: all but the
providers, and with --simulate the ledger and the clock. --simulate also lets the providers come back at every second
between two probes, since the time until both breakers are closed depends on it; these calls are chat replies.
"""

import argparse
import math
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field

from agents.llm.breaker import FAILURES, OPEN_SECONDS, BreakerState
from agents.llm.gateway import Gateway
from benchmarks.fault_trials import samples
from benchmarks.local_models import accounts_at, be_quiet, databases, gateway_over, machine, warm_up
from benchmarks.screen_client import percentile
from domain.errors import ModelUnavailable
from domain.evaluation.types import State
from services.embeddings import Embedder
from services.evaluation import EvaluatorFactory, score
from tests.doubles.model_provider import ModelProvider
from tests.gateways import FakeClock, gateway_to

THREADS = 3
NEVER = math.inf
PATIENCE = 120
"""Seconds after the providers' return when nobody waits any more."""


@dataclass(frozen=True)
class Call:
    """One call: when it began, how long it took, who answered ("" for the offline fallback), and what it met."""

    at: float
    seconds: float
    by: str
    while_open: bool
    """Both breakers were open when it began."""


@dataclass
class Outage:
    """What was seen. Times are seconds on the gateway's clock since the first call."""

    calls: list[Call] = field(default_factory=list)
    arrivals: list[list[float]] = field(default_factory=lambda: [[], []])
    """When requests came in at each provider before they were back."""
    back_at: float = 0.0
    answered_at: float = NEVER
    """When a model answered again."""
    ready_at: list[float] = field(default_factory=lambda: [NEVER, NEVER])
    """When each provider's breaker let a request through again, be it as a probe."""
    closed_at: list[float] = field(default_factory=lambda: [NEVER, NEVER])
    """When it was closed again. While the first provider answers nothing is asked of the second one."""

    @property
    def answered_in(self) -> float:
        """Seconds from the providers' return until a model answered."""
        return self.answered_at - self.back_at

    @property
    def ready_in(self) -> list[float]:
        """Seconds from the providers' return until each breaker let something through."""
        return [at - self.back_at for at in self.ready_at]

    @property
    def closed_in(self) -> list[float]:
        """Seconds from the providers' return until each breaker was closed."""
        return [at - self.back_at for at in self.closed_at]

    @property
    def over(self) -> bool:
        """Nothing is left to wait for."""
        return max(self.answered_at, *self.closed_at) < NEVER

    def opening(self, provider: int) -> list[float]:
        """The requests that opened the breaker."""
        return self.arrivals[provider][:FAILURES]

    def probes(self, provider: int) -> list[float]:
        """Requests at least as far from the one before as a breaker stays open."""
        return [at for before, at in self._later(provider) if at - before >= OPEN_SECONDS]

    def strays(self, provider: int) -> list[float]:
        """Requests that should not have been sent."""
        return [at for before, at in self._later(provider) if at - before < OPEN_SECONDS]

    def _later(self, provider: int) -> list[tuple[float, float]]:
        found = self.arrivals[provider]
        return list(zip(found[FAILURES - 1 :], found[FAILURES:], strict=False))


Ask = Callable[[Gateway], str]
"""Asks once; gives the account that answered, "" when the person was told that none did."""


@dataclass
class Bench:
    """Two providers, a gateway to both, and what is asked of it."""

    gateway: Gateway
    providers: Sequence[ModelProvider]
    ask: Ask
    clock: Callable[[], float]
    outage: Outage = field(default_factory=Outage)

    def __post_init__(self) -> None:
        self.began = self.clock()
        self._lock = threading.Lock()

    @property
    def now(self) -> float:
        """Seconds since the first call."""
        return self.clock() - self.began

    @property
    def states(self) -> set[BreakerState]:
        """The states of the two breakers."""
        return {account.breaker.state for account in self.gateway.router.accounts.values()}

    def call(self) -> Call:
        """Ask once."""
        at, while_open, started = self.now, self.states == {BreakerState.OPEN}, time.perf_counter()
        by = self.ask(self.gateway)
        made = Call(at, time.perf_counter() - started, by, while_open)
        with self._lock:
            self.outage.calls.append(made)
            if self.outage.back_at:
                self._note_recovery(by)
        return made

    def _note_recovery(self, by: str) -> None:
        outage, now = self.outage, self.now
        if by:
            outage.answered_at = min(outage.answered_at, now)
        for number, account in enumerate(self.gateway.router.accounts.values()):
            if account.breaker.state is not BreakerState.OPEN:
                outage.ready_at[number] = min(outage.ready_at[number], now)
            if account.breaker.state is BreakerState.CLOSED:
                outage.closed_at[number] = min(outage.closed_at[number], now)

    def fail(self, fault: str) -> None:
        """From now on every request fails, or with "ok" none does."""
        for provider in self.providers:
            provider.fault = fault
        if fault == "ok":
            self.outage.back_at = self.now


def real(bench: Bench, minutes: float, fault: str) -> Outage:
    """Live through it, one call a second."""
    bench.fail(fault)
    over = threading.Event()

    def keep_calling(number: int) -> None:
        turn = 0
        while not over.wait(max(0.0, number + THREADS * turn - bench.now)):
            bench.call()
            turn += 1

    with ThreadPoolExecutor(THREADS) as threads:
        running = [threads.submit(keep_calling, number) for number in range(THREADS)]
        time.sleep(60 * minutes)
        bench.outage.arrivals = [[r.at - bench.began for r in p.requests] for p in bench.providers]
        bench.fail("ok")
        while not bench.outage.over and bench.now < bench.outage.back_at + PATIENCE:
            time.sleep(0.05)
        over.set()
        for one in running:
            one.result()
    return bench.outage


def simulated(bench: Bench, clock: FakeClock, minutes: float, fault: str) -> Outage:
    """The same, one call after another, each a second of a clock that stands still meanwhile."""
    bench.fail(fault)
    while not bench.outage.over and bench.now < 60 * minutes + PATIENCE:
        if not bench.outage.back_at and bench.now >= 60 * minutes:
            bench.fail("ok")
        before = [len(p.requests) for p in bench.providers]
        at = bench.call().at
        if not bench.outage.back_at:
            for arrivals, provider, known in zip(bench.outage.arrivals, bench.providers, before, strict=True):
                arrivals += [at] * (len(provider.requests) - known)
        clock.move(1.0)
    return bench.outage


def simulate(minutes: float, fault: str, ask: Ask) -> Outage:
    """An outage on a clock of its own, counted in memory."""
    clock = FakeClock()
    with (
        ModelProvider() as first,
        ModelProvider() as second,
        gateway_to(accounts_at(first.url, second.url), clock=clock) as gateway,
    ):
        return simulated(Bench(gateway, (first, second), ask, clock.monotonic), clock, minutes, fault)


def live(minutes: float, fault: str, ask: Ask) -> Outage:
    """An outage in real time, counted in a database."""
    with ExitStack() as stack:
        first, second = (stack.enter_context(ModelProvider()) for _ in range(2))
        [database] = stack.enter_context(databases())
        gateway = stack.enter_context(gateway_over(database, accounts_at(first.url, second.url)))
        return real(Bench(gateway, (first, second), ask, time.monotonic), minutes, fault)


def scoring(embedder: Embedder) -> Ask:
    """Scores one good answer."""
    [sample] = samples(embedder, 1)

    def ask(gateway: Gateway) -> str:
        evaluator = EvaluatorFactory(gateway, embedder)
        found = score(sample.question, sample.answer, sample.rubric, embed=embedder, evaluator=evaluator)
        return found.provider if found.state is State.SCORED else ""

    return ask


def chatting(gateway: Gateway) -> str:
    """Asks for one chat reply."""
    try:
        return str(gateway.chat_model("chat").invoke("How do I begin?").response_metadata["provider"])
    except ModelUnavailable:
        return ""


def recoveries(fault: str, *, step: int = 1) -> list[Outage]:
    """Outages that end at each second of a minute between two probes."""
    return [simulate(2 + second / 60, fault, chatting) for second in range(0, 60, step)]


def print_outage(outage: Outage) -> None:
    """Print the table and what the aims speak of."""
    down = [c for c in outage.calls if c.at < outage.back_at]
    groups = (
        ("while both breakers were open", [c for c in down if c.while_open]),
        ("while one was not (opening, probes)", [c for c in down if not c.while_open]),
        ("after the providers were back", [c for c in outage.calls if c.at >= outage.back_at]),
    )
    print("| calls | n | answered by a model | p50 | p95 | max |\n| --- | --- | --- | --- | --- | --- |")
    for name, calls in groups:
        ms = [1000 * c.seconds for c in calls]
        times = " | ".join(f"{value:.0f} ms" for value in (percentile(ms, 50), percentile(ms, 95), max(ms, default=0)))
        print(f"| {name} | {len(calls):,} | {sum(bool(c.by) for c in calls):,} | {times} |")
    print("\n| requests while down | Groq | Hugging Face |\n| --- | --- | --- |")
    for name, find in (("until open", outage.opening), ("probes", outage.probes), ("any other", outage.strays)):
        print(f"| {name} | {len(find(0))} | {len(find(1))} |")
    print(f"\nAfter the providers were back a model answered in {outage.answered_in:.1f} s.")
    for name, ready, closed in zip(("Groq", "Hugging Face"), outage.ready_in, outage.closed_in, strict=True):
        shut = "was not closed: nothing was asked of it" if closed == NEVER else f"was closed in {closed:.1f} s"
        print(f"{name}'s breaker let something through in {ready:.1f} s and {shut}.")


def main() -> None:
    """Let both providers fail, and print what happened."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--fault", default="503", help="how both providers fail; a name of tests/doubles/model_faults")
    parser.add_argument("--simulate", action="store_true")
    given = parser.parse_args()
    be_quiet()
    warm_up()
    print(f"{machine()}. {given.minutes:g} minutes of {given.fault} at both{', simulated' * given.simulate}.\n")
    play = simulate if given.simulate else live
    print_outage(play(given.minutes, given.fault, scoring(Embedder())))
    if given.simulate:
        found = recoveries(given.fault)
        print("Back at each of 60 seconds between two probes, the slowest:", end=" ")
        print(f"a model answered in {max(o.answered_in for o in found):.0f} s,", end=" ")
        print(f"Groq's breaker was closed in {max(o.closed_in[0] for o in found):.0f} s,", end=" ")
        print(f"Hugging Face's let something through in {max(o.ready_in[1] for o in found):.0f} s.")
    print(f"Afterwards: {machine()}.")


if __name__ == "__main__":
    main()
