"""What operators see and switch: cards and their states, cost, days, runs, alerts; and that nobody else may."""

import inspect
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from domain.errors import NotAllowed, NotFound
from domain.model_use import AlertLevel, Limits, Outcome, Provider, RateHeaders, RunState, SwitchState
from services.operations import Decision, OperationsService, QuotaBar, RunFilter
from tests.model_samples import (
    ACCOUNT,
    MODEL,
    a_call,
    a_failed_call,
    a_hold,
    a_run,
    an_account,
    an_account_state,
    today,
)

NOW = datetime.now(UTC)
SMALL = "openai/gpt-oss-20b"
HF = {"account": "huggingface:default", "provider": Provider.HUGGINGFACE, "priority": 2}


@pytest.fixture
def accounts():
    """What is set in this process; a test adds to it."""
    return []


@pytest.fixture
def operations(database, accounts):
    return OperationsService(database, lambda: accounts, Decimal("5.00"))


@pytest.fixture
def card(operations, accounts, admin):
    """The card of one account set like this."""

    def make(**changes):
        accounts[:] = [an_account(**changes)]
        return operations.providers(admin)[0]

    return make


@pytest.fixture
def use(database):
    """Uses a model once; `held` leaves the hold as a crash would."""

    def run(call=None, headers=None, *, held=False, **changes):
        hold = a_hold(**changes)
        with database.as_system() as tx:
            tx.model_usage.hold(hold, Limits())
            if not held:
                tx.model_usage.settle(hold, call or a_call(), headers)

    return run


@pytest.fixture
def seen(database):
    """A process says how the account looks."""

    def remember(**changes):
        with database.as_system() as tx:
            tx.model_accounts.remember(an_account_state(**changes))

    return remember


def test_without_a_provider_there_is_no_card(operations, admin):
    assert operations.providers(admin) == []


def test_cards_come_in_the_order_of_priority(operations, accounts, admin):
    accounts += [an_account(**HF), an_account(account="groq:b", organization="b"), an_account()]
    assert [c.account for c in operations.providers(admin)] == ["groq:b", ACCOUNT, "huggingface:default"]


def test_an_account_nobody_has_used_says_so(card):
    found = card(keys=3)
    assert (found.state, found.since, found.switch, found.breaker, found.keys) == (
        "unused", None, SwitchState.ON, "closed", 3,
    )  # fmt: skip
    assert (found.health, found.response_seconds, found.in_flight, found.latencies) == (None, None, 0, ())


def test_a_card_tells_what_processes_saw_last(card, seen, database):
    now = datetime.now(UTC)
    seen(process="a", in_flight=1, health=0.5, updated_at=now - timedelta(seconds=20))
    seen(process="b", in_flight=2, health=0.95, response_seconds=1.2)
    with database.as_system() as tx:
        for seconds in (1, 2):
            tx.agent_runs.add(a_run(a_call(ms=seconds * 1000, at=now + timedelta(seconds=seconds))))
    found = card()
    assert (found.state, found.health, found.response_seconds, found.in_flight) == ("working", 0.95, 1.2, 3)
    assert found.latencies == (1.0, 2.0)
    assert found.models == (("evaluator", MODEL, True),)


def test_each_state_goes_before_the_milder_ones(card, seen, use, operations, accounts, admin):
    """Made worse step by step, everything milder stays as it is."""
    use()
    assert card(day_requests=5).state == "unused"
    seen()
    assert card(day_requests=5).state == "working"
    seen(breaker="half_open")
    assert card(day_requests=5).state == "degraded"
    seen(health=0.79)
    assert card(day_requests=5).state == "degraded"
    seen(health=0.79, cooling_until=datetime.now(UTC) + timedelta(minutes=1))
    assert card(day_requests=5).state == "cooling"
    seen(health=0.79, breaker="open", cooling_until=datetime.now(UTC) + timedelta(minutes=1))
    assert card(day_requests=5).state == "open"
    assert card(day_requests=5).since is not None
    assert card(day_requests=1).state == "exhausted"
    assert card(day_requests=1, denied=True).state == "denied"
    for switch in (SwitchState.DRAINING, SwitchState.OFF):
        operations.switch(admin, ACCOUNT, switch)
        found = operations.providers(admin)[0]
        assert (found.state, found.switch) == (switch.value, switch)
        assert abs(found.since - datetime.now(UTC)) < timedelta(minutes=1)
    operations.switch(admin, ACCOUNT, SwitchState.ON)
    assert operations.providers(admin)[0].state == "denied"


def test_a_cooling_that_is_over_is_no_state(card, seen):
    seen(cooling_until=datetime.now(UTC) - timedelta(seconds=1))
    assert card().state == "working"


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"day_requests": 1}, "exhausted"),
        ({"day_requests": 2}, "working"),
        ({"day_requests": None, "day_tokens": 350}, "exhausted"),
        ({"day_requests": None, "day_tokens": 351}, "working"),
        ({"month_dollars": Decimal("0.0005")}, "exhausted"),
        ({"day_requests": 1, "models": (("evaluator", MODEL, True), ("chat", SMALL, True))}, "working"),
    ],
)
def test_an_account_is_exhausted_when_its_month_or_every_model_is_used_up(card, seen, use, changes, state):
    seen()
    use(a_call(tokens_in=300, tokens_out=50, dollars=Decimal("0.0005")))
    assert card(**changes).state == state


def test_bars_show_every_model_once_and_the_month(card, use):
    use()
    use(a_failed_call(), tokens=1000, dollars=Decimal("0.25"))
    use(day=today() - timedelta(days=400), dollars=Decimal(9))
    use(organization="other")
    models = (("evaluator", MODEL, True), ("planner", MODEL, True), ("chat", SMALL, None))
    assert card(models=models, day_tokens=2000, month_dollars=Decimal("0.5")).quotas == (
        QuotaBar(f"Requests today, {MODEL}", 2, 1000, "requests"),
        QuotaBar(f"Tokens today, {MODEL}", 1350, 2000, "tokens"),
        QuotaBar(f"Requests today, {SMALL}", 0, 1000, "requests"),
        QuotaBar(f"Tokens today, {SMALL}", 0, 2000, "tokens"),
        QuotaBar("Dollars this month", 0.2505, 0.5, "dollars"),
    )


def test_what_the_providers_headers_tell_goes_before_our_own_count(card, use, seen):
    seen()
    use(headers=RateHeaders(requests_limit=50, requests_left=7, requests_reset_seconds=0))
    assert card().quotas[0] == QuotaBar(f"Requests today, {MODEL}", 1, 1000, "requests"), "it no longer holds"
    use(headers=RateHeaders(requests_limit=50, requests_left=20, requests_reset_seconds=60))
    assert card().quotas[0] == QuotaBar(f"Requests today, {MODEL}", 30, 50, "requests", told_by_provider=True)
    use(headers=RateHeaders(requests_left=0, requests_reset_seconds=60))
    assert card().quotas[0].share == 1.0
    assert card().state == "exhausted"


def test_cost_adds_up_today_and_the_month_and_keeps_estimates_apart(operations, admin, use):
    first = today().replace(day=1)
    use(a_call(dollars=Decimal("0.10")))
    use(a_call(dollars=None))
    use(a_failed_call(), dollars=Decimal("0.02"))
    use(held=True, dollars=Decimal("0.03"))
    use(a_call(dollars=Decimal("1.00")), day=first - timedelta(days=1))
    use(a_call(dollars=Decimal("0.40")), day=first, organization="other")
    cost = operations.cost(admin)
    assert cost.month == Decimal("0.50")
    assert cost.today == (Decimal("0.50") if first == today() else Decimal("0.10"))
    assert (cost.month_estimated, cost.unpriced, cost.budget) == (Decimal("0.05"), 1, Decimal("5.00"))


def test_the_ledger_is_listed_for_as_many_days_as_asked(operations, admin, use):
    for age in (0, 1, 40):
        use(day=today() - timedelta(days=age))
    for days, rows in ((1, 1), (2, 2), (31, 2), (41, 3), (0, 1), (10**9, 3)):
        assert len(operations.usage(admin, days)) == rows


def test_every_day_has_its_row_zeros_included(operations, admin, use, database):
    yesterday = NOW - timedelta(days=1)
    use(a_call(dollars=Decimal("0.25")), day=yesterday.date())
    with database.as_system() as tx:
        tx.agent_runs.add(a_run(a_failed_call(), a_call(), at=yesterday, ms=700))
        tx.agent_runs.add(a_run(state=RunState.FALLBACK, at=yesterday))
        tx.agent_runs.add(a_run(a_call(), at=NOW - timedelta(days=7)))
        tx.model_cache.add_counts({("questions", "memory"): 3, ("questions", "database"): 1, ("search", "miss"): 2})
    days = operations.days(admin, 7)
    assert [d.day for d in days] == [today() - timedelta(days=n) for n in range(6, -1, -1)]
    busy, now = days[-2], days[-1]
    assert (busy.runs, busy.answered, busy.fallback, busy.cached, busy.failed) == (2, 1, 1, 0, 0)
    assert (busy.dollars, busy.median_ms, busy.p95_ms) == (Decimal("0.25"), 700, 700)
    assert (busy.calls, busy.failed_calls, busy.cache_hits, busy.cache_misses) == (2, 1, 0, 0)
    assert (now.runs, now.dollars, now.median_ms, now.cache_hits, now.cache_misses) == (0, 0, None, 4, 2)


def test_runs_are_found_by_what_is_asked_for(operations, admin, database):
    scored, failed = a_run(a_call()), a_run(a_failed_call(), state=RunState.FAILED, agent="chat")
    old = a_run(a_call(), at=NOW - timedelta(days=7))
    with database.as_system() as tx:
        for run in (scored, failed, old):
            tx.agent_runs.add(run)
    assert {r.id for r in operations.runs(admin, RunFilter())} == {scored.id, failed.id}
    assert operations.runs(admin, RunFilter(agent="chat", state=RunState.FAILED, account=ACCOUNT)) == [failed]
    assert operations.runs(admin, RunFilter(days=8, limit=1, agent="answer_evaluator")) == [scored]
    assert operations.runs(admin, RunFilter(days=8, limit=-1)) == []
    assert operations.agents(admin) == ["answer_evaluator", "chat"]
    assert operations.run(admin, old.id) == old
    with pytest.raises(NotFound):
        operations.run(admin, uuid4())


def test_decisions_show_what_was_weighed(operations, admin, database):
    call = a_failed_call(Outcome.LIMITED)
    with database.as_system() as tx:
        tx.agent_runs.add(a_run(call))
    assert operations.decisions(admin) == [
        Decision(call.at, "answer_evaluator", ACCOUNT, "limited", call.ms, call.considered)
    ]
    assert operations.decisions(admin, 0) == []


def _audit(database):
    with database.as_owner() as tx:
        rows = tx._connection.execute(
            "select actor, action, subject, data from public.audit_log order by id"
        ).fetchall()
    return [tuple(row.values()) for row in rows]


def test_a_switch_is_stored_and_audited(operations, accounts, admin, database):
    accounts.append(an_account())
    operations.switch(admin, ACCOUNT, SwitchState.OFF)
    operations.switch(admin, ACCOUNT, SwitchState.DRAINING)
    with database.as_system() as tx:
        assert tx.model_accounts.switches()[ACCOUNT].state is SwitchState.DRAINING
    assert _audit(database) == [
        (admin.id, "provider.switched", ACCOUNT, {"old": "on", "new": "off"}),
        (admin.id, "provider.switched", ACCOUNT, {"old": "off", "new": "draining"}),
    ]
    with pytest.raises(NotFound):
        operations.switch(admin, "groq:unknown", SwitchState.OFF)


def test_alerts_are_listed_and_settled_once(operations, admin, database):
    with database.as_system() as tx:
        tx.alerts.tell("quota", AlertLevel.WARNING, "80 % used.")
        tx.alerts.tell("key", AlertLevel.PROBLEM, "Every key was refused.")
    assert [a.key for a in operations.alerts(admin)] == ["key", "quota"]
    for key in ("key", "key", "unknown"):
        operations.settle_alert(admin, key)
    assert [a.key for a in operations.alerts(admin)] == ["quota"]
    assert _audit(database) == [(admin.id, "alert.settled", "key", {})]


def test_nobody_but_an_admin_may_do_any_of_it(operations, accounts, person, database):
    """Every public method, so that a new one is not forgotten."""
    accounts.append(an_account())
    values = {"wanted": RunFilter(), "run_id": uuid4(), "key": "k", "account": ACCOUNT, "state": SwitchState.OFF}
    methods = [m for name, m in inspect.getmembers(operations, inspect.ismethod) if not name.startswith("_")]
    assert len(methods) == 11
    for method in methods:
        needed = [p for p in inspect.signature(method).parameters.values() if p.default is p.empty][1:]
        with pytest.raises(NotAllowed):
            method(person, *(values[p.name] for p in needed))
    assert _audit(database) == []
