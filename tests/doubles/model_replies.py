"""The bytes of a reply: a chat completion, whole or as server-sent events, a transcription, a list of models."""

import json
import re
import time
from dataclasses import dataclass, replace
from typing import Any, Self

from tests.doubles.model_request import Request
from tests.doubles.provider_ledger import Usage

_MOST_DELTAS, _SHORTEST_DELTA = 400, 12


def dumped(value: Any) -> bytes:
    """JSON with letters beyond ASCII as they are."""
    return json.dumps(value, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Said:
    """What is to be sent, before any fault changes it. A subclass knows the form."""

    text: str

    @property
    def stream(self) -> bool:
        """Whether it goes out as events."""
        return False

    @property
    def content_type(self) -> str:
        """The header's value."""
        return "application/json"

    def whole(self) -> bytes:
        """As one body."""
        raise AssertionError("a subclass knows the form")

    def pieces(self) -> list[bytes]:
        """As it goes out; the last piece has everything that ends it, the usage too."""
        return [self.whole()]

    def altered(self, **changes: Any) -> Self:
        """A copy with those of the changes that this form has."""
        return replace(self, **{name: value for name, value in changes.items() if name in self.__dataclass_fields__})


@dataclass(frozen=True)
class Completion(Said):
    """A chat completion: `text` is its content or, with a `tool`, the arguments of the call."""

    request: Request
    usage: Usage | None
    """None keeps it from being told."""
    tool: str | None = None
    finish: str | None = "stop"
    doubled: bool = False
    """One delta and the last chunk come twice; without streaming the choice stands there twice."""

    @property
    def stream(self) -> bool:
        return self.request.stream

    @property
    def content_type(self) -> str:
        return "text/event-stream" if self.stream else "application/json"

    def whole(self) -> bytes:
        message: dict[str, Any] = {"role": "assistant", "content": self.text}
        if self.tool:
            message |= {"content": None, "tool_calls": [self._call(self.text)]}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": self.finish}
        body = self._head("chat.completion") | {"choices": [choice] * (2 if self.doubled else 1)}
        if self.usage:
            body["usage"] = self.usage.wire()
        if self.request.is_groq:
            body["x_groq"] = {"id": self._id}
        return dumped(body)

    def pieces(self) -> list[bytes]:
        if not self.stream:
            return [self.whole()]
        deltas = self.deltas()
        if self.doubled:
            deltas.insert(len(deltas) // 2, deltas[len(deltas) // 2])
        return [*(self.event(delta) for delta in deltas), self._end()]

    def deltas(self) -> list[dict[str, Any]]:
        """The changes that add up to the message, without the one that ends it."""
        size = max(_SHORTEST_DELTA, len(self.text) // _MOST_DELTAS)
        parts = [self.text[at : at + size] for at in range(0, len(self.text), size)]
        if not self.tool:
            return [{"role": "assistant", "content": ""}, *({"content": part} for part in parts)]
        first = {"role": "assistant", "content": None, "tool_calls": [{"index": 0} | self._call("")]}
        return [first, *({"tool_calls": [{"index": 0, "function": {"arguments": part}}]} for part in parts)]

    def event(self, delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
        """One server-sent event."""
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return _event(self._head("chat.completion.chunk") | {"choices": [choice]} | more)

    def _end(self) -> bytes:
        told: dict[str, Any] = {}
        if self.request.is_groq:
            told["x_groq"] = {"id": self._id} | ({"usage": self.usage.wire()} if self.usage else {})
        end = self.event({}, self.finish, **told)
        if self.usage and (self.request.body.get("stream_options") or {}).get("include_usage"):
            end += _event(self._head("chat.completion.chunk") | {"choices": [], "usage": self.usage.wire()})
        return end * (2 if self.doubled else 1) + b"data: [DONE]\n\n"

    def _call(self, arguments: str) -> dict[str, Any]:
        function = {"name": self.tool, "arguments": arguments}
        return {"id": f"call_{self.request.number}", "type": "function", "function": function}

    def _head(self, kind: str) -> dict[str, Any]:
        created = int(time.time())
        return {"id": f"chatcmpl-{self._id}", "object": kind, "created": created, "model": self.request.model}

    @property
    def _id(self) -> str:
        return f"req_{self.request.number}"


@dataclass(frozen=True)
class Transcription(Said):
    """What was heard in `seconds` of audio, in the form that was asked for."""

    request: Request
    seconds: float

    @property
    def content_type(self) -> str:
        plain = self.request.body.get("response_format") == "text"
        return "text/plain; charset=utf-8" if plain else "application/json"

    def whole(self) -> bytes:
        form = self.request.body.get("response_format", "json")
        if form == "text":
            return self.text.encode()
        body: dict[str, Any] = {"text": self.text}
        if form == "verbose_json":
            segment = {"id": 0, "start": 0.0, "end": self.seconds, "text": self.text, "avg_logprob": -0.1}
            segment |= {"seek": 0, "tokens": [], "temperature": 0.0, "compression_ratio": 1.2, "no_speech_prob": 0.01}
            body |= {"task": "transcribe", "language": "english", "duration": self.seconds, "segments": [segment]}
            if "word" in self.request.body.get("timestamp_granularities", []):
                body["words"] = self._words()
        if self.request.is_groq:
            body["x_groq"] = {"id": f"req_{self.request.number}"}
        return dumped(body)

    def _words(self) -> list[dict[str, Any]]:
        words = re.findall(r"\S+", self.text)
        each = self.seconds / max(1, len(words))
        return [{"word": w, "start": round(i * each, 2), "end": round((i + 1) * each, 2)} for i, w in enumerate(words)]


@dataclass(frozen=True)
class ModelList(Said):
    """The models on offer."""

    models: tuple[str, ...]

    def whole(self) -> bytes:
        rows = [
            {"id": name, "object": "model", "created": 1_750_000_000, "owned_by": "test", "active": True}
            | {"context_window": 131_072, "max_completion_tokens": 65_536}
            for name in self.models
        ]
        return dumped({"object": "list", "data": rows})


def _event(body: dict[str, Any]) -> bytes:
    return b"data: " + dumped(body) + b"\n\n"
