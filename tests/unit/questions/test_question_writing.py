"""Written questions: cached, private, done without when the model fails, and mixed with those of the bank."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.llm.accounting import Budgets
from domain.interview import ChosenQuestion, InterviewSetup, JobRole, Level, QuestionKind
from domain.model_use import RunState
from domain.people import ConsentKind, Person
from domain.question_mixing import MODEL, most_about_lines, strongest_lines
from domain.question_selection import choose_questions
from domain.resume.facts import Position, ResumeFacts
from services import question_writing
from services.mixed_questions import NO_MORE, SET, InterviewMix, written_set
from services.question_bank import context_of, read_bank, read_roles, role_named, similarity_of
from services.question_writing import NO_MODEL, NO_REPLY, NOT_USABLE, USED_UP, QuestionWritingService, Written
from tests.doubles.model_provider import ModelProvider, refused_url
from tests.doubles.written_questions import HOSTILE, questions, spoilt
from tests.embedder import EMBED
from tests.gateways import LocalGateway, gateway_to, groq

BANK = read_bank()
SIMILARITY = similarity_of(EMBED)
ENGINEER = role_named("backend-engineer")
LINES = (
    "Moved order events to Kafka and built consumers that survive duplicates",
    "Tuned PostgreSQL indexes so that the slowest invoice query went from 9 s to 80 ms",
    "Cut the Redis memory by half with better expiry rules for cache keys",
    "Mentored two junior developers through their first on-call rotation",
    "Wrote a REST API with idempotent payment endpoints for many partners",
    "Replaced nightly batch imports by a queue with retries and a dead letter queue",
    "Introduced load tests that run before each release of the checkout service",
)
JOB_TEXT = "You will design and maintain REST APIs used by partners.\nWe run Kubernetes and PostgreSQL in two regions."
FACTS = ResumeFacts(work=(Position(title="Engineer", employer="Norvik", bullets=LINES),))


def a_person(*, consent: bool | None = True) -> Person:
    return Person(
        id=uuid4(), email="a@example.org", consents={} if consent is None else {ConsentKind.MODEL_USE: consent}
    )


def writing_with(gateway: LocalGateway, *, on: bool = True) -> QuestionWritingService:
    flags: Any = SimpleNamespace(allows=lambda _person, _name: on)
    return QuestionWritingService(gateway, EMBED, flags)


@pytest.fixture
def server() -> Iterator[ModelProvider]:
    with ModelProvider(reply=questions) as server:
        yield server


@pytest.fixture
def gateway(server: ModelProvider) -> Iterator[LocalGateway]:
    with gateway_to([groq(server.url)]) as gateway:
        yield gateway


@pytest.fixture
def writing(gateway: LocalGateway) -> QuestionWritingService:
    return writing_with(gateway)


def write(writing: QuestionWritingService, user: Person | None, count: int = 3, **how: Any) -> Written:
    return writing.write(user, ENGINEER, Level.MID, QuestionKind.TECHNICAL, count, **how)


def test_what_one_person_had_written_is_there_for_the_next_without_a_request(server, gateway, writing) -> None:
    first, second = write(writing, a_person()), write(writing, a_person(consent=None))
    assert len(server.requests) == 1
    assert second.questions == first.questions
    assert len(first.questions) == 3
    assert (first.cached, second.cached) == (False, True)
    assert first.provider == second.provider == "groq:default"
    assert [(run.state, run.cache) for run in gateway.ledger.runs] == [
        (RunState.ANSWERED, "miss"),
        (RunState.CACHED, "memory"),
    ]
    assert {run.agent for run in gateway.ledger.runs} == {"question_writer"}
    assert all(run.prompt.startswith("question_writer v2 ") for run in gateway.ledger.runs)


def test_a_written_question_says_so_and_keeps_its_id(server, writing) -> None:
    found = write(writing, a_person()).questions
    assert {q.source for q in found} == {"model"}
    assert all(q.id.startswith("model:") for q in found)
    assert len({q.id for q in found}) == 3
    assert all(120 <= q.seconds <= 240 and q.roles == (ENGINEER.id,) and q.levels == (Level.MID,) for q in found)


def test_another_request_is_not_answered_by_the_cache(server, writing) -> None:
    for how in ({}, {"count": 4}, {"avoid": ["What is a queue?"]}):
        assert not write(writing, a_person(), **how).cached
    assert not writing.write(a_person(), ENGINEER, Level.LEAD, QuestionKind.TECHNICAL, 3).cached
    assert len(server.requests) == 4


def test_questions_about_a_persons_lines_are_kept_for_them_alone(server, writing) -> None:
    ada, ben = a_person(), a_person()
    first = write(writing, ada, resume_lines=LINES[:2], job_lines=LINES[2:3])
    assert first.personal
    assert first.lines == LINES[:3]
    assert write(writing, ada, resume_lines=LINES[:2], job_lines=LINES[2:3]).cached
    assert len(server.requests) == 1
    assert not write(writing, ben, resume_lines=LINES[:2], job_lines=LINES[2:3]).cached
    assert len(server.requests) == 2


def test_a_persons_questions_go_with_the_person(server, gateway, writing) -> None:
    ada = a_person()
    write(writing, ada, job_lines=LINES[:3])
    assert gateway.cache.forget(ada.id) == 1
    assert not write(writing, ada, job_lines=LINES[:3]).cached


@pytest.mark.parametrize("consent", [False, None])
def test_without_a_yes_no_line_of_the_person_is_sent(server, writing, consent) -> None:
    found = write(writing, a_person(consent=consent), resume_lines=LINES[:2], job_lines=LINES[2:3])
    assert len(found.questions) == 3
    assert not found.personal
    assert found.lines == ("", "", "")
    sent = "\n".join(text for request in server.requests for text in request.texts)
    assert not any(line in sent for line in LINES)


def test_an_operators_files_are_sent_and_nothing_of_them_is_kept(server, gateway, writing) -> None:
    for _ in range(2):
        found = write(writing, None, job_lines=LINES[:3])
        assert found.lines == LINES[:3]
        assert not found.cached
    assert len(server.requests) == 2
    assert gateway.cache.counts() == {}


def test_twenty_people_at_once_make_one_request(server, gateway, writing) -> None:
    server.delay = 0.3
    start = threading.Barrier(20)

    def ask(_: int) -> Written:
        start.wait()
        return write(writing, a_person())

    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(ask, range(20)))
    assert len({w.questions for w in found}) == 1
    assert sum(not w.cached for w in found) == 1
    assert len(server.requests) == 1
    assert sorted(run.state for run in gateway.ledger.runs) == ["answered", *["cached"] * 19]


def test_a_discriminatory_question_is_mended_once_then_refused_and_not_kept(server, gateway, writing) -> None:
    server.reply = spoilt(text=HOSTILE)
    found = write(writing, a_person())
    assert found == Written(note=NOT_USABLE)
    assert len(server.requests) == 2
    assert gateway.ledger.runs[-1].state is RunState.FALLBACK
    server.reply = spoilt(text=HOSTILE, until_repair=True)
    assert len(write(writing, a_person()).questions) == 3
    assert len(server.requests) == 4


def test_a_provider_that_is_down_leaves_a_note_and_a_run_that_fell_back() -> None:
    with gateway_to([groq(refused_url())]) as gateway:
        assert write(writing_with(gateway), a_person()) == Written(note=NO_REPLY)
        (run,) = gateway.ledger.runs
        assert run.state is RunState.FALLBACK
        assert run.error


def test_a_slow_provider_is_waited_for_no_longer_than_told(server, writing) -> None:
    write(writing, a_person(), count=1)  # LangChain is imported by now
    server.delay = 5.0
    started = threading.Event()
    timer = threading.Timer(3.0, started.set)
    timer.start()
    assert write(writing, a_person(), count=2, seconds=1.0).note == NO_REPLY
    assert not started.is_set()
    timer.cancel()


def test_a_used_up_allowance_is_named(server) -> None:
    with gateway_to([groq(server.url)], budgets=Budgets(person_day_requests=0)) as gateway:
        assert write(writing_with(gateway), a_person()).note == USED_UP
    assert not server.requests


def test_without_a_provider_nothing_is_asked() -> None:
    with gateway_to([]) as gateway:
        writing = writing_with(gateway)
        assert write(writing, a_person()) == Written(note=NO_MODEL)
        assert not writing.allows(a_person())
        assert not gateway.ledger.runs


def test_the_flag_decides_whose_interviews_get_written_questions(gateway) -> None:
    assert writing_with(gateway).allows(a_person())
    assert not writing_with(gateway, on=False).allows(a_person())
    assert not QuestionWritingService(gateway, EMBED).allows(a_person())


def setup_of(role: JobRole = ENGINEER, **changes: Any) -> InterviewSetup:
    values = {"role_id": role.id, "kinds": (QuestionKind.BEHAVIOURAL, QuestionKind.TECHNICAL), "count": 6}
    return InterviewSetup.model_validate({**values, **changes})


def choose(
    writing: QuestionWritingService | None,
    setup: InterviewSetup,
    user: Person | None = None,
    facts: ResumeFacts | None = None,
    asked: dict[str, int] | None = None,
) -> list[ChosenQuestion]:
    """As QuestionBankService.choose does, with the bank's files for the database and plenty of time."""
    role = next(r for r in read_roles() if r.id == setup.role_id)
    bank = [q for q in BANK if q.suits_role(role.id)]
    context = context_of(setup, facts, asked or {})
    chosen = choose_questions(bank, setup, context, role.name, SIMILARITY)
    if writing is None:
        return chosen
    mix = InterviewMix(writing, user or a_person(), setup, role, bank, context, SIMILARITY, seconds=60)
    return mix.completed(chosen)


def test_a_third_of_an_interview_is_about_lines_of_the_resume_and_job(server, writing) -> None:
    setup = setup_of(job_text=JOB_TEXT)
    chosen = choose(writing, setup, facts=FACTS)
    written = [c for c in chosen if c.origin == MODEL]
    assert len(chosen) == 6
    assert len(written) == 2
    assert all(c.question.source == "model" for c in written)
    for c in written:
        assert c.cited_line in (*LINES, *JOB_TEXT.splitlines())
        whose = "your resume" if c.cited_line in LINES else "the job"
        assert c.reason.startswith(f"Written by a model for this line of {whose}: “{(c.cited_line or '')[:40]}")
    cited = [c.cited_line for c in chosen if c.cited_line in (*LINES, *JOB_TEXT.splitlines())]
    assert all(cited.count(c.cited_line) == 1 for c in written)
    assert [c.question.kind for c in chosen].count(QuestionKind.TECHNICAL) == 3


@pytest.mark.parametrize(("count", "most"), [(1, 0), (2, 0), (3, 1), (5, 1), (8, 2), (15, 5)])
def test_written_questions_about_lines_are_a_third_at_most(server, writing, count, most) -> None:
    setup = setup_of(count=count, job_text=JOB_TEXT)
    assert most_about_lines(setup) == most
    written = [c for c in choose(writing, setup, facts=FACTS) if c.origin == MODEL]
    assert len(written) == most


def test_of_lines_that_nothing_cites_the_strongest_is_asked_about_first(server, writing) -> None:
    lines = ("Answered the telephone of the front office", JOB_TEXT.splitlines()[1])
    facts = ResumeFacts(work=(Position(title="Clerk", employer="Norvik", bullets=lines[:1]),))
    setup = setup_of(kinds=(QuestionKind.BEHAVIOURAL,), count=3, job_text=lines[1])
    strongest = strongest_lines(BANK, ENGINEER.id, context_of(setup, facts, {}), SIMILARITY)
    assert [line.text for line in strongest] == [lines[1], lines[0]]
    chosen = choose(writing, setup, facts=facts)
    assert [c.cited_line for c in chosen if c.origin == MODEL] == [lines[1]]
    assert f"1. {lines[0]}" in server.requests[0].texts[1]


def test_only_the_strongest_lines_are_sent_and_the_same_set_serves_again(server, writing) -> None:
    user, setup = a_person(), setup_of()
    first = choose(writing, setup, user, FACTS)
    sent = server.requests[0].texts[1]
    assert sum(line in sent for line in LINES) == SET
    new = {c.question.id: 1 for c in first}
    second = choose(writing, setup, user, FACTS, asked=new)
    assert len(server.requests) == 1
    ids = [{c.question.id for c in chosen if c.origin == MODEL} for chosen in (first, second)]
    assert all(ids)
    assert not ids[0] & ids[1]


def test_when_every_question_of_a_set_was_asked_the_next_lines_have_their_turn(server, writing) -> None:
    user, setup = a_person(), setup_of()
    lines = strongest_lines(BANK, ENGINEER.id, context_of(setup, FACTS, {}), SIMILARITY)
    assert len(lines) > SET
    asked: dict[str, int] = {}
    seen: list[str | None] = []
    for _ in range(6):
        chosen = choose(writing, setup.model_copy(update={"kinds": (QuestionKind.TECHNICAL,)}), user, FACTS, asked)
        asked |= {c.question.id: 1 for c in chosen}
        seen += [c.cited_line for c in chosen if c.origin == MODEL]
    assert len(seen) == len(set(seen)) == len(lines)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Equal opportunity employer, whoever you are",
        "We offer a competitive salary and 25 days of holiday",
        "Strong communication skills and a team player attitude",
        "Please send your CV to jobs by the end of the month",
    ],
)
def test_a_line_that_has_nothing_to_do_with_the_role_is_not_written_about(server, writing, line) -> None:
    choose(writing, setup_of(job_text=line))
    assert not server.requests


@pytest.mark.parametrize("consent", [False, None])
def test_without_a_yes_an_interview_is_the_banks_own(server, writing, consent) -> None:
    setup = setup_of(job_text=JOB_TEXT)
    assert choose(writing, setup, a_person(consent=consent), FACTS) == choose(None, setup, facts=FACTS)
    assert not server.requests


def test_where_the_bank_has_too_few_the_model_fills_the_rest_for_everybody(server, writing) -> None:
    setup = setup_of(kinds=(QuestionKind.SYSTEM_DESIGN,), count=5)
    bank = choose(None, setup)
    assert len(bank) == 3
    chosen = choose(writing, setup, a_person(consent=False))
    assert chosen[:3] == bank
    assert [(c.origin, c.reason, c.cited_line) for c in chosen[3:]] == [(MODEL, NO_MORE, None)] * 2
    assert choose(writing, setup, a_person(consent=None)) == chosen
    assert len(server.requests) == 1
    more = choose(writing, setup, asked={c.question.id: 1 for c in chosen[3:]})
    assert not {c.question.id for c in more[3:]} & {c.question.id for c in chosen[3:]}
    assert len(server.requests) == 1


def test_a_failing_model_changes_nothing_but_the_first_reason() -> None:
    setup = setup_of(job_text=JOB_TEXT)
    bank = choose(None, setup, facts=FACTS)
    with gateway_to([groq(refused_url())]) as gateway:
        chosen = choose(writing_with(gateway), setup, facts=FACTS)
    assert chosen[1:] == bank[1:]
    assert chosen[0] == bank[0].model_copy(update={"reason": f"{bank[0].reason} {NO_REPLY}"})


def test_no_time_left_means_no_request(server, writing) -> None:
    setup = setup_of(job_text=JOB_TEXT)
    bank = [q for q in BANK if q.suits_role(ENGINEER.id)]
    context = context_of(setup, FACTS, {})
    chosen = choose_questions(bank, setup, context, ENGINEER.name, SIMILARITY)
    mix = InterviewMix(writing, a_person(), setup, ENGINEER, bank, context, SIMILARITY, seconds=0.5)
    assert [c.question for c in mix.completed(chosen)] == [c.question for c in chosen]
    assert not server.requests


def test_an_operator_gets_a_whole_set_and_is_told_who_wrote_it(server, writing) -> None:
    setup = setup_of(count=5, job_text=JOB_TEXT)
    found = written_set(writing, setup, ENGINEER, BANK, context_of(setup, FACTS, {}), SIMILARITY)
    assert (len(found.chosen), found.cached, found.provider, found.note) == (5, False, "groq:default", "")
    assert {c.origin for c in found.chosen} == {MODEL}
    general = setup_of(count=5)
    for cached in (False, True):
        found = written_set(writing, general, ENGINEER, BANK, context_of(general, None, {}), SIMILARITY)
        assert (len(found.chosen), found.cached) == (5, cached)
    server.reply = spoilt(text=HOSTILE)
    lead = setup_of(count=4, level=Level.LEAD)
    found = written_set(writing, lead, ENGINEER, BANK, context_of(lead, None, {}), SIMILARITY)
    assert (len(found.chosen), found.cached, found.provider, found.note) == (
        4,
        False,
        question_writing.BANK,
        NOT_USABLE,
    )


@pytest.fixture(scope="module")
def alive_and_dead() -> Iterator[dict[bool, QuestionWritingService]]:
    with (
        ModelProvider(reply=questions) as server,
        gateway_to([groq(server.url)]) as alive,
        gateway_to([groq(refused_url())]) as dead,
    ):
        yield {True: writing_with(alive), False: writing_with(dead)}


@settings(max_examples=150, deadline=None)
@given(
    role=st.sampled_from(read_roles()),
    level=st.sampled_from(Level),
    kinds=st.lists(st.sampled_from(QuestionKind), min_size=1, unique=True),
    count=st.integers(1, 15),
    alive=st.booleans(),
    consent=st.sampled_from([True, False, None]),
    lines=st.lists(st.sampled_from(LINES), unique=True),
    job=st.sampled_from(["", JOB_TEXT]),
)
def test_property_1_the_number_of_questions_equals_the_request(
    alive_and_dead: dict[bool, QuestionWritingService],
    role: JobRole,
    level: Level,
    kinds: list[QuestionKind],
    count: int,
    alive: bool,
    consent: bool | None,
    lines: list[str],
    job: str,
) -> None:
    """Property 1 (question count): as many as asked for; with the model dead, as many of them as the bank has."""
    setup = setup_of(role, level=level, kinds=tuple(kinds), count=count, job_text=job)
    facts = ResumeFacts(work=(Position(title="x", employer="y", bullets=tuple(lines)),))
    chosen = choose(alive_and_dead[alive], setup, a_person(consent=consent), facts)
    bank = sum(q.suits_role(role.id) and q.kind in kinds for q in BANK)
    assert len(chosen) == (count if alive else min(count, bank))
    assert len({c.question.id for c in chosen}) == len(chosen)
    assert all(c.question.kind in kinds for c in chosen)
    assert alive or not any(c.origin == MODEL for c in chosen)
