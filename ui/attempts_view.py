"""Several answers to one question, side by side; a change inside the noise is called none."""

from uuid import UUID

import streamlit as st

from domain.evaluation.types import State
from domain.people import Person
from services.reports import AnswerReport, Attempt, attempts_verdict
from ui.layout import note, section, state_badge
from ui.navigation import go
from ui.when import day_and_clock

MOST = 8


def attempts(user: Person, report: AnswerReport) -> None:
    """The section of a report; nothing for a question that was answered once."""
    found = report.attempts
    if len(found) < 2:
        return
    with section("Your attempts at this question", attempts_verdict(found)):
        if len(found) > MOST:
            note(f"The last {MOST} of {len(found)}.")
        for attempt in list(reversed(found))[:MOST]:
            _row(user, attempt, report.answer.id)


def _row(user: Person, attempt: Attempt, shown: UUID) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{_score(attempt)}**", width="content")
        state_badge(attempt.state or State.UNSCORED)
        note(day_and_clock(attempt.submitted_at, user))
        if attempt.answer_id == shown:
            note("This one")
        elif st.button("Read it", key=f"attempt-{attempt.answer_id}", type="tertiary", icon=":material/article:"):
            go("report", {"answer": attempt.answer_id})


def _score(attempt: Attempt) -> str:
    if attempt.state is None:
        return "Being read"
    if attempt.total is None:
        return "No score"
    return f"{attempt.total}, likely {attempt.low} to {attempt.high}"
