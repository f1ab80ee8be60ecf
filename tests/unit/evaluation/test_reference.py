"""Short answers beside a model answer, and the ranges fitted on people's scores."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evaluation.calibration import OFFLINE, Calibration, fit_bands, fit_points
from domain.evaluation.totals import total
from domain.evaluation.types import CriterionScore, State
from prompts.library import load_rubric
from services.evaluation import line_result
from tests.embedder import EMBED

QUESTION = "What does a stack do, and how does it differ from a queue?"
REFERENCE = (
    "A stack gives back the item that was added last. A queue gives back the item that was added first. "
    "Both keep the order in which items came in."
)
RIGHT = "On a stack the newest element comes off first, while a queue hands out the oldest element first."
PART = "A stack hands out the newest element first."
BESIDE = "A stack is used by many programs and it is important to know about it when you work as a programmer."


def marked(answer: str, question: str = QUESTION, reference: str = REFERENCE) -> dict:
    return line_result({"id": 1, "question": question, "answer": answer, "reference": reference}, EMBED, None)


def test_more_of_the_model_answer_gives_more_points():
    right, part, beside = (marked(a)["total"] for a in (RIGHT, PART, BESIDE))
    assert right > part > beside
    assert marked(REFERENCE)["total"] == 100


def test_one_right_word_is_scored_and_no_answer_is_not():
    one = marked("Linear search", "Which search looks at every element?", "Linear search.")
    assert one["state"] == "estimated"
    assert one["total"] >= 90
    assert marked("Empty submission.")["state"] == "unscored"


def test_the_questions_own_words_earn_next_to_nothing():
    assert (marked("A stack does differ from a queue, and a queue does differ from a stack.")["total"] or 0) <= 45


def test_quotes_stand_in_the_answer_and_a_level_without_one_is_zero():
    found = marked(RIGHT)
    assert found["rubric"] == "short_answer v1"
    for criterion in found["criteria"]:
        assert all(q in RIGHT for q in criterion["quotes"])
        assert criterion["quotes"] or criterion["level"] == 0


def test_the_range_comes_from_people_and_differs_between_answers():
    rubric = load_rubric("short_answer")
    assert rubric.calibration(OFFLINE) is not None, "the file was fitted on another edition of the rubric"
    widths = {marked(a)["high"] - marked(a)["low"] for a in (RIGHT, PART, BESIDE, REFERENCE)}
    assert len(widths) > 1


def test_the_same_answer_a_hundred_times_gives_the_same():
    first = {k: v for k, v in marked(RIGHT).items() if k != "ms"}
    for _ in range(100):
        assert {k: v for k, v in marked(RIGHT).items() if k != "ms"} == first


# Property 12: the total is the weighted mean of what the criteria got, and nothing else.
@settings(max_examples=300)
@given(
    st.lists(
        st.tuples(st.floats(0.01, 1), st.integers(0, 4), st.one_of(st.none(), st.floats(-0.49, 0.49))),
        min_size=1,
        max_size=8,
    )
)
def test_property_12_score_arithmetic(criteria):
    scores = []
    for number, (weight, level, off) in enumerate(criteria):
        value = None if off is None else min(4.0, max(0.0, level + off))
        scores.append(
            CriterionScore(
                criterion_id=str(number), name="n", weight=weight, level=level, value=value, verified=True, why=""
            )
        )
    counted = [level if s.value is None else s.value for s, (_, level, _) in zip(scores, criteria, strict=True)]
    mean = sum(w * c for (w, _, _), c in zip(criteria, counted, strict=True)) / sum(w for w, _, _ in criteria)
    assert abs(total(scores) - 25 * mean) <= 0.5 + 1e-9
    assert 0 <= total(scores) <= 100


def test_a_level_is_the_rounding_of_its_value():
    from domain.evaluation.offline import estimate
    from domain.interview import Level, Question, QuestionKind

    question = Question(
        id="q", kind=QuestionKind.BEHAVIOURAL, roles=("any",), levels=(Level.MID,), seconds=120,
        text="Tell me about a deadline you missed.", key_points=("Says what was late", "Says what changed"),
        outline="",
    )  # fmt: skip
    answer = (
        "In March I promised a report for Friday and missed it. I called the client, explained it and sent half. "
        "Because the figures came late, I agreed on Monday, and since then I ask for them two days earlier."
    )
    found = estimate(question, answer, load_rubric("behavioural"), embed=EMBED)
    assert found.state is State.ESTIMATED
    for score in found.criteria:
        assert score.value is not None
        assert abs(score.value - score.level) <= 0.5
    assert found.total == total(found.criteria)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=30, max_size=120))
def test_fitted_ranges_hold_the_total_and_most_of_the_people(pairs):
    bands = fit_bands(pairs)
    known = Calibration(rubric_digest="d", engine="e", answers=len(pairs), questions=1, source="s", bands=bands)
    for ours, _ in pairs:
        low, high = known.range(ours)
        assert 0 <= low <= ours <= high <= 100
    inside = sum(low <= people <= high for ours, people in pairs for low, high in [known.range(ours)])
    assert inside >= 0.75 * len(pairs)
    assert sum(b.answers for b in bands) == len(pairs)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=30, max_size=80))
def test_a_correction_never_turns_two_answers_round(pairs):
    known = Calibration(
        rubric_digest="d",
        engine="e",
        answers=30,
        questions=1,
        source="s",
        bands=fit_bands(pairs),
        points=fit_points(pairs),
    )
    found = [known.corrected(t) for t in range(101)]
    assert found == sorted(found)


def test_a_handful_of_answers_is_not_enough_to_fit():
    with pytest.raises(ValueError, match="at least 30"):
        fit_bands([(50, 50)] * 29)
    with pytest.raises(ValueError, match="at least 30"):
        fit_points([(50, 50)] * 29)


def test_a_changed_rubric_loses_its_calibration():
    rubric = load_rubric("short_answer")
    assert all(c.rubric_digest == rubric.digest for c in rubric.calibrations)
    assert load_rubric("behavioural").calibrations == ()
