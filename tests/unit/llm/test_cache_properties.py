"""Property 17 of the specification, cache hit rate; and the cache against a model of it."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from agents.llm.cache import QUESTIONS, CacheUse, ModelCache, cache_key
from agents.llm.cache_memory import MEMORY, Cached, MemoryEntries
from benchmarks.model_month import REQUESTS, hit_rate, shared_inputs, simulate, workload
from tests.unit.llm.shared_layer import SharedLayer, StepClock

SHORT = CacheUse("questions", timedelta(minutes=10))
PEOPLE = (UUID(int=1), UUID(int=2))
OWNERS = st.sampled_from([None, *PEOPLE])
TOPICS = st.integers(0, 4)


def key_of(use: CacheUse, topic: int, owner: UUID | None) -> str:
    return cache_key(use, prompt="p v1", model="m", parameters={}, inputs_digest=str(topic), owner=owner)


def zipf(requests: int, keys: int, exponent: float, seed: int) -> list[int]:
    weights = list(accumulate(1 / rank**exponent for rank in range(1, keys + 1)))
    return random.Random(seed).choices(range(keys), cum_weights=weights, k=requests)


def ask(cache: ModelCache, use: CacheUse, topics: Sequence[int], clock: StepClock, pause: timedelta) -> int:
    """Ask for each topic, `pause` apart; returns how many values were made."""
    made = 0

    def make() -> str:
        nonlocal made
        made += 1
        return str(made)

    for topic in topics:
        cache.get_or_make(use, key_of(use, topic, None), make)
        clock.step(pause)
    return made


sequences = st.builds(
    zipf,
    requests=st.integers(1, 300),
    keys=st.integers(1, 80),
    exponent=st.floats(0, 2),
    seed=st.integers(0, 2**32),
)


@settings(max_examples=150, deadline=None)
@given(topics=sequences, layers=st.integers(0, 2), memory_entries=st.integers(1, 100))
def test_property_17_within_their_time_all_requests_but_the_first_of_each_key_are_hits(topics, layers, memory_entries):
    """Property 17 (cache hit rate): hits = requests - different keys, as long as some layer has room for them all."""
    clock = StepClock()
    shared = [SharedLayer(name, monotonic=clock.monotonic) for name in ("redis", "database")[2 - layers :]]
    entries = memory_entries if shared else 100
    cache = ModelCache(shared, memory_entries=entries, clock=clock)
    made = ask(cache, QUESTIONS, topics, clock, timedelta(seconds=1))
    counts = cache.take_counts()
    misses = counts.pop(("questions", "miss"))
    assert made == misses == len(set(topics))
    assert sum(counts.values()) == len(topics) - len(set(topics))


@settings(max_examples=150, deadline=None)
@given(topics=sequences, minutes=st.sampled_from([1, 3, 10, 15]), layered=st.booleans())
def test_property_17_an_entry_whose_time_is_over_costs_one_more_miss(topics, minutes, layered):
    """Property 17 (cache hit rate): hits = requests - different keys - expiries."""
    clock, pause = StepClock(), timedelta(minutes=minutes)
    cache = ModelCache([SharedLayer(monotonic=clock.monotonic)] if layered else [], clock=clock)
    made = ask(cache, SHORT, topics, clock, pause)
    made_at: dict[int, int] = {}
    expiries = 0
    for number, topic in enumerate(topics):
        over = topic in made_at and (number - made_at[topic]) * pause >= SHORT.ttl
        expiries += over
        if over or topic not in made_at:
            made_at[topic] = number
    assert made == len(set(topics)) + expiries
    counts = cache.counts()
    assert sum(counts.values()) == len(topics)
    assert sum(times for (_, layer), times in counts.items() if layer != "miss") == len(topics) - made


def test_property_17_the_published_month_has_a_hit_rate_of_at_least_80_percent():
    """Property 17 (cache hit rate): from a cold start, over 400 shared keys, personalised requests included."""
    served = simulate(workload())
    assert len(shared_inputs()) >= 400
    assert len(served) == REQUESTS
    assert any(one.request.person for one in served)
    assert hit_rate(served) >= 0.80


class CacheAgainstModel(RuleBasedStateMachine):
    """Two processes over one shared layer, against a dictionary of what may be served and until when."""

    @initialize(entries=st.integers(1, 6))
    def start(self, entries: int) -> None:
        self.clock = StepClock()
        self.layer = SharedLayer(monotonic=self.clock.monotonic)
        self.caches = [ModelCache([self.layer], memory_entries=entries, clock=self.clock) for _ in range(2)]
        self.entries = entries
        self.kept: dict[tuple[int, UUID | None], tuple[str, datetime]] = {}
        self.calls = 0
        self.made = 0

    @rule(process=st.integers(0, 1), topic=TOPICS, owner=OWNERS)
    def ask(self, process: int, topic: int, owner: UUID | None) -> None:
        def make() -> str:
            self.made += 1
            return f"{topic} for {owner}, number {self.made}"

        before, now = self.made, self.clock.now()
        found = self.caches[process].get_or_make(SHORT, key_of(SHORT, topic, owner), make, owner=owner)
        value, ends = self.kept.get((topic, owner), ("", now))
        self.calls += 1
        assert found.expires_at > now
        assert found.value.startswith(f"{topic} for {owner},")
        if ends > now:
            assert (found.value, found.expires_at, self.made) == (value, ends, before)
        else:
            assert (found.layer, self.made) == ("", before + 1)
            self.kept[topic, owner] = (found.value, now + SHORT.ttl)

    @rule(seconds=st.sampled_from([1, 30, 60, 300, 599, 600]))
    def time_passes(self, seconds: int) -> None:
        self.clock.step(timedelta(seconds=seconds))

    @rule(owner=st.sampled_from(PEOPLE), process=st.integers(0, 1))
    def forget(self, owner: UUID, process: int) -> None:
        """The other process's memory drops them by itself within a minute."""
        self.caches[process].forget(owner)
        assert not [key for key, (_, whose, _) in self.layer.rows.items() if whose == owner]
        self.clock.step(timedelta(seconds=60))
        self.kept = {place: kept for place, kept in self.kept.items() if place[1] != owner}

    @rule(process=st.integers(0, 1))
    def restart(self, process: int) -> None:
        counted = sum(self.caches[process].take_counts().values())
        self.caches[process] = ModelCache([self.layer], memory_entries=self.entries, clock=self.clock)
        self.calls -= counted

    @precondition(lambda self: hasattr(self, "caches"))
    @invariant()
    def every_call_is_counted_once(self) -> None:
        assert sum(sum(cache.counts().values()) for cache in self.caches) == self.calls


TestCacheAgainstModel = CacheAgainstModel.TestCase
TestCacheAgainstModel.settings = settings(
    max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


class MemoryAgainstModel(RuleBasedStateMachine):
    """The entries in memory against a list of (key, value, end, owner), the one used last at its end."""

    @initialize(limit=st.integers(0, 5))
    def start(self, limit: int) -> None:
        self.limit = limit
        self.clock = StepClock()
        self.memory = MemoryEntries(limit)
        self.model: list[tuple[str, str, datetime, UUID | None]] = []
        self.values = 0

    @rule(topic=TOPICS, owner=OWNERS, seconds=st.integers(1, 300))
    def put(self, topic: int, owner: UUID | None, seconds: int) -> None:
        self.values += 1
        key, value, now = key_of(SHORT, topic, owner), str(self.values), self.clock.now()
        ends = now + timedelta(seconds=seconds)
        assert self.memory.put(key, Cached(value, "", ends), owner, now, self.memory.forgets)
        ends = min(ends, now + timedelta(seconds=60)) if owner else ends
        kept = [*(row for row in self.model if row[0] != key), (key, value, ends, owner)]
        self.model = kept[-self.limit :] if self.limit else []

    @rule(topic=TOPICS, owner=OWNERS)
    def get(self, topic: int, owner: UUID | None) -> None:
        key, now = key_of(SHORT, topic, owner), self.clock.now()
        row = next((row for row in self.model if row[0] == key), None)
        self.model = [row for row in self.model if row[0] != key]
        found = self.memory.get(key, now)
        if row is None or row[2] <= now:
            assert found is None
        else:
            assert found is not None
            assert (found.value, found.layer) == (row[1], MEMORY)
            self.model.append(row)

    @rule(owner=st.sampled_from(PEOPLE))
    def forget(self, owner: UUID) -> None:
        noted = self.memory.forgets
        assert self.memory.forget(owner) == sum(row[3] == owner for row in self.model)
        self.model = [row for row in self.model if row[3] != owner]
        late = Cached("late", "", self.clock.now() + timedelta(seconds=60))
        assert not self.memory.put(key_of(SHORT, 0, owner), late, owner, self.clock.now(), noted)

    @rule(seconds=st.sampled_from([1, 30, 60, 300]))
    def time_passes(self, seconds: int) -> None:
        self.clock.step(timedelta(seconds=seconds))

    @precondition(lambda self: hasattr(self, "memory"))
    @invariant()
    def it_never_holds_more_than_its_limit(self) -> None:
        assert len(self.memory) == len(self.model) <= self.limit


TestMemoryAgainstModel = MemoryAgainstModel.TestCase
TestMemoryAgainstModel.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
