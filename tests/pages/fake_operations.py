"""In-memory stand-ins for OperationsService and FlagService, and an invented deployment for them to show."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from domain.errors import InvalidInput, NotFound
from domain.flags import KNOWN_FLAGS, MODEL_SCORING, Flag
from domain.model_use import (
    AccountUsage,
    AgentRun,
    Alert,
    AlertLevel,
    Considered,
    ModelCall,
    Outcome,
    Provider,
    RunState,
    SwitchState,
)
from domain.people import Person, Role
from services.operations import CostView, DayFigures, Decision, ProviderCard, QuotaBar, RunFilter
from tests.pages.samples import Store

LARGE, SMALL = "openai/gpt-oss-120b", "openai/gpt-oss-20b"
GROQ, HF, LOCAL = "groq:default", "huggingface:default", "openai_compatible:local"
HOSTILE = "boom <script>alert(1)</script> **bold** [press](javascript:alert(1)) :red[red] $x$"
NOTHING_SPENT = CostView(Decimal(0), Decimal(0), Decimal(0), None, 0)


@dataclass
class FakeOperations:
    """Answers from its own lists; every call is noted, as in the other fakes."""

    store: Store
    cards: list[ProviderCard] = field(default_factory=list)
    spent: CostView = NOTHING_SPENT
    ledger: list[AccountUsage] = field(default_factory=list)
    figures: list[DayFigures] = field(default_factory=list)
    all_runs: list[AgentRun] = field(default_factory=list)
    routed: list[Decision] = field(default_factory=list)
    unsettled: list[Alert] = field(default_factory=list)
    broken: dict[str, Exception] = field(default_factory=dict)
    """Methods that fail, by name."""

    def providers(self, user: Person) -> list[ProviderCard]:
        self._note("providers", user)
        return self.cards

    def cost(self, user: Person) -> CostView:
        self._note("cost", user)
        return self.spent

    def usage(self, user: Person, days: int = 31) -> list[AccountUsage]:
        self._note("usage", user, days)
        return self.ledger

    def days(self, user: Person, days: int = 30) -> list[DayFigures]:
        self._note("days", user, days)
        held = {figures.day: figures for figures in self.figures}
        today = datetime.now(UTC).date()
        wanted = [today - timedelta(days=n) for n in range(days - 1, -1, -1)]
        return [held.get(day, no_runs(day)) for day in wanted]

    def runs(self, user: Person, wanted: RunFilter) -> list[AgentRun]:
        self._note("runs", user, wanted)
        found = [
            r for r in self.all_runs
            if wanted.agent in ("", r.agent) and wanted.state in (None, r.state) and wanted.account in ("", r.provider)
        ]  # fmt: skip
        return found[: wanted.limit]

    def agents(self, user: Person) -> list[str]:
        self._note("agents", user)
        return sorted({run.agent for run in self.all_runs})

    def run(self, user: Person, run_id: UUID) -> AgentRun:
        self._note("run", user, run_id)
        found = next((run for run in self.all_runs if run.id == run_id), None)
        if found is None:
            raise NotFound("This run does not exist, or is no longer kept.")
        return found

    def decisions(self, user: Person, limit: int = 50) -> list[Decision]:
        self._note("decisions", user, limit)
        return self.routed[:limit]

    def alerts(self, user: Person) -> list[Alert]:
        self._note("alerts", user)
        return self.unsettled

    def settle_alert(self, user: Person, key: str) -> None:
        self._note("settle_alert", user, key)
        self.unsettled = [alert for alert in self.unsettled if alert.key != key]

    def switch(self, user: Person, account: str, state: SwitchState) -> None:
        self._note("switch", user, (account, state))
        states = {SwitchState.ON: "working", SwitchState.DRAINING: "draining", SwitchState.OFF: "off"}
        self.cards = [
            replace(card, switch=state, state=states[state]) if card.account == account else card
            for card in self.cards
        ]  # fmt: skip

    def _note(self, name: str, user: Person, what: Any = None) -> None:
        user.require(Role.ADMIN)
        if name in self.broken:
            raise self.broken[name]
        self.store.note(name, what)


@dataclass
class FakeFlags:
    """Keeps flags in a dict."""

    store: Store
    held: dict[str, Flag] = field(default_factory=dict)
    refusal: Exception | None = None

    def list(self, user: Person) -> list[Flag]:
        user.require(Role.ADMIN)
        return list(self.held.values())

    def change(self, user: Person, flag: Flag) -> None:
        self.store.note("change", flag)
        if self.refusal:
            raise self.refusal
        if not 0 <= flag.percentage <= 100:
            raise InvalidInput("Enter a whole number from 0 to 100.", field="percentage")
        self.held[flag.name] = flag


def no_runs(day: Any) -> DayFigures:
    """A day on which nothing ran."""
    return DayFigures(day, 0, 0, 0, 0, 0, Decimal(0), None, None, 0, 0, 0, 0)


def card(account: str = GROQ, **changes: Any) -> ProviderCard:
    """A working account with quota bars and response times."""
    provider, _, organization = account.partition(":")
    made = ProviderCard(
        account=account,
        provider=Provider(provider),
        organization=organization,
        keys=2,
        state="working",
        since=datetime.now(UTC) - timedelta(hours=5),
        switch=SwitchState.ON,
        breaker="closed",
        health=0.97,
        response_seconds=0.84,
        in_flight=2,
        quotas=(
            QuotaBar(f"Requests today, {LARGE}", 12_096, 14_400, "requests", told_by_provider=True),
            QuotaBar(f"Tokens today, {LARGE}", 412_300, None, "tokens"),
        ),
        latencies=tuple(0.6 + 0.5 * (n * 7 % 11) / 11 + (2.1 if n == 31 else 0) for n in range(50)),
        models=(
            ("interviewer", LARGE, True), ("evaluator", LARGE, True), ("planner", LARGE, True),
            ("extractor", SMALL, True), ("chat", SMALL, True),
        ),
    )  # fmt: skip
    return replace(made, **changes)


def some_cards() -> list[ProviderCard]:
    """One account in each of the states an operator meets most."""
    now = datetime.now(UTC)
    return [
        card(),
        card(
            "groq:second-organization", state="exhausted", since=now - timedelta(minutes=12), in_flight=0,
            quotas=(
                QuotaBar(f"Requests today, {LARGE}", 14_400, 14_400, "requests"),
                QuotaBar("Dollars this month", 3.1, 50, "dollars"),
            ),
        ),
        card(
            HF, state="open", since=now - timedelta(days=1, minutes=3), breaker="open", health=0.2, keys=1,
            response_seconds=4.3, in_flight=0, latencies=(3.2, 4.4, 4.1, 5.2, 4.6),
            quotas=(QuotaBar("Dollars this month", 0.0834, 0.1, "dollars"),),
            models=(("evaluator", f"{LARGE}:together", True), ("chat", f"{SMALL}:together", False)),
        ),
        card(
            LOCAL, state="unused", since=None, health=None, response_seconds=None, in_flight=0, keys=1, quotas=(),
            latencies=(), models=(("evaluator", "qwen3:4b", None), ("chat", "qwen3:4b", None)),
        ),
    ]  # fmt: skip


def weighed(account: str, health: float, remaining: float, speed: float, left_out: str = "") -> Considered:
    """One account of a decision."""
    score = 0.4 * health + 0.3 * remaining + 0.3 * speed
    return Considered(
        account=account, score=score, health=health, remaining=remaining, speed=speed, left_out=left_out
    )  # fmt: skip


CHOICE = (weighed(GROQ, 0.97, 0.16, 0.92), weighed(HF, 0.2, 0.17, 0.57, "circuit open"), weighed(LOCAL, 0.9, 1, 0))
AFTER = (weighed(LOCAL, 0.9, 1, 0), weighed(GROQ, 0.95, 0.16, 0.92, "cooling down for 41 s"))


def decisions(number: int = 12) -> list[Decision]:
    """The newest first; each third one is a second try after a timeout."""
    now = datetime.now(UTC)
    made = []
    for n in range(number):
        at = now - timedelta(seconds=47 * n)
        if n % 3:
            made.append(Decision(at, "answer_evaluator", GROQ, "answered", 640 + 90 * n, CHOICE))
        else:
            made.append(Decision(at, "question_writer", LOCAL, "answered", 9_800, AFTER))
    return made


def run(state: RunState = RunState.ANSWERED, minutes: int = 0, **changes: Any) -> AgentRun:
    """A run as the gateway records it."""
    at = datetime.now(UTC) - timedelta(minutes=minutes)
    good = ModelCall(
        at=at, account=GROQ, model=LARGE, outcome=Outcome.ANSWERED, ms=842, tokens_in=1210, tokens_out=320,
        tokens_cached=800, dollars=Decimal("0.00042"), considered=CHOICE,
    )  # fmt: skip
    bad = ModelCall(
        at=at, account=GROQ, model=LARGE, outcome=Outcome.TIMED_OUT, ms=10_004, error="no answer within 10 s",
        considered=CHOICE,
    )  # fmt: skip
    calls = {RunState.ANSWERED: (good,), RunState.CACHED: ()}.get(state, (bad, bad))
    answered = state is RunState.ANSWERED
    made = AgentRun(
        id=uuid4(), at=at, agent="answer_evaluator", state=state, subject_id=uuid4(), trace_id=uuid4(), calls=calls,
        prompt="answer_evaluator v3 sha256:9f2c41d0a7e3", provider=GROQ if calls and answered else "",
        model=LARGE if answered else "", tokens_in=1210 if answered else 0, tokens_out=320 if answered else 0,
        tokens_cached=800 if answered else 0, dollars=Decimal("0.00042") if answered else Decimal(0),
        unpriced=0 if answered or not calls else 2, ms=842 if answered else 3 if not calls else 20_010,
        cache="memory" if not calls else "miss" if answered else "",
        error="" if answered or not calls else "Groq, default: no answer within 10 s; no other account is on",
    )  # fmt: skip
    return made.model_copy(update=changes)


def some_runs(number: int = 40) -> list[AgentRun]:
    """Mostly answered, some from the cache, a few that got the offline answer or failed."""
    cycle = (RunState.ANSWERED, RunState.CACHED, RunState.ANSWERED, RunState.FALLBACK, RunState.ANSWERED)
    runs = [run(cycle[n % 5], minutes=n * 37) for n in range(number)]
    runs[1] = run(RunState.CACHED, minutes=9, agent="question_writer")
    return [run(RunState.FAILED, minutes=2, agent="question_writer", error=HOSTILE), *runs]


def some_days(number: int = 30) -> list[DayFigures]:
    """Weekdays busier than the rest, one bad day, one day without a run."""
    today = datetime.now(UTC).date()
    made = []
    for n in range(number):
        day = today - timedelta(days=n)
        if n == 4:
            continue
        runs = 20 if day.weekday() > 4 else 60 + (n * 13) % 25
        bad = 9 if n == 2 else n % 3
        made.append(
            DayFigures(
                day, runs, runs - bad - runs // 3, runs // 3, bad - bad // 3, bad // 3,
                Decimal(runs) * Decimal("0.0021"), 780.0 + 40 * (n % 5), 2100.0 + 350 * (n % 4), runs // 2,
                runs // 3, runs + 2 * bad, 2 * bad,
            )
        )  # fmt: skip
    return made


def some_alerts() -> list[Alert]:
    """One of each level, as the gateway words them."""
    now = datetime.now(UTC)
    return [
        Alert(
            key="denied:groq:default:key 2", level=AlertLevel.PROBLEM, times=14, last_at=now - timedelta(minutes=1),
            text="Groq, organization default: key 2 was refused (401). Replace it in GROQ_API_KEYS.",
            first_at=now - timedelta(hours=3),
        ),
        Alert(
            key="quota:groq:default:80", level=AlertLevel.WARNING, first_at=now, last_at=now,
            text="Groq, organization default: 80 % of today's requests for openai/gpt-oss-120b are used.",
        ),
        Alert(
            key="model:huggingface", level=AlertLevel.NOTICE, first_at=now, last_at=now,
            text="Hugging Face does not offer openai/gpt-oss-20b:together, which the role chat asks for.",
        ),
    ]  # fmt: skip


def some_usage() -> list[AccountUsage]:
    """Two rows of the ledger."""
    today = datetime.now(UTC).date()
    return [
        AccountUsage(
            day=today, provider=Provider.GROQ, organization="default", model=LARGE, requests=412, failures=9,
            tokens_in=498_000, tokens_out=131_000, tokens_cached=330_000, dollars=Decimal("0.1724"),
        ),
        AccountUsage(
            day=today, provider=Provider.HUGGINGFACE, organization="default", model=f"{LARGE}:together", requests=9,
            failures=7, tokens_in=11_000, tokens_out=2_400, tokens_estimated=18_000, dollars=Decimal("0.0031"),
        ),
    ]  # fmt: skip


def some_flags() -> dict[str, Flag]:
    """The flags there are, one of them on for part of the people."""
    partly = {"percentage": 50, "roles": frozenset({Role.CANDIDATE}), "people": frozenset({uuid4()})}
    return {**KNOWN_FLAGS, MODEL_SCORING: KNOWN_FLAGS[MODEL_SCORING].model_copy(update=partly)}


def fill(services: Any) -> None:
    """Give the page a busy deployment to show."""
    operations = services.operations
    operations.cards, operations.routed = some_cards(), decisions()
    operations.spent = CostView(Decimal("0.1755"), Decimal("12.3"), Decimal("0.42"), Decimal(15), 4)
    operations.figures, operations.ledger = some_days(), some_usage()
    operations.all_runs, operations.unsettled = some_runs(), some_alerts()
    services.flags.held = some_flags()
