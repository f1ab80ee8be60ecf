"""Outcomes of real interviews."""

from uuid import UUID

from domain.errors import NotFound
from domain.outcomes import Outcome, OutcomeDetails
from services.storage.repository import Repository

Outcomes = list[Outcome]  # inside the class, `list` is its method
_GONE = "This outcome no longer exists."


class OutcomesRepository(Repository):
    """One row a real interview."""

    def add(self, user_id: UUID, details: OutcomeDetails, interview_id: UUID | None = None) -> Outcome:
        """Store an outcome."""
        row = self._row(
            """
            insert into public.outcomes (user_id, happened_on, company, role_name, stage, result, heard, interview_id)
            values (%(user_id)s, %(happened_on)s, %(company)s, %(role_name)s, %(stage)s, %(result)s, %(heard)s,
                    %(interview_id)s)
            returning *
            """,
            user_id=user_id,
            interview_id=interview_id,
            **details.model_dump(include=set(OutcomeDetails.model_fields)),
        )
        return Outcome.model_validate(row)

    def change(self, user_id: UUID, outcome_id: UUID, details: OutcomeDetails) -> Outcome:
        """Replace what was logged, or raise NotFound."""
        row = self._row(
            """
            update public.outcomes
            set happened_on = %(happened_on)s, company = %(company)s, role_name = %(role_name)s, stage = %(stage)s,
                result = %(result)s, heard = %(heard)s
            where id = %(id)s and user_id = %(user_id)s returning *
            """,
            id=outcome_id,
            user_id=user_id,
            **details.model_dump(include=set(OutcomeDetails.model_fields)),
        )
        if row is None:
            raise NotFound(_GONE)
        return Outcome.model_validate(row)

    def list(self, user_id: UUID) -> Outcomes:
        """The person's outcomes, newest first."""
        rows = self._rows(
            "select * from public.outcomes where user_id = %(user_id)s order by happened_on desc, created_at desc",
            user_id=user_id,
        )
        return [Outcome.model_validate(row) for row in rows]

    def delete(self, user_id: UUID, outcome_id: UUID) -> None:
        """Delete an outcome, or NotFound."""
        query = "delete from public.outcomes where id = %(id)s and user_id = %(user_id)s"
        if not self._run(query, id=outcome_id, user_id=user_id):
            raise NotFound(_GONE)
