"""Accounts at providers: how they are set, and how they stand in this process."""

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from agents.llm import selection
from agents.llm.breaker import BreakerState, CircuitBreaker
from agents.llm.clock import Clock
from agents.llm.roles import SCHEMA_ENFORCED
from domain.model_use import AccountState, AccountUsage, Considered, Hold, Provider, RateHeaders, SwitchState

ASSUMED_GOOD = 10
"""Answered tries assumed before the first, so that one failure does not send everything to a dearer account."""
RESULTS_KEPT, RESULTS_SECONDS = 20, 600.0
"""Health is judged by so many of the last tries, and none older: an account that is not asked must not stay unwell."""
SMOOTHING = 0.3
"""Weight of the newest answer in the typical response time."""
DENIED_SECONDS = 600.0
"""How long a refused key or a missing model is left alone, unless the hourly look finds it in order."""
RECHECK_SECONDS = 60.0
"""How long an account is left alone after the ledger refused it."""


@dataclass(frozen=True)
class AccountSettings:
    """One organization's account at one provider. Its keys share one quota, because providers count by organization."""

    provider: Provider
    organization: str
    keys: tuple[str, ...] = field(repr=False)
    base_url: str
    priority: int
    timeout_seconds: float
    """For one try."""
    expected_seconds: float
    """A typical answer, until one has been timed."""
    models: Mapping[str, str]
    """The model of every role."""
    day_requests: int | None = None
    day_tokens: int | None = None
    month_dollars: Decimal | None = None
    enforces_schemas: bool = False
    """True when every model here holds to a strict JSON schema."""

    @property
    def name(self) -> str:
        """Such as "groq:default"."""
        return f"{self.provider.value}:{self.organization}"

    @property
    def label(self) -> str:
        """What operators read, such as "Groq, organization default"."""
        return f"{self.provider.label}, organization {self.organization}"

    def enforces(self, model: str) -> bool:
        """True when a reply of `model` is held to a strict JSON schema."""
        return self.enforces_schemas or model in SCHEMA_ENFORCED[self.provider]


def key_name(position: int) -> str:
    """What operators read instead of a key."""
    return f"key {position + 1}"


@dataclass
class _Bucket:
    """What is known of one model's quota."""

    usage: AccountUsage | None = None
    usage_at: float = -math.inf
    tokens_left: int | None = None
    tokens_until: float = 0.0
    refused_until: float = -math.inf
    refused_by: str = ""


@dataclass
class Account:
    """An account as this process sees it. Only the gateway's loop writes to it; screens read."""

    settings: AccountSettings
    clock: Clock
    breaker: CircuitBreaker = field(init=False)
    denied: dict[str, float] = field(default_factory=dict)
    """Until when what was refused is left alone: "key 1", "key 2", or a model's name."""
    offered: frozenset[str] | None = None
    """The provider's list of models, None until it has been read."""
    in_flight: int = 0
    cooling_until: float = -math.inf
    response_seconds: float = field(init=False)
    _results: deque[tuple[float, bool]] = field(default_factory=lambda: deque(maxlen=RESULTS_KEPT))
    _buckets: dict[str, _Bucket] = field(default_factory=dict)
    _turn: int = 0

    def __post_init__(self) -> None:
        self.breaker = CircuitBreaker(self.clock.monotonic)
        self.response_seconds = self.settings.expected_seconds

    @property
    def name(self) -> str:
        """Such as "groq:default"."""
        return self.settings.name

    @property
    def health(self) -> float:
        """What the score takes for health: the share of tries that were answered, with ASSUMED_GOOD before the first.

        1 where a broken account may be probed: by its failures it would not be asked while another one is well, and
        so never come back.
        """
        if self.breaker.state is BreakerState.HALF_OPEN:
            return 1.0
        recent = self._recent()
        return (sum(recent) + ASSUMED_GOOD) / (len(recent) + ASSUMED_GOOD)

    @property
    def answered_share(self) -> float:
        """Share of the last tries that were answered, 1 before the first: what operators read."""
        recent = self._recent()
        return sum(recent) / len(recent) if recent else 1.0

    def _recent(self) -> list[bool]:
        since = self.clock.monotonic() - RESULTS_SECONDS
        return [ok for at, ok in tuple(self._results) if at >= since]

    def day(self) -> date:
        """The provider's day; all of them begin it at midnight UTC."""
        return self.clock.now().date()

    def usage(self, model: str) -> AccountUsage | None:
        """The ledger's row of today as last seen, None before the first look."""
        usage = self._bucket(model).usage
        return usage if usage and usage.day == self.day() else None

    def knows_usage(self, model: str) -> bool:
        """False when today's row has to be read: for the first time, or again since it shuts the account out.

        The quota may have been filled by tries of other processes that were still on their way.
        """
        if self.usage(model) is None:
            return False
        old = self.clock.monotonic() - self._bucket(model).usage_at >= RECHECK_SECONDS
        return self.used_share(model) < 1.0 or not old

    def used_share(self, model: str, *, with_held: bool = True) -> float:
        """How much of the quota of `model` is used, of a day or a month, 0 to 1; without a limit 0.

        Tokens that tries on their way may yet use count as used, unless `with_held` is off.
        """
        usage, now = self.usage(model), self.clock.now()
        if usage is None:
            return 0.0
        shares = [0.0]
        told = usage.left_until is not None and usage.left_until > now
        limit = (usage.requests_limit if told else None) or self.settings.day_requests
        if limit:
            shares.append(usage.requests / limit)
        if told and usage.requests_limit and usage.requests_left is not None:
            shares.append(1 - usage.requests_left / usage.requests_limit)
        if self.settings.day_tokens:
            tokens = usage.tokens if with_held else usage.tokens - usage.tokens_held
            shares.append(tokens / self.settings.day_tokens)
        if self.settings.month_dollars:
            shares.append(float(usage.account_month_dollars / self.settings.month_dollars))
        return min(1.0, max(shares))

    def consider(self, role: str, tokens: int, switch: SwitchState, *, begun: bool) -> Considered:
        """How this account stands for a prompt of `tokens`; `begun`: the run has asked it before."""
        model = self.settings.models[role]
        remaining, fast = 1.0 - self.used_share(model), selection.speed(self.response_seconds)
        return Considered(
            account=self.name,
            score=round(selection.score(self.health, remaining, fast), 4),
            health=round(self.health, 4),
            remaining=round(remaining, 4),
            speed=round(fast, 4),
            left_out=self._left_out(model, tokens, switch, begun=begun),
        )

    def _left_out(self, model: str, tokens: int, switch: SwitchState, *, begun: bool) -> str:
        now, bucket = self.clock.monotonic(), self._bucket(model)
        if switch is SwitchState.OFF or (switch is SwitchState.DRAINING and not begun):
            return "switched off" if switch is SwitchState.OFF else "draining"
        if not self.working_keys():
            return "every key was refused"
        if self.is_denied(model):
            return "the model is not offered"
        if self.breaker.state is BreakerState.OPEN:
            return "circuit open"
        if self.breaker.state is BreakerState.HALF_OPEN and self.breaker.probing:
            return "a probe is on its way"
        if now < self.cooling_until:
            return f"cooling down for {self.cooling_until - now:.0f} s"
        if now < bucket.refused_until:
            return bucket.refused_by
        if self.used_share(model) >= 1.0 and self.knows_usage(model):
            return "the quota is used up"
        if bucket.tokens_left is not None and now < bucket.tokens_until and tokens > bucket.tokens_left:
            return "this minute's tokens are used up"
        return ""

    def working_keys(self) -> list[int]:
        """Positions of the keys that have not been refused."""
        return [i for i in range(len(self.settings.keys)) if not self.is_denied(key_name(i))]

    def is_denied(self, what: str) -> bool:
        """True while `what` (a key's name or a model's) is left alone because it was refused."""
        return self.clock.monotonic() < self.denied.get(what, -math.inf)

    def deny(self, what: str) -> None:
        """`what` was refused."""
        self.denied[what] = self.clock.monotonic() + DENIED_SECONDS

    def next_key(self) -> int:
        """The position of the key whose turn it is; the first one when all were refused."""
        keys = self.working_keys() or [0]
        self._turn += 1
        return keys[self._turn % len(keys)]

    def answered(self, seconds: float, ticket: int) -> None:
        """A try was answered after `seconds`; `ticket` is the breaker's."""
        if self.breaker.succeeded(ticket):
            self._results.clear()
        self._results.append((self.clock.monotonic(), True))
        self.response_seconds += SMOOTHING * (seconds - self.response_seconds)

    def failed(self, ticket: int, *, counts: bool) -> None:
        """A try was not answered, or not with usable words; `counts`: it speaks against the account's connection."""
        self._results.append((self.clock.monotonic(), False))
        if counts:
            self.breaker.failed(ticket)
        else:
            self.breaker.succeeded(ticket)

    def cool_down(self, seconds: float) -> None:
        """Ask nothing more for `seconds`."""
        self.cooling_until = max(self.cooling_until, self.clock.monotonic() + seconds)

    def refuse(self, model: str, reason: str, seconds: float = RECHECK_SECONDS) -> None:
        """The ledger has refused a try; do not ask it again for a while."""
        bucket = self._bucket(model)
        bucket.refused_until, bucket.refused_by = self.clock.monotonic() + seconds, reason

    def learn(self, model: str, usage: AccountUsage, headers: RateHeaders | None = None) -> None:
        """Keep what the ledger and the response's headers said."""
        bucket = self._bucket(model)
        bucket.usage, bucket.usage_at = usage, self.clock.monotonic()
        if headers and headers.tokens_left is not None:
            bucket.tokens_left = headers.tokens_left
            bucket.tokens_until = self.clock.monotonic() + min(headers.tokens_reset_seconds or 60.0, 60.0)

    def state(self, process: str) -> AccountState:
        """What the operations page shows of this process."""
        cooling = self.cooling_until - self.clock.monotonic()
        now: datetime = self.clock.now()
        return AccountState(
            account=self.name,
            process=process,
            breaker=self.breaker.state.value,
            health=round(self.answered_share, 4),
            response_seconds=round(self.response_seconds, 3),
            cooling_until=now + timedelta(seconds=cooling) if cooling > 0 else None,
            in_flight=self.in_flight,
            updated_at=now,
        )

    def hold(self, role: str, tokens: int, dollars: Decimal) -> Hold:
        """What a try of `role` sets aside."""
        return Hold(
            day=self.day(),
            provider=self.settings.provider,
            organization=self.settings.organization,
            model=self.settings.models[role],
            tokens=tokens,
            dollars=dollars,
        )

    def _bucket(self, model: str) -> _Bucket:
        return self._buckets.setdefault(model, _Bucket())
