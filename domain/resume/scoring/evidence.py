"""What every rule looks at, gathered once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from domain.resume.document import ReadDocument
from domain.resume.facts import Position, Project, ResumeFacts
from domain.resume.spans import Sources
from domain.resume.vocabulary import SkillVocabulary, skill_key
from domain.resume.writing.checks import WrittenLine, writing_findings, written_lines
from domain.resume.writing.findings import WritingFinding


@dataclass(frozen=True)
class Evidence:
    """A resume as the rules see it: white space folded, lines that speak to the scorer blanked out."""

    document: ReadDocument
    facts: ResumeFacts
    today: date
    sources: Sources
    vocabulary: SkillVocabulary
    job_keywords: tuple[str, ...] | None

    @cached_property
    def positions(self) -> list[tuple[int, Position]]:
        """Every position that says anything, with its index in the facts."""
        return [(i, p) for i, p in enumerate(self.facts.work) if _says_something(p)]

    @cached_property
    def projects(self) -> list[tuple[int, Project]]:
        """Every project that says anything, with its index in the facts."""
        return [(i, p) for i, p in enumerate(self.facts.projects) if _says_something(p)]

    @cached_property
    def bullets(self) -> list[WrittenLine]:
        """Every line of every job and project."""
        return [line for line in written_lines(self.facts, self.today) if line.bullet]

    @cached_property
    def findings(self) -> tuple[WritingFinding, ...]:
        """What the writing checks say."""
        return writing_findings(self.facts, self.today)

    @cached_property
    def words(self) -> int:
        """Words of all facts. Headings do not count, nor anything else that is not understood as a fact."""
        return sum(len(text.split()) for text in _texts(self.facts))

    @cached_property
    def prose_key(self) -> str:
        """Everything said about work, for finding words in: " key key key "."""
        facts = self.facts
        parts = [facts.summary, *(line.text for line in self.bullets), *(p.title for p in facts.projects)]
        return f" {skill_key(' | '.join([*parts, *(p.title for p in facts.work)]))} "

    @cached_property
    def whole_key(self) -> str:
        """Everything said anywhere, for finding words in."""
        return f" {skill_key(' | '.join(_texts(self.facts)))} "

    @cached_property
    def prose_skills(self) -> frozenset[str]:
        """Usual names of the skills that the text about work names."""
        parts = [self.facts.summary, *(line.text for line in self.bullets)]
        return frozenset(name for part in parts for name in self.vocabulary.in_text(part))

    @cached_property
    def whole_skills(self) -> frozenset[str]:
        """Usual names of the skills named anywhere."""
        return frozenset(name for part in _texts(self.facts) for name in self.vocabulary.in_text(part))

    def line_of(self, path: str) -> int | None:
        """The line of the file a fact was read from, where known."""
        spans = self.sources.get(path)
        return spans[0].line if spans else None


def tidy(facts: ResumeFacts) -> ResumeFacts:
    """The facts with every run of white space as one space, so that white space can move no score."""

    def folded(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(" ".join(text.split()) for text in texts)

    return facts.model_copy(
        update={
            "summary": " ".join(facts.summary.split()),
            "work": tuple(p.model_copy(update={"bullets": folded(p.bullets)}) for p in facts.work),
            "projects": tuple(p.model_copy(update={"bullets": folded(p.bullets)}) for p in facts.projects),
        }
    )


def _says_something(entry: Position | Project) -> bool:
    held = entry.model_dump(exclude={"confirmed"}).values()
    return any("".join(value).strip() for value in held)


def _texts(facts: ResumeFacts) -> Iterator[str]:
    yield facts.contact.headline
    yield facts.summary
    for position in facts.work:
        yield from (position.title, position.employer, position.place, *position.bullets)
    for entry in facts.education:
        yield from (entry.school, entry.degree, entry.field, *entry.details)
    for project in facts.projects:
        yield from (project.title, project.role, *project.bullets)
    yield from (skill.name for skill in facts.skills if skill.listed)
    for certificate in facts.certificates:
        yield from (certificate.name, certificate.issuer)
    yield from (language.name for language in facts.languages)


def shown(text: str, most: int = 90) -> str:
    """A line short enough to be named in a list."""
    folded = re.sub(r"\s+", " ", text).strip()
    return folded if len(folded) <= most else f"{folded[: most - 1].rstrip()}\u2026"
