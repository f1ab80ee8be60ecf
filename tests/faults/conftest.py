"""Services over a database of its own for each test that asks for them."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.rows import dict_row

from services.bootstrap import Services
from services.storage.embedded import EmbeddedPostgres
from tests.faults.open_app import over, services_of


@pytest.fixture
def services(cluster: EmbeddedPostgres, database_name: str, tmp_path: Path) -> Iterator[Services]:
    """Everything but a worker."""
    with services_of(over(cluster, database_name, tmp_path)) as services:
        yield services


@pytest.fixture
def owner(cluster: EmbeddedPostgres, database_name: str) -> Iterator["psycopg.Connection[dict[str, object]]"]:
    """The owner's eyes, which see every row."""
    dsn = cluster.dsn("postgres", database_name)
    with psycopg.connect(dsn, autocommit=True, row_factory=dict_row) as connection:
        yield connection
