"""What stands in a database's catalogue, as comparable lines."""

import psycopg

SCHEMAS = ["public", "private", "jobs"]

_QUERIES = {
    "relation": """
        select format('%I.%I kind=%s rls=%s forced=%s acl=%s', n.nspname, c.relname, c.relkind, c.relrowsecurity,
                      c.relforcerowsecurity, (select array_agg(a::text order by a::text) from unnest(c.relacl) a))
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'private', 'jobs') and c.relkind in ('r', 'v', 'm', 'S', 'p', 'f')""",
    "column": """
        select format('%I.%I.%I %s %s notnull=%s default=%s identity=%s acl=%s', n.nspname, c.relname, a.attname,
                      row_number() over (partition by a.attrelid order by a.attnum),
                      format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
                      a.attidentity, (select array_agg(x::text order by x::text) from unnest(a.attacl) x))
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where n.nspname in ('public', 'private', 'jobs') and c.relkind in ('r', 'p') and a.attnum > 0
          and not a.attisdropped""",
    "constraint": """
        select format('%s %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
        from pg_constraint c join pg_namespace n on n.oid = c.connamespace
        where n.nspname in ('public', 'private', 'jobs')""",
    "index": "select indexdef from pg_indexes where schemaname in ('public', 'private', 'jobs')",
    "policy": """
        select format('%s.%s %s %s %s %s using (%s) check (%s)', schemaname, tablename, policyname, permissive,
                      roles::text, cmd, qual, with_check)
        from pg_policies where schemaname in ('public', 'private', 'jobs')""",
    "function": """
        select pg_get_functiondef(p.oid) || coalesce(p.proacl::text, 'default') || p.proowner::regrole::text
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('public', 'private', 'jobs')""",
    "trigger": """
        select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'private', 'jobs') and not t.tgisinternal""",
    "type": """
        select format('%s %s', t.oid::regtype, (select array_agg(e.enumlabel order by e.enumsortorder)
                                                 from pg_enum e where e.enumtypid = t.oid))
        from pg_type t join pg_namespace n on n.oid = t.typnamespace
        where n.nspname in ('public', 'private', 'jobs') and t.typtype in ('e', 'c', 'd')""",
    "schema": """
        select format('%I %s', nspname, (select array_agg(a::text order by a::text) from unnest(nspacl) a))
        from pg_namespace where nspname in ('public', 'private', 'jobs', 'auth')""",
}


def catalogue(dsn: str) -> list[str]:
    """Every table, column, constraint, index, policy, function, trigger, type and grant, one line each."""
    with psycopg.connect(dsn) as connection:
        return sorted(
            f"{kind}: {row[0]}" for kind, query in _QUERIES.items() for row in connection.execute(query).fetchall()
        )


def tables(connection: psycopg.Connection) -> set[str]:
    """Every table of ours, as "schema.name"."""
    rows = connection.execute(
        """
        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any (%s) and c.relkind in ('r', 'p')
        """,
        (SCHEMAS,),
    ).fetchall()
    return {row[0] for row in rows}
