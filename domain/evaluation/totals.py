"""From levels to a total of 100 and its likely range. Only code does this sum, never a model."""

from collections.abc import Sequence
from math import sqrt
from statistics import median_low
from typing import Protocol

from domain.evaluation.types import CriterionScore

TOP_LEVEL = 4
ESTIMATE_SPREAD = 25
"""Half range of an offline estimate: two thirds of people's scores lie within (benchmarks/evaluation.py agreement)."""
RULES_ONLY_SPREAD = 30
"""The same without embeddings, when only words can be matched."""
NO_POINTS_SPREAD = 5
"""What is added when no key points are known for a question."""
SHORT_SPREAD, ENOUGH_WORDS = 6, 120
"""What is added for an answer of hardly any words, falling to nothing at ENOUGH_WORDS: a careful guess."""
MODEL_SPREAD = 4
"""Half range of a model's score that no sample contradicted."""
MAX_SPREAD = 40
SHARED_ERROR = 0.4
"""Share of an answer's error that its neighbours have too; a careful guess, on the wide side."""


def total(scores: Sequence[CriterionScore]) -> int:
    """Return the weighted mean of the levels as 0-100; where rules measured between levels, of the measured values.

    There is no default for a missing criterion: an empty sequence is a ValueError.
    """
    if not scores:
        raise ValueError("A total needs at least one criterion.")
    weight = sum(s.weight for s in scores)
    return round(100 * sum(s.weight * s.counted for s in scores) / (weight * TOP_LEVEL))


def unsure_points(scores: Sequence[CriterionScore]) -> float:
    """Return the points (of 100) at stake in criteria whose words were not verified: one level each."""
    weight = sum(s.weight for s in scores)
    return sum(100 * s.weight / (weight * TOP_LEVEL) for s in scores if not s.verified and s.level > 0)


def likely_range(value: int, spread: float, seen: Sequence[int] = ()) -> tuple[int, int]:
    """Return (low, high) around `value`: `spread` each way, at least as wide as the totals of other samples."""
    half = min(MAX_SPREAD, spread)
    low = min([value - half, *(s - 1 for s in seen)])
    high = max([value + half, *(s + 1 for s in seen)])
    return max(0, round(low)), min(100, round(high))


def middle_level(levels: Sequence[int]) -> int:
    """Return the median level; of two middle ones the lower, so that doubt never raises a score."""
    return median_low(levels)


class Ranged(Protocol):
    """Anything with a total and its range; all three are None when unscored."""

    @property
    def total(self) -> int | None: ...
    @property
    def low(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...


def mean_range(evaluations: Sequence[Ranged]) -> tuple[int, int, int]:
    """Return (total, low, high) of several evaluations that have totals; ValueError when none has.

    Part of each error is shared (the same rubric reads the same person), so the range shrinks with more answers,
    but never below sqrt(SHARED_ERROR) of one answer's.
    """
    counted = [(e.total, e.low, e.high) for e in evaluations if e.total is not None]
    if not counted:
        raise ValueError("A mean needs at least one evaluation with a total.")
    value = sum(t for t, _, _ in counted) / len(counted)
    half = sum(((high or t) - (low or 0)) / 2 for t, low, high in counted) / len(counted)
    half *= sqrt((1 - SHARED_ERROR) / len(counted) + SHARED_ERROR)
    return round(value), max(0, round(value - half)), min(100, round(value + half))
