"""What a score consists of."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from domain.resume.facts import ReadingQuality


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True)


class ScoreState(StrEnum):
    """A score is worked out from measured causes, or there is none; there is nothing between."""

    SCORED = "scored"
    NOT_SCORED = "not_scored"


class ScoreKind(StrEnum):
    """ATS: can a program read and find everything. CONTENT: do the lines convince a person."""

    ATS = "ats"
    CONTENT = "content"


class Loss(_Result):
    """One cause, the line it stands in, and the points it costs."""

    text: str
    """The line or words that cost the points, as they stand in the resume; a place ("Page 1") where there are none."""
    path: str = ""
    """Where in the facts ("work.0.bullets.2"), "" when it is about the file."""
    line: int | None = None
    """Index in `ReadDocument.lines`, where known."""
    lost: Decimal = Field(ge=0)
    why: str
    gain: str
    """What to do."""


class RuleResult(_Result):
    """One rule: what it weighs, what share of it was reached, and each cause of a loss."""

    id: str
    name: str
    group: str
    weight: int
    share: float = Field(ge=0, le=1)
    """Reached part of the weight; 1 means nothing lost."""
    note: str
    """The measurement in words ("7 of 12 lines carry a number")."""
    losses: tuple[Loss, ...] = ()
    """Their points add up to exactly `lost`. Causes beyond the rule's weight follow with 0 points."""

    @property
    def lost(self) -> Decimal:
        """Points this rule takes off."""
        return sum((loss.lost for loss in self.losses), Decimal(0))

    @property
    def points(self) -> Decimal:
        """Points this rule gives."""
        return self.weight - self.lost


class RuleGroup(_Result):
    """The rules of one group with their sums."""

    name: str
    weight: int
    points: Decimal
    rules: tuple[RuleResult, ...]


class Score(_Result):
    """A score of 0 to 100 with the rules behind it, or the reason why there is none."""

    kind: ScoreKind
    state: ScoreState
    reason: str = ""
    """Why there is no score, in a sentence; "" when there is one."""
    rules: tuple[RuleResult, ...] = ()
    version: str
    """Of the published weights. Scores of different versions are not compared."""

    @property
    def points(self) -> Decimal | None:
        """100 less every loss, in tenths of a point; None when not scored."""
        if self.state is ScoreState.NOT_SCORED:
            return None
        return Decimal(100) - sum((rule.lost for rule in self.rules), Decimal(0))

    @property
    def losses(self) -> tuple[Loss, ...]:
        """Every cause that costs points, the dearest first."""
        found = [loss for rule in self.rules for loss in rule.losses if loss.lost]
        return tuple(sorted(found, key=lambda loss: -loss.lost))

    @property
    def groups(self) -> tuple[RuleGroup, ...]:
        """The rules by group, in the published order."""
        names = dict.fromkeys(rule.group for rule in self.rules)
        return tuple(_group(name, [rule for rule in self.rules if rule.group == name]) for name in names)


class ResumeScores(_Result):
    """Both scores of one resume. Show `quality` before them: it says how far they can be trusted."""

    quality: ReadingQuality
    ats: Score
    content: Score
    for_job: bool = False
    """Whether keywords of a job description were given."""
    notices: tuple[str, ...] = ()
    """What the person should know beside the scores (lines that speak to whoever scores)."""


def _group(name: str, rules: Sequence[RuleResult]) -> RuleGroup:
    points = sum((rule.points for rule in rules), Decimal(0))
    return RuleGroup(name=name, weight=sum(rule.weight for rule in rules), points=points, rules=tuple(rules))
