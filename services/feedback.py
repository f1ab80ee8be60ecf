"""What people say about the scores they got, kept here and sent to where the run is traced."""

from collections.abc import Callable
from uuid import UUID

import structlog

from domain.errors import DatabaseBusy, InvalidInput
from domain.people import Person
from services.storage.database import Database
from services.storage.feedback import Feedback

log = structlog.get_logger(__name__)

ANSWER = "answer"
LONGEST_COMMENT = 2000
AT_ONCE = 100

Send = Callable[[UUID, int, str, str], bool]
"""(trace id, 1 or -1, comment, kind of thing) -> delivered; False when tracing is off or the server did not take it."""


class FeedbackService:
    """Thumbs up and down. Nothing is lost when `send` fails: the opinion is stored first, and sent again later."""

    def __init__(self, database: Database, send: Send) -> None:
        self._database = database
        self._send = send

    def rate(self, user: Person, answer_id: UUID, score: int, comment: str = "") -> None:
        """Store what the person thinks (1 or -1) of the score of their own answer, and send it if it can be sent.

        Saying it again changes it. NotFound for an answer that is not theirs.
        """
        comment = comment.strip()
        if score not in (-1, 1):
            raise InvalidInput("Choose thumbs up or thumbs down.", field="score")
        if len(comment) > LONGEST_COMMENT:
            raise InvalidInput(f"A comment can have at most {LONGEST_COMMENT:,} characters.", field="comment")
        with self._database.as_user(user.id) as tx:
            tx.answers.get(user.id, answer_id)
            given = tx.feedback.rate(user.id, ANSWER, answer_id, score, comment)
            run = tx.agent_runs.newest_traced(user.id, answer_id)
            tx.events.add(user.id, "score_rated", answer_id, score=score)
        if run and given.sent_at is None:
            self._deliver(given, *run)

    def rating(self, user: Person, answer_id: UUID) -> Feedback | None:
        """What the person said about this answer's score, None before they did; NotFound when it is not theirs."""
        with self._database.as_user(user.id) as tx:
            tx.answers.get(user.id, answer_id)
            return tx.feedback.of(user.id, ANSWER, answer_id)

    def resend(self) -> int:
        """Send what has not been sent, until one cannot be; returns how many were. For the worker."""
        with self._database.as_system() as tx:
            waiting = tx.feedback.undelivered(AT_ONCE)
        sent = 0
        for opinion in waiting:
            if not self._deliver(opinion.feedback, opinion.run_id, opinion.trace_id):
                break
            sent += 1
        return sent

    def _deliver(self, given: Feedback, run_id: UUID, trace_id: UUID) -> bool:
        if not self._send(trace_id, given.score, given.comment, given.subject_kind):
            return False
        try:
            with self._database.as_system() as tx:
                tx.feedback.mark_sent(given, run_id)
        except DatabaseBusy:
            log.warning("feedback_not_marked", feedback_id=str(given.id))  # it will be sent twice
        return True
