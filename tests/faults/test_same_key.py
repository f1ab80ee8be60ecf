"""The same thing asked many times at once: one row, one job, one evaluation, one outcome."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg
import pytest

from domain.errors import InvalidInput
from domain.interview import Answer, Interview, InterviewSetup, InterviewStatus, QuestionKind, TurnStatus
from domain.people import Person
from services.embeddings import Embedder
from services.evaluation import EvaluationService, evaluator_factory
from services.files.local import LocalFiles
from services.interviews import InterviewService
from services.jobs import WorkerThread, build_app
from services.question_bank import QuestionBankService
from services.resumes import ResumeService
from services.settings import Settings
from services.storage.database import Database
from tests.faults.open_app import wait_until
from tests.faults.texts import GOOD_ANSWER

AT_ONCE = 50
RACES = 60 if os.environ.get("NIGHTLY") else 1
"""Interviews of 15 questions; each question is one race."""


@pytest.fixture
def embedder() -> Embedder:
    return Embedder()


@pytest.fixture
def interviews(database: Database, embedder: Embedder) -> InterviewService:
    bank = QuestionBankService(database, embedder)
    bank.sync()
    return InterviewService(database, bank)


@pytest.fixture
def start(interviews: InterviewService, person: Person) -> Callable[[int], Interview]:
    def begin(count: int) -> Interview:
        return interviews.start(person, InterviewSetup(role_id="teacher", kinds=tuple(QuestionKind), count=count))

    return begin


@pytest.fixture
def owner(cluster, database_name: str) -> Iterator[psycopg.Connection]:
    """The owner's eyes, which see every row."""
    with psycopg.connect(cluster.dsn("postgres", database_name), autocommit=True) as connection:
        yield connection


def count(owner: psycopg.Connection, table: str) -> int:
    row = owner.execute(f"select count(*) from {table}".encode()).fetchone()
    assert row
    return int(row[0])


def at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each call returned, or the InvalidInput it raised; all are let go at the same moment."""
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return call()
        except InvalidInput as error:
            return error

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def test_the_same_key_fifty_times_at_once_is_one_row_one_job_and_one_evaluation(
    database, embedder, interviews, start, person, owner, tmp_path
):
    interview = start(3)
    turn = interviews.room(person, interview.id).turn
    submit = lambda: interviews.submit_answer(person, interview.id, turn.id, GOOD_ANSWER, "one key")  # noqa: E731
    answers = at_once([submit] * AT_ONCE)
    assert len({answer.id for answer in answers}) == 1
    assert count(owner, "public.answers") == 1
    assert count(owner, "jobs.procrastinate_jobs") == 1
    assert count(owner, "public.events where name = 'answer_submitted'") == 1

    evaluation = EvaluationService(database, embedder, evaluator_factory(Settings(app_data_dir=tmp_path), embedder))
    resumes = ResumeService(database, LocalFiles(tmp_path))
    worker = WorkerThread(build_app(database.jobs_dsn, resumes, evaluation, pool_size=2), database)
    worker.start()
    try:
        # The job may run twice, also at the same time: as many more as threads allow stand in for that.
        key = f"evaluate_answer:{answers[0].id}:1"
        again = at_once([lambda: evaluation.evaluate_answer(person.id, answers[0].id, key)] * 8)
        wait_until(lambda: count(owner, "jobs.procrastinate_jobs where task_name = 'evaluate_answer'") == 0, 30, "job")
    finally:
        worker.stop()
    assert {(e.id, e.version) for e in again} == {(again[0].id, 1)}
    assert count(owner, "public.evaluations") == 1
    assert count(owner, "public.events where name = 'answer_evaluated'") == 1
    assert again[0].evaluation.total is not None


def test_skipping_and_submitting_at_once_has_one_outcome(interviews, start, person, owner):
    outcomes = set()
    for _ in range(RACES):
        interview = start(15)
        for turn in interview.turns:
            interviews.room(person, interview.id)
            calls = [lambda turn=turn: interviews.skip(person, interview.id, turn.id)] * 2 + [
                lambda turn=turn, k=k: interviews.submit_answer(person, interview.id, turn.id, GOOD_ANSWER, k)
                for k in (f"a{turn.id}", f"b{turn.id}")
            ]
            # The calls start in another order each time, so that either side can win.
            shift = turn.position % len(calls)
            outcomes.add(one_outcome(interviews, person, interview.id, turn.id, at_once(calls[shift:] + calls[:shift])))
        stored = interviews.get(person, interview.id)
        assert stored.status is InterviewStatus.FINISHED
    jobs = count(owner, "jobs.procrastinate_jobs where task_name = 'evaluate_answer'")
    assert count(owner, "public.answers") == jobs
    assert outcomes == {TurnStatus.ANSWERED, TurnStatus.SKIPPED}, "one side never won: the race proves nothing"


def one_outcome(
    interviews: InterviewService, person: Person, interview_id: UUID, turn_id: UUID, results: list[Any]
) -> TurnStatus:
    """The turn's status, after checking that stored rows and what the callers heard agree with it."""
    turn = next(t for t in interviews.get(person, interview_id).turns if t.id == turn_id)
    with interviews._database.as_user(person.id) as tx:
        stored = [a.id for a in tx.answers.of_interview(person.id, interview_id) if a.turn_id == turn_id]
    heard = [r.id for r in results if isinstance(r, Answer)]
    if turn.status is TurnStatus.ANSWERED:
        assert heard == stored * 2, "both submissions hear of the one stored answer"
        assert sum(isinstance(r, InvalidInput) for r in results) == 2, "both skips are told that it is answered"
    else:
        assert turn.status is TurnStatus.SKIPPED
        assert (stored, heard) == ([], []), "nobody is told that a skipped question is answered"
        assert sum(isinstance(r, InvalidInput) for r in results) == 2
    return turn.status


def test_finishing_and_submitting_at_once_never_leaves_an_answer_on_a_skipped_question(
    interviews, start, person, owner
):
    for _ in range(RACES * 8):
        interview = start(2)
        turn = interviews.room(person, interview.id).turn
        key = f"k{turn.id}"
        calls = [
            lambda: interviews.finish(person, interview.id),
            lambda: interviews.submit_answer(person, interview.id, turn.id, GOOD_ANSWER, key),
        ]
        results = at_once(calls if interview.id.int % 2 else calls[::-1])
        stored = interviews.get(person, interview.id)
        assert stored.status is InterviewStatus.FINISHED
        answered = any(isinstance(r, Answer) for r in results)
        assert stored.turns[0].status is (TurnStatus.ANSWERED if answered else TurnStatus.SKIPPED)
        assert stored.turns[1].status is TurnStatus.SKIPPED
    assert count(owner, "public.answers") == count(owner, "public.turns where status = 'answered'")


def test_the_last_two_questions_closed_at_once_finish_the_interview(interviews, start, person):
    for _ in range(RACES * 8):
        interview = start(2)
        interviews.room(person, interview.id)
        at_once(
            [
                lambda turn=turn: interviews.submit_answer(person, interview.id, turn.id, GOOD_ANSWER, f"k{turn.id}")
                for turn in interview.turns
            ]
        )
        assert interviews.get(person, interview.id).status is InterviewStatus.FINISHED
