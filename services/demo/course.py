"""The demo people as they stand in data/demo: who they are, their resume, and eight weeks of practice."""

from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.interview import InterviewSetup, Level, Mode, QuestionKind
from domain.resume.facts import Contact, Education, Position, ResumeFacts, SkillFact

FOLDER = Path(__file__).parents[2] / "data" / "demo"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DemoTurn(_Entry):
    """One question: answered (maybe with nothing), skipped, begun (a draft), or not reached yet."""

    question: str
    seconds: int = Field(default=0, ge=0)
    """From the question shown to the answer, in seconds."""
    answer: str | None = None
    draft: str | None = None
    skipped: bool = False
    by_clock: bool = False

    @model_validator(mode="after")
    def _one_outcome(self) -> "DemoTurn":
        if (self.answer is not None) + (self.draft is not None) + self.skipped > 1:
            raise ValueError(f"{self.question}: choose one of answer, draft and skipped")
        return self

    @property
    def done(self) -> bool:
        """True when nothing is left to do for this question."""
        return self.answer is not None or self.skipped


class DemoSession(_Entry):
    """One interview, `days_ago` before the seeding, at a wall-clock time of the person's time zone."""

    days_ago: int = Field(ge=1)
    at: time
    mode: Mode
    level: Level = Level.MID
    kinds: tuple[QuestionKind, ...]
    job_text: str = ""
    turns: tuple[DemoTurn, ...]

    @property
    def finished(self) -> bool:
        """True when every question is answered or skipped."""
        return all(turn.done for turn in self.turns)

    def setup(self, role_id: str) -> InterviewSetup:
        """What the person would have chosen on the set-up page, without a resume."""
        return InterviewSetup(
            role_id=role_id,
            level=self.level,
            kinds=self.kinds,
            count=len(self.turns),
            mode=self.mode,
            job_text=self.job_text,
        )

    def begins(self, now: datetime, time_zone: str) -> datetime:
        """The moment the interview was started, seen from `now`; always in the past."""
        zone = ZoneInfo(time_zone)
        day = now.astimezone(zone).date() - timedelta(days=self.days_ago)
        return datetime.combine(day, self.at, zone)


class DemoResume(_Entry):
    """A resume as it would be typed; each skill line holds skills divided by commas."""

    file_name: str
    contact: Contact
    summary: str
    work: tuple[Position, ...]
    education: tuple[Education, ...]
    skill_lines: tuple[str, ...]

    @property
    def facts(self) -> ResumeFacts:
        """The typed facts, confirmed as if the person had checked them."""
        return ResumeFacts(
            contact=self.contact,
            summary=self.summary,
            work=tuple(p.model_copy(update={"confirmed": True}) for p in self.work),
            education=tuple(e.model_copy(update={"confirmed": True}) for e in self.education),
            skills=tuple(
                SkillFact(name=name.strip(), line=line) for line in self.skill_lines for name in line.split(",")
            ),
        )


class DemoPerson(_Entry):
    """An account to create."""

    email: str
    full_name: str
    time_zone: str


class DemoCandidate(DemoPerson):
    """A candidate with everything they did, oldest session first."""

    role_id: str
    resume: DemoResume
    sessions: tuple[DemoSession, ...]


def read_candidates(folder: Path = FOLDER) -> tuple[DemoCandidate, ...]:
    """Every demo candidate, in the order of their file names."""
    files = sorted((folder / "candidates").glob("*.yaml"))
    return tuple(DemoCandidate.model_validate(_read(path)) for path in files)


def read_coach(folder: Path = FOLDER) -> DemoPerson:
    """The demo coach."""
    return DemoPerson.model_validate(_read(folder / "coach.yaml"))


def _read(path: Path) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
