"""Job descriptions that people pasted."""

import hashlib
from datetime import datetime
from uuid import UUID

from domain.errors import NotFound
from services.storage.repository import Repository, storable

_GONE = "This job description no longer exists."


class JobDescriptionsRepository(Repository):
    """Kept once for each person and text."""

    def add(self, user_id: UUID, text: str) -> UUID:
        """Store a text (at most 20,000 characters); the same text again gives the same id."""
        key = {"user_id": user_id, "sha256": hashlib.sha256(storable(text).encode()).hexdigest()}
        row = self._row(
            """
            insert into public.job_descriptions (user_id, text, sha256) values (%(user_id)s, %(text)s, %(sha256)s)
            on conflict (user_id, sha256) do nothing returning id
            """,
            text=text,
            **key,
        ) or self._row(
            "select id from public.job_descriptions where user_id = %(user_id)s and sha256 = %(sha256)s", **key
        )
        if row is None:
            raise LookupError("the job description was deleted while it was being added")
        found: UUID = row["id"]
        return found

    def get(self, user_id: UUID, job_id: UUID) -> str:
        """The text, or NotFound."""
        row = self._row(
            "select text from public.job_descriptions where id = %(job_id)s and user_id = %(user_id)s",
            user_id=user_id,
            job_id=job_id,
        )
        if row is None:
            raise NotFound(_GONE)
        return str(row["text"])

    def list(self, user_id: UUID) -> list[tuple[UUID, str, datetime]]:
        """(id, text, when it was added), newest first."""
        rows = self._rows(
            """
            select id, text, created_at from public.job_descriptions
            where user_id = %(user_id)s order by created_at desc, id
            """,
            user_id=user_id,
        )
        return [(row["id"], row["text"], row["created_at"]) for row in rows]

    def delete(self, user_id: UUID, job_id: UUID) -> None:
        """Delete one, or NotFound."""
        deleted = self._run(
            "delete from public.job_descriptions where id = %(job_id)s and user_id = %(user_id)s",
            user_id=user_id,
            job_id=job_id,
        )
        if not deleted:
            raise NotFound(_GONE)
