"""What the gateway needs from outside; services/ has the adapters that keep it in the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

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


class UsageLedger(Protocol):
    """Counts what every process uses. Every method may raise DatabaseBusy; `hold` then stops the call."""

    def hold(self, hold: Hold, limits: Limits) -> Refusal | None:
        """Set `hold` aside, one request included, or say which limit it would pass; parallel holds never overshoot."""
        ...

    def settle(self, hold: Hold, call: ModelCall, headers: RateHeaders | None, state: AccountState) -> AccountUsage:
        """Replace `hold` by what the try used (all of it back when nothing was sent); returns the day's row."""
        ...

    def usage(self, hold: Hold) -> AccountUsage:
        """The row that `hold` would count in, all zero when there is none yet."""
        ...

    def switches(self) -> Mapping[str, SwitchState]:
        """What operators have decided, by account; an account that is missing is on."""
        ...

    def record(self, run: AgentRun) -> None:
        """Keep a run that has ended."""
        ...


class AlertSink(Protocol):
    """Where operators read what they should know."""

    def tell(self, key: str, level: AlertLevel, text: str) -> None:
        """Add an alert, or count up the one with this key; never raises."""
        ...

    def settle(self, key: str) -> None:
        """The cause is gone; unknown keys are fine. Never raises."""
        ...


class CacheLayer(Protocol):
    """A shared layer of the cache. Values are JSON texts. Failures are raised as CacheDown."""

    name: str

    def get(self, key: str, now: datetime) -> tuple[str, datetime] | None:
        """The value and when it ends, or None."""
        ...

    def put(self, key: str, value: str, *, use: str, owner: UUID | None, expires_at: datetime) -> None:
        """Keep `value`; an entry with an `owner` goes when that person goes."""
        ...

    def forget(self, owner: UUID) -> int:
        """Drop a person's entries; returns how many."""
        ...

    def claim(self, key: str, seconds: float) -> bool:
        """True for the one caller, over all processes, who should make the value now; the claim ends by itself."""
        ...

    def release(self, key: str) -> None:
        """Give a claim back; without one nothing happens."""
        ...


class CacheDown(Exception):
    """A layer cannot be reached; the call goes on without it."""
