"""What using a model costs and leaves behind: accounts, tries, runs, holds on a quota, alerts. Dollars are US$."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

ZERO = Decimal(0)


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Provider(StrEnum):
    """Whom a model is asked of."""

    GROQ = "groq"
    HUGGINGFACE = "huggingface"
    OPENAI_COMPATIBLE = "openai_compatible"

    @property
    def label(self) -> str:
        """The name shown to people."""
        names = {"groq": "Groq", "huggingface": "Hugging Face", "openai_compatible": "OpenAI-compatible server"}
        return names[self.value]


class Outcome(StrEnum):
    """How one try at one account ended."""

    ANSWERED = "answered"
    UNREACHABLE = "unreachable"
    """Refused, no such host, TLS: nothing was sent."""
    TIMED_OUT = "timed_out"
    BROKEN = "broken"
    """5xx, a cut stream, or something that is not a chat completion."""
    LIMITED = "limited"
    """429 or 402: cools down, and says nothing about the account's health."""
    TOO_LARGE = "too_large"
    """413: more than this account takes at once."""
    DENIED = "denied"
    """401, 403, 404: a dead key or a missing model; the operator is told."""
    BAD_GENERATION = "bad_generation"
    """The provider itself says that its model's words do not fit the form."""
    REFUSED = "refused"
    """Another 4xx: our own request is wrong, so no other account is asked."""
    ABANDONED = "abandoned"
    """The reader went away before the end."""


class Considered(_Value):
    """One account as it stood when a try was routed. Parts are 0 to 1; `left_out` says why it could not be chosen."""

    account: str
    score: float
    health: float
    remaining: float
    speed: float
    left_out: str = ""


class ModelCall(_Value):
    """One try at one account. Tokens are None where the provider did not tell, dollars where no price is known."""

    at: datetime
    account: str
    model: str
    outcome: Outcome
    ms: int
    sent: bool = True
    tokens_in: int | None = None
    tokens_out: int | None = None
    tokens_cached: int = 0
    """The part of tokens_in that the provider had in its own prompt cache."""
    audio_seconds: float = 0.0
    """What was listened to; such a call uses no tokens."""
    dollars: Decimal | None = None
    error: str = ""
    considered: tuple[Considered, ...] = ()
    """Everything weighed for this try, the chosen one first."""


class RunState(StrEnum):
    """How an agent's run ended."""

    ANSWERED = "answered"
    CACHED = "cached"
    FALLBACK = "fallback"
    """The offline answer was given instead, and the person was told."""
    FAILED = "failed"
    """No answer of any kind; the person was told."""


class AgentRun(_Value):
    """One run of one agent with every try it made."""

    id: UUID
    at: datetime
    agent: str
    state: RunState
    user_id: UUID | None = None
    subject_id: UUID | None = None
    """What it was about, such as the answer that was scored."""
    prompt: str = ""
    """Name, version and digest of the prompt."""
    provider: str = ""
    """Account that gave the answer; empty when none did."""
    model: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    dollars: Decimal = ZERO
    unpriced: int = 0
    """Tries whose price is unknown."""
    ms: int = 0
    error: str = ""
    cache: str = ""
    """memory | redis | database for a hit, miss, or empty where no cache was asked."""
    trace_id: UUID | None = None
    calls: tuple[ModelCall, ...] = ()


class Hold(_Value):
    """What one try may use, set aside before anything is sent. `day` is the provider's day."""

    day: date
    provider: Provider
    organization: str
    model: str
    tokens: int = Field(ge=0)
    """The most it may use: the prompt, estimated, and the longest reply."""
    dollars: Decimal = ZERO
    """What `tokens` cost at most; 0 where no price is known."""
    audio_seconds: float = Field(default=0.0, ge=0)
    """Length of a recording to be listened to; 0 for a chat."""
    user_id: UUID | None = None

    @property
    def account(self) -> str:
        """The account's name, such as "groq:default"."""
        return f"{self.provider.value}:{self.organization}"


class Limits(_Value):
    """How far one try may go; None is no limit. Months and people's days are UTC."""

    day_requests: int | None = None
    day_tokens: int | None = None
    account_month_dollars: Decimal | None = None
    deployment_month_dollars: Decimal | None = None
    person_day_requests: int | None = None


class Refusal(StrEnum):
    """Which limit a hold would pass."""

    DAY_REQUESTS = "day_requests"
    DAY_TOKENS = "day_tokens"
    ACCOUNT_BUDGET = "account_budget"
    DEPLOYMENT_BUDGET = "deployment_budget"
    PERSON_ALLOWANCE = "person_allowance"


class RateHeaders(_Value):
    """What a response said about its organization's limits. Requests are of a day, tokens of a minute at Groq."""

    requests_limit: int | None = None
    requests_left: int | None = None
    requests_reset_seconds: float | None = None
    tokens_left: int | None = None
    tokens_reset_seconds: float | None = None


class AccountUsage(_Value):
    """One row of the ledger: an organization's use of a model on one of its days."""

    day: date
    provider: Provider
    organization: str
    model: str
    requests: int = 0
    """Sent, however they ended, and those on their way."""
    failures: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    tokens_held: int = 0
    """Of tries on their way."""
    tokens_estimated: int = 0
    """Of tries that ended without telling; the most they can have used."""
    audio_seconds: float = 0
    dollars: Decimal = ZERO
    dollars_held: Decimal = ZERO
    dollars_estimated: Decimal = ZERO
    unpriced: int = 0
    """Tries whose price is unknown."""
    unmetered: int = 0
    """Tries that ended without telling their tokens."""
    requests_limit: int | None = None
    requests_left: int | None = None
    account_month_dollars: Decimal = ZERO
    """Committed by the whole account in this row's month, all models together; only where one row is asked for."""
    left_until: datetime | None = None
    """Until when requests_limit and requests_left, told by the provider's headers, hold."""

    @property
    def account(self) -> str:
        """The account's name, such as "groq:default"."""
        return f"{self.provider.value}:{self.organization}"

    @property
    def tokens(self) -> int:
        """Everything that counts against a limit of tokens."""
        return self.tokens_in + self.tokens_out + self.tokens_held + self.tokens_estimated

    @property
    def dollars_committed(self) -> Decimal:
        """Everything that counts against a budget."""
        return self.dollars + self.dollars_held + self.dollars_estimated


class SwitchState(StrEnum):
    """What an operator has decided about an account."""

    ON = "on"
    DRAINING = "draining"
    """Runs that have begun with it may end; no new one goes there."""
    OFF = "off"


class AccountState(_Value):
    """How an account looked to one process when it last used it."""

    account: str
    process: str
    breaker: str
    """closed | open | half_open"""
    health: float
    response_seconds: float
    cooling_until: datetime | None = None
    in_flight: int = 0
    updated_at: datetime


class AlertLevel(StrEnum):
    """How soon an operator should look."""

    NOTICE = "notice"
    WARNING = "warning"
    PROBLEM = "problem"


class Alert(_Value):
    """Something an operator should know; the same `key` again counts up instead of adding a line."""

    key: str
    level: AlertLevel
    text: str
    first_at: datetime
    last_at: datetime
    times: int = 1
    settled_at: datetime | None = None


@dataclass(frozen=True)
class AccountInfo:
    """How one account is set in this process, for operators."""

    account: str
    provider: Provider
    organization: str
    keys: int
    priority: int
    day_requests: int | None
    """Of one model; None is no limit."""
    day_tokens: int | None
    """Of one model; None is no limit."""
    month_dollars: Decimal | None
    models: tuple[tuple[str, str, bool | None], ...]
    """(role, model, offered): offered is None until the provider's list has been read."""
    denied: bool
    """True when no key of it is taken any more."""
