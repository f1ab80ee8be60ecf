"""The text of an uploaded job description: PDF, Word or plain text."""

import tempfile
from pathlib import Path, PurePath

from domain.errors import InvalidUpload
from domain.resume.document import ReadDocument
from domain.resume.paragraphs import paragraphs, right_edges
from services.documents.reader import check_upload, read_document
from services.documents.upload_checks import MAX_BYTES

SENTENCES = {
    "unpacks_too_large": "This Word file unpacks to far more than a job description needs, so we did not open it. "
    "Save a plain copy and upload that.",
    "other_office": "This is an Office file, but not a Word file. Upload a PDF, a Word file (.docx) or a text file.",
    "unsupported": "This is not a PDF, a Word file or a text file. Upload one of these, or paste the text.",
    "scan": "This PDF holds pictures of pages, so we could not read it. Paste the text of the job description instead.",
    "picture_document": "This Word file holds pictures and no text. Paste the text of the job description instead.",
    "empty_document": "We found no text in this file. Upload the file that holds the job description, or paste its "
    "text.",
    "too_long": "This file is far longer than a job description, so we did not read it. Paste the part about the job.",
    "too_slow": "Reading this file took too long, so we stopped. Paste the text of the job description instead.",
    "too_heavy": "This file needs more memory than a job description should, so we stopped. Paste its text instead.",
    "image": "This is a picture, so there is no text to read. Paste the text of the job description instead.",
}
"""Where the sentence for a resume would not fit."""
_TEXT_SUFFIXES = (".txt", ".text", ".md", "")


def text_of_file(file_name: str, data: bytes) -> str:
    """The words of the file, paragraphs and bullets a line each; InvalidUpload with a sentence about a job "
    "description."""
    try:
        text = _plain_text(file_name, data)
        return text if text is not None else _document_text(file_name, data)
    except InvalidUpload as error:
        raise InvalidUpload(error.code, SENTENCES.get(error.code, error.message)) from error


def _plain_text(file_name: str, data: bytes) -> str | None:
    """The text of a text file; None when the file is something else or should be looked at as a document."""
    if PurePath(file_name).suffix.lower() not in _TEXT_SUFFIXES or len(data) > MAX_BYTES:
        return None
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf") or data.startswith(
        (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")
    ):
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _document_text(file_name: str, data: bytes) -> str:
    media_type = check_upload(file_name, data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "job"
        path.write_bytes(data)
        return _as_text(read_document(path, media_type))


def _as_text(document: ReadDocument) -> str:
    """Paragraphs and bullets; the reader takes the signs of bullets away, so they are put back."""
    marked = {line.text for line in document.lines if line.bullet}
    starts = tuple(marked)
    texts = paragraphs(document.lines, right_edges(document.lines))
    return "\n".join(
        f"- {text}" if starts and text.startswith(starts) and not text.startswith("-") else text for text in texts
    )
