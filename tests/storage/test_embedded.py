"""The launcher, with servers that die and files that lie."""

import os
import pwd
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from domain.errors import SettingsRefused
from services.storage import embedded_host
from services.storage.embedded import EmbeddedError, EmbeddedPostgres
from services.storage.embedded_host import packaged_binaries

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(open_folder):
    return open_folder("launcher")


def _run(server, statement):
    with psycopg.connect(server.dsn("postgres"), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def _postmaster(server):
    return int((server.data / "postmaster.pid").read_text().split()[0])


def _kill(server):
    """kill -9 of the postmaster, and wait until its children have noticed."""
    os.kill(_postmaster(server), signal.SIGKILL)
    deadline = time.monotonic() + 20
    while server._processes() and time.monotonic() < deadline:
        time.sleep(0.05)


def test_cold_start_reopen_and_stop(home):
    with EmbeddedPostgres.get(home) as server:
        _run(server, "create table public.kept as select 42 as answer")
        assert (server._password_file.stat().st_mode & 0o777) == 0o600
        assert _run(server, "show listen_addresses") == ""
        assert _run(server, "show data_checksums") == "on"
    assert not server._processes()
    with EmbeddedPostgres.get(home) as again:
        assert again is not server
        assert _run(again, "select answer from public.kept") == 42


def test_logins_are_as_at_supabase(cluster):
    with psycopg.connect(cluster.dsn("supabase_admin")) as connection:
        rows = dict(
            connection.execute(
                """
                select rolname, array[rolsuper, rolbypassrls, rolinherit, rolcanlogin] from pg_roles
                where rolname in ('supabase_admin', 'postgres', 'app_login', 'app_system', 'authenticated', 'anon')
                """
            ).fetchall()
        )
    assert rows == {
        "supabase_admin": [True, True, True, True],
        "postgres": [False, True, True, True],
        "app_login": [False, False, False, True],
        "app_system": [False, False, False, True],
        "authenticated": [False, False, False, False],
        "anon": [False, False, False, False],
    }
    passwords = {login: cluster._password(login) for login in ("supabase_admin", "postgres", "app_login", "app_system")}
    assert len(set(passwords.values())) == 4
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(cluster.dsn("postgres"), password=passwords["app_login"])
    for statement in ("create extension file_fdw", "alter table auth.users add column mine int"):
        with (
            psycopg.connect(cluster.dsn("postgres")) as connection,
            pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported)),
        ):
            connection.execute(statement)


@pytest.mark.parametrize(
    "pid_file",
    [
        "",
        "1",
        "{live}\n",
        "{live}\n{data}\n1700000000\n5432\n{sockets}\n\n  5432001   1\nready   \n",
        "not a number at all",
    ],
    ids=["empty", "truncated", "reused pid, truncated", "reused pid", "nonsense"],
)
def test_a_pid_file_that_a_dead_server_left_behind(home, pid_file):
    with EmbeddedPostgres.get(home) as server:
        _run(server, "create table public.kept as select 42 as answer")
        _kill(server)
        # the pid of a live process that is no Postgres: our own
        text = pid_file.format(live=os.getpid(), data=server.data, sockets=server._sockets)
        (server.data / "postmaster.pid").write_text(text)
        server.ensure_running()
        assert _run(server, "select answer from public.kept") == 42


def test_kill_9_of_the_server_loses_no_acknowledged_row(home):
    server = EmbeddedPostgres.get(home)
    _run(server, "create table public.rows (id int primary key)")
    acknowledged = [0]
    for _ in range(3):
        stop = threading.Event()

        def write(stop=stop):
            try:
                with psycopg.connect(server.dsn("postgres"), autocommit=True) as connection:
                    while not stop.is_set():
                        connection.execute("insert into public.rows values (%s)", (acknowledged[0] + 1,))
                        acknowledged[0] += 1
            except psycopg.OperationalError:
                stop.set()

        writer = threading.Thread(target=write)
        writer.start()
        before = acknowledged[0]
        while acknowledged[0] < before + 20:
            time.sleep(0.01)
        os.kill(_postmaster(server), signal.SIGKILL)
        writer.join(20)
        assert stop.is_set()
        server.ensure_running()
        stored, newest = (
            _run(server, "select count(*) from public.rows"),
            _run(server, "select max(id) from public.rows"),
        )
        assert stored == newest >= acknowledged[0]
        acknowledged[0] = newest
    server.close()


def test_a_cluster_of_another_major_version_gets_a_clear_message(home):
    with EmbeddedPostgres.get(home) as server:
        _run(server, "create table public.kept as select 42 as answer")
    with pytest.raises(SettingsRefused) as refused:
        EmbeddedPostgres.get(home, binaries=packaged_binaries(18))
    for words in ("Postgres 16", "Postgres 18", "APP_DATA_DIR", "Nothing was changed", "backup"):
        assert words in refused.value.message
    with EmbeddedPostgres.get(home, binaries=packaged_binaries(16)) as server:
        assert _run(server, "select answer from public.kept") == 42


def test_binaries_that_are_not_there_are_refused():
    with pytest.raises(SettingsRefused, match="DATABASE_URL"):
        packaged_binaries(17)


def test_many_threads_at_once_share_one_server(home):
    start = threading.Barrier(8)

    def open_it(_):
        start.wait(20)
        server = EmbeddedPostgres.get(home)
        return server, _run(server, "select 1")

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(open_it, range(8)))
    assert {id(server) for server, _ in results} == {id(results[0][0])}
    for server, _ in results[1:]:
        server.close()
        assert _run(server, "select 1") == 1
    results[0][0].close()
    assert not results[0][0]._processes()


CHILD = """
import sys
from pathlib import Path
import psycopg
from services.storage.embedded import EmbeddedPostgres
server = EmbeddedPostgres.get(Path(sys.argv[1]))
print(psycopg.connect(server.dsn()).execute("select 1").fetchone()[0], flush=True)
sys.stdin.readline()
print(psycopg.connect(server.dsn()).execute("select 2").fetchone()[0], flush=True)
"""


def _child(home):
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_processes_share_the_server_and_the_last_one_stops_it(home):
    children = [_child(home) for _ in range(3)]  # they race for a cold start
    assert [child.stdout.readline() for child in children] == ["1\n"] * 3
    server = EmbeddedPostgres.get(home)
    children[0].kill()  # a killed process no longer counts as a user
    server.close()
    children[1].communicate("\n")
    assert children[2].communicate("\n")[0] == "2\n"
    assert not server._processes()
    for child in children:
        child.wait(20)


def test_a_half_made_cluster_is_made_again(home):
    (home / "pgdata.newdead").mkdir(parents=True)
    (home / "pgdata.newdead" / "PG_VERSION").write_text("16")
    (home / "superuser.pw").write_text("")
    with EmbeddedPostgres.get(home) as server:
        assert _run(server, "select 1") == 1
        assert not list(server.place.glob("pgdata.new*"))


def test_a_path_too_long_for_a_socket(open_folder):
    home = open_folder("long") / ("folder" * 10) / ("folder" * 10)
    with EmbeddedPostgres.get(home) as server:
        assert _run(server, "select 1") == 1
        assert (server._sockets.stat().st_mode & 0o777) == 0o700
    server._sockets.rmdir()


def test_a_program_that_fails_says_why(home):
    with (
        EmbeddedPostgres.get(home) as server,
        pytest.raises(EmbeddedError, match=r"(?s)initdb.*/proc/nowhere.*postgres\.log"),
    ):
        server._program("initdb", "-D", "/proc/nowhere")


@pytest.fixture
def as_root():
    if os.geteuid() != 0:
        pytest.skip("only root has to hand the server to another user")
    return embedded_host.server_user()


def test_as_root_a_closed_folder_stays_closed_and_the_data_lie_elsewhere(as_root, open_folder, monkeypatch, caplog):
    monkeypatch.setattr(embedded_host, "SHARED_ROOT", open_folder("lib") / "shared")
    closed = open_folder("closed")
    closed.chmod(0o700)
    home = closed / "data" / "postgres"
    with EmbeddedPostgres.get(home) as server:
        _run(server, "create table public.kept as select 42 as answer")
        assert server.place.is_relative_to(embedded_host.SHARED_ROOT)
        assert (closed.stat().st_mode & 0o777) == 0o700
        assert str(server.place) in caplog.text
    with EmbeddedPostgres.get(home) as server:
        assert _run(server, "select answer from public.kept") == 42
    (home / "kept-in.txt").unlink()  # as when somebody deletes the data folder to start afresh
    with EmbeddedPostgres.get(home) as server:
        assert _run(server, "select to_regclass('public.kept')") is None
        gone = server.place
    (home / "kept-in.txt").write_text(f"{gone}-gone\n")
    with pytest.raises(SettingsRefused, match="no longer there"):
        EmbeddedPostgres.get(home)


def test_as_root_binaries_in_a_closed_folder_are_copied(as_root, open_folder, monkeypatch, home):
    """A virtual environment under /root, which the server's user may not enter."""
    monkeypatch.setattr(embedded_host, "SHARED_ROOT", open_folder("lib") / "shared")
    closed = open_folder("closed")
    package = packaged_binaries(16).parents[1]
    for name in (package.name, f"{package.name}.libs"):
        (closed / name).mkdir()
    subprocess.run(["cp", "-r", str(package / "pginstall"), str(closed / package.name)], check=True)
    subprocess.run(["cp", "-r", f"{package}.libs", str(closed)], check=True)
    closed.chmod(0o700)
    binaries = closed / package.name / "pginstall" / "bin"
    with EmbeddedPostgres.get(home, binaries=binaries) as server:
        assert server._binaries.is_relative_to(embedded_host.SHARED_ROOT)
        assert _run(server, "select 1") == 1
    copies = list(embedded_host.SHARED_ROOT.iterdir())
    with EmbeddedPostgres.get(home, binaries=binaries):
        assert list(embedded_host.SHARED_ROOT.iterdir()) == copies
    assert (closed.stat().st_mode & 0o777) == 0o700


def test_who_may_pass_a_folder(as_root, open_folder):
    account = pwd.getpwnam(as_root)
    folder = open_folder("mode")
    for owner, group, mode, reachable in (
        (0, 0, 0o700, False),
        (0, 0, 0o701, True),
        (0, account.pw_gid, 0o710, True),
        (0, account.pw_gid, 0o701, False),
        (account.pw_uid, 0, 0o100, True),
        (account.pw_uid, 0, 0o011, False),
    ):
        os.chown(folder, owner, group)
        folder.chmod(mode)
        assert embedded_host.can_reach(as_root, folder / "inside") is reachable, (owner, group, oct(mode))


def test_as_root_a_user_for_the_server_is_made_where_there_is_none(as_root, monkeypatch):
    monkeypatch.setattr(embedded_host, "OS_USERS", ("im-made-for-test",))
    try:
        assert embedded_host.server_user() == "im-made-for-test"
        assert pwd.getpwnam("im-made-for-test").pw_shell.endswith("nologin")
        assert embedded_host.server_user() == "im-made-for-test"
    finally:
        subprocess.run(["userdel", "im-made-for-test"], check=True)
    monkeypatch.setattr(embedded_host, "OS_USERS", ("no such/name",))
    with pytest.raises(SettingsRefused, match="cannot run as root"):
        embedded_host.server_user()


def test_a_data_folder_that_cannot_be_made_is_refused_by_name(open_folder):
    blocked = open_folder("blocked") / "file"
    blocked.write_text("")
    with pytest.raises(SettingsRefused, match="APP_DATA_DIR cannot be used"):
        EmbeddedPostgres.get(blocked / "postgres")


def test_as_root_the_server_does_not_run_as_root(as_root, cluster):
    assert {p.username() for p in cluster._processes()} == {as_root}
