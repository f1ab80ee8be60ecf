"""The app's services in the test's own process: beside a running server, or over a database of the tests' cluster."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from domain.interview import Interview, InterviewSetup, QuestionKind
from domain.people import Person
from services.bootstrap import Services, build_services
from services.settings import Settings
from services.storage.embedded import EmbeddedPostgres

T = TypeVar("T")


@contextmanager
def services_of(settings: Settings) -> Iterator[Services]:
    """Services that are closed at the end."""
    services = build_services(settings)
    try:
        yield services
    finally:
        services.close()


def beside(data_dir: Path) -> Settings:
    """For the data folder of a running server: the same database and files, and no worker of our own."""
    return Settings(app_data_dir=data_dir, worker_enabled=False)


def over(cluster: EmbeddedPostgres, name: str, folder: Path, *, worker: bool = False) -> Settings:
    """For one database of the tests' cluster."""
    dsns = {"database_url": "app_login", "database_system_url": "app_system", "database_admin_url": "postgres"}
    return Settings(
        app_data_dir=folder,
        worker_enabled=worker,
        pool_size=8,
        **{setting: cluster.dsn(login, name) for setting, login in dsns.items()},
    )


def start_interview(services: Services, person: Person, count: int = 15) -> Interview:
    """An interview of a teacher, of every kind so that the bank has enough questions."""
    return services.interviews.start(person, InterviewSetup(role_id="teacher", kinds=tuple(QuestionKind), count=count))


def wait_until(find: Callable[[], T], seconds: float, what: str) -> T:
    """What `find` gives once it is true; fails when that takes too long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = find()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds:.0f} s: {what}")
