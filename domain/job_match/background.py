"""A resume made ready for comparing: its lines, their vectors, and what to look words up in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from domain.evaluation.relevance import cosine
from domain.job_match.resume_lines import Place, ResumeLine, resume_lines
from domain.job_match.types import Evidence, Status
from domain.job_match.wording import core, coverage
from domain.resume.facts import ResumeFacts
from domain.resume.vocabulary import SkillVocabulary

Embed = Callable[[Sequence[str]], list[list[float]]]
"""Unit vectors for texts, in order."""

WORDS_WEIGH = 0.35
"""What equal words add to likeness: a line that holds every word of the requirement gets this much more."""


@dataclass(frozen=True)
class Verdict:
    """A status, the lines it rests on, and one sentence why."""

    status: Status
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    note: str = ""
    """What could not be told, for the whole match; empty when nothing."""
    advice: str = ""
    """What the person can do, of domain.job_match.advice; empty for the general advice."""


@dataclass(frozen=True)
class Likeness:
    """A line and how like it is to a text: cosine plus WORDS_WEIGH times the share of words; without vectors words "
    "alone."""

    line: ResumeLine
    score: float


@dataclass(frozen=True)
class Background:
    """One resume beside one advertisement. `job_title` is the advertised one, empty when not known."""

    facts: ResumeFacts
    vocabulary: SkillVocabulary
    today: date
    embed: Embed | None = None
    job_title: str = ""
    _vectors: dict[str, list[float]] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[ResumeLine]:
        """Every line that can be evidence."""
        return resume_lines(self.facts)

    def at(self, *places: Place) -> list[ResumeLine]:
        """The lines of some kinds, in order."""
        return [line for line in self.lines if line.place in places]

    def learn(self, texts: Iterable[str]) -> None:
        """Embed many texts at once; asking for them later costs nothing."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if self.embed is not None and new:
            self._vectors.update(zip(new, self.embed(new), strict=True))

    def alike(self, one: str, other: str) -> float:
        """Cosine of two texts; 0 without vectors."""
        if self.embed is None or not one or not other:
            return 0.0
        self.learn((one, other))
        return cosine(self._vectors[one], self._vectors[other])

    def nearest(self, text: str, places: Sequence[Place]) -> list[Likeness]:
        """Lines of these kinds, the most alike first; ties keep the order of the resume."""
        about = core(text)
        found = [Likeness(line, self.likeness(about, line.words)) for line in self.at(*places)]
        return sorted(found, key=lambda likeness: -likeness.score)

    def likeness(self, about: str, line: str) -> float:
        """See Likeness."""
        shared = coverage(about, line)
        return self.alike(about, line) + WORDS_WEIGH * shared if self.embed is not None else shared
