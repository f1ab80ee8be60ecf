"""Stops asking an account that keeps failing, and lets one call through at a time to see whether it is back."""

import threading
from collections import deque
from collections.abc import Callable
from enum import StrEnum

FAILURES, WINDOW_SECONDS, OPEN_SECONDS = 5, 60.0, 60.0


class BreakerState(StrEnum):
    """closed: calls go through; open: none does; half_open: one probe at a time does."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class CircuitBreaker:
    """Opens after `failures` within a sliding `window` (seconds) and stays open for `open_for` seconds.

    Every ticket of allow() is given back once, to succeeded(), failed() or released(). A ticket from before the last
    change of state (a call that was on its way when the breaker opened) changes nothing any more.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        failures: int = FAILURES,
        window: float = WINDOW_SECONDS,
        open_for: float = OPEN_SECONDS,
    ) -> None:
        self._clock = clock
        self._limit = failures
        self._window = window
        self._open_for = open_for
        self._failed_at: deque[float] = deque(maxlen=failures)
        self._opened_at: float | None = None
        self._probing = False
        self._ticket = 1
        self._lock = threading.Lock()

    @property
    def state(self) -> BreakerState:
        """The state at this moment; an open breaker turns half open by time alone."""
        opened = self._opened_at
        if opened is None:
            return BreakerState.CLOSED
        return BreakerState.OPEN if self._clock() - opened < self._open_for else BreakerState.HALF_OPEN

    @property
    def probing(self) -> bool:
        """True while the one probe of a half-open breaker is on its way."""
        return self._probing

    def allow(self) -> int:
        """A ticket when a call may be made now, else 0; in the half-open state this takes the place of the probe."""
        with self._lock:
            state = self.state
            if state is BreakerState.HALF_OPEN and not self._probing:
                self._probing = True
                self._ticket += 1
                return self._ticket
            return self._ticket if state is BreakerState.CLOSED else 0

    def succeeded(self, ticket: int) -> bool:
        """The call was answered: a probe closes the breaker (True); else earlier failures stay in the window."""
        with self._lock:
            if ticket != self._ticket or not self._probing:
                return False
            self._opened_at = None
            self._failed_at.clear()
            self._probing = False
            return True

    def failed(self, ticket: int) -> None:
        """The call failed: a probe opens the breaker anew, as does the last failure that the window allows."""
        with self._lock:
            if ticket != self._ticket:
                return
            now = self._clock()
            self._failed_at.append(now)
            full = len(self._failed_at) == self._limit
            if self._probing or (full and now - self._failed_at[0] <= self._window):
                self._opened_at = now
                self._probing = False
                self._ticket += 1

    def released(self, ticket: int) -> None:
        """The call said nothing about the account's health, such as a 429; a probe may be tried again."""
        with self._lock:
            if ticket == self._ticket:
                self._probing = False
