"""What an operator sees and switches: providers, use and cost, runs, alerts."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from domain.errors import NotFound
from domain.model_use import ZERO, AccountInfo, AccountUsage, AgentRun, Alert, Considered, RunState, SwitchState
from domain.people import Person, Role
from services.provider_cards import ProviderCard, QuotaBar, provider_card
from services.storage.agent_runs import RunDay
from services.storage.database import Database
from services.storage.model_cache import HitsAndMisses

__all__ = [
    "CostView",
    "DayFigures",
    "Decision",
    "OperationsService",
    "ProviderCard",
    "QuotaBar",
    "RunFilter",
    "cost_of",
    "first_of",
]

LONGEST_DAYS = 366
MOST_ROWS = 1000


@dataclass(frozen=True)
class CostView:
    """Dollars as counted from the prices known; estimates stand apart."""

    today: Decimal
    month: Decimal
    month_estimated: Decimal
    """Of tries that ended without telling what they used: at most this much more."""
    budget: Decimal | None
    unpriced: int
    """Tries this month whose price is unknown; they are in no sum."""


@dataclass(frozen=True)
class DayFigures:
    """One day of runs (UTC)."""

    day: date
    runs: int
    answered: int
    cached: int
    fallback: int
    failed: int
    dollars: Decimal
    median_ms: float | None
    p95_ms: float | None
    cache_hits: int
    cache_misses: int
    calls: int
    failed_calls: int


@dataclass(frozen=True)
class Decision:
    """One routed try, for the list of decisions."""

    at: datetime
    agent: str
    chosen: str
    outcome: str
    ms: int
    considered: tuple[Considered, ...]


@dataclass(frozen=True)
class RunFilter:
    """Which runs to list; None and "" leave a field open."""

    agent: str = ""
    state: RunState | None = None
    account: str = ""
    days: int = 7
    limit: int = 100


class OperationsService:
    """Every method needs the role admin (NotAllowed otherwise)."""

    def __init__(
        self, database: Database, accounts: Callable[[], Sequence[AccountInfo]], budget: Decimal | None = None
    ) -> None:
        """`accounts` tells what is set in this process; `budget` is the month's dollars, None no limit."""
        self._database = database
        self._accounts = accounts
        self._budget = budget

    def providers(self, user: Person) -> list[ProviderCard]:
        """Every account that is set, in the order of priority; empty when no provider is set."""
        user.require(Role.ADMIN)
        infos = sorted(self._accounts(), key=lambda info: (info.priority, info.account))
        if not infos:
            return []
        with self._database.as_system() as tx:
            seen = tx.model_accounts.newest()
            switches = tx.model_accounts.switches()
            month = tx.model_usage.since(tx.now.date().replace(day=1))
            latencies = tx.agent_runs.latencies()
            now = tx.now
        return [
            provider_card(
                info,
                seen.get(info.account),
                switches.get(info.account),
                month,
                latencies.get(info.account, ()),
                now,
            )
            for info in infos
        ]

    def cost(self, user: Person) -> CostView:
        """Today's and this month's dollars (UTC)."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            today = tx.now.date()
            return cost_of(tx.model_usage.since(today.replace(day=1)), today, self._budget)

    def usage(self, user: Person, days: int = 31) -> list[AccountUsage]:
        """The ledger's rows, newest day first."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            return tx.model_usage.since(first_of(days, tx.now))

    def days(self, user: Person, days: int = 30) -> list[DayFigures]:
        """A row for every one of the last `days` days, oldest first, zeros included."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            first, today = first_of(days, tx.now), tx.now.date()
            runs, asked, used = tx.agent_runs.days(first), tx.model_cache.counts(first), tx.model_usage.since(first)
        return [
            _day_figures(
                runs.get(day, RunDay(day)),
                asked.get(day, HitsAndMisses(0, 0)),
                sum((row.dollars for row in used if row.day == day), ZERO),
            )
            for day in (first + timedelta(days=n) for n in range((today - first).days + 1))
        ]

    def runs(self, user: Person, wanted: RunFilter) -> list[AgentRun]:
        """Runs, newest first; with an account those that tried it."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            return tx.agent_runs.newest(
                first_of(wanted.days, tx.now),
                max(0, min(wanted.limit, MOST_ROWS)),
                agent=wanted.agent,
                state=wanted.state,
                account=wanted.account,
            )

    def agents(self, user: Person) -> list[str]:
        """Names of the agents that have runs, for the filter."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            return tx.agent_runs.agents()

    def run(self, user: Person, run_id: UUID) -> AgentRun:
        """One run with every try, or NotFound."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            run = tx.agent_runs.get(run_id)
        if run is None:
            raise NotFound("This run does not exist.")
        return run

    def decisions(self, user: Person, limit: int = 50) -> list[Decision]:
        """The last routed tries, newest first."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            tries = tx.agent_runs.tries(max(0, min(limit, MOST_ROWS)))
        return [
            Decision(call.at, agent, call.account, call.outcome.value, call.ms, call.considered)
            for agent, call in tries
        ]

    def alerts(self, user: Person) -> list[Alert]:
        """What is not settled, most serious and newest first."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            return tx.alerts.open()

    def settle_alert(self, user: Person, key: str) -> None:
        """The operator has seen to it; nothing happens when somebody else already has. Audited."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            if tx.alerts.settle(key):
                tx.audit.add(user.id, "alert.settled", key)

    def switch(self, user: Person, account: str, state: SwitchState) -> None:
        """Turn an account on, off, or let it drain; every process follows within seconds. Audited.

        NotFound for an account that is not set.
        """
        user.require(Role.ADMIN)
        if account not in {info.account for info in self._accounts()}:
            raise NotFound("This account is not set here.")
        with self._database.as_system() as tx:
            before = tx.model_accounts.switches().get(account)
            tx.model_accounts.switch(account, state)
            old = before.state if before else SwitchState.ON
            tx.audit.add(user.id, "provider.switched", account, old=old.value, new=state.value)


def first_of(days: int, now: datetime) -> date:
    """The first of the last `days` days, today included."""
    return now.date() - timedelta(days=max(1, min(days, LONGEST_DAYS)) - 1)


def cost_of(month: Sequence[AccountUsage], today: date, budget: Decimal | None) -> CostView:
    """The sums of a month's rows of the ledger."""
    return CostView(
        today=sum((row.dollars for row in month if row.day == today), ZERO),
        month=sum((row.dollars for row in month), ZERO),
        month_estimated=sum((row.dollars_estimated + row.dollars_held for row in month), ZERO),
        budget=budget,
        unpriced=sum(row.unpriced for row in month),
    )


def _day_figures(runs: RunDay, asked: HitsAndMisses, dollars: Decimal) -> DayFigures:
    return DayFigures(**asdict(runs), dollars=dollars, cache_hits=asked.hits, cache_misses=asked.misses)
