"""Streams: piece by piece, cut, abandoned, endless; for blocking callers and on other event loops."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Self

import pytest
from langchain_core.messages import BaseMessageChunk

from agents.llm.breaker import BreakerState
from domain.errors import ModelUnavailable
from domain.model_use import Outcome
from tests.doubles.loopback import Exchange
from tests.doubles.model_provider import ModelProvider
from tests.gateways import FakeClock, LocalGateway, gateway_to, groq, huggingface
from tests.unit.llm.conftest import (
    HF,
    Says,
    account_of,
    both,
    calls_of,
    only_run,
    open_breaker,
    outcomes,
)

either = pytest.mark.parametrize("account", [groq, huggingface], ids=["groq", "openai"])
ways = pytest.mark.parametrize("way", ["stream", "astream"])
PAUSE = 0.05
LONG = "One of many words that take their time on the way. " * 20


@dataclass
class Reader:
    """Reads a stream in one of two ways, and leaves after `most` pieces; `came` are the seconds until each of them."""

    gateway: LocalGateway
    way: str
    most: int | None = None
    pieces: list[BaseMessageChunk] = field(default_factory=list)
    came: list[float] = field(default_factory=list)

    @property
    def whole(self) -> Any:
        return sum(self.pieces[1:], self.pieces[0])

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def read(self) -> Self:
        self._began = time.monotonic()
        model = self.gateway.chat_model("chat")
        if self.way == "astream":
            asyncio.run(self._aread(model.astream("Hello")))
            return self
        stream = model.stream("Hello")
        for piece in stream:
            if self._full(piece):
                stream.close()  # type: ignore[attr-defined]
                break
        return self

    async def _aread(self, stream: AsyncIterator[Any]) -> None:
        kept = len(self.gateway.ledger.runs)
        async for piece in stream:
            if self._full(piece):
                await stream.aclose()  # type: ignore[attr-defined]
                break
        async with asyncio.timeout(5):  # the loop of a server goes on, too, when one of its readers has left
            while len(self.gateway.ledger.runs) == kept:
                await asyncio.sleep(0.005)

    def _full(self, piece: BaseMessageChunk) -> bool:
        self.came.append(time.monotonic() - self._began)
        self.pieces.append(piece)
        return len(self.pieces) == self.most


@either
@ways
def test_pieces_arrive_one_by_one(way: str, account: Any, first: ModelProvider):
    first.chunk_seconds = PAUSE
    with gateway_to([account(first.url)]) as gateway:
        reader = Reader(gateway, way).read()
    spoken = [at for at, piece in zip(reader.came, reader.pieces, strict=True) if piece.text]
    assert len(spoken) >= 5
    assert spoken[-1] - spoken[0] > 0.7 * PAUSE * (len(spoken) - 1)
    assert reader.text.startswith("Reply 1: tell me more")
    assert reader.whole.response_metadata["finish_reason"] == "stop"
    assert reader.whole.response_metadata["provider"] == account("").name
    told = first.ledger.total
    assert [(c.tokens_in, c.tokens_out) for c in calls_of(gateway)] == [(told.tokens_in, told.tokens_out)]


@ways
def test_cut_stream_raises_after_its_pieces_and_no_other_account_goes_on_with_it(
    way: str, first: ModelProvider, second: ModelProvider
):
    first.fault = "cut_mid_token"
    with gateway_to(both(first, second)) as gateway:
        reader = Reader(gateway, way)
        with pytest.raises(ModelUnavailable, match="broke off"):
            reader.read()
    assert reader.text.startswith("Reply 1")
    assert outcomes(gateway) == [Outcome.BROKEN]
    assert not second.requests


def test_stream_that_is_cut_inside_a_letter_gives_no_broken_letter(first: ModelProvider, second: ModelProvider):
    first.fault = "cut_mid_utf8"
    with gateway_to(both(first, second)) as gateway:
        reader = Reader(gateway, "stream")
        with pytest.raises(ModelUnavailable, match="broke off"):
            reader.read()
    assert reader.text.startswith("Reply 1")
    assert "\ufffd" not in reader.text


@ways
def test_reader_that_leaves_is_counted_and_its_request_is_given_up(way: str, first: ModelProvider):
    first.chunk_seconds, first.reply = PAUSE, lambda _: LONG
    with gateway_to([groq(first.url)]) as gateway:
        Reader(gateway, way, most=2).read()
        first.wait_quiet(2)
        call = only_run(gateway).calls[0]
        assert (call.outcome, call.sent, call.tokens_in) == (Outcome.ABANDONED, True, None)
        assert [(row.requests, row.tokens_held, row.unmetered) for row in gateway.ledger.rows.values()] == [(1, 0, 1)]
        assert account_of(gateway).in_flight == 0
    assert first.ledger.total.answered == 0


def test_reader_that_leaves_inside_a_run_is_counted_in_it(first: ModelProvider):
    first.chunk_seconds, first.reply = PAUSE, lambda _: LONG
    with gateway_to([groq(first.url)]) as gateway, gateway.run("tutor"):
        Reader(gateway, "stream", most=2).read()
    assert (only_run(gateway).agent, outcomes(gateway)) == ("tutor", [Outcome.ABANDONED])


@ways
def test_probe_whose_reader_leaves_makes_room_for_the_next(way: str, first: ModelProvider):
    first.chunk_seconds, first.reply = PAUSE, lambda _: LONG
    clock = FakeClock()
    with gateway_to([groq(first.url)], clock=clock) as gateway:
        breaker = account_of(gateway).breaker
        open_breaker(account_of(gateway))
        clock.move(60)
        Reader(gateway, way, most=2).read()
        assert (breaker.state, breaker.probing) == (BreakerState.HALF_OPEN, False)
        first.chunk_seconds = 0
        Reader(gateway, way).read()
        assert breaker.state is BreakerState.CLOSED


@ways
def test_stream_that_never_ends_is_ended_by_the_deadline(way: str, first: ModelProvider):
    first.fault = "endless_stream"
    with gateway_to([groq(first.url)], run_seconds=1.2) as gateway:
        began = time.monotonic()
        with pytest.raises(ModelUnavailable, match="broke off"):
            Reader(gateway, way).read()
        assert 1.0 < time.monotonic() - began < 1.9
        first.wait_quiet(2)
    assert outcomes(gateway) == [Outcome.TIMED_OUT]


@either
def test_stream_of_too_many_bytes_is_ended_by_the_bound(account: Any, first: ModelProvider):
    first.reply = lambda _: "and so on " * 300_000
    with gateway_to([account(first.url)]) as gateway:
        with pytest.raises(ModelUnavailable, match="broke off"):
            Reader(gateway, "stream").read()
        first.wait_quiet(2)
    assert [c.error for c in calls_of(gateway)] == ["RemoteProtocolError: The answer was larger than 2,000,000 bytes."]


class Stalls(Says):
    """Sends the first half of its body and then nothing more."""

    async def answer(self, exchange: Exchange) -> None:
        await exchange.read()
        await exchange.start(200, self.headers)
        await exchange.write(self.body[: self.body.index(b"\n\n") + 2])
        await exchange.wait(10)


def test_pause_between_two_pieces_is_as_long_as_a_try_at_most():
    with Stalls() as stalls, gateway_to([groq(stalls.url, timeout_seconds=0.8)]) as gateway:
        stalls.stream({"delta": {"content": "Hello"}}, {"finish": "stop"})
        reader, began = Reader(gateway, "stream"), time.monotonic()
        with pytest.raises(ModelUnavailable, match="broke off"):
            reader.read()
        assert time.monotonic() - began < 1.5
    assert reader.text == "Hello"
    assert outcomes(gateway) == [Outcome.TIMED_OUT]


def test_slow_stream_may_take_longer_than_a_try_as_long_as_it_goes_on(first: ModelProvider):
    first.chunk_seconds = 0.15
    with gateway_to([groq(first.url, timeout_seconds=0.8)]) as gateway:
        reader = Reader(gateway, "stream").read()
    assert reader.came[-1] > 1.0
    assert outcomes(gateway) == [Outcome.ANSWERED]


def test_stream_goes_to_the_next_account_when_the_first_piece_does_not_come(
    first: ModelProvider, second: ModelProvider
):
    first.fault = "hang_after_headers"
    with gateway_to(both(first, second)) as gateway:
        assert Reader(gateway, "stream").read().whole.response_metadata["provider"] == HF
    assert outcomes(gateway) == [Outcome.TIMED_OUT, Outcome.ANSWERED]


def test_parallel_streams_do_not_mix(first: ModelProvider):
    first.chunk_seconds = 0.01
    first.reply = lambda request: f"{request.texts[-1]} " * 30

    async def read(model: Any, name: str) -> str:
        return "".join([piece.text async for piece in model.astream(name)])

    async def all_of_them() -> list[str]:
        return await asyncio.gather(*(read(gateway.chat_model("chat"), f"reader{n}") for n in range(20)))

    with gateway_to([groq(first.url)]) as gateway:
        said = asyncio.run(all_of_them())
    assert said == [f"reader{n} " * 30 for n in range(20)]
    assert len(gateway.ledger.runs) == 20
