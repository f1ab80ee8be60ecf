"""How a provider fails: by status, by what its model says, or on the wire."""

import asyncio
import re
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.doubles.loopback import Exchange
from tests.doubles.model_replies import Completion, Said

HTML = b"<!doctype html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>"
BIG_BODY, BOMB_BODY = 10_000_000, 52_000_000
_FILLER = b"and so on " * 6_554


@dataclass(frozen=True)
class Refusal:
    """An answer with an error status. `code` goes into Groq's form of error; `body` replaces that form."""

    status: int
    code: str
    message: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | dict[str, Any] | None = None
    more: tuple[tuple[str, str], ...] = ()

    async def send(self, exchange: Exchange, headers: dict[str, str]) -> None:
        """Send it; its own headers come first."""
        kind = "server_error" if self.status >= 500 else "invalid_request_error"
        error = {"message": self.message, "type": kind, "code": self.code} | dict(self.more)
        body = self.body if self.body is not None else {"error": error}
        await exchange.respond(self.status, body, headers | dict(self.headers))


def _limited(*headers: tuple[str, str]) -> Refusal:
    said = "Rate limit reached for this model on tokens per minute (TPM). Please try again in 7s."
    return Refusal(429, "rate_limit_exceeded", said, headers)


STATUSES: dict[str, Refusal] = {
    "400": Refusal(400, "bad_request", "The request has a field that is not known."),
    "401": Refusal(401, "invalid_api_key", "Invalid API Key"),
    "402": Refusal(
        402, "", "", body={"error": "You have exceeded your monthly included credits for Inference Providers."}
    ),
    "403": Refusal(403, "permission_denied", "This key may not use the model."),
    "404": Refusal(404, "model_not_found", "The model does not exist or you do not have access to it."),
    "408": Refusal(408, "request_timeout", "The request took too long to arrive."),
    "413": Refusal(413, "request_too_large", "Request too large for this model on tokens per minute (TPM)."),
    "429": _limited(("retry-after", "7")),
    "429_no_header": _limited(),
    "429_absurd_header": _limited(("retry-after", "99999999")),
    "429_tomorrow": _limited(("retry-after", "tomorrow")),
    "498": Refusal(498, "capacity_exceeded", "Flex tier capacity exceeded. Try again later."),
    "500": Refusal(500, "internal_server_error", "Internal Server Error"),
    "502": Refusal(502, "", "", (("content-type", "text/html"),), HTML),
    "503": Refusal(503, "service_unavailable", "Service Unavailable"),
    "529": Refusal(529, "overloaded", "The model is overloaded."),
    "json_validate_failed": Refusal(
        400,
        "json_validate_failed",
        "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details.",
        more=(("failed_generation", '{"criteria": [{"criterion_id": "own_'),),
    ),
}


def _with_nan(said: Said) -> Said:
    text = re.sub(r'(": ?)-?\d+(\.\d+)?', r"\1NaN", said.text, count=1)
    return said.altered(text=text if text != said.text else '{"score": NaN}')


SAYINGS: dict[str, Callable[[Said], Said]] = {
    "nan_score": _with_nan,
    "wrong_schema": lambda said: said.altered(text='{"verdict": "fine", "total_score": 87}'),
    "injected_tool_call": lambda said: said.altered(
        tool="delete_all_records", text='{"confirm": true}', finish="tool_calls"
    ),
    "no_finish_reason": lambda said: said.altered(finish=None),
    "duplicate_chunk": lambda said: said.altered(doubled=True),
}
"""Whole replies, with their usage, that must not be taken as they are."""


@dataclass(frozen=True)
class Play:
    """One reply on its way out. `told()` must be called right before the bytes that end it and tell its usage."""

    exchange: Exchange
    said: Said
    headers: dict[str, str]
    told: Callable[[], None]
    chunk_seconds: float
    drip_seconds: float

    async def start(self, length: int | None = None, **headers: str) -> None:
        """Begin a 200 of the reply's own type; with a length it is not chunked."""
        more = {} if length is None else {"content-length": str(length)}
        kind = {"content-type": self.said.content_type}
        await self.exchange.start(
            200, self.headers | kind | more | {k.replace("_", "-"): v for k, v in headers.items()}
        )

    async def send(self, parts: list[bytes], pause: float = 0.0) -> bool:
        """Send parts that do not end the body; False when the client has gone."""
        for part in parts:
            if not await self.exchange.wait(pause):
                return False
            await self.exchange.write(part)
        return True


async def deliver(play: Play) -> None:
    """Send the reply as it is."""
    pieces = play.said.pieces()
    await play.start(None if play.said.stream else len(pieces[0]))
    if await play.send(pieces[:-1], play.chunk_seconds) and await play.exchange.wait(play.chunk_seconds):
        play.told()
        await play.exchange.write(pieces[-1], last=True)


async def _silence(play: Play) -> None:
    await play.exchange.wait()


async def _hang_after_headers(play: Play) -> None:
    await play.start(None if play.said.stream else len(play.said.whole()))
    await play.exchange.wait()


async def _drip(play: Play) -> None:
    raw = b"".join(play.said.pieces())
    await play.start(None if play.said.stream else len(raw))
    drops = [raw[at : at + 1] for at in range(len(raw))]
    if await play.send(drops[:-1], play.drip_seconds) and await play.exchange.wait(play.drip_seconds):
        play.told()
        await play.exchange.write(drops[-1], last=True)


async def _cut_mid_token(play: Play) -> None:
    """A stream ends in good order, but without its end; a body is shorter than its length says."""
    whole = play.said.whole()
    if not play.said.stream:
        await play.start(len(whole))
        await play.send([whole[: len(whole) // 2]])
        return
    half = len(play.said.text) // 2
    while half < len(play.said.text) - 1 and not play.said.text[half - 1 : half + 1].isalnum():
        half += 1
    await play.start()
    await play.send(play.said.altered(text=play.said.text[:half]).pieces()[:-1])
    await play.exchange.write(b"", last=True)


async def _cut_mid_utf8(play: Play) -> None:
    """The connection ends in good order after the first of the two bytes of a letter."""
    text, half = play.said.text, len(play.said.text) // 2
    raw = b"".join(play.said.altered(text=f"{text[:half]}é{text[half:]}").pieces())
    cut = raw[: raw.index("é".encode()) + 1]
    await play.start(None if play.said.stream else len(cut))
    await play.exchange.write(cut, last=True)


def _instead(body: bytes, content_type: str | None = None) -> Callable[[Play], Awaitable[None]]:
    async def send(play: Play) -> None:
        kind = {"content_type": content_type} if content_type else {}
        await play.start(len(body), **kind)
        await play.exchange.write(body, last=True)

    return send


async def _garbage_json(play: Play) -> None:
    body = b'{"id": "chatcmpl-1", "choices": [{"index": 0, "message": {"role": "assistant", "content": ]}'
    await _instead(b"data: " + body + b"\n\n" if play.said.stream else body)(play)


def _padded(said: Said, size: int) -> list[bytes]:
    """The parts of a valid reply of at least `size` bytes that does not tell its usage."""
    head, tail = b"".join(said.altered(text="PADDING", usage=None).pieces()).split(b"PADDING")
    return [head, *[_FILLER] * (size // len(_FILLER) + 1), tail]


async def _ten_megabytes(play: Play) -> None:
    parts = _padded(play.said, BIG_BODY)
    await play.start(sum(len(part) for part in parts))
    await play.send(parts)


async def _gzip_bomb(play: Play) -> None:
    small = await asyncio.to_thread(_gzipped, _padded(play.said, BOMB_BODY))
    await play.start(len(small), content_encoding="gzip")
    await play.send([small])


def _gzipped(parts: list[bytes]) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join([packer.compress(part) for part in parts]) + packer.flush()


async def _endless(play: Play) -> None:
    if isinstance(play.said, Completion) and play.said.stream:
        first, part = play.said.pieces()[0], play.said.event({"content": " and so on" * 100})
    else:
        first, part = _padded(play.said, 0)[0], b"and so on " * 100
    await play.start()
    await play.send([first])
    while await play.send([part], 0.005):
        pass


WIRE: dict[str, Callable[[Play], Awaitable[None]]] = {
    "read_timeout": _silence,
    "hang_after_headers": _hang_after_headers,
    "one_byte_a_second": _drip,
    "cut_mid_token": _cut_mid_token,
    "cut_mid_utf8": _cut_mid_utf8,
    "garbage_json": _garbage_json,
    "html": _instead(HTML, "text/html; charset=utf-8"),
    "empty": _instead(b""),
    "ten_megabytes": _ten_megabytes,
    "endless_stream": _endless,
    "gzip_bomb": _gzip_bomb,
}
FAULTS = ("ok", *STATUSES, *SAYINGS, *WIRE)
ALIASES = {"timeout": "read_timeout", "bad_request": "400"}


def fault_named(name: str) -> str:
    """The fault's own name; AssertionError for one that does not exist."""
    found = ALIASES.get(name, name)
    assert found in FAULTS, f"no fault is called {name!r}"
    return found


async def play(fault: str, how: Play) -> None:
    """Send the reply as `fault` has it; not for the faults in STATUSES."""
    if fault in WIRE:
        await WIRE[fault](how)
        return
    await deliver(replace(how, said=SAYINGS[fault](how.said)) if fault in SAYINGS else how)
