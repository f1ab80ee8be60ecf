"""Follow-ups in the course of an interview, on a real database."""

import pytest

from domain.interview import InterviewSetup, InterviewStatus, Mode, QuestionKind, TurnStatus
from tests.services import services_on

ANSWER = (
    "At my last school a class of thirty did not listen in the last lesson on Fridays. I talked with two of the pupils "
    "and I changed the seats, and I began each lesson with a short task on paper. It got better after some time."
)
REPLY = "After five weeks I counted: homework came from 26 of 30, it had been 11, and I kept the seats until summer."


@pytest.fixture
def services(database, tmp_path):
    found = services_on(database, tmp_path)
    yield found
    found.gateway.close()


@pytest.fixture
def interview(services, person):
    setup = InterviewSetup(role_id="teacher", kinds=(QuestionKind.BEHAVIOURAL,), count=2, follow_ups=True)
    return services.interviews.start(person, setup)


def hand_in(services, person, interview, text=ANSWER):
    turn = services.interviews.room(person, interview.id).turn
    services.interviews.submit_answer(person, interview.id, turn.id, text, f"key-{turn.id}")
    return turn


def test_one_follow_up_a_question_then_the_next_question(services, person, interview):
    first = hand_in(services, person, interview)
    room = services.interviews.room(person, interview.id)
    assert (room.turn.position, room.turn.part, room.turn.follow_up_of) == (1, 1, first.id)
    assert (room.number, room.of) == (1, 2)
    assert room.turn.origin == "answer"
    again = services.interviews.room(person, interview.id)
    assert again.turn.id == room.turn.id
    hand_in(services, person, interview, REPLY)
    assert services.interviews.room(person, interview.id).turn.position == 2


def test_the_last_answer_is_followed_up_before_the_interview_ends(services, person, interview):
    for text in (ANSWER, REPLY, ANSWER.replace("thirty", "twenty")):
        hand_in(services, person, interview, text)
    assert services.interviews.get(person, interview.id).status is InterviewStatus.IN_PROGRESS
    assert services.interviews.room(person, interview.id).turn.part == 1
    hand_in(services, person, interview, REPLY)
    assert services.interviews.room(person, interview.id).turn is None
    assert services.interviews.get(person, interview.id).status is InterviewStatus.FINISHED


def test_an_answer_without_a_score_is_not_followed_up(services, person, interview):
    hand_in(services, person, interview, "no idea")
    assert services.interviews.room(person, interview.id).turn.position == 2
    hand_in(services, person, interview, "")
    room = services.interviews.room(person, interview.id)
    assert room.turn is None
    assert room.interview.status is InterviewStatus.FINISHED


def test_a_follow_up_can_be_skipped_and_is_scored_by_its_criterion(services, person, interview):
    hand_in(services, person, interview)
    turn = services.interviews.room(person, interview.id).turn
    services.interviews.skip(person, interview.id, turn.id)
    second = services.interviews.room(person, interview.id).turn
    assert second.position == 2
    hand_in(services, person, interview)
    back = hand_in(services, person, interview, REPLY)
    with services.database.as_user(person.id) as tx:
        answer = next(a for a in tx.answers.of_interview(person.id, interview.id) if a.turn_id == back.id)
    stored = services.evaluation.evaluate_answer(person.id, answer.id, f"evaluate_answer:{answer.id}:1")
    assert {c.criterion_id for c in stored.evaluation.criteria} == {back.aims_at, "substance", "padding"}


def test_nothing_is_asked_back_where_it_is_switched_off(services, person):
    setup = InterviewSetup(role_id="teacher", count=1, mode=Mode.REALISTIC)
    interview = services.interviews.start(person, setup)
    hand_in(services, person, interview)
    assert services.interviews.get(person, interview.id).status is InterviewStatus.FINISHED
    assert [t.status for t in interview.turns] == [TurnStatus.WAITING]


def test_ending_early_leaves_nothing_open(services, person, interview):
    hand_in(services, person, interview)
    services.interviews.finish(person, interview.id)
    assert services.interviews.room(person, interview.id).turn is None
    assert services.reports.session(person, interview.id).rows[0].turn.part == 0
