"""Which lines of a resume may support a rewritten one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from domain.evaluation.grader_talk import grader_instructions
from domain.resume.dates import plain
from domain.resume.fabrication.quantities import Quantity, read_quantities
from domain.resume.fabrication.rhythm import Rhythm, read_rhythms
from domain.resume.fabrication.tokens import Token, tokenise
from domain.resume.facts import Education, Position, Project, ResumeFacts


@dataclass(frozen=True)
class SourceLine:
    """A line that supports what it says."""

    text: str

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words."""
        return tokenise(self.text)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Its words for comparing, with those of two neighbours written as one ("back-end", "backend")."""
        words = [t.lemma for t in self.tokens]
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return frozenset(words) | {(a.text + b.text).lower() for a, b in pairs if b.before in ("", " ", "-")}

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Its figures."""
        return read_quantities(self.tokens)

    @cached_property
    def rhythms(self) -> list[Rhythm]:
        """How often things happen in it."""
        return read_rhythms(self.tokens)


@dataclass(frozen=True)
class Entry:
    """A job, school or project: names that may be told with any of its lines, its roles, and the lines."""

    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    lines: tuple[SourceLine, ...] = ()
    ended: bool = False
    start_year: str = ""
    days: float = 0.0
    """How long it lasted; 0 where dates do not say."""


@dataclass(frozen=True)
class Sources:
    """What a line of the resume may say. `own` is the entry it belongs to, None for the summary."""

    original: SourceLine
    own: Entry | None = None
    confirmed: tuple[SourceLine, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Every entry, for the summary only."""
    listed: tuple[SourceLine, ...] = ()
    """Skills, certificates and languages, each for itself, for the summary only."""
    siblings: tuple[SourceLine, ...] = field(default=())
    """Other lines of the same entry."""


def sources_for(path: str, original: str, facts: ResumeFacts, today: date, confirmed: Sequence[str] = ()) -> Sources:
    """What the line at this path may be built from."""
    first = SourceLine(original)
    said = tuple(SourceLine(text) for text in confirmed)
    parts = path.split(".")
    index = int(parts[1]) if len(parts) > 1 and parts[1].isdecimal() else -1
    if parts[0] == "work" and 0 <= index < len(facts.work):
        own = _position(facts.work[index], today)
    elif parts[0] == "projects" and 0 <= index < len(facts.projects):
        own = _project(facts.projects[index], today)
    elif parts[0] == "education" and 0 <= index < len(facts.education):
        own = _education(facts.education[index], today)
    elif parts[0] == "certificates" and 0 <= index < len(facts.certificates):
        held = facts.certificates[index]
        own = Entry(names=tuple(filter(None, (held.name, held.issuer, held.date))))
    elif parts[0] == "summary":
        return _for_summary(first, facts, said, today)
    else:
        own = Entry()
    siblings = tuple(line for line in own.lines if line.text != original)
    return Sources(first, own, said, siblings=siblings)


def _for_summary(first: SourceLine, facts: ResumeFacts, said: tuple[SourceLine, ...], today: date) -> Sources:
    entries = [_position(p, today) for p in facts.work] + [_project(p, today) for p in facts.projects]
    entries += [_education(e, today) for e in facts.education]
    listed = [s.name for s in facts.skills if s.listed]
    listed += [f"{c.name} {c.issuer} {c.date} certificate" for c in facts.certificates]
    listed += [f"{spoken.name} {spoken.level}" for spoken in facts.languages]
    listed += [p.title for p in facts.publications]
    listed += list(filter(None, (facts.contact.headline, facts.contact.place)))
    return Sources(first, None, said, tuple(entries), tuple(SourceLine(text) for text in listed))


def _told(lines: Sequence[str]) -> tuple[SourceLine, ...]:
    """Lines that tell something; one that gives orders to a machine is no source for another line."""
    return tuple(SourceLine(text) for text in lines if not grader_instructions(text))


def _position(job: Position, today: date) -> Entry:
    end = plain(job.end)
    ended = bool(end) and end != "present" and end < f"{today:%Y-%m}"
    return Entry(
        names=tuple(filter(None, (job.employer, job.place))),
        roles=tuple(filter(None, (job.title,))),
        lines=_told(job.bullets),
        ended=ended,
        start_year=plain(job.start)[:4],
        days=_days(job.start, job.end, today),
    )


def _project(made: Project, today: date) -> Entry:
    return Entry(
        names=tuple(filter(None, (made.title, made.link))),
        roles=tuple(filter(None, (made.role,))),
        lines=_told(made.bullets),
        start_year=plain(made.start)[:4],
        days=_days(made.start, made.end, today),
    )


def _education(taught: Education, today: date) -> Entry:
    degree = " ".join(filter(None, (taught.degree, taught.field)))
    return Entry(
        names=tuple(filter(None, (taught.school, degree, taught.degree, taught.field))),
        lines=_told(taught.details),
        start_year=plain(taught.start)[:4],
        days=_days(taught.start, taught.end, today),
    )


def _days(start: str, end: str, today: date) -> float:
    first, last = plain(start), plain(end)
    if not first or not last:
        return 0.0
    return max(_month(last, today, 12) - _month(first, today, 1), 0) * 365.25 / 12


def _month(written: str, today: date, unknown: int) -> int:
    if written == "present":
        return 12 * today.year + today.month
    year, _, month = written.partition("-")
    return 12 * int(year) + int(month or unknown)
