"""What people read when something fails. The only broad handler of the screens is here."""

import functools
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ParamSpec, Protocol

import streamlit as st
import structlog

from domain.errors import AppError
from ui.safe_text import plain

log = structlog.get_logger(__name__)
P = ParamSpec("P")

SAVED = "What you had saved is still there."


class Place(Protocol):
    """Somewhere to write a sentence, such as the slot below a field."""

    def markdown(self, body: str) -> object: ...


@dataclass
class Outcome:
    """Whether the block went through; `sentence` is what was shown when it did not."""

    sentence: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        return bool(self.sentence)


def sentence_for(error: Exception, safe: str = SAVED) -> str:
    """The sentence for the person. Anything but an AppError is a bug: it is logged and gets a reference to quote."""
    if isinstance(error, AppError):
        return error.message
    reference = secrets.token_hex(2).upper()
    log.error("screen_failed", reference=reference, exc_info=error)
    return f"Something failed on our side. {safe} Try again, or send us reference {reference}."


@contextmanager
def show_errors(places: Mapping[str, Place] | None = None, safe: str = SAVED) -> Iterator[Outcome]:
    """Draw a failure where it happens: below its field when `places` has one, else right here."""
    outcome = Outcome(places=places or {})
    try:
        yield outcome
    except Exception as error:  # noqa: BLE001 - the edge of the screens: nothing may reach a person as a stack trace
        outcome.sentence = sentence_for(error, safe)
        place = outcome.places.get(getattr(error, "field", None) or "")
        if place is not None:
            place.markdown(f":small[:red[:material/error: {plain(outcome.sentence)}]]")
        else:
            st.error(plain(outcome.sentence), icon=":material/error:")


def attempt(action: Callable[[], object], safe: str = SAVED) -> str:
    """Run `action`; the sentence to show when it failed, else an empty string. For callbacks, which draw nothing."""
    try:
        action()
    except Exception as error:  # noqa: BLE001 - as in show_errors
        return sentence_for(error, safe)
    return ""


def fragment(run_every: float | None = None) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """st.fragment whose own reruns are guarded too; the main script's guard does not cover them."""

    def wrap(draw: Callable[P, None]) -> Callable[P, None]:
        @functools.wraps(draw)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
            with show_errors():
                draw(*args, **kwargs)

        return st.fragment(guarded, run_every=run_every)

    return wrap
