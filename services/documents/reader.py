"""Reading an uploaded file without trusting it: the bytes are checked here, the file is opened in a limited child."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from domain.errors import InvalidUpload
from domain.resume.document import ReadDocument, document_of
from services.documents.ocr import find_tesseract
from services.documents.upload_checks import DOCX, PDF, check_upload, refused
from services.documents.workers import POOL

__all__ = [
    "DEFAULT", "DOCX", "PDF", "Limits", "ReadDocument", "check_upload", "close_readers", "read_document", "warm_up",
]  # fmt: skip

_NO_MEMORY = ("MemoryError", "bad_alloc", "failed to map segment", "Cannot allocate memory", "out of memory")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading: seconds of wall clock (more where pictures are recognised) and CPU, bytes of memory on
    top of the loaded libraries, pages.
    """

    wall: float = 8.0
    ocr_wall: float = 40.0
    cpu: int = 8
    memory: int = 320 * 1024 * 1024
    max_pages: int = 80


DEFAULT = Limits()


def warm_up() -> None:
    """Have a reading process ready before the first file comes; returns at once."""
    POOL.warm_up()


def close_readers() -> None:
    """End the reading processes. They also end when the app does; a later file starts new ones."""
    POOL.close()


def read_document(
    path: Path, media_type: str, *, limits: Limits = DEFAULT, tesseract: str | None = None
) -> ReadDocument:
    """The lines of a file that `check_upload` let through; raises InvalidUpload (codes: upload_checks).

    `tesseract` is the text recognition program: None looks for it, "" does without.
    """
    request = {
        "path": str(path.resolve()), "media_type": media_type,
        "memory": limits.memory, "cpu": limits.cpu, "wall": limits.wall, "ocr_wall": limits.ocr_wall,
        "max_pages": limits.max_pages, "tesseract": find_tesseract() if tesseract is None else tesseract,
    }  # fmt: skip
    outcome = POOL.ask(request)
    if outcome.get("late"):
        raise refused("too_slow")
    if "died" in outcome:
        raise _death(outcome["died"], outcome["complaint"])
    reply = outcome["answer"]
    if "refused" in reply:
        code = "picture_document" if reply["refused"] == "scan" and media_type == DOCX else reply["refused"]
        raise refused(code)
    return document_of(reply["document"])


def _death(code: int, complaint: str) -> InvalidUpload:
    """What to tell about a child that did not answer."""
    if os.name == "posix" and code in (-signal.SIGXCPU, -signal.SIGKILL):
        return refused("too_slow")
    # pdfium ends itself with one of these when it gets no memory
    no_memory = (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL) if os.name == "posix" else ()
    if any(sign in complaint for sign in _NO_MEMORY) or code in no_memory:
        return refused("too_heavy")
    return refused("damaged")
