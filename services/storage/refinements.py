"""Proposed changes to resumes."""

from uuid import UUID

from domain.errors import NotFound
from domain.resume.refining import Refinement
from services.storage.repository import Repository, as_json

Refinements = list[Refinement]  # inside the class, `list` is its method
_GONE = "These proposals no longer exist."


class RefinementsRepository(Repository):
    """A refinement is one row with its changes."""

    def add(self, user_id: UUID, refinement: Refinement) -> Refinement:
        """Store a new set of changes for a resume of this person, or raise NotFound."""
        owned = self._row(
            "select id from public.resumes where id = %(resume_id)s and user_id = %(user_id)s",
            resume_id=refinement.resume_id,
            user_id=user_id,
        )
        if owned is None:
            raise NotFound("This resume no longer exists.")
        plain = refinement.model_dump(mode="json")
        row = self._row(
            """
            insert into public.refinements (id, resume_id, user_id, base_version, job_text, provider, note, changes)
            values (%(id)s, %(resume_id)s, %(user_id)s, %(base_version)s, %(job_text)s, %(provider)s, %(note)s,
                    %(changes)s)
            returning *
            """,
            id=refinement.id,
            resume_id=refinement.resume_id,
            user_id=user_id,
            base_version=refinement.base_version,
            job_text=refinement.job_text,
            provider=refinement.provider,
            note=refinement.note,
            changes=as_json(plain["changes"]),
        )
        return Refinement.model_validate(row)

    def get(self, user_id: UUID, refinement_id: UUID) -> Refinement:
        """One refinement, or NotFound."""
        row = self._row(
            "select * from public.refinements where id = %(id)s and user_id = %(user_id)s",
            id=refinement_id,
            user_id=user_id,
        )
        if row is None:
            raise NotFound(_GONE)
        return Refinement.model_validate(row)

    def locked(self, user_id: UUID, refinement_id: UUID) -> Refinement:
        """The same, held until the transaction ends, so that two tabs do not undo each other."""
        row = self._row(
            "select * from public.refinements where id = %(id)s and user_id = %(user_id)s for update",
            id=refinement_id,
            user_id=user_id,
        )
        if row is None:
            raise NotFound(_GONE)
        return Refinement.model_validate(row)

    def list(self, user_id: UUID, resume_id: UUID | None = None) -> Refinements:
        """The person's refinements, newest first; of one resume where it is named."""
        rows = self._rows(
            """
            select * from public.refinements
            where user_id = %(user_id)s and (%(resume_id)s::uuid is null or resume_id = %(resume_id)s)
            order by created_at desc, id
            """,
            user_id=user_id,
            resume_id=resume_id,
        )
        return [Refinement.model_validate(row) for row in rows]

    def save(self, user_id: UUID, refinement: Refinement) -> None:
        """Store what changed: changes, confirmations, state, who took part, and the version that came of it."""
        plain = refinement.model_dump(mode="json")
        changed = self._run(
            """
            update public.refinements
            set state = %(state)s, provider = %(provider)s, note = %(note)s, changes = %(changes)s,
                confirmed = %(confirmed)s, result_version = %(result_version)s
            where id = %(id)s and user_id = %(user_id)s
            """,
            id=refinement.id,
            user_id=user_id,
            state=refinement.state.value,
            provider=refinement.provider,
            note=refinement.note,
            changes=as_json(plain["changes"]),
            confirmed=as_json(plain["confirmed"]),
            result_version=refinement.result_version,
        )
        if not changed:
            raise NotFound(_GONE)

    def delete(self, user_id: UUID, refinement_id: UUID) -> None:
        """Delete a refinement, or NotFound. What was applied stays in the resume."""
        query = "delete from public.refinements where id = %(id)s and user_id = %(user_id)s"
        if not self._run(query, id=refinement_id, user_id=user_id):
            raise NotFound(_GONE)
