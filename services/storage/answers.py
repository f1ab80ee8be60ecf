"""Submitted answers: written once, never changed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.errors import NotFound
from domain.interview import Answer
from services.storage.repository import Repository


class AnswersRepository(Repository):
    """Answers are safe to submit again: a repeat gives the stored row."""

    def add(
        self,
        user_id: UUID,
        turn_id: UUID,
        interview_id: UUID,
        text: str,
        client_key: str,
        seconds_used: float,
        submitted_by_clock: bool = False,
        *,
        attempt: int = 1,
    ) -> tuple[Answer, bool]:
        """Store an answer; returns it and whether it is new.

        A `client_key` the person has used, or a turn that has this attempt, gives the first row and False, under any
        number of calls at once.
        """
        key: dict[str, Any] = {"user_id": user_id, "turn_id": turn_id, "client_key": client_key, "attempt": attempt}
        row = self._row(
            """
            insert into public.answers
              (user_id, turn_id, interview_id, attempt, text, client_key, seconds_used, submitted_by_clock)
            values (%(user_id)s, %(turn_id)s, %(interview_id)s, %(attempt)s, %(text)s, %(client_key)s,
                    %(seconds_used)s, %(submitted_by_clock)s)
            on conflict do nothing
            returning *
            """,
            interview_id=interview_id,
            text=text,
            seconds_used=seconds_used,
            submitted_by_clock=submitted_by_clock,
            **key,
        )
        if row is not None:
            return Answer.model_validate(row), True
        row = self._row(
            """
            select * from public.answers
            where user_id = %(user_id)s
              and (client_key = %(client_key)s or (turn_id = %(turn_id)s and attempt = %(attempt)s))
            order by client_key = %(client_key)s desc limit 1
            """,
            **key,
        )
        if row is None:
            raise NotFound("This answer no longer exists.")
        return Answer.model_validate(row), False

    def get(self, user_id: UUID, answer_id: UUID) -> Answer:
        """One answer, or NotFound."""
        row = self._row(
            "select * from public.answers where id = %(answer_id)s and user_id = %(user_id)s",
            answer_id=answer_id,
            user_id=user_id,
        )
        if row is None:
            raise NotFound("This answer no longer exists.")
        return Answer.model_validate(row)

    def of_interview(self, user_id: UUID, interview_id: UUID) -> list[Answer]:
        """The answers of an interview, in the order they were submitted."""
        rows = self._rows(
            """
            select * from public.answers where interview_id = %(interview_id)s and user_id = %(user_id)s
            order by submitted_at, id
            """,
            interview_id=interview_id,
            user_id=user_id,
        )
        return [Answer.model_validate(row) for row in rows]

    def of_turn(self, user_id: UUID, turn_id: UUID) -> list[Answer]:
        """Every attempt at a question, the first one first."""
        rows = self._rows(
            "select * from public.answers where turn_id = %(turn_id)s and user_id = %(user_id)s order by attempt",
            turn_id=turn_id,
            user_id=user_id,
        )
        return [Answer.model_validate(row) for row in rows]

    def counts(self, user_id: UUID) -> dict[UUID, int]:
        """How many questions of each of the person's interviews have an answer, by interview id."""
        rows = self._rows(
            """
            select a.interview_id, count(distinct a.turn_id) as answered
            from public.answers a join public.turns t on t.id = a.turn_id and t.part = 0
            where a.user_id = %(user_id)s group by a.interview_id
            """,
            user_id=user_id,
        )
        return {row["interview_id"]: row["answered"] for row in rows}

    def unevaluated(self, older_than: timedelta = timedelta(0)) -> list[tuple[UUID, UUID]]:
        """(user id, answer id) of every answer of that age that has no evaluation, oldest first. System."""
        rows = self._rows(
            """
            select a.user_id, a.id from public.answers a
            where not exists (select from public.evaluations e where e.answer_id = a.id)
              and a.submitted_at <= now() - %(older_than)s
            order by a.submitted_at, a.id
            """,
            older_than=older_than,
        )
        return [(row["user_id"], row["id"]) for row in rows]
