"""Logging what came of real interviews, and setting it beside the scores of practice."""

from uuid import UUID

from domain.errors import InvalidInput
from domain.interview import InterviewStatus
from domain.outcomes import Outcome, OutcomeDetails, OutcomeView, PractisedScore, relate
from domain.people import Person, Role
from services.reports import history_rows
from services.storage.database import Database

MAX_OUTCOMES = 300


class OutcomeService:
    """The outcomes of a person; they change no score."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def log(self, user: Person, details: OutcomeDetails, interview_id: UUID | None = None) -> Outcome:
        """Store an outcome, with the session of the reviewed call it belongs to; InvalidInput for a date to come."""
        user.require(Role.CANDIDATE, Role.COACH)
        with self._database.as_user(user.id) as tx:
            self._check(details, tx.now.date())
            if len(tx.outcomes.list(user.id)) >= MAX_OUTCOMES:
                raise InvalidInput(f"You have logged {MAX_OUTCOMES} outcomes. Delete one first.")
            if interview_id is not None:
                tx.interviews.get(user.id, interview_id)
            outcome = tx.outcomes.add(user.id, details, interview_id)
            tx.events.add(user.id, "outcome_logged", outcome.id, result=details.result.value, stage=details.stage.value)
        return outcome

    def change(self, user: Person, outcome_id: UUID, details: OutcomeDetails) -> Outcome:
        """Correct what was logged, such as a decision that has come in since."""
        with self._database.as_user(user.id) as tx:
            self._check(details, tx.now.date())
            return tx.outcomes.change(user.id, outcome_id, details)

    def list(self, user: Person) -> list[Outcome]:
        """The person's outcomes, newest first."""
        with self._database.as_user(user.id) as tx:
            return tx.outcomes.list(user.id)

    def delete(self, user: Person, outcome_id: UUID) -> None:
        """Delete an outcome, or NotFound."""
        with self._database.as_user(user.id) as tx:
            tx.outcomes.delete(user.id, outcome_id)
            tx.audit.add(user.id, "outcome.delete", str(outcome_id))

    def view(self, user: Person) -> OutcomeView:
        """What the practice scores before the outcomes say, with n; practice only, never the scores of real calls."""
        with self._database.as_user(user.id) as tx:
            outcomes = tx.outcomes.list(user.id)
            rows = history_rows(tx, user)
        sessions = [
            PractisedScore(on=row.interview.created_at.date(), total=row.total, spread=(row.high - row.low) / 2)
            for row in rows
            if row.total is not None
            and row.low is not None
            and row.high is not None
            and row.interview.status is InterviewStatus.FINISHED
            and not row.interview.setup.real
        ]
        return relate(outcomes, sessions)

    @staticmethod
    def _check(details: OutcomeDetails, today: object) -> None:
        if str(details.happened_on) > str(today):
            raise InvalidInput("This date is still to come. Log the interview once it has taken place.", field="date")
