"""What keeps a shared layer of the cache that is down from failing or slowing the calls."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec, TypeVar
from uuid import UUID

import structlog

from agents.llm.clock import Clock
from agents.llm.ports import CacheDown, CacheLayer

log = structlog.get_logger(__name__)
REST_SECONDS = 5.0
"""How long a layer that failed is left alone; then one caller tries it, and the others after its success."""
LOG_SECONDS = 60.0

P = ParamSpec("P")
T = TypeVar("T")


class SkippedWhenDown:
    """A layer whose failures are answered with None, told once a minute in the log. Safe for threads."""

    def __init__(self, layer: CacheLayer, clock: Clock) -> None:
        self.name = layer.name
        self._layer = layer
        self._clock = clock
        self._lock = threading.Lock()
        self._rests_until: float | None = None
        self._told_at: float | None = None

    def get(self, key: str, now: datetime) -> tuple[str, datetime] | None:
        """The value and when it ends; None when it is not there or the layer is down."""
        return self._try(self._layer.get, key, now)

    def put(self, key: str, value: str, *, use: str, owner: UUID | None, expires_at: datetime) -> None:
        """Keep `value`, unless the layer is down."""
        self._try(self._layer.put, key, value, use=use, owner=owner, expires_at=expires_at)

    def claim(self, key: str, seconds: float) -> bool | None:
        """True for the one who should make the value now, False for the others, None when the layer is down."""
        return self._try(self._layer.claim, key, seconds)

    def release(self, key: str) -> None:
        """Give a claim back; when the layer is down it ends by itself."""
        self._try(self._layer.release, key)

    def forget(self, owner: UUID) -> int:
        """Drop a person's entries. This is always tried: CacheDown when it failed."""
        return self._layer.forget(owner)

    def _try(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        if self._rests():
            return None
        try:
            got = do(*args, **kwargs)
        except CacheDown as error:
            self._failed(error)
            return None
        if self._rests_until is not None:
            with self._lock:
                self._rests_until = None
        return got

    def _rests(self) -> bool:
        if self._rests_until is None:
            return False
        with self._lock:
            now = self._clock.monotonic()
            if self._rests_until is None or now >= self._rests_until:
                self._rests_until = now + REST_SECONDS
                return False
            return True

    def _failed(self, error: CacheDown) -> None:
        with self._lock:
            now = self._clock.monotonic()
            self._rests_until = now + REST_SECONDS
            silent = self._told_at is not None and now - self._told_at < LOG_SECONDS
            if not silent:
                self._told_at = now
        if not silent:
            log.warning("cache_layer_down", layer=self.name, error=str(error))
