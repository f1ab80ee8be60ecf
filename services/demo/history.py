"""Writing one demo candidate's sessions as if they had been taken on their days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.interview import ChosenQuestion, Interview, InterviewSetup, InterviewStatus, Question, Turn, TurnStatus
from domain.people import Person
from domain.resume.facts import Resume
from services.demo.course import DemoCandidate, DemoSession, DemoTurn
from services.embeddings import Embedder
from services.question_bank import choose_from, read_bank, role_named
from services.storage.demo import DEMO_KEY, Stamp, backdate
from services.storage.transaction import Transaction

READ_FIRST = timedelta(seconds=15)
"""Between two questions people read what comes next."""


@dataclass(frozen=True)
class PlannedSession:
    """A session with its questions chosen, ready to be stored."""

    number: int
    session: DemoSession
    setup: InterviewSetup
    role_name: str
    chosen: Sequence[ChosenQuestion]
    begins: datetime


def plan(candidate: DemoCandidate, resume: Resume, now: datetime, embedder: Embedder) -> list[PlannedSession]:
    """Every session with the reasons its questions would have had, in the order of time. No database."""
    bank = {question.id: question for question in read_bank()}
    role = role_named(candidate.role_id)
    planned = []
    for number, session in enumerate(candidate.sessions, 1):
        setup = session.setup(role.id).model_copy(update={"resume_id": resume.id})
        asked: list[Question] = [bank[turn.question] for turn in session.turns]
        reasons = {c.question.id: c for c in choose_from(asked, setup, role, resume.facts, {}, embedder)}
        chosen = [reasons[question.id] for question in asked]
        planned.append(
            PlannedSession(number, session, setup, role.name, chosen, session.begins(now, candidate.time_zone))
        )
    return planned


def write_history(tx: Transaction, person: Person, resume: Resume, sessions: Sequence[PlannedSession]) -> None:
    """Store the sessions, their answers and events, and give everything its time. Needs the owner's transaction."""
    joined = sessions[0].begins - timedelta(minutes=20)
    backdate(
        tx,
        person.id,
        [
            Stamp("profile", person.id, joined),
            Stamp("resume", resume.id, joined + timedelta(minutes=3), ("resume_uploaded", "resume_read")),
            Stamp("resume_versions", resume.id, joined + timedelta(minutes=6), ("resume_edited",)),
        ],
    )
    for planned in sessions:
        backdate(tx, person.id, list(_write_session(tx, person.id, planned)))


def _write_session(tx: Transaction, user_id: UUID, planned: PlannedSession) -> Iterator[Stamp]:
    """Store one session; yields the times its rows should have."""
    if planned.setup.job_text:
        tx.jobs_described.add(user_id, planned.setup.job_text)
    seconds = [c.question.seconds for c in planned.chosen]
    interview = tx.interviews.add(user_id, planned.setup, planned.role_name, planned.chosen, seconds)
    tx.events.add(
        user_id, "interview_started", interview.id, questions=len(interview.turns), mode=planned.setup.mode.value
    )
    yield Stamp("interview", interview.id, planned.begins, ("interview_started",))
    clock = planned.begins
    for turn, done in zip(interview.turns, planned.session.turns, strict=True):
        begun = clock + READ_FIRST
        clock = begun + timedelta(seconds=done.seconds)
        yield from _write_turn(tx, user_id, turn, done, begun, clock, f"{DEMO_KEY}{planned.number}:{turn.position}")
    yield _close(tx, user_id, interview, planned.session, clock)


def _write_turn(
    tx: Transaction, user_id: UUID, turn: Turn, done: DemoTurn, begun: datetime, ended: datetime, key: str
) -> Iterator[Stamp]:
    if not done.done and done.draft is None:
        return
    deadline = begun + timedelta(seconds=turn.seconds)
    tx.interviews.set_turn(user_id, turn.id, TurnStatus.ASKING, started_at=begun, deadline_at=deadline)
    if done.draft is not None:
        tx.drafts.save(user_id, turn.id, done.draft)
        yield Stamp("draft", turn.id, ended)
    elif done.answer is not None:
        answer, _ = tx.answers.add(
            user_id, turn.id, turn.interview_id, done.answer, key, float(done.seconds), submitted_by_clock=done.by_clock
        )
        tx.interviews.set_turn(user_id, turn.id, TurnStatus.ANSWERED)
        words = len(done.answer.split())
        tx.events.add(user_id, "answer_submitted", answer.id, words=words, by_clock=done.by_clock)
        yield Stamp("answer", answer.id, ended, ("answer_submitted",))
    else:
        tx.interviews.set_turn(user_id, turn.id, TurnStatus.SKIPPED)
        tx.events.add(user_id, "question_skipped", turn.id)
        yield Stamp(None, turn.id, ended, ("question_skipped",))


def _close(tx: Transaction, user_id: UUID, interview: Interview, session: DemoSession, at: datetime) -> Stamp:
    """Finish the interview, or leave it paused when questions are open."""
    if session.finished:
        tx.interviews.set_status(user_id, interview.id, InterviewStatus.FINISHED)
        tx.events.add(user_id, "interview_finished", interview.id)
        return Stamp("interview_end", interview.id, at, ("interview_finished",))
    tx.interviews.set_status(user_id, interview.id, InterviewStatus.PAUSED)
    tx.events.add(user_id, "interview_paused", interview.id)
    return Stamp(None, interview.id, at, ("interview_paused",))
