"""What agents and services need of the models: runs, chat models by role, the cache, and a look at the accounts."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog

from agents.llm import catalogue
from agents.llm.accounting import Accounting, Budgets
from agents.llm.accounts import AccountSettings
from agents.llm.background_loop import BackgroundLoop
from agents.llm.cache import ModelCache
from agents.llm.clock import Clock, SystemClock
from agents.llm.ports import AlertSink, UsageLedger
from agents.llm.roles import SPEECH_ROLE, role_named
from agents.llm.router import Router
from agents.llm.runs import MOST_CALLS, Run, RunOpener, Tracer, Untraced
from agents.llm.tries import SpeechAsk
from domain.errors import DatabaseBusy, ModelUnavailable
from domain.model_use import AccountInfo, AgentRun, SwitchState

if TYPE_CHECKING:  # importing langchain takes over a second, and most processes never ask a model
    from agents.llm.routed_model import RoutedChatModel

log = structlog.get_logger(__name__)
PATIENCE_SECONDS = 30.0
"""How long a person waits for one run."""


@dataclass(frozen=True)
class GatewaySettings:
    """The accounts and what may be spent. `process` names this process to operators."""

    accounts: tuple[AccountSettings, ...] = ()
    budgets: Budgets = field(default_factory=Budgets)
    run_seconds: float = PATIENCE_SECONDS
    process: str = "app"


class Gateway:
    """One for each process; close() it at the end. Without accounts `configured` is False and nothing is ever asked."""

    def __init__(
        self,
        settings: GatewaySettings,
        ledger: UsageLedger,
        alerts: AlertSink,
        cache: ModelCache,
        *,
        tracer: Tracer | None = None,
        clock: Clock | None = None,
    ) -> None:
        clock = clock or SystemClock()
        self.cache = cache
        self.loop = BackgroundLoop()
        self._settings = settings
        self._ledger = ledger
        self._alerts = alerts
        self.accounting = Accounting(
            ledger, alerts, clock, self.loop, budgets=settings.budgets, process=settings.process
        )
        self.router = Router(settings.accounts, self.accounting, clock)
        self._runs = RunOpener(clock, settings.run_seconds, self._keep, tracer or Untraced())
        self._models: dict[tuple[str, float | None], RoutedChatModel] = {}

    @property
    def budgets(self) -> Budgets:
        """What may be spent."""
        return self._settings.budgets

    @property
    def configured(self) -> bool:
        """True when there is an account to ask."""
        return bool(self._settings.accounts)

    def run(
        self,
        agent: str,
        *,
        user_id: UUID | None = None,
        subject_id: UUID | None = None,
        session_id: UUID | None = None,
        seconds: float | None = None,
        most_calls: int = MOST_CALLS,
    ) -> AbstractContextManager[Run]:
        """A run of `agent`, for at most `seconds` and `most_calls`; it is kept when the block ends.

        `subject_id` is what it is about; traces of one `session_id`, such as an interview's, stand together.
        """
        return self._runs.opened(
            agent,
            user_id=user_id,
            subject_id=subject_id,
            session_id=session_id,
            seconds=seconds,
            most_calls=most_calls,
        )

    def chat_model(self, role: str, temperature: float | None = None) -> "RoutedChatModel":
        """LangChain's chat model for a role; `temperature` replaces the role's own.

        Raises KeyError for an unknown role, ModelUnavailable when no account is set.
        """
        role_named(role)
        if not self.configured:
            raise ModelUnavailable("No model is set up here.")
        made = self._models.get((role, temperature))
        if made is None:
            from agents.llm.routed_model import RoutedChatModel

            made = RoutedChatModel(
                router=self.router,
                loop=self.loop,
                runs=self._runs,
                role=role,
                temperature=temperature,
                label=self.label(role),
            )
            self._models[role, temperature] = made
        return made

    def available(self, role: str) -> bool:
        """True when an account could be asked now, as far as this process knows."""
        try:
            switches = self._ledger.switches()
        except DatabaseBusy:
            return False
        stand = (
            account.consider(role, 0, switches.get(name, SwitchState.ON), begun=False)
            for name, account in self.router.accounts.items()
            if role in account.settings.models
        )
        return any(not considered.left_out for considered in stand)

    @property
    def hears(self) -> bool:
        """True when an account has a model that listens."""
        return any(SPEECH_ROLE in a.models for a in self._settings.accounts)

    def transcribe(self, run: Run, audio: bytes, seconds: float, prompt: str) -> Mapping[str, Any]:
        """What a provider's model heard in a WAV file; see Router.transcribe."""
        return self.loop.run(self.router.transcribe(SpeechAsk(audio, seconds, prompt, run)))

    def label(self, role: str) -> str:
        """Provider and model of the account that is asked first, such as "groq openai/gpt-oss-120b"."""
        first = min(self._settings.accounts, key=lambda a: a.priority)
        return f"{first.provider.value} {first.models[role]}"

    def look_at_models(self) -> None:
        """Read every provider's list of models, and tell operators of missing models and refused keys."""
        for name, account in self.router.accounts.items():
            found = self.loop.run(catalogue.look(account, self.router.clients(name)))
            catalogue.tell(self._alerts, found)

    def accounts(self) -> Sequence[AccountInfo]:
        """How every account is set, and what this process knows of its models and keys."""
        found = []
        for account in sorted(self.router.accounts.values(), key=lambda a: a.settings.priority):
            settings, offered = account.settings, account.offered
            found.append(
                AccountInfo(
                    account=account.name,
                    provider=settings.provider,
                    organization=settings.organization,
                    keys=len(settings.keys),
                    priority=settings.priority,
                    day_requests=settings.day_requests,
                    day_tokens=settings.day_tokens,
                    month_dollars=settings.month_dollars,
                    models=tuple(
                        (role, model, None if offered is None else catalogue.is_offered(model, offered))
                        for role, model in settings.models.items()
                    ),
                    denied=not account.working_keys(),
                )
            )
        return found

    def close(self) -> None:
        """Cut off calls still running, close every connection and stop the loop; safe to call twice."""
        self.loop.close(self._wind_up)

    async def _wind_up(self) -> None:
        await self.accounting.settled()
        await self.router.close()

    def _keep(self, run: AgentRun) -> None:
        """Store it beside the caller, who need not wait for it; close() does."""
        self.loop.later(self._store, run)

    def _store(self, run: AgentRun) -> None:
        try:
            self._ledger.record(run)
        except DatabaseBusy:
            log.error("run_not_recorded", agent=run.agent, run=str(run.id))
