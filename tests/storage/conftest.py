"""Servers of every Postgres version we run on, each started when a test first asks for it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest

from domain.people import ConsentKind, Person
from services.storage.database import Database, Transaction
from services.storage.embedded import EmbeddedPostgres
from services.storage.embedded_host import packaged_binaries

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture(scope="session")
def server_of(open_folder: Callable[[str], Path]) -> Iterator[Callable[[int], EmbeddedPostgres]]:
    """Starts (once) the server of a major version."""
    started: dict[int, EmbeddedPostgres] = {}
    with ExitStack() as stack:

        def start(major: int) -> EmbeddedPostgres:
            if major not in started:
                if major == 15 and not DEBIAN_15.exists():
                    pytest.skip("Debian's Postgres 15 is not installed")
                binaries = DEBIAN_15 if major == 15 else packaged_binaries(major)
                home = open_folder(f"pg{major}")
                server = EmbeddedPostgres.get(home, binaries=binaries, server_settings={"fsync": "off"})
                started[major] = stack.enter_context(server)
            return started[major]

        yield start


@pytest.fixture(params=[15, 16, 18])
def server(request: pytest.FixtureRequest, server_of: Callable[[int], EmbeddedPostgres]) -> EmbeddedPostgres:
    """The test runs on each version."""
    return server_of(request.param)


@pytest.fixture
def system(database: Database) -> Callable[[], AbstractContextManager[Transaction]]:
    """Opens transactions of the system."""
    return database.as_system


@pytest.fixture
def agreeing(database: Database, person: Person) -> Person:
    """The person, who allows their words to go to a model."""
    with database.as_user(person.id) as tx:
        tx.people.set_consent(person.id, ConsentKind.MODEL_USE, True)
    return person.model_copy(update={"consents": {ConsentKind.MODEL_USE: True}})
