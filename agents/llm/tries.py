"""What the router keeps about one question to a model, and about one try to have it answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from agents.llm.accounts import Account
from agents.llm.failures import Failure
from agents.llm.prices import price, speech_price
from agents.llm.roles import SPEECH_ROLE, role_named
from agents.llm.runs import Run, just_within
from agents.llm.transport import Wire
from domain.model_use import Considered, Hold, ModelCall, Outcome

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage

SHORTEST_TRY_SECONDS = 0.5
LISTENING_SECONDS = 60.0
"""A try with a recording: ten minutes of sound are 19 MB on their way."""
CHARS_PER_TOKEN = 3
"""Fewer than in usual English, so that a hold is rather too large than too small."""
MOST_TOKENS = 10_000_000
"""A provider that tells of more, or of no prompt at all, has not told."""


@dataclass(frozen=True)
class Ask:
    """One question to a model, in the form a chat completion takes."""

    role: str
    messages: "Sequence[BaseMessage]"
    run: Run
    options: Mapping[str, Any] = field(default_factory=dict)
    stop: list[str] | None = None
    temperature: float | None = None

    @property
    def prompt_tokens(self) -> int:
        """About how long the prompt is."""
        chars = sum(len(str(m.content)) for m in self.messages) + len(str(self.options.get("tools") or ""))
        return (
            4 * len(self.messages) + chars // CHARS_PER_TOKEN + len(str(self.options.get("response_format") or "")) // 4
        )


@dataclass(frozen=True)
class SpeechAsk:
    """One recording to be listened to: a WAV file of so many seconds, and the words that show what to write down."""

    audio: bytes
    seconds: float
    prompt: str
    run: Run
    role: str = SPEECH_ROLE
    prompt_tokens: int = 0


AnyAsk = Ask | SpeechAsk


@dataclass
class Try:
    """One try at one account; `ticket` is the breaker's. It may take `seconds` from when it was `started`."""

    account: Account
    key: int
    ticket: int
    hold: Hold
    considered: tuple[Considered, ...]
    at: datetime
    started: float
    seconds: float = 0.0
    wire: Wire = field(default_factory=Wire)

    @property
    def longest(self) -> float:
        """Seconds that a try at this account may take."""
        return just_within(LISTENING_SECONDS if self.hold.audio_seconds else self.account.settings.timeout_seconds)

    @property
    def was_long_enough(self) -> bool:
        """False when the run's deadline left it less time than a typical answer takes."""
        return self.seconds >= min(self.longest, self.account.response_seconds)

    def begin(self, now: float, deadline: float) -> None:
        """Start its time, once everything that the provider is not to blame for is done."""
        self.started, self.seconds = now, max(SHORTEST_TRY_SECONDS, min(self.longest, deadline - now))

    def call(self, failure: Failure | None, message: "AIMessage | None", ended: float) -> ModelCall:
        """What is kept of it: an error that was answered used no tokens, a broken reply nobody knows how many."""
        spoken = self.hold.audio_seconds if failure is None else 0.0
        tokens = (0, 0, 0) if spoken else self._tokens(failure, message)
        return ModelCall(
            at=self.at,
            account=self.account.name,
            model=self.hold.model,
            outcome=failure.outcome if failure else Outcome.ANSWERED,
            ms=round(1000 * (ended - self.started)),
            sent=self.wire.sent,
            tokens_in=tokens[0] if tokens else None,
            tokens_out=tokens[1] if tokens else None,
            tokens_cached=tokens[2] if tokens else 0,
            audio_seconds=spoken,
            dollars=speech_price(self.hold.model, spoken) if spoken else self._dollars(*tokens) if tokens else None,
            error=failure.text if failure else "",
            considered=self.considered,
        )

    def _tokens(self, failure: Failure | None, message: "AIMessage | None") -> tuple[int, int, int] | None:
        usage = message.usage_metadata if message is not None else None
        if usage:
            cached = (usage.get("input_token_details") or {}).get("cache_read") or 0
            told = (usage["input_tokens"], usage["output_tokens"], cached)
            return told if told[0] and all(_is_count(tokens) for tokens in told) else None
        refused = failure is not None and failure.status is not None and failure.outcome is not Outcome.BAD_GENERATION
        return (0, 0, 0) if refused or not self.wire.sent else None

    def _dollars(self, tokens_in: int, tokens_out: int, cached: int) -> Decimal | None:
        if not tokens_in + tokens_out:
            return Decimal(0)
        settings = self.account.settings
        return price(settings.provider, self.hold.model, tokens_in, tokens_out, cached, base_url=settings.base_url)


def _is_count(told: object) -> bool:
    """Client libraries hand on whatever a provider says, numbers or not."""
    return isinstance(told, int) and 0 <= told <= MOST_TOKENS


def hold_for(ask: AnyAsk, account: Account) -> Hold:
    """The most that a try may use: its prompt and the longest reply of its role, or its sound."""
    if isinstance(ask, SpeechAsk):
        cost = speech_price(account.settings.models[ask.role], ask.seconds) or Decimal(0)
        hold = account.hold(ask.role, 0, cost)
        return hold.model_copy(update={"user_id": ask.run.user_id, "audio_seconds": ask.seconds})
    settings, reply = account.settings, role_named(ask.role).max_tokens
    most = price(settings.provider, settings.models[ask.role], ask.prompt_tokens, reply, base_url=settings.base_url)
    hold = account.hold(ask.role, ask.prompt_tokens + reply, most or Decimal(0))
    return hold.model_copy(update={"user_id": ask.run.user_id})
