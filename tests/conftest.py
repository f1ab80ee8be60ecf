"""Shared fixtures: one embedded Postgres for the whole run, and a migrated database of its own for each test."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from domain.people import Person, Role
from services.storage import migrations
from services.storage.database import Database
from services.storage.embedded import EmbeddedPostgres
from tests.builders import add_person

# Nothing a developer has exported may reach a test: no provider is ever called, no database of theirs touched.
SCRUBBED = (
    "APP_", "ADMIN_EMAILS", "ALLOWED_ORIGINS", "AUTO_MIGRATE", "DATABASE_", "GROQ_", "HF_", "HUGGING", "LANGCHAIN_",
    "LANGSMITH_", "OPENAI_", "PG", "REDIS_URL", "SENTRY_DSN", "SETUP_CODE", "SMTP_URL", "SUPABASE_", "TAVILY_",
)  # fmt: skip
for _name in [name for name in os.environ if name.startswith(SCRUBBED)]:
    del os.environ[_name]

ALLOWED_SKIPS: tuple[str, ...] = ("needs a full run (make nightly)", "only root has to")
"""In CI a test that skips itself has failed, unless its reason starts with one of these."""

TEMPLATE = "template_migrated"


def _as_failure(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not (os.environ.get("CI") and report.skipped and isinstance(report.longrepr, tuple)):
        return
    reason = str(report.longrepr[2]).removeprefix("Skipped: ")
    if not reason.startswith(ALLOWED_SKIPS):
        report.outcome = "failed"
        report.longrepr = f"Skipped in CI, and the reason is not on the list in tests/conftest.py: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    report = yield
    if not hasattr(report, "wasxfail"):
        _as_failure(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    report = yield
    _as_failure(report)
    return report


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Callable[[str], Path]]:
    """Makes folders that the database's own user can enter (pytest's own lie behind a closed one when run as root)."""
    made: list[Path] = []

    def make(name: str) -> Path:
        folder = Path(tempfile.mkdtemp(prefix=f"im-{name}-"))
        folder.chmod(0o755)
        made.append(folder)
        return folder

    yield make
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster(open_folder: Callable[[str], Path]) -> Iterator[EmbeddedPostgres]:
    """A running server with a migrated template database. It ends with the run, so it need not reach the disk."""
    fast = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}
    with EmbeddedPostgres.get(open_folder("tests"), server_settings=fast) as server:
        server.create_database(TEMPLATE)
        migrations.migrate(server.dsn("postgres", TEMPLATE))
        yield server


_numbers = itertools.count(1)


@contextmanager
def migrated_database(cluster: EmbeddedPostgres) -> Iterator[tuple[str, Database]]:
    """A new migrated database, by name and opened with small pools; dropped at the end."""
    name = f"test_{next(_numbers)}"
    cluster.create_database(name, template=TEMPLATE)
    dsns = (cluster.dsn(login, name) for login in ("app_login", "app_system", "postgres"))
    database = Database(*dsns, pool_size=4, system_pool_size=2)
    try:
        yield name, database
    finally:
        database.close()
        cluster.drop_database(name)


@pytest.fixture
def named_database(cluster: EmbeddedPostgres) -> Iterator[tuple[str, Database]]:
    """The test's own database and its name in the cluster."""
    with migrated_database(cluster) as both:
        yield both


@pytest.fixture
def database(named_database: tuple[str, Database]) -> Database:
    """The test's own empty, migrated database."""
    return named_database[1]


@pytest.fixture
def database_name(named_database: tuple[str, Database]) -> str:
    """Its name in the cluster, for connections of other logins."""
    return named_database[0]


@pytest.fixture
def person(database: Database) -> Person:
    """A candidate with an account."""
    return add_person(database, "ada@example.org", "Ada Okafor")


@pytest.fixture
def other_person(database: Database) -> Person:
    """Another candidate, who must never see anything of `person`."""
    return add_person(database, "ben@example.org", "Ben Silva")


@pytest.fixture
def admin(database: Database) -> Person:
    """A person with every role."""
    return add_person(database, "root@example.org", "Rita Admin", roles=tuple(Role))
