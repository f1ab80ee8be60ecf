"""Milliseconds that the gateway adds to a call: through it and directly to the same client library, in turn.

    python -m benchmarks.gateway_overhead [--calls 500] [--callers 8] [--delay 0.25]

Each pair asks once through the gateway and once with ChatGroq as it comes from its package, in changing order, so that
what else this machine does hits both. Real: the gateway with its ledger and runs in an embedded Postgres, logging as in
production, the client library, HTTP on loopback. Local: the provider, in a process of its own. It answers one caller at
once, and parallel ones after `--delay` seconds as a fast model would; without a delay they would only wait for the one
interpreter of this process, which the last table shows.

Inside, the ledger's part is timed where it is asked; the rest of the gateway is the call less that and less the try at
the provider, which is kept in whole milliseconds.
"""

import argparse
import multiprocessing
import os
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from agents.llm.cache import ModelCache
from agents.llm.gateway import Gateway, GatewaySettings
from agents.llm.roles import role_named
from benchmarks.local_models import accounts_at, databases, machine
from benchmarks.screen_client import percentile
from domain.model_use import Hold, ModelCall
from services.logs import set_up_logging
from services.model_records import DatabaseAlerts, DatabaseLedger
from services.settings import load_settings
from services.storage.database import Database
from tests.doubles.model_provider import ModelProvider

QUESTION = "How should I answer when I am asked about a conflict in my team? " * 20
"""About as long as a prompt with a few turns of talk."""
ROLE = "chat"
WARM_UP = 20
STORED = 0.02
"""Seconds in which a call is settled and its run stored after its caller has gone on; a direct call must not pay."""


@dataclass(frozen=True)
class Pair:
    """Milliseconds of one pair; `ledger` and `provider` are parts of the call through the gateway."""

    gateway: float
    direct: float
    ledger: float
    provider: float


@dataclass
class _Spent:
    ledger: float = 0.0
    provider: float = 0.0


class TimedLedger(DatabaseLedger):
    """The product's ledger, with what a caller waits for timed; the try is settled and the run stored beside it.

    Only one call may be on its way when its parts are read.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.spent = _Spent()

    def hold(self, *args: Any) -> Any:
        """Timed."""
        return self._timed(super().hold, *args)

    def settle(self, hold: Hold, call: ModelCall, *args: Any) -> Any:
        """Not timed, since nobody waits for it; the call tells how long its try took."""
        self.spent.provider += call.ms
        return super().settle(hold, call, *args)

    def switches(self) -> Any:
        """Timed."""
        return self._timed(super().switches)

    def _timed(self, work: Callable[..., Any], *args: Any) -> Any:
        began = time.perf_counter()
        try:
            return work(*args)
        finally:
            self.spent.ledger += 1000 * (time.perf_counter() - began)


@dataclass
class Bench:
    """The two ways to one provider."""

    gateway: Gateway
    ledger: TimedLedger
    direct: Any
    pause: float
    """The longest pause before a call, in seconds, drawn at random but for 20 ms in which the last run is stored.

    Callers in step would all ask at the same moment. 0 is no pause.
    """
    pairs: list[Pair] = field(default_factory=list)

    def pair(self, number: int) -> None:
        """Ask both ways."""
        self.ledger.spent = spent = _Spent()
        ways = (partial(self.gateway.chat_model(ROLE).invoke, QUESTION), partial(self.direct.invoke, QUESTION))
        order = (0, 1) if number % 2 else (1, 0)
        took = [0.0, 0.0]
        for way in order:
            time.sleep(self.pause and STORED + self.pause * random.random())
            began = time.perf_counter()
            ways[way]()
            took[way] = 1000 * (time.perf_counter() - began)
        time.sleep(self.pause and STORED)
        self.pairs.append(Pair(*took, spent.ledger, spent.provider))


def serve(pipe: Connection, delay: float) -> None:
    """The provider's process: tells its address, and ends when it is told to."""
    with ModelProvider() as provider:
        provider.delay = delay
        pipe.send(provider.url)
        pipe.recv()


@contextmanager
def provider_process(delay: float) -> Iterator[str]:
    """The address of a provider in a process of its own."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs, delay), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours.recv()
    finally:
        ours.send(None)
        process.join(10)


def measure(database: Database, calls: int, callers: int, *, delay: float, pause: float) -> list[Pair]:
    """Ask `calls` pairs with so many callers at a time, each pausing up to so many seconds before a call."""
    from langchain_groq import ChatGroq

    with provider_process(delay) as url:
        accounts = accounts_at(url)
        ledger = TimedLedger(database)
        gateway = Gateway(GatewaySettings(accounts), ledger, DatabaseAlerts(database), ModelCache([]))
        role, model = role_named(ROLE), accounts[0].models[ROLE]
        direct = ChatGroq(
            model=model, api_key="gsk_one", base_url=url, temperature=role.temperature, max_tokens=role.max_tokens,
            reasoning_effort=role.reasoning_effort, timeout=accounts[0].timeout_seconds, max_retries=0,
        )  # fmt: skip
        bench = Bench(gateway, ledger, direct, pause=pause)
        try:
            with ThreadPoolExecutor(callers) as threads:
                list(threads.map(bench.pair, range(WARM_UP * callers)))
                bench.pairs.clear()
                list(threads.map(bench.pair, range(calls)))
        finally:
            gateway.close()
    return bench.pairs


def print_pairs(title: str, pairs: list[Pair], *, inside: bool) -> None:
    """Print one table; `inside` only means something for one caller at a time."""
    rows = {
        "through the gateway": [p.gateway for p in pairs],
        "ChatGroq directly": [p.direct for p in pairs],
        "**overhead, pair by pair**": [p.gateway - p.direct for p in pairs],
    }
    if inside:
        rows["inside: the ledger"] = [p.ledger for p in pairs]
        rows["inside: the rest, less the provider"] = [p.gateway - p.ledger - p.provider for p in pairs]
    print(f"\n{title}, {len(pairs)} pairs\n\n| ms | p50 | p95 | p99 |\n| --- | --- | --- | --- |")
    for name, values in rows.items():
        print(f"| {name} | {' | '.join(f'{percentile(values, part):.1f}' for part in (50, 95, 99))} |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=500)
    parser.add_argument("--callers", type=int, default=8)
    parser.add_argument("--delay", type=float, default=0.25, help="seconds a model takes to answer parallel callers")
    given = parser.parse_args()
    print(f"{machine()}.")
    with databases() as [database], Path(os.devnull).open("w") as nowhere:
        with redirect_stderr(nowhere):
            set_up_logging(load_settings().model_copy(update={"app_env": "production"}))
            alone = measure(database, given.calls, 1, delay=0.0, pause=0.01)
            parallel = measure(database, given.calls, given.callers, delay=given.delay, pause=given.delay)
            crowded = measure(database, given.calls, given.callers, delay=0.0, pause=0.0)
        print_pairs("One caller, the provider answers at once", alone, inside=True)
        words = f"{given.callers} callers"
        print_pairs(f"{words}, the provider answers after {given.delay:g} s", parallel, inside=False)
        print_pairs(f"{words} without a pause, the provider answers at once", crowded, inside=False)
    print(f"\nAfterwards: {machine()}.")


if __name__ == "__main__":
    main()
