"""One try at a model for something that the rules can do as well: what was made, or why the rules' work stands."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import structlog

from agents.llm.runs import Run
from domain.errors import ModelAnswerRejected, ModelUnavailable, QuotaExceeded

log = structlog.get_logger(__name__)
T = TypeVar("T")

ModelFailure = ModelUnavailable | QuotaExceeded | ModelAnswerRejected
Notes = Mapping[type[ModelFailure], str]
"""For each way to fail, the sentence that the person reads beside the rules' work."""


def tried(run: Run, make: Callable[[], T], event: str) -> T | ModelFailure:
    """Return what `make` made, or its failure; then the run is kept as one that fell back, and `event` is logged."""
    try:
        return make()
    except (ModelUnavailable, QuotaExceeded, ModelAnswerRejected) as error:
        if isinstance(error, ModelAnswerRejected):
            run.error = error.message
        run.fell_back(run.error)
        log.warning(event, reason=error.code, run=str(run.id))
        return error


def failure_notes(*, no_reply: str, used_up: str, not_usable: str) -> Notes:
    """Return the sentences by kind of failure."""
    return {ModelUnavailable: no_reply, QuotaExceeded: used_up, ModelAnswerRejected: not_usable}
