"""Saved set-ups, the drill of what is weakest, and adaptive interviews, through the services."""

import psycopg
import pytest

from domain.errors import InvalidInput
from domain.evaluation.types import CriterionScore, State
from domain.interview import InterviewSetup, Level, Mode, QuestionKind
from domain.practice import FEWEST_ANSWERS, MAX_PRESETS
from tests.builders import an_evaluation
from tests.services import services_on
from tests.storage.test_answer_again import ASKED_BACK, FIRST, answer


@pytest.fixture
def services(database, tmp_path):
    found = services_on(database, tmp_path)
    yield found
    found.gateway.close()


def a_criterion(criterion_id, level):
    return CriterionScore(criterion_id=criterion_id, name=criterion_id, weight=1, level=level, why="", verified=True)


SETUP = InterviewSetup(role_id="teacher", count=5, level=Level.SENIOR, mode=Mode.REALISTIC, company="Fjord AS")


def test_a_set_up_is_saved_replaced_by_its_name_and_deleted(services, person, other_person):
    first = services.practice.save_preset(person, "  Friday   round ", SETUP)
    assert (first.name, first.setup) == ("Friday round", SETUP)
    again = services.practice.save_preset(person, "Friday round", SETUP.model_copy(update={"count": 3}))
    assert again.id == first.id
    assert [p.setup.count for p in services.practice.presets(person)] == [3]
    assert services.practice.presets(other_person) == []
    services.practice.delete_preset(person, first.id)
    assert services.practice.presets(person) == []
    for name in ("", "  ", "x" * 61):
        with pytest.raises(InvalidInput, match="name"):
            services.practice.save_preset(person, name, SETUP)
    for number in range(MAX_PRESETS):
        services.practice.save_preset(person, f"number {number}", SETUP)
    with pytest.raises(InvalidInput, match="Delete one"):
        services.practice.save_preset(person, "one more", SETUP)


def test_a_drill_asks_kinds_that_read_the_weakest_criterion_and_asks_back_about_it(services, person):
    with pytest.raises(InvalidInput, match="three answers"):
        services.practice.drill(person)
    setup = InterviewSetup(role_id="teacher", kinds=(QuestionKind.BEHAVIOURAL,), count=FEWEST_ANSWERS)
    interview = services.interviews.start(person, setup)
    for number in range(FEWEST_ANSWERS):
        room = services.interviews.room(person, interview.id)
        given = services.interviews.submit_answer(person, interview.id, room.turn.id, FIRST, f"k{number}")
        criteria = (a_criterion("own_action", 3), a_criterion("result", 1), a_criterion("padding", 0))
        with services.database.as_system() as tx:
            tx.evaluations.add(person.id, given.id, f"evaluate_answer:{given.id}:1", an_evaluation(criteria=criteria))
    weak = services.practice.weakest(person)
    assert (weak.criterion_id, weak.mean_level, weak.answers) == ("result", 1.0, FEWEST_ANSWERS)
    drilled = services.practice.drill(person)
    assert (drilled.focus, drilled.count, drilled.mode, drilled.follow_ups) == (
        weak.criterion_id, 3, Mode.PRACTICE, True,
    )  # fmt: skip
    assert drilled.kinds == (QuestionKind.BEHAVIOURAL,)
    begun = services.interviews.start(person, drilled)
    assert begun.title.startswith("Drill on ")
    answer(services, person, services.interviews.room(person, begun.id), ASKED_BACK, "drilled")
    back = services.interviews.room(person, begun.id).turn
    assert back.part == 1
    assert back.aims_at == weak.criterion_id


@pytest.mark.parametrize(("total", "level"), [(90, Level.SENIOR), (10, Level.ENTRY), (50, Level.MID)])
def test_an_adaptive_interview_moves_with_the_scores_and_keeps_count_and_kinds(services, person, total, level):
    setup = InterviewSetup(role_id="backend-engineer", count=6, adaptive=True, level=Level.MID)
    interview = services.interviews.start(person, setup)
    planned = [t.question.kind for t in interview.turns]
    room = services.interviews.room(person, interview.id)
    given = services.interviews.submit_answer(person, interview.id, room.turn.id, FIRST, "k")
    low, high = max(0, total - 9), min(100, total + 9)
    found = an_evaluation(total=total, low=low, high=high, state=State.ESTIMATED)
    with services.database.as_system() as tx:
        tx.evaluations.add(person.id, given.id, f"evaluate_answer:{given.id}:1", found)
    following = services.interviews.room(person, interview.id).turn
    assert following.level == level.value
    assert level in following.question.levels
    again = services.interviews.room(person, interview.id).turn
    assert again.question == following.question, "what was shown stays"
    turns = services.interviews.get(person, interview.id).turns
    assert [t.question.kind for t in turns] == planned
    assert len({t.question.id for t in turns}) == len(turns)
    if total != 50 and following.question != interview.turns[1].question:
        assert "before" in following.reason


def test_a_question_that_was_shown_cannot_be_exchanged_even_with_sql(services, person):
    interview = services.interviews.start(person, InterviewSetup(role_id="teacher", count=2))
    shown = services.interviews.room(person, interview.id).turn
    with pytest.raises(psycopg.errors.InsufficientPrivilege), services.database.as_user(person.id) as tx:
        tx._connection.execute("update public.turns set question_id = 'mine' where id = %s", (shown.id,))
