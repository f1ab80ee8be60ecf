"""Taking an interview: set-up, the room, drafts, submitting, leaving and coming back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.errors import InvalidInput, NotFound
from domain.follow_ups import FollowUpState
from domain.interview import (
    Answer,
    Draft,
    Interview,
    InterviewSetup,
    InterviewStatus,
    Mode,
    Turn,
    TurnStatus,
    check_answer_length,
    check_turn_move,
)
from domain.people import Person, Role
from domain.recordings import STILL_LISTENING
from domain.resume.facts import Resume
from services.adapting import adapt
from services.asking_back import AskBack, AskingBack, Prepared
from services.files.port import FileStore
from services.follow_up_writing import FollowUpWritingService
from services.question_bank import QuestionBankService
from services.storage.database import Database, Transaction

MOST_ATTEMPTS = 20
LATE_SECONDS = 15
"""After this long past the deadline of a realistic turn nobody is typing any more: the saved draft is handed in."""


@dataclass(frozen=True)
class Room:
    """What the interview room shows. `number` is 1-based; `turn` is None when every question is done."""

    interview: Interview
    turn: Turn | None
    draft: Draft | None
    seconds_left: float
    number: int
    of: int
    now: datetime
    attempt: int = 1
    """2 or more when the question was answered before in this interview."""
    last_answer: str = ""
    """What was said in the attempt before this one."""


class InterviewService:
    """One interview from set-up to the last answer. Every method checks that it belongs to the person."""

    def __init__(
        self,
        database: Database,
        bank: QuestionBankService,
        follow_up: AskBack | None = None,
        files: FileStore | None = None,
        writer: FollowUpWritingService | None = None,
    ) -> None:
        """`follow_up` finds the question back to an answer; without it none is asked. `files` holds what was spoken.

        `writer` puts questions back into a model's words, for people who allow it.
        """
        self._database = database
        self._bank = bank
        self._files = files
        self._back = AskingBack(database, follow_up, writer)

    def start(self, user: Person, setup: InterviewSetup) -> Interview:
        """Choose the questions and store the interview; nothing is asked yet."""
        user.require(Role.CANDIDATE, Role.COACH)
        if not setup.kinds:
            raise InvalidInput("Choose at least one kind of question.", field="kinds")
        role = self._bank.role(setup.role_id)
        resume = self._resume(user, setup)
        chosen = self._bank.choose(user, setup, resume)
        seconds = [setup.seconds_per_question or c.question.seconds for c in chosen]
        with self._database.as_user(user.id) as tx:
            if setup.job_text.strip():
                tx.jobs_described.add(user.id, setup.job_text)
            interview = tx.interviews.add(user.id, setup, role.name, chosen, seconds)
            tx.events.add(user.id, "interview_started", interview.id, questions=len(chosen), mode=setup.mode.value)
            tx.audit.add(user.id, "interview.start", str(interview.id))
        return interview

    def _resume(self, user: Person, setup: InterviewSetup) -> Resume | None:
        if setup.resume_id is None:
            return None
        with self._database.as_user(user.id) as tx:
            return tx.resumes.get(user.id, setup.resume_id)

    def get(self, user: Person, interview_id: UUID) -> Interview:
        """The interview with its turns, or NotFound."""
        with self._database.as_user(user.id) as tx:
            return tx.interviews.get(user.id, interview_id)

    def last_setup(self, user: Person) -> InterviewSetup | None:
        """The choices of the newest interview, to preselect them."""
        with self._database.as_user(user.id) as tx:
            newest = tx.interviews.list(user.id)[:1]
        return newest[0].setup if newest else None

    def room(self, user: Person, interview_id: UUID) -> Room:
        """The question to answer now. Starts its clock, or starts it again after a pause."""
        prepared = self._back.prepare(user, interview_id)
        with self._database.as_user(user.id) as tx:
            tx.interviews.lock(user.id, interview_id)
            interview = self._ready(tx, user, interview_id, prepared)
            turn = interview.current_turn
            if turn is None:
                return _room(tx, interview, None, None)
            draft = tx.drafts.get(user.id, turn.id)
            if interview.status is InterviewStatus.PAUSED:
                tx.interviews.set_status(user.id, interview.id, InterviewStatus.IN_PROGRESS)
                tx.events.add(user.id, "interview_resumed", interview.id)
                interview = interview.model_copy(update={"status": InterviewStatus.IN_PROGRESS})
                turn = self._start_clock(tx, user, turn)
            elif turn.status is TurnStatus.WAITING:
                turn = self._start_clock(tx, user, turn)
            elif _abandoned(interview, turn, tx.now) and not tx.recordings.waiting(user.id, turn.id):
                if draft is None or not draft.text.strip():
                    turn = self._start_clock(tx, user, turn)
                else:
                    before = tx.answers.of_turn(user.id, turn.id)
                    self._store_answer(tx, user, turn, draft.text, f"clock:{turn.id}", before, by_clock=True)
                    return self._after_the_clock(tx, user, interview_id)
            return _room(tx, interview.with_turn(turn), turn, draft)

    def _after_the_clock(self, tx: Transaction, user: Person, interview_id: UUID) -> Room:
        """The room once the clock has handed an answer in: the next question, if there is one."""
        interview = self._ready(tx, user, interview_id)
        turn = interview.current_turn
        if turn is not None and turn.status is TurnStatus.WAITING:
            turn = self._start_clock(tx, user, turn)
            interview = interview.with_turn(turn)
        return _room(tx, interview, turn, tx.drafts.get(user.id, turn.id) if turn else None)

    def _ready(self, tx: Transaction, user: Person, interview_id: UUID, prepared: Prepared | None = None) -> Interview:
        """The interview with its next question decided: a question back, or one of another difficulty."""
        interview = self._with_follow_up(tx, user, tx.interviews.get(user.id, interview_id), prepared)
        turn = interview.current_turn
        if turn is not None and interview.setup.adaptive and turn.status is TurnStatus.WAITING:
            adapt(tx, user.id, interview, turn)
            return tx.interviews.get(user.id, interview_id)
        return interview

    def _with_follow_up(
        self, tx: Transaction, user: Person, interview: Interview, prepared: Prepared | None
    ) -> Interview:
        """Decide the question back that is due, once: the interview is locked."""
        if not self._back.decide(tx, user, interview, prepared):
            return interview
        self._finish_if_done(tx, user, tx.interviews.get(user.id, interview.id))
        return tx.interviews.get(user.id, interview.id)

    def _start_clock(self, tx: Transaction, user: Person, turn: Turn) -> Turn:
        started_at, deadline_at = turn.started_at or tx.now, tx.now + timedelta(seconds=turn.seconds)
        tx.interviews.set_turn(user.id, turn.id, TurnStatus.ASKING, started_at=started_at, deadline_at=deadline_at)
        changed = {"status": TurnStatus.ASKING, "started_at": started_at, "deadline_at": deadline_at}
        return turn.model_copy(update=changed)

    def save_draft(self, user: Person, turn_id: UUID, text: str) -> Draft:
        """Keep what was typed so far; the newest save of a turn wins."""
        check_answer_length(text)
        with self._database.as_user(user.id) as tx:
            return tx.drafts.save(user.id, turn_id, text)

    def submit_answer(
        self, user: Person, interview_id: UUID, turn_id: UUID, text: str, client_key: str, *, by_clock: bool = False
    ) -> Answer:
        """Store the answer, its event, its audit line and its scoring job in one transaction.

        The same `client_key`, or a second submission for the same turn, returns the stored answer unchanged. While a
        recording of the turn is being listened to nothing is stored (InvalidInput): its words belong to the answer.
        """
        check_answer_length(text)
        with self._database.as_user(user.id) as tx:
            turn = _turn_to_change(tx, user, interview_id, turn_id)
            attempts = tx.answers.of_turn(user.id, turn_id)
            stored = next((a for a in attempts if a.client_key == client_key), None)
            if stored is None and attempts and turn.status is not TurnStatus.ASKING:
                stored = attempts[-1]
            if stored is not None:
                return stored
            if tx.recordings.waiting(user.id, turn_id):
                raise InvalidInput(STILL_LISTENING)
            check_turn_move(
                TurnStatus.ASKING if turn.status is TurnStatus.WAITING else turn.status, TurnStatus.ANSWERED
            )
            return self._store_answer(tx, user, turn, text, client_key, attempts, by_clock=by_clock)

    def _store_answer(
        self,
        tx: Transaction,
        user: Person,
        turn: Turn,
        text: str,
        client_key: str,
        before: Sequence[Answer],
        *,
        by_clock: bool,
    ) -> Answer:
        attempt = 1 + max((a.attempt for a in before), default=0)
        used = (tx.now - turn.started_at).total_seconds() if turn.started_at else 0.0
        used = min(used, float(turn.seconds)) if by_clock else used
        answer, created = tx.answers.add(
            user.id, turn.id, turn.interview_id, text, client_key, max(0.0, used), submitted_by_clock=by_clock,
            attempt=attempt,
        )  # fmt: skip
        if created:
            tx.interviews.set_turn(user.id, turn.id, TurnStatus.ANSWERED)
            tx.recordings.hand_in(user.id, turn.id, answer.id)
            interview = tx.interviews.get(user.id, turn.interview_id)
            fresh = turn.part == 0 and turn.follow_up == FollowUpState.NONE.value
            due = fresh and self._back.asks and interview.setup.follow_ups
            if due:
                tx.interviews.set_follow_up(user.id, turn.id, FollowUpState.DUE)
            tx.enqueue(
                "evaluate_answer",
                f"evaluate_answer:{answer.id}:1",
                user_id=str(user.id),
                answer_id=str(answer.id),
                version=1,
            )
            tx.events.add(user.id, "answer_submitted", answer.id, words=len(text.split()), by_clock=by_clock)
            tx.audit.add(user.id, "answer.submit", str(answer.id))
            if not due:
                self._finish_if_done(tx, user, interview)
        return answer

    def skip(self, user: Person, interview_id: UUID, turn_id: UUID) -> None:
        """Leave a question out for good; a draft of it is kept."""
        with self._database.as_user(user.id) as tx:
            turn = _turn_to_change(tx, user, interview_id, turn_id)
            if turn.status is TurnStatus.SKIPPED:
                return
            if turn.status is TurnStatus.ASKING and tx.answers.of_turn(user.id, turn_id):
                tx.interviews.set_turn(user.id, turn_id, TurnStatus.ANSWERED)  # the attempt is given up, not the answer
            else:
                check_turn_move(turn.status, TurnStatus.SKIPPED)
                tx.interviews.set_turn(user.id, turn_id, TurnStatus.SKIPPED)
            tx.events.add(user.id, "question_skipped", turn_id)
            self._finish_if_done(tx, user, tx.interviews.get(user.id, interview_id))

    def _finish_if_done(self, tx: Transaction, user: Person, interview: Interview) -> None:
        done = interview.current_turn is None and interview.follow_up_due is None
        if done and interview.status is not InterviewStatus.FINISHED:
            self._finish(tx, user, interview)

    def _finish(self, tx: Transaction, user: Person, interview: Interview) -> None:
        for turn in interview.turns:
            if turn.status in (TurnStatus.WAITING, TurnStatus.ASKING):
                before = tx.answers.of_turn(user.id, turn.id)
                tx.interviews.set_turn(user.id, turn.id, TurnStatus.ANSWERED if before else TurnStatus.SKIPPED)
        tx.interviews.set_status(user.id, interview.id, InterviewStatus.FINISHED)
        tx.events.add(user.id, "interview_finished", interview.id)

    def answer_again(self, user: Person, interview_id: UUID, turn_id: UUID) -> None:
        """Ask an answered question once more, with a fresh clock; what was said before stays, with its score.

        Practice only (InvalidInput): a realistic interview gives nobody a second go. Twice changes nothing.
        """
        with self._database.as_user(user.id) as tx:
            turn = _turn_to_change(tx, user, interview_id, turn_id)
            interview = tx.interviews.get(user.id, interview_id)
            if interview.setup.mode is not Mode.PRACTICE or interview.setup.real:
                raise InvalidInput("Only a practice interview lets you answer a question again.")
            if turn.status is TurnStatus.ASKING:
                return
            if turn.status is not TurnStatus.ANSWERED:
                raise InvalidInput("This question has no answer yet.")
            if len(tx.answers.of_turn(user.id, turn_id)) >= MOST_ATTEMPTS:
                raise InvalidInput(f"You have answered this question {MOST_ATTEMPTS} times. Start a new interview.")
            tx.interviews.ask_again(user.id, turn_id)
            tx.drafts.save(user.id, turn_id, "")
            tx.interviews.set_status(user.id, interview_id, InterviewStatus.IN_PROGRESS)
            tx.events.add(user.id, "answer_again", turn_id)

    def pause(self, user: Person, interview_id: UUID) -> None:
        """Stop the clock; `room` starts it again on any device."""
        with self._database.as_user(user.id) as tx:
            tx.interviews.lock(user.id, interview_id)
            interview = tx.interviews.get(user.id, interview_id)
            if interview.status is InterviewStatus.IN_PROGRESS:
                tx.interviews.set_status(user.id, interview_id, InterviewStatus.PAUSED)
                tx.events.add(user.id, "interview_paused", interview_id)

    def finish(self, user: Person, interview_id: UUID) -> None:
        """End early: questions not answered count as skipped, answers stay."""
        with self._database.as_user(user.id) as tx:
            tx.interviews.lock(user.id, interview_id)
            interview = tx.interviews.get(user.id, interview_id)
            if interview.status is not InterviewStatus.FINISHED:
                self._finish(tx, user, interview)

    def delete(self, user: Person, interview_id: UUID) -> None:
        """Delete the interview with its answers, recordings and scores, for good."""
        with self._database.as_user(user.id) as tx:
            tx.interviews.get(user.id, interview_id)
            sounds = tx.recordings.sounds_of_interview(user.id, interview_id)
            tx.interviews.delete(user.id, interview_id)
            tx.audit.add(user.id, "interview.delete", str(interview_id))
            tx.events.add(user.id, "interview_deleted", interview_id)
        if self._files:
            for name in sounds:
                self._files.delete(user.id, name)


def _turn_to_change(tx: Transaction, user: Person, interview_id: UUID, turn_id: UUID) -> Turn:
    """The turn, with its interview and itself locked: in that order everywhere, and before anything is decided."""
    tx.interviews.lock(user.id, interview_id)
    turn = tx.interviews.turn(user.id, turn_id, lock=True)
    if turn.interview_id != interview_id:
        raise NotFound("This question belongs to another interview.")
    return turn


def _abandoned(interview: Interview, turn: Turn, now: datetime) -> bool:
    return interview.setup.mode is Mode.REALISTIC and turn.seconds_left(now) < -LATE_SECONDS


def _room(tx: Transaction, interview: Interview, turn: Turn | None, draft: Draft | None) -> Room:
    before = tx.answers.of_turn(interview.user_id, turn.id) if turn else []
    return Room(
        interview=interview,
        turn=turn,
        draft=draft,
        seconds_left=turn.seconds_left(tx.now) if turn else 0.0,
        number=turn.position if turn else len(interview.main_turns),
        of=len(interview.main_turns),
        now=tx.now,
        attempt=len(before) + 1,
        last_answer=before[-1].text if before else "",
    )
