"""The process that opens a stranger's file, limited before it touches it.

A request is {"path", "media_type", "memory", "cpu", "wall", "ocr_wall", "max_pages", "tesseract"}; its answer
{"document": {...}} or {"refused": code}.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from services.documents.bounds import MAX_LINE, MAX_LINES, MAX_TEXT, Refused
from services.documents.isolation import leave_network, limit

PDF_TYPE = "application/pdf"


def answer(request: dict[str, Any], before_ocr: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """Read the file of a request; `before_ocr` is called when pages have to be recognised, which takes its time."""
    path = Path(request["path"])
    try:
        if request["media_type"] == PDF_TYPE:
            from services.documents.pdf import read_pdf

            tesseract = request.get("tesseract", "")
            document = read_pdf(path, request["max_pages"], tesseract=tesseract, before_ocr=before_ocr)
        else:
            from services.documents.docx_reader import read_docx

            document = read_docx(path)
    except Refused as refusal:
        return {"refused": refusal.code}
    except MemoryError:
        return {"refused": "too_heavy"}
    found = document.as_dict()
    kept: list[dict[str, Any]] = []
    size = 0
    for line in found["lines"]:
        if len(line["text"]) > MAX_LINE:
            line = {**line, "text": line["text"][:MAX_LINE], "cells": (), "links": line["links"][:20]}
        size += len(line["text"])
        if size > MAX_TEXT or len(kept) == MAX_LINES:
            found["issues"] = (*found["issues"], "This file is very long. We read the first part only.")
            break
        kept.append(line)
    found["lines"], found["links"] = kept, found["links"][:200]
    return {"document": found}


def main() -> int:
    """One request on stdin, its answer on stdout: for systems on which a warm process cannot fork."""
    request = json.load(sys.stdin)
    leave_network()
    limit(int(request["memory"]), int(request["cpu"]))
    json.dump(answer(request), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
