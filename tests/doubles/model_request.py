"""What a client asked of the model provider, with the parts that tests and behaviours look at."""

import re
import time
from typing import Any

from tests.doubles.provider_ledger import Bucket


class Request:
    """One chat completion or transcription that came in; `number` counts from 1."""

    def __init__(
        self,
        body: dict[str, Any],
        number: int,
        *,
        path: str = "",
        headers: dict[str, str] | None = None,
        organization: str = "",
        audio: bytes = b"",
    ) -> None:
        self.body = body
        self.number = number
        self.path = path
        self.is_speech = path.endswith("/audio/transcriptions")
        self.headers = headers or {}
        self.organization = organization
        self.audio = audio
        """The file of a transcription."""
        self.at = time.monotonic()
        self.fault = "ok"
        """What was played on it."""
        self.model: str = body.get("model", "")
        self.stream = bool(body.get("stream"))
        self.texts = [_text(message.get("content")) for message in body.get("messages", [])]
        self.tool = _called_tool(body)
        """The tool that the reply must call, or None for a reply in words."""
        self.schema = _wanted_schema(body, self.tool)
        """The JSON schema that the reply must fit, or None."""
        first, second = [*self.texts, "", ""][:2]
        self.criteria = re.findall(r"^criterion_id: (\w+)", first, re.M)
        wrapped = re.search(r"<<<ANSWER (\w+)>>>\n(.*)\n<<<END ANSWER \1>>>", second, re.S)
        self.answer = wrapped.group(2) if wrapped else ""
        self.is_repair = "cannot be used as it is" in (self.texts or [""])[-1]
        self.points = len(re.findall(r"^\d+\. ", second, re.M))

    @property
    def bucket(self) -> Bucket:
        """What it counts in."""
        return self.organization, self.model

    @property
    def is_groq(self) -> bool:
        """True on Groq's own path; the others speak plain OpenAI."""
        return self.path.startswith("/openai/")

    @property
    def is_evaluation(self) -> bool:
        """True for an evaluator's prompt, whichever way it asks for its form."""
        return bool(self.criteria) and (self.schema is None or "criteria" in self.schema.get("properties", {}))

    @property
    def parts(self) -> list[str]:
        """What a reply can leave out: the criteria of an evaluation, else the schema's properties."""
        return self.criteria if self.is_evaluation else list((self.schema or {}).get("properties", {}))

    @property
    def wants_usage(self) -> bool:
        """True when the reply will tell the tokens: a stream does so on Groq's path or when asked."""
        asked = (self.body.get("stream_options") or {}).get("include_usage", False)
        return not self.stream or self.is_groq or bool(asked)

    @property
    def sentences(self) -> list[str]:
        """The sentences of the answer, long enough to quote."""
        found = [s.strip() for s in re.split(r"(?<=[.!?])\s+", self.answer)]
        return [s for s in found if len(s.split()) >= 5] or [self.answer.strip()]


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "\n".join(part.get("text", "") for part in content)
    return content or ""


def _called_tool(body: dict[str, Any]) -> str | None:
    """Left to choose, the model calls the first tool once and answers in words when it has the result."""
    tools, choice = body.get("tools") or [], body.get("tool_choice") or "auto"
    if not tools or choice == "none":
        return None
    if isinstance(choice, dict):
        return str(choice["function"]["name"])
    if choice in ("required", "any"):
        return str(tools[-1]["function"]["name"])
    return None if body["messages"][-1]["role"] == "tool" else str(tools[0]["function"]["name"])


def _wanted_schema(body: dict[str, Any], tool: str | None) -> dict[str, Any] | None:
    for offered in body.get("tools") or []:
        if offered["function"]["name"] == tool:
            return offered["function"].get("parameters") or {"type": "object"}
    wanted = body.get("response_format") or {}
    if not isinstance(wanted, dict):
        return None
    if wanted.get("type") == "json_object":
        return {"type": "object"}
    return wanted["json_schema"]["schema"] if wanted.get("type") == "json_schema" else None
