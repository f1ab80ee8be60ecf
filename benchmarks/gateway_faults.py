"""Every fault of a provider, many times: who answers, how long it takes, what is invented, and whether the books agree.

    python -m benchmarks.gateway_faults [--rounds 20] [--kinds 500,read_timeout] [--every 0.25]

Real: the scoring of an answer from the question bank as the product does it (services.evaluation.score), streamed chat
replies, both client libraries, HTTP on loopback, the product's timeouts, the ledger in an embedded Postgres. Local: the
providers. The gateway is new for each trial, so that no open breaker hides the fault; sentence vectors of the answers
are known before the clock runs.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from benchmarks.books import Books, counted, differences
from benchmarks.fault_trials import (
    AT_ONCE,
    CONTROL,
    HEAVY,
    HEAVY_AT_ONCE,
    KINDS,
    STREAM_KINDS,
    Bench,
    Ended,
    Played,
    SetUp,
    Trial,
    play,
    samples,
)
from benchmarks.local_models import Times, be_quiet, databases, machine, warm_up
from services.embeddings import Embedder
from services.storage.database import Database

TABLES = (("Scores of answers", (CONTROL, *KINDS), False), ("Streamed chat replies", STREAM_KINDS, True))
PATIENCE, FALLBACK_WITHIN = 30.0, 10.0


def print_head(title: str) -> None:
    """Begin a table."""
    print(f"\n{title}\n")
    print(
        "| fault | first faulty, second healthy | both faulty | one provider | else | invented | slowest | switched |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)


def print_line(played: Played) -> None:
    """One fault: a set-up's cell counts how its calls ended."""
    cells = [_cell([t for t in played.trials if t.setup is setup]) for setup in SetUp]
    other = sum(t.ended is Ended.OTHER for t in played.trials)
    invented = sum(bool(t.invented) for t in played.trials)
    switched = [t.switched for t in played.trials if t.switched is not None]
    last = f"{max(switched):.2f} s" if switched else "-"
    slowest = max(t.seconds for t in played.trials)
    print(f"| {played.kind} | {' | '.join(cells)} | {other} | {invented} | {slowest:.2f} s | {last} |", flush=True)


def print_totals(found: Sequence[Played], ours: Books, theirs: Books) -> None:
    """What the aims speak of."""
    print()
    for streamed in (False, True):
        part = [p for p in found if p.streamed is streamed and p.kind != CONTROL]
        if not part:
            continue
        trials = [t for p in part for t in p.trials]
        first = [t for t in trials if t.setup is SetUp.FIRST]
        by_model = sum(t.ended in (Ended.FIRST, Ended.SECOND) for t in first)
        switched = [t.switched for t in trials if t.switched is not None]
        ended = Counter(t.ended.value for t in trials)
        print(f"{'Streams' if streamed else 'Scores'}: {len(part)} faults, {len(trials):,} calls;", end=" ")
        print(", ".join(f"{ended[e.value]:,} {e.value}" for e in Ended))
        print(f"  second healthy, a model's result: {by_model} of {len(first)} ({by_model / len(first):.1%})")
        print(f"  invented: {sum(bool(t.invented) for t in trials)}")
        late = sum(t.seconds > PATIENCE for t in trials)
        print(f"  over {PATIENCE:.0f} s: {late}; slowest {max(t.seconds for t in trials):.2f} s")
        if switched:
            late = sum(s > FALLBACK_WITHIN for s in switched)
            print(
                f"  second provider asked: {len(switched):,} times, at the latest after {max(switched):.2f} s;", end=" "
            )
            print(f"over {FALLBACK_WITHIN:.0f} s: {late}")
    wrong = differences(ours, theirs)
    requests, tokens = (sum(getattr(c, name) for c in theirs.values()) for name in ("requests", "tokens_in"))
    print(f"Books: {len(theirs)} accounts and models with {requests:,} requests and {tokens:,} tokens in;", end=" ")
    print(f"{len(wrong)} differ")
    for line in wrong:
        print(f"  {line}")
    for line in _oddities(found):
        print(f"  {line}")


def print_runs(found: Sequence[Played], database: Database) -> None:
    """Whether the runs that operators read of ended as the calls did."""
    with database.as_system() as tx:
        days = list(tx.agent_runs.days(datetime.now(UTC).date() - timedelta(days=2)).values())
    kept = [sum(getattr(day, state) for day in days) for state in ("answered", "fallback", "failed")]
    ended = Counter(t.ended for played in found for t in played.trials)
    seen = [ended[Ended.FIRST] + ended[Ended.SECOND], ended[Ended.OFFLINE], ended[Ended.NOTICE] + ended[Ended.OTHER]]
    print(f"Runs kept: {kept[0]:,} answered, {kept[1]:,} fallback, {kept[2]:,} failed;", end=" ")
    print("as the calls ended" if kept == seen else f"but the calls ended {seen}")


def _cell(trials: Sequence[Trial]) -> str:
    words = {Ended.FIRST: "1st", Ended.SECOND: "2nd", Ended.OFFLINE: "offline", Ended.NOTICE: "notice"}
    counts = [(sum(t.ended is ended for t in trials), word) for ended, word in words.items()]
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def _oddities(found: Sequence[Played]) -> list[str]:
    return [
        f"{played.kind}, {trial.setup}: {trial.invented or trial.detail}"
        for played in found
        for trial in played.trials
        if trial.invented or trial.ended is Ended.OTHER
    ]


def main() -> None:
    """Play the faults and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20, help="of each fault in each of the three set-ups")
    parser.add_argument("--kinds", default="", help="names of faults, separated by commas; all unless given")
    parser.add_argument("--every", type=float, default=0.25, help="seconds between two calls' starts")
    given = parser.parse_args()
    wanted = given.kinds.split(",") if given.kinds else [CONTROL, *KINDS, *STREAM_KINDS]
    unknown = set(wanted) - {CONTROL, *KINDS, *STREAM_KINDS}
    if unknown or given.rounds < 1:
        parser.error(f"Not known: {', '.join(sorted(unknown))}." if unknown else "--rounds is at least 1.")
    be_quiet()
    warm_up()
    print(f"{machine()}. {given.rounds} rounds in each set-up, up to {AT_ONCE} calls at once", end=" ")
    print(f"({HEAVY_AT_ONCE} of {', '.join(HEAVY)}), Groq 10 s a try, Hugging Face 30 s, 30 s in all.")
    with databases(connections=8) as [database]:
        embedder = Embedder()
        bench = Bench(database, embedder, samples(embedder), Times(), given.every)
        found: list[Played] = []
        for title, kinds, streamed in TABLES:
            print_head(title)
            for kind in kinds:
                if kind in wanted:
                    found.append(play(kind, bench, given.rounds, streamed=streamed))
                    print_line(found[-1])
        print_totals(found, counted(database), {place: c for played in found for place, c in played.told.items()})
        print_runs(found, database)
    print(f"Afterwards: {machine()}.")


if __name__ == "__main__":
    main()
