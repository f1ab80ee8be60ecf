"""When a person says that a criterion's level is wrong: recorded as they say it, and counted by rubric edition."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from statistics import fmean
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

LONGEST_WORDS = 1000


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
