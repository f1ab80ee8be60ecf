"""Reviewing a call and logging outcomes, through the services on a real database."""

from datetime import date, timedelta

import pytest

from domain.calls.types import CallState
from domain.errors import InvalidInput, NotFound
from domain.interview import InterviewStatus, Level
from domain.outcomes import OutcomeDetails, Result
from tests.services import services_on
from tests.unit.calls.test_exchanges import CALL

TEXT = "\n".join(f"{speaker}: {text}" for speaker, text in CALL)


@pytest.fixture
def services(database, tmp_path):
    found = services_on(database, tmp_path)
    yield found
    found.gateway.close()


@pytest.fixture
def call(services, person):
    return services.calls.import_text(person, TEXT)


def test_a_call_becomes_a_finished_session_marked_as_real(services, person, call):
    assert call.candidate == "Sam"
    interview = services.calls.score(person, call.id, "teacher", Level.MID)
    assert interview.setup.real
    assert interview.status is InterviewStatus.FINISHED
    assert interview.title.startswith("Real interview")
    assert [t.question.text for t in interview.turns] == [e.question for e in call.exchanges if e.included]
    with services.database.as_user(person.id) as tx:
        answers = tx.answers.of_interview(person.id, interview.id)
    assert {a.text for a in answers} == {e.answer for e in call.exchanges if e.included}
    for answer in answers:
        services.evaluation.evaluate_answer(person.id, answer.id, f"evaluate_answer:{answer.id}:1")
    assert services.reports.session(person, interview.id).summary is not None
    assert services.calls.get(person, call.id).state is CallState.SCORED
    assert services.calls.score(person, call.id, "teacher", Level.MID).id == interview.id


def test_corrections_are_what_is_scored(services, person, call):
    mended = [e.model_copy(update={"answer": f"{e.answer} Corrected."}) for e in call.exchanges]
    services.calls.correct(person, call.id, mended)
    interview = services.calls.score(person, call.id, "teacher", Level.MID)
    with services.database.as_user(person.id) as tx:
        assert all(a.text.endswith("Corrected.") for a in tx.answers.of_interview(person.id, interview.id))
    with pytest.raises(InvalidInput, match="scored already"):
        services.calls.correct(person, call.id, mended)


def test_another_candidate_gives_other_exchanges(services, person, call):
    changed = services.calls.choose_candidate(person, call.id, "Dana")
    assert changed.exchanges != call.exchanges
    with pytest.raises(InvalidInput):
        services.calls.choose_candidate(person, call.id, "Nobody")


def test_nothing_taken_in_or_no_question_is_said_plainly(services, person, call):
    services.calls.correct(person, call.id, [e.model_copy(update={"included": False}) for e in call.exchanges])
    with pytest.raises(InvalidInput, match="at least one"):
        services.calls.score(person, call.id, "teacher", Level.MID)
    services.calls.correct(person, call.id, [call.exchanges[1].model_copy(update={"question": " "})])
    with pytest.raises(InvalidInput, match="no question"):
        services.calls.score(person, call.id, "teacher", Level.MID)
    assert services.calls.get(person, call.id).state is CallState.OPEN


def test_deleting_a_call_keeps_the_session(services, person, call):
    interview = services.calls.score(person, call.id, "teacher", Level.MID)
    services.calls.delete(person, call.id)
    with pytest.raises(NotFound):
        services.calls.get(person, call.id)
    assert services.interviews.get(person, interview.id)


def test_outcomes_are_logged_changed_and_deleted(services, person):
    today = date.today()
    logged = services.outcomes.log(person, OutcomeDetails(happened_on=today - timedelta(days=2), company="Acme"))
    services.outcomes.change(person, logged.id, OutcomeDetails(happened_on=logged.happened_on, result=Result.OFFER))
    assert [(o.company, o.result) for o in services.outcomes.list(person)] == [("", Result.OFFER)]
    assert services.outcomes.view(person).logged == 1
    services.outcomes.delete(person, logged.id)
    with pytest.raises(NotFound):
        services.outcomes.delete(person, logged.id)
    with pytest.raises(InvalidInput, match="still to come"):
        services.outcomes.log(person, OutcomeDetails(happened_on=today + timedelta(days=3)))
