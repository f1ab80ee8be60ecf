"""Resumes and the versions of what was read from them."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from domain.errors import NotFound
from domain.resume.document import ReadDocument, document_of
from domain.resume.facts import Doubt, ReadingQuality, Resume, ResumeFacts, ResumeStatus, ResumeVersion
from domain.resume.spans import Sources
from services.storage.repository import Repository, as_json

Resumes = list[Resume]  # inside the class, `list` is its method
Pairs = list[tuple[UUID, UUID]]
Versions = list[ResumeVersion]
_GONE = "This resume no longer exists."


class ResumesRepository(Repository):
    """A resume comes with its newest version."""

    def add(self, user_id: UUID, file_name: str, stored_name: str, media_type: str, size: int, sha256: str) -> Resume:
        """Store a new upload (`size` in bytes); nothing is read yet."""
        row = self._row(
            """
            insert into public.resumes (user_id, file_name, stored_name, media_type, size, sha256)
            values (%(user_id)s, %(file_name)s, %(stored_name)s, %(media_type)s, %(size)s, %(sha256)s)
            returning id, user_id, file_name, media_type, size, status, step, error, created_at
            """,
            user_id=user_id,
            file_name=file_name,
            stored_name=stored_name,
            media_type=media_type,
            size=size,
            sha256=sha256,
        )
        return Resume.model_validate(row)

    def get(self, user_id: UUID, resume_id: UUID) -> Resume:
        """One resume, or NotFound."""
        found = self._select(user_id, resume_id)
        if not found:
            raise NotFound(_GONE)
        return found[0]

    def list(self, user_id: UUID) -> Resumes:
        """The person's resumes, newest first."""
        return self._select(user_id, None)

    def _select(self, user_id: UUID, resume_id: UUID | None) -> Resumes:
        rows = self._rows(
            """
            select r.id, r.user_id, r.file_name, r.media_type, r.size, r.status, r.step, r.error, r.created_at,
                   coalesce(v.version, 0) as version, coalesce(v.edited, false) as edited, v.facts, v.quality,
                   coalesce(v.sources, '{}') as sources, coalesce(v.doubts, '[]') as doubts
            from public.resumes r
            left join lateral (
              select version, edited, facts, quality, sources, doubts from public.resume_versions
              where resume_id = r.id order by version desc limit 1) v on true
            where r.user_id = %(user_id)s and (%(resume_id)s::uuid is null or r.id = %(resume_id)s)
            order by r.created_at desc, r.id
            """,
            user_id=user_id,
            resume_id=resume_id,
        )
        return [Resume.model_validate(row) for row in rows]

    def set_progress(self, user_id: UUID, resume_id: UUID, status: ResumeStatus, step: str, error: str = "") -> None:
        """Say where the reading is. A resume deleted meanwhile is NotFound."""
        changed = self._run(
            """
            update public.resumes set status = %(status)s, step = %(step)s, error = %(error)s
            where id = %(resume_id)s and user_id = %(user_id)s
            """,
            user_id=user_id,
            resume_id=resume_id,
            status=status,
            step=step,
            error=error,
        )
        if not changed:
            raise NotFound(_GONE)

    def add_version(
        self, user_id: UUID, resume_id: UUID, facts: ResumeFacts, quality: ReadingQuality,
        *, edited: bool, note: str = "", sources: Sources | None = None, doubts: Sequence[Doubt] = (),
    ) -> int:  # fmt: skip
        """Store facts as the newest version; returns its number. Earlier versions stay."""
        self.lock(user_id, resume_id)
        row = self._row(
            """
            insert into public.resume_versions
              (resume_id, user_id, version, facts, quality, edited, note, sources, doubts)
            select %(resume_id)s, %(user_id)s, coalesce(max(version), 0) + 1, %(facts)s, %(quality)s, %(edited)s,
                   %(note)s, %(sources)s, %(doubts)s
            from public.resume_versions where resume_id = %(resume_id)s
            returning version
            """,
            resume_id=resume_id,
            user_id=user_id,
            facts=as_json(facts),
            quality=as_json(quality),
            edited=edited,
            note=note,
            sources=as_json({path: [span.model_dump() for span in spans] for path, spans in (sources or {}).items()}),
            doubts=as_json([doubt.model_dump() for doubt in doubts]),
        )
        return int(row["version"]) if row else 0

    def lock(self, user_id: UUID, resume_id: UUID) -> ResumeStatus:
        """Hold the resume until the transaction ends; returns its status now, or NotFound."""
        row = self._row(
            "select status from public.resumes where id = %(resume_id)s and user_id = %(user_id)s for update",
            resume_id=resume_id,
            user_id=user_id,
        )
        if row is None:
            raise NotFound(_GONE)
        return ResumeStatus(row["status"])

    def versions(self, user_id: UUID, resume_id: UUID) -> Versions:
        """Every stored version of one resume, newest first; empty when there is none."""
        rows = self._rows(
            """
            select version, created_at, edited, note, facts, quality, sources, doubts from public.resume_versions
            where resume_id = %(resume_id)s and user_id = %(user_id)s order by version desc
            """,
            user_id=user_id,
            resume_id=resume_id,
        )
        return [ResumeVersion.model_validate(row) for row in rows]

    def set_document(self, user_id: UUID, resume_id: UUID, document: ReadDocument) -> None:
        """Keep the lines that were read from the file."""
        self._run(
            "update public.resumes set document = %(document)s where id = %(resume_id)s and user_id = %(user_id)s",
            user_id=user_id,
            resume_id=resume_id,
            document=as_json(document.as_dict()),
        )

    def document(self, user_id: UUID, resume_id: UUID) -> ReadDocument | None:
        """The lines that were read from the file; None where the file was read before they were kept."""
        row = self._row(
            "select document from public.resumes where id = %(resume_id)s and user_id = %(user_id)s",
            user_id=user_id,
            resume_id=resume_id,
        )
        if row is None:
            raise NotFound(_GONE)
        return document_of(row["document"]) if row["document"] else None

    def stored_name(self, user_id: UUID, resume_id: UUID) -> str:
        """The file's name in our own store, or NotFound."""
        row = self._row(
            "select stored_name from public.resumes where id = %(resume_id)s and user_id = %(user_id)s",
            resume_id=resume_id,
            user_id=user_id,
        )
        if row is None:
            raise NotFound(_GONE)
        return str(row["stored_name"])

    def delete(self, user_id: UUID, resume_id: UUID) -> str:
        """Delete a resume with its versions; returns the stored file's name. Interviews built from it stay."""
        row = self._row(
            "delete from public.resumes where id = %(resume_id)s and user_id = %(user_id)s returning stored_name",
            resume_id=resume_id,
            user_id=user_id,
        )
        if row is None:
            raise NotFound(_GONE)
        return str(row["stored_name"])

    def unread(self, older_than: timedelta = timedelta(0)) -> Pairs:
        """(user id, resume id) of every upload of that age whose reading has not ended, oldest first. System."""
        rows = self._rows(
            """
            select user_id, id from public.resumes
            where status in ('waiting', 'reading') and created_at <= now() - %(older_than)s order by created_at
            """,
            older_than=older_than,
        )
        return [(row["user_id"], row["id"]) for row in rows]
