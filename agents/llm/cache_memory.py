"""The cache's first layer: what this process used last."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

MEMORY = "memory"
LONGEST_OWN = timedelta(seconds=60)
"""How long a person's own entry stays here: another process cannot drop it when the account is deleted."""

FORGOTTEN_KEPT = 1000
"""How many people forgotten last are known: more than can be while one value is being made."""


@dataclass(frozen=True)
class Cached:
    """A value, the layer it came from ("" when it was made now), and when it ends."""

    value: str
    layer: str
    expires_at: datetime


@dataclass(frozen=True)
class _Entry:
    cached: Cached
    owner: UUID | None
    drop_at: datetime


class MemoryEntries:
    """At most `limit` entries, the one unused for longest going first. Safe for threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._forgotten: OrderedDict[UUID, int] = OrderedDict()
        self._lock = threading.Lock()
        self.forgets = 0
        """How often a person was forgotten; to be noted before reading or making what put() shall keep."""

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: str, now: datetime) -> Cached | None:
        """The entry, unless it has ended."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if entry.drop_at <= now:
                del self._entries[key]
                return None
            self._entries.move_to_end(key)
            return entry.cached

    def put(self, key: str, cached: Cached, owner: UUID | None, now: datetime, forgets: int) -> bool:
        """Keep the entry; False, and nothing is kept, when its owner was forgotten after `forgets` was noted."""
        drop_at = min(cached.expires_at, now + LONGEST_OWN) if owner else cached.expires_at
        with self._lock:
            if owner and self._forgotten.get(owner, 0) > forgets:
                return False
            self._entries[key] = _Entry(replace(cached, layer=MEMORY), owner, drop_at)
            self._entries.move_to_end(key)
            while len(self._entries) > self._limit:
                self._entries.popitem(last=False)
            return True

    def forget(self, owner: UUID) -> int:
        """Drop a person's entries, those included that are on their way; returns how many were here."""
        with self._lock:
            self.forgets += 1
            self._forgotten[owner] = self.forgets
            self._forgotten.move_to_end(owner)
            while len(self._forgotten) > FORGOTTEN_KEPT:
                self._forgotten.popitem(last=False)
            theirs = [key for key, entry in self._entries.items() if entry.owner == owner]
            for key in theirs:
                del self._entries[key]
            return len(theirs)
