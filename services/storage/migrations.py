"""Migrations: plain SQL files on the Supabase CLI's own ledger, so that `supabase db push` and the app agree."""

import re
from dataclasses import dataclass
from pathlib import Path

import psycopg

from domain.errors import SettingsRefused

FOLDER = Path(__file__).resolve().parents[2] / "supabase" / "migrations"
_NAME = re.compile(r"^(\d{14})_(\w+)\.sql$")
_LOCK = 7263549211
_LEDGER = """
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;
"""
_LEDGER_EXISTS = """
select exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
               where n.nspname = 'supabase_migrations' and c.relname = 'schema_migrations')
"""
_APPLIED = "select version from supabase_migrations.schema_migrations"

Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True)
class Migration:
    """One migration file. `name` is the file's name without `.sql`."""

    version: str
    path: Path

    @property
    def name(self) -> str:
        """For messages and results."""
        return self.path.stem

    @property
    def down_path(self) -> Path:
        """The file that takes it back."""
        return self.path.parent / "down" / self.path.name


def migration_files(folder: Path = FOLDER) -> list[Migration]:
    """Every migration of this release, oldest first."""
    matches = ((_NAME.match(path.name), path) for path in sorted(folder.glob("*.sql")))
    return [Migration(match.group(1), path) for match, path in matches if match]


def migrate(dsn: str, folder: Path = FOLDER) -> list[str]:
    """Apply what is missing, all in one transaction under a lock; returns the names applied.

    Raises SettingsRefused when the database has migrations that this release lacks.
    """
    done = []
    with psycopg.connect(dsn, prepare_threshold=None) as connection:
        _lock(connection)
        applied = _applied(connection)
        files = migration_files(folder)
        _refuse_unknown(applied, files)
        for migration in files:
            if migration.version in applied:
                continue
            if applied and migration.version < max(applied):
                raise SettingsRefused(f"Migration {migration.name} is older than the newest one in the database.")
            text = migration.path.read_text(encoding="utf-8")
            connection.execute(text.encode())  # no parameters: the server takes many statements at once
            connection.execute(
                "insert into supabase_migrations.schema_migrations (version, name, statements) values (%s, %s, %s)",
                (migration.version, migration.name.split("_", 1)[1], [text]),
            )
            done.append(migration.name)
    return done


def migrate_down(dsn: str, to: str | None = None, folder: Path = FOLDER) -> list[str]:
    """Take back every migration newer than version `to` (all when None), newest first; returns their names."""
    done = []
    with psycopg.connect(dsn, prepare_threshold=None) as connection:
        _lock(connection)
        applied = _applied(connection)
        files = migration_files(folder)
        _refuse_unknown(applied, files)
        for migration in reversed(files):
            if migration.version not in applied or (to is not None and migration.version <= to):
                continue
            connection.execute(migration.down_path.read_bytes())
            connection.execute(
                "delete from supabase_migrations.schema_migrations where version = %s", (migration.version,)
            )
            done.append(migration.name)
    return done


def pending(dsn: str, folder: Path = FOLDER) -> list[str]:
    """Names of the migrations that the database lacks; needs no more than to read the ledger."""
    with psycopg.connect(dsn, prepare_threshold=None) as connection:
        row = connection.execute(_LEDGER_EXISTS).fetchone()
        try:
            applied = {str(r[0]) for r in connection.execute(_APPLIED).fetchall()} if row and row[0] else set()
        except psycopg.errors.InsufficientPrivilege:  # the first migration grants this login the ledger
            applied = set()
    return [m.name for m in migration_files(folder) if m.version not in applied]


def _lock(connection: Connection) -> None:
    connection.execute("select pg_advisory_xact_lock(%s)", (_LOCK,))
    connection.execute("set local client_min_messages = warning")
    connection.execute(_LEDGER.encode())


def _applied(connection: Connection) -> set[str]:
    return {str(row[0]) for row in connection.execute(_APPLIED).fetchall()}


def _refuse_unknown(applied: set[str], files: list[Migration]) -> None:
    unknown = sorted(applied - {m.version for m in files})
    if unknown:
        raise SettingsRefused(
            f"The database has migrations that this release lacks ({', '.join(unknown)}). Start the newer release, "
            "or restore a backup that was made with this one."
        )
