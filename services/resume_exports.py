"""Resumes out: a file in a template, given only together with what machines read in it."""

from dataclasses import dataclass
from uuid import UUID

from domain.errors import InvalidInput
from domain.people import Person
from domain.resume.round_trip import RoundTrip
from services.documents.export.export import ExportKind, export_resume, file_name
from services.documents.export.templates import TEMPLATES, Paper
from services.storage.database import Database


@dataclass(frozen=True, slots=True)
class ResumeExport:
    """A file to download. `round_trip` says what our own reader understood of exactly these bytes."""

    file_name: str
    media_type: str
    data: bytes
    round_trip: RoundTrip
    notes: tuple[str, ...] = ()
    """What the person should know before sending it, in sentences."""


class ResumeExportService:
    """Writes the newest facts of a resume as PDF, Word or JSON Resume."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def export(
        self, user: Person, resume_id: UUID, kind: ExportKind, template: str = "plain", paper: Paper = Paper.A4
    ) -> ResumeExport:
        """The file and its round trip.

        Raises NotFound, and InvalidInput when the resume has not been read yet, no template has this id, or a PDF
        cannot show the letters (the sentence says which, and that the Word file can).
        """
        look = TEMPLATES.get(template)
        if look is None:
            raise InvalidInput("There is no such template. Choose one of the list.", field="template")
        with self._database.as_user(user.id) as tx:
            resume = tx.resumes.get(user.id, resume_id)
        if resume.facts is None:
            raise InvalidInput("This resume has not been read yet. Wait a moment and try again.")
        written = export_resume(resume.facts, kind, look, paper)
        with self._database.as_user(user.id) as tx:
            tx.events.add(
                user.id, "resume_exported", resume_id,
                kind=kind.value, template=look.id, paper=paper.value, version=resume.version,
                percent=written.round_trip.percent,
            )  # fmt: skip
        name = file_name(resume.facts, kind)
        return ResumeExport(name, written.media_type, written.data, written.round_trip, written.notes)
