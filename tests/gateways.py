"""Gateways aimed at local providers, with the real client libraries and everything counted in memory."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from agents.llm.accounting import Budgets
from agents.llm.accounts import AccountSettings
from agents.llm.cache import ModelCache
from agents.llm.clock import Clock, SystemClock
from agents.llm.gateway import Gateway, GatewaySettings
from agents.llm.roles import SPEECH_ROLE, models_by_role
from agents.llm.runs import Tracer
from domain.errors import ModelUnavailable
from domain.model_use import AgentRun, Provider
from tests.doubles.memory_ledger import MemoryAlerts, MemoryLedger


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 25, 12, tzinfo=UTC)
        self.seconds = 1000.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds


def groq(url: str, *, organization: str = "default", **changes: Any) -> AccountSettings:
    """A Groq account at a local provider, for chats; `models` may add speech."""
    account = AccountSettings(
        provider=Provider.GROQ,
        organization=organization,
        keys=("gsk_one",),
        base_url=url,
        priority=1,
        timeout_seconds=10.0,
        expected_seconds=1.0,
        models={r: m for r, m in models_by_role(Provider.GROQ, {}).items() if r != SPEECH_ROLE},
        day_requests=14_400,
    )
    return replace(account, **changes)


def huggingface(url: str, **changes: Any) -> AccountSettings:
    """A Hugging Face account at a local provider."""
    account = AccountSettings(
        provider=Provider.HUGGINGFACE,
        organization="default",
        keys=("hf_one",),
        base_url=f"{url}/v1",
        priority=2,
        timeout_seconds=10.0,
        expected_seconds=3.0,
        models=models_by_role(Provider.HUGGINGFACE, {}),
        month_dollars=Decimal(100),
    )
    return replace(account, **changes)


class LocalGateway(Gateway):
    """A gateway whose ledger and alerts can be looked into."""

    def __init__(
        self,
        accounts: Iterable[AccountSettings],
        *,
        budgets: Budgets | None = None,
        run_seconds: float = 30.0,
        clock: Clock | None = None,
        tracer: Tracer | None = None,
    ) -> None:
        clock = clock or SystemClock()
        self.ledger, self.alerts = MemoryLedger(clock), MemoryAlerts()
        settings = GatewaySettings(tuple(accounts), budgets or Budgets(), run_seconds)
        super().__init__(settings, self.ledger, self.alerts, ModelCache([]), clock=clock, tracer=tracer)

    def _keep(self, run: AgentRun) -> None:
        """At once, with everything in the ledger, so that a test can look at it."""
        settle(self)
        self._store(run)


def settle(gateway: Gateway) -> None:
    """Wait until the ledger has every try that has ended."""
    with suppress(ModelUnavailable):  # a closed gateway has settled
        gateway.loop.run(gateway.accounting.settled())


@contextmanager
def gateway_to(accounts: Sequence[AccountSettings], **options: Any) -> Iterator[LocalGateway]:
    """A gateway that is closed at the end."""
    gateway = LocalGateway(accounts, **options)
    try:
        yield gateway
    finally:
        gateway.close()
