"""What people read after practising: an answer's report, a session, the history, and where they stand."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from statistics import median
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.errors import NotFound
from domain.evaluation.breakdown import CriterionMean, KindRow, by_criterion, by_kind
from domain.evaluation.summary import SessionSummary, summarise
from domain.evaluation.totals import mean_range
from domain.evaluation.types import Evaluation, State, StoredEvaluation
from domain.interview import Answer, Interview, InterviewStatus, QuestionKind, Turn
from domain.people import Person
from domain.practice import weakest
from domain.resume.facts import Resume
from services.storage.database import Database, Transaction
from services.storage.evaluations import AnswerTotal, Attempt

RECENT = 5
STUCK_AFTER = timedelta(minutes=2)


@dataclass(frozen=True)
class AnswerReport:
    """One answer with its evaluation (None while it is being read) and its neighbours in the interview."""

    answer: Answer
    turn: Turn
    interview: Interview
    evaluation: StoredEvaluation | None
    number: int
    of: int
    previous_id: UUID | None
    next_id: UUID | None
    slow: bool = False
    """True when the reading takes longer than it should; it goes on."""
    attempts: tuple[Attempt, ...] = ()
    """Every answer to this question, in this interview and others, oldest first; this one is among them."""


@dataclass(frozen=True)
class AnswerRow:
    """One turn of a session, with its answer and evaluation when there are any."""

    turn: Turn
    answer: Answer | None
    evaluation: StoredEvaluation | None


@dataclass(frozen=True)
class SessionView:
    """A whole session; the summary is None until at least one answer has been read.

    Each part is computed when it is asked for, so that one that fails leaves the others whole.
    """

    interview: Interview
    rows: list[AnswerRow]
    pending: int
    previous: "HistoryRow | None" = None
    """The person's last finished session before this one, for an honest comparison."""

    @property
    def read(self) -> list[tuple[Turn, Answer, Evaluation]]:
        """The answers that have been read, in the order they were asked."""
        return [(r.turn, r.answer, r.evaluation.evaluation) for r in self.rows if r.answer and r.evaluation]

    @cached_property
    def summary(self) -> SessionSummary | None:
        """The session in a few lines."""
        return summarise(self.read) if self.read else None

    @cached_property
    def kinds(self) -> tuple[KindRow, ...]:
        """The totals by kind of question."""
        return by_kind([(turn, evaluation) for turn, _, evaluation in self.read])

    @cached_property
    def criteria(self) -> tuple[CriterionMean, ...]:
        """The levels by criterion."""
        return by_criterion([(turn, evaluation) for turn, _, evaluation in self.read])


@dataclass(frozen=True)
class HistoryRow:
    """One line of the history. total, low and high are None when nothing in it has a score."""

    interview: Interview
    answered: int
    total: int | None
    low: int | None
    high: int | None
    state: State | None
    """The weakest state that entered the total: estimated when any answer was; unscored when none has a score."""
    pending: int


@dataclass(frozen=True)
class TrendPoint:
    """One session in the course of time."""

    at: datetime
    total: int
    low: int
    high: int
    state: State
    interview_id: UUID


@dataclass(frozen=True)
class HomeView:
    """Where a person stands."""

    unfinished: Interview | None
    unfinished_draft_at: datetime | None
    resume: Resume | None
    sessions: int
    scored: int
    """Answers with a score or an estimate."""
    typical: tuple[int, int] | None
    """Median session total of the last five, and half its range."""
    typical_state: State | None
    weakest: tuple[str, float] | None
    """Criterion and its mean level (0-4) over the last answers; needs three of them."""
    days_practised: int
    """Days with at least one answer among the last seven, in the person's time zone."""
    recent: list[HistoryRow]
    trend: list[TrendPoint]


class ReportService:
    """Reads what was answered and scored; changes nothing but asking for another scoring."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answer_report(self, user: Person, answer_id: UUID) -> AnswerReport:
        """One answer's report, or NotFound."""
        with self._database.as_user(user.id) as tx:
            answer = tx.answers.get(user.id, answer_id)
            interview = tx.interviews.get(user.id, answer.interview_id)
            answers = _newest_by_turn(tx.answers.of_interview(user.id, interview.id))
            evaluation = tx.evaluations.latest(user.id, answer_id)
            turn = next(t for t in interview.turns if t.id == answer.turn_id)
            attempts = () if turn.part else tuple(tx.evaluations.attempts(user.id, turn.question.id))
            now = tx.now
        ids = [answers[t.id].id for t in interview.turns if t.id in answers]
        at = ids.index(answer.id) if answer.id in ids else -1
        return AnswerReport(
            answer=answer,
            turn=turn,
            interview=interview,
            evaluation=evaluation,
            number=turn.position,
            of=len(interview.main_turns),
            previous_id=ids[at - 1] if at > 0 else None,
            next_id=ids[at + 1] if 0 <= at < len(ids) - 1 else None,
            attempts=attempts,
            slow=evaluation is None and now - answer.submitted_at > STUCK_AFTER,
        )

    def session(self, user: Person, interview_id: UUID) -> SessionView:
        """A session with its rows and summary, or NotFound."""
        with self._database.as_user(user.id) as tx:
            interview = tx.interviews.get(user.id, interview_id)
            rows = _rows(tx, user, interview)
            earlier = (
                row
                for row in history_rows(tx, user)
                if row.interview.created_at < interview.created_at
                and row.interview.status is InterviewStatus.FINISHED
                and row.total is not None
            )
            previous = next(earlier, None)
        answered = [r for r in rows if r.answer is not None]
        pending = sum(r.evaluation is None for r in answered)
        return SessionView(interview, rows, pending, previous)

    def history(
        self, user: Person, *, kind: QuestionKind | None = None, state: State | None = None
    ) -> list[HistoryRow]:
        """Every interview, newest first, unfinished ones on top."""
        with self._database.as_user(user.id) as tx:
            rows = history_rows(tx, user)
        kept = [
            r for r in rows if (kind is None or kind in r.interview.setup.kinds) and (state is None or r.state is state)
        ]
        return sorted(kept, key=lambda r: r.interview.status is InterviewStatus.FINISHED)

    def home(self, user: Person) -> HomeView:
        """Where the person stands, and what is unfinished."""
        with self._database.as_user(user.id) as tx:
            rows = history_rows(tx, user)
            interviews = [row.interview for row in rows]
            unfinished = next((i for i in interviews if i.status is not InterviewStatus.FINISHED), None)
            turn = unfinished.current_turn if unfinished else None
            draft = tx.drafts.get(user.id, turn.id) if turn else None
            totals = tx.evaluations.totals(user.id)
            levels = tx.evaluations.criterion_rows(user.id)
            resume = next(iter(tx.resumes.list(user.id)), None)
            now = tx.now
        trend = _trend(rows)
        days = {
            t.submitted_at.astimezone(_zone(user)).date() for t in totals if now - t.submitted_at < timedelta(days=7)
        }
        return HomeView(
            unfinished=unfinished,
            unfinished_draft_at=draft.saved_at if draft else None,
            resume=resume,
            sessions=len(interviews),
            scored=sum(t.state is not State.UNSCORED for t in totals),
            typical=_typical(trend),
            typical_state=_weaker([p.state for p in trend[-RECENT:]]),
            weakest=(found.name, found.mean_level) if (found := weakest(levels)) else None,
            days_practised=len(days),
            recent=[r for r in rows if r.interview is not unfinished][:RECENT],
            trend=trend,
        )

    def rescore(self, user: Person, answer_id: UUID) -> int:
        """Queue another scoring of the same words; returns its version. The earlier one stays stored."""
        with self._database.as_user(user.id) as tx:
            tx.answers.get(user.id, answer_id)
            newest = tx.evaluations.latest(user.id, answer_id)
            if newest is None:
                raise NotFound("This answer is still being read. Its report appears here in a moment.")
            return _queue_scoring(tx, user, newest)

    def rescore_estimated(self, user: Person, interview_id: UUID) -> int:
        """Queue another scoring of every answer of the interview that has an estimate; returns how many."""
        with self._database.as_user(user.id) as tx:
            tx.interviews.get(user.id, interview_id)
            newest = tx.evaluations.latest_of_interview(user.id, interview_id).values()
            estimated = [stored for stored in newest if stored.evaluation.state is State.ESTIMATED]
            for stored in estimated:
                _queue_scoring(tx, user, stored)
        return len(estimated)


def attempts_verdict(found: Sequence[Attempt]) -> str:
    """The last attempt beside the first one, in words: a difference counts only when the ranges leave no doubt."""
    counted = [a for a in found if a.total is not None and a.low is not None and a.high is not None]
    if len(counted) < 2:
        return "Fewer than two attempts have a score so far."
    first, last = counted[0], counted[-1]
    if first.state is not last.state:
        return "The first and the last attempt were scored in different ways, so they are not compared."
    if (last.low or 0) > (first.high or 0):
        return f"The last one is better than the first: {first.total}, then {last.total}."
    if (last.high or 0) < (first.low or 0):
        return f"The last one is weaker than the first: {first.total}, then {last.total}."
    return f"No difference that can be told from noise: {first.total}, then {last.total}, with ranges that overlap."


def _queue_scoring(tx: Transaction, user: Person, newest: StoredEvaluation) -> int:
    answer_id, version = newest.answer_id, newest.version + 1
    tx.enqueue(
        "evaluate_answer",
        f"evaluate_answer:{answer_id}:{version}",
        user_id=str(user.id),
        answer_id=str(answer_id),
        version=version,
    )
    tx.events.add(user.id, "score_again", answer_id, version=version)
    return version


def _newest_by_turn(answers: Sequence[Answer]) -> dict[UUID, Answer]:
    return {a.turn_id: a for a in sorted(answers, key=lambda a: a.attempt)}


def _rows(tx: Transaction, user: Person, interview: Interview) -> list[AnswerRow]:
    answers = _newest_by_turn(tx.answers.of_interview(user.id, interview.id))
    evaluations = tx.evaluations.latest_of_interview(user.id, interview.id)
    rows = []
    for turn in interview.turns:
        answer = answers.get(turn.id)
        rows.append(AnswerRow(turn, answer, evaluations.get(answer.id) if answer else None))
    return rows


def history_rows(tx: Transaction, user: Person) -> list[HistoryRow]:
    """Every interview in numbers, newest first, in three queries."""
    totals: defaultdict[UUID, list[AnswerTotal]] = defaultdict(list)
    for total in tx.evaluations.totals(user.id):
        totals[total.interview_id].append(total)
    answered = tx.answers.counts(user.id)
    return [_history_row(i, answered.get(i.id, 0), totals[i.id]) for i in tx.interviews.list(user.id)]


def _history_row(interview: Interview, answered: int, done: Sequence[AnswerTotal]) -> HistoryRow:
    counted = [t for t in done if t.total is not None]
    total, low, high = mean_range(counted) if counted else (None, None, None)
    state = _weaker([t.state for t in counted]) or (State.UNSCORED if done else None)
    return HistoryRow(interview, answered, total, low, high, state, answered - len(done))


def _weaker(states: Sequence[State]) -> State | None:
    if not states:
        return None
    return State.ESTIMATED if State.ESTIMATED in states else states[0]


def _trend(rows: Sequence[HistoryRow]) -> list[TrendPoint]:
    points = [
        TrendPoint(r.interview.created_at, r.total, r.low, r.high, r.state, r.interview.id)
        for r in rows
        if r.interview.status is InterviewStatus.FINISHED
        and r.total is not None
        and r.low is not None
        and r.high is not None
        and r.state is not None
    ]
    return sorted(points, key=lambda p: p.at)


def _typical(trend: Sequence[TrendPoint]) -> tuple[int, int] | None:
    last = trend[-RECENT:]
    if not last:
        return None
    return round(median(p.total for p in last)), max(1, round(median((p.high - p.low) / 2 for p in last)))


def _zone(user: Person) -> ZoneInfo:
    return ZoneInfo(user.time_zone)
