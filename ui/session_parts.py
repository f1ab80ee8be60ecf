"""The summary of one interview."""

from uuid import UUID

import streamlit as st

from domain.evaluation.summary import SessionSummary
from domain.evaluation.types import State
from domain.interview import TurnStatus
from domain.people import Person
from services.bootstrap import get_services
from services.reports import AnswerRow, HistoryRow, SessionView
from ui import score_view
from ui.components import score_band
from ui.errors import fragment, show_errors
from ui.history_parts import unfinished
from ui.layout import note, section, state_badge, steps
from ui.navigation import go
from ui.safe_text import emphasised, model_text, plain
from ui.when import count, day, length

POLL_SECONDS = 0.7
CHART_FROM = 3
WAITING_FOR = "waiting_for_versions"
ABOUT_ESTIMATES = (
    "Estimated answers were scored offline by fixed rules. They have a wider range and count only with that label."
)


def lead(user: Person, view: SessionView) -> str:
    """ "19 November, 5 questions, practice, 19 min"."""
    interview = view.interview
    used = sum(row.answer.seconds_used for row in view.rows if row.answer)
    parts = [day(interview.created_at, user), count(len(interview.main_turns), "question"), interview.setup.mode.value]
    return ", ".join([*parts, length(used)] if used else parts)


@fragment(run_every=POLL_SECONDS)
def being_read(user: Person, interview_id: UUID, before: int) -> None:
    """How many answers are still being read; the whole page once more each time one is done."""
    view = get_services().reports.session(user, interview_id)
    if view.pending < before or not view.pending:
        st.rerun()
    answered = sum(row.answer is not None for row in view.rows)
    steps(
        "Reading your answers",
        [
            f"{count(answered, 'answer')} saved",
            *([f"{answered - view.pending} of {answered} read"] if answered > view.pending else []),
        ],
        [f"{count(view.pending, 'answer')} to read"],
        "Usually a few seconds for each.",
        later="the summary will be in History.",
    )


def estimates(user: Person, view: SessionView) -> None:
    """What estimates are, and one press to have all of them scored while a model can be asked."""
    stored = [row.evaluation for row in view.rows if row.evaluation]
    estimated = [e for e in stored if e.evaluation.state is State.ESTIMATED]
    if not estimated:
        return
    note(ABOUT_ESTIMATES)
    interview_id, versions = view.interview.id, sum(e.version for e in stored)
    held, target = st.session_state.get(WAITING_FOR, ("", 0))
    if held == str(interview_id) and versions < target:
        being_read_again(user, interview_id, target)
    elif get_services().evaluation.model_available(user):
        label = f"Score {count(len(estimated), 'estimated answer')} with the model"
        if st.button(label, icon=":material/refresh:"):
            with show_errors():
                queued = get_services().reports.rescore_estimated(user, interview_id)
                st.session_state[WAITING_FOR] = (str(interview_id), versions + queued)
                st.rerun()


@fragment(run_every=POLL_SECONDS)
def being_read_again(user: Person, interview_id: UUID, target: int) -> None:
    """A line until every new scoring has come; then the whole page once more."""
    rows = get_services().reports.session(user, interview_id).rows
    if sum(row.evaluation.version for row in rows if row.evaluation) >= target:
        st.session_state.pop(WAITING_FOR, None)
        st.rerun()
    st.info("Scoring again. The estimates stay until the new scores are ready.", icon=":material/pending:")


def state_of(summary: SessionSummary) -> State:
    """The weakest state that entered the total."""
    if summary.total is None:
        return State.UNSCORED
    return State.ESTIMATED if summary.state_counts.get(State.ESTIMATED) else State.SCORED


def total(view: SessionView, summary: SessionSummary) -> None:
    """The total with its range and state, the verdict, and how it compares."""
    state = state_of(summary)
    with st.container(border=True, gap="small"):
        say = (
            f"likely between {summary.low} and {summary.high} of 100, {_from(summary)}"
            if summary.total is not None
            else ""
        )
        score_band(
            score_view.band(state, summary.total, summary.low, summary.high, say=say), key=f"total-{view.interview.id}"
        )
        with st.container(gap="xsmall"):
            state_badge(state)
            if summary.verdict:
                st.markdown(emphasised(summary.verdict))
            comparison = against(summary, view.previous)
            if comparison:
                st.markdown(comparison)


def _from(summary: SessionSummary) -> str:
    counted = sum(n for state, n in summary.state_counts.items() if state is not State.UNSCORED)
    estimated = summary.state_counts.get(State.ESTIMATED, 0)
    if estimated == counted:
        return f"from {count(counted, 'estimated answer')}"
    return f"from {count(counted, 'answer')}" + (f", {estimated} of them estimated" if estimated else "")


def against(summary: SessionSummary, previous: HistoryRow | None) -> str:
    """This session beside the one before: a change only where the ranges do not touch."""
    if previous is None or None in (summary.total, previous.total, previous.low, previous.high):
        return ""
    earlier = f"{previous.total} ± {score_view.spread(previous.low or 0, previous.high or 0)}"
    if (summary.low or 0) > (previous.high or 0):
        return f"This is above your last interview ({earlier}), by more than the noise."
    if (summary.high or 0) < (previous.low or 0):
        return f"This is below your last interview ({earlier}), by more than the noise."
    return f"This is within the noise of your last interview ({earlier}), so read it as steady."


def repeats(summary: SessionSummary) -> None:
    """What came back in several answers, and what to do about it."""
    with st.grid(2, min_column_width=300, gap=("medium", "large")):
        with section("Strengths that repeat"):
            bullet_list(summary.strengths, "Nothing stood out in more than one answer.")
        with section("Gaps that repeat"):
            bullet_list(summary.gaps, "No gap came back in more than one answer.")


def bullet_list(lines: tuple[str, ...], none: str) -> None:
    """Lines, or why there are none."""
    if lines:
        st.markdown("\n".join(f"- {model_text(line)}" for line in lines))
    else:
        note(none)


def time_use(rows: list[AnswerRow], words: str) -> None:
    """A picture from three answers on; below that words say it as fast."""
    answered = [row for row in rows if row.answer]
    if not words:
        return
    if len(answered) < CHART_FROM:
        note(words)
        return
    from ui import charts

    used = [
        charts.TimeUsed(row.turn.label, row.answer.seconds_used, row.turn.seconds) for row in answered if row.answer
    ]
    with section("Time use", words):
        alt = "; ".join(f"{u.label}: {length(u.used)} of {length(u.allowed)}" for u in used)
        charts.draw(charts.time_use(used), alt, "time-use")
        note("Bar: the time you took. Line: the time the question suggests. Orange: what went over it.")


def answer_row(row: AnswerRow) -> None:
    """One question: its state, the way to its report, its range."""
    with (
        st.container(border=True),
        st.grid(2, min_column_width=280, gap=("small", "large"), vertical_alignment="center"),
    ):
        with st.container(gap="xsmall"):
            number = f"{row.turn.position}, follow-up:" if row.turn.part else f"{row.turn.position}."
            st.markdown(f"**{number} {plain(row.turn.question.text)}**")
            if row.turn.written_by_model:
                note("A model wrote this question.")
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                if row.evaluation:
                    state_badge(row.evaluation.evaluation.state)
                else:
                    st.badge(_status(row), icon=":material/remove:", color="gray")
                if row.answer and st.button(
                    "Read report",
                    type="tertiary",
                    key=f"read-{row.turn.id}",
                    icon=":material/arrow_forward:",
                    icon_position="right",
                ):
                    go("report", {"answer": row.answer.id})
        if row.evaluation:
            score_band(score_view.band_of(row.evaluation.evaluation, mini=True), key=f"band-{row.turn.id}")
        else:
            note("There is nothing to score." if row.answer is None else "The score will stand here.")


def _status(row: AnswerRow) -> str:
    if row.answer:
        return "Being read"
    return "Skipped" if row.turn.status is TurnStatus.SKIPPED else "Not answered"


def ways_on(view: SessionView) -> None:
    """One way forward."""
    with st.container(horizontal=True):
        if unfinished(view.interview):
            if st.button("Continue interview", type="primary", icon=":material/play_arrow:"):
                go("room", {"interview": view.interview.id})
        elif st.button("Start another interview", type="primary", icon=":material/forum:"):
            go("interview")
        if st.button("History", type="tertiary", icon=":material/history:"):
            go("history")
