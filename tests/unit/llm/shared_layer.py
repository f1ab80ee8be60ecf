"""A cache layer in a dictionary, as several processes would share it, and a clock that is moved by hand."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from agents.llm.ports import CacheDown


class StepClock:
    """Stands still until `step` is called."""

    def __init__(self) -> None:
        self.passed = timedelta()

    def now(self) -> datetime:
        return datetime(2026, 11, 1, tzinfo=UTC) + self.passed

    def monotonic(self) -> float:
        return self.passed.total_seconds()

    def step(self, by: timedelta) -> None:
        self.passed += by


class SharedLayer:
    """Keeps the contract of CacheLayer; `monotonic` times the claims. `down` makes every method raise CacheDown."""

    def __init__(self, name: str = "database", *, monotonic: Callable[[], float]) -> None:
        self.name = name
        self.down = False
        self.asked = 0
        self.rows: dict[str, tuple[str, UUID | None, datetime]] = {}
        self._claims: dict[str, float] = {}
        self._monotonic = monotonic
        self._lock = threading.Lock()

    def get(self, key: str, now: datetime) -> tuple[str, datetime] | None:
        with self._lock:
            self._answer()
            value, _, ends = self.rows.get(key, ("", None, now))
            return (value, ends) if ends > now else None

    def put(self, key: str, value: str, *, use: str, owner: UUID | None, expires_at: datetime) -> None:
        with self._lock:
            self._answer()
            self.rows[key] = (value, owner, expires_at)

    def forget(self, owner: UUID) -> int:
        with self._lock:
            self._answer()
            theirs = [key for key, (_, whose, _) in self.rows.items() if whose == owner]
            for key in theirs:
                del self.rows[key]
            return len(theirs)

    def claim(self, key: str, seconds: float) -> bool:
        with self._lock:
            self._answer()
            now = self._monotonic()
            if self._claims.get(key, now) > now:
                return False
            self._claims[key] = now + seconds
            return True

    def release(self, key: str) -> None:
        with self._lock:
            self._answer()
            self._claims.pop(key, None)

    def _answer(self) -> None:
        self.asked += 1
        if self.down:
            raise CacheDown(f"{self.name} is away")
