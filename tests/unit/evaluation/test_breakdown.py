"""Tables of a session: what was scored and what was estimated stay apart, and follow-ups enter no total."""

from domain.evaluation.breakdown import by_criterion, by_kind
from domain.evaluation.disagreements import Counted, shifts
from domain.evaluation.types import State
from domain.interview import QuestionKind
from tests.builders import a_question, an_evaluation
from tests.unit.evaluation.turns import a_turn

BEHAVIOURAL, TECHNICAL = a_question(), a_question(kind=QuestionKind.TECHNICAL)


def test_kinds_and_states_have_rows_of_their_own():
    rows = by_kind([
        (a_turn(BEHAVIOURAL), an_evaluation(60)),
        (a_turn(BEHAVIOURAL), an_evaluation(80)),
        (a_turn(BEHAVIOURAL), an_evaluation(90, State.SCORED)),
        (a_turn(TECHNICAL), an_evaluation(40)),
        (a_turn(TECHNICAL), an_evaluation(state=State.UNSCORED)),
        (a_turn(TECHNICAL, part=1), an_evaluation(10)),
    ])  # fmt: skip
    assert [(r.kind, r.state, r.answers, r.total) for r in rows] == [
        (QuestionKind.BEHAVIOURAL, State.ESTIMATED, 2, 70),
        (QuestionKind.BEHAVIOURAL, State.SCORED, 1, 90),
        (QuestionKind.TECHNICAL, State.ESTIMATED, 1, 40),
    ]
    assert all(r.low <= r.total <= r.high for r in rows)


def test_criteria_come_weakest_first_with_their_span():
    rows = by_criterion([(a_turn(BEHAVIOURAL), an_evaluation()), (a_turn(BEHAVIOURAL, part=1), an_evaluation())])
    assert [(r.name, r.level, r.answers) for r in rows] == [("Result", 2.0, 2), ("Situation", 3.0, 2)]
    assert by_criterion([(a_turn(BEHAVIOURAL), an_evaluation(state=State.UNSCORED))]) == ()


def test_disagreements_are_counted_by_edition_engine_and_criterion():
    def said(criterion: str, shown: int, wanted: int, provider: str = "offline rules") -> Counted:
        return Counted(
            rubric="hr v2", rubric_digest="d", provider=provider, criterion_id=criterion, shown=shown, wanted=wanted
        )

    first, *others = shifts(
        [said("result", 1, 3), said("result", 2, 1), said("result", 0, 1), said("result", 2, 3, "groq")]
    )
    assert (first.people_said, first.too_low, first.too_high, first.mean_shift) == (3, 2, 1, 0.67)
    assert [o.provider for o in others] == ["groq"]
    assert shifts([]) == []
