"""Makes the things tests are about, with every detail that does not matter filled in."""

import hashlib
import itertools
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from domain.calls.types import Call, CallState
from domain.evaluation.types import CriterionScore, Evaluation, State
from domain.interview import (
    Answer,
    ChosenQuestion,
    Interview,
    InterviewSetup,
    Level,
    Question,
    QuestionKind,
    TurnStatus,
)
from domain.people import Person, Role
from domain.resume.facts import Contact, ReadingQuality, Resume, ResumeFacts, SkillFact
from domain.resume.refining import Change, Origin, Refinement
from services.storage.database import Database, Transaction

_numbers = itertools.count(1)

GOOD_ANSWER = (
    "Our nightly import failed every week. I owned the fix: I traced it to one lock, split the batch in four and added "
    "an alert. The import went from three hours to forty minutes, and it has not failed since March."
)


def add_person(
    database: Database,
    email: str,
    full_name: str = "",
    roles: Sequence[Role] = (Role.CANDIDATE,),
    password_hash: str = "-",
) -> Person:
    """An account with its profile."""
    with database.as_system() as tx:
        return tx.people.add_account(email, full_name, password_hash, roles)


def a_question(**changes: Any) -> Question:
    """A behavioural question of the bank with an id of its own."""
    values: dict[str, Any] = {
        "id": f"q-{next(_numbers)}",
        "kind": QuestionKind.BEHAVIOURAL,
        "roles": ("any",),
        "levels": tuple(Level),
        "skills": ("communication",),
        "seconds": 180,
        "text": "Tell me about a time you fixed a problem that kept coming back.",
        "key_points": ("Names the problem", "Says what they did themselves", "Gives a result"),
        "outline": "Situation, own action, measured result.",
    }
    return Question(**{**values, **changes})


def chosen(*questions: Question) -> list[ChosenQuestion]:
    """The questions as picked for an interview."""
    return [ChosenQuestion(question=q, reason="It suits the role.") for q in questions]


def start_interview(
    tx: Transaction, user_id: UUID, *questions: Question, setup: InterviewSetup | None = None
) -> Interview:
    """A stored interview with these questions (two when none are given)."""
    picked = chosen(*(questions or (a_question(), a_question())))
    setup = setup or InterviewSetup(role_id="backend-engineer", count=len(picked))
    return tx.interviews.add(user_id, setup, "Backend engineer", picked, [c.question.seconds for c in picked])


def add_answer(tx: Transaction, interview: Interview, position: int = 1, text: str = GOOD_ANSWER) -> Answer:
    """A stored answer to the turn at `position`, which becomes answered."""
    turn = interview.turns[position - 1]
    answer, _ = tx.answers.add(interview.user_id, turn.id, interview.id, text, f"key-{turn.id}", 42.0, False)
    tx.interviews.set_turn(interview.user_id, turn.id, TurnStatus.ANSWERED)
    return answer


def an_evaluation(total: int = 70, state: State = State.ESTIMATED, **changes: Any) -> Evaluation:
    """An evaluation with two criteria; unscored when `state` says so."""
    if state is State.UNSCORED:
        return Evaluation(**{"state": state, "reason": "The answer is empty.", "reason_code": "empty", **changes})
    criteria = tuple(
        CriterionScore(criterion_id=i, name=i.capitalize(), weight=1.0, level=level, verified=True, why="Seen.")
        for i, level in (("situation", 3), ("result", 2))
    )
    values: dict[str, Any] = {
        "state": state, "total": total, "low": max(0, total - 6), "high": min(100, total + 6), "criteria": criteria,
        "rubric": "behavioural v1", "words": 40,
    }  # fmt: skip
    return Evaluation(**{**values, **changes})


def a_refinement(resume: Resume, **changes: Any) -> Refinement:
    """Changes to a resume: one to its summary, by rules."""
    change = Change(id="r1", path="summary", original="Old.", text="New.", why="It is new.", origin=Origin.RULES)
    values: dict[str, Any] = {
        "id": uuid4(), "user_id": resume.user_id, "resume_id": resume.id, "base_version": resume.version,
        "changes": (change,), "created_at": datetime.now(UTC),
    }  # fmt: skip
    return Refinement(**{**values, **changes})


def some_facts(skill: str = "Python") -> ResumeFacts:
    """Facts of a short resume."""
    return ResumeFacts(
        contact=Contact(name="Ada Okafor"), skills=(SkillFact(name=skill, line=f"Skills: {skill}, SQL"),)
    )


def add_resume(tx: Transaction, user_id: UUID, file_name: str = "ada.pdf") -> Resume:
    """An uploaded resume with one version of facts."""
    digest = hashlib.sha256(file_name.encode()).hexdigest()
    stored = f"{user_id}-{next(_numbers)}.pdf"
    resume = tx.resumes.add(user_id, file_name, stored, "application/pdf", 1234, digest)
    tx.resumes.add_version(user_id, resume.id, some_facts(), ReadingQuality(score=0.9), edited=False)
    return tx.resumes.get(user_id, resume.id)


def a_call_review(person: Person) -> Call:
    """A call waiting for corrections."""
    made = datetime(2026, 5, 1, tzinfo=UTC)
    return Call(id=uuid4(), user_id=person.id, name="call.vtt", state=CallState.OPEN, created_at=made)
