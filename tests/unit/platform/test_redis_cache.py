"""The cache's layer in Redis, against a real server that goes away and comes back."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import redis

from agents.llm.cache import QUESTIONS, ModelCache, cache_key
from agents.llm.clock import SystemClock
from agents.llm.ports import CacheDown
from domain.errors import SettingsRefused
from services.redis_cache import PREFIX, RedisCache
from tests.doubles.redis_server import RedisServer

HOUR = timedelta(hours=1)


class AheadClock(SystemClock):
    """The real clock, whose seconds can be moved on."""

    ahead = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead


@pytest.fixture
def server() -> Iterator[RedisServer]:
    with RedisServer() as server:
        yield server


@pytest.fixture
def client(server: RedisServer) -> Iterator[redis.Redis]:
    """Looks into the server past the cache."""
    with redis.Redis(port=server.port, decode_responses=True) as client:
        yield client


@pytest.fixture
def open_cache(server: RedisServer) -> Iterator[Callable[[], RedisCache]]:
    """Opens one more RedisCache, as another process would."""
    opened: list[RedisCache] = []

    def open_one() -> RedisCache:
        opened.append(RedisCache(server.url))
        return opened[-1]

    yield open_one
    for cache in opened:
        cache.close()


def now() -> datetime:
    return datetime.now(UTC)


def put(cache: RedisCache, key: str, value: str = '["a"]', owner=None, lasts: timedelta = HOUR) -> datetime:
    ends = now() + lasts
    cache.put(key, value, use="questions", owner=owner, expires_at=ends)
    return ends


def test_a_value_is_read_back_by_another_process_with_its_end(open_cache):
    ends = put(open_cache(), "k", '{"text": "Größe ☃"}')
    assert open_cache().get("k", now()) == ('{"text": "Größe ☃"}', ends)
    assert open_cache().get("another", now()) is None


def test_a_value_ends_in_redis_itself(open_cache, client):
    cache = open_cache()
    put(cache, "k", lasts=timedelta(milliseconds=150))
    assert 0 < client.pttl(f"{PREFIX}entry:k") <= 150
    time.sleep(0.25)
    assert cache.get("k", now()) is None
    assert client.keys("*") == []


def test_a_value_that_has_ended_for_the_caller_is_not_given(open_cache):
    cache = open_cache()
    ends = put(cache, "k")
    assert cache.get("k", ends) is None


def test_a_value_that_has_already_ended_is_not_kept(open_cache, client):
    put(open_cache(), "k", lasts=timedelta(seconds=-1))
    assert client.keys("*") == []


@pytest.mark.parametrize("foreign", ["", "no json", "[1]", "7", '{"value": "x"}', '{"value": "x", "expires_at": "?"}'])
def test_what_another_program_wrote_is_no_value(open_cache, client, foreign):
    client.set(f"{PREFIX}entry:k", foreign)
    assert open_cache().get("k", now()) is None


def test_every_name_has_the_prefix(open_cache, client):
    cache, owner = open_cache(), uuid4()
    put(cache, "a")
    put(cache, "b", owner=owner)
    cache.claim("c", 30)
    cache.forget(uuid4())
    names = client.keys("*")
    assert len(names) == 5
    assert all(name.startswith("interviewmaster:cache:") for name in names)


def test_forget_drops_one_persons_entries_and_nobody_elses(open_cache, client):
    cache, ada, ben = open_cache(), uuid4(), uuid4()
    for number in range(3):
        put(cache, f"ada{number}", owner=ada)
    put(cache, "ben", owner=ben)
    put(cache, "shared")
    assert open_cache().forget(ada) == 3
    assert [key for key in ("ada0", "ada1", "ada2", "ben", "shared") if cache.get(key, now())] == ["ben", "shared"]
    assert not [name for name in client.keys("*owner*") if str(ada) in name]
    assert cache.forget(ada) == 0


def test_what_was_on_its_way_when_a_person_was_forgotten_is_not_kept(open_cache):
    cache, ada = open_cache(), uuid4()
    cache.forget(ada)
    put(open_cache(), "late", owner=ada)
    assert cache.get("late", now()) is None


def test_a_persons_list_lives_as_long_as_their_longest_entry_and_drops_those_that_ended(open_cache, client):
    cache, ada = open_cache(), uuid4()
    put(cache, "short", owner=ada, lasts=timedelta(milliseconds=50))
    put(cache, "long", owner=ada, lasts=2 * HOUR)
    time.sleep(0.1)
    put(cache, "middle", owner=ada, lasts=HOUR)
    listed = f"{PREFIX}owner:{ada}"
    assert client.pttl(listed) > 1.9 * HOUR.total_seconds() * 1000
    assert client.zrange(listed, 0, -1) == [f"{PREFIX}entry:middle", f"{PREFIX}entry:long"]


def test_of_many_callers_one_gets_the_claim(open_cache):
    caches = [open_cache() for _ in range(10)]
    start, got = threading.Barrier(10), []

    def race(cache: RedisCache) -> None:
        start.wait()
        got.append(cache.claim("k", 30))

    threads = [threading.Thread(target=race, args=(cache,)) for cache in caches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [False] * 9 + [True]
    assert caches[0].claim("another", 30)


def test_a_claim_can_be_had_again_when_it_is_released_or_has_ended(open_cache):
    first, second = open_cache(), open_cache()
    assert first.claim("k", 30)
    second.release("k")
    assert not second.claim("k", 30)
    first.release("k")
    assert second.claim("k", 0.1)
    time.sleep(0.2)
    assert first.claim("k", 30)
    second.release("k")
    assert not second.claim("k", 30), "the second one's claim had ended, so it has nothing to give back"


def test_a_server_that_goes_away_is_told_within_its_time_and_used_again_when_it_is_back(open_cache, server):
    cache, ada = open_cache(), uuid4()
    put(cache, "k")
    server.kill()
    calls = (
        lambda: cache.get("k", now()),
        lambda: put(cache, "k"),
        lambda: put(cache, "k", owner=ada),
        lambda: cache.forget(ada),
        lambda: cache.claim("k", 30),
    )
    for call in calls:
        started = time.perf_counter()
        with pytest.raises(CacheDown):
            call()
        assert time.perf_counter() - started < 1.5
    server.start()
    put(cache, "k", '"back"')
    assert cache.get("k", now())[0] == '"back"'


def test_a_server_that_accepts_and_never_answers_is_given_up_after_half_a_second():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        cache = RedisCache(f"redis://127.0.0.1:{silent.getsockname()[1]}")
        started = time.perf_counter()
        with pytest.raises(CacheDown):
            cache.get("k", now())
        assert time.perf_counter() - started < 1.5
        cache.close()


def test_a_connection_that_the_server_closed_meanwhile_is_opened_again(open_cache, client):
    cache = open_cache()
    put(cache, "k")
    client.client_kill_filter(_type="normal", skipme=True)
    assert cache.get("k", now()) is not None


@pytest.mark.parametrize("url", ["", "localhost:6379", "https://example.org", "redis://h:port", "redis://h:99999"])
def test_another_url_is_refused_without_showing_it(url):
    with pytest.raises(SettingsRefused) as refused:
        RedisCache(url)
    assert not url or url not in str(refused.value)


def test_an_option_that_the_client_does_not_know_is_a_layer_that_is_down():
    with pytest.raises(CacheDown):
        RedisCache("redis://127.0.0.1:1/0?db=first").get("k", now())


def test_the_model_cache_goes_on_without_redis_and_uses_it_again_later(open_cache, server):
    made: list[str] = []

    def make() -> str:
        made.append("x")
        return json.dumps(len(made))

    def ask(cache: ModelCache, topic: str) -> str:
        key = cache_key(QUESTIONS, prompt="p v1", model="m", parameters={}, inputs_digest=topic, owner=None)
        return cache.get_or_make(QUESTIONS, key, make).layer

    clock = AheadClock()
    first, second = ModelCache([open_cache()], clock=clock), ModelCache([open_cache()])
    assert [ask(first, "a"), ask(second, "a"), ask(second, "a")] == ["", "redis", "memory"]
    server.kill()
    started = time.perf_counter()
    assert [ask(first, topic) for topic in "bcdefgh"] == [""] * 7
    assert time.perf_counter() - started < 1.5
    server.start()
    clock.ahead = 5
    assert ask(first, "i") == ""
    assert ask(second, "i") == "redis"
