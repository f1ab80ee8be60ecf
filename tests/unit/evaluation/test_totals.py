import pytest

from domain.evaluation import totals
from domain.evaluation.types import CriterionScore, Evaluation, State


def scored(level: int, weight: float = 0.25, *, verified: bool = True) -> CriterionScore:
    return CriterionScore(criterion_id="c", name="C", weight=weight, level=level, verified=verified, why="")


def test_total_is_the_weighted_mean_of_the_levels() -> None:
    assert totals.total([scored(4, 0.5), scored(0, 0.25), scored(2, 0.25)]) == 62
    assert totals.total([scored(4)]) == 100
    assert totals.total([scored(0)]) == 0


def test_weights_need_not_add_up_to_one() -> None:
    assert totals.total([scored(4, 3), scored(0, 1)]) == 75


def test_total_of_nothing_is_an_error_and_not_a_default() -> None:
    with pytest.raises(ValueError, match="at least one"):
        totals.total([])


def test_range_holds_the_other_samples_and_stays_within_0_and_100() -> None:
    assert totals.likely_range(50, 4) == (46, 54)
    assert totals.likely_range(50, 4, [40, 52]) == (39, 54)
    assert totals.likely_range(98, 15) == (83, 100)
    assert totals.likely_range(3, 90) == (0, 43)


def test_unverified_criteria_widen_the_range() -> None:
    assert totals.unsure_points([scored(3), scored(3)]) == 0
    assert totals.unsure_points([scored(1, verified=False), scored(3)]) == pytest.approx(12.5)


def test_doubt_never_raises_a_level() -> None:
    assert totals.middle_level([2, 3]) == 2
    assert totals.middle_level([4, 2, 3]) == 3


def of(total: int | None, spread: int = 12) -> Evaluation:
    if total is None:
        return Evaluation(state=State.UNSCORED, reason="x")
    return Evaluation(state=State.ESTIMATED, total=total, low=total - spread, high=total + spread)


def test_mean_range_shrinks_with_more_answers_and_leaves_out_the_unscored() -> None:
    total, low, high = totals.mean_range([of(50), of(70), of(None)])
    assert total == 60
    assert 60 - 12 < low < high < 60 + 12
    one, many = totals.mean_range([of(50)]), totals.mean_range([of(50)] * 40)
    assert one == (50, 38, 62)
    assert many[2] - many[1] >= 14
    with pytest.raises(ValueError, match="at least one"):
        totals.mean_range([of(None)])
