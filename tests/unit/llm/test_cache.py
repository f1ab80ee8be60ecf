"""The cache of made texts: which layer answers, who makes a missing value, and what becomes of a person's entries."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from structlog.testing import capture_logs

from agents.llm.cache import QUESTIONS, VECTOR_SEARCH, CacheUse, ModelCache, cache_key
from agents.llm.cache_memory import LONGEST_OWN
from agents.llm.ports import CacheDown
from tests.unit.llm.shared_layer import SharedLayer, StepClock

SECOND = timedelta(seconds=1)


def key_of(topic: str, owner: UUID | None = None, use: CacheUse = QUESTIONS) -> str:
    return cache_key(use, prompt="p v1 abc", model="m", parameters={"t": 0}, inputs_digest=topic, owner=owner)


class Maker:
    """Makes texts, slowly if need be, and counts them."""

    def __init__(self, *, seconds: float = 0, error: Exception | None = None) -> None:
        self.calls = 0
        self.begun = threading.Event()
        self._seconds = seconds
        self._error = error

    def __call__(self) -> str:
        self.calls += 1
        self.begun.set()
        time.sleep(self._seconds)
        if self._error:
            raise self._error
        return f"[{self.calls}]"


@pytest.fixture
def clock() -> StepClock:
    return StepClock()


@pytest.fixture
def layer(clock: StepClock) -> SharedLayer:
    return SharedLayer(monotonic=clock.monotonic)


def in_parallel(count: int, call: Callable[[int], object]) -> list[object]:
    """The results, or the errors, of calls that start together."""
    start = threading.Barrier(count)

    def one(number: int) -> object:
        start.wait()
        try:
            return call(number)
        except (ValueError, TimeoutError) as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_a_value_is_made_once_and_then_comes_from_memory(clock):
    cache, make = ModelCache(clock=clock), Maker()
    first, second = (cache.get_or_make(QUESTIONS, key_of("a"), make) for _ in range(2))
    assert (first.value, first.layer, second.value, second.layer) == ("[1]", "", "[1]", "memory")
    assert first.expires_at == second.expires_at == clock.now() + timedelta(days=30)
    assert make.calls == 1


def test_a_value_is_made_again_when_its_time_is_over(clock, layer):
    cache, make = ModelCache([layer], clock=clock), Maker()
    key = key_of("a", use=VECTOR_SEARCH)
    layers = []
    for step in (0, 299, 1, 0):
        clock.step(step * SECOND)
        layers.append(cache.get_or_make(VECTOR_SEARCH, key, make).layer)
    assert layers == ["", "memory", "", "memory"]


def test_a_hit_in_a_lower_layer_fills_those_above_it_with_the_same_end(clock):
    quick, lasting = (SharedLayer(name, monotonic=clock.monotonic) for name in ("redis", "database"))
    first = ModelCache([lasting], clock=clock).get_or_make(QUESTIONS, key_of("a"), Maker())
    clock.step(timedelta(days=1))
    cache, make = ModelCache([quick, lasting], clock=clock), Maker()
    found = [cache.get_or_make(QUESTIONS, key_of("a"), make) for _ in range(2)]
    assert [one.layer for one in found] == ["database", "memory"]
    assert {one.expires_at for one in found} == {first.expires_at}
    assert ModelCache([quick, lasting], clock=clock).get_or_make(QUESTIONS, key_of("a"), make).layer == "redis"
    assert make.calls == 0


def test_a_layers_value_that_has_ended_is_not_used(clock, layer):
    layer.get = lambda key, now: ("old", now)
    assert ModelCache([layer], clock=clock).get_or_make(QUESTIONS, key_of("a"), Maker()).value == "[1]"


def test_memory_keeps_only_the_entries_used_last(clock):
    cache, make = ModelCache(memory_entries=2, clock=clock), Maker()
    layers = [cache.get_or_make(QUESTIONS, key_of(topic), make).layer for topic in "abaca" + "b"]
    assert layers == ["", "", "memory", "", "memory", ""]


def test_the_key_changes_with_everything_that_the_value_depends_on():
    owner = uuid4()
    base = {"prompt": "p", "model": "m", "parameters": {"a": 1, "b": 2}, "inputs_digest": "d", "owner": None}
    others = [
        {"prompt": "p2"},
        {"model": "m2"},
        {"parameters": {"a": 1}},
        {"inputs_digest": "d2"},
        {"owner": owner},
        {"owner": uuid4()},
    ]
    keys = [cache_key(QUESTIONS, **(base | other)) for other in [{}, *others]]
    keys.append(cache_key(VECTOR_SEARCH, **base))
    assert len(set(keys)) == len(keys)
    assert cache_key(QUESTIONS, **(base | {"parameters": {"b": 2, "a": 1}})) == keys[0]
    assert str(owner) not in "".join(keys)


def test_parameters_that_are_not_json_are_an_error():
    with pytest.raises(TypeError):
        cache_key(QUESTIONS, prompt="p", model="m", parameters={"at": object()}, inputs_digest="d", owner=None)


def test_a_persons_key_without_the_person_is_an_error_and_the_other_way_round(clock):
    cache, owner = ModelCache(clock=clock), uuid4()
    with pytest.raises(ValueError, match="belong"):
        cache.get_or_make(QUESTIONS, key_of("a", owner), Maker())
    with pytest.raises(ValueError, match="belong"):
        cache.get_or_make(QUESTIONS, key_of("a"), Maker(), owner=owner)


def test_the_same_request_of_two_people_and_of_nobody_is_three_entries(clock, layer):
    cache, make = ModelCache([layer], clock=clock), Maker()
    people = [uuid4(), uuid4(), None]
    values = [cache.get_or_make(QUESTIONS, key_of("a", who), make, owner=who).value for who in people * 2]
    assert values == ["[1]", "[2]", "[3]"] * 2


def test_a_persons_entry_leaves_memory_after_a_minute_but_not_its_layer(clock, layer):
    cache, make, ada = ModelCache([layer], clock=clock), Maker(), uuid4()
    layers = []
    for step in (timedelta(), LONGEST_OWN - SECOND, SECOND, SECOND):
        clock.step(step)
        layers.append(cache.get_or_make(QUESTIONS, key_of("a", ada), make, owner=ada).layer)
    assert layers == ["", "memory", "database", "memory"]


def test_forget_drops_a_persons_entries_everywhere_and_nobody_elses(clock):
    layers = [SharedLayer(name, monotonic=clock.monotonic) for name in ("redis", "database")]
    cache, make, ada, ben = ModelCache(layers, clock=clock), Maker(), uuid4(), uuid4()
    for topic, who in (("a", ada), ("b", ada), ("a", ben), ("a", None)):
        cache.get_or_make(QUESTIONS, key_of(topic, who), make, owner=who)
    assert cache.forget(ada) == 6
    assert cache.forget(ada) == 0
    found = [cache.get_or_make(QUESTIONS, key_of("a", who), make, owner=who).layer for who in (ada, ben, None)]
    assert found == ["", "memory", "memory"]


def test_forget_does_the_other_layers_and_then_says_which_one_is_down(clock):
    down, working = (SharedLayer(name, monotonic=clock.monotonic) for name in ("redis", "database"))
    cache, ada = ModelCache([down, working], clock=clock), uuid4()
    cache.get_or_make(QUESTIONS, key_of("a", ada), Maker(), owner=ada)
    down.down = True
    cache.get_or_make(QUESTIONS, key_of("b", ada), Maker(), owner=ada)
    with pytest.raises(CacheDown, match="redis"):
        cache.forget(ada)
    assert not working.rows
    down.down = False
    assert cache.forget(ada) == 1, "a layer is not left alone when a person is forgotten"


def test_a_value_on_its_way_when_its_person_is_forgotten_is_not_kept(clock, layer):
    cache, ada = ModelCache([layer], clock=clock), uuid4()

    def make() -> str:
        cache.forget(ada)
        return "[0]"

    assert cache.get_or_make(QUESTIONS, key_of("a", ada), make, owner=ada).value == "[0]"
    assert not layer.rows
    again = [cache.get_or_make(QUESTIONS, key_of("a", ada), Maker(), owner=ada).layer for _ in range(2)]
    assert again == ["", "memory"]


def test_fifty_callers_at_once_are_one_call(layer):
    cache, make = ModelCache([layer]), Maker(seconds=0.2)
    found = in_parallel(50, lambda _: cache.get_or_make(QUESTIONS, key_of("a"), make))
    assert make.calls == 1
    assert {one.value for one in found} == {"[1]"}
    assert sorted(one.layer for one in found) == [""] + ["memory"] * 49
    assert cache.counts() == {("questions", "miss"): 1, ("questions", "memory"): 49}


def test_a_call_that_fails_is_one_call_and_an_error_for_all_who_wait(layer):
    cache, error = ModelCache([layer]), TimeoutError("no model answered")
    make = Maker(seconds=1, error=error)
    found = in_parallel(50, lambda _: cache.get_or_make(QUESTIONS, key_of("a"), make))
    assert make.calls == 1
    assert found == [error] * 50
    assert cache.counts() == {("questions", "miss"): 50}


def test_after_a_failure_nothing_is_kept_and_the_next_caller_tries_at_once(clock, layer):
    cache = ModelCache([layer], clock=clock)
    with pytest.raises(ValueError, match="bad"):
        cache.get_or_make(QUESTIONS, key_of("a"), Maker(error=ValueError("bad")))
    assert not layer.rows
    started = time.perf_counter()
    assert cache.get_or_make(QUESTIONS, key_of("a"), Maker()).layer == ""
    assert time.perf_counter() - started < 0.1


def test_two_keys_do_not_wait_for_each_other(layer):
    cache, slow, quick = ModelCache([layer]), Maker(seconds=1), Maker()
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(cache.get_or_make, QUESTIONS, key_of("slow"), slow)
        assert slow.begun.wait(5)
        started = time.perf_counter()
        cache.get_or_make(QUESTIONS, key_of("quick"), quick)
        assert time.perf_counter() - started < 0.5
        assert other.result().value == "[1]"


def test_a_caller_interrupted_by_a_rerun_of_its_screen_leaves_the_work_to_the_next():
    class Rerun(BaseException):
        pass

    cache, begun = ModelCache(), threading.Event()

    def interrupted() -> str:
        begun.set()
        time.sleep(0.2)
        raise Rerun

    def first() -> str:
        with pytest.raises(Rerun):
            cache.get_or_make(QUESTIONS, key_of("a"), interrupted)
        return "interrupted"

    make = Maker()
    with ThreadPoolExecutor(6) as pool:
        leader = pool.submit(first)
        assert begun.wait(5)
        others = [pool.submit(cache.get_or_make, QUESTIONS, key_of("a"), make) for _ in range(5)]
        assert [one.result().value for one in others] == ["[1]"] * 5
        assert leader.result() == "interrupted"
    assert make.calls == 1


def test_two_processes_make_a_value_once():
    shared = SharedLayer(monotonic=time.monotonic)
    caches = [ModelCache([shared], poll_seconds=0.02) for _ in range(2)]
    make = Maker(seconds=0.3)
    found = in_parallel(20, lambda number: caches[number % 2].get_or_make(QUESTIONS, key_of("a"), make))
    assert make.calls == 1
    assert {one.value for one in found} == {"[1]"}


def test_a_process_whose_call_failed_lets_another_try_at_once():
    shared, failing, make = SharedLayer(monotonic=time.monotonic), Maker(seconds=0.2, error=ValueError("bad")), Maker()
    first, second = (ModelCache([shared], poll_seconds=0.02) for _ in range(2))
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(first.get_or_make, QUESTIONS, key_of("a"), failing)
        assert failing.begun.wait(5)
        started = time.perf_counter()
        assert second.get_or_make(QUESTIONS, key_of("a"), make).value == "[1]"
        assert 0.1 < time.perf_counter() - started < 1
        assert isinstance(other.exception(), ValueError)


def test_when_a_process_dies_at_work_one_of_the_others_takes_over_after_its_lease():
    shared, make = SharedLayer(monotonic=time.monotonic), Maker(seconds=0.1)
    shared.claim(key_of("a"), 0.4)
    caches = [ModelCache([shared], lease_seconds=0.4, poll_seconds=0.02) for _ in range(4)]
    started = time.perf_counter()
    found = in_parallel(4, lambda number: caches[number].get_or_make(QUESTIONS, key_of("a"), make))
    assert 0.3 < time.perf_counter() - started < 2
    assert make.calls == 1
    assert {one.value for one in found} == {"[1]"}


def test_nobody_waits_longer_than_their_patience():
    shared, make = SharedLayer(monotonic=time.monotonic), Maker()
    shared.claim(key_of("a"), 60)
    cache = ModelCache([shared], poll_seconds=0.02)
    started = time.perf_counter()
    assert cache.get_or_make(QUESTIONS, key_of("a"), make, patience=0.2).value == "[1]"
    assert 0.1 < time.perf_counter() - started < 1


def test_patience_holds_for_those_who_wait_within_the_process_too():
    cache, slow, quick = ModelCache(), Maker(seconds=1), Maker()
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(cache.get_or_make, QUESTIONS, key_of("a"), slow)
        assert slow.begun.wait(5)
        assert cache.get_or_make(QUESTIONS, key_of("a"), quick, patience=0.1).layer == ""
        assert not other.done()


def test_a_value_made_between_the_look_and_the_claim_is_found(clock, layer):
    """The last moment in which two processes could both make it."""
    claim = layer.claim

    def late_claim(key: str, seconds: float) -> bool:
        layer.put(key, '"theirs"', use="questions", owner=None, expires_at=clock.now() + SECOND)
        return claim(key, seconds)

    layer.claim = late_claim
    make = Maker()
    assert ModelCache([layer], clock=clock).get_or_make(QUESTIONS, key_of("a"), make).value == '"theirs"'
    assert make.calls == 0
    assert claim(key_of("a"), 1), "and the claim was given back"


def test_a_layer_that_is_down_is_skipped_and_the_next_one_gives_the_claim(clock):
    down, working = (SharedLayer(name, monotonic=clock.monotonic) for name in ("database", "redis"))
    down.down = True
    cache = ModelCache([working, down], clock=clock)
    made = cache.get_or_make(QUESTIONS, key_of("a"), lambda: str(working.claim(key_of("a"), 1)))
    assert made.value == "False", "somebody else could have claimed it meanwhile"
    assert ModelCache([working, down], clock=clock).get_or_make(QUESTIONS, key_of("a"), Maker()).layer == "redis"


def test_the_claim_is_that_of_the_last_layer_which_all_processes_have(clock):
    layers = [SharedLayer(name, monotonic=clock.monotonic) for name in ("redis", "database")]
    claimed: list[bool] = []

    def make() -> str:
        claimed.extend(not layer.claim(key_of("a"), 1) for layer in layers)
        return "[]"

    ModelCache(layers, clock=clock).get_or_make(QUESTIONS, key_of("a"), make)
    assert claimed == [False, True]


def test_with_every_layer_down_one_process_still_makes_a_value_once(layer):
    layer.down = True
    cache, make = ModelCache([layer]), Maker(seconds=0.2)
    in_parallel(20, lambda _: cache.get_or_make(QUESTIONS, key_of("a"), make))
    assert make.calls == 1


def test_a_layer_that_failed_is_left_alone_for_five_seconds_and_then_used_again(clock, layer):
    cache = ModelCache([layer], clock=clock)
    layer.down = True
    for topic in "abc":
        cache.get_or_make(QUESTIONS, key_of(topic), Maker())
    assert layer.asked == 1
    layer.down = False
    clock.step(5 * SECOND)
    cache.get_or_make(QUESTIONS, key_of("d"), Maker())
    assert list(layer.rows) == [key_of("d")]


def test_while_one_caller_tries_a_layer_again_the_others_do_not_wait_for_it(clock, layer):
    cache, get, trying, go = ModelCache([layer], clock=clock), layer.get, threading.Event(), threading.Event()
    layer.down = True
    cache.get_or_make(QUESTIONS, key_of("a"), Maker())
    clock.step(5 * SECOND)

    def slow_get(*given):
        trying.set()
        assert go.wait(5)
        return get(*given)

    layer.get = slow_get
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(cache.get_or_make, QUESTIONS, key_of("b"), Maker())
        assert trying.wait(5)
        trying.clear()
        started = time.perf_counter()
        cache.get_or_make(QUESTIONS, key_of("c"), Maker())
        assert time.perf_counter() - started < 1
        assert not trying.is_set()
        go.set()
        assert other.result().value == "[1]"


def test_a_layer_that_is_down_is_told_once_a_minute(clock, layer):
    cache = ModelCache([layer], clock=clock)
    layer.down = True
    with capture_logs() as told:
        for number in range(13):
            cache.get_or_make(QUESTIONS, key_of(str(number)), Maker())
            clock.step(10 * SECOND)
    assert [(line["log_level"], line["layer"]) for line in told] == [("warning", "database")] * 3
    assert layer.asked == 13


def test_counts_are_taken_once_and_none_is_lost_between_threads(clock):
    cache, make = ModelCache(clock=clock), Maker()
    taken: list[dict[tuple[str, str], int]] = []

    def call(number: int) -> None:
        for topic in range(50):
            cache.get_or_make(QUESTIONS, key_of(str(topic)), make)
            if topic % 10 == number:
                taken.append(cache.take_counts())

    in_parallel(8, call)
    taken.append(cache.take_counts())
    assert sum(sum(counts.values()) for counts in taken) == 400
    assert sum(counts.get(("questions", "miss"), 0) for counts in taken) == 50
    assert cache.counts() == {}


def test_counts_tell_uses_and_layers_apart(clock, layer):
    cache, make = ModelCache([layer], clock=clock), Maker()
    for use in (QUESTIONS, VECTOR_SEARCH, VECTOR_SEARCH):
        cache.get_or_make(use, key_of("a", use=use), make)
    ModelCache([layer], clock=clock).get_or_make(QUESTIONS, key_of("a"), make)
    expected = {("questions", "miss"): 1, ("vector_search", "miss"): 1, ("vector_search", "memory"): 1}
    assert cache.counts() == expected
    assert cache.take_counts() == expected
    assert cache.take_counts() == {}
