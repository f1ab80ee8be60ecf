"""What a better answer has: the person's own one level up, and an outline of a strong one."""

from collections.abc import Sequence

import streamlit as st

from domain.evaluation.one_level_up import PieceKind, one_level_up
from domain.interview import Turn
from services.reports import AnswerReport
from ui.layout import note, section
from ui.safe_text import plain

ANCHORS = ("A weak answer", "A solid answer", "A strong answer")


def one_up(report: AnswerReport) -> None:
    """The answer in the order a listener needs, with its gaps in brackets; nothing is added to it."""
    stored = report.evaluation
    pieces = one_level_up(report.turn.question, report.answer.text, stored.evaluation) if stored else ()
    if not pieces:
        return
    lead = "Your own sentences. Brackets name what is missing."
    with section("Your answer, one level up", lead):
        with st.container(border=True):
            st.markdown(
                " ".join(
                    plain(p.text) if p.kind is PieceKind.OWN else f":orange-background[\\[{plain(p.text)}\\]]"
                    for p in pieces
                )
            )
        note("Made by fixed rules. Not a word is added to yours; fill the brackets with what really happened.")


def model_answer(turn: Turn) -> None:
    """Ours, not theirs: an outline of a strong answer, and what answers of each grade say."""
    question = turn.question
    if turn.part or question.source == "reference" or not (question.outline or question.anchors):
        return
    with st.expander("What a strong answer sounds like", icon=":material/school:"):
        if question.outline:
            st.markdown(plain(question.outline))
            note("Ours, as an example. Use its shape, never its facts.")
        if question.anchors:
            anchor_list(question.anchors)


def anchor_list(anchors: Sequence[str]) -> None:
    """What a weak, a solid and a strong answer say."""
    st.markdown("\n".join(f"- **{name}:** {plain(text)}" for name, text in zip(ANCHORS, anchors, strict=True)))
