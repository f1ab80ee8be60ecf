"""What a resume says, as typed facts. Every list keeps the order of the file."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from domain.resume.spans import Sources


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True)


class Contact(_Fact):
    """How to reach the person; empty strings when the file does not say."""

    name: str = ""
    email: str = ""
    phone: str = ""
    links: tuple[str, ...] = ()
    place: str = ""
    headline: str = ""
    """The line under the name that says what the person is ("Data analyst")."""


class Position(_Fact):
    """One job. Dates stay as written in the file ("March 2023", "now")."""

    title: str = ""
    employer: str = ""
    place: str = ""
    start: str = ""
    end: str = ""
    bullets: tuple[str, ...] = ()
    confirmed: bool = False


class Education(_Fact):
    """One school or degree."""

    school: str = ""
    degree: str = ""
    field: str = ""
    start: str = ""
    end: str = ""
    details: tuple[str, ...] = ()
    """What else stands there: grade, honours, thesis, courses."""
    confirmed: bool = False


class Project(_Fact):
    """Something made, outside a job or named beside it."""

    title: str = ""
    role: str = ""
    link: str = ""
    start: str = ""
    end: str = ""
    bullets: tuple[str, ...] = ()
    confirmed: bool = False


class Certificate(_Fact):
    """A certificate, licence or award of a body."""

    name: str = ""
    issuer: str = ""
    date: str = ""
    confirmed: bool = False


class Publication(_Fact):
    """A paper, book, article, talk or patent. `venue` is where it appeared."""

    title: str = ""
    venue: str = ""
    date: str = ""
    link: str = ""
    confirmed: bool = False


class SpokenLanguage(_Fact):
    """A language the person speaks; `level` in the words of the file ("Native", "B2")."""

    name: str = ""
    level: str = ""
    confirmed: bool = False


class SkillCategory(StrEnum):
    """The specification's four kinds of skill; OTHER for what is listed but not in our taxonomy."""

    TECHNICAL = "technical"
    TOOL = "tool"
    SOFT = "soft"
    LANGUAGE = "language"
    OTHER = "other"


class SkillFact(_Fact):
    """A skill, and the line of the resume it was read from."""

    name: str
    line: str = ""
    listed: bool = True
    """True when a skills section lists it, False when it was found in the text by its usual name."""
    category: SkillCategory = SkillCategory.OTHER
    confidence: float = Field(default=1.0, ge=0, le=1)
    """How sure we are that the person claims this skill; only skills above 0.6 are kept."""
    years: float | None = None
    """Years of the jobs that name it, overlaps counted once; None where dates do not allow it."""
    last_used: str = ""
    """End of the newest job that names it, as written; empty where dates do not allow it."""


class Section(_Fact):
    """A heading of the file and the text under it."""

    title: str
    kind: str
    """contact | summary | work | education | skills | projects | certificates | publications | languages | other"""
    text: str = ""


class ResumeFacts(_Fact):
    """Everything read from one file, or what the person made of it."""

    contact: Contact = Contact()
    summary: str = ""
    work: tuple[Position, ...] = ()
    education: tuple[Education, ...] = ()
    skills: tuple[SkillFact, ...] = ()
    projects: tuple[Project, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    publications: tuple[Publication, ...] = ()
    languages: tuple[SpokenLanguage, ...] = ()
    sections: tuple[Section, ...] = ()

    def lines(self) -> list[str]:
        """Lines that a question can be built on: bullets first, then skill lines; no duplicates."""
        found = [b for p in self.work for b in p.bullets] + [s.line for s in self.skills if s.line]
        found += [line.strip(" -•\t") for s in self.sections if s.kind == "projects" for line in s.text.splitlines()]
        return list(dict.fromkeys(line for line in found if len(line) > 15))


class Doubt(_Fact):
    """A fact we are not sure of: its path ("work.0.employer"), why in a sentence, and how sure we are (0-1)."""

    path: str
    reason: str
    confidence: float = Field(ge=0, le=1)


class ReadingQuality(_Fact):
    """How well the file could be read. `score` is 0-1; `issues` are sentences for the person."""

    score: float = Field(ge=0, le=1)
    issues: tuple[str, ...] = ()


class ResumeStatus(StrEnum):
    """Where a file is on its way from upload to facts."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    FAILED = "failed"


class Resume(_Fact):
    """An uploaded file and the newest version of its facts. `size` is in bytes."""

    id: UUID
    user_id: UUID
    file_name: str
    media_type: str
    size: int
    status: ResumeStatus
    step: str = ""
    """What is being done right now, in words."""
    error: str = ""
    created_at: datetime
    version: int = 0
    edited: bool = False
    facts: ResumeFacts | None = None
    quality: ReadingQuality | None = None
    doubts: tuple[Doubt, ...] = ()
    sources: Sources = Field(default_factory=dict)


class ResumeVersion(_Fact):
    """One stored state of the facts. `note` says how it came about ("Read from the file", "Corrected by you")."""

    version: int
    created_at: datetime
    edited: bool
    note: str = ""
    facts: ResumeFacts
    quality: ReadingQuality
    doubts: tuple[Doubt, ...] = ()
    sources: Sources = Field(default_factory=dict)
