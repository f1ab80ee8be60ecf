"""Saved set-ups of interviews."""

from uuid import UUID

from domain.errors import NotFound
from domain.interview import InterviewSetup
from domain.practice import Preset
from services.storage.repository import Repository, as_json

Presets = list[Preset]  # inside the class, `list` is its method
_GONE = "This saved set-up no longer exists."


class PresetsRepository(Repository):
    """One row a name; saving under a name again replaces what it held."""

    def save(self, user_id: UUID, name: str, setup: InterviewSetup) -> Preset:
        """Store or replace a set-up."""
        row = self._row(
            """
            insert into public.presets (user_id, name, setup) values (%(user_id)s, %(name)s, %(setup)s)
            on conflict (user_id, name) do update set setup = excluded.setup
            returning *
            """,
            user_id=user_id,
            name=name,
            setup=as_json(setup),
        )
        return Preset.model_validate(row)

    def list(self, user_id: UUID) -> Presets:
        """The person's set-ups, by name."""
        rows = self._rows("select * from public.presets where user_id = %(user_id)s order by name", user_id=user_id)
        return [Preset.model_validate(row) for row in rows]

    def delete(self, user_id: UUID, preset_id: UUID) -> None:
        """Delete a set-up, or NotFound."""
        query = "delete from public.presets where id = %(id)s and user_id = %(user_id)s"
        if not self._run(query, id=preset_id, user_id=user_id):
            raise NotFound(_GONE)
