"""An answer beside the model answer of its question, word by word: how much of it is said, and where.

Measured on people's scores of short answers (docs/benchmarks.md). Few numbers, none fitted to a subject:
- a word counts by how little the question itself gives it away (soft form of question demoting, Sultan et al. 2016);
- a word said again in the same form is at least EXACT like, whatever its context;
- full marks need a share FULL of the model answer that grows with its length: of a phrase much is said by any right
  answer that shares its subject, of a page only by one that goes through it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, log1p

from domain.evaluation.coverage import needed_points
from domain.evaluation.text import Span, content_stems, count_words, sentences, stem
from domain.evaluation.word_matches import Align, WordMatch

EXACT = 0.8
GIVEN_AWAY = 0.3
"""What a word of the question still counts."""
FULL, FULL_WORDS, FULL_SLOPE, FULL_LEAST, FULL_MOST = 0.6, 60, 0.06, 0.45, 0.75
TERMS = 0.3
"""Share of the model answer's own terms that is enough: a good answer in other words uses few of them."""
LONGEST_WORDS = 200
SHOWS = 0.5
"""Likeness from which a word of the answer is shown as saying the model answer's."""


@dataclass(frozen=True)
class Beside:
    """The measures (each 0-1) of one answer beside its model answer."""

    reference: str
    answer: str
    question: str
    matches: Sequence[WordMatch]
    """The model answer's words, each with the nearest word of the answer."""
    asked: Sequence[WordMatch]
    """The same words, each with the nearest word of the question."""
    closeness: float
    """Cosine of the two texts as wholes."""

    @cached_property
    def _full(self) -> float:
        length = max(5, count_words(self.reference))
        return min(FULL_MOST, max(FULL_LEAST, FULL + FULL_SLOPE * log(length / FULL_WORDS)))

    @cached_property
    def _said(self) -> list[float]:
        said = set(content_stems(self.answer))
        return [
            max(EXACT, m.likeness) if stem(self.reference[m.start : m.end]) in said else m.likeness
            for m in self.matches
        ]

    @cached_property
    def _weights(self) -> list[float]:
        asked = set(content_stems(self.question))
        return [
            (1 - min(1.0, max(0.0, a.likeness)))
            * (GIVEN_AWAY if stem(self.reference[a.start : a.end]) in asked else 1.0)
            for a in self.asked
        ]

    @cached_property
    def correctness(self) -> float:
        """How much of the model answer is said, each word by its weight."""
        total = sum(self._weights)
        if not total:
            return 0.0
        return min(1.0, sum(s * w for s, w in zip(self._said, self._weights, strict=True)) / total / self._full)

    @cached_property
    def points(self) -> tuple[tuple[Span, float], ...]:
        """The model answer's sentences and how well each is said, those that hold nothing of their own left out."""
        spans = sentences(self.reference)
        starts = [s.start for s in spans]
        found: list[list[float]] = [[] for _ in spans]
        asked = set(content_stems(self.question))
        for match, said in zip(self.matches, self._said, strict=True):
            if stem(self.reference[match.start : match.end]) not in asked:
                found[max(0, bisect_right(starts, match.start) - 1)].append(said)
        return tuple(
            (span, min(1.0, sum(said) / len(said) / self._full))
            for span, said in zip(spans, found, strict=True)
            if said
        )

    @cached_property
    def completeness(self) -> float:
        """The mean over the points that are needed: "name two" needs the best two."""
        needed = max(1, needed_points(self.question, len(self.points)))
        best = sorted((mark for _, mark in self.points), reverse=True)[:needed]
        return sum(best) / len(best) if best else self.correctness

    @cached_property
    def terms(self) -> float:
        """Share of the model answer's own terms that the answer uses, TERMS being enough."""
        asked = set(content_stems(self.question))
        own = set(content_stems(self.reference)) - asked or set(content_stems(self.reference))
        said = set(content_stems(self.answer))
        return min(1.0, len(own & said) / len(own) / TERMS) if own else 0.0

    @cached_property
    def fullness(self) -> float:
        """How much is said at all, beside the model answer's length; saturating."""
        wanted = min(LONGEST_WORDS, max(1, count_words(self.reference)))
        return min(1.0, log1p(count_words(self.answer)) / log1p(wanted))

    def evidence(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The answer's sentences that say most of the model answer, the best first; none that says nothing of it."""
        marks = dict.fromkeys(spans, 0.0)
        for match, said, weight in zip(self.matches, self._said, self._weights, strict=True):
            if said >= SHOWS and match.other_end > match.other_start:
                at = next((s for s in spans if s.start <= match.other_start < s.end), None)
                if at is not None:
                    marks[at] += weight * said
        return tuple(s for s in sorted(spans, key=lambda s: -marks[s]) if marks[s] > 0)


def beside(question: str, reference: str, answer: str, closeness: float, align: Align) -> Beside:
    """Measure `answer` beside `reference`; `closeness` is the cosine of the two whole texts."""
    return Beside(
        reference=reference,
        answer=answer,
        question=question,
        matches=align(reference, answer),
        asked=align(reference, question),
        closeness=max(0.0, closeness),
    )
