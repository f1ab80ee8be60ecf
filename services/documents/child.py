"""The process that opens a stranger's file: a request on stdin, an answer on stdout.

It limits itself before it loads a library. Request: {"path", "media_type", "memory", "cpu", "max_pages"}.
Answer: {"document": {...}} or {"refused": code}.
"""

import json
import sys
from pathlib import Path
from typing import Any

MAX_TEXT = 150_000
"""Characters handed back; a long resume has 20,000. The parent runs its rules over them, so they must stay few."""
MAX_LINE = 600


def limit(memory: int, cpu: int) -> None:
    """Bytes of address space and seconds of CPU, where the system knows such limits."""
    try:
        import resource
    except ImportError:  # Windows: the wall limit of the parent holds alone
        return
    for kind, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        highest = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (highest, highest))
        except (ValueError, OSError):  # macOS refuses some of them
            continue


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Read the file of a request."""
    from services.documents.pdf import Refused, read_pdf

    path = Path(request["path"])
    try:
        if request["media_type"] == "application/pdf":
            document = read_pdf(path, request["max_pages"])
        else:
            from services.documents.docx_reader import read_docx

            document = read_docx(path)
    except Refused as refusal:
        return {"refused": refusal.code}
    except MemoryError:
        return {"refused": "too_heavy"}
    found = document.as_dict()
    kept, size = [], 0
    for line in found["lines"]:
        if len(line["text"]) > MAX_LINE:
            line = {**line, "text": line["text"][:MAX_LINE], "cells": (), "links": line["links"][:20]}
        size += len(line["text"]) + 40
        if size > MAX_TEXT:
            found["issues"] = (*found["issues"], "This file is very long. We read the first part only.")
            break
        kept.append(line)
    found["lines"], found["links"] = kept, found["links"][:200]
    return {"document": found}


def main() -> int:
    """Limit, read, answer."""
    request = json.load(sys.stdin)
    limit(int(request["memory"]), int(request["cpu"]))
    json.dump(answer(request), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
