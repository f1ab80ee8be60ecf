"""A simulated month of question sets through the real cache: hit rates by day, and dollars an interview.

    python -m benchmarks.model_month [--requests N] [--seed N] [--share 0..1] [--database]

What is simulated: people, time, and the model (it answers at once). What is real: agents.llm.cache with its keys, and
with --database the database as its shared layer; without it that layer is a dictionary.

The workload, from a published seed: every interview asks for one set of questions. Shared requests are drawn by Zipf's
law over 20 roles x 4 levels x 5 kinds = 400 keys, whose ranks are shuffled. A share of the people practises with a
resume and a job of their own: their keys carry the person, the versions of both and the kind, and they are as likely
to come back to the job they practised last as to bring a new job or resume. Requests are spread evenly over 30 days and
start with empty caches; entries hold 30 days; the process is restarted every midnight and loses its memory.
"""

import argparse
import hashlib
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from uuid import UUID

from agents.llm.cache import MADE, QUESTIONS, ModelCache, cache_key
from agents.llm.ports import CacheLayer
from agents.llm.prices import price
from domain.interview import Level, QuestionKind
from domain.model_use import Provider
from prompts.library import load_yaml
from services.model_records import DatabaseCache
from services.settings import load_settings
from services.storage.database import Database
from tests.app_server import open_folder
from tests.builders import add_person
from tests.unit.llm.shared_layer import SharedLayer, StepClock

SEED = 20261103
DAYS = 30
PEOPLE, REQUESTS = 600, 6000
"""Ten interviews a person in the month."""
EXPONENT = 1.0
"""Zipf's own. Web requests were measured between 0.64 and 0.83 (Breslau and others, INFOCOM 1999): flatter is worse."""
SHARE = 0.15
"""Share of the people who practise with a resume and a job of their own, and of the requests that are theirs."""
SAME_JOB = 0.5
CURVE = (1, 2, 3, 5, 7, 10, 14, 21, 30)
ROLES = 20
"""The published month: the first 20 roles of data/roles.yaml. print_other_months tells of all of them."""

MODEL = "openai/gpt-oss-120b"
QUESTION_TOKENS = (900, 1400)
"""In and out for one set: role, level, kind and rules in; about eight questions with key points out (estimated)."""
EVALUATION_TOKENS = (2300, 900)
"""In and out for one answer: the prefix below, then question, key points and an answer of about five minutes."""
PREFIX_TOKENS = 1300
"""Of these the rubric, rules and output form, the same for every answer of a kind: characters / 4 of the prompt."""
EVALUATIONS = 5
PROVIDER_KEEPS = timedelta(hours=2)
"""How long Groq's prompt cache holds a prefix since its last use."""
ANSWER_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Request:
    """A set of questions asked for at a time counted from the start; `inputs` is what the key is made of."""

    at: timedelta
    kind: QuestionKind
    inputs: str
    person: UUID | None


@dataclass(frozen=True)
class Served:
    """One request and the layer that had it; "" when the model was asked."""

    request: Request
    layer: str


def shared_inputs(roles: int | None = ROLES) -> list[tuple[str, Level, QuestionKind]]:
    """Every (role, level, kind) of the first roles, of all of them with None."""
    path = Path(__file__).resolve().parents[1] / "data" / "roles.yaml"
    names = [role["id"] for role in load_yaml(path.read_text("utf-8"))][:roles]
    return [(role, level, kind) for role in names for level in Level for kind in QuestionKind]


def workload(
    requests: int = REQUESTS,
    *,
    seed: int = SEED,
    share: float = SHARE,
    exponent: float = EXPONENT,
    roles: int | None = ROLES,
) -> list[Request]:
    """The month's requests in the order of time."""
    chance = random.Random(seed)
    keys = shared_inputs(roles)
    chance.shuffle(keys)
    weights = list(accumulate(1 / rank**exponent for rank in range(1, len(keys) + 1)))
    people = [UUID(int=chance.getrandbits(128), version=4) for _ in range(max(1, PEOPLE * requests // REQUESTS))]
    own = people[: max(1, round(share * len(people)))]
    personal = set(chance.sample(range(requests), round(share * requests)))
    jobs: dict[UUID, int] = {}
    drawn = []
    for number, seconds in enumerate(sorted(chance.uniform(0, DAYS * 86_400) for _ in range(requests))):
        role, level, kind = chance.choices(keys, cum_weights=weights)[0]
        inputs, person = f"{role}/{level}/{kind}", None
        if number in personal:
            person = chance.choice(own)
            jobs[person] = jobs.get(person, 0) + (person not in jobs or chance.random() >= SAME_JOB)
            inputs = f"resume and job {jobs[person]}/{kind}"
        drawn.append(Request(timedelta(seconds=seconds), kind, inputs, person))
    return drawn


def run(requests: Sequence[Request], layer: CacheLayer, clock: StepClock) -> list[Served]:
    """Ask the cache for every request at its time."""
    served = []
    cache, day = ModelCache([layer], clock=clock), 0
    for request in requests:
        clock.step(request.at - clock.passed)
        if request.at.days != day:
            cache, day = ModelCache([layer], clock=clock), request.at.days
        digest = hashlib.sha256(request.inputs.encode()).hexdigest()
        key = cache_key(
            QUESTIONS, prompt="question_writer v1", model=MODEL, parameters={"count": 8}, inputs_digest=digest,
            owner=request.person,
        )  # fmt: skip
        found = cache.get_or_make(QUESTIONS, key, lambda: '{"questions": []}', owner=request.person)
        served.append(Served(request, found.layer))
    return served


def simulate(requests: Sequence[Request]) -> list[Served]:
    """The month with a dictionary as the shared layer."""
    clock = StepClock()
    return run(requests, SharedLayer(monotonic=clock.monotonic), clock)


def simulate_on_database(requests: Sequence[Request]) -> list[Served]:
    """The month with a new embedded database as the shared layer; its people get accounts there."""
    clock = StepClock()
    with open_folder("im-month-") as folder:
        database = Database.open(load_settings().model_copy(update={"app_data_dir": folder, "database_url": None}))
        try:
            database.migrate()
            people = {request.person for request in requests if request.person}
            accounts = {person: add_person(database, f"{person}@example.org").id for person in people}
            with_accounts = [replace(r, person=accounts[r.person] if r.person else None) for r in requests]
            return run(with_accounts, DatabaseCache(database), clock)
        finally:
            database.close()


def hit_rate(served: Sequence[Served]) -> float:
    """Share of the requests that no model was asked for; 0 without requests."""
    return sum(one.layer != MADE for one in served) / len(served) if served else 0.0


def prefixes_kept(requests: Sequence[Request]) -> int:
    """Of the month's evaluations, those whose prefix the provider has seen within its two hours."""
    last: dict[QuestionKind, timedelta] = {}
    kept = 0
    answers = sorted((r.at + n * ANSWER_EVERY, r.kind) for r in requests for n in range(1, EVALUATIONS + 1))
    for at, kind in answers:
        kept += kind in last and at - last[kind] <= PROVIDER_KEEPS
        last[kind] = at
    return kept


def dollars(tokens: tuple[int, int], cached: int = 0) -> Decimal:
    """The price of one call at Groq."""
    found = price(Provider.GROQ, MODEL, *tokens, cached)
    if found is None:
        raise SystemExit(f"genai-prices knows no price of {MODEL}.")
    return found


def print_rates(served: Sequence[Served]) -> None:
    """Print the rates of the month and its curve."""
    personal = [one for one in served if one.request.person]
    shared = [one for one in served if not one.request.person]
    print("| requests | n | different keys | hit rate |\n| --- | --- | --- | --- |")
    for name, part in (
        ("all, personalised included", served),
        ("shared only", shared),
        ("personalised only", personal),
    ):
        different = len({(one.request.person, one.request.inputs) for one in part})
        print(f"| {name} | {len(part):,} | {different:,} | {hit_rate(part):.1%} |")
    layers = Counter(one.layer or "made by the model" for one in served)
    print("\nServed by: " + ", ".join(f"{name} {count:,}" for name, count in layers.most_common()))
    print("\n| day | requests that day | hit rate that day | since the start | shared only, since the start |")
    print("| --- | --- | --- | --- | --- |")
    for day in CURVE:
        today = [one for one in served if one.request.at.days == day - 1]
        so_far = [one for one in served if one.request.at.days < day]
        alone = [one for one in so_far if not one.request.person]
        print(f"| {day} | {len(today):,} | {hit_rate(today):.1%} | {hit_rate(so_far):.1%} | {hit_rate(alone):.1%} |")


def print_costs(served: Sequence[Served]) -> None:
    """Print dollars per completed interview, every request being one interview whose answers are all scored."""
    count = len(served)
    made = sum(one.layer == MADE for one in served)
    kept = prefixes_kept([one.request for one in served])
    question, fresh = dollars(QUESTION_TOKENS), dollars(EVALUATION_TOKENS)
    known = dollars(EVALUATION_TOKENS, PREFIX_TOKENS)
    plain = EVALUATIONS * fresh
    cached = (kept * known + (EVALUATIONS * count - kept) * fresh) / count
    part = kept / (EVALUATIONS * count)
    tokens = "{:,} tokens in and {:,} out".format
    print(f"\nPrices of {MODEL} at Groq. One set of questions: {tokens(*QUESTION_TOKENS)}, ${question:.6f}.")
    print(f"One evaluation: {tokens(*EVALUATION_TOKENS)}, ${fresh:.6f}, or ${known:.6f} when {PREFIX_TOKENS:,} of them")
    print(
        f"are in the provider's prompt cache: at most {part:.1%} of the evaluations (the same prefix within 2 hours)."
    )
    print(f"\n| per completed interview ({EVALUATIONS} answers) | questions | evaluations | together | saved |")
    print("| --- | --- | --- | --- | --- |")
    share = Decimal(made) / count
    whole = question + plain
    for name, first, second in (
        ("no cache", question, plain),
        ("our cache", question * share, plain),
        ("the provider's prompt cache", question, cached),
        ("both", question * share, cached),
    ):
        both = first + second
        print(f"| {name} | ${first:.5f} | ${second:.5f} | ${both:.5f} | {1 - both / whole:.0%} |")


def print_other_months(seed: int) -> None:
    """Print how the rate depends on what was assumed."""
    shares, volumes = (0.0, 0.15, 0.3, 0.5), (1500, 3000, 6000, 12_000)
    print("\nOther months, hit rate of all requests by their number and by --share:")
    print("\n| requests | " + " | ".join(f"{share:.0%}" for share in shares) + " |\n|" + " --- |" * (len(shares) + 1))
    for requests in volumes:
        rates = [hit_rate(simulate(workload(requests, seed=seed, share=share))) for share in shares]
        print(f"| {requests:,} | " + " | ".join(f"{rate:.1%}" for rate in rates) + " |")
    steeper = [
        (exponent, hit_rate(simulate(workload(seed=seed, exponent=exponent)))) for exponent in (0.6, 0.8, 1.0, 1.2)
    ]
    others = [hit_rate(simulate(workload(seed=seed + number))) for number in range(1, 21)]
    print("\nExponent of Zipf's law: " + ", ".join(f"{exponent}: {rate:.1%}" for exponent, rate in steeper))
    print(f"20 other seeds: {min(others):.1%} to {max(others):.1%}")
    every = hit_rate(simulate(workload(seed=seed, roles=None)))
    print(f"All roles there are, {len(shared_inputs(None))} keys: {every:.1%}")


def main() -> None:
    """Run the month and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--share", type=float, default=SHARE, help="share of people with a resume and a job of their own"
    )
    parser.add_argument("--database", action="store_true", help="with the embedded database as the shared layer")
    given = parser.parse_args()
    if given.requests < 1 or not 0 <= given.share <= 1:
        parser.error("--requests is at least 1, --share between 0 and 1.")
    drawn = workload(given.requests, seed=given.seed, share=given.share)
    print(
        f"Simulated: {PEOPLE * given.requests // REQUESTS} people, {DAYS} days, {given.requests:,} interviews,", end=" "
    )
    print(f"{given.share:.0%} personalised, Zipf's law with exponent {EXPONENT}, seed {given.seed};")
    print("the model answers at once, and nothing is sent. Real: the cache, its keys", end="")
    print(f"{', and the database' if given.database else '; the shared layer is a dictionary'}.\n")
    served = simulate_on_database(drawn) if given.database else simulate(drawn)
    print_rates(served)
    print_costs(served)
    print_other_months(given.seed)


if __name__ == "__main__":
    main()
