"""A session by kind of question and by criterion. What a model scored and what rules estimated are never mixed."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from pydantic import BaseModel, ConfigDict

from domain.evaluation.totals import mean_range
from domain.evaluation.types import Evaluation, State
from domain.interview import QuestionKind, Turn


class KindRow(BaseModel):
    """The totals of one kind in one state. total, low and high are 0-100."""

    model_config = ConfigDict(frozen=True)

    kind: QuestionKind
    state: State
    answers: int
    total: int
    low: int
    high: int


class CriterionMean(BaseModel):
    """The mean level (0-4) of one criterion in one state."""

    model_config = ConfigDict(frozen=True)

    name: str
    state: State
    answers: int
    level: float
    lowest: int
    highest: int


def by_kind(rows: Sequence[tuple[Turn, Evaluation]]) -> tuple[KindRow, ...]:
    """One row a kind and state, in the kinds' order; follow-ups and answers without a total are left out."""
    found: defaultdict[tuple[QuestionKind, State], list[Evaluation]] = defaultdict(list)
    for turn, evaluation in rows:
        if turn.part == 0 and evaluation.total is not None:
            found[turn.question.kind, evaluation.state].append(evaluation)
    order = list(QuestionKind)
    made = []
    for (kind, state), evaluations in sorted(found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])):
        total, low, high = mean_range(evaluations)
        made.append(KindRow(kind=kind, state=state, answers=len(evaluations), total=total, low=low, high=high))
    return tuple(made)


def by_criterion(rows: Sequence[tuple[Turn, Evaluation]]) -> tuple[CriterionMean, ...]:
    """One row a criterion and state, the weakest first; follow-ups count, because they were asked about one."""
    found: defaultdict[tuple[str, State], list[int]] = defaultdict(list)
    for _, evaluation in rows:
        if evaluation.total is not None:
            for score in evaluation.criteria:
                found[score.name, evaluation.state].append(score.level)
    made = [
        CriterionMean(
            name=name, state=state, answers=len(levels), level=round(fmean(levels), 1),
            lowest=min(levels), highest=max(levels),
        )
        for (name, state), levels in found.items()
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda row: (row.level, row.name)))
