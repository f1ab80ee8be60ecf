"""Keeps in the database what the model gateway counts, tells and caches."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from agents.llm.ports import CacheDown
from domain.errors import DatabaseBusy
from domain.model_use import (
    AccountState,
    AccountUsage,
    AgentRun,
    AlertLevel,
    Hold,
    Limits,
    ModelCall,
    RateHeaders,
    Refusal,
    SwitchState,
)
from services.storage.database import Database, Transaction

log = structlog.get_logger(__name__)

SWITCHES_HOLD_SECONDS = 2.0
STATES_KEPT = timedelta(days=1)
STATE_HOLDS = timedelta(seconds=2)


class DatabaseLedger:
    """The gateway's UsageLedger. Safe for threads; every method may raise DatabaseBusy."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._switches: tuple[float, Mapping[str, SwitchState]] | None = None
        self._states: dict[str, AccountState] = {}

    def hold(self, hold: Hold, limits: Limits) -> Refusal | None:
        """Set `hold` aside, one request included, or say which limit it would pass."""
        with self._database.as_system() as tx:
            return tx.model_usage.hold(hold, limits)

    def settle(self, hold: Hold, call: ModelCall, headers: RateHeaders | None, state: AccountState) -> AccountUsage:
        """Replace `hold` by what the try used, and keep how the account looks now; returns the day's row."""
        with self._database.as_system() as tx:
            usage = tx.model_usage.settle(hold, call, headers)
            if self._is_news(state):
                tx.model_accounts.remember(state)
        return usage

    def _is_news(self, state: AccountState) -> bool:
        """True for a state worth storing: another one than the last, or the last is some seconds old."""
        last = self._states.get(state.account)
        news = last is None or _shown(last) != _shown(state) or state.updated_at - last.updated_at >= STATE_HOLDS
        if news:
            self._states[state.account] = state
        return news

    def usage(self, hold: Hold) -> AccountUsage:
        """The row that `hold` would count in."""
        with self._database.as_system() as tx:
            return tx.model_usage.usage(hold)

    def switches(self) -> Mapping[str, SwitchState]:
        """What operators have decided, by account, at most two seconds ago."""
        known = self._switches
        if known is None or time.monotonic() >= known[0]:
            with self._database.as_system() as tx:
                states = {account: switch.state for account, switch in tx.model_accounts.switches().items()}
            known = self._switches = (time.monotonic() + SWITCHES_HOLD_SECONDS, states)
        return known[1]

    def record(self, run: AgentRun) -> None:
        """Keep a run that has ended."""
        with self._database.as_system() as tx:
            tx.agent_runs.add(run)


def _shown(state: AccountState) -> tuple[object, ...]:
    """What operators would see change; response times may lag behind."""
    return state.breaker, state.cooling_until is None, state.health, state.in_flight == 0


class DatabaseAlerts:
    """The gateway's AlertSink; what cannot be stored is logged."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tell(self, key: str, level: AlertLevel, text: str) -> None:
        """Add an alert, or count up the one with this key."""
        try:
            with self._database.as_system() as tx:
                tx.alerts.tell(key, level, text)
        except DatabaseBusy:
            log.warning("alert_not_stored", key=key, level=level.value, text=text)

    def settle(self, key: str) -> None:
        """The cause is gone."""
        try:
            with self._database.as_system() as tx:
                tx.alerts.settle(key)
        except DatabaseBusy:
            log.warning("alert_not_settled", key=key)


class DatabaseCache:
    """A CacheLayer that all processes share. Gives back only claims of its own. Safe for threads."""

    name = "database"

    def __init__(self, database: Database) -> None:
        self._database = database
        self._id = uuid4()

    def get(self, key: str, now: datetime) -> tuple[str, datetime] | None:
        """The value and when it ends, or None."""
        with self._layer() as tx:
            return tx.model_cache.get(key, now)

    def put(self, key: str, value: str, *, use: str, owner: UUID | None, expires_at: datetime) -> None:
        """Keep `value` and end its claim; an entry with an `owner` goes when that person goes."""
        with self._layer() as tx:
            tx.model_cache.put(key, value, use=use, owner=owner, expires_at=expires_at)

    def forget(self, owner: UUID) -> int:
        """Drop a person's entries; returns how many."""
        with self._layer() as tx:
            return tx.model_cache.forget(owner)

    def claim(self, key: str, seconds: float) -> bool:
        """True for the one caller, over all processes, who should make the value now.

        A value that is there does not stand in the way: look again under the claim.
        """
        with self._layer() as tx:
            return tx.model_cache.claim(key, self._id, seconds)

    def release(self, key: str) -> None:
        """Give a claim back; without one nothing happens."""
        with self._layer() as tx:
            tx.model_cache.release(key, self._id)

    @contextmanager
    def _layer(self) -> Iterator[Transaction]:
        try:
            with self._database.as_system() as tx:
                yield tx
        except DatabaseBusy as error:
            raise CacheDown(error.message) from error


class CacheCounts:
    """Adds what one process's cache has counted to the database. `take` returns its counts and starts them anew."""

    def __init__(self, database: Database, take: Callable[[], Mapping[tuple[str, str], int]]) -> None:
        self._database = database
        self._take = take
        self._waiting: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()

    def write(self) -> None:
        """Add what was counted since the last time; a busy database gets it at the next call."""
        with self._lock:
            self._waiting.update(self._take())
            if not self._waiting:
                return
            try:
                with self._database.as_system() as tx:
                    tx.model_cache.add_counts(self._waiting)
            except DatabaseBusy:
                log.warning("cache_counts_not_stored")
                return
            self._waiting.clear()


def purge_model_records(database: Database) -> int:
    """Drop cache entries that have ended and states of processes that are gone; returns how many rows.

    May raise DatabaseBusy.
    """
    with database.as_system() as tx:
        return tx.model_cache.purge() + tx.model_accounts.forget(STATES_KEPT)
