"""Transactions, pools, logins and the job queue."""

import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from pydantic import SecretStr

from domain.errors import DatabaseBusy, InvalidInput, SettingsRefused
from domain.people import Role
from services.storage import pool as pool_module
from services.storage.database import Database
from services.storage.embedded import EmbeddedPostgres
from tests.builders import add_answer, start_interview


@dataclass
class Settings:
    app_data_dir: Path = Path("unused")
    database_url: SecretStr | None = None
    database_system_url: SecretStr | None = None
    database_admin_url: SecretStr | None = None
    pool_size: int = 2
    system_pool_size: int = 1


def _count(dsn, table):
    with psycopg.connect(dsn) as connection:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]


@pytest.fixture
def owner_dsn(cluster, database_name):
    return cluster.dsn("postgres", database_name)


def test_a_failure_in_the_middle_leaves_nothing(database, person, owner_dsn):
    tables = ("interviews", "turns", "answers", "events", "audit_log")
    before = {t: _count(owner_dsn, f"public.{t}") for t in tables}

    def submit():
        with database.as_user(person.id) as tx:
            answer = add_answer(tx, start_interview(tx, person.id))
            tx.events.add(person.id, "answer_submitted", answer.id)
            tx.audit.add(person.id, "answer.submit", str(answer.id))
            tx.enqueue("evaluate_answer", f"evaluate_answer:{answer.id}:1", user_id=str(person.id))
            raise InvalidInput("halfway")

    with pytest.raises(InvalidInput, match="halfway"):
        submit()
    assert {t: _count(owner_dsn, f"public.{t}") for t in tables} == before
    assert _count(owner_dsn, "jobs.procrastinate_jobs") == 0


def test_a_person_who_leaves_in_the_middle_leaves_nothing(database, person, owner_dsn):
    class Stop(BaseException):
        """As Streamlit stops a script."""

    def leave():
        with database.as_user(person.id) as tx:
            start_interview(tx, person.id)
            raise Stop

    with pytest.raises(Stop):
        leave()
    assert _count(owner_dsn, "public.interviews") == 0


def test_now_is_the_time_of_the_transaction_in_utc(database, database_name, cluster, person):
    with psycopg.connect(cluster.dsn("supabase_admin"), autocommit=True) as connection:
        connection.execute(f"alter database {database_name} set timezone = 'Asia/Tokyo'")
    for begin in (lambda: database.as_user(person.id), database.as_owner):
        with begin() as tx:
            made = start_interview(tx, person.id).created_at
            assert tx.now == made
            assert tx.now.utcoffset().total_seconds() == made.utcoffset().total_seconds() == 0


def test_claims_do_not_stay_on_a_connection(cluster, database_name, person, other_person):
    database = Database(
        cluster.dsn("app_login", database_name), cluster.dsn("app_system", database_name), None, pool_size=1
    )
    with database.as_user(person.id) as tx:
        start_interview(tx, person.id)
    with database.as_user(other_person.id) as tx:
        assert tx.interviews.list(person.id) == []
    with database._people.transaction("authenticated", "") as (connection, _):
        assert connection.execute("select * from public.profiles").fetchall() == []
    database.close()


def test_an_exhausted_pool_is_a_notice_and_recovers(database, person, monkeypatch):
    monkeypatch.setattr(pool_module, "WAIT_SECONDS", 0.3)
    release = threading.Event()
    inside = threading.Barrier(5)

    def hold():
        with database.as_user(person.id):
            inside.wait(10)
            release.wait(10)

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    inside.wait(10)
    with pytest.raises(DatabaseBusy, match="very busy"), database.as_user(person.id):
        pass
    release.set()
    for thread in threads:
        thread.join()
    with database.as_user(person.id) as tx:
        assert tx.people.by_id(person.id) is not None


def test_a_statement_that_hangs_ends_as_a_notice(database, person, monkeypatch):
    monkeypatch.setattr(pool_module, "STATEMENT_SECONDS", 1)
    begun = time.monotonic()
    with pytest.raises(DatabaseBusy), database.as_user(person.id) as tx:
        tx._connection.execute("select pg_sleep(30)")
    assert time.monotonic() - begun < 10
    with database.as_user(person.id) as tx:
        assert tx.people.by_id(person.id) is not None


def test_connections_that_died_are_replaced_without_an_error(database, cluster, database_name, person):
    database.ping()
    for _ in range(3):
        with database.as_user(person.id):
            pass
        with psycopg.connect(cluster.dsn("supabase_admin", database_name), autocommit=True) as connection:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename in ('app_login', 'app_system')"
            )
        with database.as_user(person.id) as tx:
            assert tx.people.by_id(person.id) is not None
        with database.as_system() as tx:
            assert len(tx.people.all()) == 1


def test_a_connection_lost_in_the_middle_is_a_notice_and_stores_nothing(
    database, cluster, database_name, person, owner_dsn
):
    def lose_it():
        with database.as_user(person.id) as tx:
            start_interview(tx, person.id)
            with psycopg.connect(cluster.dsn("supabase_admin", database_name), autocommit=True) as connection:
                connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app_login'")
            tx.interviews.list(person.id)

    with pytest.raises(DatabaseBusy):
        lose_it()
    assert _count(owner_dsn, "public.interviews") == 0
    with database.as_user(person.id) as tx:
        assert tx.interviews.list(person.id) == []


def test_the_embedded_server_is_started_again_after_it_was_killed(open_folder):
    database = Database.open(Settings(app_data_dir=open_folder("revived")))
    database.migrate()
    with database.as_system() as tx:
        person = tx.people.add_account("ada@example.org", "Ada", "-", [Role.CANDIDATE])
    with database.as_user(person.id) as tx:
        assert tx.people.by_id(person.id) == person
    server = database._embedded
    os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    while server._processes():  # orphans still answer for a moment
        time.sleep(0.05)
    with database.as_user(person.id) as tx:
        assert tx.people.by_id(person.id) == person
    database.ping()
    database.close()
    database.close()
    assert not server._processes()


def test_a_hosted_server_that_goes_and_comes_back(open_folder, monkeypatch):
    """With nothing that could start it again: a notice while the server is away, and all is well once it is back."""
    monkeypatch.setattr(pool_module, "WAIT_SECONDS", 0.5)
    server = EmbeddedPostgres.get(open_folder("hosted"))
    database = Database(*map(server.dsn, ("app_login", "app_system", "postgres")))
    database.migrate()
    database.ping()
    server._program("pg_ctl", "-D", str(server.data), "-w", "-m", "immediate", "stop")
    for _ in range(2):
        with pytest.raises(DatabaseBusy, match="already saved is safe"):
            database.ping()
    with pytest.raises(DatabaseBusy):
        database.migrate()
    with pytest.raises(DatabaseBusy):
        database.pending_migrations()
    server.ensure_running()
    deadline = time.monotonic() + 30
    while True:
        try:
            database.ping()
            break
        except DatabaseBusy:
            assert time.monotonic() < deadline
    database.close()
    with pytest.raises(DatabaseBusy):
        database.ping()
    server.close()


@pytest.mark.parametrize("login", ["postgres", "app_login"])
def test_a_login_of_another_name_stands_in_through_set_role(
    cluster, database_name, database, person, other_person, login
):
    """Where a pooler lets no custom role log in, `postgres` does, and is held like app_login and app_system."""
    stand_in = Database(
        cluster.dsn(login, database_name),
        cluster.dsn("postgres", database_name),
        None,
        pool_size=1,
        system_pool_size=1,
    )
    stand_in.ping()
    for _ in range(2):
        with stand_in.as_user(person.id) as tx:
            row = tx._connection.execute("select current_user::text as name, session_user::text as login").fetchone()
            assert row == {"name": "authenticated", "login": login}
            assert [p.id for p in tx.people.all()] == [person.id]
        with stand_in.as_system() as tx:
            assert tx._connection.execute("select current_user::text as name").fetchone() == {"name": "app_system"}
            assert len(tx.people.all()) == 2
    with (
        stand_in._people.transaction("app_login", "") as (connection, _),
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("select * from public.profiles")
    stand_in.close()
    with psycopg.connect(stand_in.jobs_dsn) as connection:
        row = connection.execute("select current_user::text, current_setting('search_path')").fetchone()
        assert row == ("app_system", "jobs")


def test_logins_that_row_level_security_does_not_hold_are_refused(cluster, database_name, database):
    good = cluster.dsn("app_system", database_name)
    superuser = cluster.dsn("supabase_admin", database_name)
    with pytest.raises(SettingsRefused, match=r"^DATABASE_URL logs in as a superuser"):
        Database(superuser, good, None).ping()
    with pytest.raises(SettingsRefused, match=r"^DATABASE_SYSTEM_URL logs in as a superuser"):
        Database(cluster.dsn("app_login", database_name), superuser, None).ping()
    # app_login may not become app_system, nor the other way round
    with pytest.raises(SettingsRefused, match="DATABASE_SYSTEM_URL logs in as another role"):
        Database(cluster.dsn("app_login", database_name), cluster.dsn("app_login", database_name), None).ping()
    with pytest.raises(SettingsRefused, match=r"^DATABASE_URL logs in as another role"):
        Database(good, good, None).ping()


def test_a_role_that_was_given_bypassrls_is_refused(server_of):
    server = server_of(16)
    database = Database(server.dsn("app_login"), server.dsn("app_system"), None)
    with psycopg.connect(server.dsn("supabase_admin"), autocommit=True) as connection:
        connection.execute("alter role app_login bypassrls")
        try:
            with pytest.raises(SettingsRefused, match="BYPASSRLS"):
                database.ping()
        finally:
            connection.execute("alter role app_login nobypassrls")
    database.ping()
    database.close()


def test_settings_that_cannot_work_are_refused_by_name_and_never_by_value(cluster, database_name, tmp_path):
    url = SecretStr(cluster.dsn("app_login", database_name))
    with pytest.raises(SettingsRefused, match="DATABASE_SYSTEM_URL"):
        Database.open(Settings(database_url=url))
    opened = Database.open(Settings(database_url=url, database_system_url=url))
    with pytest.raises(SettingsRefused, match="DATABASE_ADMIN_URL"):
        opened.migrate()
    for wrong in ("postgresql://app_login:hunter2@", "host=/nowhere port=hunter2", "hunter2"):
        with pytest.raises((SettingsRefused, DatabaseBusy)) as refused:
            Database.open(Settings(database_url=SecretStr(wrong), database_system_url=url)).ping()
        assert "hunter2" not in refused.value.message
    wrong = SecretStr(make_conninfo(url.get_secret_value(), password="hunter2"))
    with pytest.raises(SettingsRefused, match="refused the login of DATABASE_URL") as refused:
        Database.open(Settings(database_url=wrong, database_system_url=url)).ping()
    assert "hunter2" not in refused.value.message


def test_pending_migrations_are_known_without_the_owner(cluster, database_name):
    database = Database(cluster.dsn("app_login", database_name), cluster.dsn("app_system", database_name), None)
    assert database.pending_migrations() == []
    database.close()
    empty = Database(cluster.dsn("app_login"), cluster.dsn("app_system"), None)
    assert empty.pending_migrations() != []
    empty.close()


def test_the_embedded_server_is_shared_by_databases_of_one_process(open_folder):
    settings = Settings(app_data_dir=open_folder("shared"))
    first, second = Database.open(settings), Database.open(settings)
    first.migrate()
    assert second.migrate() == []
    first.close()
    with second.as_user(uuid4()) as tx:
        assert tx.people.all() == []
    server: EmbeddedPostgres = second._embedded
    second.close()
    assert not server._processes()
