"""One event loop in a thread of its own, on which every request to a provider runs.

A coroutine can be cut off at a deadline, a blocking call cannot; and connections are shared by callers of every kind.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, Generic, ParamSpec, TypeVar, cast

from domain.errors import AppError, ModelUnavailable

T = TypeVar("T")
P = ParamSpec("P")
DATABASE_THREADS = 4
LAST_SECONDS = 5.0
"""How long calls that are cut off at the end have to put their affairs in order."""
CLOSED = "This process is being shut down. What you wrote is saved; try again in a minute."
_END = object()


class BackgroundLoop:
    """Starts at the first use; close() ends it, and whatever is asked of it then raises ModelUnavailable."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        self._threads = ThreadPoolExecutor(DATABASE_THREADS, thread_name_prefix="model-ledger")

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run `work` to its end from a blocking caller."""
        try:
            return self._submit(work).result()
        except CancelledError as error:
            raise ModelUnavailable(CLOSED) from error

    async def arun(self, work: Coroutine[Any, Any, T]) -> T:
        """Run `work` to its end from another event loop; cancelling the caller cancels it."""
        try:
            return await asyncio.wrap_future(self._submit(work))
        except asyncio.CancelledError as error:
            caller = asyncio.current_task()
            if self._closed and not (caller and caller.cancelling()):
                raise ModelUnavailable(CLOSED) from error
            raise

    def iterate(self, items: AsyncGenerator[T, None]) -> Generator[T, None, None]:
        """The items of an async generator for a blocking caller; leaving early closes it."""
        pump = self.run(_started(items))
        try:
            while (item := self.run(pump.next())) is not _END:
                yield cast(T, item)
        finally:
            with suppress(ModelUnavailable):
                self.run(pump.close())

    async def aiterate(self, items: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
        """The items of an async generator for a caller on another event loop; leaving early closes it."""
        pump = await self.arun(_started(items))
        try:
            while (item := await self.arun(pump.next())) is not _END:
                yield cast(T, item)
        finally:
            with suppress(ModelUnavailable):
                await asyncio.shield(self.arun(pump.close()))

    async def in_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run blocking `work` beside the loop; not cut short when the caller is cancelled."""
        return await asyncio.shield(self.beside(work, *args, **kwargs))

    def beside(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
        """Start blocking `work` beside the loop, from a coroutine on it; close() waits for its end."""
        return asyncio.get_running_loop().run_in_executor(self._threads, partial(work, *args, **kwargs))

    def later(self, work: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run blocking `work`, which must not raise, beside the loop without waiting for it."""
        self._threads.submit(work, *args, **kwargs)

    def close(self, last: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Cut off the calls still running, then run `last` and stop the loop. Safe to call twice."""
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
            self._closed = True
        if loop and thread:
            asyncio.run_coroutine_threadsafe(_wound_up(last), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join(LAST_SECONDS)
        self._threads.shutdown(wait=True)

    def _submit(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        with self._lock:
            if self._closed:
                work.close()
                raise ModelUnavailable(CLOSED)
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=_serve, args=(self._loop,), name="model-calls", daemon=True)
                self._thread.start()
            return asyncio.run_coroutine_threadsafe(work, self._loop)


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()


async def _wound_up(last: Callable[[], Coroutine[Any, Any, None]]) -> None:
    running = asyncio.all_tasks() - {asyncio.current_task()}
    for task in running:
        task.cancel()
    if running:
        await asyncio.wait(running, timeout=LAST_SECONDS)
    await last()


class _Pump(Generic[T]):
    """Runs a generator in one task, so that its deadlines and context variables hold throughout."""

    def __init__(self, items: AsyncGenerator[T, None]) -> None:
        self._items = items
        self._ready: asyncio.Queue[T | object] = asyncio.Queue()
        self._task = asyncio.create_task(self._run())

    async def next(self) -> T | object:
        """The next item, or _END; raises what the generator raised."""
        item = await self._ready.get()
        if item is _END:
            await self._task
        return item

    async def close(self) -> None:
        """End the generator, wherever it is."""
        self._task.cancel()
        with suppress(asyncio.CancelledError, AppError):
            await self._task

    async def _run(self) -> None:
        try:
            async for item in self._items:
                self._ready.put_nowait(item)
        finally:
            self._ready.put_nowait(_END)


async def _started(items: AsyncGenerator[T, None]) -> _Pump[T]:
    return _Pump(items)
