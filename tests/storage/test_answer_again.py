"""Another attempt at a question: nothing is overwritten, the last one counts, and doing it twice changes nothing."""

import pytest

from domain.errors import InvalidInput, NotFound
from domain.interview import InterviewSetup, InterviewStatus, Mode, TurnStatus
from tests.services import services_on

FIRST = "At my last school thirty pupils did not listen, so I changed the seats and talked with two of them."
ASKED_BACK = (
    "At my last school a class of thirty did not listen in the last lesson on Fridays. I talked with two of the pupils "
    "and I changed the seats, and I began each lesson with a short task on paper. It got better after some time."
)
SECOND = f"{FIRST} After five weeks homework came from 26 of 30, it had been 11, and I keep the seats since then."


@pytest.fixture
def services(database, tmp_path):
    found = services_on(database, tmp_path)
    yield found
    found.gateway.close()


def begin(services, person, **setup):
    interview = services.interviews.start(person, InterviewSetup(**{"role_id": "teacher", "count": 2, **setup}))
    return services.interviews.room(person, interview.id)


def answer(services, person, room, text, key):
    given = services.interviews.submit_answer(person, room.interview.id, room.turn.id, text, key)
    services.evaluation.evaluate_answer(person.id, given.id, f"evaluate_answer:{given.id}:1")
    return given


def test_every_attempt_is_kept_and_the_last_one_counts(services, person):
    room = begin(services, person)
    first = answer(services, person, room, FIRST, "one")
    services.interviews.answer_again(person, room.interview.id, room.turn.id)
    services.interviews.answer_again(person, room.interview.id, room.turn.id)
    again = services.interviews.room(person, room.interview.id)
    assert (again.turn.id, again.attempt, again.last_answer) == (room.turn.id, 2, FIRST)
    assert again.draft.text == ""
    assert again.seconds_left > again.turn.seconds - 10
    second = answer(services, person, again, SECOND, "two")
    assert (first.attempt, second.attempt) == (1, 2)
    assert services.interviews.submit_answer(person, room.interview.id, room.turn.id, "late", "one").id == first.id
    assert services.interviews.submit_answer(person, room.interview.id, room.turn.id, "third", "three").id == second.id
    view = services.reports.session(person, room.interview.id)
    assert [r.answer.id for r in view.rows if r.answer] == [second.id]
    assert services.reports.answer_report(person, first.id).answer.text == FIRST
    attempts = services.reports.answer_report(person, second.id).attempts
    assert [a.answer_id for a in attempts] == [first.id, second.id]
    (row,) = services.reports.history(person)
    assert row.answered == 1
    assert row.total == attempts[-1].total
    assert row.pending == 0


def test_giving_up_an_attempt_leaves_the_earlier_answer(services, person):
    room = begin(services, person)
    first = answer(services, person, room, FIRST, "one")
    services.interviews.answer_again(person, room.interview.id, room.turn.id)
    services.interviews.save_draft(person, room.turn.id, "half")
    services.interviews.skip(person, room.interview.id, room.turn.id)
    following = services.interviews.room(person, room.interview.id)
    assert following.turn.id != room.turn.id
    answer(services, person, following, FIRST, "two")
    assert services.interviews.get(person, room.interview.id).status is InterviewStatus.FINISHED
    services.interviews.answer_again(person, room.interview.id, room.turn.id)
    assert services.interviews.get(person, room.interview.id).status is InterviewStatus.IN_PROGRESS
    services.interviews.finish(person, room.interview.id)
    done = services.interviews.get(person, room.interview.id)
    assert [t.status for t in done.turns] == [TurnStatus.ANSWERED, TurnStatus.ANSWERED]
    assert services.reports.session(person, room.interview.id).rows[0].answer.id == first.id


def test_a_second_attempt_is_asked_back_about_only_once(services, person):
    room = begin(services, person, follow_ups=True)
    answer(services, person, room, ASKED_BACK, "one")
    back = services.interviews.room(person, room.interview.id)
    assert back.turn.part == 1
    services.interviews.skip(person, room.interview.id, back.turn.id)
    services.interviews.answer_again(person, room.interview.id, room.turn.id)
    answer(services, person, services.interviews.room(person, room.interview.id), SECOND, "two")
    turns = services.interviews.get(person, room.interview.id).turns
    assert [t.part for t in turns] == [0, 1, 0]


def test_only_practice_gives_another_go_and_only_to_an_answer(services, person, other_person):
    room = begin(services, person)
    fresh = services.interviews.get(person, room.interview.id).turns[1]
    with pytest.raises(InvalidInput, match="no answer yet"):
        services.interviews.answer_again(person, room.interview.id, fresh.id)
    real = begin(services, person, mode=Mode.REALISTIC)
    answer(services, person, real, FIRST, "real")
    with pytest.raises(InvalidInput, match="practice"):
        services.interviews.answer_again(person, real.interview.id, real.turn.id)
    with pytest.raises(NotFound):
        services.interviews.answer_again(other_person, room.interview.id, room.turn.id)


def test_hints_quote_the_resume_word_for_word_and_only_while_practising(services, person):
    room = begin(services, person)
    found = services.hints.hints(person, room.turn.id)
    assert found.key_points == room.turn.question.key_points
    assert (found.has_resume, found.talking_points) == (False, ())
    real = begin(services, person, mode=Mode.REALISTIC)
    with pytest.raises(InvalidInput, match="no hints"):
        services.hints.hints(person, real.turn.id)
