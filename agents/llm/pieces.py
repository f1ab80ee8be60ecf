"""The pieces of a streamed reply: which of them may be handed on, and what they tell when they are put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agents.llm.dialect import calls_unoffered, check_reply

if TYPE_CHECKING:  # importing langchain takes over a second, and most processes never ask a model
    from langchain_core.messages import AIMessage, AIMessageChunk
    from langchain_core.outputs import ChatGenerationChunk


@dataclass
class Heard:
    """What was heard of one streamed reply. `options` are the caller's, with the tools that were offered."""

    options: Mapping[str, Any]
    given: bool = False
    """True once a piece was handed on: from then on no other account may be asked."""
    told: "AIMessage | None" = None
    """The tokens and the finish_reason, without the words."""
    _called: set[str] = field(default_factory=set)

    def take(self, piece: "ChatGenerationChunk") -> bool:
        """Note a piece; True when it may be handed on. What only tells tokens or the end waits for words."""
        from langchain_core.messages import AIMessage

        message = message_of(piece)
        # A provider tells tokens once, or with every piece all of them so far: adding up would count them twice.
        usage = message.usage_metadata or (self.told.usage_metadata if self.told else None)
        end = finish_reason(piece) or (self.told.response_metadata["finish_reason"] if self.told else None)
        self.told = AIMessage(content="", usage_metadata=usage, response_metadata={"finish_reason": end})
        self._called |= {chunk["name"] for chunk in message.tool_call_chunks if chunk["name"]}
        self.given = self.given or (says_something(piece) and not calls_unoffered(self._called, self.options))
        return self.given

    def check(self) -> None:
        """Raise EOFError for a stream that broke off, BadGeneration for one that is of no use."""
        end = self.told.response_metadata["finish_reason"] if self.told else None
        check_reply(end, said=self.given, called=self._called, options=self.options)


def message_of(piece: "ChatGenerationChunk") -> "AIMessageChunk":
    """The message in a piece of a chat model's stream."""
    return piece.message  # type: ignore[return-value]


def finish_reason(piece: "ChatGenerationChunk") -> str | None:
    """Why the reply ends, in the piece that ends it."""
    return (piece.generation_info or {}).get("finish_reason")


def says_something(piece: "ChatGenerationChunk") -> bool:
    """True for a piece with words or a part of a tool call."""
    message = message_of(piece)
    return bool(message.content or message.tool_call_chunks)


def last_piece(account: str) -> "ChatGenerationChunk":
    """An empty piece that names the account, since the first pieces were out before the try could be judged."""
    from langchain_core.messages import AIMessageChunk
    from langchain_core.outputs import ChatGenerationChunk

    return ChatGenerationChunk(message=AIMessageChunk(content="", response_metadata={"provider": account}))


def only_piece(message: "AIMessage") -> "ChatGenerationChunk":
    """A whole reply as the one piece of a stream."""
    from langchain_core.messages import AIMessageChunk
    from langchain_core.outputs import ChatGenerationChunk

    return ChatGenerationChunk(message=AIMessageChunk(**message.model_dump(exclude={"type"})))
