"""The demo course: every entry fits the question bank and the calendar, and the file written from it is a real one."""

import io
from collections import Counter
from datetime import UTC, datetime, timedelta

import docx
import pytest
from pydantic import ValidationError

from domain.interview import Mode, Question
from domain.people import Person
from services.demo.course import DemoCandidate, DemoSession, DemoTurn, read_candidates, read_coach
from services.demo.resume_file import resume_docx
from services.question_bank import read_bank, read_roles

NOW = datetime(2026, 3, 30, 0, 30, tzinfo=UTC)
CANDIDATES = read_candidates()


@pytest.fixture(scope="module")
def bank() -> dict[str, Question]:
    return {question.id: question for question in read_bank()}


def turns_of(candidate: DemoCandidate) -> list[tuple[DemoSession, DemoTurn]]:
    return [(session, turn) for session in candidate.sessions for turn in session.turns]


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda c: c.full_name)
def test_each_question_suits_its_session(candidate: DemoCandidate, bank: dict[str, Question]) -> None:
    assert candidate.role_id in {role.id for role in read_roles()}
    for session, turn in turns_of(candidate):
        question = bank[turn.question]
        assert question.suits_role(candidate.role_id)
        assert question.kind in session.kinds
        assert session.level in question.levels
        if session.mode is Mode.REALISTIC:
            assert turn.seconds <= question.seconds
        assert not turn.by_clock or turn.seconds == question.seconds


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda c: c.full_name)
def test_sessions_cover_eight_weeks_oldest_first_and_never_lie_ahead(candidate: DemoCandidate) -> None:
    starts = [session.begins(NOW, candidate.time_zone) for session in candidate.sessions]
    assert starts == sorted(starts)
    assert 7 <= len(starts) <= 9
    assert timedelta(days=42) < NOW - starts[0] < timedelta(days=58)
    lengths = [timedelta(seconds=sum(turn.seconds + 60 for turn in s.turns)) for s in candidate.sessions]
    assert all(start + length < NOW for start, length in zip(starts, lengths, strict=True))


def test_wall_clock_times_hold_across_the_change_to_summer_time() -> None:
    session = CANDIDATES[0].sessions[0].model_copy(update={"days_ago": 1})
    summer = session.begins(NOW, "Europe/London")  # the clocks went forward on 29 March 2026
    winter = session.model_copy(update={"days_ago": 3}).begins(NOW, "Europe/London")
    assert summer.time() == winter.time() == session.at
    assert summer.astimezone(UTC).hour == winter.astimezone(UTC).hour - 1


def test_the_course_has_every_outcome_a_person_can_meet() -> None:
    turns = [turn for candidate in CANDIDATES for _, turn in turns_of(candidate)]
    answers = [turn.answer for turn in turns if turn.answer is not None]
    assert 60 <= len(answers) <= 80
    assert len({text for text in answers if text}) == len([text for text in answers if text])
    outcomes = Counter(
        empty=sum(not text for text in answers),
        too_short=sum(0 < len(text.split()) < 12 for text in answers),
        skipped=sum(turn.skipped for turn in turns),
        by_clock=sum(turn.by_clock for turn in turns),
        drafts=sum(turn.draft is not None for turn in turns),
    )
    assert min(outcomes.values()) >= 1
    assert outcomes["empty"] >= 2
    assert outcomes["too_short"] >= 2
    assert sum(not s.finished for c in CANDIDATES for s in c.sessions) == 1
    assert {s.mode for c in CANDIDATES for s in c.sessions} == set(Mode)


def test_people_are_recognisably_invented() -> None:
    people = [*CANDIDATES, read_coach()]
    assert len({person.email for person in people}) == 4
    assert all(person.email.endswith("@example.org") for person in people)
    assert len({candidate.role_id for candidate in CANDIDATES}) == 3
    assert all(Person(id="0" * 32, email=p.email, full_name=p.full_name).first_name in p.full_name for p in people)


def test_a_turn_has_one_outcome_only() -> None:
    with pytest.raises(ValidationError, match="choose one of"):
        DemoTurn(question="general-beh-01", answer="Yes.", skipped=True)


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda c: c.full_name)
def test_the_resume_file_says_everything_the_facts_say(candidate: DemoCandidate) -> None:
    facts = candidate.resume.facts
    document = docx.Document(io.BytesIO(resume_docx(facts)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    said = [facts.contact.name, facts.contact.email, facts.contact.phone, facts.summary]
    said += [value for p in facts.work for value in (p.title, p.employer, p.start, p.end, *p.bullets)]
    said += [value for e in facts.education for value in (e.school, e.degree, e.field)] + [s.name for s in facts.skills]
    assert [value for value in said if value not in text] == []
    assert 2 <= len(facts.work) <= 3
    assert all(position.confirmed for position in facts.work)
