"""Milliseconds until an interview has its questions: cached, from the bank, and written by a model.

    python -m benchmarks.questions [--rounds 200]

Real: the embedded Postgres, the bank, the sentence model, the gateway with its ledger, HTTP on loopback. Local:
the provider, which answers after `--delay` seconds; what the product adds is the whole less that.
"""

import argparse
import random
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from uuid import UUID, uuid4

from benchmarks.local_models import be_quiet, databases, machine, warm_up
from benchmarks.screen_client import percentile
from domain.interview import InterviewSetup, Level, QuestionKind
from domain.people import Role
from domain.resume.facts import Position, Resume, ResumeFacts, ResumeStatus
from services.embeddings import Embedder
from services.model_gateway import build_gateway
from services.question_bank import QuestionBankService, read_bank
from services.question_writing import QuestionWritingService
from services.settings import Settings
from services.storage.database import Database
from tests.builders import add_person
from tests.doubles.model_provider import ModelProvider
from tests.doubles.model_request import Request
from tests.doubles.written_questions import questions

VERBS = ("Cut", "Built", "Led", "Moved", "Tested", "Replaced", "Measured", "Documented")
THINGS = ("the nightly import", "a payment service", "two teams of five", "the billing tables", "the release process")
ENDS = ("from 3 hours to {} minutes", "for {} stores in two countries", "with {} colleagues", "in {} weeks")
JOB = "\n".join(f"You will {verb.lower()} {thing} every week." for verb in VERBS[:4] for thing in THINGS[:3])


def facts(number: int) -> ResumeFacts:
    """A resume nobody has seen before: twelve lines of its own."""
    chance = random.Random(number)
    bullets = tuple(
        f"{chance.choice(VERBS)} {chance.choice(THINGS)} {chance.choice(ENDS).format(chance.randint(3, 99))}, round {n}"
        for n in range(12)
    )
    return ResumeFacts(work=(Position(employer="Fjord AS", title="Engineer", bullets=bullets),))


def one_new(request: Request) -> str:
    """What the model writes: three questions, one of them in words nobody has seen."""
    text = f"Explain how you would test a change to service number {random.randint(0, 10**9)} before it goes out."
    return questions(request, text=text)


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round."""
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - began))
    return found


def line(name: str, found: list[float], aim: str) -> None:
    """One row of the table."""
    told = f"p50 {percentile(found, 50):6.1f}  p95 {percentile(found, 95):6.1f}  max {max(found):6.1f} ms"
    print(f"{name:44} {told}  n {len(found)}  ({aim})")


def main() -> None:
    """Print the three tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--delay", type=float, default=0.2)
    given = options.parse_args()
    print(machine())
    be_quiet()
    warm_up()
    with databases() as (database,), ModelProvider(reply=one_new) as provider:
        measure(database, provider, given.rounds, given.delay)


def measure(database: Database, provider: ModelProvider, rounds: int, delay: float) -> None:
    """Time every way to the questions of one interview."""
    provider.delay = delay
    embedder = Embedder()
    settings = Settings.model_validate({"groq_api_keys": "gsk_local", "groq_base_url": provider.url})
    with closing(build_gateway(settings, database)) as gateway:
        person = add_person(database, "bench@example.org", roles=(Role.CANDIDATE,))
        bank = QuestionBankService(database, embedder)
        bank.sync()
        numbers = count()
        setup = InterviewSetup(role_id="backend-engineer", count=5, job_text=JOB)
        bank.choose(person, setup, None)
        line("bank, role and job", timed(lambda: bank.choose(person, setup, None), rounds), "aim 50")
        known = resume(person.id, facts(10**6))
        bank.choose(person, setup, known)
        line("bank, a resume seen before", timed(lambda: bank.choose(person, setup, known), rounds), "aim 50")
        fresh = timed(lambda: bank.choose(person, setup, resume(person.id, facts(next(numbers)))), rounds)
        line("bank, a new resume of twelve lines", fresh, "aim 50, its lines are read by the sentence model")
        writing = QuestionWritingService(gateway, embedder)
        role = bank.role("backend-engineer")

        def write(avoid: tuple[str, ...] = ()) -> None:
            done = writing.write(None, role, Level.MID, QuestionKind.TECHNICAL, 3, avoid=avoid)
            if not done.questions:
                raise SystemExit(done.note)

        write()
        line("written, cached", timed(write, rounds), "aim 10")
        known_texts = [q.text for q in read_bank() if q.suits_role(role.id)]
        embedder(known_texts)  # choosing from the bank has read them long before
        pairs = iter([(a, b) for a in known_texts for b in known_texts if a < b])
        new = timed(lambda: write(next(pairs)), max(20, rounds // 5))
        added = [ms - 1000 * delay for ms in new]
        line(f"written anew, less the provider's {delay} s", added, "aim 50")


def resume(user_id: UUID, found: ResumeFacts) -> Resume:
    """A read resume with these facts."""
    return Resume(
        id=uuid4(), user_id=user_id, file_name="bench.pdf", media_type="application/pdf", size=1000,
        status=ResumeStatus.READ, facts=found, created_at=datetime.now(UTC),
    )  # fmt: skip


if __name__ == "__main__":
    main()
