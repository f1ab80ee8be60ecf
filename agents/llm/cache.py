"""Texts that need not be made again: kept in this process and in shared layers, made by one caller at a time."""

import hashlib
import json
import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from agents.llm.cache_layers import SkippedWhenDown
from agents.llm.cache_memory import MEMORY, Cached, MemoryEntries
from agents.llm.clock import Clock, SystemClock
from agents.llm.ports import CacheDown, CacheLayer
from agents.llm.single_flight import SingleFlight

MADE = ""
"""The layer of a value that was made just now."""
MISS = "miss"
"""What counts() calls it."""
LEASE_SECONDS = 35.0
"""How long one process may take to make a value: a little more than the router's own deadline."""
POLL_SECONDS = 0.2
_OWN, _SHARED = "own:", "shared:"


@dataclass(frozen=True)
class CacheUse:
    """What a value is for, and how long it holds."""

    name: str
    ttl: timedelta


QUESTIONS = CacheUse("questions", timedelta(days=30))
FOLLOW_UPS = CacheUse("follow_ups", timedelta(hours=1))
VECTOR_SEARCH = CacheUse("vector_search", timedelta(minutes=5))


def cache_key(
    use: CacheUse,
    *,
    prompt: str,
    model: str,
    parameters: Mapping[str, object],
    inputs_digest: str,
    owner: UUID | None,
) -> str:
    """A key that tells nothing of what went in: "own:" or "shared:" and the SHA-256 of all of it as canonical JSON.

    `prompt` is its name, version and digest; TypeError when `parameters` are not JSON. With an `owner` the key is that
    person's alone.
    """
    parts = {
        "use": use.name,
        "prompt": prompt,
        "model": model,
        "parameters": dict(parameters),
        "inputs": inputs_digest,
        "owner": str(owner) if owner else None,
    }
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return (_OWN if owner else _SHARED) + hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class _Wanted:
    use: CacheUse
    key: str
    make: Callable[[], str]
    owner: UUID | None
    patience: float


class ModelCache:
    """One a process, for any number of threads. `layers` stand from the quickest to the one that keeps longest.

    A value is looked for in memory (the `memory_entries` last used), then layer by layer, and kept in all of them.
    One caller makes a missing value: in this process always, over all processes while a layer answers. A layer that is
    down is skipped and never fails a call.
    """

    def __init__(
        self,
        layers: Sequence[CacheLayer] = (),
        *,
        memory_entries: int = 2000,
        clock: Clock | None = None,
        lease_seconds: float = LEASE_SECONDS,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self._clock = clock or SystemClock()
        self._memory = MemoryEntries(memory_entries)
        self._layers = tuple(SkippedWhenDown(layer, self._clock) for layer in layers)
        self._flights = SingleFlight[Cached]()
        self._lease = lease_seconds
        self._poll = poll_seconds
        self._counts: Counter[tuple[str, str]] = Counter()
        self._counting = threading.Lock()

    def get_or_make(
        self,
        use: CacheUse,
        key: str,
        make: Callable[[], str],
        *,
        owner: UUID | None = None,
        patience: float | None = None,
    ) -> Cached:
        """Return the value of `key`, or what `make` returns (a JSON text), which is then kept for `use.ttl`.

        What `make` raises is raised to every caller of this process who waits for it, and nothing is kept. `patience`
        is how many seconds to wait for a value that somebody else is making before making one's own; without it two
        leases, so that one takes over from a process that died. ValueError when `key` is a person's own and `owner` is
        missing, or the other way round.
        """
        if key.startswith(_SHARED if owner else _OWN):
            raise ValueError("The key and the owner do not belong together.")
        wanted = _Wanted(use, key, make, owner, 2 * self._lease if patience is None else patience)
        layer = MISS
        try:
            found = self._memory.get(key, self._clock.now()) or self._share(wanted)
            layer = found.layer or MISS
            return found
        finally:
            with self._counting:
                self._counts[use.name, layer] += 1

    def forget(self, owner: UUID) -> int:
        """Drop a person's entries everywhere; returns how many the layers and this memory held.

        A value that this process is making for them meanwhile is not kept, and other processes' memory holds an own
        entry for a minute at most. Raises CacheDown, naming the layers, when some could not be reached: the others are
        done by then, and the caller has to try again.
        """
        dropped = self._memory.forget(owner)
        down = []
        for layer in self._layers:
            try:
                dropped += layer.forget(owner)
            except CacheDown:
                down.append(layer.name)
        if down:
            raise CacheDown(f"A person's entries may be left in: {', '.join(down)}.")
        return dropped

    def counts(self) -> dict[tuple[str, str], int]:
        """Calls since the last take_counts(), by (use, layer); the layer "miss" has those that were made or failed.

        A caller who waited for another's value in this process is a hit in "memory".
        """
        with self._counting:
            return dict(self._counts)

    def take_counts(self) -> dict[tuple[str, str], int]:
        """The same, and start again from nothing; no call is lost or taken twice."""
        with self._counting:
            taken, self._counts = self._counts, Counter()
        return dict(taken)

    def _share(self, wanted: _Wanted) -> Cached:
        value, by_another = self._flights.run(wanted.key, lambda: self._obtain(wanted), wanted.patience)
        return replace(value, layer=MEMORY) if by_another else value

    def _obtain(self, wanted: _Wanted) -> Cached:
        forgets = self._memory.forgets
        found = self._find(wanted, forgets)
        if found:
            return found
        found, claimed = self._wait_for_turn(wanted, forgets)
        try:
            return found or self._make(wanted, forgets)
        finally:
            if claimed:
                claimed.release(wanted.key)

    def _find(self, wanted: _Wanted, forgets: int) -> Cached | None:
        now = self._clock.now()
        found = self._memory.get(wanted.key, now)
        for depth, layer in enumerate(self._layers if found is None else ()):
            got = layer.get(wanted.key, now)
            if got and got[1] > now:
                found = Cached(got[0], layer.name, got[1])
                self._keep(wanted, found, self._layers[:depth], forgets)
                break
        return found

    def _wait_for_turn(self, wanted: _Wanted, forgets: int) -> tuple[Cached | None, SkippedWhenDown | None]:
        """Wait until the value is there or this process may make it; and the layer that holds its claim, if any."""
        for _ in range(1 + math.ceil(wanted.patience / self._poll)):
            layer, ours = self._claim(wanted.key)
            # Looked for again under the claim: it may have been made between the look before and the claim.
            found = self._find(wanted, forgets)
            if found or ours or layer is None:
                return found, layer if ours else None
            time.sleep(self._poll)
        return None, None

    def _claim(self, key: str) -> tuple[SkippedWhenDown | None, bool]:
        for layer in reversed(self._layers):
            ours = layer.claim(key, self._lease)
            if ours is not None:
                return layer, ours
        return None, False

    def _make(self, wanted: _Wanted, forgets: int) -> Cached:
        value = wanted.make()
        made = Cached(value, MADE, self._clock.now() + wanted.use.ttl)
        self._keep(wanted, made, self._layers, forgets)
        return made

    def _keep(self, wanted: _Wanted, found: Cached, layers: Sequence[SkippedWhenDown], forgets: int) -> None:
        if not self._memory.put(wanted.key, found, wanted.owner, self._clock.now(), forgets):
            return
        for layer in layers:
            layer.put(wanted.key, found.value, use=wanted.use.name, owner=wanted.owner, expires_at=found.expires_at)
