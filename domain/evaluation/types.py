"""Evaluations and what they are made of. Levels are 0-4, totals 0-100."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from domain.evaluation.calibration import Calibration


class State(StrEnum):
    """How much a score may be trusted; unscored has no number at all."""

    SCORED = "scored"
    ESTIMATED = "estimated"
    UNSCORED = "unscored"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Criterion(_Value):
    """One criterion of a rubric. `anchors` has five sentences of observable behaviour, level 0 first."""

    id: str
    name: str
    weight: float = Field(gt=0)
    anchors: tuple[str, str, str, str, str]
    signal: str
    """Which offline signal estimates this criterion (see domain/evaluation/offline.py)."""
    expected: str = ""
    """What is expected in this part at the rubric's seniority; empty where every level asks for the same."""


class Rubric(_Value):
    """A rubric file. `digest` is the SHA-256 of the file's text."""

    name: str
    version: int
    kind: str
    criteria: tuple[Criterion, ...]
    digest: str = ""
    calibrations: tuple[Calibration, ...] = ()
    """What is known about engines with this very edition."""
    seniority: str = ""
    """The level (entry, mid, senior, lead) whose expectations the criteria carry; empty for none."""
    levels_version: int = 0
    """The version of those expectations."""

    def calibration(self, engine: str) -> Calibration | None:
        """What is known about an engine, or None."""
        return next((c for c in self.calibrations if c.engine == engine), None)

    def narrowed(self, criterion_id: str) -> "Rubric":
        """Only the criterion a follow-up asks about, and how much is said in how many words."""
        kept = tuple(c for c in self.criteria if c.id in (criterion_id, "substance", "padding"))
        return self.model_copy(update={"criteria": kept or self.criteria, "calibrations": ()})

    @property
    def label(self) -> str:
        """For one-line notes, such as "behavioural v1"."""
        return f"{self.name} v{self.version}"


class Quote(_Value):
    """Words of the answer, by character offsets into it: answer[start:end] == text."""

    start: int
    end: int
    text: str


class CriterionScore(_Value):
    """One criterion's level and the words it rests on."""

    criterion_id: str
    name: str
    weight: float
    level: int = Field(ge=0, le=4)
    value: float | None = Field(default=None, ge=0, le=4)
    """What fixed rules measured between the levels; `level` is its rounding. None where a reader gave the level."""
    quotes: tuple[Quote, ...] = ()
    verified: bool
    """False when no words of the answer support the level."""
    why: str
    """What was seen or missed in this answer."""
    next_step: str = ""
    """What would lift it one level: names this answer's own missing point. Empty at level 4."""
    anchor: str = ""
    next_anchor: str = ""

    @property
    def counted(self) -> float:
        """What enters the total: the measured value where there is one, else the level."""
        return self.level if self.value is None else self.value


class KeyPointCheck(_Value):
    """Whether one key point of the question was covered, and by which words."""

    text: str
    covered: bool
    quote: Quote | None = None


class Evaluation(_Value):
    """One scoring of one answer. total, low and high are None exactly when state is unscored."""

    state: State
    total: int | None = Field(default=None, ge=0, le=100)
    low: int | None = Field(default=None, ge=0, le=100)
    high: int | None = Field(default=None, ge=0, le=100)
    reason: str = ""
    """For unscored: why, in a sentence for the person. For estimated: why no model scored it."""
    reason_code: str = ""
    """For unscored: empty | too_short | copied_question | off_topic | gibberish | not_english | grader_instructions"""
    verdict: str = ""
    criteria: tuple[CriterionScore, ...] = ()
    key_points: tuple[KeyPointCheck, ...] = ()
    calibrated: bool = False
    """True when the range was fitted on answers that people scored; else it is a careful guess."""
    contested: str = ""
    """Why the range is wider than usual, in a sentence, where many people disagree with this kind of score."""
    rubric: str = ""
    rubric_digest: str = ""
    seniority: str = ""
    """The level whose expectations the reader was given; fixed rules read every level alike and leave it empty."""
    provider: str = "offline rules"
    model: str = ""
    prompt: str = ""
    """Name, version and digest of the prompt, when a model was asked."""
    words: int = 0
    ms: int = 0

    @property
    def spread(self) -> int | None:
        """Half the range, for "78 ± 4"."""
        return None if self.low is None or self.high is None else max(1, round((self.high - self.low) / 2))


class StoredEvaluation(_Value):
    """An evaluation in the database; a later `version` of the same answer replaces an earlier one on screen."""

    id: UUID
    answer_id: UUID
    user_id: UUID
    version: int
    created_at: datetime
    evaluation: Evaluation
