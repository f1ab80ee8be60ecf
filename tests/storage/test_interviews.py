"""Interviews, turns, drafts and answers."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from domain.errors import InvalidInput, NotFound
from domain.evaluation.types import State
from domain.interview import InterviewSetup, InterviewStatus, Level, Mode, QuestionKind, TurnStatus
from services.storage.database import Database
from tests.builders import a_question, add_answer, an_evaluation, start_interview


@pytest.fixture
def tx(database, person):
    """A transaction of `person`."""
    with database.as_user(person.id) as tx:
        yield tx


def test_an_interview_keeps_what_was_asked_for_and_what_was_chosen(person, tx):
    questions = [a_question(text=f"Question {n}?") for n in range(3)]
    setup = InterviewSetup(
        role_id="nurse", level=Level.SENIOR, kinds=(QuestionKind.HR,), count=3, mode=Mode.REALISTIC, job_text="Join us"
    )
    interview = start_interview(tx, person.id, *questions, setup=setup)
    assert interview.setup == setup
    assert [t.question for t in interview.turns] == questions
    assert [t.position for t in interview.turns] == [1, 2, 3]
    assert {t.status for t in interview.turns} == {TurnStatus.WAITING}
    assert interview.status is InterviewStatus.IN_PROGRESS
    assert tx.interviews.get(person.id, interview.id) == interview


def test_interviews_are_listed_newest_first_with_their_own_turns(database, person):
    made = []
    for _ in range(3):
        with database.as_user(person.id) as tx:
            made.append(start_interview(tx, person.id))
    with database.as_user(person.id) as tx:
        assert tx.interviews.list(person.id) == made[::-1]


def test_a_turn_and_an_interview_move_on(person, tx):
    interview = start_interview(tx, person.id)
    turn = interview.turns[0]
    deadline = tx.now + timedelta(seconds=90)
    tx.interviews.set_turn(person.id, turn.id, TurnStatus.ASKING, started_at=tx.now, deadline_at=deadline)
    tx.interviews.set_turn(person.id, turn.id, TurnStatus.SKIPPED)
    moved = tx.interviews.turn(person.id, turn.id, lock=True)
    assert moved == tx.interviews.turn(person.id, turn.id)
    assert (moved.status, moved.started_at, moved.deadline_at) == (TurnStatus.SKIPPED, tx.now, deadline)
    tx.interviews.set_status(person.id, interview.id, InterviewStatus.FINISHED)
    finished = tx.interviews.get(person.id, interview.id)
    assert (finished.status, finished.finished_at) == (InterviewStatus.FINISHED, tx.now)
    for call in (
        lambda: tx.interviews.turn(person.id, uuid4()),
        lambda: tx.interviews.set_turn(person.id, uuid4(), TurnStatus.ASKING),
        lambda: tx.interviews.set_status(person.id, uuid4(), InterviewStatus.PAUSED),
        lambda: tx.interviews.get(person.id, uuid4()),
        lambda: tx.interviews.delete(person.id, uuid4()),
    ):
        with pytest.raises(NotFound):
            call()


def test_questions_count_as_asked_once_they_were_shown(person, tx):
    shared, hidden = a_question(), a_question()
    for _ in range(2):
        interview = start_interview(tx, person.id, shared, hidden)
        tx.interviews.set_turn(person.id, interview.turns[0].id, TurnStatus.ASKING)
    assert tx.interviews.asked_question_ids(person.id) == {shared.id: 2}


def test_deleting_an_interview_takes_its_answers_and_scores_with_it(cluster, database, database_name, person, system):
    with database.as_user(person.id) as tx:
        interview = start_interview(tx, person.id)
        answer = add_answer(tx, interview)
        tx.drafts.save(person.id, interview.turns[1].id, "half")
    with system() as tx:
        tx.evaluations.add(person.id, answer.id, "k", an_evaluation())
        tx.summaries.add(person.id, interview.id, "k", {"total": 1})
    with database.as_user(person.id) as tx:
        tx.interviews.delete(person.id, interview.id)
    with psycopg.connect(cluster.dsn("postgres", database_name)) as connection:
        for table in ("interviews", "turns", "drafts", "answers", "evaluations", "criterion_scores", "summaries"):
            assert connection.execute(f"select count(*) from public.{table}").fetchone() == (0,), table


def test_a_draft_grows_until_the_question_is_closed(person, tx):
    interview = start_interview(tx, person.id)
    turn = interview.turns[0]
    assert tx.drafts.get(person.id, turn.id) is None
    assert tx.drafts.save(person.id, turn.id, "I").revision == 1
    saved = tx.drafts.save(person.id, turn.id, "I fixed \x00it \ud83d")
    assert (saved.revision, saved.text) == (2, "I fixed it ?")
    assert tx.drafts.get(person.id, turn.id) == saved
    for closed in (TurnStatus.ANSWERED, TurnStatus.SKIPPED):
        tx.interviews.set_turn(person.id, turn.id, closed)
        with pytest.raises(InvalidInput, match=f"already {closed.value}"):
            tx.drafts.save(person.id, turn.id, "too late")
    assert tx.drafts.get(person.id, turn.id) == saved
    with pytest.raises(NotFound):
        tx.drafts.save(person.id, uuid4(), "x")


def test_a_draft_that_meets_a_submission_waits_and_is_then_refused(database, person):
    with database.as_user(person.id) as tx:
        interview = start_interview(tx, person.id)
    turn = interview.turns[0]
    errors = []

    def save():
        try:
            with database.as_user(person.id) as tx:
                tx.drafts.save(person.id, turn.id, "late")
        except InvalidInput as error:
            errors.append(error)

    with database.as_user(person.id) as tx:
        tx.interviews.turn(person.id, turn.id, lock=True)
        thread = threading.Thread(target=save)
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
        add_answer(tx, interview)
    thread.join(10)
    assert len(errors) == 1


def test_an_answer_is_stored_once_whatever_is_submitted_again(person, tx):
    interview = start_interview(tx, person.id)
    turn, second = interview.turns
    answer, created = tx.answers.add(person.id, turn.id, interview.id, "First \x00words", "key-1", 12.5, True)
    assert created
    assert (answer.text, answer.seconds_used, answer.submitted_by_clock) == ("First words", 12.5, True)
    assert answer.submitted_at == tx.now
    for turn_id, key in ((turn.id, "key-1"), (turn.id, "key-2"), (second.id, "key-1")):
        assert tx.answers.add(person.id, turn_id, interview.id, "Other words", key, 1, False) == (answer, False)
    assert tx.answers.get(person.id, answer.id) == answer
    assert tx.answers.of_interview(person.id, interview.id) == [answer]
    again, created = tx.answers.add(person.id, turn.id, interview.id, "Second try", "key-3", 1, False, attempt=2)
    assert created
    assert again.attempt == 2
    with pytest.raises(NotFound):
        tx.answers.get(person.id, uuid4())


def test_fifty_submissions_at_once_are_one_answer(cluster, database_name, person):
    database = Database(
        cluster.dsn("app_login", database_name), cluster.dsn("app_system", database_name), None, pool_size=10
    )
    with database.as_user(person.id) as tx:
        interview = start_interview(tx, person.id)
    start = threading.Barrier(50)

    def submit(number):
        start.wait(30)
        with database.as_user(person.id) as tx:
            return tx.answers.add(person.id, interview.turns[0].id, interview.id, f"words {number}", "key", 1.0, False)

    with ThreadPoolExecutor(50) as pool:
        results = list(pool.map(submit, range(50)))
    assert sum(created for _, created in results) == 1
    assert len({answer.id for answer, _ in results}) == len({answer.text for answer, _ in results}) == 1
    with database.as_user(person.id) as tx:
        assert len(tx.answers.of_interview(person.id, interview.id)) == 1
    database.close()


def test_the_same_key_of_two_people_is_two_answers(database, person, other_person):
    answers = []
    for who in (person, other_person):
        with database.as_user(who.id) as tx:
            interview = start_interview(tx, who.id)
            answers.append(tx.answers.add(who.id, interview.turns[0].id, interview.id, "x", "same key", 1, False))
    assert [created for _, created in answers] == [True, True]


def test_unevaluated_answers_are_found(database, person, system):
    with database.as_user(person.id) as tx:
        interview = start_interview(tx, person.id)
        answers = [add_answer(tx, interview, position) for position in (1, 2)]
    with system() as tx:
        tx.evaluations.add(person.id, answers[0].id, "k", an_evaluation(state=State.UNSCORED))
        assert tx.answers.unevaluated() == [(person.id, answers[1].id)]
