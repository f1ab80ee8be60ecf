"""Rows of the history, also used on Home, and deleting from it."""

from functools import partial

import streamlit as st

from domain.evaluation.types import State
from domain.interview import Interview, InterviewStatus
from domain.people import Person
from services.bootstrap import get_services
from services.reports import HistoryRow
from ui import score_view
from ui.components import score_band
from ui.layout import confirm_delete, state_badge
from ui.navigation import go
from ui.safe_text import plain
from ui.when import count, day

LOSS = (
    "Its questions, your answers, drafts and scores are deleted for good. Your resume and your other interviews stay."
)


def unfinished(interview: Interview) -> bool:
    """True while there is a question to answer."""
    return interview.status is not InterviewStatus.FINISHED


def row(user: Person, item: HistoryRow, place: str) -> None:
    """One interview: what and when, how far, its range, and the way in. `place` keeps keys apart."""
    interview = item.interview
    key = f"{place}-{interview.id}"
    with (
        st.container(border=True),
        st.grid(2, min_column_width=280, gap=("small", "large"), vertical_alignment="center"),
    ):
        with st.container(gap="xsmall"):
            st.markdown(f"**{plain(interview.title)}**")
            st.markdown(f":small[:gray[{summary(user, item)}]]")
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                if item.state:
                    state_badge(item.state)
                if unfinished(interview):
                    if st.button("Continue", icon=":material/play_arrow:", key=f"go-{key}"):
                        go("room", {"interview": interview.id})
                elif st.button(
                    "Read summary",
                    type="tertiary",
                    key=f"go-{key}",
                    icon=":material/arrow_forward:",
                    icon_position="right",
                ):
                    go("session", {"interview": interview.id})
                if place == "history" and st.button(
                    "Delete", type="tertiary", icon=":material/delete:", key=f"del-{key}"
                ):
                    delete = partial(get_services().interviews.delete, user, interview.id)
                    confirm_delete("Delete this interview", LOSS, "Delete interview", delete, st.rerun)
        band = score_view.band(
            item.state or State.UNSCORED, item.total, item.low, item.high, say=why_empty(item), mini=True
        )
        score_band(band, key=f"band-{key}")


def summary(user: Person, item: HistoryRow) -> str:
    """ "19 November, practice, 3 of 5 answered"."""
    interview = item.interview
    of = len(interview.main_turns)
    return f"{day(interview.created_at, user)}, {interview.setup.mode.value}, {item.answered} of {of} answered"


def why_empty(item: HistoryRow) -> str:
    """Why there is no number, in a few words; nothing when there is one."""
    if item.total is not None:
        return ""
    if item.pending:
        return f"{count(item.pending, 'answer')} being read"
    return "No answer could be scored" if item.answered else "No answers yet"
