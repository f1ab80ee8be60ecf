"""Rules that every table, policy and function of ours has to keep."""

import psycopg
import pytest

from tests.storage.catalogue import SCHEMAS, tables


@pytest.fixture
def connection(cluster, database_name):
    with psycopg.connect(cluster.dsn("postgres", database_name)) as connection:
        yield connection


def _all(connection, query, **values):
    return [row[0] for row in connection.execute(query, {"schemas": SCHEMAS, **values}).fetchall()]


def _tables_without_forced_rls(connection):
    return _all(
        connection,
        """
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any (%(schemas)s) and c.relkind in ('r', 'p')
          and not (c.relrowsecurity and c.relforcerowsecurity)
        """,
    )


def _foreign_keys_without_index(connection):
    """An index helps when it starts with the key's first column (the id) and leaves out no row that points anywhere."""
    return _all(
        connection,
        """
        select format('%%s %%s', c.conrelid::regclass, c.conname) from pg_constraint c
        join pg_namespace n on n.oid = c.connamespace
        where n.nspname = any (%(schemas)s) and c.contype = 'f' and not exists (
          select from pg_index i where i.indrelid = c.conrelid and i.indisvalid and i.indkey[0] = c.conkey[1]
          and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%%I IS NOT NULL)',
            (select attname from pg_attribute where attrelid = c.conrelid and attnum = c.conkey[1]))))
        """,
    )


def test_every_table_has_row_level_security_forced(connection):
    assert len(tables(connection)) >= 32
    assert _tables_without_forced_rls(connection) == []


def test_every_foreign_key_has_an_index(connection):
    assert _foreign_keys_without_index(connection) == []


def test_the_two_rules_notice_a_table_that_breaks_them(connection):
    connection.execute(
        """
        create table public.careless (id uuid primary key, user_id uuid references public.profiles, done boolean);
        create index on public.careless (user_id) where done;
        alter table public.careless enable row level security
        """
    )
    assert _tables_without_forced_rls(connection) == ["careless"]
    assert _foreign_keys_without_index(connection) == ["careless careless_user_id_fkey"]
    connection.rollback()


def test_nobody_who_is_not_signed_in_has_any_grant(connection):
    assert _all(
        connection,
        """
        select format('%%s on %%s.%%s to %%s', privilege_type, table_schema, table_name, grantee)
        from information_schema.table_privileges
        where table_schema = any (%(schemas)s) and grantee in ('anon', 'PUBLIC')
        union all
        select format('%%s on %%s.%%s(%%s) to %%s', privilege_type, table_schema, table_name, column_name, grantee)
        from information_schema.column_privileges
        where table_schema = any (%(schemas)s) and grantee in ('anon', 'PUBLIC')
        """,
    ) == []  # fmt: skip
    assert _all(
        connection,
        """
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any (%(schemas)s)
          and case when c.relkind = 'S' then has_sequence_privilege('anon', c.oid, 'usage, select, update') end
        """,
    ) == []  # fmt: skip


def test_functions_pin_their_search_path_and_anon_may_call_none(connection):
    functions = """
        select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = any (%(schemas)s) and """
    assert len(_all(connection, functions + "p.prosecdef")) >= 4
    assert _all(connection, functions + "has_function_privilege('anon', p.oid, 'execute')") == []
    assert (
        _all(connection, functions + "not exists (select from unnest(p.proconfig) s where s like 'search_path=%%')")
        == []
    )


def test_app_login_may_do_nothing_by_itself(connection):
    assert _all(
        connection,
        """
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any (%(schemas)s) and c.relkind = 'r'
          and has_any_column_privilege('app_login', c.oid, 'select, insert, update')
        """,
    ) == []  # fmt: skip
    memberships = _all(
        connection,
        """
        select format('%%s in %%s', m.member::regrole, m.roleid::regrole) from pg_auth_members m
        where m.member::regrole::text in ('app_login', 'app_system') order by 1
        """,
    )
    assert memberships == ["app_login in anon", "app_login in authenticated"]


def test_there_are_no_views(connection):
    assert _all(
        connection,
        """
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any (%(schemas)s) and c.relkind in ('v', 'm', 'f')
        """,
    ) == []  # fmt: skip


def test_a_person_is_read_through_one_policy_a_table_and_always_the_same_one(connection):
    rows = connection.execute(
        """
        select tablename, array_agg(qual) from pg_policies
        where 'authenticated' = any (roles) and cmd in ('SELECT', 'ALL') group by tablename
        """
    ).fetchall()
    assert len(rows) >= 17
    for table, policies in rows:
        assert len(policies) == 1, table
        if table not in ("questions", "feature_flags"):
            assert "visible_users" in policies[0], table
            assert "= ANY (ARRAY(" in policies[0], table


def test_what_a_person_writes_is_always_checked(connection):
    assert _all(
        connection,
        """
        select format('%%s %%s', tablename, policyname) from pg_policies
        where schemaname = any (%(schemas)s) and cmd in ('INSERT', 'UPDATE', 'ALL') and with_check is null
        """,
    ) == []  # fmt: skip


@pytest.mark.parametrize("table", ["public.audit_log", "public.events", "public.consents"])
def test_history_only_grows(connection, table):
    for role in ("authenticated", "app_system", "app_login", "anon"):
        for privilege in ("update", "delete", "truncate"):
            query = "select has_table_privilege(%s, %s, %s)"
            assert connection.execute(query, (role, table, privilege)).fetchone() == (False,), (role, privilege)
