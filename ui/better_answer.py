"""What a better answer has: the person's own one level up, and an outline of a strong one."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from domain.evaluation.better_answer import FEWEST_WORDS, BetterAnswer, BetterAnswerState
from domain.evaluation.one_level_up import Piece, PieceKind, one_level_up
from domain.evaluation.text import count_words
from domain.evaluation.types import Rubric
from domain.interview import Level, Turn
from domain.people import Person
from services.bootstrap import get_services
from services.reports import AnswerReport
from ui.errors import fragment, show_errors
from ui.layout import note, section
from ui.safe_text import plain

ANCHORS = ("A weak answer", "A solid answer", "A strong answer")
POLL_SECONDS = 0.7
WRITE = "Write it with the model"
LEVEL_WORDS = {
    Level.ENTRY: "entry level",
    Level.MID: "mid level",
    Level.SENIOR: "senior level",
    Level.LEAD: "lead level",
}


def one_up(user: Person, report: AnswerReport) -> None:
    """The answer in the order a listener needs, with its gaps in brackets; nothing is added to it."""
    stored = report.evaluation
    pieces = one_level_up(report.turn.question, report.answer.text, stored.evaluation) if stored else ()
    if not pieces:
        return
    written = get_services().better_answers.of_answer(user, report.answer.id)
    ready = written is not None and written.state is BetterAnswerState.READY
    lead = "Your own story in clearer words." if ready else "Your own sentences."
    with section("Your answer, one level up", f"{lead} Brackets name what is missing."):
        if written is not None and ready:
            _draw(written.pieces)
            note(
                "Written by a model. Every sentence was checked against your answer and your resume, by rules that can "
                "miss something. Read it once yourself before you use it."
            )
            return
        _draw(pieces)
        note("Made by fixed rules. Not a word is added to yours; fill the brackets with what really happened.")
        _offer(user, report, written)


def _draw(pieces: Sequence[Piece]) -> None:
    with st.container(border=True):
        st.markdown(
            " ".join(
                plain(p.text) if p.kind is PieceKind.OWN else f":orange-background[\\[{plain(p.text)}\\]]"
                for p in pieces
            )
        )


def _offer(user: Person, report: AnswerReport, written: BetterAnswer | None) -> None:
    """A button for the model's version, the wait for it, or why there is none."""
    if written is not None and written.state is BetterAnswerState.WAITING:
        _being_written(user, report.answer.id)
        return
    if written is not None and written.note:
        note(plain(written.note))
    if not get_services().better_answers.allows(user) or count_words(report.answer.text) < FEWEST_WORDS:
        return
    label = WRITE if written is None else "Try the model again"
    if st.button(label, icon=":material/edit_note:", key="better-answer"):
        with show_errors():
            get_services().better_answers.ask(user, report.answer.id)
            st.rerun()


@fragment(run_every=POLL_SECONDS)
def _being_written(user: Person, answer_id: UUID) -> None:
    """Drawn until the model's version is there, or has failed; then the whole page once more."""
    written = get_services().better_answers.of_answer(user, answer_id)
    if written is None or written.state is not BetterAnswerState.WAITING:
        st.rerun()
    st.info("The model is writing. Usually a few seconds; you can leave this page.", icon=":material/pending:")


def expectations(rubric: Rubric) -> None:
    """What is expected at the level of the interview, beside what holds for every level."""
    expected = [c for c in rubric.criteria if c.expected]
    if expected:
        st.markdown(f"**At {LEVEL_WORDS[Level(rubric.seniority)]}**")
        st.markdown("\n".join(f"- **{plain(c.name)}**: {plain(c.expected)}" for c in expected))


def model_answer(turn: Turn, level: Level) -> None:
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
        expectations(get_services().evaluation.rubric_for(question.kind, level))


def anchor_list(anchors: Sequence[str]) -> None:
    """What a weak, a solid and a strong answer say."""
    st.markdown("\n".join(f"- **{name}:** {plain(text)}" for name, text in zip(ANCHORS, anchors, strict=True)))
