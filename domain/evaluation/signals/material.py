"""One answer cut up for the signals, and what a signal says of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.evaluation import lexicon as lex
from domain.evaluation.coverage import PointMatch, coverage, needed_points
from domain.evaluation.neutral import nameless
from domain.evaluation.reference import Beside
from domain.evaluation.text import Span, content_stems, count_words
from domain.interview import Question, QuestionKind


@dataclass(frozen=True)
class Reading:
    """What one signal found. `value` is 0-4 before any cap; `step` is what would lift it, for this answer."""

    value: float
    spans: tuple[Span, ...]
    why: str
    step: str


@dataclass(frozen=True)
class Material:
    """One answer, cut up once for all signals. `relevance` is 0-1."""

    question: Question
    text: str
    spans: tuple[Span, ...]
    points: tuple[PointMatch, ...]
    relevance: float
    seconds_used: float | None = None
    beside: Beside | None = None
    """The answer beside the model answer, where there is one and word vectors are at hand."""

    @cached_property
    def words(self) -> int:
        """How many words the answer has."""
        return count_words(self.text)

    @cached_property
    def unique(self) -> tuple[Span, ...]:
        """The sentences without near repeats, so that saying a thing twice counts once."""
        kept: list[Span] = []
        seen: list[set[str]] = []
        for span in self.spans:
            stems = set(content_stems(span.text))
            if stems and not any(len(stems & s) >= 0.8 * len(stems | s) for s in seen):
                kept.append(span)
                seen.append(stems)
        return tuple(kept)

    @cached_property
    def coverage(self) -> float:
        """Share (0-1) of the key points the question needs; the relevance where no key points are known."""
        if not self.points:
            return self.relevance
        return coverage(self.points, needed_points(self.question.text, len(self.points)))

    @cached_property
    def substance(self) -> float:
        """0-1: how much is said beyond the question's own words."""
        own = len(set(content_stems(self.text)) - set(content_stems(self.question.text)))
        return min(1.0, own / (25 if self.question.kind in (QuestionKind.TECHNICAL, QuestionKind.HR) else 45))

    @property
    def missing(self) -> PointMatch | None:
        """The first key point that is not covered."""
        return next((p for p in self.points if not p.covered), None)

    def with_any(self, pattern: re.Pattern[str]) -> tuple[Span, ...]:
        """The sentences in which `pattern` occurs."""
        return tuple(s for s in self.unique if pattern.search(s.text))

    def after(self, share: float) -> tuple[Span, ...]:
        """The sentences that begin in the part of the answer after `share` (0-1)."""
        return tuple(s for s in self.unique if s.start >= share * len(self.text) or len(self.unique) <= 2)


OPEN_KINDS = frozenset({QuestionKind.BEHAVIOURAL, QuestionKind.HR})
ACCOUNT_STEPS = 2


def own_account(question: Question, text: str) -> bool:
    """True when an answer to an open question tells at least two things that the person or their group did.

    A ward, a warehouse or a web shop can each answer "a failure of yours" without a word in common with it, so likeness
    says little there (docs/decisions/0008).
    """
    done = {*own_verbs(text), *(m.group().lower() for m in lex.WE_DID.finditer(text))} - lex.STATE_VERBS
    return question.kind in OPEN_KINDS and len(done) >= ACCOUNT_STEPS


def steps(count: float, ladder: Sequence[float] = (0, 1.6, 2.4, 3.1, 3.6, 4.0)) -> float:
    """Return the value (0-4) for `count` finds: each further one adds less."""
    whole = min(int(count), len(ladder) - 1)
    above = ladder[min(whole + 1, len(ladder) - 1)]
    return ladder[whole] + (count - whole) * (above - ladder[whole]) if whole < len(ladder) - 1 else ladder[-1]


def pick(order: Sequence[Span], *groups: Sequence[Span]) -> tuple[Span, ...]:
    """Sentences of the groups, those of the first group first, each once."""
    known = set(order)
    return tuple(dict.fromkeys(s for group in groups for s in group if s in known))


def without(m: Material, spans: Sequence[Span]) -> Span | None:
    """Return the longest sentence (6 words or more) that is not among `spans`."""
    rest = [s for s in m.unique if s not in spans and count_words(s.text) >= 6]
    return max(rest, key=lambda s: count_words(s.text)) if rest else None


def join(parts: Sequence[str]) -> str:
    """Return "a, b and c"."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


def own_verbs(text: str) -> list[str]:
    """Return the verbs of what the writer did themselves, lower case."""
    text = nameless(text)
    verbs = [v.lower() for v in lex.I_DID.findall(text)]
    if verbs or lex.I_WAS_DOING.search(text):
        start = (lex.I_DID.search(text) or lex.I_WAS_DOING.search(text)).end()  # type: ignore[union-attr]
        verbs += [v.lower() for v in lex.AND_DID.findall(text[start:])]
    return verbs
