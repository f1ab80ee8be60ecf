"""Evaluations and summaries."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest

from domain.errors import NotFound
from domain.evaluation.types import State
from domain.interview import Mode, QuestionKind
from services.storage.database import Database
from tests.builders import a_question, add_answer, an_evaluation, start_interview


@pytest.fixture
def answered(database, person):
    with database.as_user(person.id) as tx:
        interview = start_interview(tx, person.id, a_question(kind=QuestionKind.TECHNICAL), a_question())
        return interview, [add_answer(tx, interview, position) for position in (1, 2)]


def test_the_same_job_stores_one_evaluation(database, person, answered, system):
    _, (answer, _) = answered
    evaluation = an_evaluation(71, verdict="Clear \x00result.")
    with system() as tx:
        first = tx.evaluations.add(person.id, answer.id, "evaluate:1", evaluation)
    with system() as tx:
        assert tx.evaluations.add(person.id, answer.id, "evaluate:1", an_evaluation(5)) == first
    assert first.version == 1
    assert first.evaluation == evaluation.model_copy(update={"verdict": "Clear result."})
    with database.as_user(person.id) as tx:
        assert tx.evaluations.latest(person.id, answer.id) == first
        assert len(tx.evaluations.criterion_rows(person.id)) == 2


def test_a_later_version_replaces_an_earlier_one_on_screen(database, person, answered, system):
    interview, (first, second) = answered
    with system() as tx:
        tx.evaluations.add(person.id, first.id, "a:1", an_evaluation(50))
        newest = tx.evaluations.add(person.id, first.id, "a:2", an_evaluation(60, State.SCORED))
        unscored = tx.evaluations.add(person.id, second.id, "b:1", an_evaluation(state=State.UNSCORED))
    assert newest.version == 2
    with database.as_user(person.id) as tx:
        assert tx.evaluations.latest(person.id, first.id) == newest
        assert tx.evaluations.latest_of_interview(person.id, interview.id) == {first.id: newest, second.id: unscored}
        totals = {t.answer_id: t for t in tx.evaluations.totals(person.id)}
        assert (totals[first.id].total, totals[first.id].low, totals[first.id].high) == (60, 54, 66)
        assert (totals[first.id].state, totals[first.id].kind) == (State.SCORED, QuestionKind.TECHNICAL)
        assert (totals[first.id].role_id, totals[first.id].mode) == ("backend-engineer", Mode.PRACTICE)
        assert (totals[second.id].state, totals[second.id].total) == (State.UNSCORED, None)
        assert totals[first.id].question_id == interview.turns[0].question.id
        rows = tx.evaluations.criterion_rows(person.id)
        assert [(r.criterion_id, r.level, r.state) for r in rows] == [
            ("result", 2, State.SCORED),
            ("situation", 3, State.SCORED),
        ]


def test_versions_made_at_once_are_numbered_one_after_another(cluster, database_name, person, answered):
    _, (answer, _) = answered
    database = Database(
        cluster.dsn("app_login", database_name), cluster.dsn("app_system", database_name), None, system_pool_size=6
    )

    def score(number):
        with database.as_system() as tx:
            return tx.evaluations.add(person.id, answer.id, f"a:{number}", an_evaluation(number)).version

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(score, range(1, 13))) == list(range(1, 13))
    database.close()


def test_an_evaluation_hangs_on_the_persons_own_answer(person, other_person, answered, system):
    _, (answer, _) = answered
    for user_id, answer_id in ((other_person.id, answer.id), (person.id, uuid4())):
        with system() as tx, pytest.raises(NotFound):
            tx.evaluations.add(user_id, answer_id, "k", an_evaluation())


def test_nobody_writes_their_own_score(database, person, answered):
    interview, (answer, _) = answered
    with pytest.raises(psycopg.errors.InsufficientPrivilege), database.as_user(person.id) as tx:
        tx.evaluations.add(person.id, answer.id, "k", an_evaluation(100))
    with pytest.raises(psycopg.errors.InsufficientPrivilege), database.as_user(person.id) as tx:
        tx.summaries.add(person.id, interview.id, "k", {"total": 100})


def test_the_newest_summary_counts_and_a_job_stores_one(database, person, answered, system):
    interview, _ = answered
    with system() as tx:
        tx.summaries.add(person.id, interview.id, "s:1", {"total": 1, "at": tx.now, "id": interview.id})
        tx.summaries.add(person.id, interview.id, "s:1", {"total": 2})
        tx.summaries.add(person.id, interview.id, "s:2", {"total": 3})
    with database.as_user(person.id) as tx:
        assert tx.summaries.latest(person.id, interview.id) == {"total": 3}
        assert tx.summaries.latest(person.id, uuid4()) is None
