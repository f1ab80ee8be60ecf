"""A session as a file that a mentor can read: PDF, Word or Markdown."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.delivery.figures import Delivery, figures
from domain.errors import InvalidInput
from domain.people import Person
from domain.recordings import Recording, joined
from services.documents.export.content import Block
from services.documents.export.session_content import Beside, as_markdown, compose_session
from services.documents.export.templates import TEMPLATES, Paper
from services.documents.reader import DOCX, PDF
from services.reports import ReportService
from services.storage.database import Database

TEMPLATE = "plain"
NO_LETTERS = (
    "A PDF cannot show some letters of your answers ({letters}). "
    "Download the Word or Markdown file: they keep every letter."
)


class SessionFormat(StrEnum):
    """Formats offered."""

    PDF = "pdf"
    DOCX = "docx"
    MARKDOWN = "md"

    @property
    def media_type(self) -> str:
        """As a browser wants it."""
        return {"pdf": PDF, "docx": DOCX, "md": "text/markdown"}[self.value]


@dataclass(frozen=True, slots=True)
class SessionFile:
    """A file to download."""

    file_name: str
    media_type: str
    data: bytes
    notes: tuple[str, ...] = ()
    """What the person should know before sending it, in sentences."""


class SessionExportService:
    """Writes what the session page shows, in full."""

    def __init__(self, database: Database, reports: ReportService) -> None:
        self._database = database
        self._reports = reports

    def export(self, user: Person, interview_id: UUID, form: SessionFormat, paper: Paper = Paper.A4) -> SessionFile:
        """The file. Raises NotFound, and InvalidInput when a PDF cannot show the letters (the others can)."""
        view = self._reports.session(user, interview_id)
        with self._database.as_user(user.id) as tx:
            now = tx.now
            clips = tx.recordings.of_interview(user.id, interview_id)
            rewritten = tx.better_answers.of_interview(user.id, interview_id)
        rows = [(r.turn, r.answer, r.evaluation.evaluation if r.evaluation else None) for r in view.rows]
        spoken = _deliveries(clips)
        beside = {a: Beside(spoken.get(a), rewritten.get(a, ())) for a in {*spoken, *rewritten}}
        blocks = compose_session(
            view.interview, rows, view.summary, person=user.full_name, written_at=now, beside=beside
        )
        notes = () if not view.pending else ("Some answers are still being read; their scores are not in this file.",)
        data, more = _written(blocks, form, paper, view.interview.title, user.full_name)
        with self._database.as_user(user.id) as tx:
            tx.events.add(user.id, "session_exported", interview_id, form=form.value)
            tx.audit.add(user.id, "session.export", str(interview_id))
        made = view.interview.created_at
        name = _safe(f"{view.interview.title} {made:%Y-%m-%d}")
        return SessionFile(f"{name}.{form.value}", form.media_type, data, (*notes, *more))


def _deliveries(clips: Sequence[Recording]) -> dict[UUID, Delivery]:
    """How each spoken answer was spoken, by the answer's id."""
    found = {}
    for answer_id in {c.answer_id for c in clips if c.answer_id}:
        spoken = joined([c for c in clips if c.answer_id == answer_id])
        delivery = figures(spoken.words, spoken.duration) if spoken else None
        if delivery:
            found[answer_id] = delivery
    return found


def _written(
    blocks: list[Block], form: SessionFormat, paper: Paper, title: str, author: str
) -> tuple[bytes, tuple[str, ...]]:
    if form is SessionFormat.MARKDOWN:
        return as_markdown(blocks).encode(), ()
    template = TEMPLATES[TEMPLATE]
    if form is SessionFormat.DOCX:
        from services.documents.export.docx_writer import write_docx

        return write_docx(blocks, template, paper, title=title, author=author, language="en"), ()
    # reportlab is heavy: it waits for the first PDF
    from services.documents.export.fonts import fonts_for
    from services.documents.export.pdf_writer import write_pdf

    text = "".join(block.text for block in blocks)
    try:
        fonts = fonts_for([text], serif=template.serif)
        data = write_pdf(blocks, template, paper, title=title, author=author, language="en")
    except InvalidInput as error:
        letters = re.search(r"\(([^)]*)\)", error.message)
        raise InvalidInput(NO_LETTERS.format(letters=letters[1] if letters else "")) from error
    drawn = {c for _, run in fonts.runs(text) for c in run}
    lost = sorted(c for c in set(text) - drawn if not c.isspace() and unicodedata.category(c) != "Mn")
    if lost:
        return data, (f"A PDF cannot draw {' '.join(lost[:8])}; the Word and Markdown files keep it.",)
    return data, ()


def _safe(name: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[^\w .,'-]", "", name)).strip(" .")[:80] or "Session"
