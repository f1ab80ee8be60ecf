"""A process that has the reading libraries loaded and forks a limited child of its own for each file.

It never opens a file itself, so what a file does to memory or to a library ends with that file. A line of JSON on
stdin is a request (child.answer); a line on stdout its outcome: {"answer": ...}, {"late": true} or {"died": exit code,
"complaint": str}, each with {"peak": kilobytes of memory}. It ends when stdin does.
"""

import gc
import json
import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from typing import Any

from services.documents.child import PDF_TYPE, answer
from services.documents.isolation import end_with_parent, leave_network, limit

MAX_ANSWER = 8_000_000
_NEEDED = {
    PDF_TYPE: ("pypdfium2", "services.documents.pdf"),
    "docx": ("docx", "encodings.cp437", "services.documents.docx_reader"),
    "later": ("pypdf.errors",),
}
_ANNOUNCED = b"\n"
"""First byte of an answer that needs text recognition: the deadline moves."""


def serve() -> int:
    """Answer requests until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_network()
    if not select.select([0], [], [], 0)[0]:
        _load("")
    for line in _requests():
        request = json.loads(line)
        _load(request["media_type"])
        outcome = json.dumps(_outcome(request)).encode() + b"\n"
        while outcome:
            outcome = outcome[os.write(1, outcome) :]
        _load("")
    return 0


def _requests() -> Iterator[bytes]:
    buffer = b""
    while block := os.read(0, 65_536):
        *lines, buffer = (buffer + block).split(b"\n")
        yield from lines


def _load(media_type: str) -> None:
    """Import what reading needs: for one type of file when that one is waiting, else all."""
    wanted = _NEEDED[PDF_TYPE] if media_type == PDF_TYPE else _NEEDED["docx"]
    for name in wanted if media_type else chain(*_NEEDED.values()):
        import_module(name)
    if not media_type:
        gc.freeze()


def _outcome(request: dict[str, Any]) -> dict[str, Any]:
    """Fork, limit, read; kill what does not come back in time."""
    out, out_end = os.pipe()
    complaint, complaint_end = os.pipe()
    child = os.fork()
    if child == 0:
        _read_in_child(request, out_end, complaint_end)
    os.close(out_end)
    os.close(complaint_end)
    try:
        return _watched(child, out, complaint, request)
    finally:
        os.close(out)
        os.close(complaint)


def _read_in_child(request: dict[str, Any], out: int, complaint: int) -> None:
    code = 1
    try:
        os.setsid()
        end_with_parent()
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(complaint, 1)
        os.dup2(complaint, 2)
        limit(int(request["memory"]), int(request["cpu"]))
        data = json.dumps(answer(request, lambda: _write(out, _ANNOUNCED))).encode()
        _write(out, data)
        code = 0
    finally:
        if code:
            os.write(2, repr(sys.exc_info()[1]).encode("utf-8", "replace")[:500])
        os._exit(code)


def _write(target: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(target, view) :]


def _watched(child: int, out: int, complaint: int, request: dict[str, Any]) -> dict[str, Any]:
    deadline = time.monotonic() + float(request["wall"])
    found = {out: b"", complaint: b""}
    waiting = {out, complaint}
    while waiting and time.monotonic() < deadline and len(found[out]) < MAX_ANSWER:
        ready, _, _ = select.select([*waiting, 0], [], [], max(deadline - time.monotonic(), 0))
        if 0 in ready:  # one request at a time: this is the end of the app
            _kill(child)
            os._exit(0)
        for source in ready:
            block = os.read(source, 262_144)
            if not block:
                waiting.discard(source)
            if source == out and not found[out] and block.startswith(_ANNOUNCED):
                deadline += float(request["ocr_wall"])
            found[source] = found[source] + block if source == out else (found[source] + block)[-2_000:]
    late = bool(waiting)
    if late:
        _kill(child)
    _, status, usage = os.wait4(child, 0)
    _kill(child)
    # macOS counts bytes, Linux kilobytes
    peak = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    code = os.waitstatus_to_exitcode(status)
    if late:
        return {"late": True, "peak": peak}
    if code != 0:
        return {"died": code, "complaint": found[complaint].decode("utf-8", "replace"), "peak": peak}
    return {"answer": json.loads(found[out]), "peak": peak}


def _kill(child: int) -> None:
    """The child and what it started."""
    for end in (os.killpg, os.kill):
        try:
            end(child, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


if __name__ == "__main__":
    sys.exit(serve())
