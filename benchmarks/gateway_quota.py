"""50 callers at once with one request left: how many requests arrive, and how the others end.

    python -m benchmarks.gateway_quota [--rounds 20] [--callers 50]

Real: the gateway, the client libraries, HTTP on loopback, the ledger in an embedded Postgres; with two gateways each
has connections of its own, as two processes have. The limit is known either by our own count (the day's requests that
an account is set to) or from the provider's headers. Whatever arrives beyond the one request is overshoot.
"""

import argparse
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from agents.llm.gateway import Gateway
from benchmarks.books import counted, differences, told
from benchmarks.local_models import accounts_at, be_quiet, databases, gateway_over, machine, warm_up
from domain.errors import AppError
from services.storage.database import Database
from tests.doubles.model_provider import ModelProvider
from tests.doubles.provider_ledger import RateLimits
from tests.gateways import settle

ASKED = "How do I say what I did myself?"
BEFORE = 3
"""Requests made in peace first: the count is then BEFORE, and the headers have told what is left."""


@dataclass(frozen=True)
class Case:
    """How the limit is known, by how many gateways, and whether there is somewhere else to go."""

    by_headers: bool
    gateways: int
    second: bool

    def __str__(self) -> str:
        known = "told by headers" if self.by_headers else "our own count"
        return f"{known}, {self.gateways} gateway{'s' * (self.gateways > 1)}{', a second provider' * self.second}"


CASES = [
    *(Case(by_headers, gateways, second=False) for by_headers in (False, True) for gateways in (1, 2)),
    *(Case(by_headers, 2, second=True) for by_headers in (False, True)),
]


@dataclass(frozen=True)
class Race:
    """One race: requests that arrived where one was left, how the calls ended, and where the books differ."""

    arrived: int
    ended: Counter[str]
    wrong: tuple[str, ...] = ()


def race(case: Case, opened: Sequence[Database], number: int, callers: int = 50) -> Race:
    """Let `callers` ask at once."""
    organization = f"race-{number:04}"
    organizations = {"gsk_one": organization}
    limits = RateLimits(requests=1000, remaining=BEFORE + 1) if case.by_headers else None
    with ExitStack() as stack:
        first = stack.enter_context(ModelProvider(organizations=organizations, limits=limits))
        second = stack.enter_context(ModelProvider(organizations=organizations)) if case.second else None
        most = 0 if case.by_headers else BEFORE + 1
        alone = accounts_at(first.url, organization=organization, day_requests=most)
        with gateway_over(opened[0], alone) as before:
            for _ in range(BEFORE):
                _ended(before)
        accounts = accounts_at(first.url, second.url if second else "", organization=organization, day_requests=most)
        gateways = [stack.enter_context(gateway_over(database, accounts)) for database in opened[: case.gateways]]
        start = threading.Barrier(callers)
        with ThreadPoolExecutor(callers) as threads:
            ended = Counter(threads.map(lambda n: _ended(gateways[n % len(gateways)], start), range(callers)))
        first.wait_quiet()
        for gateway in gateways:
            settle(gateway)
        books = told(first, "groq") | (told(second, "huggingface") if second else {})
        wrong = differences(counted(opened[0], organization), books)
        return Race(len(first.requests) - BEFORE, ended, tuple(wrong))


def _ended(gateway: Gateway, start: threading.Barrier | None = None) -> str:
    model = gateway.chat_model("chat")
    if start:
        start.wait()
    try:
        return f"answered by {model.invoke(ASKED).response_metadata['provider'].partition(':')[0]}"
    except AppError as error:
        return f"told: {error.message}"
    except Exception as error:  # noqa: BLE001 - whatever reaches a person is counted
        return f"{type(error).__name__}: {error}"[:100]


def main() -> None:
    """Run the races and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--callers", type=int, default=50)
    given = parser.parse_args()
    be_quiet()
    warm_up()
    print(f"{machine()}. {given.callers} callers at once with 1 request left, {given.rounds} races each.\n")
    print("| the limit is known by | most that arrived | races with more than 1 | books differ | how the calls ended |")
    print("| --- | --- | --- | --- | --- |")
    with databases(2) as opened:
        for place, case in enumerate(CASES):
            races = [race(case, opened, place * given.rounds + n, given.callers) for n in range(given.rounds)]
            ended = sum((r.ended for r in races), Counter())
            words = "; ".join(f"{count:,} {how}" for how, count in ended.most_common())
            over = sum(r.arrived > 1 for r in races)
            wrong = [line for r in races for line in r.wrong]
            print(f"| {case} | {max(r.arrived for r in races)} | {over} | {len(wrong)} | {words} |", flush=True)
            for line in wrong[:5]:
                print(f"  {line}")
    print(f"\nAfterwards: {machine()}.")


if __name__ == "__main__":
    main()
