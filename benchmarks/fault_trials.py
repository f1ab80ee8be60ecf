"""Plays one fault of a model provider on the gateway, many times at once, and judges how each time ended.

What is asked is what the product asks: the score of a real answer, or a streamed chat reply. A gateway is new for each
trial, so that no open breaker hides the fault; its ledger is one database, so that all of them count together.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum

import yaml

from agents.llm.gateway import Gateway
from benchmarks.books import Books, told
from benchmarks.evaluation import GOLDENS, bank
from benchmarks.local_models import StallingProvider, Times, accounts_at, gateway_over
from domain.errors import AppError
from domain.evaluation.types import Evaluation, Rubric, State
from domain.interview import Question
from prompts.library import load_rubric
from services.embeddings import Embedder
from services.evaluation import INSTEAD, EvaluatorFactory, score
from services.storage.database import Database
from tests.doubles.model_behaviours import chat, evaluation
from tests.doubles.model_faults import FAULTS, SAYINGS, STATUSES, WIRE
from tests.doubles.model_provider import ModelProvider, no_such_host_url, refused_url, tls_url
from tests.doubles.model_replies import Completion
from tests.doubles.model_request import Request

STALL = "hang_after_first_pieces"
KINDS = (*STATUSES, "refused", "dns", "tls", *WIRE, *SAYINGS)
"""Faults of whole replies."""
STREAM_KINDS = (
    "cut_mid_token", "cut_mid_utf8", "endless_stream", "duplicate_chunk", "hang_after_headers", STALL,
    "one_byte_a_second", "garbage_json", "empty", "no_finish_reason", "injected_tool_call",
)  # fmt: skip
"""Faults of streams."""
CONTROL = "ok"
HEAVY = ("ten_megabytes", "gzip_bomb", "endless_stream")
"""Each of these keeps a core busy, so few are played at a time: the figure is of the gateway, not of the core."""
AT_ONCE, HEAVY_AT_ONCE = 60, 4
VALID = ("ok", "duplicate_chunk")
"""Faults whose reply is what the model said."""
ASKED = "How do I show my own part in the work of a team?"


class SetUp(StrEnum):
    """Which providers there are, and which of them are faulty."""

    FIRST = "first faulty, second healthy"
    BOTH = "both faulty"
    ALONE = "one provider, faulty"


class Ended(StrEnum):
    """How a trial ended for the person; everything but OTHER is honest."""

    FIRST = "by the first"
    SECOND = "by the second"
    OFFLINE = "offline, labelled"
    NOTICE = "notice"
    OTHER = "anything else"


@dataclass(frozen=True)
class Sample:
    """A question of the bank with a good answer."""

    question: Question
    answer: str
    rubric: Rubric


@dataclass(frozen=True)
class Trial:
    """One call. Times are seconds since it began; `switched` is when the second provider was asked, if it was."""

    setup: SetUp
    ended: Ended
    seconds: float
    switched: float | None = None
    invented: str = ""
    """For a score that no reply carries: what is wrong with it."""
    detail: str = ""


@dataclass
class Played:
    """Everything that came of one fault."""

    kind: str
    streamed: bool
    trials: list[Trial] = field(default_factory=list)
    told: Books = field(default_factory=dict)
    """What the providers counted."""


@dataclass(frozen=True)
class Bench:
    """What every trial shares."""

    database: Database
    embedder: Embedder
    samples: Sequence[Sample]
    times: Times
    every: float
    """Seconds between the starts of trials, so that they wait for providers and not for a core."""


@dataclass
class Group:
    """The trials of one fault in one set-up, and the providers they share. Each trial has a key of its own."""

    kind: str
    setup: SetUp
    streamed: bool
    providers: list[ModelProvider]

    @property
    def organization(self) -> str:
        """All trials of the group count here."""
        return f"{self.kind}.{self.setup.name}.{'stream' if self.streamed else 'score'}".lower()

    def urls(self) -> list[str]:
        """Where the gateway is sent."""
        elsewhere: dict[str, Callable[[ModelProvider], str]] = {
            "refused": lambda _: refused_url(),
            "dns": lambda _: no_such_host_url(),
            "tls": tls_url,
        }
        found = []
        for number, provider in enumerate(self.providers):
            healthy = self.setup is SetUp.FIRST and number == 1
            found.append(provider.url if healthy else elsewhere.get(self.kind, lambda p: p.url)(provider))
        return found

    def requests(self, provider: int, key: str) -> list[Request]:
        """What one trial asked of a provider."""
        found = self.providers[provider].requests
        return [r for r in found if r.headers.get("authorization") == f"Bearer {key}"]


def samples(embedder: Embedder, most: int | None = None) -> list[Sample]:
    """Good answers on whose healthy scoring the evaluator and the local model agree in every level."""
    questions, found = bank(), []
    with ModelProvider() as provider, ExitStack() as stack:
        from tests.gateways import gateway_to

        gateway = stack.enter_context(gateway_to(accounts_at(provider.url)))
        for name, texts in yaml.safe_load(GOLDENS.read_text("utf-8"))["questions"].items():
            question = questions[name]
            sample = Sample(question, texts["strong"], load_rubric(question.kind.value))
            result = _scored(sample, gateway, embedder)
            if result.state is State.SCORED and not _difference(result, provider.requests[-1]):
                found.append(sample)
            if len(found) == most:
                break
    return found


def play(kind: str, bench: Bench, rounds: int, *, streamed: bool = False) -> Played:
    """Play one fault `rounds` times in every set-up, all at once."""
    played = Played(kind, streamed)
    pacer = _Pacer(bench.every)
    with ExitStack() as stack:
        groups = [stack.enter_context(_opened(kind, setup, streamed, rounds)) for setup in SetUp]
        work = [(group, number) for number in range(rounds) for group in groups]
        with ThreadPoolExecutor(HEAVY_AT_ONCE if kind in HEAVY else AT_ONCE) as threads:
            played.trials += threads.map(lambda one: _trial(*one, bench, pacer), work)
        for group in groups:
            for number, provider in enumerate(group.providers):
                provider.wait_quiet()
                played.told |= told(provider, ("groq", "huggingface")[number])
    return played


class _Pacer:
    """Lets one caller go at a time, `every` seconds apart."""

    def __init__(self, every: float) -> None:
        self._every = every
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        with self._lock:
            now = time.monotonic()
            mine = max(now, self._next)
            self._next = mine + self._every
        time.sleep(mine - now)


@contextmanager
def _opened(kind: str, setup: SetUp, streamed: bool, rounds: int) -> Iterator[Group]:
    make = StallingProvider if kind == STALL else ModelProvider
    fault = kind if kind in FAULTS else "ok"
    group = Group(kind, setup, streamed, [make(fault=fault)])
    if setup is not SetUp.ALONE:
        group.providers.append(make(fault=fault) if setup is SetUp.BOTH else ModelProvider())
    with ExitStack() as stack:
        for provider in group.providers:
            provider.organizations = {f"key-{n}": group.organization for n in range(rounds)}
            stack.enter_context(provider)
        yield group


def _trial(group: Group, number: int, bench: Bench, pacer: _Pacer) -> Trial:
    key = f"key-{number}"
    accounts = accounts_at(*group.urls(), organization=group.organization, key=key, times=bench.times)
    run = _streamed if group.streamed else _evaluated
    pacer.wait()
    with gateway_over(bench.database, accounts, run_seconds=bench.times.run) as gateway:
        sample = bench.samples[number % len(bench.samples)]
        started = time.monotonic()
        try:
            trial = run(group, key, gateway, sample, bench.embedder)
        except AppError as error:
            trial = Trial(group.setup, Ended.NOTICE if error.message else Ended.OTHER, 0.0, detail=error.message)
        except Exception as error:  # noqa: BLE001 - whatever reaches a person is counted
            trial = Trial(group.setup, Ended.OTHER, 0.0, detail=f"{type(error).__name__}: {error}"[:200])
        seconds = time.monotonic() - started
    asked = group.requests(1, key) if len(group.providers) > 1 else []
    return replace(trial, seconds=seconds, switched=asked[0].at - started if asked else None)


def _scored(sample: Sample, gateway: Gateway, embedder: Embedder) -> Evaluation:
    factory = EvaluatorFactory(gateway, embedder)
    return score(sample.question, sample.answer, sample.rubric, embed=embedder, evaluator=factory)


def _evaluated(group: Group, key: str, gateway: Gateway, sample: Sample, embedder: Embedder) -> Trial:
    found = _scored(sample, gateway, embedder)
    if found.state is State.SCORED:
        number, ended = _by(group, found.provider)
        valid = [r for r in group.requests(number, key) if r.fault in VALID]
        wrong = [_difference(found, request) for request in valid]
        invented = "" if "" in wrong else (wrong or ["no valid reply was sent"])[-1]
        return Trial(group.setup, ended, 0.0, invented=invented)
    labelled = found.state is State.ESTIMATED and INSTEAD in found.reason and found.provider == "offline rules"
    return Trial(group.setup, Ended.OFFLINE if labelled else Ended.OTHER, 0.0, detail=found.reason)


def _streamed(group: Group, key: str, gateway: Gateway, sample: Sample, embedder: Embedder) -> Trial:
    del sample, embedder
    heard, metadata = "", {}
    for piece in gateway.chat_model("chat").stream(ASKED):
        heard += str(piece.content)
        metadata |= piece.response_metadata
    number, ended = _by(group, str(metadata.get("provider", "")))
    sent = [_words(request) for request in group.requests(number, key) if request.fault in VALID]
    if heard in sent:
        return Trial(group.setup, ended, 0.0)
    return Trial(group.setup, Ended.OTHER, 0.0, detail=f"not what was sent: {heard[:120]!r}")


def _by(group: Group, account: str) -> tuple[int, Ended]:
    """Which provider an account is at; LookupError for one that is not of the group."""
    names = [f"groq:{group.organization}", f"huggingface:{group.organization}"]
    number = names.index(account)
    return number, (Ended.FIRST, Ended.SECOND)[number]


def _words(request: Request) -> str:
    """The words of a chat reply as they were sent, a piece that was sent twice included."""
    parts = [delta.get("content") or "" for delta in Completion(chat(request), request, None).deltas()]
    if request.fault == "duplicate_chunk":
        parts.insert(len(parts) // 2, parts[len(parts) // 2])
    return "".join(parts)


def _difference(found: Evaluation, request: Request) -> str:
    """What in a score is not in the model's reply to `request`; empty when it all is."""
    said = json.loads(evaluation(request))
    replies = {c["criterion_id"]: c for c in said["criteria"]}
    for criterion in found.criteria:
        reply = replies.get(criterion.criterion_id)
        if reply is None or criterion.level != reply["level"]:
            return f"{criterion.criterion_id}: level {criterion.level} was not given"
        given = " | ".join(_folded(quote) for quote in reply["quotes"])
        if not criterion.quotes or any(_folded(quote.text) not in given for quote in criterion.quotes):
            return f"{criterion.criterion_id}: a quote was not given"
    covered = sum(check.covered for check in found.key_points)
    if covered != sum(bool(point["quote"]) for point in said["key_points"]):
        return "a key point was not covered"
    return "" if len(found.criteria) == len(replies) else "a criterion is missing"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
