"""Resumes: upload, reading in the background, correcting, deleting."""

import hashlib
from contextlib import ExitStack
from uuid import UUID

from domain.errors import InvalidInput, InvalidUpload, NotFound
from domain.people import Person, Role
from domain.resume.carrying import carry
from domain.resume.corrections import merge_corrections
from domain.resume.document import HiddenText
from domain.resume.facts import Resume, ResumeFacts, ResumeStatus
from services.documents.parsing import understand
from services.documents.reader import check_upload, read_document
from services.embeddings import Embedder
from services.files.port import FileStore
from services.resume_repairing import ResumeRepairingService
from services.storage.database import Database

MAX_FILE_NAME = 120
MAX_RESUMES = 20
MOST_LINES = 60
FROM_FILE = "Read from the file"
READ_AGAIN = "Read again, your corrections kept"
CORRECTED = "Corrected by you"


class ResumeService:
    """The resumes of a person; the newest one is current."""

    def __init__(
        self,
        database: Database,
        files: FileStore,
        repairing: ResumeRepairingService,
        embedder: Embedder | None = None,
    ) -> None:
        """With an `embedder` the vectors of a resume's lines are ready when an interview is built from it."""
        self._embedder = embedder
        self._database = database
        self._files = files
        self._repairing = repairing

    def upload(self, user: Person, file_name: str, data: bytes) -> Resume:
        """Check the bytes, keep the file under a name of ours, and queue its reading, or raise InvalidUpload."""
        user.require(Role.CANDIDATE, Role.COACH)
        media_type = check_upload(file_name, data)
        shown_name = " ".join(file_name.replace("\\", "/").rsplit("/", 1)[-1].split())[-MAX_FILE_NAME:] or "resume"
        with ExitStack() as on_failure, self._database.as_user(user.id) as tx:
            if len(tx.resumes.list(user.id)) >= MAX_RESUMES:
                raise InvalidInput(f"You have {MAX_RESUMES} resumes. Delete one you no longer need, then upload again.")
            stored_name = self._files.save(user.id, data)
            on_failure.callback(self._files.delete, user.id, stored_name)
            digest = hashlib.sha256(data).hexdigest()
            resume = tx.resumes.add(user.id, shown_name, stored_name, media_type, len(data), digest)
            tx.enqueue("read_resume", f"read_resume:{resume.id}:1", user_id=str(user.id), resume_id=str(resume.id))
            tx.events.add(user.id, "resume_uploaded", resume.id, size=len(data), media_type=media_type)
            tx.audit.add(user.id, "resume.upload", str(resume.id))
            on_failure.pop_all()
        return resume

    def read(self, user_id: UUID, resume_id: UUID) -> None:
        """The job: read the file and store its facts. Runs again harmlessly; a resume that is gone is left alone."""
        with self._database.as_user(user_id) as tx:
            try:
                resume = tx.resumes.get(user_id, resume_id)
            except NotFound:
                return
            stored_name = tx.resumes.stored_name(user_id, resume_id)
            person = tx.people.by_id(user_id)
        if resume.status in (ResumeStatus.READ, ResumeStatus.FAILED):
            return
        self._step(user_id, resume_id, "Reading the pages")
        try:
            document = read_document(self._files.path(user_id, stored_name), resume.media_type)
        except InvalidUpload as error:
            with self._database.as_user(user_id) as tx:
                tx.resumes.set_progress(user_id, resume_id, ResumeStatus.FAILED, "", error.message)
                tx.events.add(user_id, "resume_refused", resume_id, code=error.code)
            return
        self._step(user_id, resume_id, "Finding work, education and skills")
        understood = understand(document, self._repairing.repairer_for(person, resume_id) if person else None)
        with self._database.as_user(user_id) as tx:
            if tx.resumes.lock(user_id, resume_id) is ResumeStatus.READ:
                return  # another worker had the same job and was faster
            tx.resumes.set_document(user_id, resume_id, document)
            tx.resumes.add_version(
                user_id, resume_id, understood.facts, understood.quality,
                edited=False, note=FROM_FILE, sources=understood.sources, doubts=understood.doubts,
            )  # fmt: skip
            tx.resumes.set_progress(user_id, resume_id, ResumeStatus.READ, "")
            tx.events.add(
                user_id, "resume_read", resume_id,
                quality=understood.quality.score, skills=len(understood.facts.skills),
            )  # fmt: skip
        if self._embedder and self._embedder.available:
            self._embedder(understood.facts.lines()[:MOST_LINES])

    def _step(self, user_id: UUID, resume_id: UUID, step: str) -> None:
        with self._database.as_user(user_id) as tx:
            if tx.resumes.lock(user_id, resume_id) is not ResumeStatus.READ:
                tx.resumes.set_progress(user_id, resume_id, ResumeStatus.READING, step)

    def get(self, user: Person, resume_id: UUID) -> Resume:
        """One resume with its newest facts, or NotFound."""
        with self._database.as_user(user.id) as tx:
            return tx.resumes.get(user.id, resume_id)

    def list(self, user: Person) -> list[Resume]:
        """Every resume of the person, newest first."""
        with self._database.as_user(user.id) as tx:
            return tx.resumes.list(user.id)

    def current(self, user: Person) -> Resume | None:
        """The newest resume, whatever its status."""
        return next(iter(self.list(user)), None)

    def hidden_text(self, user: Person, resume_id: UUID) -> tuple[HiddenText, ...]:
        """What the file hides from people; empty where nothing is, or the file has not been read."""
        with self._database.as_user(user.id) as tx:
            document = tx.resumes.document(user.id, resume_id)
        return document.hidden if document else ()

    def save_edits(self, user: Person, resume_id: UUID, facts: ResumeFacts) -> Resume:
        """Keep the person's corrections as a new version; earlier versions stay stored."""
        with self._database.as_user(user.id) as tx:
            resume = tx.resumes.get(user.id, resume_id)
            if resume.quality is None:
                raise InvalidInput("This resume has not been read yet. Wait a moment and try again.")
            sources, doubts = carry(resume.facts or ResumeFacts(), facts, resume.sources, resume.doubts)
            tx.resumes.add_version(
                user.id, resume_id, facts, resume.quality,
                edited=True, note=CORRECTED, sources=sources, doubts=doubts,
            )  # fmt: skip
            tx.events.add(user.id, "resume_edited", resume_id)
            return tx.resumes.get(user.id, resume_id)

    def read_again(self, user: Person, resume_id: UUID) -> Resume:
        """Understand the stored lines anew, by the present rules; what the person corrected stays as they made it."""
        with self._database.as_user(user.id) as tx:
            tx.resumes.get(user.id, resume_id)
            document = tx.resumes.document(user.id, resume_id)
        if document is None:
            raise InvalidInput("The lines of this file were not kept. Upload it again to have it read anew.")
        fresh = understand(document, self._repairing.repairer_for(user, resume_id))
        with self._database.as_user(user.id) as tx:
            tx.resumes.lock(user.id, resume_id)
            versions = tx.resumes.versions(user.id, resume_id)
            newest = versions[0]
            read = next((version for version in versions if not version.edited), newest)
            facts = merge_corrections(read.facts, newest.facts, fresh.facts)
            if facts != newest.facts:
                sources, doubts = carry(fresh.facts, facts, fresh.sources, fresh.doubts)
                tx.resumes.add_version(
                    user.id, resume_id, facts, fresh.quality,
                    edited=newest.edited, note=READ_AGAIN, sources=sources, doubts=doubts,
                )  # fmt: skip
                tx.events.add(user.id, "resume_read_again", resume_id, quality=fresh.quality.score)
            return tx.resumes.get(user.id, resume_id)

    def file(self, user: Person, resume_id: UUID) -> tuple[str, bytes]:
        """The original file: the name it came with, and its bytes."""
        with self._database.as_user(user.id) as tx:
            resume = tx.resumes.get(user.id, resume_id)
            stored_name = tx.resumes.stored_name(user.id, resume_id)
        return resume.file_name, self._files.read(user.id, stored_name)

    def delete(self, user: Person, resume_id: UUID) -> None:
        """Delete the resume with its facts and its file. Interviews built from it keep their questions."""
        with self._database.as_user(user.id) as tx:
            stored_name = tx.resumes.delete(user.id, resume_id)
            tx.audit.add(user.id, "resume.delete", str(resume_id))
            tx.events.add(user.id, "resume_deleted", resume_id)
        self._files.delete(user.id, stored_name)
