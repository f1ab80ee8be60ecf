"""Wherever a question that a model wrote is shown, the screen says who wrote it."""

import pytest

from domain.interview import TurnStatus
from tests.pages.conftest import words
from tests.pages.samples import ANSWER, add_answer, add_interview, evaluate, full_evaluation, person, set_turn

REASON = "Written by a model for this line of the job: “Run the intake of two clinics”."


@pytest.fixture
def user(store):
    return person(store)


def interview_of(store, user, **first):
    """An interview whose first question is changed."""
    interview = add_interview(store, user)
    turns = (interview.turns[0].model_copy(update=first), *interview.turns[1:])
    store.interviews[interview.id] = interview.model_copy(update={"turns": turns})
    return store.interviews[interview.id]


@pytest.mark.parametrize(("origin", "said"), [("model", True), ("job", False)])
def test_the_report_and_the_summary_say_that_a_model_wrote_the_question(open_page, store, user, origin, said):
    interview = interview_of(store, user, origin=origin, reason=REASON)
    answer = add_answer(store, interview, interview.turns[0], ANSWER)
    set_turn(store, interview.turns[0], TurnStatus.ANSWERED)
    evaluate(store, answer, full_evaluation())
    report = open_page("report", user, answer=answer.id)
    assert ("Question 1 of 5, written by a model, " in words(report)) is said
    summary = open_page("session", user, interview=interview.id)
    assert words(summary).count("A model wrote this question.") == said
    assert not report.exception
    assert not summary.exception


def test_the_room_says_that_a_model_wrote_the_question_and_for_which_line(open_page, store, user):
    interview = interview_of(store, user, origin="model", reason=REASON)
    app = open_page("room", user, interview=interview.id)
    assert not app.exception
    assert f"Why this question: {REASON}" in words(app)
