"""HTTP servers for tests: one ASGI handler, served by uvicorn in a thread on 127.0.0.1, that can die and come back."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

import uvicorn

Message = dict[str, Any]
MOST_SECONDS = 120.0
"""Nothing here waits, drips or streams for longer than this."""


class ClientGone(Exception):
    """The client left before it had sent its request."""


class Exchange:
    """One request and the bytes of its answer, with an eye on whether the client is still there."""

    def __init__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        self.scope = scope
        self._receive, self._send = receive, send
        self._end = time.monotonic() + MOST_SECONDS
        self._watch: asyncio.Task[Message] | None = None

    async def read(self) -> bytes:
        """The whole body; from here on a client that leaves is noticed."""
        body = bytearray()
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            body += message["body"]
            if not message["more_body"]:
                break
        self._watch = asyncio.ensure_future(self._receive())
        return bytes(body)

    async def wait(self, seconds: float = MOST_SECONDS) -> bool:
        """Let `seconds` pass; False as soon as the client is gone, or when this has gone on for too long."""
        assert self._watch is not None
        await asyncio.sleep(0)
        if seconds > 0 and not self._watch.done():
            await asyncio.wait([self._watch], timeout=min(seconds, self._end - time.monotonic()))
        return not self._watch.done() and time.monotonic() < self._end

    async def start(self, status: int, headers: dict[str, str]) -> None:
        """Send the status line and the headers."""
        pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        await self._send({"type": "http.response.start", "status": status, "headers": pairs})

    async def write(self, data: bytes, *, last: bool = False) -> None:
        """Send a part of the body. An answer that ends without a `last` part is cut: the connection is dropped."""
        await self._send({"type": "http.response.body", "body": data, "more_body": not last})

    async def respond(self, status: int, body: bytes | Message, headers: dict[str, str] | None = None) -> None:
        """Send a whole answer; a dict goes out as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        await self.start(
            status, {"content-type": "application/json", "content-length": str(len(data))} | (headers or {})
        )
        await self.write(data, last=True)

    def close(self) -> None:
        """Stop watching the client."""
        if self._watch is not None:
            self._watch.cancel()


class _Uvicorn(uvicorn.Server):
    """Starts and ends at once instead of in ticks of 0.1 s."""

    grace = 0.3

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.running = threading.Event()

    async def main_loop(self) -> None:
        self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        self.running.set()
        await self._ended.wait()

    def end(self, *, at_once: bool) -> None:
        """Called from another thread."""
        self.force_exit = at_once
        self._loop.call_soon_threadsafe(self._ended.set)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        if self.server_state.tasks and not self.force_exit:
            await asyncio.wait(list(self.server_state.tasks), timeout=self.grace)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        if self.server_state.tasks:
            await asyncio.wait(list(self.server_state.tasks), timeout=1)


class LoopbackServer:
    """A context manager; a subclass answers. What goes wrong in an answer fails the test at the end."""

    def __init__(self) -> None:
        self.port = 0
        self.errors: list[BaseException] = []
        self._uvicorn: _Uvicorn | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end; the same after a stop and a new start."""
        assert self.port, "not started yet"
        return f"http://127.0.0.1:{self.port}"

    async def answer(self, exchange: Exchange) -> None:
        """Answer one request."""
        raise AssertionError("a subclass answers")

    def start(self) -> Self:
        """Listen; on the same port as before, if there was one."""
        assert self._uvicorn is None, "already started"
        # With the protocol named, asyncio sets TCP_NODELAY; without, every answer would wait 40 ms for an ACK.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Small, so that a client that stops reading soon stops the sender too.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
        listener.bind(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(
            self._app,
            interface="asgi3",
            http="h11",
            ws="none",
            lifespan="off",
            proxy_headers=False,
            backlog=512,
            log_config=None,
            log_level="critical",
        )
        self._uvicorn = _Uvicorn(config)
        self._thread = threading.Thread(target=self._uvicorn.run, args=([listener],), daemon=True)
        self._thread.start()
        assert self._uvicorn.running.wait(10), "the server did not start"
        return self

    def stop(self) -> None:
        """Take no new connection, give answers on their way a moment, then end."""
        self._finish(at_once=False)

    def kill(self) -> None:
        """End at once and drop every connection, as if the process had been killed."""
        self._finish(at_once=True)

    def wait_quiet(self, seconds: float = 5.0) -> None:
        """Wait until no request is being answered, such as after a client has given up."""
        end = time.monotonic() + seconds
        while self._uvicorn is not None and self._uvicorn.server_state.tasks:
            assert time.monotonic() < end, "requests are still being answered"
            time.sleep(0.005)

    def _finish(self, *, at_once: bool) -> None:
        if self._uvicorn is None or self._thread is None:
            return
        self._uvicorn.end(at_once=at_once)
        self._thread.join(10)
        assert not self._thread.is_alive(), "the server did not end"
        self._uvicorn = self._thread = None

    async def _app(self, scope: Message, receive: Any, send: Any) -> None:
        exchange = Exchange(scope, receive, send)
        try:
            await self.answer(exchange)
        except ClientGone:
            pass
        except Exception as error:
            self.errors.append(error)
            raise
        finally:
            exchange.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        if self.errors and error is None:
            raise self.errors[0]
        if self.errors and error is not None:
            error.add_note(f"And the server itself failed: {self.errors[0]!r}")
