"""Debian's own redis-server on a free loopback port, that can be killed and started again."""

import shutil
import socket
import subprocess
import tempfile
import time
from types import TracebackType
from typing import Self

from tests.app_server import free_port

_START_SECONDS = 10.0


class RedisServer:
    """Use as a context manager; `url` goes into REDIS_URL. Nothing is kept on disk, so a new start is empty."""

    def __init__(self) -> None:
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    @property
    def url(self) -> str:
        """The same after a new start."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> Self:
        """Start and wait until it answers; on the same port as before. AssertionError when it does not."""
        program = shutil.which("redis-server")
        assert program, "There is no redis-server here: install the package redis-server (.ci/get-test-tools does)."
        self._folder = tempfile.TemporaryDirectory(prefix="redis-")
        options = {"port": self.port, "bind": "127.0.0.1", "save": "", "appendonly": "no", "dir": self._folder.name}
        command = [program, *(part for name, value in options.items() for part in (f"--{name}", str(value)))]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        end = time.monotonic() + _START_SECONDS
        while not self._answers():
            assert self._process.poll() is None, f"redis-server ended with {self._process.returncode}"
            assert time.monotonic() < end, "redis-server does not answer"
            time.sleep(0.01)
        return self

    def kill(self) -> None:
        """End it at once (kill -9); connections are dropped."""
        if self._process is not None and self._folder is not None:
            self._process.kill()
            self._process.wait()
            self._folder.cleanup()
            self._process = None

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
