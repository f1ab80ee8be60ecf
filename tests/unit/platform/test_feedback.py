"""Thumbs up and down: stored first, sent to the newest trace of the answer, and never lost."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from domain.errors import InvalidInput, NotFound
from services.feedback import FeedbackService
from tests.builders import a_question, add_answer, start_interview
from tests.model_samples import a_run

NOW = datetime.now(UTC)


class Post:
    """Where opinions are sent; `up` False takes none."""

    def __init__(self):
        self.up = True
        self.refused = set()
        self.taken = []

    def __call__(self, trace_id, score, comment, kind):
        delivered = self.up and trace_id not in self.refused
        if delivered:
            self.taken.append((trace_id, score, comment, kind))
        return delivered


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def feedback(database, post):
    return FeedbackService(database, post)


@pytest.fixture
def answer(database, person):
    with database.as_user(person.id) as tx:
        return add_answer(tx, start_interview(tx, person.id))


def add_run(database, person, answer, **changes):
    run = a_run(**{"user_id": person.id, "subject_id": answer.id, "trace_id": uuid4(), **changes})
    with database.as_system() as tx:
        tx.agent_runs.add(run)
    return run


def test_an_opinion_goes_to_the_newest_traced_run_of_the_answer(database, feedback, post, person, other_person, answer):
    add_run(database, person, answer, at=NOW - timedelta(hours=1))
    newest = add_run(database, person, answer, at=NOW)
    add_run(database, person, answer, at=NOW + timedelta(hours=1), trace_id=None)
    add_run(database, other_person, answer, at=NOW + timedelta(hours=2))
    feedback.rate(person, answer.id, -1, "  It missed my result.  ")
    assert post.taken == [(newest.trace_id, -1, "It missed my result.", "answer")]
    given = feedback.rating(person, answer.id)
    assert (given.score, given.comment, given.run_id) == (-1, "It missed my result.", newest.id)
    assert given.sent_at is not None
    assert feedback.resend() == 0


def test_saying_it_again_changes_it_and_sends_it_again(database, feedback, post, person, answer):
    add_run(database, person, answer)
    feedback.rate(person, answer.id, 1)
    first = feedback.rating(person, answer.id)
    feedback.rate(person, answer.id, -1, "On second thought.")
    second = feedback.rating(person, answer.id)
    assert (second.id, second.score, second.comment) == (first.id, -1, "On second thought.")
    assert [score for _, score, *_ in post.taken] == [1, -1]
    feedback.rate(person, answer.id, -1, "On second thought.")
    assert len(post.taken) == 2, "the same words again are nothing new"
    post.up = False
    feedback.rate(person, answer.id, -1, "And another thing.")
    assert feedback.rating(person, answer.id).sent_at is None
    post.up = True
    assert feedback.resend() == 1
    assert post.taken[2][2] == "And another thing."


def test_what_could_not_be_sent_is_kept_and_sent_later(database, feedback, post, person, answer):
    run = add_run(database, person, answer)
    post.up = False
    feedback.rate(person, answer.id, 1, "Fair.")
    assert feedback.rating(person, answer.id).sent_at is None
    assert feedback.resend() == 0
    post.up = True
    assert feedback.resend() == 1
    assert post.taken == [(run.trace_id, 1, "Fair.", "answer")]
    assert feedback.rating(person, answer.id).sent_at is not None
    assert feedback.resend() == 0


def test_an_answer_without_a_traced_run_is_rated_and_nothing_is_sent(database, feedback, post, person, answer):
    feedback.rate(person, answer.id, 1)
    assert feedback.rating(person, answer.id).score == 1
    assert (feedback.resend(), post.taken) == (0, [])
    run = add_run(database, person, answer)
    assert feedback.resend() == 1
    assert post.taken[0][0] == run.trace_id


def test_one_opinion_that_is_always_refused_holds_up_no_other_for_ever(database, feedback, post, person):
    with database.as_user(person.id) as tx:
        interview = start_interview(tx, person.id, *(a_question() for _ in range(4)))
        answers = [add_answer(tx, interview, position) for position in range(1, 5)]
    post.up = False
    traces = [add_run(database, person, answer).trace_id for answer in answers]
    for answer in answers:
        feedback.rate(person, answer.id, 1)
    post.up, post.refused = True, {traces[0]}
    sent = sum(feedback.resend() for _ in range(60))
    assert sent == 3
    assert {taken[0] for taken in post.taken} == set(traces[1:])


def test_a_change_made_while_the_earlier_opinion_was_being_sent_is_sent_too(database, person, answer):
    add_run(database, person, answer)
    taken = []

    def slow(trace_id, score, comment, kind):
        taken.append(score)
        if score == 1:
            with database.as_user(person.id) as tx:
                tx.feedback.rate(person.id, "answer", answer.id, -1, "")
        return True

    feedback = FeedbackService(database, slow)
    feedback.rate(person, answer.id, 1)
    assert feedback.rating(person, answer.id).sent_at is None
    assert feedback.resend() == 1
    assert taken == [1, -1]


def test_an_answer_of_somebody_else_cannot_be_rated(feedback, post, person, other_person, answer):
    for answer_id in (answer.id, uuid4()):
        with pytest.raises(NotFound):
            feedback.rate(other_person, answer_id, 1)
        with pytest.raises(NotFound):
            feedback.rating(other_person, answer_id)
    assert feedback.rating(person, answer.id) is None
    assert post.taken == []


@pytest.mark.parametrize(
    ("score", "comment", "field"), [(0, "", "score"), (2, "", "score"), (1, "x" * 2001, "comment")]
)
def test_what_cannot_be_meant_is_refused(feedback, person, answer, score, comment, field):
    with pytest.raises(InvalidInput) as refused:
        feedback.rate(person, answer.id, score, comment)
    assert refused.value.field == field
    assert feedback.rating(person, answer.id) is None
