"""An in-memory stand-in for Services that keeps to the contract the screens rely on, with the contract's own types."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from domain.errors import InvalidInput, InvalidUpload, NotFound
from domain.evaluation.types import (
    Rubric,
    State,
)
from domain.interview import (
    Answer,
    Draft,
    Interview,
    InterviewSetup,
    InterviewStatus,
    Level,
    QuestionKind,
    TurnStatus,
)
from domain.people import ConsentKind, Person
from domain.resume.document import HiddenText
from domain.resume.facts import (
    Resume,
    ResumeFacts,
    ResumeStatus,
)
from domain.talking_points import Hints
from services.health import Check
from services.interviews import Room
from services.reports import AnswerReport, AnswerRow, HistoryRow, HomeView, SessionView, TrendPoint
from services.storage.feedback import Feedback
from tests.pages.fake_accounts import FakeAccounts, FakeAudit, FakeRecovery, FakeUserAdmin
from tests.pages.fake_job_match import FakeJobMatch
from tests.pages.fake_operations import FakeFlags, FakeOperations
from tests.pages.samples import (
    ROLES,
    Store,
    add_answer,
    add_interview,
    evaluate,
    new_resume,
    rubric,
    set_turn,
)


class FakeResumes:
    def __init__(self, store: Store) -> None:
        self._store = store

    def upload(self, user: Person, file_name: str, data: bytes) -> Resume:
        self._store.note("upload", file_name)
        if not data:
            raise InvalidUpload("empty", "This file is empty. Choose another one.")
        resume = new_resume(user, ResumeStatus.WAITING, file_name=file_name)
        self._store.resumes.insert(0, resume)
        return resume

    def current(self, user: Person) -> Resume | None:
        self._store.note("current")
        return next((r for r in self._store.resumes if r.user_id == user.id), None)

    def get(self, user: Person, resume_id: UUID) -> Resume:
        return next(r for r in self._store.resumes if r.id == resume_id)

    def list(self, user: Person) -> list[Resume]:
        return self._store.resumes

    def hidden_text(self, user: Person, resume_id: UUID) -> tuple[HiddenText, ...]:
        return self._store.hidden

    def save_edits(self, user: Person, resume_id: UUID, facts: ResumeFacts) -> Resume:
        self._store.note("save_edits", facts)
        old = self._store.resumes[0]
        self._store.resumes[0] = old.model_copy(update={"facts": facts, "version": old.version + 1, "edited": True})
        return self._store.resumes[0]

    def delete(self, user: Person, resume_id: UUID) -> None:
        self._store.note("delete_resume", resume_id)
        self._store.resumes = [r for r in self._store.resumes if r.id != resume_id]

    def file(self, user: Person, resume_id: UUID) -> tuple[str, bytes]:
        return "mara.pdf", b"%PDF"


class FakeInterviews:
    def __init__(self, store: Store) -> None:
        self._store = store

    def start(self, user: Person, setup: InterviewSetup) -> Interview:
        self._store.note("start", setup)
        if not setup.kinds:
            raise InvalidInput("Choose at least one kind of question.", field="kinds")
        return add_interview(self._store, user, setup=setup)

    def get(self, user: Person, interview_id: UUID) -> Interview:
        if interview_id not in self._store.interviews:
            raise NotFound("This interview does not exist, or is not yours.")
        return self._store.interviews[interview_id]

    def last_setup(self, user: Person) -> InterviewSetup | None:
        newest = sorted(
            (i for i in self._store.interviews.values() if i.user_id == user.id), key=lambda i: i.created_at
        )[-1:]
        return newest[0].setup if newest else None

    def room(self, user: Person, interview_id: UUID) -> Room:
        self._store.note("room", interview_id)
        interview = self.get(user, interview_id)
        turn = interview.current_turn
        draft = self._store.drafts.get(turn.id) if turn else None
        number = turn.position if turn else len(interview.turns)
        left = float(turn.seconds) if turn else 0.0
        return Room(interview, turn, draft, left, number, len(interview.turns), datetime.now(UTC))

    def save_draft(self, user: Person, turn_id: UUID, text: str) -> Draft:
        self._store.note("save_draft", text)
        draft = Draft(turn_id=turn_id, text=text, saved_at=datetime.now(UTC))
        self._store.drafts[turn_id] = draft
        return draft

    def submit_answer(
        self, user: Person, interview_id: UUID, turn_id: UUID, text: str, client_key: str, *, by_clock: bool = False
    ) -> Answer:
        self._store.note("submit_answer", client_key)
        same = next((a for a in self._store.answers.values() if a.turn_id == turn_id), None)
        if same:
            return same
        interview = self.get(user, interview_id)
        turn = next(t for t in interview.turns if t.id == turn_id)
        answer = add_answer(self._store, interview, turn, text, by_clock=by_clock)
        set_turn(self._store, turn, TurnStatus.ANSWERED)
        if self._store.evaluate:
            evaluate(self._store, answer)
        return answer

    def skip(self, user: Person, interview_id: UUID, turn_id: UUID) -> None:
        self._store.note("skip", turn_id)
        turn = next(t for t in self.get(user, interview_id).turns if t.id == turn_id)
        set_turn(self._store, turn, TurnStatus.SKIPPED)

    def pause(self, user: Person, interview_id: UUID) -> None:
        self._store.note("pause", interview_id)
        self._status(interview_id, InterviewStatus.PAUSED)

    def finish(self, user: Person, interview_id: UUID) -> None:
        self._store.note("finish", interview_id)
        self._status(interview_id, InterviewStatus.FINISHED)

    def delete(self, user: Person, interview_id: UUID) -> None:
        self._store.note("delete_interview", interview_id)
        del self._store.interviews[interview_id]

    def _status(self, interview_id: UUID, status: InterviewStatus) -> None:
        old = self._store.interviews[interview_id]
        self._store.interviews[interview_id] = old.model_copy(update={"status": status})


class FakeReports:
    def __init__(self, store: Store, interviews: FakeInterviews) -> None:
        self._store = store
        self._interviews = interviews

    def answer_report(self, user: Person, answer_id: UUID) -> AnswerReport:
        self._store.note("answer_report", answer_id)
        if answer_id not in self._store.answers:
            raise NotFound("This answer does not exist, or is not yours.")
        answer = self._store.answers[answer_id]
        interview = self._store.interviews[answer.interview_id]
        ids = [a.id for t in interview.turns for a in self._store.answers.values() if a.turn_id == t.id]
        at = ids.index(answer_id)
        turn = next(t for t in interview.turns if t.id == answer.turn_id)
        return AnswerReport(
            answer, turn, interview, self._store.evaluations.get(answer_id), turn.position, len(interview.turns),
            ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None,
        )  # fmt: skip

    def session(self, user: Person, interview_id: UUID) -> SessionView:
        self._store.note("session", interview_id)
        interview = self._interviews.get(user, interview_id)
        rows = self._rows(interview)
        pending = sum(r.answer is not None and r.evaluation is None for r in rows)
        return SessionView(interview, rows, pending, None)

    def history(
        self, user: Person, *, kind: QuestionKind | None = None, state: State | None = None
    ) -> list[HistoryRow]:
        self._store.note("history", (kind, state))
        rows = [self._history_row(i) for i in self._store.interviews.values() if i.user_id == user.id]
        rows = [
            r for r in rows if (kind is None or kind in r.interview.setup.kinds) and (state is None or r.state is state)
        ]
        return sorted(
            rows, key=lambda r: (r.interview.status is InterviewStatus.FINISHED, -r.interview.created_at.timestamp())
        )

    def home(self, user: Person) -> HomeView:
        self._store.note("home")
        interviews = [i for i in self._store.interviews.values() if i.user_id == user.id]
        open_one = next((i for i in interviews if i.status is not InterviewStatus.FINISHED), None)
        turn = open_one.current_turn if open_one else None
        draft = self._store.drafts.get(turn.id) if turn else None
        rows = self.history(user)
        trend = sorted(
            (
                TrendPoint(
                    r.interview.created_at, r.total, r.low or 0, r.high or 0, r.state or State.SCORED, r.interview.id
                )
                for r in rows
                if r.total is not None
            ),
            key=lambda p: p.at,
        )
        return HomeView(
            unfinished=open_one,
            unfinished_draft_at=draft.saved_at if draft else None,
            resume=next((r for r in self._store.resumes if r.user_id == user.id), None),
            sessions=len(interviews),
            scored=len(trend),
            typical=(trend[-1].total, 3) if trend else None,
            typical_state=trend[-1].state if trend else None,
            weakest=("Reflection", 1.2) if len(trend) > 2 else None,
            days_practised=min(7, len(trend)),
            recent=[r for r in rows if r.interview is not open_one][:5],
            trend=trend,
        )

    def rescore(self, user: Person, answer_id: UUID) -> int:
        self._store.note("rescore", answer_id)
        return self._store.evaluations[answer_id].version + 1

    def rescore_estimated(self, user: Person, interview_id: UUID) -> int:
        self._store.note("rescore_estimated", interview_id)
        rows = self._rows(self._interviews.get(user, interview_id))
        return sum(r.evaluation is not None and r.evaluation.evaluation.state is State.ESTIMATED for r in rows)

    def _rows(self, interview: Interview) -> list[AnswerRow]:
        by_turn = {a.turn_id: a for a in self._store.answers.values()}
        return [
            AnswerRow(t, a := by_turn.get(t.id), self._store.evaluations.get(a.id) if a else None)
            for t in interview.turns
        ]

    def _history_row(self, interview: Interview) -> HistoryRow:
        rows = self._rows(interview)
        counted = [r.evaluation.evaluation for r in rows if r.evaluation and r.evaluation.evaluation.total is not None]
        answered = sum(r.answer is not None for r in rows)
        pending = answered - sum(r.evaluation is not None for r in rows)
        if not counted:
            return HistoryRow(interview, answered, None, None, None, None, pending)
        total = round(sum(e.total or 0 for e in counted) / len(counted))
        state = State.ESTIMATED if any(e.state is State.ESTIMATED for e in counted) else State.SCORED
        return HistoryRow(interview, answered, total, total - 4, total + 4, state, pending)


def summary_of(rows: list[AnswerRow]) -> Any:
    """The domain's own summary of these rows."""
    from domain.evaluation.summary import summarise

    return summarise([(r.turn, r.answer, r.evaluation.evaluation) for r in rows if r.answer and r.evaluation])


def fake_services(store: Store) -> Any:
    """What `services.bootstrap.get_services()` gives to the screens."""
    interviews = FakeInterviews(store)
    checks = [
        Check("database", True, "embedded"),
        Check("migrations", True, "none to apply"),
        Check("worker", False, "has stopped; restart the app"),
        Check("warning", True, "APP_BASE_URL is not set"),
    ]
    return SimpleNamespace(
        accounts=FakeAccounts(store),
        recovery=FakeRecovery(store),
        user_admin=FakeUserAdmin(store),
        audit=FakeAudit(store),
        resumes=FakeResumes(store),
        bank=SimpleNamespace(roles=lambda: ROLES),
        interviews=interviews,
        recordings=SimpleNamespace(of_turn=lambda *_: [], of_interview=lambda *_: {}, available=lambda _: False),
        practice=SimpleNamespace(presets=lambda _: [], weakest=lambda _: None),
        hints=SimpleNamespace(hints=lambda *_: Hints()),
        job_match=FakeJobMatch(store),
        reports=FakeReports(store, interviews),
        evaluation=FakeEvaluation(store),
        health=SimpleNamespace(report=lambda: checks),
        operations=FakeOperations(store),
        flags=FakeFlags(store),
        feedback=FakeFeedback(store),
        disagreements=SimpleNamespace(of_answer=lambda *_: []),
        better_answers=SimpleNamespace(of_answer=lambda *_: None, allows=lambda _: False),
        close=lambda: None,
    )


class FakeEvaluation:
    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def model_configured(self) -> bool:
        return self._store.model_configured

    def model_available(self, user: Person) -> bool:
        return self._store.model_configured and user.allows(ConsentKind.MODEL_USE)

    def rubric_for(self, kind: QuestionKind, level: Level | None = None) -> Rubric:
        return rubric(kind)


class FakeFeedback:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._given: dict[UUID, Feedback] = {}

    def rating(self, user: Person, answer_id: UUID) -> Feedback | None:
        return self._given.get(answer_id)

    def rate(self, user: Person, answer_id: UUID, score: int, comment: str = "") -> None:
        self._store.note("rate", (score, comment))
        self._given[answer_id] = Feedback(
            uuid4(), user.id, "answer", answer_id, None, score, comment, datetime.now(UTC), None
        )
