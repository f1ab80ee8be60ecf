"""What people are typing right now."""

from uuid import UUID

from domain.errors import InvalidInput, NotFound
from domain.interview import Draft
from services.storage.repository import Repository


class DraftsRepository(Repository):
    """One draft a turn."""

    def save(self, user_id: UUID, turn_id: UUID, text: str) -> Draft:
        """Keep the text with the next revision number; InvalidInput once the turn is answered or skipped."""
        # The share lock waits for a submission that is under way, and then sees that the turn is closed.
        turn = self._row(
            "select status from public.turns where id = %(turn_id)s and user_id = %(user_id)s for share",
            turn_id=turn_id,
            user_id=user_id,
        )
        if turn is None:
            raise NotFound("This question no longer exists.")
        if turn["status"] not in ("asking", "waiting"):
            raise InvalidInput(f"This question is already {turn['status']}, so the text was not saved as a draft.")
        row = self._row(
            """
            insert into public.drafts (turn_id, user_id, text) values (%(turn_id)s, %(user_id)s, %(text)s)
            on conflict (turn_id) do update
              set text = excluded.text, revision = drafts.revision + 1, saved_at = now()
            returning turn_id, text, revision, saved_at
            """,
            turn_id=turn_id,
            user_id=user_id,
            text=text,
        )
        return Draft.model_validate(row)

    def get(self, user_id: UUID, turn_id: UUID) -> Draft | None:
        """The turn's draft, if one was saved."""
        row = self._row(
            """
            select turn_id, text, revision, saved_at from public.drafts
            where turn_id = %(turn_id)s and user_id = %(user_id)s
            """,
            turn_id=turn_id,
            user_id=user_id,
        )
        return Draft.model_validate(row) if row else None
