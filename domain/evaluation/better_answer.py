"""What a model's rewriting of an answer must keep to: nothing in it that the person has not said."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.evaluation.grader_talk import grader_instructions
from domain.evaluation.one_level_up import Piece, PieceKind
from domain.evaluation.text import count_words, sentences
from domain.follow_up_checks import invented_names
from domain.question_checks import invented_figures, is_marked_up
from domain.resume.fabrication.guard import objections
from domain.resume.facts import ResumeFacts

FEWEST_WORDS = 25
"""Words of an answer from which there is something to rewrite."""
MOST_PIECES = 30
MOST_GAPS = 6
GAP_CHARS = range(8, 141)
OWN_SHARE = (0.4, 1.3)
"""Words of the person's pieces, as shares of the answer's: a summary is not their answer, and neither is an essay."""
MOST_OBJECTIONS = 12
"""Sentences that a model is told at once."""


class BetterAnswerState(StrEnum):
    """How far a rewriting has come."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class BetterAnswer(BaseModel):
    """An answer one level up in a model's order and words; `note` says why there is none when it failed."""

    model_config = ConfigDict(frozen=True)

    state: BetterAnswerState
    pieces: tuple[Piece, ...] = ()
    note: str = ""
    account: str = ""
    """The account whose model wrote it."""


def better_answer_findings(pieces: Sequence[Piece], answer: str, resume: Sequence[str], *, today: date) -> list[str]:
    """Return what is wrong with a rewriting; empty when it may be shown.

    The sources of the person's pieces are the answer and the lines of the `resume`; gaps may name nothing new either.
    """
    own = [piece.text for piece in pieces if piece.kind is PieceKind.OWN]
    gaps = [piece.text for piece in pieces if piece.kind is PieceKind.GAP]
    if not own or len(pieces) > MOST_PIECES:
        return [f"It must have 1 to {MOST_PIECES} pieces, and the person's own among them."]
    found = _form(own, gaps, answer)
    nobody_said = [*invented_figures(gaps, answer), *(name for gap in gaps for name in invented_names(gap, answer))]
    found += [f"Gap: nobody said {said}. Leave it out." for said in nobody_said]
    known = [span.text for span in sentences(answer)] + [line for line in resume if not grader_instructions(line)]
    for text in own:
        for held in objections("answer", answer, text, ResumeFacts(), today=today, confirmed=known):
            found.append(f"“{held.words}” ({held.kind.value}) in “{text}” was not said. Take it out, or make it a gap.")
    return found[:MOST_OBJECTIONS]


def _form(own: Sequence[str], gaps: Sequence[str], answer: str) -> list[str]:
    found = []
    share = count_words(" ".join(own)) / max(1, count_words(answer))
    if not OWN_SHARE[0] <= share <= OWN_SHARE[1]:
        found.append("The person's own pieces must be about as long as the answer, a little shorter at best.")
    if len(gaps) > MOST_GAPS or any(len(gap) not in GAP_CHARS for gap in gaps):
        found.append(f"At most {MOST_GAPS} gaps, each of {GAP_CHARS.start} to {GAP_CHARS.stop - 1} characters.")
    if any(is_marked_up(text) for text in (*own, *gaps)):
        found.append("It must be plain text, without HTML, Markdown, links, addresses or code marks.")
    if any(grader_instructions(text) for text in (*own, *gaps)):
        found.append("It must say nothing to a grader, and nothing about levels, scores or instructions.")
    return found
