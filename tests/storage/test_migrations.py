import itertools
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from procrastinate.schema import SchemaManager

from domain.errors import SettingsRefused
from services.storage import migrations
from services.storage.database import Database
from tests.storage.catalogue import catalogue

_numbers = itertools.count(1)
FILES = migrations.migration_files()


@pytest.fixture
def empty(server):
    """Name of an empty database shaped like Supabase's."""
    name = f"empty_{next(_numbers)}"
    server.create_database(name)
    yield name
    server.drop_database(name)


@pytest.fixture
def owner(server, empty):
    return server.dsn("postgres", empty)


def test_up_down_up_gives_the_same_schema(owner):
    assert migrations.pending(owner) == [m.name for m in FILES]
    migrations.migrate_down(owner)  # makes the ledger
    before = catalogue(owner)
    assert migrations.migrate(owner) == [m.name for m in FILES]
    first = catalogue(owner)
    assert len(first) > len(before) + 100
    assert migrations.migrate_down(owner) == [m.name for m in reversed(FILES)]
    assert catalogue(owner) == before
    migrations.migrate(owner)
    assert catalogue(owner) == first
    assert migrations.pending(owner) == []


def test_every_single_step_down_and_up_again_gives_the_same_schema(owner):
    migrations.migrate(owner)
    whole = catalogue(owner)
    for migration in FILES:
        migrations.migrate_down(owner, to=migration.version)
        migrations.migrate(owner)
        assert catalogue(owner) == whole, migration.name


def test_roles_are_made_where_there_are_none(server_of, server, empty, owner):
    migrations.migrate(owner)
    migrations.migrate_down(owner)
    with psycopg.connect(server.dsn("supabase_admin", empty)) as connection:
        connection.execute("drop owned by app_login, app_system; drop role app_login, app_system")
    try:
        migrations.migrate(owner)
        with psycopg.connect(owner) as connection:
            roles = connection.execute(
                """
                select rolname, rolcanlogin, rolinherit, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
                from pg_roles where rolname in ('app_login', 'app_system') order by 1
                """
            ).fetchall()
            assert roles == [("app_login", True, False, False), ("app_system", True, False, False)]
            for role in ("app_login", "app_system"):
                assert connection.execute(f"set role {role}").statusmessage == "SET"  # the owner may stand in
        database = Database(owner, owner, owner)
        database.ping()
        database.close()
    finally:
        server._shape("postgres")  # gives the roles their passwords again


def test_a_second_run_does_nothing(owner):
    migrations.migrate(owner)
    assert migrations.migrate(owner) == []


def test_several_processes_at_once_migrate_once(owner):
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: migrations.migrate(owner), range(4)))
    assert sorted(map(len, results)) == [0, 0, 0, len(FILES)]


def test_the_ledger_has_the_form_of_the_supabase_cli(owner):
    migrations.migrate(owner)
    with psycopg.connect(owner) as connection:
        rows = connection.execute(
            "select version, name, statements from supabase_migrations.schema_migrations order by version"
        ).fetchall()
    assert [(version, name) for version, name, _ in rows] == [tuple(m.name.split("_", 1)) for m in FILES]
    assert [statements for *_, statements in rows] == [[m.path.read_text()] for m in FILES]


def _folder(tmp_path, **files):
    for name, text in files.items():
        (tmp_path / f"2026010100000{name[-1]}_{name}.sql").write_text(text)
    return tmp_path


def test_a_failing_migration_leaves_nothing_behind(server_of, tmp_path):
    server = server_of(16)
    server.create_database("failing")
    owner = server.dsn("postgres", "failing")
    folder = _folder(
        tmp_path, good1="create table public.good (id int);", bad2="create table public.bad (id nonsense);"
    )
    with pytest.raises(psycopg.errors.UndefinedObject):
        migrations.migrate(owner, folder)
    with psycopg.connect(owner) as connection:
        assert connection.execute("select to_regclass('public.good')").fetchone() == (None,)
    assert len(migrations.pending(owner, folder)) == 2
    server.drop_database("failing")


def test_a_database_of_a_newer_release_is_refused(server_of, tmp_path):
    server = server_of(16)
    server.create_database("newer")
    owner = server.dsn("postgres", "newer")
    folder = _folder(tmp_path, one1="select 1;", two2="select 1;")
    migrations.migrate(owner, folder)
    (folder / "20260101000001_one1.sql").unlink()
    with pytest.raises(SettingsRefused, match="20260101000001"):
        migrations.migrate(owner, folder)
    (folder / "20260101000001_one1.sql").write_text("select 1;")
    (folder / "20260101000000_zero0.sql").write_text("select 1;")
    with pytest.raises(SettingsRefused, match="zero0 is older"):
        migrations.migrate(owner, folder)
    server.drop_database("newer")


def test_an_owner_whom_row_level_security_holds_is_refused(server_of):
    server = server_of(16)
    server.create_database("held")
    with psycopg.connect(server.dsn("supabase_admin", "held"), autocommit=True) as connection:
        connection.execute("create role held_owner login password 'x'; grant create on database held to held_owner")
        with pytest.raises(psycopg.errors.RaiseException, match="BYPASSRLS"):
            migrations.migrate(server.dsn("postgres", "held") + " user=held_owner password=x")
        connection.execute("drop owned by held_owner; drop role held_owner")
    server.drop_database("held")


def test_every_migration_has_a_down_file_and_no_file_is_left_over():
    assert {m.down_path for m in FILES} == set((migrations.FOLDER / "down").glob("*.sql"))
    assert {m.path for m in FILES} == set(migrations.FOLDER.glob("*.sql"))


def test_the_job_queue_is_the_schema_of_the_installed_procrastinate():
    """When this fails after an upgrade, the new version's changes belong in a new migration."""
    schema = SchemaManager.get_schema()
    ours = next(m for m in FILES if m.name.endswith("job_queue")).path.read_text()
    copied = ours.split("-- >>>>>>>>>>\n")[1].split("\n-- <<<<<<<<<<")[0]
    assert copied.strip() == schema[schema.index("-- Enums") :].strip()
