"""Facts in, the bytes of a file out, and the proof that machines read it."""

import json
import re
import tempfile
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from domain.resume.facts import ResumeFacts
from domain.resume.json_resume import from_json_resume, to_json_resume
from domain.resume.round_trip import RoundTrip, compare
from services.documents.export.content import compose, tidy
from services.documents.export.headings import language_of
from services.documents.export.scripts import not_embedded
from services.documents.export.templates import Paper, Template
from services.documents.parsing import understand
from services.documents.reader import DOCX, PDF, read_document

JSON = "application/json"
_AT_ONCE = threading.BoundedSemaphore(2)
"""Files written at the same time; the others wait. (Reading them back waits in the reader's own queue.)"""


class ExportKind(StrEnum):
    """Formats offered."""

    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """As a browser wants it."""
        return {ExportKind.PDF: PDF, ExportKind.DOCX: DOCX, ExportKind.JSON: JSON}[self]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written and read again."""

    data: bytes
    media_type: str
    round_trip: RoundTrip
    notes: tuple[str, ...] = ()
    """What the person should know before sending it, in sentences."""


def write_export(facts: ResumeFacts, kind: ExportKind, template: Template, paper: Paper) -> bytes:
    """The bytes of the file; same facts, same bytes. Raises InvalidInput when a PDF cannot show its letters."""
    if kind is ExportKind.JSON:
        return json.dumps(to_json_resume(facts), ensure_ascii=False, indent=2).encode()
    name = tidy(facts.contact.name)
    title = f"{name}, resume" if name else "Resume"
    blocks, language = compose(facts, one_line_heads=template.one_line_heads), language_of(facts)
    # the libraries behind the writers are heavy: they wait for the first export
    with _AT_ONCE:
        if kind is ExportKind.PDF:
            from services.documents.export.pdf_writer import write_pdf

            return write_pdf(blocks, template, paper, title=title, author=name, language=language)
        from services.documents.export.docx_writer import write_docx

        return write_docx(blocks, template, paper, title=title, author=name, language=language)


def check_export(data: bytes, media_type: str, facts: ResumeFacts) -> RoundTrip:
    """Read the file with our own reader, as if a stranger had sent it, and say which facts did not come back."""
    if media_type == JSON:
        return compare(facts, from_json_resume(json.loads(data)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("export.pdf" if media_type == PDF else "export.docx")
        path.write_bytes(data)
        return compare(facts, understand(read_document(path, media_type)).facts)


def export_resume(facts: ResumeFacts, kind: ExportKind, template: Template, paper: Paper) -> Written:
    """The file together with what machines read in it; there is no way to get one without the other."""
    data = write_export(facts, kind, template, paper)
    notes = not_embedded(block.text for block in compose(facts)) if kind is ExportKind.PDF else ()
    return Written(data, kind.media_type, check_export(data, kind.media_type, facts), notes)


def file_name(facts: ResumeFacts, kind: ExportKind) -> str:
    """ "Ingrid Solvang resume.pdf", safe on every system."""
    name = re.sub(r"[^\w .'-]", "", tidy(facts.contact.name)).strip(" .")[:60]
    return f"{name} resume.{kind.value}" if name else f"Resume.{kind.value}"
