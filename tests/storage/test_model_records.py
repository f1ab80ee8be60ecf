"""What the gateway keeps in the database: claims and entries of the cache, switches, states, alerts."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from agents.llm.ports import AlertSink, CacheDown, CacheLayer, UsageLedger
from domain.errors import DatabaseBusy
from domain.model_use import AlertLevel, Limits, RunState, SwitchState
from services.model_records import CacheCounts, DatabaseAlerts, DatabaseCache, DatabaseLedger, purge_model_records
from services.storage import migrations
from services.storage.database import Database
from services.storage.feature_flags import StoredFlag
from tests.builders import add_person
from tests.model_samples import a_call, a_hold, a_run, an_account_state, today

NOW = datetime.now(UTC)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def cache(database):
    return DatabaseCache(database)


@pytest.fixture
def away():
    """A database that nobody answers for."""
    dsn = "host=127.0.0.1 port=9 user=app_system dbname=postgres password=x"
    database = Database(dsn, dsn, None)
    yield database
    database.close()


@pytest.fixture
def owner(cluster, database_name):
    with psycopg.connect(cluster.dsn("postgres", database_name), autocommit=True) as connection:
        yield connection


def put(cache, key, value="1", owner=None, expires_at=TOMORROW):
    cache.put(key, value, use="questions", owner=owner, expires_at=expires_at)


def test_the_adapters_are_what_the_gateway_asks_for(database):
    ledger: UsageLedger = DatabaseLedger(database)
    alerts: AlertSink = DatabaseAlerts(database)
    layer: CacheLayer = DatabaseCache(database)
    assert (ledger, alerts, layer.name) == (ledger, alerts, "database")


def test_an_entry_holds_until_it_ends(cache):
    assert cache.get("k", NOW) is None
    put(cache, "k", '{"questions": []}')
    assert cache.get("k", NOW) == ('{"questions": []}', TOMORROW)
    assert cache.get("k", TOMORROW - timedelta(seconds=1)) is not None
    assert cache.get("k", TOMORROW) is None
    put(cache, "k", '"newer"', expires_at=TOMORROW + timedelta(days=1))
    assert cache.get("k", TOMORROW) == ('"newer"', TOMORROW + timedelta(days=1))


def test_one_of_many_callers_of_two_processes_gets_the_claim(cluster, database_name, database):
    other = Database(cluster.dsn("app_login", database_name), cluster.dsn("app_system", database_name), None)
    caches = [DatabaseCache(database), DatabaseCache(other)]
    with ThreadPoolExecutor(20) as pool:
        claimed = list(pool.map(lambda n: caches[n % 2].claim("k", 30), range(40)))
    other.close()
    assert claimed.count(True) == 1


def test_a_claim_is_no_value_and_ends_when_the_value_is_there_or_it_is_given_back(database, cache):
    other = DatabaseCache(database)
    assert cache.claim("k", 30)
    assert cache.get("k", NOW) is None
    assert not other.claim("k", 30)
    put(cache, "k")
    assert other.claim("k", 30), "a value that is there does not stand in the way"
    assert other.get("k", NOW) == ("1", TOMORROW)
    other.release("k")
    assert cache.get("k", NOW) == ("1", TOMORROW), "giving back a claim takes no value away"
    assert cache.claim("k", 30)


def test_a_claim_that_was_never_given_back_ends_by_itself(database, cache):
    assert cache.claim("k", 0.2)
    time.sleep(0.3)
    other = DatabaseCache(database)
    assert other.claim("k", 30)
    cache.release("k")
    cache.release("another")
    assert not cache.claim("k", 30), "only its own claim is given back"


def test_a_persons_entries_are_forgotten_and_none_is_kept_once_they_have_gone(cache, owner, person, other_person):
    for number, who in enumerate((person.id, person.id, other_person.id, None)):
        put(cache, f"k{number}", owner=who)
    assert cache.forget(person.id) == 2
    assert [cache.get(f"k{n}", NOW) is None for n in range(4)] == [True, True, False, False]
    put(cache, "late", owner=uuid4())
    assert cache.get("late", NOW) is None
    owner.execute("delete from public.profiles where id = %s", (other_person.id,))
    assert cache.get("k2", NOW) is None


@pytest.mark.parametrize("write", ["hold", "entry", "run"])
def test_whatever_is_written_while_its_person_is_being_deleted_waits_and_leaves_them_out(
    database, cache, cluster, database_name, person, write
):
    ledger = DatabaseLedger(database)
    writes = {
        "hold": lambda: ledger.hold(a_hold(user_id=person.id), Limits()),
        "entry": lambda: put(cache, "k", owner=person.id),
        "run": lambda: ledger.record(a_run(a_call(), user_id=person.id)),
    }
    with ThreadPoolExecutor(1) as thread, psycopg.connect(cluster.dsn("postgres", database_name)) as deleting:
        deleting.execute("delete from public.profiles where id = %s", (person.id,))
        writing = thread.submit(writes[write])
        time.sleep(0.3)
        assert not writing.done()
        deleting.commit()
        assert writing.result(10) is None
    assert cache.get("k", NOW) is None
    with database.as_system() as tx:
        runs = tx.agent_runs.newest(today() - timedelta(days=1), 5)
        assert [run.user_id for run in runs] == ([None] if write == "run" else [])
        assert sum(row.requests for row in tx.model_usage.since(today())) == (write == "hold")


def test_purging_drops_what_has_ended_and_nothing_that_is_being_made(database, cache, owner):
    put(cache, "good")
    put(cache, "ended", expires_at=NOW - timedelta(seconds=1))
    put(cache, "made again", expires_at=NOW - timedelta(seconds=1))
    cache.claim("made again", 30)
    cache.claim("being made", 30)
    cache.claim("left over", 0)
    with database.as_system() as tx:
        for process, age in (("old", 25), ("new", 1)):
            tx.model_accounts.remember(an_account_state(process=process, updated_at=NOW - timedelta(hours=age)))
    assert purge_model_records(database) == 3
    keys = {row[0] for row in owner.execute("select key from private.model_cache").fetchall()}
    assert keys == {"good", "made again", "being made"}
    assert owner.execute("select process from private.account_states").fetchall() == [("new",)]


def test_a_layer_that_cannot_be_reached_says_so_and_is_no_bug(away):
    cache = DatabaseCache(away)
    for call in (
        lambda: cache.get("k", NOW),
        lambda: put(cache, "k"),
        lambda: cache.claim("k", 1),
        lambda: cache.release("k"),
        lambda: cache.forget(uuid4()),
    ):
        with pytest.raises(CacheDown):
            call()


def test_counts_of_several_processes_add_up(database):
    first, second = Counter({("questions", "memory"): 3, ("questions", "miss"): 1}), Counter({("questions", "miss"): 2})
    taken = iter([first, {}, second])
    counts = CacheCounts(database, lambda: next(taken))
    for _ in range(3):
        counts.write()
    with database.as_system() as tx:
        assert tx.model_cache.counts(today()) == {today(): (3, 3)}
        assert tx.model_cache.counts(today() + timedelta(days=1)) == {}


def test_counts_wait_for_a_database_that_is_away(database, away):
    counts = CacheCounts(away, lambda: {("questions", "database"): 2})
    counts.write()
    counts._database = database
    counts.write()
    with database.as_system() as tx:
        assert tx.model_cache.counts(today())[today()].hits == 4


def test_a_switch_is_followed_within_seconds(database, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("services.model_records.time.monotonic", lambda: now[0])
    ledger = DatabaseLedger(database)
    assert ledger.switches() == {}
    with database.as_system() as tx:
        tx.model_accounts.switch("groq:default", SwitchState.OFF)
    assert ledger.switches() == {}, "asked a moment ago"
    now[0] += 2.0
    assert ledger.switches() == {"groq:default": SwitchState.OFF}
    with database.as_system() as tx:
        tx.model_accounts.switch("groq:default", SwitchState.DRAINING)
    now[0] += 2.0
    assert ledger.switches() == {"groq:default": SwitchState.DRAINING}


def test_the_ledger_keeps_use_states_and_runs(database, person):
    ledger, hold = DatabaseLedger(database), a_hold(user_id=person.id)
    assert ledger.usage(hold).requests == 0
    assert ledger.hold(hold, Limits()) is None
    usage = ledger.settle(hold, a_call(), None, an_account_state(health=0.9))
    assert usage == ledger.usage(hold)
    run = a_run(a_call())
    ledger.record(run)
    with database.as_system() as tx:
        assert tx.model_accounts.newest()["groq:default"].health == 0.9
        assert tx.agent_runs.get(run.id) == run


def test_the_ledger_of_a_database_that_is_away_stops_the_call(away):
    ledger = DatabaseLedger(away)
    for call in (lambda: ledger.hold(a_hold(), Limits()), ledger.switches, lambda: ledger.record(a_run())):
        with pytest.raises(DatabaseBusy):
            call()


def test_the_newest_state_of_an_account_counts_and_calls_on_their_way_are_added_up(database):
    now = datetime.now(UTC)
    with database.as_system() as tx:
        remember = tx.model_accounts.remember
        remember(an_account_state(process="a", breaker="open", in_flight=2, updated_at=now - timedelta(seconds=9)))
        remember(an_account_state(process="b", in_flight=3, updated_at=now - timedelta(seconds=2)))
        remember(an_account_state(process="gone", in_flight=50, updated_at=now - timedelta(minutes=5)))
        remember(an_account_state(process="b", breaker="open", in_flight=9, updated_at=now - timedelta(seconds=30)))
        remember(an_account_state(account="huggingface:default", breaker="half_open", health=0.5))
        newest = tx.model_accounts.newest()
    assert (newest["groq:default"].process, newest["groq:default"].breaker) == ("b", "closed")
    assert newest["groq:default"].in_flight == 5
    assert newest["huggingface:default"].breaker == "half_open"


def test_an_alert_counts_up_until_it_is_settled_and_then_begins_anew(database):
    alerts = DatabaseAlerts(database)
    alerts.tell("quota:80", AlertLevel.NOTICE, "80 % used.")
    alerts.tell("quota:80", AlertLevel.WARNING, "90 % used.")
    alerts.tell("key", AlertLevel.PROBLEM, "x" * 5000)
    alerts.tell("other", AlertLevel.WARNING, "Later.")
    with database.as_system() as tx:
        told = tx.alerts.open()
    assert [(a.key, a.times) for a in told] == [("key", 1), ("other", 1), ("quota:80", 2)]
    assert (told[2].text, told[2].level) == ("90 % used.", AlertLevel.WARNING)
    assert told[2].first_at < told[2].last_at
    for key in ("quota:80", "quota:80", "unknown"):
        alerts.settle(key)
    with database.as_system() as tx:
        assert [a.key for a in tx.alerts.open()] == ["key", "other"]
    alerts.tell("quota:80", AlertLevel.WARNING, "Again.")
    with database.as_system() as tx:
        again = next(a for a in tx.alerts.open() if a.key == "quota:80")
    assert (again.times, again.first_at, again.settled_at) == (1, again.last_at, None)


def test_alerts_raise_nothing_when_the_database_is_away(away, capsys):
    alerts = DatabaseAlerts(away)
    alerts.tell("k", AlertLevel.PROBLEM, "Every key was refused.")
    alerts.settle("k")
    assert "Every key was refused." in "".join(capsys.readouterr())


def test_every_query_of_the_gateway_runs_on_every_version_of_postgres(server):
    """One of each; what they give is tested elsewhere, on the version that is run by default."""
    name = "gateway"
    server.create_database(name)
    migrations.migrate(server.dsn("postgres", name))
    database = Database(server.dsn("app_login", name), server.dsn("app_system", name), None)
    try:
        person = add_person(database, "ada@example.org")
        hold, run = a_hold(user_id=person.id), a_run(a_call(), user_id=person.id, subject_id=uuid4(), trace_id=uuid4())
        ledger, cache = DatabaseLedger(database), DatabaseCache(database)
        assert ledger.hold(hold, Limits(day_requests=5)) is None
        assert ledger.settle(hold, a_call(), None, an_account_state()).requests == 1
        ledger.record(run)
        assert cache.claim("k", 5)
        put(cache, "k", owner=person.id)
        cache.release("k")
        with database.as_user(person.id) as tx:
            given = tx.feedback.rate(person.id, "answer", run.subject_id, 1, "")
            assert tx.feedback.of(person.id, "answer", run.subject_id) == given
        with database.as_system() as tx:
            assert [u.trace_id for u in tx.feedback.undelivered(5)] == [run.trace_id]
            tx.feedback.mark_sent(given, run.id)
            tx.model_cache.add_counts({("questions", "miss"): 1})
            tx.alerts.tell("k", AlertLevel.NOTICE, "x")
            tx.model_accounts.switch("groq:default", SwitchState.ON)
            tx.feature_flags.save("model_scoring", StoredFlag(True, 5, ("admin",), (person.id,)))
            assert tx.agent_runs.newest(today(), 5, agent=run.agent, state=RunState.ANSWERED, account=hold.account)
            assert tx.agent_runs.tries(5)
            assert tx.agent_runs.latencies()
            assert tx.agent_runs.days(today())
            assert tx.model_accounts.newest()
            assert tx.alerts.open()
            assert tx.feature_flags.all()
            assert tx.model_cache.counts(today())
        assert purge_model_records(database) == 0
    finally:
        database.close()
        server.drop_database(name)
