"""The loop that every request runs on: many callers, callers that leave, and the end of the process."""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor

import pytest

from agents.llm.background_loop import BackgroundLoop
from domain.errors import AppError, ModelUnavailable
from domain.model_use import Outcome, RunState
from tests.doubles.model_provider import ModelProvider
from tests.gateways import gateway_to, groq
from tests.unit.llm.conftest import account_of, eventually, outcomes


async def nothing() -> None:
    pass


@pytest.fixture
def loop():
    found = BackgroundLoop()
    yield found
    found.close(nothing)


async def count(to: int, pause: float = 0.0) -> AsyncGenerator[int, None]:
    for number in range(to):
        await asyncio.sleep(pause)
        yield number


def loop_threads() -> int:
    return sum(thread.name == "model-calls" for thread in threading.enumerate())


def test_two_hundred_threads_get_their_own_answers(loop: BackgroundLoop):
    async def double(number: int) -> int:
        await asyncio.sleep(0.001)
        return 2 * number

    with ThreadPoolExecutor(200) as threads:
        assert list(threads.map(lambda n: loop.run(double(n)), range(200))) == [2 * n for n in range(200)]
    assert loop_threads() == 1


def test_errors_reach_the_caller(loop: BackgroundLoop):
    async def fail() -> None:
        raise ZeroDivisionError

    async def fail_after_one() -> AsyncGenerator[int, None]:
        yield 1
        raise ModelUnavailable("over")

    with pytest.raises(ZeroDivisionError):
        loop.run(fail())
    items = loop.iterate(fail_after_one())
    assert next(items) == 1
    with pytest.raises(ModelUnavailable, match="over"):
        next(items)


def test_items_come_in_order_for_threads_and_for_other_loops(loop: BackgroundLoop):
    async def read() -> list[int]:
        return [n async for n in loop.aiterate(count(50))]

    assert list(loop.iterate(count(50))) == asyncio.run(read()) == list(range(50))


def test_reader_that_leaves_ends_the_generator(loop: BackgroundLoop):
    ended = threading.Event()

    async def endless() -> AsyncGenerator[int, None]:
        try:
            async for number in count(10**6, 0.001):
                yield number
        finally:
            await asyncio.sleep(0.01)
            ended.set()

    items = loop.iterate(endless())
    assert next(items) == 0
    items.close()
    assert ended.is_set()


def test_blocking_work_beside_the_loop_is_not_cut_short_when_its_caller_leaves(loop: BackgroundLoop):
    began, ended = threading.Event(), threading.Event()

    def work() -> None:
        began.set()
        time.sleep(0.1)
        ended.set()

    async def leave() -> None:
        task = asyncio.create_task(loop.arun(loop.in_thread(work)))
        await asyncio.to_thread(began.wait, 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(leave())
    assert eventually(ended.is_set)


def test_cancelled_caller_cancels_its_request(first: ModelProvider):
    first.fault = "read_timeout"

    async def leave() -> None:
        task = asyncio.create_task(gateway.chat_model("chat").ainvoke("Hello"))
        while not first.requests:
            await asyncio.sleep(0.005)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with gateway_to([groq(first.url)]) as gateway, gateway.run("tutor"):
        asyncio.run(leave())
        first.wait_quiet(2)
        assert eventually(lambda: account_of(gateway).in_flight == 0)
        assert eventually(lambda: bool(gateway.ledger.states))
    assert outcomes(gateway) == [Outcome.ABANDONED]
    assert [(row.requests, row.tokens_held, row.unmetered) for row in gateway.ledger.rows.values()] == [(1, 0, 1)]


def test_caller_with_a_deadline_of_its_own_is_not_held_up(first: ModelProvider):
    first.fault = "read_timeout"

    async def hurry() -> None:
        async with asyncio.timeout(0.3):
            await gateway.chat_model("chat").ainvoke("Hello")

    with gateway_to([groq(first.url)]) as gateway:
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            asyncio.run(hurry())
        assert time.monotonic() - began < 1.0


def test_calls_that_are_cut_off_at_the_end_put_their_affairs_in_order():
    loop, began, in_order = BackgroundLoop(), threading.Event(), threading.Event()

    async def work() -> None:
        began.set()
        try:
            await asyncio.sleep(60)
        finally:
            await loop.in_thread(time.sleep, 0.2)
            in_order.set()

    def ask() -> None:
        with pytest.raises(ModelUnavailable, match="being shut down"):
            loop.run(work())

    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(ask)
        assert began.wait(5)
        loop.close(nothing)
        assert in_order.is_set()
        asked.result(5)


def test_closing_twice_or_before_the_first_use_is_safe():
    loop = BackgroundLoop()
    for _ in range(3):
        loop.close(nothing)
    with gateway_to([groq("http://127.0.0.1:1")]) as gateway:
        gateway.close()
        gateway.close()
    assert loop_threads() == 0


def test_what_is_asked_after_the_end_is_refused_and_starts_nothing(first: ModelProvider):
    with gateway_to([groq(first.url)]) as gateway:
        model = gateway.chat_model("chat")
        model.invoke("Hello")
    for way in (model.invoke, lambda words: list(model.stream(words))):
        with pytest.raises(ModelUnavailable, match=r"being shut down.*saved"):
            way("Hello")
    with pytest.raises(ModelUnavailable, match="being shut down"):
        asyncio.run(model.ainvoke("Hello"))
    assert (len(first.requests), loop_threads()) == (1, 0)


@pytest.mark.parametrize("way", ["invoke", "ainvoke", "stream"])
def test_end_of_the_process_cuts_running_calls_off_with_a_sentence_and_counts_them(way: str, first: ModelProvider):
    first.fault = "read_timeout"
    raised: list[AppError] = []

    def ask() -> None:
        model = gateway.chat_model("chat")
        try:
            if way == "ainvoke":
                asyncio.run(model.ainvoke("Hello"))
            else:
                list(getattr(model, way)("Hello"))
        except AppError as error:
            raised.append(error)

    with gateway_to([groq(first.url)]) as gateway:
        callers = [threading.Thread(target=ask) for _ in range(5)]
        for caller in callers:
            caller.start()
        assert eventually(lambda: len(first.requests) == 5)
        began = time.monotonic()
        gateway.close()
        assert time.monotonic() - began < 3
        for caller in callers:
            caller.join(5)
        assert not any(caller.is_alive() for caller in callers)
        assert ["shut down" in error.message for error in raised] == [True] * 5
    assert [(row.requests, row.tokens_held, row.unmetered) for row in gateway.ledger.rows.values()] == [(5, 0, 5)]
    assert [run.state for run in gateway.ledger.runs] == [RunState.FAILED] * 5
    assert account_of(gateway).breaker.state.value == "closed"
