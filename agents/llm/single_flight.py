"""One call for all the threads that want the same thing at the same time."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


class _Flight(Generic[T]):
    """One call on its way: its value or its error, or neither when it was interrupted."""

    def __init__(self) -> None:
        self.landed = threading.Event()
        self.values: list[T] = []
        self.error: Exception | None = None

    def __enter__(self) -> "_Flight[T]":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.error = error if isinstance(error, Exception) else None
        self.landed.set()


class SingleFlight(Generic[T]):
    """Callers with the same key share one call; callers with different keys never wait for each other."""

    def __init__(self) -> None:
        self._flights: dict[str, _Flight[T]] = {}
        self._lock = threading.Lock()

    def run(self, key: str, make: Callable[[], T], seconds: float) -> tuple[T, bool]:
        """Return what `make` returns, and True when it was another caller's.

        What it raises is raised to all who wait. Who has waited for `seconds` calls its own `make`. Where the caller
        at work is interrupted (its screen is run again, the process ends) the next one takes over.
        """
        while True:
            with self._lock:
                flight = self._flights.get(key)
                if ours := flight is None:
                    flight = self._flights[key] = _Flight()
            if ours:
                return self._lead(key, flight, make), False
            if not flight.landed.wait(seconds):
                return make(), False
            if flight.error:
                raise flight.error
            if flight.values:
                return flight.values[0], True

    def _lead(self, key: str, flight: _Flight[T], make: Callable[[], T]) -> T:
        with flight:
            try:
                flight.values.append(make())
            finally:
                with self._lock:
                    del self._flights[key]
        return flight.values[0]
