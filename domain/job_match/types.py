"""What a job description asks, and what a resume says to it."""

from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

MAX_JOB_CHARS = 20_000
"""Characters of a job description that are read; the database holds no more."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Kind(StrEnum):
    """How much the advertisement insists."""

    REQUIRED = "required"
    PREFERRED = "preferred"


class Status(StrEnum):
    """How well the resume answers."""

    STRONG = "strong"
    PARTIAL = "partial"
    MISSING = "missing"


class Requirement(_Value):
    """One thing the advertisement asks for, in its words."""

    text: str
    kind: Kind


class Evidence(_Value):
    """A line of the resume: where it stands in the facts ("work.0.bullets.2") and its text."""

    path: str
    text: str


class RequirementMatch(_Value):
    """What the resume says to one requirement. MISSING has no evidence; the others have at least one line."""

    text: str
    kind: Kind
    status: Status
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    """One sentence for the person: what the status rests on, or what could not be told."""


class Keyword(_Value):
    """A term of the advertisement, and how often it stands there and in the resume."""

    term: str
    in_ad: int = Field(ge=1)
    in_resume: int = Field(ge=0)


class Gap(_Value):
    """A requirement the resume answers in part or not at all, and what the person can do."""

    requirement: str
    kind: Kind
    status: Status
    suggestion: str


class JobMatch(_Value):
    """A resume beside an advertisement. `score` is 0-100, or None with `reason` saying why there is none."""

    score: int | None = Field(default=None, ge=0, le=100)
    reason: str = ""
    title: str = ""
    """The job's title where the advertisement begins with one."""
    requirements: tuple[RequirementMatch, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    gaps: tuple[Gap, ...] = ()
    notes: tuple[str, ...] = ()
    """What could not be told, in sentences."""
    by_meaning: bool = False
    """False when no word vectors were at hand, so that only equal words were compared."""
    job_id: UUID | None = None
    """The stored job description; None for a text that is not stored."""

    def of_kind(self, kind: Kind) -> tuple[RequirementMatch, ...]:
        """The required or the preferred ones, in the order of the advertisement."""
        return tuple(r for r in self.requirements if r.kind is kind)

    @property
    def matched_keywords(self) -> tuple[Keyword, ...]:
        """Terms that stand in the resume too."""
        return tuple(k for k in self.keywords if k.in_resume)

    @property
    def missing_keywords(self) -> tuple[Keyword, ...]:
        """Terms that do not stand in the resume."""
        return tuple(k for k in self.keywords if not k.in_resume)
