"""Every fault of a provider: a model's result, the labelled fallback or an honest notice, and the books agree."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from agents.llm.breaker import FAILURES, OPEN_SECONDS
from agents.llm.router import NO_ANSWER
from benchmarks.books import counted, differences
from benchmarks.fault_trials import CONTROL, KINDS, STALL, STREAM_KINDS, Bench, Ended, Played, SetUp, play, samples
from benchmarks.gateway_outage import chatting, recoveries, scoring, simulate
from benchmarks.gateway_quota import CASES, Case, race
from benchmarks.local_models import Times, warm_up
from services.storage.database import Database
from services.storage.embedded import EmbeddedPostgres
from tests.conftest import migrated_database
from tests.embedder import EMBED

NIGHTLY = bool(os.environ.get("NIGHTLY"))
ROUNDS, RACES = (20, 20) if NIGHTLY else (1, 1)
TIMES = Times() if NIGHTLY else Times(groq=1.5, huggingface=2.0, run=3.0)
UNHURRIED = Times() if NIGHTLY else Times(groq=6.0, huggingface=8.0, run=20.0)
COSTLY = ("ten_megabytes", "gzip_bomb")
"""Faults that cost a busy machine seconds of its own; none of them waits for a deadline."""
EVERY = 0.25 if NIGHTLY else 0.05
LATE = 0.0 if NIGHTLY else 2.0
"""Seconds that a busy machine may add to a deadline, shortened as they are here."""
TOLD = f"told: {NO_ANSWER}"
NOT_FOLLOWED = ("400",)
"""Our own mistake, by the provider's account: no other one is asked."""
AS_IT_IS = (CONTROL, "duplicate_chunk")
"""Replies that are as good as any."""
BROKEN_OFF = ("cut_mid_token", "cut_mid_utf8", "endless_stream", STALL, "no_finish_reason")
"""Streams that fail after the first words were shown: two replies are never spliced."""


@pytest.fixture(scope="module")
def ledger(cluster: EmbeddedPostgres) -> Iterator[Database]:
    """One database for every fault."""
    with migrated_database(cluster) as (_, database):
        yield database


@pytest.fixture(scope="module")
def bench(ledger: Database) -> Bench:
    """What all faults are played on."""
    warm_up()
    embedder = EMBED
    found = samples(embedder, None if NIGHTLY else 3)
    assert len(found) >= 3
    return Bench(ledger, embedder, found, TIMES, EVERY)


def of(played: Played, setup: SetUp) -> set[Ended]:
    return {trial.ended for trial in played.trials if trial.setup is setup}


def bench_for(kind: str, bench: Bench) -> Bench:
    return replace(bench, times=UNHURRIED) if kind in COSTLY else bench


def check_promises(played: Played, ledger: Database) -> None:
    """What holds for every fault: nothing dishonest, nothing invented, in time, and counted as the provider counts."""
    wrong = [trial for trial in played.trials if trial.ended is Ended.OTHER or trial.invented]
    assert wrong == []
    assert len(played.trials) == ROUNDS * len(SetUp)
    times = UNHURRIED if played.kind in COSTLY else TIMES
    late = [t for t in played.trials if t.seconds > times.run + LATE or (t.switched or 0) > times.groq + LATE]
    assert late == []
    ending = ".stream" if played.streamed else ".score"
    ours = {k: v for k, v in counted(ledger, f"{played.kind}.").items() if k[0].endswith(ending)}
    assert differences(ours, played.told) == []


@pytest.mark.parametrize("kind", [CONTROL, *KINDS])
def test_an_answer_is_scored_by_a_healthy_provider_or_labelled_as_an_estimate(kind: str, bench: Bench) -> None:
    played = play(kind, bench_for(kind, bench), ROUNDS)
    check_promises(played, bench.database)
    if kind in AS_IT_IS:
        assert {t.ended for t in played.trials} == {Ended.FIRST}
        return
    assert of(played, SetUp.FIRST) == {Ended.OFFLINE if kind in NOT_FOLLOWED else Ended.SECOND}
    assert of(played, SetUp.BOTH) == of(played, SetUp.ALONE) == {Ended.OFFLINE}


@pytest.mark.parametrize("kind", STREAM_KINDS)
def test_a_stream_is_whole_or_ends_with_a_notice(kind: str, bench: Bench) -> None:
    played = play(kind, bench_for(kind, bench), ROUNDS, streamed=True)
    check_promises(played, bench.database)
    if kind in AS_IT_IS:
        assert {t.ended for t in played.trials} == {Ended.FIRST}
        return
    assert of(played, SetUp.FIRST) == {Ended.NOTICE if kind in BROKEN_OFF else Ended.SECOND}
    assert of(played, SetUp.BOTH) == of(played, SetUp.ALONE) == {Ended.NOTICE}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_of_fifty_callers_at_one_remaining_request_one_is_sent_there(case: Case, cluster: EmbeddedPostgres) -> None:
    with migrated_database(cluster) as (name, first), closing(opened_again(cluster, name)) as second:
        races = [race(case, (first, second), number) for number in range(RACES)]
    assert [found.wrong for found in races] == [()] * RACES
    for found in races:
        assert found.arrived == (0 if case.second else 1)
        assert found.ended == ({"answered by huggingface": 50} if case.second else {"answered by groq": 1, TOLD: 49})


def test_while_both_providers_are_down_only_probes_are_sent_and_calls_end_at_once() -> None:
    outage = simulate(10, "503", scoring(EMBED)) if NIGHTLY else simulate(3, "503", chatting)
    down = [call for call in outage.calls if call.at < outage.back_at]
    assert {call.by for call in down} == {""}
    for provider in (0, 1):
        assert len(outage.opening(provider)) == FAILURES
        assert outage.strays(provider) == []
        assert len(outage.probes(provider)) == outage.back_at // OPEN_SECONDS - 1
    quick = sorted(call.seconds for call in down if call.while_open)
    assert len(quick) >= 0.9 * len(down)
    assert quick[len(quick) // 2] < 0.2


def test_within_a_minute_of_recovery_calls_are_answered_and_neither_breaker_is_open() -> None:
    for outage in recoveries("503", step=1 if NIGHTLY else 15):
        assert outage.answered_in <= OPEN_SECONDS
        assert outage.closed_in[0] <= OPEN_SECONDS
        assert max(outage.ready_in) <= OPEN_SECONDS


def opened_again(cluster: EmbeddedPostgres, name: str) -> Database:
    """The database as another process has it."""
    return Database(*(cluster.dsn(login, name) for login in ("app_login", "app_system", "postgres")))
