"""Which key points of a question an answer covers, and with which words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.evaluation.lexicon import NUMBER, REFLECTION, RESULT
from domain.evaluation.relevance import Embed, cosine
from domain.evaluation.text import Span, content_stems
from domain.evaluation.types import KeyPointCheck
from domain.interview import Question, QuestionKind

COVERED = 0.5
_MEANING, _WORDS = 0.7, 0.3
SCALES: dict[QuestionKind, tuple[float, float]] = {
    QuestionKind.TECHNICAL: (0.14, 0.44),
    QuestionKind.SYSTEM_DESIGN: (0.17, 0.46),
    QuestionKind.SITUATIONAL: (0.16, 0.42),
    QuestionKind.HR: (0.16, 0.40),
    QuestionKind.BEHAVIOURAL: (0.15, 0.37),
}
"""Likeness that counts as nothing and as all of a key point. Set on the question bank: below is what outlines of
other questions reach (median), above is what a question's own outline reaches (lower to middle quartile)."""
_REFERENCE_SCALE = (0.10, 0.50)
"""Chosen among four on human-scored networking answers, which graders read more kindly than we read the bank."""
_WORDS_ONLY_SCALE = (0.08, 0.55)
_WANTS_NUMBER = re.compile(
    r"\b(?:numbers?|figures?|percent\w*|amounts?|measur\w+|rate|quantif\w+|hours|money|baseline)\b", re.I
)
_WANTS_RESULT = re.compile(r"\b(?:results?|outcomes?|reports? (?:the|what)|effect|impact|ended|consequence)\b", re.I)
_WANTS_REFLECTION = re.compile(r"\b(?:learn\w*|lessons?|reflect\w*|differently|habits?|hindsight|next time)\b", re.I)
_ELEMENT_BONUS = 0.07
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ASKED_FOR = re.compile(
    r"\b(?:name|state|list|describe|give|mention|which|what|discuss|identify)\b(?:\W+\w+){0,4}?\W+(two|three|four|five|six|[2-6])\b",
    re.I,
)


@dataclass(frozen=True)
class PointMatch:
    """One key point: `strength` 0-1, the sentence that covers it, else the `nearest` one."""

    text: str
    strength: float
    nearest: Span | None

    @property
    def covered(self) -> bool:
        """True when the match is strong enough to say so."""
        return self.strength >= COVERED and self.nearest is not None

    @property
    def check(self) -> KeyPointCheck:
        """The same, as it is stored."""
        quote = self.nearest.quote if self.covered and self.nearest else None
        return KeyPointCheck(text=self.text, covered=self.covered, quote=quote)


def match_points(question: Question, spans: Sequence[Span], embed: Embed | None) -> tuple[PointMatch, ...]:
    """Match each key point to the sentence that says it best, by meaning and by shared words.

    Words that already stand in the question prove nothing and are left out (question demoting, Sultan et al. 2016).
    """
    points = question.key_points
    if not points or not spans:
        return tuple(PointMatch(p, 0.0, None) for p in points)
    asked = set(content_stems(question.text))
    said = [set(content_stems(s.text)) for s in spans]
    everything = set().union(*said)
    vectors = embed([s.text for s in spans]) if embed else None
    targets = embed(list(points)) if embed else None
    low, high = _REFERENCE_SCALE if question.source == "reference" else SCALES[question.kind]
    if not embed:
        low, high = _WORDS_ONLY_SCALE
    matches = []
    for number, point in enumerate(points):
        wanted = set(content_stems(point)) - asked or set(content_stems(point))
        shared = [len(wanted & s) / len(wanted) if wanted else 0.0 for s in said]
        near = [cosine(targets[number], v) for v in vectors] if targets and vectors else [0.0] * len(spans)
        marks = [
            _MEANING * n + _WORDS * w + _element(point, s) if embed else w + _element(point, s)
            for n, w, s in zip(near, shared, spans, strict=True)
        ]
        best = max(range(len(spans)), key=marks.__getitem__)
        spread = len(wanted & everything) / len(wanted) if wanted else 0.0
        mark = marks[best] + (_WORDS if embed else 0.5) * (spread - shared[best])
        matches.append(PointMatch(point, min(1.0, max(0.0, (mark - low) / (high - low))), spans[best]))
    return tuple(matches)


def _element(point: str, span: Span) -> float:
    """What a sentence gains or loses by having, or lacking, the kind of content the key point asks for."""
    change = 0.0
    for wants, has in ((_WANTS_NUMBER, NUMBER), (_WANTS_RESULT, RESULT), (_WANTS_REFLECTION, REFLECTION)):
        if wants.search(point):
            change += _ELEMENT_BONUS if has.search(span.text) else -_ELEMENT_BONUS / 2
    return change


def needed_points(question: str, count: int) -> int:
    """Return how many key points a full answer needs: "name two ..." needs two of them, else all."""
    found = _ASKED_FOR.search(question)
    if not found or not count:
        return count
    word = found.group(1).lower()
    return min(count, _COUNTS.get(word) or int(word))


def coverage(matches: Sequence[PointMatch], needed: int) -> float:
    """Return 0-1: the mean strength of the `needed` best matches."""
    if not matches or needed < 1:
        return 0.0
    return sum(sorted((m.strength for m in matches), reverse=True)[:needed]) / needed
