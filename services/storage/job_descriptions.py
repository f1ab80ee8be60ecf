"""Job descriptions that people pasted."""

import hashlib
from uuid import UUID

from services.storage.repository import Repository, storable


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
