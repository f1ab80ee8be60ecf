"""When a person says that a criterion's level is wrong: recorded as they say it, and counted by rubric edition."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from statistics import fmean
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from domain.evaluation.types import Evaluation

LONGEST_WORDS = 1000
LEAST_PEOPLE, OFTEN = 30, 0.1
"""What people say widens ranges from this many of them on, and this share of all who were scored with the edition."""
LEVEL_POINTS = 25
"""One of the four steps between the levels 0 and 4, in points of a total."""


class Disagreement(BaseModel):
    """One criterion of one scoring: the level that was shown, and the one the person thinks right (both 0-4)."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    user_id: UUID
    answer_id: UUID
    evaluation_id: UUID
    criterion_id: str
    shown: int = Field(ge=0, le=4)
    wanted: int = Field(ge=0, le=4)
    words: str = ""
    created_at: datetime
    sent_at: datetime | None = None

    @property
    def direction(self) -> str:
        """What the person says about the score, in words."""
        return "too low" if self.wanted > self.shown else "too high"


class Counted(BaseModel):
    """One disagreement without its words or its person, as calibration may use it."""

    model_config = ConfigDict(frozen=True)

    rubric: str
    rubric_digest: str
    provider: str
    criterion_id: str
    shown: int
    wanted: int


class Shift(BaseModel):
    """What disagreements say about one criterion of one edition. People who object are no sample of all people."""

    model_config = ConfigDict(frozen=True)

    rubric: str
    rubric_digest: str
    provider: str
    criterion_id: str
    people_said: int
    too_low: int
    too_high: int
    mean_shift: float
    """Mean of wanted minus shown, in levels."""


class Contested(BaseModel):
    """A criterion of one edition and engine that many people object to; each person counts once."""

    model_config = ConfigDict(frozen=True)

    rubric_digest: str
    provider: str
    criterion_id: str
    people: int
    share: float
    """Of the people whose answers were scored with this edition by this engine."""
    mean_shift: float

    @property
    def counts(self) -> bool:
        """True when it is more than a few voices."""
        return self.people >= LEAST_PEOPLE and self.share >= OFTEN


def widened(found: Evaluation, contested: Sequence[Contested]) -> Evaluation:
    """The same scoring with its range drawn out to where many people say it belongs.

    Only the range moves: who objects is no sample of all people, so levels and total stay as they were found.
    """
    if found.total is None or found.low is None or found.high is None:
        return found
    whole = sum(c.weight for c in found.criteria) or 1.0
    moves = {
        c.name: LEVEL_POINTS * said.mean_shift * c.weight / whole
        for said in contested
        for c in found.criteria
        if (said.rubric_digest, said.provider) == (found.rubric_digest, found.provider)
        and said.criterion_id == c.criterion_id
        and said.counts
    }
    up, down = (sum(max(0.0, sign * move) for move in moves.values()) for sign in (1, -1))
    low, high = max(0, round(found.low - down)), min(100, round(found.high + up))
    if (low, high) == (found.low, found.high):
        return found
    names = ", ".join(sorted(moves))
    note = f"The range is wider than usual: many people disagree with how this is scored ({names})."
    return found.model_copy(update={"low": low, "high": high, "contested": note})


def shifts(found: Sequence[Counted]) -> list[Shift]:
    """One row a rubric edition, engine and criterion, the most objected to first."""
    groups: defaultdict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for one in found:
        groups[one.rubric, one.rubric_digest, one.provider, one.criterion_id].append(one.wanted - one.shown)
    rows = [
        Shift(
            rubric=rubric, rubric_digest=digest, provider=provider, criterion_id=criterion,
            people_said=len(moves), too_low=sum(m > 0 for m in moves), too_high=sum(m < 0 for m in moves),
            mean_shift=round(fmean(moves), 2),
        )
        for (rubric, digest, provider, criterion), moves in groups.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row.people_said, row.rubric, row.criterion_id))
