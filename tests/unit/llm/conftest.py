"""What the tests of the gateway share: two local providers, accounts with short patience, and small conversions."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from agents.llm.accounts import Account, AccountSettings
from domain.model_use import AgentRun, ModelCall, Outcome
from tests.doubles.loopback import Exchange, LoopbackServer
from tests.doubles.model_provider import ModelProvider
from tests.gateways import LocalGateway, groq, huggingface

GROQ, HF = "groq:default", "huggingface:default"
LARGE, SMALL = "openai/gpt-oss-120b", "openai/gpt-oss-20b"
GOOD_USAGE = {"prompt_tokens": 5, "completion_tokens": 3, "total_tokens": 8}
PATIENCE = 1.0
"""Seconds of one try, less the gateway's own margin."""


@pytest.fixture
def first() -> Iterator[ModelProvider]:
    """Behind the account that is asked first."""
    with ModelProvider() as server:
        yield server


@pytest.fixture
def second() -> Iterator[ModelProvider]:
    with ModelProvider() as server:
        yield server


class Says(LoopbackServer):
    """Answers everything with the same bytes, and keeps the headers of what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.status, self.body, self.headers = 200, b"{}", {"content-type": "application/json"}
        self.asked: list[dict[str, str]] = []

    async def answer(self, exchange: Exchange) -> None:
        await exchange.read()
        self.asked.append(exchange.headers)
        await exchange.respond(self.status, self.body, self.headers)

    def completion(self, **changes: Any) -> None:
        """Answer with a good completion but for `changes`; those of its only choice are called `choice`."""
        choice = {"index": 0, "message": {"role": "assistant", "content": "Hi"}, "finish_reason": "stop"}
        body = {"id": "1", "object": "chat.completion", "created": 1, "model": SMALL}
        body |= {"choices": [choice | changes.pop("choice", {})], "usage": GOOD_USAGE}
        self.body = json.dumps(body | changes).encode()

    def stream(self, *events: Any) -> None:
        """Answer with server-sent events; one that is a dict of `delta` or `finish` becomes a chunk."""
        self.headers = {"content-type": "text/event-stream"}
        self.body = b"".join(b"data: " + json.dumps(_chunk(event)).encode() + b"\n\n" for event in events)
        self.body += b"data: [DONE]\n\n"


def _chunk(event: Any) -> Any:
    if not isinstance(event, dict) or not {"delta", "finish"} & set(event):
        return event
    choice = {"index": 0, "delta": event.get("delta", {}), "finish_reason": event.get("finish")}
    more = {key: value for key, value in event.items() if key not in ("delta", "finish")}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": SMALL, "choices": [choice], **more}


@pytest.fixture
def says() -> Iterator[Says]:
    with Says() as server:
        yield server


def both(first: ModelProvider, second: ModelProvider, **changes: Any) -> list[AccountSettings]:
    """Groq at the first provider, Hugging Face at the second; `changes` are for both."""
    changes = {"timeout_seconds": PATIENCE, **changes}
    return [groq(first.url, **changes), huggingface(second.url, **changes)]


def calls_of(gateway: LocalGateway) -> list[ModelCall]:
    """Every try of every run that has ended."""
    return [call for run in gateway.ledger.runs for call in run.calls]


def outcomes(gateway: LocalGateway) -> list[Outcome]:
    """How every try ended, in order."""
    return [call.outcome for call in calls_of(gateway)]


def only_run(gateway: LocalGateway) -> AgentRun:
    """The one run that was kept."""
    (run,) = gateway.ledger.runs
    return run


def account_of(gateway: LocalGateway, name: str = GROQ) -> Account:
    """The account as the gateway sees it."""
    return gateway.router.accounts[name]


def open_breaker(account: Account) -> None:
    """Let so many tries fail that the breaker opens."""
    for _ in range(5):
        account.failed(account.breaker.allow(), counts=True)


def eventually(holds: Callable[[], bool], seconds: float = 5.0) -> bool:
    """True as soon as `holds`, False after `seconds`."""
    end = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.005)
    return held
