"""Summaries of sessions."""

from typing import Any
from uuid import UUID

from services.storage.repository import Repository, as_json


class SummariesRepository(Repository):
    """A newer summary of the same session replaces an earlier one on screen."""

    def add(self, user_id: UUID, interview_id: UUID, job_key: str, body: dict[str, Any]) -> None:
        """Store a summary; the same `job_key` again changes nothing. System."""
        self._run(
            """
            insert into public.summaries (user_id, interview_id, job_key, body)
            values (%(user_id)s, %(interview_id)s, %(job_key)s, %(body)s) on conflict (user_id, job_key) do nothing
            """,
            user_id=user_id,
            interview_id=interview_id,
            job_key=job_key,
            body=as_json(body),
        )

    def latest(self, user_id: UUID, interview_id: UUID) -> dict[str, Any] | None:
        """The newest summary of a session, if there is one."""
        row = self._row(
            """
            select body from public.summaries where interview_id = %(interview_id)s and user_id = %(user_id)s
            order by created_at desc limit 1
            """,
            interview_id=interview_id,
            user_id=user_id,
        )
        return dict(row["body"]) if row else None
