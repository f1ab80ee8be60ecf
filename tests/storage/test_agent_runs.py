"""Runs of agents: kept once, found again, summed by day; and what goes with a person."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import psycopg
import pytest

from domain.model_use import Considered, Limits, Outcome, RunState
from tests.builders import add_answer, start_interview
from tests.model_samples import a_call, a_failed_call, a_hold, a_run, an_unsent_call, today

NOW = datetime.now(UTC)
OTHER = "huggingface:default"


@pytest.fixture
def runs(system):
    """Stores runs."""

    def add(*stored):
        with system() as tx:
            for run in stored:
                tx.agent_runs.add(run)

    return add


@pytest.fixture
def owner(cluster, database_name):
    with psycopg.connect(cluster.dsn("postgres", database_name), autocommit=True) as connection:
        yield connection


def test_a_run_comes_back_as_it_was_with_every_try(runs, system, person):
    considered = (
        Considered(account="groq:default", score=0.91, health=1, remaining=0.7, speed=0.9),
        Considered(account=OTHER, score=0, health=1, remaining=1, speed=1, left_out="circuit open"),
    )
    run = a_run(
        a_failed_call(Outcome.BROKEN, considered=considered),
        a_call(account=OTHER, dollars=Decimal("0.000123456789")),
        user_id=person.id,
        subject_id=uuid4(),
        tokens_in=300,
        tokens_out=50,
        dollars=Decimal("0.000123456789"),
        unpriced=1,
        error="HTTP 500",
        cache="miss",
        trace_id=uuid4(),
    )
    runs(run, run, run.model_copy(update={"error": "said again"}))
    with system() as tx:
        assert tx.agent_runs.get(run.id) == run
        assert tx.agent_runs.newest(today(), 10) == [run]
        assert tx.agent_runs.get(uuid4()) is None


def test_what_a_database_cannot_hold_is_left_out_of_its_texts(runs, system):
    run = a_run(a_failed_call(error="cut \x00here \ud800"), error="a\x00b")
    runs(run)
    with system() as tx:
        kept = tx.agent_runs.get(run.id)
    assert (kept.error, kept.calls[0].error) == ("ab", "cut here ?")


def test_runs_are_listed_newest_first_and_by_agent_state_account_and_day(runs, system):
    scored = a_run(a_call(), at=NOW - timedelta(minutes=3))
    moved = a_run(a_failed_call(), a_call(account=OTHER), provider=OTHER, at=NOW - timedelta(minutes=2))
    failed = a_run(a_failed_call(account=OTHER), provider="", state=RunState.FAILED, at=NOW - timedelta(minutes=1))
    cached = a_run(agent="question_writer", state=RunState.CACHED, cache="memory", at=NOW)
    old = a_run(a_call(), at=NOW - timedelta(days=9))
    runs(scored, moved, failed, cached, old)
    week = today() - timedelta(days=6)
    with system() as tx:
        newest = tx.agent_runs.newest
        assert newest(week, 100) == [cached, failed, moved, scored]
        assert newest(week, 2) == [cached, failed]
        assert newest(week, 100, agent="question_writer") == [cached]
        assert newest(week, 100, state=RunState.FAILED) == [failed]
        assert newest(week, 100, account=OTHER) == [failed, moved], "those that tried it, answered or not"
        assert newest(week, 100, account="groq:default", state=RunState.ANSWERED) == [moved, scored]
        assert newest(today() - timedelta(days=30), 100)[-1] == old
        assert tx.agent_runs.agents() == ["answer_evaluator", "question_writer"]


def test_the_last_tries_are_listed_newest_first(runs, system):
    first = a_failed_call(at=NOW - timedelta(seconds=9))
    second = a_call(at=NOW - timedelta(seconds=8))
    third = a_call(at=NOW - timedelta(seconds=3))
    runs(
        a_run(first, second, at=NOW - timedelta(seconds=10)), a_run(third, agent="chat", at=NOW - timedelta(seconds=4))
    )
    runs(*(a_run(state=RunState.CACHED, cache="memory") for _ in range(5)))
    with system() as tx:
        assert tx.agent_runs.tries(50) == [("chat", third), ("answer_evaluator", second), ("answer_evaluator", first)]
        assert tx.agent_runs.tries(2) == [("chat", third), ("answer_evaluator", second)]


def test_response_times_are_of_the_last_fifty_answered_tries_oldest_first(runs, system):
    times = [NOW - timedelta(seconds=100 - n) for n in range(60)]
    runs(*(a_run(a_failed_call(ms=9999, at=at), a_call(ms=n * 100, at=at), at=at) for n, at in enumerate(times)))
    runs(a_run(a_call(account=OTHER, ms=2500)), a_run(a_failed_call(account="openai_compatible:default")))
    with system() as tx:
        latencies = tx.agent_runs.latencies()
    assert latencies == {"groq:default": [n / 10 for n in range(10, 60)], OTHER: [2.5]}


def test_days_are_summed_at_greenwich(runs, system):
    before, after = (datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC), datetime(2026, 11, 21, 0, 0, tzinfo=UTC))
    runs(a_run(a_call(), at=before, ms=500))
    for ms in (100, 200, 300):
        runs(a_run(a_failed_call(), a_call(), at=after, ms=ms))
    runs(
        a_run(at=after, state=RunState.CACHED, cache="database", ms=1),
        a_run(an_unsent_call(), at=after, state=RunState.FALLBACK, ms=9000),
        a_run(at=after, state=RunState.FAILED, ms=9000),
    )
    with system() as tx:
        days = tx.agent_runs.days(before.date())
        assert set(tx.agent_runs.days(after.date())) == {after.date()}
    first, second = days[before.date()], days[after.date()]
    assert (first.runs, first.answered, first.median_ms, first.calls, first.failed_calls) == (1, 1, 500, 1, 0)
    assert (second.runs, second.answered, second.cached, second.fallback, second.failed) == (6, 3, 1, 1, 1)
    assert (second.median_ms, second.calls, second.failed_calls) == (200, 7, 4), "only answered runs are timed"
    assert second.p95_ms == pytest.approx(290)


def test_a_day_on_which_no_run_was_answered_has_no_times(runs, system):
    runs(a_run(state=RunState.FAILED))
    with system() as tx:
        day = tx.agent_runs.days(today())[today()]
    assert (day.runs, day.median_ms, day.p95_ms) == (1, None, None)


def test_a_run_of_a_person_who_has_gone_meanwhile_is_kept_without_them(runs, system):
    run = a_run(a_call(), user_id=uuid4())
    runs(run)
    with system() as tx:
        assert tx.agent_runs.get(run.id) == run.model_copy(update={"user_id": None})


def test_people_read_their_own_runs_and_nobody_elses(runs, database, person, other_person):
    mine, theirs = (a_run(user_id=p.id, subject_id=uuid4(), trace_id=uuid4()) for p in (person, other_person))
    runs(mine, theirs, a_run())
    with database.as_user(person.id) as tx:
        assert tx.agent_runs.newest(today(), 10) == [mine]
        assert tx.agent_runs.get(theirs.id) is None
        assert tx.agent_runs.newest_traced(person.id, mine.subject_id) == (mine.id, mine.trace_id)
        assert tx.agent_runs.newest_traced(other_person.id, theirs.subject_id) is None


def test_everything_of_a_person_goes_with_their_account_and_nothing_else(runs, database, owner, person, other_person):
    """What the account's use cost stays: it names nobody."""
    for who in (person, other_person):
        with database.as_user(who.id) as tx:
            answer = add_answer(tx, start_interview(tx, who.id))
            given = tx.feedback.rate(who.id, "answer", answer.id, 1, "")
        run = a_run(a_call(), user_id=who.id, subject_id=answer.id)
        runs(run)
        with database.as_system() as tx:
            tx.feedback.mark_sent(given, run.id)
            tx.model_usage.hold(a_hold(user_id=who.id), Limits())
            expires_at = tx.now + timedelta(days=1)
            tx.model_cache.put(f"own:{who.id}", "{}", use="questions", owner=who.id, expires_at=expires_at)
    tables = ("public.person_usage", "public.agent_runs", "public.feedback", "private.model_cache")
    owner.execute("delete from auth.users where id = %s", (person.id,))
    for table in tables:
        rows = owner.execute(f"select user_id from {table}").fetchall()
        assert rows == [(other_person.id,)], table
    assert owner.execute("select requests from private.provider_usage").fetchall() == [(2,)]


def test_feedback_outlives_the_run_it_was_sent_for(runs, database, owner, person):
    with database.as_user(person.id) as tx:
        given = tx.feedback.rate(person.id, "answer", uuid4(), -1, "")
    run = a_run(user_id=person.id)
    runs(run)
    with database.as_system() as tx:
        tx.feedback.mark_sent(given, run.id)
    owner.execute("delete from public.agent_runs")
    assert owner.execute("select user_id, run_id, score from public.feedback").fetchall() == [(person.id, None, -1)]
