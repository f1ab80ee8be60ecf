"""The HTTP transport under every client: tells what was sent and answered, and bounds what comes back.

The client libraries hide rate-limit headers, read a body of any size and cannot say whether a request was sent.
"""

import re
from collections.abc import AsyncIterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import httpx

from domain.model_use import RateHeaders

LARGEST_BODY = 2_000_000
"""Bytes of one response; a reply of 6,000 tokens has about 30,000."""
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
LONGEST_SECONDS = 86400.0


@dataclass
class Wire:
    """What one try did on the wire."""

    sent: bool = False
    """True from the first byte of the body on: from then on the provider may have it all and count it."""
    headers: RateHeaders | None = None


WIRE: ContextVar[Wire | None] = ContextVar("wire", default=None)
"""The try that runs in this task."""


class MeteredTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport, with the try's Wire filled in and the body bounded."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send; raises httpx.RemoteProtocolError for a body that is compressed unasked or not what was asked for."""
        wire = WIRE.get() or Wire()

        async def watch(event: str, _: dict[str, Any]) -> None:
            if event.endswith("send_request_body.started"):
                wire.sent = True

        request.headers["accept-encoding"] = "identity"
        request.extensions = {**request.extensions, "trace": watch}
        response = await super().handle_async_request(request)
        wire.headers = rate_headers(response.headers)
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise httpx.RemoteProtocolError("The answer was compressed, which was not asked for.")
        kind = response.headers.get("content-type", "")
        if response.status_code == httpx.codes.OK and not kind.startswith(("application/json", "text/event-stream")):
            await response.aclose()
            raise httpx.RemoteProtocolError("The answer was neither JSON nor an event stream.")
        response.stream = _Bounded(response.stream)
        return response


class _Bounded(httpx.AsyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for part in self._stream:
            size += len(part)
            if size > LARGEST_BODY:
                raise httpx.RemoteProtocolError(f"The answer was larger than {LARGEST_BODY:,} bytes.")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


def rate_headers(headers: httpx.Headers) -> RateHeaders | None:
    """What the `x-ratelimit-*` headers tell, None when there are none; a value that is no number is left out."""
    found = RateHeaders(
        requests_limit=_whole(headers.get("x-ratelimit-limit-requests")),
        requests_left=_whole(headers.get("x-ratelimit-remaining-requests")),
        requests_reset_seconds=seconds_of(headers.get("x-ratelimit-reset-requests")),
        tokens_left=_whole(headers.get("x-ratelimit-remaining-tokens")),
        tokens_reset_seconds=seconds_of(headers.get("x-ratelimit-reset-tokens")),
    )
    return None if found == RateHeaders() else found


def seconds_of(text: str | None) -> float | None:
    """Read "2m59.56s", "7.66s", "450ms" or a plain number of seconds; bounded to a day; None for anything else."""
    text = (text or "").strip()
    if not text:
        return None
    parts = _DURATION.findall(text)
    if parts and "".join(number + unit for number, unit in parts) == text:
        return min(LONGEST_SECONDS, sum(float(number) * _UNITS[unit] for number, unit in parts))
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", text):
        return min(LONGEST_SECONDS, float(text))
    return None


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,15}", text.strip()) else None
