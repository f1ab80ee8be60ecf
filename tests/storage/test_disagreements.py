"""Disagreeing with a criterion: recorded, changed, taken back, counted, and sent without words."""

from uuid import uuid4

import pytest

from domain.errors import InvalidInput, NotFound
from domain.evaluation.disagreements import widened
from domain.evaluation.types import State
from services.disagreements import DisagreementService
from tests.builders import add_answer, add_person, an_evaluation, start_interview
from tests.model_samples import a_call, a_run


@pytest.fixture
def sent():
    return []


@pytest.fixture
def service(database, sent):
    return DisagreementService(database, lambda *told: sent.append(told) or True)


@pytest.fixture
def answer(database, person):
    with database.as_user(person.id) as tx:
        given = add_answer(tx, start_interview(tx, person.id))
    with database.as_system() as tx:
        tx.evaluations.add(person.id, given.id, "evaluate:1", an_evaluation())
    return given


def test_it_is_recorded_changed_and_taken_back(service, person, answer):
    first = service.disagree(person, answer.id, "result", 4, "  I named the figure.  ")
    assert (first.shown, first.wanted, first.words, first.direction) == (2, 4, "I named the figure.", "too low")
    again = service.disagree(person, answer.id, "result", 1)
    assert (again.id, again.wanted, again.direction) == (first.id, 1, "too high")
    assert [d.criterion_id for d in service.of_answer(person, answer.id)] == ["result"]
    service.take_back(person, answer.id, "result")
    service.take_back(person, answer.id, "result")
    assert service.of_answer(person, answer.id) == []


@pytest.mark.parametrize(("criterion", "wanted"), [("result", 2), ("result", 5), ("result", -1), ("unknown", 3)])
def test_what_makes_no_sense_is_refused_with_a_sentence(service, person, answer, criterion, wanted):
    with pytest.raises(InvalidInput):
        service.disagree(person, answer.id, criterion, wanted)
    with pytest.raises(InvalidInput, match="at most"):
        service.disagree(person, answer.id, "result", 3, "x" * 1001)
    assert service.of_answer(person, answer.id) == []


def test_nobody_else_can_see_or_say_it(service, person, other_person, answer):
    service.disagree(person, answer.id, "result", 3)
    for attempt in (service.of_answer, lambda who, a: service.disagree(who, a, "result", 4)):
        with pytest.raises(NotFound):
            attempt(other_person, answer.id)


def test_a_new_scoring_starts_without_objections_and_old_ones_still_count(database, service, person, answer):
    service.disagree(person, answer.id, "result", 3, "secret words")
    with database.as_system() as tx:
        tx.evaluations.add(person.id, answer.id, "evaluate:2", an_evaluation(60))
    assert service.of_answer(person, answer.id) == []
    (shift,) = service.shifts()
    assert (shift.criterion_id, shift.people_said, shift.mean_shift) == ("result", 1, 1.0)
    assert "secret" not in shift.model_dump_json()


def test_it_is_sent_to_the_trace_once_and_without_words(database, service, person, answer, sent):
    service.disagree(person, answer.id, "result", 3, "secret words")
    assert sent == [], "nothing is traced yet"
    trace = uuid4()
    with database.as_system() as tx:
        tx.agent_runs.add(a_run(a_call(), user_id=person.id, subject_id=answer.id, trace_id=trace))
    assert service.resend() == 1
    assert service.resend() == 0
    assert sent == [(trace, 1, "", "disagreement_result")]
    service.disagree(person, answer.id, "result", 1)
    assert sent[-1] == (trace, -1, "", "disagreement_result")


def objecting(database, service, people, *, wanted=4, scored=0):
    """This many people object to a result at level 2, and `scored` more are content."""
    for number in range(people + scored):
        one = add_person(database, f"p{number}-{uuid4().hex[:6]}@example.org")
        with database.as_user(one.id) as tx:
            given = add_answer(tx, start_interview(tx, one.id))
        with database.as_system() as tx:
            tx.evaluations.add(one.id, given.id, "evaluate:1", an_evaluation(70))
        if number < people:
            service.disagree(one, given.id, "result", wanted)


def test_what_many_people_say_draws_the_range_out_and_moves_no_score(database, service):
    objecting(database, service, 29)
    assert service.contested() == []
    service = DisagreementService(database, lambda *_: True)
    objecting(database, service, 1, wanted=3)
    (found,) = service.contested()
    assert (found.criterion_id, found.people, found.share) == ("result", 30, 1.0)
    assert found.mean_shift == pytest.approx((29 * 2 + 1) / 30)
    before = an_evaluation(70)
    after = widened(before, [found])
    assert (after.total, after.low, after.criteria) == (before.total, before.low, before.criteria)
    assert after.high == min(100, round(before.high + 25 * found.mean_shift / 2))
    assert "(Result)" in after.contested
    assert widened(before.model_copy(update={"rubric_digest": "other"}), [found]) == before.model_copy(
        update={"rubric_digest": "other"}
    )


def test_a_few_of_many_change_nothing_and_nobody_counts_twice(database, service, person, answer):
    objecting(database, service, 3, scored=3)
    for version in range(2, 40):
        with database.as_system() as tx:
            tx.evaluations.add(person.id, answer.id, f"evaluate:{version}", an_evaluation(70))
        service.disagree(person, answer.id, "result", 4)
    with database.as_system() as tx:
        (found,) = tx.disagreements.contested()
    assert (found.people, found.counts) == (4, False)
    assert service.contested() == []
    unscored = an_evaluation(state=State.UNSCORED)
    assert widened(unscored, [found.model_copy(update={"people": 300})]) == unscored


def test_it_is_looked_up_once_an_hour(database):
    now = [0.0]
    service = DisagreementService(database, lambda *_: True, clock=lambda: now[0])
    assert service.contested() == []
    objecting(database, service, 30)
    assert service.contested() == []
    now[0] = 3601.0
    assert [c.people for c in service.contested()] == [30]
