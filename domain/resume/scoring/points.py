"""From causes to points, exactly: what is lost adds up to the tenth of a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from domain.resume.scoring.results import Loss, RuleResult
from domain.resume.scoring.weights import Rule

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that costs points, before it is known how many."""

    text: str
    why: str
    gain: str
    path: str = ""
    line: int | None = None


def all_or_nothing(rule: Rule, cause: Cause | None, note: str) -> RuleResult:
    """The whole weight is lost when there is a cause."""
    losses = (_loss(cause, Decimal(rule.weight)),) if cause else ()
    return _result(rule, losses, note)


def for_each(rule: Rule, causes: Sequence[Cause], note: str) -> RuleResult:
    """Each cause costs `rule.each` until the weight is used up; those beyond are named with 0 points."""
    left, losses = rule.weight, []
    for cause in causes:
        lost = min(rule.each or rule.weight, left)
        left -= lost
        losses.append(_loss(cause, Decimal(lost)))
    if causes and len(causes) * (rule.each or rule.weight) > rule.weight:
        paid = -(-rule.weight // (rule.each or rule.weight))
        note = f"{note} Points come back when fewer than {paid} are left."
    return _result(rule, losses, note)


def by_share(rule: Rule, reached: int, needed: int, causes: Sequence[Cause], note: str) -> RuleResult:
    """`weight` x missing / needed, in tenths; shared out over as many causes as are missing, in their order.

    `causes` has at least one entry when something is missing; where it has fewer entries than are missing, they
    carry the whole loss.
    """
    missing = max(needed - reached, 0)
    if not missing:
        return _result(rule, [_loss(cause, Decimal(0)) for cause in causes], note)
    total = (Decimal(rule.weight) * missing / needed).quantize(_TENTH, ROUND_HALF_UP)
    carriers = causes[:missing]
    losses, before = [], Decimal(0)
    for number, cause in enumerate(carriers, 1):
        upto = (total * number / len(carriers)).quantize(_TENTH, ROUND_HALF_UP)
        losses.append(_loss(cause, upto - before))
        before = upto
    return _result(rule, [*losses, *(_loss(cause, Decimal(0)) for cause in causes[missing:])], note)


def _loss(cause: Cause, lost: Decimal) -> Loss:
    return Loss(text=cause.text, path=cause.path, line=cause.line, lost=lost, why=cause.why, gain=cause.gain)


def _result(rule: Rule, losses: Sequence[Loss], note: str) -> RuleResult:
    lost = sum((loss.lost for loss in losses), Decimal(0))
    return RuleResult(
        id=rule.id, name=rule.name, group=rule.group, weight=rule.weight, share=float(1 - lost / rule.weight),
        note=note, losses=tuple(losses),
    )  # fmt: skip
