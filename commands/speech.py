"""Recordings as text."""

import argparse
import time
from pathlib import Path
from typing import Any

from commands.frame import Add, out


def register(add: Add) -> None:
    """Declare the commands of this module."""
    command = add("transcribe", transcribe, "write down what is said in recordings")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="WAV, MP3, M4A, WebM or OGG")


def transcribe(args: argparse.Namespace) -> int:
    """Listen to each file on its own; a refused one does not stop the rest, but makes the exit code 1."""
    from domain.errors import AppError
    from services.speech.local import LocalTranscriber

    transcriber, failed = LocalTranscriber(), 0
    for path in args.files:
        begun = time.perf_counter()
        try:
            found = transcriber.transcribe(_bytes(path))
        except AppError as error:
            failed += 1
            document: dict[str, Any] = {"file": str(path), "error": {"code": error.code, "message": error.message}}
            out(args, document, f"{path}: {error.message}")
            continue
        ms = round((time.perf_counter() - begun) * 1000)
        document = {
            "file": str(path),
            "text": found.text,
            "words": [w.model_dump() for w in found.words],
            "duration": found.duration,
            "engine": found.engine,
            "ms": ms,
        }
        out(args, document, f"{path} ({found.duration:.1f} s, {found.engine}, {ms} ms)\n{found.text}\n")
    return 1 if failed else 0


def _bytes(path: Path) -> bytes:
    from domain.errors import InvalidUpload

    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidUpload("not_found", f"This file cannot be opened: {error.strerror}.") from error
