"""Runs of agents, with every try they made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from psycopg.types.json import Jsonb

from domain.model_use import AgentRun, ModelCall, Outcome, RunState
from services.storage.repository import Repository, Row, storable

LATENCIES = 50
LOOKED_THROUGH = 1000
"""Runs in which the last answered tries are looked for."""


@dataclass(frozen=True)
class RunDay:
    """One day of runs (UTC). The two times are of the runs that a model answered; None without any."""

    day: date
    runs: int = 0
    answered: int = 0
    cached: int = 0
    fallback: int = 0
    failed: int = 0
    median_ms: float | None = None
    p95_ms: float | None = None
    calls: int = 0
    failed_calls: int = 0


class AgentRunsRepository(Repository):
    """Runs are stored when they have ended and never changed. All but `newest_traced` is of the system."""

    def add(self, run: AgentRun) -> None:
        """Store a run; the same id again changes nothing. A person who has gone meanwhile is left out."""
        self._run(
            """
            insert into public.agent_runs
              (id, at, agent, state, user_id, subject_id, prompt, provider, model, tokens_in, tokens_out, tokens_cached,
               dollars, unpriced, ms, error, cache, trace_id, calls, tries, failed_tries)
            values (%(id)s, %(at)s, %(agent)s, %(state)s,
                    (select id from public.profiles where id = %(user_id)s for key share), %(subject_id)s,
                    %(prompt)s, %(provider)s, %(model)s, %(tokens_in)s, %(tokens_out)s, %(tokens_cached)s, %(dollars)s,
                    %(unpriced)s, %(ms)s, %(error)s, %(cache)s, %(trace_id)s, %(calls)s, %(tries)s, %(failed_tries)s)
            on conflict (id) do nothing
            """,
            **{
                **run.model_dump(exclude={"calls"}),
                "calls": Jsonb(storable([call.model_dump(mode="json") for call in run.calls])),
            },
            tries=len(run.calls),
            failed_tries=sum(call.outcome is not Outcome.ANSWERED for call in run.calls),
        )

    def get(self, run_id: UUID) -> AgentRun | None:
        """One run."""
        row = self._row("select * from public.agent_runs where id = %(run_id)s", run_id=run_id)
        return _run_of(row) if row else None

    def newest(
        self, first_day: date, limit: int, *, agent: str = "", state: RunState | None = None, account: str = ""
    ) -> list[AgentRun]:
        """Runs from `first_day` on (UTC), newest first; with `account` those that tried it."""
        rows = self._rows(
            """
            select * from public.agent_runs
            where at >= %(first_day)s::date and (%(agent)s = '' or agent = %(agent)s)
              and (%(state)s::text is null or state = %(state)s)
              and (%(account)s = '' or provider = %(account)s
                   or calls @> jsonb_build_array(jsonb_build_object('account', %(account)s::text)))
            order by at desc, id limit %(limit)s
            """,
            first_day=first_day,
            limit=limit,
            agent=agent,
            state=state,
            account=account,
        )
        return [_run_of(row) for row in rows]

    def newest_traced(self, user_id: UUID, subject_id: UUID) -> tuple[UUID, UUID] | None:
        """(run id, trace id) of the person's newest traced run about a thing."""
        row = self._row(
            """
            select id, trace_id from public.agent_runs
            where user_id = %(user_id)s and subject_id = %(subject_id)s and trace_id is not null
            order by at desc limit 1
            """,
            user_id=user_id,
            subject_id=subject_id,
        )
        return (row["id"], row["trace_id"]) if row else None

    def agents(self) -> list[str]:
        """Names of the agents that have runs."""
        return [row["agent"] for row in self._rows("select distinct agent from public.agent_runs order by agent")]

    def tries(self, limit: int) -> list[tuple[str, ModelCall]]:
        """(agent, try) of the last routed tries, newest first."""
        rows = self._rows(
            """
            select r.agent, c.call
            from (select agent, calls from public.agent_runs where tries > 0 order by at desc limit %(limit)s) r,
                 jsonb_array_elements(r.calls) as c (call)
            order by (c.call ->> 'at')::timestamptz desc limit %(limit)s
            """,
            limit=limit,
        )
        return [(row["agent"], ModelCall.model_validate(row["call"])) for row in rows]

    def latencies(self) -> dict[str, Sequence[float]]:
        """Seconds of each account's last answered tries, oldest first, at most 50."""
        rows = self._rows(
            """
            select c.call ->> 'account' as account, (c.call ->> 'ms')::float8 / 1000 as seconds
            from (select calls from public.agent_runs where tries > failed_tries
                  order by at desc limit %(looked_through)s) r,
                 jsonb_array_elements(r.calls) as c (call)
            where c.call ->> 'outcome' = 'answered' order by (c.call ->> 'at')::timestamptz
            """,
            looked_through=LOOKED_THROUGH,
        )
        found: dict[str, list[float]] = {}
        for row in rows:
            found.setdefault(row["account"], []).append(row["seconds"])
        return {account: seconds[-LATENCIES:] for account, seconds in found.items()}

    def days(self, first_day: date) -> dict[date, RunDay]:
        """The days from `first_day` on that have runs."""
        rows = self._rows(
            """
            select (at at time zone 'UTC')::date as day, count(*) as runs,
                   count(*) filter (where state = 'answered') as answered,
                   count(*) filter (where state = 'cached') as cached,
                   count(*) filter (where state = 'fallback') as fallback,
                   count(*) filter (where state = 'failed') as failed,
                   percentile_cont(0.5) within group (order by ms) filter (where state = 'answered') as median_ms,
                   percentile_cont(0.95) within group (order by ms) filter (where state = 'answered') as p95_ms,
                   sum(tries)::bigint as calls, sum(failed_tries)::bigint as failed_calls
            from public.agent_runs where at >= %(first_day)s::date group by 1
            """,
            first_day=first_day,
        )
        return {row["day"]: RunDay(**row) for row in rows}


def _run_of(row: Row) -> AgentRun:
    return AgentRun.model_validate(row)
