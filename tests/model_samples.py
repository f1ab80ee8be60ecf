"""Makes holds, tries, runs and states of accounts, with every detail that does not matter filled in."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from domain.model_use import (
    AccountInfo,
    AccountState,
    AgentRun,
    Considered,
    Hold,
    ModelCall,
    Outcome,
    Provider,
    RunState,
)

ACCOUNT, MODEL = "groq:default", "openai/gpt-oss-120b"


def today() -> date:
    """The day at Greenwich."""
    return datetime.now(UTC).date()


def a_hold(**changes: Any) -> Hold:
    """A hold of today at one account of Groq."""
    values: dict[str, Any] = {
        "day": today(), "provider": Provider.GROQ, "organization": "default", "model": MODEL, "tokens": 1000,
        "dollars": Decimal("0.01"),
    }  # fmt: skip
    return Hold(**{**values, **changes})


def a_call(**changes: Any) -> ModelCall:
    """An answered try whose use and price are known."""
    values: dict[str, Any] = {
        "at": datetime.now(UTC), "account": ACCOUNT, "model": MODEL, "outcome": Outcome.ANSWERED, "ms": 900,
        "tokens_in": 300, "tokens_out": 50, "tokens_cached": 100, "dollars": Decimal("0.0005"),
        "considered": (Considered(account=ACCOUNT, score=0.9, health=1.0, remaining=0.8, speed=0.9),),
    }  # fmt: skip
    return ModelCall(**{**values, **changes})


def a_failed_call(outcome: Outcome = Outcome.BROKEN, **changes: Any) -> ModelCall:
    """A try that was sent and did not tell what it used."""
    unknown = {"tokens_in": None, "tokens_out": None, "tokens_cached": 0, "dollars": None, "error": "HTTP 500"}
    return a_call(outcome=outcome, **{**unknown, **changes})


def an_unsent_call(**changes: Any) -> ModelCall:
    """A try that never left the machine."""
    return a_failed_call(Outcome.UNREACHABLE, **{"sent": False, "error": "refused", **changes})


def a_run(*calls: ModelCall, **changes: Any) -> AgentRun:
    """A run that was answered by these tries."""
    values: dict[str, Any] = {
        "id": uuid4(), "at": datetime.now(UTC), "agent": "answer_evaluator", "state": RunState.ANSWERED,
        "prompt": "answer_evaluator 3 0a1b2c", "provider": ACCOUNT, "model": MODEL, "ms": 1000, "calls": calls,
    }  # fmt: skip
    return AgentRun(**{**values, **changes})


def an_account_state(**changes: Any) -> AccountState:
    """A healthy account as one process sees it now."""
    values: dict[str, Any] = {
        "account": ACCOUNT, "process": "host:1", "breaker": "closed", "health": 1.0, "response_seconds": 0.8,
        "updated_at": datetime.now(UTC),
    }  # fmt: skip
    return AccountState(**{**values, **changes})


def an_account(**changes: Any) -> AccountInfo:
    """An account of Groq as it is set."""
    values: dict[str, Any] = {
        "account": ACCOUNT, "provider": Provider.GROQ, "organization": "default", "keys": 1, "priority": 1,
        "day_requests": 1000, "day_tokens": None, "month_dollars": None, "models": (("evaluator", MODEL, True),),
        "denied": False,
    }  # fmt: skip
    return AccountInfo(**{**values, **changes})
