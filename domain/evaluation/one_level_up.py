"""An answer one level up, by rules: the person's own sentences, the gaps between them named in brackets.

A story is put in order only where a model has said which sentence is what: fixed rules take that from the order itself.

Every word outside the brackets stands in the answer; `invented` checks it, whoever made the text.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.evaluation.text import sentences, words
from domain.evaluation.types import CriterionScore, Evaluation, KeyPointCheck, State
from domain.interview import Question, QuestionKind

ENOUGH = 3
MOST_POINTS = 2
STORY = ("situation", "own_action", "result", "reflection")
"""The order in which a story is understood."""
GAPS = {
    "situation": "when and where it was, and how big, in one sentence",
    "own_action": "what you did yourself, step by step",
    "result": "what changed, with a figure before and after",
    "reflection": "what you do differently since then",
    "explanation": "why that is so",
    "reasons": "why that matters to you, with one thing you have done that shows it",
    "specifics": "one real case, with a name or a figure",
    "limits": "when this would be the wrong way, and what it costs",
    "trade_offs": "what speaks against this choice",
    "understanding": "what you would ask before you act",
    "plan": "what you do first, what next, and by when",
    "judgement": "why this way and not another",
    "follow_up": "how you make sure that it held",
    "requirements": "for how many users and how much data",
    "design": "how one request goes through the parts",
    "scale": "what breaks first at ten times the load",
    "failure": "what happens when a part fails, and how you notice",
    "directness": "your answer in one sentence, before the reasons",
    "substance": "a name, a figure or a step in place of the general words",
}
FIRST = frozenset({"situation", "understanding", "requirements", "directness"})
"""Gaps that belong before the rest."""
_FILLERS = "um+|uh+|erm?|well|so|okay|basically|like|you know|i mean"
_FILLER = re.compile(rf"^(?:(?:{_FILLERS})\b[,.]?\s+)+", re.I)
_EMPTY = re.compile(rf"^(?:(?:{_FILLERS}|yeah|yes|no|right)\b[\s,.]*)+$", re.I)


class PieceKind(StrEnum):
    """Where a piece of the text comes from."""

    OWN = "own"
    GAP = "gap"


class Piece(BaseModel):
    """The person's own words, or the name of what is missing."""

    model_config = ConfigDict(frozen=True)

    kind: PieceKind
    text: str


def one_level_up(question: Question, answer: str, evaluation: Evaluation) -> tuple[Piece, ...]:
    """The pieces in order; empty where there is nothing to build on (no score, or everything is strong)."""
    weak = [c for c in evaluation.criteria if c.level < ENOUGH and c.criterion_id in GAPS]
    missing = [p for p in evaluation.key_points if not p.covered]
    if evaluation.total is None or not (weak or missing):
        return ()
    in_order = question.kind is QuestionKind.BEHAVIOURAL and evaluation.state is State.SCORED
    own = _ordered(answer, evaluation.criteria if in_order else ())
    if not own:
        return ()
    gaps = [_gap(GAPS[c.criterion_id]) for c in weak if c.criterion_id in FIRST]
    pieces: list[Piece] = [*gaps]
    pieces += [Piece(kind=PieceKind.OWN, text=text) for text in own]
    pieces += [_gap(GAPS[c.criterion_id]) for c in _by_story(weak) if c.criterion_id not in FIRST]
    pieces += [Piece(kind=PieceKind.GAP, text=f"not said yet: {_topic(p)}") for p in missing[:MOST_POINTS]]
    return tuple(pieces)


def invented(pieces: Sequence[Piece], answer: str) -> list[str]:
    """Words of own pieces that do not stand in the answer; empty for an honest text."""
    known = {w.text.casefold() for w in words(answer)}
    own = [w.text for p in pieces if p.kind is PieceKind.OWN for w in words(p.text)]
    return [word for word in own if word.casefold() not in known]


def _ordered(answer: str, criteria: Sequence[CriterionScore]) -> list[str]:
    """Sentences without their fillers, by their place in the story; as they were said where no criteria are given."""
    found: list[tuple[int, int, str]] = []
    for at, span in enumerate(sentences(answer)):
        text = _FILLER.sub("", span.text).strip()
        if not text or _EMPTY.match(text):
            continue
        text = text[0].upper() + text[1:]
        found.append((_role(span.start, span.end, criteria), at, text))
    # A sentence that no criterion rests on stays behind the one it followed.
    placed: list[tuple[int, int, str]] = []
    last = 0
    for role, at, text in found:
        last = role if role >= 0 else last
        placed.append((last, at, text))
    return [text for _, _, text in sorted(placed, key=lambda item: (item[0], item[1]))]


def _role(start: int, end: int, criteria: Sequence[CriterionScore]) -> int:
    """The last story part whose quotes touch the sentence, -1 for none: an action is often quoted as situation too."""
    touched = [
        STORY.index(score.criterion_id)
        for score in criteria
        if score.criterion_id in STORY and any(q.start < end and q.end > start for q in score.quotes)
    ]
    return max(touched, default=-1)


def _by_story(weak: Sequence[CriterionScore]) -> list[CriterionScore]:
    return sorted(weak, key=lambda c: STORY.index(c.criterion_id) if c.criterion_id in STORY else len(STORY))


def _gap(text: str) -> Piece:
    return Piece(kind=PieceKind.GAP, text=f"add {text}")


def _topic(point: KeyPointCheck) -> str:
    text = point.text.rstrip(". ")
    return text[0].lower() + text[1:] if text[:2] != text[:2].upper() else text
