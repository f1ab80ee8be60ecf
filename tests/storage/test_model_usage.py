"""The ledger: what is held, used and given back, and that no limit is ever passed."""

import itertools
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.model_use import ZERO, AccountUsage, Limits, Outcome, Provider, RateHeaders, Refusal
from services.storage.database import Database
from tests.model_samples import a_call, a_failed_call, a_hold, an_unsent_call, today

NO_LIMITS = Limits()


@pytest.fixture
def owner(cluster, database_name):
    with psycopg.connect(cluster.dsn("postgres", database_name), autocommit=True) as connection:
        yield connection


@pytest.fixture
def ledger(database):
    """The repository, each call in a transaction of its own."""

    class Ledger:
        def __getattr__(self, name):
            def call(*args):
                with database.as_system() as tx:
                    return getattr(tx.model_usage, name)(*args)

            return call

    return Ledger()


def _person(owner, user_id):
    query = "select day, requests, dollars from public.person_usage where user_id = %s order by day"
    return owner.execute(query, (user_id,)).fetchall()


def test_a_hold_counts_at_once_so_that_a_crash_leaves_the_most_it_can_have_used(ledger, owner, person):
    hold = a_hold(tokens=1200, dollars=Decimal("0.02"), user_id=person.id)
    assert ledger.hold(hold, NO_LIMITS) is None
    usage = ledger.usage(hold)
    assert (usage.requests, usage.tokens_held, usage.dollars_held) == (1, 1200, Decimal("0.02"))
    assert (usage.tokens, usage.dollars_committed) == (1200, Decimal("0.02"))
    assert _person(owner, person.id) == [(today(), 1, 0)]
    assert ledger.hold(hold, Limits(day_tokens=2399)) is Refusal.DAY_TOKENS
    assert ledger.hold(hold, Limits(account_month_dollars=Decimal("0.039"))) is Refusal.ACCOUNT_BUDGET


def test_what_a_try_used_takes_the_place_of_its_hold(ledger, owner, person):
    hold = a_hold(user_id=person.id)
    ledger.hold(hold, NO_LIMITS)
    call = a_call(tokens_in=300, tokens_out=50, tokens_cached=100, dollars=Decimal("0.0005"))
    usage = ledger.settle(hold, call, None)
    assert usage == AccountUsage(
        day=today(),
        provider=Provider.GROQ,
        organization="default",
        model=hold.model,
        requests=1,
        tokens_in=300,
        tokens_out=50,
        tokens_cached=100,
        dollars=Decimal("0.0005"),
        account_month_dollars=Decimal("0.0005"),
    )
    assert ledger.usage(hold) == usage
    assert _person(owner, person.id) == [(today(), 1, Decimal("0.0005"))]


def test_a_try_that_was_never_sent_gives_everything_back(ledger, owner, person):
    hold = a_hold(user_id=person.id)
    ledger.hold(hold, NO_LIMITS)
    ledger.settle(hold, a_call(), RateHeaders(requests_limit=100, requests_left=40, requests_reset_seconds=60))
    ledger.hold(hold, NO_LIMITS)
    usage = ledger.settle(hold, an_unsent_call(), None)
    assert (usage.requests, usage.requests_left, usage.failures) == (1, 40, 1)
    assert (usage.tokens, usage.tokens_held, usage.dollars_held) == (350, 0, 0)
    assert (usage.unmetered, usage.unpriced, usage.tokens_estimated) == (0, 0, 0)
    assert _person(owner, person.id) == [(today(), 1, Decimal("0.0005"))]


def test_a_sent_try_that_told_nothing_is_estimated_at_what_it_held(ledger):
    hold = a_hold(tokens=1000, dollars=Decimal("0.01"))
    for call in (a_failed_call(Outcome.TIMED_OUT), a_call(tokens_out=None)):
        ledger.hold(hold, NO_LIMITS)
        usage = ledger.settle(hold, call, None)
    assert (usage.requests, usage.failures, usage.unmetered, usage.unpriced) == (2, 1, 2, 0)
    assert (usage.tokens_held, usage.tokens_estimated, usage.tokens_in, usage.tokens_out) == (0, 2000, 0, 0)
    assert (usage.dollars, usage.dollars_held, usage.dollars_estimated) == (0, 0, Decimal("0.02"))
    for limits, refusal in (
        (Limits(day_tokens=2999), Refusal.DAY_TOKENS),
        (Limits(account_month_dollars=Decimal("0.0299")), Refusal.ACCOUNT_BUDGET),
        (Limits(deployment_month_dollars=Decimal("0.0299")), Refusal.DEPLOYMENT_BUDGET),
    ):
        assert ledger.hold(hold, limits) is refusal


def test_a_price_that_is_not_known_is_counted_and_never_guessed(ledger):
    hold = a_hold(dollars=ZERO)
    ledger.hold(hold, NO_LIMITS)
    usage = ledger.settle(hold, a_call(dollars=None), None)
    assert (usage.unpriced, usage.dollars, usage.dollars_estimated, usage.tokens_in) == (1, 0, 0, 300)


@pytest.mark.parametrize(
    ("limits", "refusal"),
    [
        (Limits(day_requests=1), Refusal.DAY_REQUESTS),
        (Limits(day_tokens=1999), Refusal.DAY_TOKENS),
        (Limits(account_month_dollars=Decimal("0.0199")), Refusal.ACCOUNT_BUDGET),
        (Limits(deployment_month_dollars=Decimal("0.0199")), Refusal.DEPLOYMENT_BUDGET),
        (Limits(person_day_requests=1), Refusal.PERSON_ALLOWANCE),
        (Limits(day_requests=0, day_tokens=0, person_day_requests=0), Refusal.DAY_REQUESTS),
    ],
)
def test_a_hold_that_would_pass_a_limit_is_refused_and_leaves_nothing(ledger, owner, person, limits, refusal):
    hold = a_hold(tokens=1000, dollars=Decimal("0.01"), user_id=person.id)
    ledger.hold(hold, NO_LIMITS)
    before, asked = ledger.usage(hold), _person(owner, person.id)
    assert ledger.hold(hold, limits) is refusal
    assert ledger.usage(hold) == before
    assert _person(owner, person.id) == asked


def test_a_hold_that_just_reaches_its_limits_passes(ledger, person):
    limits = Limits(
        day_requests=2,
        day_tokens=2000,
        account_month_dollars=Decimal("0.02"),
        deployment_month_dollars=Decimal("0.02"),
        person_day_requests=2,
    )
    hold = a_hold(tokens=1000, dollars=Decimal("0.01"), user_id=person.id)
    assert [ledger.hold(hold, limits) for _ in range(3)] == [None, None, Refusal.DAY_REQUESTS]


def test_each_limit_looks_at_its_own_rows_only(ledger, person, other_person):
    ledger.hold(a_hold(user_id=person.id), NO_LIMITS)
    for changes, limits in (
        ({"model": "openai/gpt-oss-20b"}, Limits(day_requests=1, day_tokens=1000)),
        ({"organization": "second"}, Limits(day_requests=1, account_month_dollars=Decimal("0.01"))),
        ({"provider": Provider.HUGGINGFACE}, Limits(account_month_dollars=Decimal("0.01"))),
        ({"user_id": other_person.id}, Limits(person_day_requests=1)),
        ({}, Limits(person_day_requests=0)),  # a call of nobody's, such as a check at the start
    ):
        assert ledger.hold(a_hold(**changes), limits) is None, changes


def test_days_and_months_begin_anew(ledger, person):
    last, first = date(2026, 11, 30), date(2026, 12, 1)
    ledger.hold(a_hold(day=last, user_id=person.id), NO_LIMITS)
    day = Limits(day_requests=1, day_tokens=1000, person_day_requests=1)
    month = Limits(account_month_dollars=Decimal("0.01"), deployment_month_dollars=Decimal("0.01"))
    assert ledger.hold(a_hold(day=last, user_id=person.id), day) is Refusal.DAY_REQUESTS
    assert ledger.hold(a_hold(day=date(2026, 11, 1)), month) is Refusal.ACCOUNT_BUDGET
    assert ledger.hold(a_hold(day=first, user_id=person.id), Limits(**{**dict(month), **_set(day)})) is None
    assert ledger.hold(a_hold(day=date(2027, 11, 30)), month) is None, "another year's month is another month"
    assert ledger.hold(a_hold(day=date(2026, 10, 31)), month) is None, "what came later is not of this month"


def _set(limits):
    return {name: value for name, value in dict(limits).items() if value is not None}


def test_a_try_is_settled_on_the_day_it_was_held(ledger, owner, person):
    yesterday = today() - timedelta(days=1)
    hold = a_hold(day=yesterday, user_id=person.id)
    ledger.hold(hold, NO_LIMITS)
    assert ledger.settle(hold, an_unsent_call(), None).requests == 0
    assert _person(owner, person.id) == [(yesterday, 0, 0)]
    assert ledger.usage(a_hold()).requests == 0


def test_what_headers_tell_goes_before_our_own_count_while_it_holds(ledger):
    hold, limits = a_hold(), Limits(day_requests=1)
    ledger.hold(hold, limits)
    assert ledger.hold(hold, limits) is Refusal.DAY_REQUESTS
    ledger.settle(hold, a_call(), RateHeaders(requests_limit=50, requests_left=2, requests_reset_seconds=60))
    assert [ledger.hold(hold, limits) for _ in range(3)] == [None, None, Refusal.DAY_REQUESTS]
    usage = ledger.settle(hold, a_call(), RateHeaders(requests_left=1, requests_reset_seconds=0))
    assert usage.requests_left == 0, "a try on its way may not be counted there yet"
    assert ledger.hold(hold, limits) is Refusal.DAY_REQUESTS, "the window is over, and our own count holds again"
    assert ledger.hold(hold, Limits(day_requests=9)) is None
    ledger.settle(hold, a_call(), None)
    usage = ledger.settle(hold, a_call(), RateHeaders(requests_limit=50, requests_left=45, requests_reset_seconds=9))
    assert usage.requests_left == 45, "with nothing on its way it is what is told"


def test_what_is_left_rises_again_as_the_provider_gives_it_back(ledger):
    """Some quotas fill up little by little, and each answer moves the end of the window."""
    for left in (9, 8, 9, 9):
        ledger.hold(a_hold(), NO_LIMITS)
        told = RateHeaders(requests_limit=10, requests_left=left, requests_reset_seconds=86)
        assert ledger.settle(a_hold(), a_call(), told).requests_left == left


def test_a_row_tells_what_the_account_has_committed_in_its_month(ledger):
    first = today().replace(day=1)
    for day, model in ((first, "a"), (today(), "b"), (first - timedelta(days=1), "a")):
        hold = a_hold(day=day, model=model, dollars=Decimal("0.25"))
        ledger.hold(hold, NO_LIMITS)
    assert ledger.usage(a_hold(model="c")).account_month_dollars == Decimal("0.50")
    assert ledger.settle(hold, an_unsent_call(), None).account_month_dollars == 0


def test_a_limit_that_headers_tell_alone_stands_in_for_ours(ledger):
    hold = a_hold()
    ledger.hold(hold, NO_LIMITS)
    ledger.settle(hold, a_call(), RateHeaders(requests_limit=2, requests_reset_seconds=60))
    assert [ledger.hold(hold, Limits(day_requests=9)) for _ in range(2)] == [None, Refusal.DAY_REQUESTS]


@pytest.mark.parametrize(
    ("seconds", "longest"),
    [(None, 60), (0, 0), (-5, 0), (90, 90), (10**9, 86400), (math.inf, 86400), (math.nan, 86400)],
)
def test_headers_hold_for_a_day_at_most(ledger, owner, seconds, longest):
    hold = a_hold()
    ledger.hold(hold, NO_LIMITS)
    usage = ledger.settle(hold, a_call(), RateHeaders(requests_left=5, requests_reset_seconds=seconds))
    now = owner.execute("select now()").fetchone()[0]
    assert timedelta(seconds=longest - 30) < usage.left_until - now <= timedelta(seconds=longest)


def test_a_response_without_such_headers_changes_nothing_that_was_told(ledger):
    hold = a_hold()
    ledger.hold(hold, NO_LIMITS)
    told = ledger.settle(hold, a_call(), RateHeaders(requests_limit=50, requests_left=9, requests_reset_seconds=60))
    ledger.hold(hold, NO_LIMITS)
    for headers in (None, RateHeaders(tokens_left=100)):
        usage = ledger.settle(hold, a_call(), headers)
    assert (usage.requests_limit, usage.requests_left, usage.left_until) == (50, 8, told.left_until)


def test_numbers_that_are_nonsense_are_bounded(ledger):
    hold = a_hold()
    ledger.hold(hold, NO_LIMITS)
    call = a_call(tokens_in=10**30, tokens_out=-7)
    usage = ledger.settle(hold, call, RateHeaders(requests_limit=10**30, requests_left=-1))
    assert (usage.tokens_in, usage.tokens_out, usage.requests_left) == (10**12, 0, 0)


def test_usage_of_a_person_who_has_gone_meanwhile_counts_for_the_account(ledger, owner, person):
    hold = a_hold(user_id=person.id)
    ledger.hold(hold, NO_LIMITS)
    owner.execute("delete from public.profiles where id = %s", (person.id,))
    assert _person(owner, person.id) == []
    assert ledger.settle(hold, a_call(), None).tokens_in == 300
    assert ledger.hold(a_hold(user_id=uuid4()), Limits(person_day_requests=1)) is None


def test_rows_are_listed_from_a_day_on_newest_first(ledger):
    for day in (today() - timedelta(days=2), today() - timedelta(days=1), today()):
        ledger.hold(a_hold(day=day), NO_LIMITS)
    assert [row.day for row in ledger.since(today() - timedelta(days=1))] == [today(), today() - timedelta(days=1)]


@contextmanager
def _processes(cluster, name, count) -> Iterator[list[Database]]:
    opened = [
        Database(cluster.dsn("app_login", name), cluster.dsn("app_system", name), None, system_pool_size=5)
        for _ in range(count)
    ]
    try:
        yield opened
    finally:
        for database in opened:
            database.close()


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    ("limits", "refusal"),
    [
        (Limits(day_requests=4), Refusal.DAY_REQUESTS),
        (Limits(day_tokens=4000), Refusal.DAY_TOKENS),
        (Limits(deployment_month_dollars=Decimal("0.04")), Refusal.DEPLOYMENT_BUDGET),
        (Limits(person_day_requests=4), Refusal.PERSON_ALLOWANCE),
        (NO_LIMITS, Refusal.DAY_REQUESTS),  # one request left, as the provider's headers tell
    ],
)
def test_of_fifty_holds_at_once_the_one_that_is_left_passes(
    cluster, database_name, ledger, person, processes, limits, refusal
):
    hold = a_hold(tokens=1000, dollars=Decimal("0.01"), user_id=person.id)
    for _ in range(3):
        ledger.hold(hold, NO_LIMITS)
    if limits == NO_LIMITS:
        for left in (3, 2, 1):
            ledger.settle(hold, a_failed_call(), RateHeaders(requests_left=left, requests_reset_seconds=600))

    with _processes(cluster, database_name, processes) as opened, ThreadPoolExecutor(50) as pool:

        def ask(number):
            with opened[number % processes].as_system() as tx:
                return tx.model_usage.hold(hold, limits)

        results = list(pool.map(ask, range(50)))
    assert results.count(None) == 1
    assert results.count(refusal) == 49
    assert ledger.usage(hold).requests == 4


def test_holds_and_settlements_of_two_processes_at_once_add_up_exactly(
    cluster, database_name, ledger, owner, person, other_person
):
    """Over two accounts and two people in every combination, so that rows are locked in every order there is."""

    def ask(number):
        user_id = (person.id, other_person.id)[number // 2 % 2]
        hold = a_hold(organization=("one", "two")[number % 2], user_id=user_id)
        with opened[number % 2].as_system() as tx:
            assert tx.model_usage.hold(hold, NO_LIMITS) is None
        with opened[number // 3 % 2].as_system() as tx:
            tx.model_usage.settle(hold, an_unsent_call() if number % 5 == 0 else a_call(dollars=Decimal("0.001")))

    with _processes(cluster, database_name, 2) as opened, ThreadPoolExecutor(20) as pool:
        list(pool.map(ask, range(200)))
    rows = ledger.since(today())
    assert [(r.organization, r.requests, r.failures) for r in rows] == [("one", 80, 20), ("two", 80, 20)]
    assert all((r.tokens_in, r.tokens_held, r.dollars, r.dollars_held) == (24000, 0, Decimal("0.080"), 0) for r in rows)
    for who in (person, other_person):
        assert _person(owner, who.id) == [(today(), 80, Decimal("0.080"))]


LIMITS = Limits(
    day_requests=6,
    day_tokens=2500,
    account_month_dollars=Decimal("0.030"),
    deployment_month_dollars=Decimal("0.045"),
    person_day_requests=4,
)
_months = itertools.count()
MODELS = [(org, model) for org in ("one", "two") for model in ("big", "small")]

holds = st.fixed_dictionaries(
    {
        "place": st.sampled_from(MODELS),
        "tokens": st.integers(0, 1500),
        "mills": st.integers(0, 20),
        "anonymous": st.booleans(),
    }
)
ends = st.fixed_dictionaries(
    {
        "which": st.integers(0, 10),
        "kind": st.sampled_from(["used", "unpriced", "silent", "unsent"]),
        "share": st.floats(0, 1),
    }
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(holds, ends), min_size=5, max_size=30))
def test_quota_arithmetic_never_passes_a_limit_and_adds_up_to_the_calls(database, person, steps):
    """Any order of holds and settlements, each example in a month of its own."""
    month = next(_months)
    day = date(2030 + month // 12, month % 12 + 1, 15)
    open_holds, ended, asked = [], [], 0
    with database.as_system() as tx:
        ledger = tx.model_usage
        for step in steps:
            if "place" in step:
                organization, model = step["place"]
                dollars = Decimal(step["mills"]) / 1000
                user_id = None if step["anonymous"] else person.id
                hold = a_hold(
                    day=day,
                    organization=organization,
                    model=model,
                    tokens=step["tokens"],
                    dollars=dollars,
                    user_id=user_id,
                )
                if ledger.hold(hold, LIMITS) is None:
                    open_holds.append(hold)
                    asked += user_id is not None
            elif open_holds:
                hold = open_holds.pop(step["which"] % len(open_holds))
                call = _ended(hold, step["kind"], step["share"])
                ledger.settle(hold, call, None)
                ended.append((hold, call))
                asked -= hold.user_id is not None and not call.sent
            _within_limits(rows := [row for row in ledger.since(day) if row.day == day])
            assert asked <= LIMITS.person_day_requests
        for hold in open_holds:
            ledger.settle(hold, call := _ended(hold, "used", 1.0), None)
            ended.append((hold, call))
        rows = [row for row in ledger.since(day) if row.day == day]
    assert all(row.tokens_held == 0 and row.dollars_held == 0 for row in rows)
    for row in rows:
        own = [(h, c) for h, c in ended if (h.organization, h.model) == (row.organization, row.model)]
        _adds_up(row, own)


def _ended(hold, kind, share):
    if kind == "unsent":
        return an_unsent_call()
    if kind == "silent":
        return a_failed_call()
    tokens_in = int(hold.tokens * share)
    dollars = None if kind == "unpriced" else hold.dollars * Decimal(str(round(share, 3)))
    return a_call(tokens_in=tokens_in, tokens_out=(hold.tokens - tokens_in) // 2, tokens_cached=0, dollars=dollars)


def _within_limits(rows):
    assert all(row.requests <= LIMITS.day_requests and row.tokens <= LIMITS.day_tokens for row in rows)
    for organization in ("one", "two"):
        spent = sum((r.dollars_committed for r in rows if r.organization == organization), ZERO)
        assert spent <= LIMITS.account_month_dollars
    assert sum((row.dollars_committed for row in rows), ZERO) <= LIMITS.deployment_month_dollars


def _adds_up(row, own):
    sent = [(h, c) for h, c in own if c.sent]
    told = [c for _, c in sent if c.tokens_in is not None]
    silent = [h for h, c in sent if c.tokens_in is None]
    assert row.requests == len(sent)
    assert row.failures == sum(c.outcome is not Outcome.ANSWERED for _, c in own)
    assert (row.tokens_in, row.tokens_out) == (sum(c.tokens_in for c in told), sum(c.tokens_out for c in told))
    assert row.dollars == sum((c.dollars for c in told if c.dollars is not None), ZERO)
    assert (row.unmetered, row.tokens_estimated) == (len(silent), sum(h.tokens for h in silent))
    assert row.dollars_estimated == sum((h.dollars for h in silent), ZERO)
    assert row.unpriced == sum(c.dollars is None for c in told)
