"""The same thing asked many times at once: one row, one job, one evaluation, one outcome."""

import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import UUID

from domain.errors import InvalidInput
from domain.interview import Answer, InterviewStatus, TurnStatus
from domain.people import Person
from services.bootstrap import Services
from tests.browser import make_resume
from tests.faults.open_app import over, services_of, start_interview, wait_until
from tests.faults.texts import GOOD_ANSWER

AT_ONCE = 50
RACES = 60 if os.environ.get("NIGHTLY") else 2
"""Interviews of 15 questions; each question is one race."""
STAGGER = 0.003
"""Seconds between the calls of every other race: a lead that lets the side that is otherwise slower win."""


def count(owner, rows: str) -> int:
    return int(owner.execute(f"select count(*) as n from {rows}").fetchone()["n"])


def at_once(calls: Sequence[Callable[[], Any]], stagger: float = 0.0) -> list[Any]:
    """What each call returned, or the InvalidInput it raised; all are let go at the same moment, or `stagger` apart."""
    gate = threading.Barrier(len(calls))

    def run(numbered: tuple[int, Callable[[], Any]]) -> Any:
        gate.wait()
        time.sleep(stagger * numbered[0])
        try:
            return numbered[1]()
        except InvalidInput as error:
            return error

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, enumerate(calls)))


def test_the_same_key_fifty_times_at_once_is_one_row_one_job_and_one_evaluation(
    cluster, database_name, services, person, owner, tmp_path
):
    interview = start_interview(services, person, 3)
    turn = services.interviews.room(person, interview.id).turn
    submit = lambda: services.interviews.submit_answer(person, interview.id, turn.id, GOOD_ANSWER, "key")  # noqa: E731
    answers = at_once([submit] * AT_ONCE)
    assert len({answer.id for answer in answers}) == 1
    assert count(owner, "public.answers") == 1
    assert count(owner, "jobs.procrastinate_jobs") == 1
    assert count(owner, "public.events where name = 'answer_submitted'") == 1

    key = f"evaluate_answer:{answers[0].id}:1"
    with services_of(over(cluster, database_name, tmp_path, worker=True)) as working:
        # The job may run twice, also at the same time: more threads at the same key stand in for that.
        score = lambda: working.evaluation.evaluate_answer(person.id, answers[0].id, key)  # noqa: E731
        again = at_once([score] * 8)
        waiting = "jobs.procrastinate_jobs where task_name = 'evaluate_answer' and status in ('todo', 'doing')"
        wait_until(lambda: count(owner, waiting) == 0, 30, "the job has run")
    assert {(e.id, e.version) for e in again} == {(again[0].id, 1)}
    assert count(owner, "public.evaluations") == 1
    assert count(owner, "public.events where name = 'answer_evaluated'") == 1
    assert again[0].evaluation.total is not None


def test_a_resume_read_by_several_workers_at_once_has_one_version(services, person, owner):
    resume = services.resumes.upload(person, "resume.pdf", make_resume.pdf())
    at_once([lambda: services.resumes.read(person.id, resume.id)] * 4)
    services.resumes.read(person.id, resume.id)
    assert count(owner, "public.resume_versions") == 1
    assert count(owner, "public.events where name = 'resume_read'") == 1


def test_skipping_and_submitting_at_once_has_one_outcome(services, person, owner):
    interviews, outcomes = services.interviews, set()
    for _ in range(RACES):
        interview = start_interview(services, person)
        for turn in interview.turns:
            interviews.room(person, interview.id)
            submit = [
                partial(interviews.submit_answer, person, interview.id, turn.id, GOOD_ANSWER, f"{tab}{turn.id}")
                for tab in "ab"
            ]
            skip = [partial(interviews.skip, person, interview.id, turn.id)] * 2
            calls = submit + skip if turn.position % 2 else skip + submit
            results = at_once(calls, STAGGER * (turn.position % 3 == 0))
            outcomes.add(one_outcome(services, person, interview.id, turn.id, results))
        assert interviews.get(person, interview.id).status is InterviewStatus.FINISHED
    jobs = count(owner, "jobs.procrastinate_jobs where task_name = 'evaluate_answer'")
    assert count(owner, "public.answers") == jobs
    assert outcomes == {TurnStatus.ANSWERED, TurnStatus.SKIPPED}, "one side never won, so nothing was proved"


def one_outcome(
    services: Services, person: Person, interview_id: UUID, turn_id: UUID, results: list[Any]
) -> TurnStatus:
    """The turn's status, after checking that the stored rows and what the callers heard agree with it."""
    row = next(r for r in services.reports.session(person, interview_id).rows if r.turn.id == turn_id)
    heard = [r.id for r in results if isinstance(r, Answer)]
    refused = sum(isinstance(r, InvalidInput) for r in results)
    if row.turn.status is TurnStatus.ANSWERED:
        assert row.answer is not None
        assert heard == [row.answer.id] * 2, "both submissions hear of the one stored answer"
    else:
        assert row.turn.status is TurnStatus.SKIPPED
        assert (row.answer, heard) == (None, []), "nobody is told that a skipped question is answered"
    assert refused == 2, "the side that lost is told so"
    return row.turn.status


def in_this_order(owner, hold: str, *calls: Callable[[], Any]) -> list[Any]:
    """Run the calls at once while the owner holds a lock, so that each has read what it reads before the first writes.

    `hold` is the statement that takes the lock. The calls queue behind it in their order, then all are let go.
    """
    with ThreadPoolExecutor(len(calls)) as threads:
        with owner.transaction():
            owner.execute(hold)
            running = []
            for number, call in enumerate(calls, 1):
                running.append(threads.submit(call))
                waiting = lambda n=number: count(owner, "pg_locks where not granted") >= n  # noqa: E731
                wait_until(waiting, 10, f"call {number} waits")
        return [r.exception() or r.result() for r in running]


def test_finishing_while_an_answer_is_being_stored_keeps_the_answer(services, person, owner):
    interviews = services.interviews
    interview = start_interview(services, person, 2)
    turn = interviews.room(person, interview.id).turn
    answer, finished = in_this_order(
        owner,
        f"select from public.turns where id = '{turn.id}' for update",
        lambda: interviews.submit_answer(person, interview.id, turn.id, GOOD_ANSWER, "key"),
        lambda: interviews.finish(person, interview.id),
    )
    assert (answer.turn_id, finished) == (turn.id, None)
    stored = interviews.get(person, interview.id)
    assert stored.status is InterviewStatus.FINISHED
    assert [t.status for t in stored.turns] == [TurnStatus.ANSWERED, TurnStatus.SKIPPED]


def test_a_tab_that_enters_a_paused_room_does_not_reopen_a_question_being_answered(services, person, owner):
    interviews = services.interviews
    interview = start_interview(services, person, 2)
    turn = interviews.room(person, interview.id).turn
    interviews.pause(person, interview.id)
    answer, room = in_this_order(
        owner,
        f"select from public.turns where id = '{turn.id}' for update",
        lambda: interviews.submit_answer(person, interview.id, turn.id, GOOD_ANSWER, "key"),
        lambda: interviews.room(person, interview.id),
    )
    assert answer.turn_id == turn.id
    assert room.turn.id == interview.turns[1].id
    assert interviews.get(person, interview.id).turns[0].status is TurnStatus.ANSWERED


def test_the_last_two_questions_answered_at_once_finish_the_interview(services, person, owner):
    interviews = services.interviews
    for _ in range(4):
        interview = start_interview(services, person, 2)
        interviews.room(person, interview.id)
        in_this_order(
            owner,
            "lock table public.audit_log in exclusive mode",
            *(
                partial(interviews.submit_answer, person, t.interview_id, t.id, GOOD_ANSWER, f"k{t.id}")
                for t in interview.turns
            ),
        )
        assert interviews.get(person, interview.id).status is InterviewStatus.FINISHED
