"""The app's services in the test's own process, over the data folder of a running server or over a test's database."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from domain.interview import Interview, InterviewSetup, QuestionKind
from domain.people import Person
from services.bootstrap import Services, build_services
from services.settings import Settings

T = TypeVar("T")


@contextmanager
def services_on(data_dir: Path, *, worker: bool = False) -> Iterator[Services]:
    """Services of this process on a data folder that a server may be using at the same time."""
    services = build_services(Settings(app_data_dir=data_dir, worker_enabled=worker))
    try:
        yield services
    finally:
        services.close()


def start_interview(services: Services, person: Person, count: int = 15) -> Interview:
    """An interview of a teacher, the kinds chosen so that the bank has enough of them."""
    return services.interviews.start(person, InterviewSetup(role_id="teacher", kinds=tuple(QuestionKind), count=count))


def wait_until(find: Callable[[], T | None], seconds: float, what: str) -> T:
    """What `find` gives once it is true; fails when that takes too long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = find()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds:.0f} s: {what}")
