"""The shared layer of the cache of models' answers, and how often each layer had what was asked for."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from services.storage.repository import Repository


class HitsAndMisses(NamedTuple):
    """How often something was in a layer of the cache, and how often in none."""

    hits: int
    misses: int


class ModelCacheRepository(Repository):
    """Entries and claims share a row: a claim is an entry that has no value yet. System."""

    def get(self, key: str, now: datetime) -> tuple[str, datetime] | None:
        """The value and when it ends, unless it has ended by `now`."""
        row = self._row(
            """
            select value, expires_at from private.model_cache
            where key = %(key)s and value is not null and expires_at > %(now)s
            """,
            key=key,
            now=now,
        )
        return (row["value"], row["expires_at"]) if row else None

    def put(self, key: str, value: str, *, use: str, owner: UUID | None, expires_at: datetime) -> None:
        """Keep a value and end the claim; nothing is kept for an owner who has gone."""
        self._run(
            """
            insert into private.model_cache (key, use, user_id, value, expires_at)
            select %(key)s, %(use)s, %(owner)s, %(value)s, %(expires_at)s
            where %(owner)s::uuid is null
              or exists (select from public.profiles where id = %(owner)s for key share)
            on conflict (key) do update set
              use = excluded.use, user_id = excluded.user_id, value = excluded.value,
              claimed_by = null, claimed_until = null, created_at = now(), expires_at = excluded.expires_at
            """,
            key=key,
            value=value,
            use=use,
            owner=owner,
            expires_at=expires_at,
        )

    def claim(self, key: str, by: UUID, seconds: float) -> bool:
        """True for the one caller who may make the value for the next `seconds`; a value that is there stays."""
        return bool(
            self._run(
                """
                insert into private.model_cache as c (key, claimed_by, claimed_until, expires_at)
                select %(key)s, %(by)s, until, until from (select now() + make_interval(secs => %(seconds)s)) t (until)
                on conflict (key) do update set claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until
                where c.claimed_until is null or c.claimed_until <= now()
                """,
                key=key,
                by=by,
                seconds=seconds,
            )
        )

    def release(self, key: str, by: UUID) -> None:
        """Give one's own claim back; without one nothing happens."""
        self._run(
            "delete from private.model_cache where key = %(key)s and claimed_by = %(by)s and value is null",
            key=key,
            by=by,
        )
        self._run(
            """
            update private.model_cache set claimed_by = null, claimed_until = null
            where key = %(key)s and claimed_by = %(by)s
            """,
            key=key,
            by=by,
        )

    def forget(self, owner: UUID) -> int:
        """Drop a person's entries; returns how many."""
        return self._run("delete from private.model_cache where user_id = %(owner)s", owner=owner)

    def purge(self) -> int:
        """Drop what has ended and is not being made again; returns how many."""
        return self._run(
            """
            delete from private.model_cache
            where expires_at <= now() and (claimed_until is null or claimed_until <= now())
            """
        )

    def add_counts(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Add to today's counts (UTC) by (use, layer); the layer "miss" is what none had."""
        self._run(
            """
            insert into private.cache_counts as c (day, use, layer, times)
            select (now() at time zone 'UTC')::date, t.*
            from unnest(%(uses)s::text[], %(layers)s::text[], %(times)s::bigint[]) as t
            on conflict (day, use, layer) do update set times = c.times + excluded.times
            """,
            uses=[use for use, _ in counts],
            layers=[layer for _, layer in counts],
            times=list(counts.values()),
        )

    def counts(self, first_day: date) -> dict[date, HitsAndMisses]:
        """The days from `first_day` on (UTC) on which the cache was asked."""
        rows = self._rows(
            """
            select day, coalesce(sum(times) filter (where layer <> 'miss'), 0)::bigint as hits,
                   coalesce(sum(times) filter (where layer = 'miss'), 0)::bigint as misses
            from private.cache_counts where day >= %(first_day)s group by day
            """,
            first_day=first_day,
        )
        return {row["day"]: HitsAndMisses(row["hits"], row["misses"]) for row in rows}
