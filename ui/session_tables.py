"""A session in tables, and what to do next with a button for each."""

from collections.abc import Sequence

import streamlit as st

from domain.evaluation.breakdown import CriterionMean, KindRow
from domain.evaluation.summary import SessionSummary
from domain.evaluation.types import State
from domain.follow_ups import NOT_ASKED_ABOUT
from domain.interview import Mode
from domain.people import Person
from services.bootstrap import get_services
from services.reports import SessionView
from ui import room_help
from ui.errors import show_errors
from ui.layout import STATES, note, section
from ui.navigation import go
from ui.safe_text import model_text, plain


def next_actions(user: Person, view: SessionView, summary: SessionSummary) -> None:
    """Up to three, each with the button that starts it."""
    if not summary.actions:
        return
    with section("Next three actions" if len(summary.actions) == 3 else "Next actions"):
        for number, text in enumerate(summary.actions):
            with st.container(border=True, gap="small"):
                st.markdown(f"{number + 1}. {model_text(text)}")
                _buttons(user, view, summary, number)


def _buttons(user: Person, view: SessionView, summary: SessionSummary, number: int) -> None:
    target = summary.targets[number]
    practice = view.interview.setup.mode is Mode.PRACTICE and not view.interview.setup.real
    offered = any(t.turn_id == target.turn_id for t in summary.targets[:number])
    services, interview = get_services(), view.interview
    with st.container(horizontal=True):
        if not offered:
            label = f"Answer question {target.position} again"
            room_help.again_button(user, interview, target.turn_id, key=f"again-{number}", label=label)
        drilled = target.criterion_id and target.criterion_id not in NOT_ASKED_ABOUT
        if drilled and st.button(
            f"Practise {plain(target.criterion.lower())}", key=f"drill-{number}", icon=":material/target:"
        ):
            with show_errors():
                setup = services.practice.drill_on(user, interview.id, target.criterion_id)
                go("room", {"interview": services.interviews.start(user, setup).id})
        if (
            not drilled
            and not practice
            and st.button("Set up another interview", key=f"other-{number}", icon=":material/forum:")
        ):
            go("interview")


def kinds(rows: Sequence[KindRow]) -> None:
    """Totals by kind, where there is more than one row to compare."""
    if len(rows) < 2:
        return
    with section("By kind of question"):
        _table(
            ("Kind", "Score", "Likely", "From"),
            [(r.kind.label, str(r.total), f"{r.low} to {r.high}", _from(r.answers, r.state)) for r in rows],
        )


def criteria(rows: Sequence[CriterionMean]) -> None:
    """Levels by criterion, the weakest first."""
    if not rows:
        return
    with section("By criterion", "The weakest first. Levels go from 0 to 4."):
        _table(
            ("Criterion", "Mean", "Levels", "From"),
            [(plain(r.name), f"{r.level:.1f}", _span(r), _from(r.answers, r.state)) for r in rows],
        )
        if any(row.answers < 3 for row in rows):
            note("A mean of one or two answers says little.")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A Markdown table: real rows and cells for screen readers."""
    lines = [head, ["---"] * len(head), *rows]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def _span(row: CriterionMean) -> str:
    return str(row.lowest) if row.lowest == row.highest else f"{row.lowest} to {row.highest}"


def _from(answers: int, state: State) -> str:
    return f"{answers} {STATES[state][0].lower()}"
