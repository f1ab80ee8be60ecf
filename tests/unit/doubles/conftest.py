"""What the tests of the doubles share: raw requests, with short patience."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.doubles.model_provider import ModelProvider

MODEL = "openai/gpt-oss-120b"
PATIENCE = 0.2
"""Seconds that a test waits for what will never come."""


@pytest.fixture
def provider() -> Iterator[ModelProvider]:
    with ModelProvider() as server:
        yield server


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=10, headers={"accept-encoding": "identity"}) as client:
        yield client


Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(provider: ModelProvider, http: httpx.Client) -> Ask:
    """Send one chat completion to the provider, on Groq's path, and read the whole answer."""

    def send(
        text: str = "Say something.", *, key: str = "gsk_one", patience: float = 10, **body: Any
    ) -> httpx.Response:
        asked = {"model": MODEL, "messages": [{"role": "user", "content": text}]} | body
        url = f"{provider.url}/openai/v1/chat/completions"
        return http.post(url, json=asked, headers={"authorization": f"Bearer {key}"}, timeout=patience)

    return send


def events(response: httpx.Response) -> list[dict[str, Any]]:
    """The JSON events of a stream."""
    lines = [line.removeprefix("data: ") for line in response.text.splitlines() if line]
    return [json.loads(line) for line in lines if line != "[DONE]"]


def streamed_text(response: httpx.Response) -> str:
    """The deltas of a stream, joined."""
    return "".join(c["delta"].get("content") or "" for e in events(response) for c in e["choices"])
