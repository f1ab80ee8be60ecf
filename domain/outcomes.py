"""What came of real interviews, and what the scores before them say about it: little, until there are many."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

ENOUGH_TO_SHOW = 3
ENOUGH_TO_COMPARE = 5
"""Decided outcomes on each side before a difference is even spoken of."""
LOOK_BACK = timedelta(days=45)


class Stage(StrEnum):
    """How far the process had come."""

    SCREEN = "screen"
    INTERVIEW = "interview"
    TASK = "task"
    FINAL = "final"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {"screen": "First call", "interview": "Interview", "task": "Task or test", "final": "Final round"}[self]


class Result(StrEnum):
    """What the employer, or the person, decided."""

    WAITING = "waiting"
    ADVANCED = "advanced"
    OFFER = "offer"
    REJECTED = "rejected"
    WITHDREW = "withdrew"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {"advanced": "Next round", "withdrew": "I withdrew"}.get(self.value, self.value.capitalize())

    @property
    def positive(self) -> bool | None:
        """True or False once an employer has decided; None while waiting, and when the person withdrew."""
        return {Result.ADVANCED: True, Result.OFFER: True, Result.REJECTED: False}.get(self)


class OutcomeDetails(BaseModel):
    """What a person logs about one real interview. `heard` is feedback they were given, in their words."""

    model_config = ConfigDict(frozen=True)

    happened_on: date
    company: str = Field(default="", max_length=120)
    role_name: str = Field(default="", max_length=120)
    stage: Stage = Stage.INTERVIEW
    result: Result = Result.WAITING
    heard: str = Field(default="", max_length=4000)


class Outcome(OutcomeDetails):
    """A stored outcome."""

    id: UUID
    user_id: UUID
    interview_id: UUID | None = None
    created_at: datetime


class PractisedScore(BaseModel):
    """One finished session's total and half its range, and when it was."""

    model_config = ConfigDict(frozen=True)

    on: date
    total: int
    spread: float


class OutcomeView(BaseModel):
    """What may honestly be said. The medians are None when a side has no outcome with practice before it."""

    model_config = ConfigDict(frozen=True)

    logged: int
    decided: int
    with_practice: int
    """Decided outcomes that had a scored session within LOOK_BACK before them."""
    positive: tuple[int, int] | None
    """(median total before, n) of the interviews that went on."""
    negative: tuple[int, int] | None
    sentence: str


def relate(outcomes: Sequence[Outcome], sessions: Sequence[PractisedScore]) -> OutcomeView:
    """Set each decided outcome beside the median total of the sessions in the LOOK_BACK days before it.

    Nothing is claimed below ENOUGH_TO_COMPARE on both sides, nor for a difference inside the scores' own range.
    """
    decided = [o for o in outcomes if o.result.positive is not None]
    sides: dict[bool, list[float]] = {True: [], False: []}
    spreads: list[float] = []
    for outcome in decided:
        before = [s for s in sessions if timedelta(0) <= outcome.happened_on - s.on <= LOOK_BACK]
        if before and outcome.result.positive is not None:
            sides[outcome.result.positive].append(median(s.total for s in before))
            spreads += [s.spread for s in before]
    medians = {side: (round(median(found)), len(found)) if found else None for side, found in sides.items()}
    noise = median(spreads) if spreads else 0.0
    return OutcomeView(
        logged=len(outcomes),
        decided=len(decided),
        with_practice=sum(len(found) for found in sides.values()),
        positive=medians[True],
        negative=medians[False],
        sentence=_sentence(len(outcomes), medians[True], medians[False], noise),
    )


def _sentence(logged: int, positive: tuple[int, int] | None, negative: tuple[int, int] | None, noise: float) -> str:
    if logged < ENOUGH_TO_SHOW:
        return (
            f"{logged} logged so far. From {ENOUGH_TO_SHOW} on, your practice scores are set beside what happened; "
            "before that there is nothing to see."
        )
    if positive is None or negative is None:
        missing = "went on" if positive is None else "ended there"
        return f"No interview that {missing} had scored practice in the 45 days before, so nothing can be compared."
    told = (
        f"Median practice score in the 45 days before: {positive[0]} where it went on (n = {positive[1]}), "
        f"{negative[0]} where it ended (n = {negative[1]})."
    )
    if min(positive[1], negative[1]) < ENOUGH_TO_COMPARE:
        return f"{told} That is too few to say that one follows from the other."
    if abs(positive[0] - negative[0]) <= noise:
        return f"{told} The difference is smaller than the scores' own range, so read it as none."
    higher = "higher" if positive[0] > negative[0] else "lower"
    return (
        f"{told} Scores were {higher} before the interviews that went on, by more than their range. "
        "It is still a small number of interviews, and much else decides."
    )
