"""The lines of a resume that can be evidence, each with the place it has in the facts."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.job_match.types import Evidence
from domain.resume.facts import Education, Position, ResumeFacts


class Place(StrEnum):
    """What kind of line it is: a thing done weighs more than a word in a list."""

    DONE = "done"
    """A bullet of a job, a project, voluntary work."""
    HEAD = "head"
    """Title, employer and dates of a job."""
    CLAIM = "claim"
    """The summary: what the person says of themselves."""
    HEADLINE = "headline"
    LISTED = "listed"
    """An entry of the skills section."""
    SCHOOL = "school"
    CERTIFICATE = "certificate"
    LANGUAGE = "language"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class ResumeLine:
    """`words` is what is compared, `text` what is shown; they differ for a skill, which is shown with its whole "
    "line."""

    path: str
    text: str
    place: Place
    words: str

    @property
    def evidence(self) -> Evidence:
        """The line as evidence."""
        return Evidence(path=self.path, text=self.text)


def head_of(job: Position) -> str:
    """ "Analyst, Northern Bus, May 2020 to now"."""
    dates = " to ".join(part for part in (job.start, job.end) if part)
    return ", ".join(part for part in (job.title, job.employer, dates) if part)


def school_of(entry: Education) -> str:
    """ "BSc, Mathematics, Cardiff University, 2017 to 2020"."""
    dates = " to ".join(part for part in (entry.start, entry.end) if part)
    return ", ".join(part for part in (entry.degree, entry.field, entry.school, dates) if part)


def resume_lines(facts: ResumeFacts) -> list[ResumeLine]:
    """Every line once, in the order of the facts."""
    found: list[ResumeLine] = []

    def add(path: str, text: str, place: Place, words: str = "") -> None:
        if re.search(r"\w", text):
            found.append(ResumeLine(path, text.strip(), place, (words or text).strip()))

    add("contact.headline", facts.contact.headline, Place.HEADLINE)
    for n, link in enumerate(facts.contact.links):
        add(f"contact.links.{n}", link, Place.LINK)
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", facts.summary):
        add("summary", sentence, Place.CLAIM)
    for n, job in enumerate(facts.work):
        add(f"work.{n}", head_of(job), Place.HEAD, ", ".join(p for p in (job.title, job.employer) if p))
        for m, bullet in enumerate(job.bullets):
            add(f"work.{n}.bullets.{m}", bullet, Place.DONE)
    for n, project in enumerate(facts.projects):
        add(f"projects.{n}", ", ".join(p for p in (project.title, project.role) if p), Place.DONE)
        for m, bullet in enumerate(project.bullets):
            add(f"projects.{n}.bullets.{m}", bullet, Place.DONE)
    for n, entry in enumerate(facts.education):
        add(f"education.{n}", school_of(entry), Place.SCHOOL)
        for m, detail in enumerate(entry.details):
            add(f"education.{n}.details.{m}", detail, Place.SCHOOL)
    for n, held in enumerate(facts.certificates):
        text = ", ".join(p for p in (held.name, held.issuer, held.date) if p)
        add(f"certificates.{n}", text, Place.CERTIFICATE)
    for n, spoken in enumerate(facts.languages):
        add(f"languages.{n}", f"{spoken.name}: {spoken.level}" if spoken.level else spoken.name, Place.LANGUAGE)
    for n, work in enumerate(facts.publications):
        add(f"publications.{n}", ", ".join(p for p in (work.title, work.venue) if p), Place.DONE)
    _add_skills(facts, found)
    _add_sections(facts, found)
    return found


def _add_skills(facts: ResumeFacts, found: list[ResumeLine]) -> None:
    """A skill that was read from a bullet is that bullet, which stands here already."""
    seen = {line.text for line in found}
    for n, skill in enumerate(facts.skills):
        if skill.listed or (skill.line and skill.line not in seen):
            text = skill.line or skill.name
            qualified = entry_with(text, skill.name)
            found.append(ResumeLine(f"skills.{n}", text, Place.LISTED, qualified))


def entry_with(line: str, name: str) -> str:
    """The entry of a list that holds the name, with what qualifies it ("learning Go"); else the whole line."""
    entries = [part.strip() for part in re.split(r"[,;|•·]\s*", line) if name.lower() in part.lower()]
    entry = min(entries, key=len, default=line)
    return entry.split(":", 1)[-1].strip()


_TYPED = {"certificates": Place.CERTIFICATE, "languages": Place.LANGUAGE, "projects": Place.DONE,
          "publications": Place.DONE, "other": Place.DONE, "education": Place.SCHOOL}  # fmt: skip


def _add_sections(facts: ResumeFacts, found: list[ResumeLine]) -> None:
    """Sections that were not read into facts of their own still are lines of the resume."""
    for n, section in enumerate(facts.sections):
        place = _TYPED.get(section.kind)
        if place is None or (section.kind != "other" and getattr(facts, section.kind)):
            continue
        for text in section.text.splitlines():
            bare = text.strip(" -•*\t")
            if len(bare) > 2 and not re.search(r"(?i)^references?\b|available on request", bare):
                found.append(ResumeLine(f"sections.{n}", bare, place, bare))
