"""A pool of connections that act as one role, and the transactions that run on it."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool, PoolTimeout

from domain.errors import DatabaseBusy, SettingsRefused
from services.storage.repository import Connection, Row

log = logging.getLogger(__name__)

WAIT_SECONDS = 5.0
STATEMENT_SECONDS = 20
CONNECT_SECONDS = 5
PREPARED_FROM = 3
"""Runs of a statement on one connection before it is prepared."""
EXHAUSTED = "The app is very busy right now. What was already saved is safe; wait a few seconds and try again."
UNREACHABLE = (
    "The app cannot reach its database right now. What was already saved is safe; wait a few seconds and try again."
)
_BEGIN = """
select set_config('role', %(role)s, true), set_config('request.jwt.claims', %(claims)s, true),
       set_config('statement_timeout', %(timeout)s, true), set_config('timezone', 'UTC', true), now() as now
"""
_LOGIN = "select session_user::text as login, rolsuper from pg_catalog.pg_roles where rolname = session_user"
_ROLE = "select rolsuper or rolbypassrls as unbound from pg_catalog.pg_roles where rolname = current_user"
_LOGIN_REFUSED = ("authentication failed", "no pg_hba.conf entry", "does not exist", "Tenant or user not found")


def needs_set_role(dsn: str, role: str, setting: str) -> bool:
    """False when the login of `dsn` is `role`; True when it is another one that may become `role` and nothing worse.

    Raises SettingsRefused (naming `setting`) for a login that row level security would not hold, DatabaseBusy when the
    server does not answer.
    """
    try:
        with psycopg.connect(
            dsn, prepare_threshold=None, connect_timeout=CONNECT_SECONDS, row_factory=dict_row
        ) as connection:
            login = _only(connection, _LOGIN)
            if login["rolsuper"]:
                raise SettingsRefused(
                    f"{setting} logs in as a superuser, whom row level security does not hold. Use the login {role}."
                )
            direct = bool(login["login"] == role)
            if not direct:
                connection.execute(sql.SQL("set role {}").format(sql.Identifier(role)))
            if _only(connection, _ROLE)["unbound"]:
                raise SettingsRefused(f"The role {role} must have neither SUPERUSER nor BYPASSRLS ({setting}).")
            return not direct
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue):
        raise SettingsRefused(
            f"{setting} logs in as another role than {role} and may not become it. Run the migrations first "
            f"(`python manage.py migrate`), then use the login {role}, or one that is a member of {role}."
        ) from None
    except psycopg.ProgrammingError:
        raise SettingsRefused(f"{setting} is not a connection string that Postgres understands.") from None
    except psycopg.OperationalError as error:
        if any(words in str(error) for words in _LOGIN_REFUSED):
            raise SettingsRefused(
                f"The database refused the login of {setting}. Check its user name, password and database name."
            ) from None
        raise DatabaseBusy(UNREACHABLE) from error


def _only(connection: Connection, query: str) -> Row:
    row = connection.execute(query.encode()).fetchone()
    if row is None:
        raise LookupError("pg_roles has no row for this login")
    return row


class RolePool:
    """Connections for one role, opened at first use. `revive` may bring a dead server back; it is called at trouble.

    With `direct` no pooler stands before the server, and statements that come again are prepared: planning one under
    row level security costs more than running it. A pooler may hand each transaction to another server process.
    """

    def __init__(
        self, dsn: str, role: str, setting: str, size: int, revive: Callable[[], None], *, direct: bool = False
    ) -> None:
        self.dsn = dsn
        self.role = role
        self._setting = setting
        self._size = size
        self._prepare_threshold = PREPARED_FROM if direct else None
        self._revive = revive
        self._lock = threading.Lock()
        self._pool: ConnectionPool[Connection] | None = None
        self._set_role: bool | None = None

    @property
    def set_role(self) -> bool:
        """True when each connection has to SET ROLE first (see `needs_set_role`); asked of the server once."""
        if self._set_role is None:
            self._set_role = needs_set_role(self.dsn, self.role, self._setting)
            if self._set_role:
                log.warning(
                    "%s does not log in as %s: each connection switches to it, which is weaker",
                    self._setting,
                    self.role,
                )
        return self._set_role

    def check_login(self) -> None:
        """Raise SettingsRefused when this login cannot be used; a login found good is not asked again."""
        _ = self.set_role

    @contextmanager
    def transaction(self, become: str, claims: str) -> Iterator[tuple[Connection, datetime]]:
        """A connection in a transaction as role `become`, and its time; commits at the end, rolls back on an exception.

        Raises DatabaseBusy when no connection comes free within WAIT_SECONDS or the server is lost.
        """
        pool = self._opened()
        connection, now = self._begin(pool, become, claims)
        try:
            yield connection, now
            connection.commit()
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise DatabaseBusy(UNREACHABLE) from error
        finally:
            with suppress(psycopg.OperationalError, psycopg.InterfaceError):
                connection.rollback()
            pool.putconn(connection)

    def close(self) -> None:
        """Close every connection; the pool cannot be used again."""
        if self._pool is not None:
            self._pool.close()

    def _opened(self) -> "ConnectionPool[Connection]":
        with self._lock:
            if self._pool is None:
                pool: ConnectionPool[Connection] = ConnectionPool(
                    self.dsn,
                    kwargs={
                        "row_factory": dict_row,
                        "prepare_threshold": self._prepare_threshold,
                        "connect_timeout": CONNECT_SECONDS,
                        "application_name": f"interviewmaster {self.role}",
                    },
                    configure=self._configure if self.set_role else None,
                    min_size=1,
                    max_size=self._size,
                    timeout=WAIT_SECONDS,
                    # Give up early: the next caller starts a new attempt at once, instead of waiting out a back-off.
                    reconnect_timeout=WAIT_SECONDS,
                    name=self.role,
                    open=False,
                )
                pool.open()
                self._pool = pool
            return self._pool

    def _configure(self, connection: Connection) -> None:
        connection.execute(sql.SQL("set role {}").format(sql.Identifier(self.role)))
        connection.commit()

    def _begin(self, pool: "ConnectionPool[Connection]", become: str, claims: str) -> tuple[Connection, datetime]:
        """Check out and begin; one more try when the first connection turns out to be dead."""
        try:
            return self._try_begin(pool, become, claims)
        except PoolTimeout as error:
            self._revive()
            raise DatabaseBusy(EXHAUSTED) from error
        except psycopg.OperationalError as error:
            log.warning("database connection lost: %s", error)
        self._revive()
        try:
            pool.check()  # drops the other dead connections at once
            return self._try_begin(pool, become, claims)
        except psycopg.OperationalError as error:
            raise DatabaseBusy(UNREACHABLE) from error

    def _try_begin(self, pool: "ConnectionPool[Connection]", become: str, claims: str) -> tuple[Connection, datetime]:
        with ExitStack() as on_failure:
            connection = pool.getconn()
            on_failure.callback(pool.putconn, connection)
            values = {"role": become, "claims": claims, "timeout": f"{STATEMENT_SECONDS}s"}
            with connection.pipeline():  # BEGIN and this in one trip
                row = connection.execute(_BEGIN, values).fetchone()
            if row is None:
                raise psycopg.OperationalError("no row from set_config")
            on_failure.pop_all()
            now: datetime = row["now"].astimezone(UTC)  # in a pipeline the time zone just set comes too late
            return connection, now
