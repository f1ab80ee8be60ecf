"""An answer cut into marked and unmarked segments, and the criteria rows beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import structlog

from domain.evaluation.types import CriterionScore, Quote, State

log = structlog.get_logger(__name__)

_BREAK = re.compile(r"[ \t]*\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Span:
    """Marked words by character offsets into the answer. `tag` is the criterion's number on screen."""

    start: int
    end: int
    id: str
    tag: str


@dataclass(frozen=True)
class Segment:
    """Words that carry the same marks from end to end. `tags` names the numbers whose quote ends here."""

    text: str
    ids: tuple[str, ...] = ()
    tags: str = ""


def standing_quotes(answer: str, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes that stand in the answer where they say; any other never reaches the screen."""
    good = [q for q in quotes if 0 <= q.start < q.end <= len(answer) and answer[q.start : q.end] == q.text]
    if len(good) < len(quotes):
        log.warning("quote_not_in_answer", dropped=len(quotes) - len(good))
    return good


def spans_of(answer: str, criteria: Sequence[CriterionScore]) -> list[Span]:
    """The spans of every standing quote, criteria numbered from 1."""
    return [
        Span(q.start, q.end, c.criterion_id, str(number))
        for number, c in enumerate(criteria, 1)
        for q in standing_quotes(answer, c.quotes)
    ]


def paragraphs(answer: str, spans: Sequence[Span]) -> list[list[Segment]]:
    """Cut the answer at every span's edge, paragraph by paragraph; overlapping spans share a segment.

    Nothing of the answer is lost but the blank lines between paragraphs.
    """
    result, at = [], 0
    for gap in [*_BREAK.finditer(answer), None]:
        end = gap.start() if gap else len(answer)
        if answer[at:end].strip():
            result.append(_segments(answer, at, end, spans))
        at = gap.end() if gap else end
    return result


def _segments(answer: str, start: int, end: int, spans: Sequence[Span]) -> list[Segment]:
    inside = [s for s in spans if s.start < end and s.end > start]
    edges = sorted({start, end, *(max(start, s.start) for s in inside), *(min(end, s.end) for s in inside)})
    return [_segment(answer, a, b, end, inside) for a, b in pairwise(edges)]


def _segment(answer: str, start: int, end: int, paragraph_end: int, spans: Sequence[Span]) -> Segment:
    covering = [s for s in spans if s.start <= start and end <= s.end]
    last = [s.tag for s in covering if min(s.end, paragraph_end) == end]
    return Segment(
        answer[start:end],
        tuple(dict.fromkeys(s.id for s in covering)),
        ", ".join(dict.fromkeys(last)),
    )


def view(answer: str, criteria: Sequence[CriterionScore], state: State) -> dict[str, Any]:
    """Data of `components.evidence`. The state decides how the levels are filled, as everywhere."""
    cut = paragraphs(answer, spans_of(answer, criteria))
    return {
        "paragraphs": [[{"text": s.text, "ids": list(s.ids), "tags": s.tags} for s in part] for part in cut],
        "criteria": [_row(answer, str(number), c) for number, c in enumerate(criteria, 1)],
        "state": state.value,
        "open": None,
    }


def _row(answer: str, tag: str, score: CriterionScore) -> dict[str, Any]:
    quotes = [q.text for q in standing_quotes(answer, score.quotes)]
    return {
        "id": score.criterion_id,
        "tag": tag,
        "name": score.name,
        "level": score.level,
        "anchor": score.anchor,
        "quotes": quotes,
        "verified": score.verified and bool(quotes or not score.quotes),
        "why": score.why,
        "next": f"Level {score.level + 1}: {score.next_step}" if score.next_step and score.level < 4 else "",
    }
