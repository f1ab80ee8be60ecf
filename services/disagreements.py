""" "I disagree" on a criterion: kept, counted for calibration, and sent to where the scoring is traced."""

import time
from collections.abc import Callable, Sequence
from uuid import UUID

import structlog

from domain.errors import DatabaseBusy, InvalidInput, NotFound
from domain.evaluation.disagreements import LONGEST_WORDS, Contested, Disagreement, Shift, shifts
from domain.people import Person
from services.storage.database import Database

log = structlog.get_logger(__name__)
AT_ONCE = 100
CONTESTED_SECONDS = 3600.0
Send = Callable[[UUID, int, str, str], bool]
"""As in services/feedback.py: (trace id, 1 or -1, comment, kind of thing) -> delivered."""


class DisagreementService:
    """Every method is about the person's own answers; what is sent holds no words."""

    def __init__(self, database: Database, send: Send, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._send = send
        self._clock = clock
        self._contested: tuple[float, Sequence[Contested]] | None = None

    def disagree(self, user: Person, answer_id: UUID, criterion_id: str, wanted: int, words: str = "") -> Disagreement:
        """Record which level (0-4) the person thinks right for a criterion of the newest scoring of their answer.

        Saying it again changes it. InvalidInput for the level that is shown already or an unknown criterion.
        """
        words = words.strip()
        if len(words) > LONGEST_WORDS:
            raise InvalidInput(f"Write at most {LONGEST_WORDS:,} characters.", field="words")
        with self._database.as_user(user.id) as tx:
            tx.answers.get(user.id, answer_id)
            stored = tx.evaluations.latest(user.id, answer_id)
            if stored is None:
                raise NotFound("This answer has no score yet.")
            score = next((c for c in stored.evaluation.criteria if c.criterion_id == criterion_id), None)
            if score is None:
                raise InvalidInput("Choose one of the criteria of this score.", field="criterion")
            if wanted == score.level or not 0 <= wanted <= 4:
                raise InvalidInput(f"{score.name} is at level {score.level}. Choose the level you think right.")
            made = tx.disagreements.save(user.id, answer_id, stored.id, criterion_id, score.level, wanted, words)
            run = tx.agent_runs.newest_traced(user.id, answer_id)
            tx.events.add(user.id, "disagreed", answer_id, criterion=criterion_id, shown=score.level, wanted=wanted)
        if run and made.sent_at is None:
            self._deliver(made, run[1])
        return made

    def of_answer(self, user: Person, answer_id: UUID) -> list[Disagreement]:
        """What the person says about the newest scoring of an answer."""
        with self._database.as_user(user.id) as tx:
            tx.answers.get(user.id, answer_id)
            stored = tx.evaluations.latest(user.id, answer_id)
            return tx.disagreements.of_evaluation(user.id, stored.id) if stored else []

    def take_back(self, user: Person, answer_id: UUID, criterion_id: str) -> None:
        """Forget what the person said about a criterion; nothing happens when they said nothing."""
        with self._database.as_user(user.id) as tx:
            tx.answers.get(user.id, answer_id)
            stored = tx.evaluations.latest(user.id, answer_id)
            if stored:
                tx.disagreements.take_back(user.id, stored.id, criterion_id)

    def contested(self) -> Sequence[Contested]:
        """What many people object to, at most CONTESTED_SECONDS old; empty while the database cannot say."""
        if self._contested is None or self._clock() - self._contested[0] > CONTESTED_SECONDS:
            try:
                with self._database.as_system() as tx:
                    self._contested = self._clock(), [c for c in tx.disagreements.contested() if c.counts]
            except DatabaseBusy:
                return self._contested[1] if self._contested else ()
        return self._contested[1]

    def shifts(self) -> list[Shift]:
        """What people say by criterion and edition, for operators and calibration: no person, no words."""
        with self._database.as_system() as tx:
            return shifts(tx.disagreements.counted())

    def resend(self) -> int:
        """Send what has not been sent, until one cannot be; returns how many were."""
        with self._database.as_system() as tx:
            waiting = tx.disagreements.unsent(AT_ONCE)
        sent = 0
        for one in waiting:
            if not self._deliver(one.disagreement, one.trace_id):
                break
            sent += 1
        return sent

    def _deliver(self, made: Disagreement, trace_id: UUID) -> bool:
        sign = 1 if made.wanted > made.shown else -1
        if not self._send(trace_id, sign, "", f"disagreement_{made.criterion_id}"):
            return False
        try:
            with self._database.as_system() as tx:
                tx.disagreements.mark_sent(made)
        except DatabaseBusy:
            log.warning("disagreement_not_marked", id=str(made.id))  # it will be sent twice
        return True
