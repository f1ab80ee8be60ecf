"""The database as the services see it: transactions of a person, of the system, and of the operator."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import dict_row
from pydantic import SecretStr

from domain.errors import DatabaseBusy, SettingsRefused
from services.storage import migrations
from services.storage.pool import CONNECT_SECONDS, UNREACHABLE, RolePool
from services.storage.transaction import Transaction

if TYPE_CHECKING:
    from services.storage.embedded import EmbeddedPostgres

log = logging.getLogger(__name__)

__all__ = ["Database", "StorageSettings", "Transaction"]


class StorageSettings(Protocol):
    """The settings that storage reads."""

    @property
    def app_data_dir(self) -> Path: ...
    @property
    def database_url(self) -> SecretStr | None: ...
    @property
    def database_system_url(self) -> SecretStr | None: ...
    @property
    def database_admin_url(self) -> SecretStr | None: ...
    @property
    def pool_size(self) -> int: ...
    @property
    def system_pool_size(self) -> int: ...


class Database:
    """Pools for people (app_login) and for the system (app_system), and the owner's login for migrations."""

    def __init__(
        self,
        people_dsn: str,
        system_dsn: str,
        admin_dsn: str | None,
        *,
        pool_size: int = 8,
        system_pool_size: int = 2,
        embedded: "EmbeddedPostgres | None" = None,
    ) -> None:
        self._embedded = embedded
        self._admin_dsn = admin_dsn
        direct = embedded is not None
        self._people = RolePool(people_dsn, "app_login", "DATABASE_URL", pool_size, self._revive, direct=direct)
        self._system = RolePool(
            system_dsn, "app_system", "DATABASE_SYSTEM_URL", system_pool_size, self._revive, direct=direct
        )

    @classmethod
    def open(cls, settings: StorageSettings) -> "Database":
        """The database of the settings; without DATABASE_URL the embedded one is started.

        Does not migrate, and asks nothing of a hosted server yet: `ping()` does. Raises SettingsRefused.
        """
        if settings.database_url is not None:
            if settings.database_system_url is None:
                raise SettingsRefused(
                    "DATABASE_URL is set but DATABASE_SYSTEM_URL is not. Set it to the login of app_system "
                    "(or, where custom roles cannot log in, to the same connection string as DATABASE_URL)."
                )
            admin = settings.database_admin_url
            return cls(
                settings.database_url.get_secret_value(),
                settings.database_system_url.get_secret_value(),
                admin.get_secret_value() if admin else None,
                pool_size=settings.pool_size,
                system_pool_size=settings.system_pool_size,
            )
        if os.name == "nt":
            raise SettingsRefused("The embedded database does not run on Windows. Set DATABASE_URL, or use WSL.")
        from services.storage.embedded import EmbeddedPostgres

        server = EmbeddedPostgres.get(settings.app_data_dir / "postgres")
        return cls(
            server.dsn("app_login"),
            server.dsn("app_system"),
            server.dsn("postgres"),
            pool_size=settings.pool_size,
            system_pool_size=settings.system_pool_size,
            embedded=server,
        )

    def migrate(self) -> list[str]:
        """Apply the missing migrations under an advisory lock; returns their names."""
        with _as_busy():
            return migrations.migrate(self._admin())

    def pending_migrations(self) -> list[str]:
        """Names of the migrations that the database lacks."""
        with _as_busy():
            return migrations.pending(self._admin_dsn or self._system.dsn)

    @contextmanager
    def as_user(self, user_id: UUID) -> Iterator[Transaction]:
        """A transaction in which row level security shows the rows of one person."""
        claims = json.dumps({"sub": str(user_id), "role": "authenticated"})
        with self._people.transaction("authenticated", claims) as (connection, now):
            yield Transaction(connection, now)

    @contextmanager
    def as_system(self) -> Iterator[Transaction]:
        """A transaction of app_system: worker, sign-in, audit. Never for what a page asks for a person."""
        with self._system.transaction("app_system", "") as (connection, now):
            yield Transaction(connection, now)

    @contextmanager
    def as_owner(self) -> Iterator[Transaction]:
        """A transaction of the owner, whom row level security does not hold: the operator's command line only."""
        with (
            _as_busy(),
            psycopg.connect(
                self._admin(), prepare_threshold=None, connect_timeout=CONNECT_SECONDS, row_factory=dict_row
            ) as connection,
        ):
            row = connection.execute("select set_config('timezone', 'UTC', true), now() as now").fetchone()
            if row is None:
                raise DatabaseBusy(UNREACHABLE)
            yield Transaction(connection, row["now"])

    def ping(self) -> None:
        """Raise DatabaseBusy when the server does not answer, SettingsRefused when a login cannot be used."""
        self._people.check_login()
        with self.as_system():
            pass

    @property
    def jobs_dsn(self) -> str:
        """Connection string for the job queue: app_system with schema `jobs` first."""
        options = str(conninfo_to_dict(self._system.dsn).get("options") or "") + " -c search_path=jobs"
        if self._system.set_role:
            options += " -c role=app_system"
        return make_conninfo(self._system.dsn, options=options.strip())

    def close(self) -> None:
        """Close the pools, and the embedded server when nobody else uses it; safe to call twice."""
        self._people.close()
        self._system.close()
        server, self._embedded = self._embedded, None
        if server is not None:
            server.close()

    def _admin(self) -> str:
        if self._admin_dsn is None:
            raise SettingsRefused("Migrations need the owner's login. Set DATABASE_ADMIN_URL.")
        return self._admin_dsn

    def _revive(self) -> None:
        """Start the embedded server again. Why it cannot be started is for the log: it names folders."""
        if self._embedded is None:
            return
        try:
            self._embedded.ensure_running()
        except DatabaseBusy as error:
            log.error("%s", error.message)
            raise DatabaseBusy(UNREACHABLE) from error


@contextmanager
def _as_busy() -> Iterator[None]:
    try:
        yield
    except psycopg.OperationalError as error:
        raise DatabaseBusy(UNREACHABLE) from error
