"""Which questions are chosen, and the reasons given."""

from collections import Counter
from itertools import combinations
from statistics import mean

import pytest

from domain.interview import InterviewSetup, Level, QuestionKind, Wording
from domain.plain_language import plain_findings, plainness
from domain.question_selection import Context, choose_questions, names, shorten
from domain.resume.facts import Position, ResumeFacts, SkillFact
from services.question_bank import choose_from, read_bank, read_roles, role_named
from tests.embedder import EMBED

BANK = read_bank()
KINDS = (QuestionKind.BEHAVIOURAL, QuestionKind.TECHNICAL, QuestionKind.SITUATIONAL)


def facts(*bullets: str, skills: tuple[str, ...] = ()) -> ResumeFacts:
    return ResumeFacts(
        work=(Position(title="x", employer="y", bullets=bullets),), skills=tuple(SkillFact(name=s) for s in skills)
    )


def setup(role: str = "backend-engineer", **changes: object) -> InterviewSetup:
    return InterviewSetup.model_validate({"role_id": role, "kinds": KINDS, "count": 6, **changes})


PAYMENTS = facts(
    "Tuned PostgreSQL indexes so that the slowest invoice query went from 9 s to 80 ms",
    "Designed idempotent payment endpoints for a REST API used by 40 partners",
    "Mentored two junior developers through their first on-call rotation",
    skills=("Python", "PostgreSQL"),
)
STREAMS = facts(
    "Moved order events to Kafka and built consumers that survive duplicates",
    "Cut Redis memory by half with better expiry rules and cache keys",
    "Negotiated the deadline with three stakeholders when the scope doubled",
    skills=("Java", "Kafka", "Redis"),
)


@pytest.mark.parametrize("role", [r.id for r in read_roles()])
def test_changing_the_resume_changes_at_least_half_of_the_set(role: str) -> None:
    """Two resumes with nothing in common share at most half of the questions, for every role."""
    embedder = EMBED
    first, second = (
        {c.question.id for c in choose_from(BANK, setup(role), role_named(role), f, {}, embedder)}
        for f in (PAYMENTS, STREAMS)
    )
    assert len(first) == len(second) == 6
    assert len(first & second) <= 3


def test_a_reason_from_the_resume_cites_its_line() -> None:
    """The reason quotes the very line that led to the question."""
    chosen = choose_from(BANK, setup(), role_named("backend-engineer"), PAYMENTS, {}, EMBED)
    cited = [c for c in chosen if c.origin == "resume" and c.cited_line]
    assert len(cited) >= 2
    for c in cited:
        assert c.cited_line in [*PAYMENTS.lines(), *(s.name for s in PAYMENTS.skills), *c.question.skills]
        assert shorten(c.cited_line or "")[:40] in c.reason


def test_the_job_description_is_cited_when_it_led_to_the_question() -> None:
    chosen = choose_from(
        BANK,
        setup(job_text="You will design idempotent payment endpoints for our REST APIs.\nGreat perks"),
        role_named("backend-engineer"),
        None,
        {},
        EMBED,
    )
    assert any(c.origin == "job" and "idempotent payment" in c.reason for c in chosen)


def test_without_a_resume_no_reason_speaks_of_one() -> None:
    chosen = choose_from(BANK, setup(), role_named("backend-engineer"), None, {}, EMBED)
    assert chosen
    assert not any("resume" in c.reason.lower() for c in chosen)


def test_questions_already_asked_come_last() -> None:
    """A second session repeats nothing while the bank has unasked questions of the kinds."""
    role = role_named("teacher")
    first = choose_from(BANK, setup("teacher"), role, None, {}, EMBED)
    asked = {c.question.id: 1 for c in first}
    second = choose_from(BANK, setup("teacher"), role, None, asked, EMBED)
    assert not {c.question.id for c in second} & set(asked)


def test_kinds_take_turns_and_levels_fit() -> None:
    chosen = choose_questions(BANK, setup(level=Level.ENTRY), Context(seed="s"), "Backend engineer")
    assert set(Counter(c.question.kind for c in chosen).values()) == {2}
    assert sum(Level.ENTRY in c.question.levels for c in chosen) >= 5


def test_the_same_input_gives_the_same_set() -> None:
    one, two = (choose_questions(BANK, setup(), Context(seed="s"), "Backend engineer") for _ in range(2))
    assert one == two


def test_a_small_bank_gives_what_it_has() -> None:
    few = [q for q in BANK if q.id.startswith("teacher-tech")][:2]
    assert len(choose_questions(few, setup("teacher"), Context(), "Teacher")) == 2


@pytest.mark.parametrize(
    ("text", "skill", "expected"),
    [
        ("good at go and rust", "go", True),
        ("good at rust", "go", False),
        ("c++ and c#", "c", False),
        ("uses c++ daily", "c++", True),
    ],
)
def test_skills_match_whole_words(text: str, skill: str, expected: bool) -> None:
    assert names(text, skill) is expected


def test_the_bank_keeps_its_promises() -> None:
    """At least 200 questions, 12 roles, 10 a role, every kind, unique ids, key points and outlines present."""
    assert len(BANK) >= 200
    assert len({q.id for q in BANK}) == len(BANK)
    roles = {r.id for r in read_roles()}
    assert len(roles) >= 12
    per_role = Counter(r for q in BANK for r in q.roles)
    assert set(per_role) == roles | {"any"}
    assert all(per_role[r] >= 10 for r in roles)
    assert {q.kind for q in BANK} == set(QuestionKind)
    assert {level for q in BANK for level in q.levels} == set(Level)
    for q in BANK:
        assert 4 <= len(q.key_points) <= 6, q.id
        assert len(q.outline.split()) >= 30, q.id
        assert q.skills, q.id


def test_no_two_questions_are_alike() -> None:
    """No pair of question texts reaches a cosine of 0.9."""
    import numpy as np

    vectors = np.asarray(EMBED([q.text for q in BANK]))
    table = vectors @ vectors.T
    pairs = [(BANK[a].id, BANK[b].id) for a, b in combinations(range(len(BANK)), 2) if table[a, b] >= 0.9]
    assert pairs == []


@pytest.mark.parametrize("role", [r.id for r in read_roles()])
def test_who_asks_for_plain_language_gets_plainer_questions(role: str) -> None:
    """On the mean of a set, and never an idiom where the bank has another question."""
    usual, plain = (
        [c.question.text for c in choose_from(BANK, setup(role, wording=how), role_named(role), PAYMENTS, {}, EMBED)]
        for how in Wording
    )
    assert mean(map(plainness, plain)) >= mean(map(plainness, usual))
    assert not any("idiom" in finding for text in plain for finding in plain_findings(text))
