"""Questions, interviews and turns: their types and the moves between their states."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from domain.errors import InvalidInput


class QuestionKind(StrEnum):
    """What a question asks for; each kind has a rubric of its own."""

    BEHAVIOURAL = "behavioural"
    TECHNICAL = "technical"
    SITUATIONAL = "situational"
    SYSTEM_DESIGN = "system_design"
    HR = "hr"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return {"system_design": "System design", "hr": "HR"}.get(self.value, self.value.capitalize())


class Level(StrEnum):
    """Seniority the interview is pitched at."""

    ENTRY = "entry"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"


class Mode(StrEnum):
    """Practice shows help and lets time run over; realistic hands in at zero."""

    PRACTICE = "practice"
    REALISTIC = "realistic"


class Style(StrEnum):
    """How the interviewer talks; it never changes how an answer is scored."""

    FRIENDLY = "friendly"
    NEUTRAL = "neutral"
    TOUGH = "tough"


class Wording(StrEnum):
    """The language of questions and follow-ups: as the trade speaks, or short plain sentences without idioms."""

    STANDARD = "standard"
    PLAIN = "plain"


class JobRole(BaseModel):
    """A role from data/roles.yaml."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    family: str
    aliases: tuple[str, ...] = ()


class Question(BaseModel):
    """A question of the bank. `seconds` is the usual time to answer it."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: QuestionKind
    roles: tuple[str, ...]
    levels: tuple[Level, ...]
    skills: tuple[str, ...] = ()
    seconds: int = Field(ge=30, le=1800)
    text: str
    key_points: tuple[str, ...]
    outline: str
    anchors: tuple[str, ...] = ()
    """What a weak, a solid and a strong answer to this question says: three sentences, or none."""
    source: str = "bank"
    """bank | model | own (imported by the person) | reference (a line of score-answers)"""

    def suits_role(self, role_id: str) -> bool:
        """True for the role's own questions and for general ones."""
        return role_id in self.roles or "any" in self.roles


class ChosenQuestion(BaseModel):
    """A question picked for one interview, and why it was picked."""

    model_config = ConfigDict(frozen=True)

    question: Question
    reason: str
    """A sentence for the person; cites the resume or job line when one led here."""
    origin: str = "bank"
    """bank | resume | job: what led to the bank's question; model, own: who wrote it; answer: a follow-up."""
    cited_line: str | None = None


class InterviewSetup(BaseModel):
    """What a person asks for when they start an interview."""

    model_config = ConfigDict(frozen=True)

    role_id: str
    level: Level = Level.MID
    kinds: tuple[QuestionKind, ...] = (QuestionKind.BEHAVIOURAL, QuestionKind.TECHNICAL)
    count: int = Field(default=5, ge=1, le=15)
    seconds_per_question: int | None = Field(default=None, ge=30, le=1800)
    """None = the time each question suggests."""
    mode: Mode = Mode.PRACTICE
    resume_id: UUID | None = None
    job_text: str = Field(default="", max_length=20_000)
    adaptive: bool = False
    """True: each next question is easier or harder by how the answers before it went; `level` is where it starts."""
    minutes: int | None = Field(default=None, ge=5, le=180)
    """How long it may take in all; None = as long as `count` questions need."""
    style: Style = Style.NEUTRAL
    wording: Wording = Wording.STANDARD
    follow_ups: bool = False
    """True: one question back about the weakest part of an answer."""
    company: str = Field(default="", max_length=120)
    focus: str = Field(default="", max_length=60)
    """The criterion this drill is for, by its id; empty for an interview that is no drill."""
    own_questions: bool = False
    """True: questions the person imported are asked first."""
    real: bool = False
    """True for the review of a real interview: nothing of it was practised here."""


class InterviewStatus(StrEnum):
    """An interview is open until every turn is done or the person ends it."""

    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    FINISHED = "finished"


class TurnStatus(StrEnum):
    """One question's life inside an interview."""

    WAITING = "waiting"
    ASKING = "asking"
    ANSWERED = "answered"
    SKIPPED = "skipped"


class Turn(BaseModel):
    """One question of one interview. Times are UTC; `seconds` is the time allowed."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    interview_id: UUID
    position: int
    """1-based."""
    part: int = 0
    """0 for the question itself, 1 for its follow-up."""
    follow_up_of: UUID | None = None
    follow_up: str = "none"
    """none | due | asked | left_out (domain/follow_ups.FollowUpState): whether the answer was looked at for one."""
    aims_at: str = ""
    """For a follow-up: the criterion of the answer it asks about, by its id."""
    level: str = ""
    """In an adaptive interview: the level this question was chosen for; empty before that."""
    question: Question
    reason: str
    origin: str = "bank"
    cited_line: str | None = None
    status: TurnStatus = TurnStatus.WAITING
    seconds: int
    started_at: datetime | None = None
    deadline_at: datetime | None = None

    @property
    def label(self) -> str:
        """How the turn is called, such as "Question 2" or "Question 2, follow-up"."""
        return f"Question {self.position}" + (", follow-up" if self.part else "")

    @property
    def written_by_model(self) -> bool:
        """True when the question is not from the bank."""
        return self.origin == "model"

    def seconds_left(self, now: datetime) -> float:
        """Seconds to the deadline, negative once it has passed; the full time before the start."""
        return (self.deadline_at - now).total_seconds() if self.deadline_at else float(self.seconds)


class Interview(BaseModel):
    """An interview with its turns in order."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    user_id: UUID
    setup: InterviewSetup
    role_name: str
    status: InterviewStatus
    created_at: datetime
    finished_at: datetime | None = None
    turns: tuple[Turn, ...] = ()

    @property
    def current_turn(self) -> Turn | None:
        """The turn to answer next, or None when all are answered or skipped."""
        return next((t for t in self.turns if t.status in (TurnStatus.ASKING, TurnStatus.WAITING)), None)

    @property
    def main_turns(self) -> tuple[Turn, ...]:
        """The questions without their follow-ups."""
        return tuple(t for t in self.turns if t.part == 0)

    @property
    def follow_up_due(self) -> Turn | None:
        """The answered turn whose follow-up has not been decided yet, or None."""
        return next((t for t in self.turns if t.follow_up == "due"), None)

    def with_turn(self, turn: Turn) -> "Interview":
        """The same interview with this turn in place of its earlier form."""
        return self.model_copy(update={"turns": tuple(turn if t.id == turn.id else t for t in self.turns)})

    @property
    def title(self) -> str:
        """A short name for lists, such as "Backend engineer, behavioural and technical"."""
        kinds = [k.label if k is QuestionKind.HR else k.label.lower() for k in self.setup.kinds]
        if self.setup.focus:
            return f"Drill on {self.setup.focus.replace('_', ' ')}: {self.role_name}"
        if self.setup.real:
            return f"Real interview: {self.role_name}"
        joined = kinds[0] if len(kinds) == 1 else ", ".join(kinds[:-1]) + " and " + kinds[-1]
        return f"{self.role_name}, {joined}"


class Draft(BaseModel):
    """What was typed so far. `revision` grows with each save of the same turn."""

    model_config = ConfigDict(frozen=True)

    turn_id: UUID
    text: str
    revision: int = 0
    saved_at: datetime


class Answer(BaseModel):
    """A submitted answer. `seconds_used` counts from the question shown to the submission."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    turn_id: UUID
    interview_id: UUID
    user_id: UUID
    attempt: int = 1
    text: str
    client_key: str
    seconds_used: float = 0
    submitted_by_clock: bool = False
    submitted_at: datetime


MAX_ANSWER_CHARS = 20_000


def check_answer_length(text: str) -> str:
    """Return `text` unless it is longer than MAX_ANSWER_CHARS characters (InvalidInput)."""
    if len(text) > MAX_ANSWER_CHARS:
        raise InvalidInput(
            f"This answer has {len(text):,} characters. The limit is {MAX_ANSWER_CHARS:,}; shorten it and submit again."
        )
    return text


TURN_MOVES: dict[TurnStatus, frozenset[TurnStatus]] = {
    TurnStatus.WAITING: frozenset({TurnStatus.ASKING, TurnStatus.SKIPPED}),
    TurnStatus.ASKING: frozenset({TurnStatus.ANSWERED, TurnStatus.SKIPPED}),
    TurnStatus.SKIPPED: frozenset(),
    TurnStatus.ANSWERED: frozenset({TurnStatus.ASKING}),
}
"""An answered question is asked again only where a person wants another attempt; the earlier answers stay."""


def check_turn_move(old: TurnStatus, new: TurnStatus) -> None:
    """Raise InvalidInput when a turn cannot go from `old` to `new`."""
    if new not in TURN_MOVES[old]:
        raise InvalidInput(f"This question is already {old.value}; it cannot become {new.value}.")
