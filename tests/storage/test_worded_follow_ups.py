"""A question back in a model's words, on a real database: with consent only, checked, and never in anybody's way."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from domain.flags import WORDED_FOLLOW_UPS, Flag
from domain.interview import InterviewSetup, QuestionKind
from domain.model_use import RunState
from domain.people import ConsentKind
from services import follow_up_writing
from services.follow_up_writing import NO_REPLY, NOT_USABLE, WORDED
from tests.doubles.model_provider import ModelProvider
from tests.doubles.worded_follow_ups import spoilt, worded
from tests.services import services_on
from tests.storage.test_follow_ups import ANSWER, REPLY, hand_in

SETUP = InterviewSetup(role_id="teacher", kinds=(QuestionKind.BEHAVIOURAL,), count=2, follow_ups=True)


@pytest.fixture
def server() -> Iterator[ModelProvider]:
    with ModelProvider(reply=worded) as server:
        yield server


@pytest.fixture
def services(database, tmp_path, server):
    found = services_on(database, tmp_path, groq_api_keys="gsk_one", groq_base_url=server.url)
    with closing(found.gateway):
        yield found


def by_rule(services, interview):
    turn = interview.turns[0]
    return services.evaluation.follow_up(turn.question, ANSWER, interview.setup.style)


def answered(services, person):
    interview = services.interviews.start(person, SETUP)
    hand_in(services, person, interview)
    return interview


def runs_of(services):
    deadline = time.monotonic() + 5
    while True:
        with services.database.as_system() as tx:
            found = tx.agent_runs.newest(tx.now.date(), 10)
        if found or time.monotonic() > deadline:
            return found
        time.sleep(0.05)


def test_a_model_words_it_about_the_same_part_and_the_person_is_told(services, agreeing, server):
    interview = answered(services, agreeing)
    turn = services.interviews.room(agreeing, interview.id).turn
    rule = by_rule(services, interview)
    assert turn.question.text.startswith("Let us stay with “")
    assert turn.aims_at == rule.aims_at
    assert turn.reason == f"{rule.reason} {WORDED}"
    assert (turn.part, turn.question.source) == (1, "follow_up")
    (run,) = runs_of(services)
    assert (run.agent, run.state, run.user_id) == ("follow_up_writer", RunState.ANSWERED, agreeing.id)
    assert run.prompt.startswith("follow_up_writer v1 ")
    (request,) = server.requests
    assert ANSWER in request.texts[1]
    assert services.interviews.room(agreeing, interview.id).turn.id == turn.id
    assert len(server.requests) == 1


def test_its_answer_is_scored_by_the_part_it_asks_about(services, agreeing):
    interview = answered(services, agreeing)
    back = hand_in(services, agreeing, interview, REPLY)
    with services.database.as_user(agreeing.id) as tx:
        answer = next(a for a in tx.answers.of_interview(agreeing.id, interview.id) if a.turn_id == back.id)
        tx.people.set_consent(agreeing.id, ConsentKind.MODEL_USE, False)
    stored = services.evaluation.evaluate_answer(agreeing.id, answer.id, f"evaluate_answer:{answer.id}:1")
    assert {c.criterion_id for c in stored.evaluation.criteria} == {back.aims_at, "substance", "padding"}


def test_without_consent_nothing_is_sent(services, person, server):
    interview = answered(services, person)
    rule = by_rule(services, interview)
    turn = services.interviews.room(person, interview.id).turn
    assert (turn.question.text, turn.reason) == (rule.text, rule.reason)
    assert not server.requests


def test_consent_taken_back_elsewhere_holds_at_once(services, agreeing, server):
    interview = answered(services, agreeing)
    with services.database.as_user(agreeing.id) as tx:
        tx.people.set_consent(agreeing.id, ConsentKind.MODEL_USE, False)
    assert services.interviews.room(agreeing, interview.id).turn.question.text == by_rule(services, interview).text
    assert not server.requests


def test_with_the_flag_off_nothing_is_sent(services, agreeing, admin, server):
    services.flags.change(admin, Flag(name=WORDED_FOLLOW_UPS, text="", enabled=False))
    interview = answered(services, agreeing)
    assert services.interviews.room(agreeing, interview.id).turn.question.text == by_rule(services, interview).text
    assert not server.requests


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "How old are you, and how does your age go with a class of thirty at school?"},
        {"text": "You said “I was promoted to head of the school”. How did that come about?"},
        {"text": "You changed the seats and 87 percent of the class listened. How did you count that?"},
        {"quote": "I was promoted to head of the school"},
        {"text": ""},
    ],
)
def test_what_must_not_be_asked_is_never_asked(services, agreeing, server, changes):
    server.reply = spoilt(**changes)
    interview = answered(services, agreeing)
    rule = by_rule(services, interview)
    turn = services.interviews.room(agreeing, interview.id).turn
    assert (turn.question.text, turn.reason) == (rule.text, f"{rule.reason} {NOT_USABLE}")
    assert len(server.requests) == 2
    (run,) = runs_of(services)
    assert run.state is RunState.FALLBACK


def test_a_spoilt_one_is_mended_once(services, agreeing, server):
    server.reply = spoilt(until_repair=True, text="Why?")
    interview = answered(services, agreeing)
    turn = services.interviews.room(agreeing, interview.id).turn
    assert turn.question.text.startswith("Let us stay with “")
    assert len(server.requests) == 2


@pytest.mark.parametrize("fault", ["503", "empty", "429"])
def test_with_the_provider_down_the_usual_words_are_asked_and_it_says_so(services, agreeing, server, fault):
    server.fault = fault
    interview = answered(services, agreeing)
    rule = by_rule(services, interview)
    turn = services.interviews.room(agreeing, interview.id).turn
    assert (turn.question.text, turn.reason) == (rule.text, f"{rule.reason} {NO_REPLY}")


def test_a_slow_model_is_not_waited_for_and_costs_the_answer_no_time(services, agreeing, server, monkeypatch):
    monkeypatch.setattr(follow_up_writing, "SECONDS", 1.0)
    server.delay = 20.0
    interview = answered(services, agreeing)
    started = time.monotonic()
    room = services.interviews.room(agreeing, interview.id)
    assert time.monotonic() - started < 4.0
    assert room.turn.reason.endswith(NO_REPLY)
    assert room.seconds_left > room.turn.seconds - 1


def test_while_the_model_is_asked_nothing_is_locked(services, agreeing, server):
    """Another tab can save, pause and look at the interview meanwhile."""
    asked, go_on = threading.Event(), threading.Event()

    def slow(request):
        asked.set()
        go_on.wait(5)
        return worded(request)

    server.reply = slow
    interview = answered(services, agreeing)
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(services.interviews.room, agreeing, interview.id)
        assert asked.wait(5)
        started = time.monotonic()
        services.interviews.pause(agreeing, interview.id)
        assert time.monotonic() - started < 1.0
        go_on.set()
        assert looking.result(10).turn.question.text.startswith("Let us stay with “")


def test_two_tabs_share_one_request_and_get_one_question(services, agreeing, server):
    server.delay = 0.5
    interview = answered(services, agreeing)
    with ThreadPoolExecutor(4) as pool:
        rooms = list(pool.map(lambda _: services.interviews.room(agreeing, interview.id), range(4)))
    assert len({room.turn.id for room in rooms}) == 1
    assert len(server.requests) == 1
    kept = services.interviews.get(agreeing, interview.id)
    assert [(t.position, t.part) for t in kept.turns] == [(1, 0), (1, 1), (2, 0)]
