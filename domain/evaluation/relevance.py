"""How far an answer keeps to its question: 0 (something else) to 1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul

from domain.evaluation.text import content_stems
from domain.interview import Question, QuestionKind

Embed = Callable[[Sequence[str]], list[list[float]]]
"""Unit vectors (384 numbers) for texts, in order."""

_WORDS = 0.6
NEARLY_NOTHING, A_LITTLE, HALF, MOSTLY = 0.0, 0.25, 0.5, 0.65


@dataclass(frozen=True)
class _Marks:
    """Raw likeness at relevance 0, 0.25, 0.5, 0.65 and 1."""

    at: tuple[float, float, float, float, float]

    def relevance(self, raw: float) -> float:
        levels = (NEARLY_NOTHING, A_LITTLE, HALF, MOSTLY, 1.0)
        for (low, high), (a, b) in zip(pairwise(self.at), pairwise(levels), strict=True):
            if raw < high:
                return a + (b - a) * (raw - low) / (high - low)
        return 1.0


# Set on the question bank and tests/evals/goldens.yaml: below the second mark lie 95 % of answers to another question
# of the same kind (behavioural: 60 %), above the third at least 95 % of middling answers to the question itself.
_KNOWN = _Marks((0.30, 0.42, 0.52, 0.58, 0.90))
_KNOWN_STORY = _Marks((0.24, 0.33, 0.39, 0.44, 0.70))
_BARE = _Marks((0.12, 0.20, 0.28, 0.34, 0.65))
_BARE_STORY = _Marks((0.08, 0.13, 0.19, 0.23, 0.50))
_REFERENCE = _Marks((0.06, 0.12, 0.20, 0.28, 0.80))
_WORDS_KNOWN = _Marks((0.02, 0.05, 0.09, 0.13, 0.40))
_WORDS_BARE = _Marks((0.005, 0.015, 0.03, 0.05, 0.20))


def relevance(question: Question, answer: str, embed: Embed | None) -> float:
    """Return 0-1 from the answer's likeness to the question, its key points and its outline; below 0 is off topic.

    Likeness is cosine (a mean of three views, so that one chance neighbour decides nothing) plus the share of the
    answer's own words that belong to the topic. Without `embed` only the words count.
    """
    known = bool(question.key_points)
    notes = " ".join(question.key_points)
    topic = set(content_stems(f"{question.text} {notes} {question.outline}"))
    said = set(content_stems(answer))
    share = len(topic & said) / len(said) if said else 0.0
    if embed is None:
        return (_WORDS_KNOWN if known else _WORDS_BARE).relevance(share)
    return _marks(question).relevance(_cosines(question, answer, embed) + _WORDS * share)


def _cosines(question: Question, answer: str, embed: Embed) -> float:
    if not question.key_points:
        said, asked = embed([answer, question.text])
        return cosine(said, asked)
    notes = " ".join(question.key_points)
    texts = [answer, question.text, notes, f"{question.text} {notes}", question.outline or notes]
    said, asked, points, both, outline = embed(texts)
    views = (max(cosine(said, asked), cosine(said, points)), cosine(said, both), cosine(said, outline))
    return sum(views) / len(views)


def _marks(question: Question) -> _Marks:
    story = question.kind is QuestionKind.BEHAVIOURAL
    if question.source == "reference" and question.key_points:
        return _REFERENCE
    if question.key_points:
        return _KNOWN_STORY if story else _KNOWN
    return _BARE_STORY if story else _BARE


def cosine(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the cosine of two unit vectors."""
    return float(sum(map(mul, a, b)))
