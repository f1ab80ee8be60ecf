"""What went wrong at a provider, read from whatever its client library raised."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from agents.llm.transport import seconds_of
from domain.errors import ModelAnswerRejected
from domain.model_use import Outcome

CLIENT_ERRORS = (httpx.HTTPError, OSError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, EOFError)
"""Beside the libraries' own errors: what they let through when an answer is not of the form they expect."""
COOLING_SECONDS = {429: 30.0, 402: 3600.0}
"""Where the answer does not say how long: limits of a minute pass soon, a month's credit does not."""
LONGEST_COOLING_SECONDS = 3600.0
"""A header that says more is not believed: an account would be lost for a day by one broken reply."""
SHOWN_CHARS = 200
_BAD_GENERATION = {"json_validate_failed", "tool_use_failed", "output_parse_failed"}
_BY_STATUS = {
    401: Outcome.DENIED,
    402: Outcome.LIMITED,
    403: Outcome.DENIED,
    404: Outcome.DENIED,
    408: Outcome.BROKEN,
    413: Outcome.TOO_LARGE,
    429: Outcome.LIMITED,
    498: Outcome.BROKEN,
}


class BadGeneration(ModelAnswerRejected):
    """The provider works, but its model's words cannot be used; `problem` says why, in words for the model."""

    def __init__(self, problem: str) -> None:
        super().__init__("What the model said could not be used.")
        self.problem = problem


@dataclass(frozen=True)
class Failure:
    """How a try failed. `cooling_seconds` is for LIMITED, `status` the HTTP status where there was one."""

    outcome: Outcome
    text: str
    status: int | None = None
    cooling_seconds: float = 0.0


def failure_of(error: BaseException) -> Failure:
    """Say what `error`, raised by a client library or by the gateway itself, means for the account."""
    if isinstance(error, BadGeneration):
        return Failure(Outcome.BAD_GENERATION, error.problem)
    if isinstance(error, asyncio.CancelledError | GeneratorExit):
        return Failure(Outcome.ABANDONED, "The caller went away.")
    status = next((s for e in _chain(error) if isinstance(s := getattr(e, "status_code", None), int)), None)
    if status in (None, httpx.codes.BAD_REQUEST) and any(_code(e) in _BAD_GENERATION for e in _chain(error)):
        return Failure(Outcome.BAD_GENERATION, "It was not JSON of the given form.", status)
    if status is not None:
        return _of_status(status, error)
    if any(type(e).__name__ == "LengthFinishReasonError" for e in _chain(error)):
        return Failure(Outcome.BAD_GENERATION, "It was cut off. Be shorter.")
    if any(isinstance(e, httpx.ConnectError | httpx.ConnectTimeout | httpx.UnsupportedProtocol) for e in _chain(error)):
        return Failure(Outcome.UNREACHABLE, _shown(error))
    if any(isinstance(e, httpx.TimeoutException | TimeoutError) for e in _chain(error)):
        return Failure(Outcome.TIMED_OUT, "No answer in time.")
    return Failure(Outcome.BROKEN, _shown(error))


def _of_status(status: int, error: BaseException) -> Failure:
    outcome = _BY_STATUS.get(status) or (Outcome.REFUSED if 400 <= status < 500 else Outcome.BROKEN)
    cooling = 0.0
    if outcome is Outcome.LIMITED:
        told = seconds_of(_header(error, "retry-after"))
        cooling = COOLING_SECONDS[status] if told is None else min(told, LONGEST_COOLING_SECONDS)
    return Failure(outcome, f"HTTP {status}", status, cooling)


def _code(error: BaseException) -> str:
    """The code in the body of a provider's error, which comes with a status or as an event of a stream."""
    body = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, dict) else None
    return str(inner.get("code", "")) if isinstance(inner, dict) else ""


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _header(error: BaseException, name: str) -> str | None:
    for e in _chain(error):
        headers: Any = getattr(getattr(e, "response", None), "headers", None)
        if headers is not None:
            value: str | None = headers.get(name)
            return value
    return None


def _shown(error: BaseException) -> str:
    """The kind of error, and its text where it is about the connection: others may hold a key or a person's words."""
    safe = [e for e in _chain(error) if isinstance(e, OSError | EOFError | httpx.RemoteProtocolError)]
    return f"{type(safe[-1]).__name__}: {safe[-1]}"[:SHOWN_CHARS] if safe else type(error).__name__
