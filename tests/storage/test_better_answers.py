"""An answer rewritten by a model, on a real database: on request, with consent, checked, and stored once."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import psycopg
import pytest

from domain.errors import InvalidInput, NotFound
from domain.evaluation.better_answer import BetterAnswerState
from domain.evaluation.one_level_up import PieceKind
from domain.flags import BETTER_ANSWERS, Flag
from domain.interview import InterviewSetup, QuestionKind
from domain.model_use import RunState
from domain.people import ConsentKind
from domain.resume.facts import Contact, Position, ReadingQuality, ResumeFacts
from services.better_answers import NO_CONSENT, NO_REPLY, NOT_USABLE
from services.documents.export.session_content import BY_A_MODEL, BY_RULES
from services.jobs import enqueue_left_over
from services.session_exports import SessionFormat
from tests.builders import add_resume
from tests.doubles.improved_answers import improved, lying
from tests.doubles.model_provider import ModelProvider
from tests.services import services_on
from tests.storage.test_follow_ups import ANSWER, hand_in
from tests.storage.test_session_exports import read

SETUP = InterviewSetup(role_id="teacher", kinds=(QuestionKind.BEHAVIOURAL,), count=1, follow_ups=False)
LIE = "I also won a national prize for it."


@pytest.fixture
def server() -> Iterator[ModelProvider]:
    with ModelProvider(reply=improved) as server:
        yield server


@pytest.fixture
def services(database, tmp_path, server):
    found = services_on(database, tmp_path, groq_api_keys="gsk_one", groq_base_url=server.url)
    with closing(found.gateway):
        yield found


@pytest.fixture
def answer(services, agreeing, server):
    """An answer with an estimate; scoring itself asks no model here."""
    interview = services.interviews.start(agreeing, SETUP)
    turn = hand_in(services, agreeing, interview)
    with services.database.as_user(agreeing.id) as tx:
        tx.people.set_consent(agreeing.id, ConsentKind.MODEL_USE, False)
        found = next(a for a in tx.answers.of_interview(agreeing.id, interview.id) if a.turn_id == turn.id)
    services.evaluation.evaluate_answer(agreeing.id, found.id, f"evaluate_answer:{found.id}:1")
    with services.database.as_user(agreeing.id) as tx:
        tx.people.set_consent(agreeing.id, ConsentKind.MODEL_USE, True)
    assert not server.requests
    return found


def written(services, person, answer):
    services.better_answers.ask(person, answer.id)
    services.better_answers.write(person.id, answer.id)
    return services.better_answers.of_answer(person, answer.id)


def test_it_is_written_from_the_persons_words_and_stored(services, agreeing, answer, server):
    assert services.better_answers.of_answer(agreeing, answer.id) is None
    services.better_answers.ask(agreeing, answer.id)
    assert services.better_answers.of_answer(agreeing, answer.id).state is BetterAnswerState.WAITING
    assert not server.requests
    services.better_answers.write(agreeing.id, answer.id)
    made = services.better_answers.of_answer(agreeing, answer.id)
    assert made.state is BetterAnswerState.READY
    own = " ".join(p.text for p in made.pieces if p.kind is PieceKind.OWN)
    assert own.split() == ANSWER.split()
    assert made.account == "groq:default"
    with services.database.as_system() as tx:
        (run,) = tx.agent_runs.newest(tx.now.date(), 10)
    assert (run.agent, run.state, run.subject_id) == ("answer_improver", RunState.ANSWERED, answer.id)


def test_asking_and_writing_twice_asks_a_model_once(services, agreeing, answer, server):
    written(services, agreeing, answer)
    written(services, agreeing, answer)
    assert len(server.requests) == 1


def test_what_the_person_did_not_say_is_not_shown(services, agreeing, answer, server):
    server.reply = lying(LIE)
    made = written(services, agreeing, answer)
    assert (made.state, made.pieces, made.note) == (BetterAnswerState.FAILED, (), NOT_USABLE)
    assert len(server.requests) == 2
    assert "prize" in server.requests[1].texts[-1]


def test_a_lie_taken_out_when_told_is_no_harm(services, agreeing, answer, server):
    server.reply = lying(LIE, until_repair=True)
    made = written(services, agreeing, answer)
    assert made.state is BetterAnswerState.READY
    assert "prize" not in str(made.pieces)


def test_a_model_that_is_down_is_named_and_may_be_asked_again(services, agreeing, answer, server):
    server.fault = "500"
    made = written(services, agreeing, answer)
    assert (made.state, made.note) == (BetterAnswerState.FAILED, NO_REPLY)
    server.fault = "ok"
    assert written(services, agreeing, answer).state is BetterAnswerState.READY


def test_without_consent_nothing_is_sent(services, person, agreeing, answer, server):
    with pytest.raises(InvalidInput, match="Settings"):
        services.better_answers.ask(person, answer.id)
    services.better_answers.ask(agreeing, answer.id)
    with services.database.as_user(person.id) as tx:
        tx.people.set_consent(person.id, ConsentKind.MODEL_USE, False)
    services.better_answers.write(person.id, answer.id)
    assert services.better_answers.of_answer(person, answer.id).note == NO_CONSENT
    assert not server.requests


def test_an_operator_can_switch_it_off(services, agreeing, answer, admin, server):
    services.flags.change(admin, Flag(name=BETTER_ANSWERS, text="", enabled=False))
    assert not services.better_answers.allows(agreeing)
    with pytest.raises(InvalidInput):
        services.better_answers.ask(agreeing, answer.id)
    assert not server.requests


def test_an_answer_without_a_score_has_nothing_to_build_on(services, agreeing, answer):
    with pytest.raises(NotFound):
        services.better_answers.ask(agreeing, uuid4())
    interview = services.interviews.start(agreeing, SETUP)
    turn = hand_in(services, agreeing, interview)
    with services.database.as_user(agreeing.id) as tx:
        fresh = next(a for a in tx.answers.of_interview(agreeing.id, interview.id) if a.turn_id == turn.id)
    with pytest.raises(InvalidInput, match="scored answer"):
        services.better_answers.ask(agreeing, fresh.id)


def test_one_left_waiting_by_a_killed_worker_is_queued_again(services, agreeing, answer, cluster, database_name):
    services.better_answers.ask(agreeing, answer.id)
    with psycopg.connect(cluster.dsn("postgres", database_name), autocommit=True) as owner:
        owner.execute("delete from jobs.procrastinate_jobs")
        enqueue_left_over(services.database)
        rows = owner.execute("select args ->> 'answer_id' from jobs.procrastinate_jobs").fetchall()
    assert rows == [(str(answer.id),)]


def test_it_goes_with_its_answer(services, agreeing, answer):
    made = written(services, agreeing, answer)
    assert made.pieces
    services.interviews.delete(agreeing, answer.interview_id)
    assert services.better_answers.of_answer(agreeing, answer.id) is None


def with_the_marked_line(request):
    """The longest own piece exchanged for the line with a mark, so that the length stays about the answer's."""
    (marked,) = re.findall(r"^- (.*\[NAME \d\].*)$", request.texts[1], re.M)
    pieces = json.loads(improved(request))["pieces"]
    longest = max((p for p in pieces if p["kind"] == "own"), key=lambda piece: len(piece["text"]))
    longest["text"] = marked
    return json.dumps({"pieces": pieces})


def test_a_name_in_a_line_of_the_resume_goes_out_as_a_mark_and_comes_back_as_the_name(services, agreeing, server):
    with services.database.as_user(agreeing.id) as tx:
        resume = add_resume(tx, agreeing.id)
    interview = services.interviews.start(agreeing, SETUP.model_copy(update={"resume_id": resume.id}))
    # The guard objects to "time" in another sense than the answer's "after some time".
    point = next(point for point in interview.turns[0].question.key_points if "time" not in point)
    line = f"{point} with Vantongeren"
    facts = ResumeFacts(contact=Contact(name="Mirela Vantongeren"), work=(Position(title="Teacher", bullets=(line,)),))
    turn = hand_in(services, agreeing, interview)
    with services.database.as_user(agreeing.id) as tx:
        tx.resumes.add_version(agreeing.id, resume.id, facts, ReadingQuality(score=1), edited=True)
        answer = next(a for a in tx.answers.of_interview(agreeing.id, interview.id) if a.turn_id == turn.id)
    services.evaluation.evaluate_answer(agreeing.id, answer.id, f"evaluate_answer:{answer.id}:1")
    server.requests.clear()
    server.reply = with_the_marked_line
    made = written(services, agreeing, answer)
    sent = "\n".join(text for request in server.requests for text in request.texts)
    assert "Vantongeren" not in sent
    assert made.state is BetterAnswerState.READY
    assert line in [piece.text for piece in made.pieces]


@pytest.mark.parametrize("form", [SessionFormat.MARKDOWN, SessionFormat.DOCX])
def test_the_file_of_the_session_has_it_once_it_is_there(services, agreeing, answer, form):
    assert BY_A_MODEL not in read(services.session_exports.export(agreeing, answer.interview_id, form))
    made = written(services, agreeing, answer)
    text = read(services.session_exports.export(agreeing, answer.interview_id, form)).replace("\\", "")
    assert BY_A_MODEL in text
    assert BY_RULES not in text
    assert f"[{made.pieces[-1].text}]" in text
