"""Reading an uploaded file without trusting it: the bytes are checked here, the file is opened in a limited child."""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.errors import InvalidUpload
from domain.resume.document import ReadDocument, document_of
from services.documents.upload_checks import DOCX, PDF, check_upload, refused

__all__ = ["DEFAULT", "DOCX", "PDF", "Limits", "ReadDocument", "check_upload", "read_document"]

_ROOT = Path(__file__).resolve().parents[2]
_AT_ONCE = threading.BoundedSemaphore(2)
"""Files read at the same time; the others wait."""


_NO_MEMORY = (b"MemoryError", b"bad_alloc", b"failed to map segment", b"Cannot allocate memory", b"out of memory")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading: seconds of wall clock and CPU, bytes of address space, pages."""

    wall: float = 25.0
    cpu: int = 10
    memory: int = 640 * 1024 * 1024
    max_pages: int = 20


DEFAULT = Limits()


def read_document(path: Path, media_type: str, *, limits: Limits = DEFAULT) -> ReadDocument:
    """The lines of a file that `check_upload` let through; raises InvalidUpload (codes: upload_checks)."""
    request = {
        "path": str(path.resolve()), "media_type": media_type,
        "memory": limits.memory, "cpu": limits.cpu, "max_pages": limits.max_pages,
    }  # fmt: skip
    with _AT_ONCE:
        reply = _ask_child(json.dumps(request), limits)
    if "refused" in reply:
        code = "picture_document" if reply["refused"] == "scan" and media_type == DOCX else reply["refused"]
        raise refused(code)
    return document_of(reply["document"])


def _ask_child(request: str, limits: Limits) -> dict[str, Any]:
    """Run the child; it gets none of our environment, because secrets live there."""
    clean = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"} if os.name == "posix" else None
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-m", "services.documents.child"],
            input=request.encode(), capture_output=True, cwd=_ROOT, env=clean, timeout=limits.wall, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise refused("too_slow") from error
    if done.returncode != 0:
        raise _death(done.returncode, done.stderr)
    reply: dict[str, Any] = json.loads(done.stdout)
    return reply


def _death(code: int, complaint: bytes) -> InvalidUpload:
    """What to tell about a child that did not answer."""
    if os.name == "posix" and code in (-signal.SIGXCPU, -signal.SIGKILL):
        return refused("too_slow")
    if any(sign in complaint for sign in _NO_MEMORY) or (os.name == "posix" and code == -signal.SIGABRT):
        return refused("too_heavy")
    return refused("damaged")
