"""An interview with questions that a model wrote, from the press on Start to what is stored; with nothing left out."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from domain.flags import WRITTEN_QUESTIONS, Flag
from domain.interview import Interview, InterviewSetup, QuestionKind
from domain.model_use import RunState
from domain.people import ConsentKind, Person
from domain.resume.facts import Position, ReadingQuality, ResumeFacts
from services.flags import FlagService
from services.interviews import InterviewService
from services.model_gateway import build_gateway
from services.question_bank import QuestionBankService
from services.question_writing import NO_REPLY, QuestionWritingService
from services.settings import Settings
from services.storage.database import Database
from tests.builders import add_resume
from tests.doubles.model_provider import ModelProvider
from tests.doubles.written_questions import questions
from tests.embedder import EMBED

JOB_LINES = ("You will design and maintain REST APIs used by partners.", "We run PostgreSQL in two regions.")
SETUP = InterviewSetup(
    role_id="backend-engineer", kinds=(QuestionKind.TECHNICAL,), count=3, job_text="\n".join(JOB_LINES)
)
Start = Callable[..., Interview]


@pytest.fixture
def server() -> Iterator[ModelProvider]:
    with ModelProvider(reply=questions) as server:
        yield server


@pytest.fixture
def start(database: Database, admin: Person, server: ModelProvider) -> Iterator[Start]:
    """Starts interviews as the app does, with its own gateway, cache and flags on the database."""
    settings = Settings.model_validate({"groq_api_keys": "gsk_one", "groq_base_url": server.url})
    flags = FlagService(database)
    with closing(build_gateway(settings, database)) as gateway:
        bank = QuestionBankService(database, EMBED, QuestionWritingService(gateway, EMBED, flags))
        bank.sync()
        interviews = InterviewService(database, bank)

        def run(user: Person, *, on: bool = True, **changes: Any) -> Interview:
            flags.change(admin, Flag(name=WRITTEN_QUESTIONS, text="", enabled=on))
            return interviews.start(user, SETUP.model_copy(update=changes))

        yield run


def agreeing(database: Database, person: Person) -> Person:
    with database.as_user(person.id) as tx:
        tx.people.set_consent(person.id, ConsentKind.MODEL_USE, True)
    return person.model_copy(update={"consents": {ConsentKind.MODEL_USE: True}})


def test_a_written_question_is_stored_with_its_origin_its_line_and_its_reason(database, person, start):
    interview = start(agreeing(database, person))
    with database.as_user(person.id) as tx:
        turns = tx.interviews.get(person.id, interview.id).turns
    (written,) = [turn for turn in turns if turn.written_by_model]
    assert len(turns) == 3
    assert written.question.source == "model"
    assert written.question.kind is QuestionKind.TECHNICAL
    assert len(written.question.key_points) == 3
    assert written.cited_line in JOB_LINES
    assert written.reason == f"Written by a model for this line of the job: “{written.cited_line}”."
    with database.as_system() as tx:
        (run,) = tx.agent_runs.newest(tx.now.date(), 10)
    assert (run.agent, run.state, run.user_id, run.cache) == ("question_writer", RunState.ANSWERED, person.id, "miss")
    assert run.provider == "groq:default"
    assert run.tokens_in > 0


def test_what_was_written_for_one_person_is_never_shown_to_another(database, person, other_person, server, start):
    for user in (person, other_person, person):
        start(agreeing(database, user))
    assert len(server.requests) == 2


@pytest.mark.parametrize("on", [True, False])
def test_without_consent_or_without_the_flag_nothing_of_the_job_is_sent(database, person, server, start, on):
    interview = start(person if on else agreeing(database, person), on=on)
    assert len(interview.turns) == 3
    assert not any(turn.written_by_model for turn in interview.turns)
    assert not server.requests


def test_with_the_provider_down_the_interview_starts_from_the_bank_and_says_so(database, person, server, start):
    server.fault = "503"
    interview = start(agreeing(database, person))
    assert [turn.question.source for turn in interview.turns] == ["bank"] * 3
    assert interview.turns[0].reason.endswith(NO_REPLY)
    with database.as_system() as tx:
        (run,) = tx.agent_runs.newest(tx.now.date(), 10)
    assert run.state is RunState.FALLBACK


def test_a_kind_that_the_bank_has_nothing_of_is_written(person, other_person, server, start):
    kinds = {"role_id": "registered-nurse", "kinds": (QuestionKind.SYSTEM_DESIGN,), "count": 5, "job_text": ""}
    interview = start(person, **kinds)
    assert len(interview.turns) == 5
    assert sum(turn.written_by_model for turn in interview.turns) == 4
    start(other_person, **kinds)
    assert len(server.requests) == 1


def test_a_deleted_account_takes_its_questions_out_of_the_cache(database, person, start):
    start(agreeing(database, person))
    with database.as_system() as tx:
        assert tx.model_cache.forget(person.id) == 1


def test_lines_with_a_name_or_contact_of_the_person_are_not_sent(database, person, server, start):
    lines = (
        "Designed REST APIs for partners in PostgreSQL and cut their latency by 40 %",
        "Maintain the open API client of Vantongeren, see https://mirela.example/api for its PostgreSQL adapter",
        "Answer questions about REST APIs at mirela@vantongeren.example every day",
    )
    facts = ResumeFacts(work=(Position(title="Backend Engineer", employer="Parcelwise", bullets=lines),))
    user = agreeing(database, person).model_copy(update={"full_name": "Mirela Vantongeren"})
    with database.as_user(user.id) as tx:
        resume = add_resume(tx, user.id)
        tx.resumes.add_version(user.id, resume.id, facts, ReadingQuality(score=1), edited=True)
    start(user, resume_id=resume.id, job_text="")
    sent = "\n".join(text for request in server.requests for text in request.texts)
    assert lines[0] in sent
    for private in ("Vantongeren", "mirela", "https://"):
        assert private not in sent
