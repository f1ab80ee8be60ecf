"""The product's own components. Styles come from theme variables, so both themes follow."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

ASSETS = Path(__file__).parent / "assets"


def _component(name: str, html: str = "") -> Any:
    css = ASSETS / f"{name}.css"
    return st.components.v2.component(
        name,
        html=html or None,
        css=css.read_text(encoding="utf-8") if css.exists() else None,
        js=(ASSETS / f"{name}.js").read_text(encoding="utf-8"),
    )


_answer_box = _component("answer_box", (ASSETS / "answer_box.html").read_text(encoding="utf-8"))
_score_band = _component("score_band", '<div class="band"></div>')
_evidence = _component("evidence", '<div class="wrap"></div>')
_auth_call = _component("auth_call")
_step_back = _component("step_back")
_read_aloud = _component("read_aloud", (ASSETS / "read_aloud.html").read_text(encoding="utf-8"))
_microphone = _component("microphone", (ASSETS / "microphone.html").read_text(encoding="utf-8"))


def _nothing() -> None:
    """A v2 component reports a value only when it has a callback for it."""


@dataclass(frozen=True)
class AnswerBox:
    """What the answer box shows. Seconds, and texts for the person; `saved` and `refused` answer what the box sent.

    saved: {"seq": number of the draft, "at": "14:02"} or {"seq": ..., "problem": sentence}
    refused: {"attempt": number of the submission, "problem": sentence}
    """

    interview: str
    turn: str
    draft: str
    draft_at: str
    left: float
    total: int
    realistic: bool
    max_chars: int
    saved: Mapping[str, Any] | None = None
    refused: Mapping[str, Any] | None = None
    warn: int = 30
    deadline: str = ""
    """When the time ends; a new one sets the clock again."""
    speaking: bool = False
    """True while the person speaks or is being listened to: clock only, no text, nothing is handed in by it."""
    listening: bool = False
    """True while a recording is listened to: the clock stands still."""
    edition: int = 0
    """Grows whenever a recording has changed the draft on the server."""
    heard: str = ""
    """The words that the last edition brought."""
    first_edition: int = 0
    """The edition this attempt began with: text kept for an earlier one is another answer."""


def answer_box(box: AnswerBox, *, key: str, on_draft: Callable[[], None], on_submit: Callable[[], None]) -> None:
    """Clock, text and submit. The callbacks find what was sent in st.session_state[key].draft and .submitted."""
    _answer_box(key=key, data=asdict(box), on_draft_change=on_draft, on_submitted_change=on_submit)


def read_aloud(text: str, *, now: bool, key: str, rate: float = 1.0) -> None:
    """A button that lets the browser's own voice read `text`; `now` allows it to begin by itself."""
    _read_aloud(key=key, data={"text": text, "now": now, "rate": rate})


def microphone(*, key: str) -> None:
    """A level meter for the person's microphone; nothing is recorded or sent."""
    _microphone(key=key)


def score_band(data: Mapping[str, Any], *, key: str) -> None:
    """A score with its range; `data` comes from ui.score_view.band."""
    _score_band(key=key, data=dict(data))


def evidence(data: Mapping[str, Any], *, key: str) -> None:
    """An answer with its marks beside the criteria; `data` comes from ui.evidence_view."""
    _evidence(key=key, data=dict(data))


def auth_call(call: Mapping[str, Any]) -> Any:
    """Let the browser POST to one of our own routes; `.done` is None until it has answered."""
    return _auth_call(key="auth-call", data=dict(call), on_done_change=_nothing)


def step_back() -> None:
    """Let the browser go one entry further back: this address is only a trace of leaving for another screen."""
    _step_back(key="step-back")
