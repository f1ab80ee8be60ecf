"""How far an answer keeps to its question: 0 (something else) to 1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from operator import mul

from domain.evaluation.text import content_stems, count_words, passages
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


# Set on the question bank and tests/evals/goldens.yaml. Answers to another question of the same kind reach (median,
# 80 %, 95 %) 0.32, 0.41, 0.47 in stories and at most 0.38, 0.45, 0.56 elsewhere; the least of the middling and strong
# answers to the question itself reaches 0.44 and 0.60; recipes and football reports stay under 0.35.
_KNOWN = _Marks((0.30, 0.42, 0.52, 0.58, 0.90))
_KNOWN_STORY = _Marks((0.26, 0.35, 0.41, 0.45, 0.70))
_KNOWN_HR = _Marks((0.16, 0.20, 0.27, 0.34, 0.75))
_BARE = _Marks((0.13, 0.20, 0.28, 0.34, 0.65))
_BARE_STORY = _Marks((0.08, 0.13, 0.19, 0.25, 0.50))
_REFERENCE = _Marks((0.06, 0.12, 0.20, 0.28, 0.80))
_WORDS_KNOWN = _Marks((0.08, 0.13, 0.20, 0.24, 0.42))
_WORDS_KNOWN_STORY = _Marks((0.06, 0.11, 0.14, 0.17, 0.30))
_WORDS_BARE = _Marks((0.005, 0.015, 0.03, 0.05, 0.20))
_WORDS_REFERENCE = _Marks((0.02, 0.06, 0.10, 0.14, 0.40))


def relevance(question: Question, answer: str, embed: Embed | None) -> float:
    """Return 0-1 from the answer's likeness to the question, its key points and its outline; below 0 is off topic.

    Likeness is cosine (a mean of three views, so that one chance neighbour decides nothing) plus the share of the
    answer's own words that belong to the topic. Without `embed` only the words count.
    """
    notes = " ".join(question.key_points)
    topic = set(content_stems(f"{question.text} {notes} {question.outline}"))
    said = set(content_stems(answer))
    share = len(topic & said) / len(said) if said else 0.0
    if embed is None:
        return _word_marks(question).relevance(share)
    return _marks(question).relevance(_cosines(question, answer, embed) + _WORDS * share)


def _cosines(question: Question, answer: str, embed: Embed) -> float:
    said = _mean_vector(answer, embed)
    if not question.key_points:
        return cosine(said, embed([question.text])[0])
    notes = " ".join(question.key_points)
    texts = [question.text, notes, f"{question.text} {notes}", question.outline or notes]
    asked, points, both, outline = embed(texts)
    views = (max(cosine(said, asked), cosine(said, points)), cosine(said, both), cosine(said, outline))
    return sum(views) / len(views)


def _mean_vector(answer: str, embed: Embed) -> list[float]:
    """The passages' vectors, weighed by their words: tells topics apart better here than one vector of the whole,
    which costs as much again and ends at the model's 256 tokens."""
    parts = passages(answer)
    weights = [count_words(p.text) for p in parts]
    vectors = embed([p.text for p in parts])
    mean = [sum(map(mul, weights, column)) for column in zip(*vectors, strict=True)]
    length = sqrt(cosine(mean, mean)) or 1.0
    return [value / length for value in mean]


def _marks(question: Question) -> _Marks:
    story = question.kind is QuestionKind.BEHAVIOURAL
    if question.source == "reference" and question.key_points:
        return _REFERENCE
    if question.key_points and question.kind is QuestionKind.HR:
        return _KNOWN_HR
    if question.key_points:
        return _KNOWN_STORY if story else _KNOWN
    return _BARE_STORY if story else _BARE


def _word_marks(question: Question) -> _Marks:
    if not question.key_points:
        return _WORDS_BARE
    if question.source == "reference":
        return _WORDS_REFERENCE
    return _WORDS_KNOWN_STORY if question.kind is QuestionKind.BEHAVIOURAL else _WORDS_KNOWN


def cosine(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the cosine of two unit vectors."""
    return float(sum(map(mul, a, b)))
