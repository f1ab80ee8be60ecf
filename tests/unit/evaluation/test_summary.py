from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from domain.evaluation.summary import Row, summarise
from domain.evaluation.types import CriterionScore, Evaluation, Quote, State
from domain.interview import Answer, QuestionKind, Turn
from tests.unit.evaluation.conftest import question_of

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SAID = "I moved the nightly batch into a stream of events."


def criterion(name: str, level: int, weight: float = 0.5) -> CriterionScore:
    quotes = (Quote(start=0, end=len(SAID), text=SAID),) if level else ()
    return CriterionScore(
        criterion_id=name,
        name=name,
        weight=weight,
        level=level,
        quotes=quotes,
        verified=bool(level),
        why="No sentence says what came of it.",
        next_step=f"Add the figure that {name.lower()} lacks." if level < 4 else "",
    )


def row(position: int, *scores: CriterionScore, total: int | None = None, seconds: float = 90) -> Row:
    interview: UUID = uuid4()
    turn = Turn(
        id=uuid4(),
        interview_id=interview,
        position=position,
        question=question_of(QuestionKind.BEHAVIOURAL, "Tell me about a time."),
        reason="",
        seconds=180,
    )
    answer = Answer(
        id=uuid4(),
        turn_id=turn.id,
        interview_id=interview,
        user_id=uuid4(),
        text=SAID,
        client_key="k",
        seconds_used=seconds,
        submitted_at=NOW + timedelta(minutes=position),
    )
    if total is None:
        return turn, answer, Evaluation(state=State.UNSCORED, reason="9 words, too short to score.")
    low, high = max(0, total - 10), min(100, total + 10)
    return turn, answer, Evaluation(state=State.ESTIMATED, total=total, low=low, high=high, criteria=scores)


def test_unscored_answers_do_not_enter_the_total() -> None:
    found = summarise([row(1, criterion("Result", 2), total=60), row(2), row(3, criterion("Result", 2), total=40)])
    assert found.total == 50
    assert found.state_counts == {State.ESTIMATED: 2, State.UNSCORED: 1}
    assert "could not be scored" in found.verdict
    assert found.low is not None
    assert found.low < 50 < (found.high or 0)


def test_strengths_and_gaps_are_those_that_repeat_and_strengths_quote() -> None:
    rows = [
        row(1, criterion("Situation", 4), criterion("Result", 0), criterion("Reflection", 0), total=50),
        row(2, criterion("Situation", 3), criterion("Result", 1), criterion("Reflection", 3), total=50),
    ]
    found = summarise(rows)
    assert len(found.strengths) == 1
    assert found.strengths[0].startswith("Situation, in two of 2 answers")
    assert SAID.rstrip(".") in found.strengths[0]
    assert [g.split(",")[0] for g in found.gaps] == ["Result"]


def test_actions_come_from_the_heaviest_gaps_and_are_at_most_three() -> None:
    rows = [
        row(
            1, criterion("A", 0, 0.4), criterion("B", 3, 0.1), criterion("C", 1, 0.3), criterion("D", 2, 0.2), total=30
        ),
        row(
            2, criterion("A", 3, 0.4), criterion("B", 0, 0.1), criterion("C", 2, 0.3), criterion("D", 4, 0.2), total=60
        ),
    ]
    found = summarise(rows)
    assert [a.split(":")[0] for a in found.actions] == ["Question 1, A", "Question 1, C", "Question 2, B"] or [
        a.split(":")[0] for a in found.actions
    ] == ["Question 1, A", "Question 1, C", "Question 1, D"]
    assert all(a.endswith("lacks.") for a in found.actions)


def test_unscored_answer_is_an_action_of_its_own() -> None:
    found = summarise([row(1, criterion("Result", 4), total=90), row(2)])
    assert found.actions[0] == "Question 2: answer it again. 9 words, too short to score."


def test_nothing_scored_praises_nothing() -> None:
    found = summarise([row(1), row(2)])
    assert (found.total, found.low, found.high) == (None, None, None)
    assert found.strengths == ()
    assert "No answer could be scored" in found.verdict
    assert len(found.actions) == 2


def test_time_use_names_long_and_hasty_answers() -> None:
    found = summarise([row(1, total=50, seconds=240), row(2, total=50, seconds=30), row(3, total=50, seconds=90)])
    assert "67%" in found.time_use
    assert "Over the time: question 1." in found.time_use
    assert "Under a quarter of the time: question 2." in found.time_use


def test_no_rows() -> None:
    assert summarise([]).verdict == "Nothing was answered yet."


@pytest.mark.parametrize("count", [1, 5, 15])
def test_any_number_of_answers(count: int) -> None:
    found = summarise([row(n + 1, criterion("Result", n % 5), total=20 * (n % 5)) for n in range(count)])
    assert found.total is not None
    assert len(found.actions) <= 3
