"""Warm processes that read files, on the app's side: started when needed, asked, replaced, ended with the app."""

import atexit
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 2
"""Files read at the same time; the others wait."""
FILES_EACH = 500
"""Files after which a warm process is replaced."""
GRACE = 10.0
"""Seconds a warm process may answer later than its own deadline, for its start and a busy machine."""
CAN_FORK = hasattr(os, "fork")


class WarmReader:
    """One warm process (warm_child.py). It gets none of our environment, because secrets live there."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-E", "-s", "-m", "services.documents.warm_child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=_ROOT, env=clean_environment(), start_new_session=True,
        )  # fmt: skip
        self.files = 0

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        """The outcome of a request; None when the process is gone or silent."""
        self.files += 1
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            return None
        try:
            stdin.write(json.dumps(request).encode() + b"\n")
            stdin.flush()
        except OSError:
            return None
        deadline, line = time.monotonic() + seconds, bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                if not selector.select(max(deadline - time.monotonic(), 0)):
                    return None
                block = os.read(stdout.fileno(), 1_000_000)
                if not block:
                    return None
                line += block
        outcome: dict[str, Any] = json.loads(line)
        return outcome

    def close(self, *, kill: bool = False) -> None:
        """End the process; it ends by itself when its stdin does."""
        if kill:
            self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class ReaderPool:
    """At most AT_ONCE warm processes; safe to use from many threads."""

    def __init__(self) -> None:
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._idle: list[WarmReader] = []
        self._closings = 0

    def warm_up(self) -> None:
        """Have one process ready."""
        if not CAN_FORK:
            return
        with self._lock:
            if not self._idle:
                self._idle.append(WarmReader())

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The outcome of one request (warm_child.py)."""
        seconds = float(request["wall"]) + float(request["ocr_wall"]) + GRACE
        with self._turns:
            if CAN_FORK:
                for _ in range(2):
                    outcome = self._ask_warm(request, seconds)
                    if outcome is not None:
                        return outcome
            return _ask_once(request, seconds - GRACE)

    def close(self) -> None:
        """End every process; a later request starts new ones."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._closings += 1
        for reader in idle:
            reader.close()

    def _ask_warm(self, request: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        with self._lock:
            reader = self._idle.pop() if self._idle else WarmReader()
            closings = self._closings
        outcome = reader.ask(request, seconds)
        with self._lock:
            if outcome is not None and reader.files < FILES_EACH and closings == self._closings:
                self._idle.append(reader)
                return outcome
        reader.close(kill=outcome is None)
        return outcome


def clean_environment() -> dict[str, str] | None:
    """What a child may know of our environment: nothing (Windows needs its own)."""
    return {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"} if os.name == "posix" else None


def _ask_once(request: dict[str, Any], seconds: float) -> dict[str, Any]:
    """A process for this one file."""
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-m", "services.documents.child"], input=json.dumps(request).encode(),
            capture_output=True, cwd=_ROOT, env=clean_environment(), timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"late": True}
    if done.returncode != 0:
        return {"died": done.returncode, "complaint": done.stderr.decode("utf-8", "replace")[-2_000:]}
    return {"answer": json.loads(done.stdout)}


POOL = ReaderPool()
atexit.register(POOL.close)
