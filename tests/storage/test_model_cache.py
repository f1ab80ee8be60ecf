"""The model cache over a real database, as two processes use it."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from agents.llm.cache import QUESTIONS, ModelCache, cache_key
from domain.people import Person
from services.model_records import DatabaseCache
from services.storage.database import Database
from services.storage.embedded import EmbeddedPostgres


@pytest.fixture
def open_database(cluster: EmbeddedPostgres, database_name: str) -> Iterator[Callable[[], Database]]:
    """Opens the test's database once more, as another process would."""
    opened: list[Database] = []

    def open_one() -> Database:
        opened.append(Database(*(cluster.dsn(login, database_name) for login in ("app_login", "app_system")), None))
        return opened[-1]

    yield open_one
    for database in opened:
        database.close()


def key_of(topic: str, owner: UUID | None = None) -> str:
    return cache_key(QUESTIONS, prompt="p v1", model="m", parameters={}, inputs_digest=topic, owner=owner)


class Maker:
    def __init__(self, seconds: float = 0) -> None:
        self.calls = 0
        self._seconds = seconds

    def __call__(self) -> str:
        self.calls += 1
        time.sleep(self._seconds)
        return f"[{self.calls}]"


def test_twenty_callers_in_two_processes_make_one_call(open_database):
    caches = [ModelCache([DatabaseCache(open_database())], poll_seconds=0.05) for _ in range(2)]
    make, start = Maker(seconds=0.5), threading.Barrier(20)

    def ask(number: int) -> str:
        start.wait()
        return caches[number % 2].get_or_make(QUESTIONS, key_of("a"), make).value

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(ask, range(20))) == {"[1]"}
    assert make.calls == 1
    counts = [cache.take_counts() for cache in caches]
    assert sum(sum(count.values()) for count in counts) == 20
    assert sum(count.get(("questions", "miss"), 0) for count in counts) == 1


def test_a_restarted_process_finds_what_was_made_before(open_database):
    made = ModelCache([DatabaseCache(open_database())]).get_or_make(QUESTIONS, key_of("a"), Maker())
    found = ModelCache([DatabaseCache(open_database())]).get_or_make(QUESTIONS, key_of("a"), Maker())
    assert (found.value, found.layer) == (made.value, "database")
    assert abs(found.expires_at - made.expires_at) < timedelta(milliseconds=1)


def test_one_process_takes_over_from_another_that_died_at_work(open_database):
    assert DatabaseCache(open_database()).claim(key_of("a"), 0.5)
    cache, make = ModelCache([DatabaseCache(open_database())], lease_seconds=0.5, poll_seconds=0.05), Maker()
    started = time.perf_counter()
    assert cache.get_or_make(QUESTIONS, key_of("a"), make).value == "[1]"
    assert time.perf_counter() - started > 0.3


def test_forget_leaves_nothing_of_a_person_and_everything_of_others(
    open_database, person: Person, other_person: Person
):
    layer = DatabaseCache(open_database())
    cache = ModelCache([layer])
    for who in (person.id, other_person.id, None):
        cache.get_or_make(QUESTIONS, key_of("a", who), Maker(), owner=who)
    assert cache.forget(person.id) == 2
    now = datetime.now(UTC)
    left = [bool(layer.get(key_of("a", who), now)) for who in (person.id, other_person.id, None)]
    assert left == [False, True, True]


def test_a_value_of_somebody_who_is_not_there_is_given_and_not_kept(open_database):
    cache, layer, gone = ModelCache([DatabaseCache(open_database())]), DatabaseCache(open_database()), uuid4()
    assert cache.get_or_make(QUESTIONS, key_of("a", gone), Maker(), owner=gone).value == "[1]"
    assert layer.get(key_of("a", gone), datetime.now(UTC)) is None
