"""Ways into the next interview: saved set-ups, and a drill of what is weakest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import fmean
from typing import Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from domain.follow_ups import NOT_ASKED_ABOUT
from domain.interview import InterviewSetup, Mode, QuestionKind

FEWEST_ANSWERS = 3
OVER_ANSWERS = 12
DRILL_QUESTIONS = 3
MAX_PRESETS = 20


class Preset(BaseModel):
    """A saved set-up."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    user_id: UUID
    name: str = Field(min_length=1, max_length=60)
    setup: InterviewSetup
    created_at: datetime


class Weakest(BaseModel):
    """The criterion with the lowest mean level (0-4) over the last `answers` answers that have it."""

    model_config = ConfigDict(frozen=True)

    criterion_id: str
    name: str
    mean_level: float
    answers: int


class CriterionLevel(Protocol):
    """What is needed of a stored criterion row."""

    @property
    def criterion_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def level(self) -> int: ...


def weakest(rows: Sequence[CriterionLevel]) -> Weakest | None:
    """The weakest criterion that can be drilled; rows are newest first. None below FEWEST_ANSWERS answers."""
    levels: defaultdict[str, list[int]] = defaultdict(list)
    named: dict[str, str] = {}
    for row in rows:
        if row.criterion_id not in NOT_ASKED_ABOUT and len(levels[row.criterion_id]) < OVER_ANSWERS:
            levels[row.criterion_id].append(row.level)
            named.setdefault(row.criterion_id, row.name)
    found = [
        Weakest(criterion_id=key, name=named[key], mean_level=round(fmean(values), 2), answers=len(values))
        for key, values in levels.items()
        if len(values) >= FEWEST_ANSWERS
    ]
    return min(found, key=lambda w: (w.mean_level, -w.answers, w.criterion_id), default=None)


def drill(weak: Weakest, last: InterviewSetup, criteria: Mapping[QuestionKind, Sequence[str]]) -> InterviewSetup:
    """A short practice interview about the weakest criterion, for the role and level of the last one.

    `criteria` are the ids of each kind's rubric: only kinds that read the criterion are asked.
    """
    kinds = tuple(kind for kind, ids in criteria.items() if weak.criterion_id in ids)
    preferred = tuple(kind for kind in last.kinds if kind in kinds)
    return InterviewSetup(
        role_id=last.role_id,
        level=last.level,
        kinds=preferred or kinds or last.kinds,
        count=DRILL_QUESTIONS,
        mode=Mode.PRACTICE,
        resume_id=last.resume_id,
        style=last.style,
        follow_ups=True,
        focus=weak.criterion_id,
    )
