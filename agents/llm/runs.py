"""One run of an agent: its deadline, the most calls it may make, and what it did."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID, uuid4

from agents.llm.clock import Clock
from domain.errors import AppError, ModelUnavailable
from domain.model_use import AgentRun, ModelCall, Outcome, RunState

MOST_CALLS = 8
"""An agent whose model ignores what it is told would otherwise be asked for ever."""


def just_within(seconds: float) -> float:
    """A little less than `seconds`: what follows, another account or the offline answer, is to begin within them."""
    return seconds - min(0.5, 0.05 * seconds)


@dataclass
class Run:
    """What an agent is doing now. Calls made while it is the current run count towards it."""

    agent: str
    started_at: datetime
    started: float
    deadline: float
    """On the clock that only runs forward."""
    id: UUID = field(default_factory=uuid4)
    user_id: UUID | None = None
    subject_id: UUID | None = None
    prompt: str = ""
    most_calls: int = MOST_CALLS
    calls: list[ModelCall] = field(default_factory=list)
    avoid: set[str] = field(default_factory=set)
    """Accounts whose last reply in this run could not be used; asked only when no other is left."""
    cache: str = ""
    state: RunState | None = None
    error: str = ""
    trace_id: UUID | None = None
    asked: int = 0

    def take_call(self) -> None:
        """Count one call to a model (tries at several accounts are one); ModelUnavailable beyond the most allowed."""
        if self.asked >= self.most_calls:
            self.error = f"The limit of {self.most_calls} calls in one run was reached."
            raise ModelUnavailable("The model did not come to an end. Try again, or go on without it.")
        self.asked += 1

    def fell_back(self, reason: str) -> None:
        """The offline answer is given instead."""
        self.state, self.error = RunState.FALLBACK, reason or self.error

    @property
    def used_anything(self) -> bool:
        """False for a run that ended before it asked a model or the cache."""
        return bool(self.calls or self.cache or self.error)

    def ended(self, clock: Clock) -> AgentRun:
        """The run as it is kept."""
        answered = [c for c in self.calls if c.outcome is Outcome.ANSWERED]
        spent = [c for c in self.calls if c.sent]
        hit = self.cache not in ("", "miss")
        state = self.state or (RunState.CACHED if hit else RunState.ANSWERED if answered else RunState.FAILED)
        failures = [c.error for c in self.calls if c.error]
        return AgentRun(
            id=self.id,
            at=self.started_at,
            agent=self.agent,
            state=state,
            user_id=self.user_id,
            subject_id=self.subject_id,
            prompt=self.prompt,
            provider=answered[-1].account if answered and state is RunState.ANSWERED else "",
            model=answered[-1].model if answered and state is RunState.ANSWERED else "",
            tokens_in=sum(c.tokens_in or 0 for c in spent),
            tokens_out=sum(c.tokens_out or 0 for c in spent),
            tokens_cached=sum(c.tokens_cached for c in spent),
            dollars=sum((c.dollars for c in spent if c.dollars is not None), Decimal(0)),
            unpriced=sum(c.dollars is None for c in spent),
            ms=round(1000 * (clock.monotonic() - self.started)),
            error=self.error or (failures[-1] if failures and state is not RunState.ANSWERED else ""),
            cache=self.cache,
            trace_id=self.trace_id,
            calls=tuple(self.calls),
        )


class Tracer(Protocol):
    """Where a run's trace goes, if anywhere."""

    def trace(self, name: str, metadata: Mapping[str, str]) -> AbstractContextManager[UUID | None]:
        """Trace what happens inside; gives the trace's id, None when nothing is traced."""
        ...


class Untraced:
    """A tracer for where there is none."""

    def trace(self, name: str, metadata: Mapping[str, str]) -> AbstractContextManager[UUID | None]:
        """Trace nothing."""
        del name, metadata
        return nullcontext(None)


class RunOpener:
    """Opens runs and keeps each one that has ended."""

    def __init__(self, clock: Clock, seconds: float, keep: Callable[[AgentRun], None], tracer: Tracer) -> None:
        self._clock = clock
        self._seconds = seconds
        self._keep = keep
        self._tracer = tracer

    @contextmanager
    def opened(
        self,
        agent: str,
        *,
        user_id: UUID | None = None,
        subject_id: UUID | None = None,
        session_id: UUID | None = None,
        seconds: float | None = None,
        most_calls: int = MOST_CALLS,
    ) -> Iterator[Run]:
        """A run of `agent` for at most `seconds`, current inside the block and kept at its end."""
        run = self._new(agent, user_id, subject_id, seconds or self._seconds, most_calls)
        metadata = _metadata(run, session_id)
        with self._kept(run), self._tracer.trace(agent, metadata) as run.trace_id, as_current(run):
            yield run

    @contextmanager
    def joined(self, role: str) -> Iterator[Run]:
        """The current run, or one of its own for a model that is asked outside of any."""
        run = current_run()
        if run is not None:
            yield run
            return
        run = self._new(role, None, None, self._seconds, MOST_CALLS)
        with self._kept(run):
            yield run

    def _new(self, agent: str, user_id: UUID | None, subject_id: UUID | None, seconds: float, most_calls: int) -> Run:
        now = self._clock.monotonic()
        return Run(
            agent,
            self._clock.now(),
            now,
            now + just_within(seconds),
            user_id=user_id,
            subject_id=subject_id,
            most_calls=most_calls,
        )

    @contextmanager
    def _kept(self, run: Run) -> Iterator[None]:
        try:
            yield
        except AppError as error:
            run.state, run.error = RunState.FAILED, run.error or error.message
            raise
        finally:
            if run.used_anything:
                self._keep(run.ended(self._clock))


def _metadata(run: Run, session_id: UUID | None) -> dict[str, str]:
    """What a trace tells of a run: ids, and the person as a hash that stands for them and leads nowhere."""
    person = hashlib.sha256(str(run.user_id).encode()).hexdigest()[:16] if run.user_id else ""
    told = {"run": run.id, "agent": run.agent, "person": person, "subject": run.subject_id, "session_id": session_id}
    return {name: str(value) for name, value in told.items() if value}


_CURRENT: ContextVar[Run | None] = ContextVar("model_run", default=None)


def current_run() -> Run | None:
    """The run that this code is part of, if any."""
    return _CURRENT.get()


@contextmanager
def as_current(run: Run) -> Iterator[Run]:
    """Make `run` the current one."""
    token = _CURRENT.set(run)
    try:
        yield run
    finally:
        _CURRENT.reset(token)
