"""One question back, about the weakest part of an answer and in its own words. Rules alone; no model is asked."""

import hashlib
import re
from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.evaluation.text import clip, count_words
from domain.evaluation.types import CriterionScore, Evaluation, State
from domain.interview import Question, Style

GOOD_ENOUGH = 3
"""From this level on a criterion needs no question back."""
NOT_ASKED_ABOUT = frozenset({"delivery", "padding", "substance", "fullness", "closeness", "terms"})
"""How something was said is no matter for a question back."""
SECONDS = 90
QUOTE_CHARS = 90
FEWEST_WORDS = 3


class FollowUpState(StrEnum):
    """Whether an answer has been looked at for a follow-up."""

    NONE = "none"
    DUE = "due"
    ASKED = "asked"
    LEFT_OUT = "left_out"


class FollowUp(BaseModel):
    """A question back. `aims_at` is the criterion's id; `about` the words of the answer it starts from."""

    model_config = ConfigDict(frozen=True)

    text: str
    aims_at: str
    about: str
    reason: str


_ASKS: dict[str, tuple[str, ...]] = {
    "situation": (
        "When and where was this, and how big was it?",
        "What was at stake there, and who was waiting for it?",
    ),
    "own_action": (
        "Which part of that did you do yourself, step by step?",
        "What exactly did you do first, and how?",
    ),
    "result": (
        "What came of it, and how did you know?",
        "What was different afterwards? Give a figure if you have one.",
    ),
    "reflection": (
        "What do you do differently since then?",
        "Where have you used that lesson since?",
    ),
    "explanation": ("Why is that so?", "How does that work, step by step?"),
    "reasons": ("Why does that matter to you?", "What in your own experience stands behind that?"),
    "specifics": ("Can you give one real case of that?", "Which name or figure would you put to that?"),
    "limits": ("When would that be the wrong way?", "What does that cost, and what else could you have done?"),
    "trade_offs": ("What speaks against that choice?", "When would you choose the other way?"),
    "understanding": ("What would you want to know before you act?", "Whom would you ask first, and what?"),
    "plan": ("What would you do first, and what next?", "Who does what, and by when?"),
    "judgement": ("Why that way and not another?", "What could go wrong with it?"),
    "follow_up": ("How would you make sure that it held?", "What would you look at a month later?"),
    "requirements": ("How many users and how much data is that for?", "What did you take for granted there?"),
    "design": ("How do these parts talk to each other?", "What happens to one request from start to end?"),
    "scale": ("What breaks first at ten times the load?", "Which figure did you size that by?"),
    "failure": ("What happens when that part fails?", "How would you notice, and how would you recover?"),
    "directness": ("In one sentence: what is your answer?", "What is the short version of that?"),
}
_MISSING = ("What about this: {point}?", "You left out one thing. What would you say to this: {point}?")
_OPENINGS: dict[Style, tuple[str, ...]] = {
    Style.FRIENDLY: ("Thank you. You said “{about}”.", "That helps. You mentioned “{about}”."),
    Style.NEUTRAL: ("You said “{about}”.", "Let me come back to “{about}”."),
    Style.TOUGH: ("“{about}” does not tell me enough.", "I am not convinced yet by “{about}”."),
}


def follow_up(
    question: Question, answer: str, evaluation: Evaluation, style: Style, focus: str = ""
) -> FollowUp | None:
    """The one question back to this answer; None when it has no score, or nothing in it is weak.

    `focus` is the criterion a drill is for: it is asked about first, as long as it is not strong.

    The same answer gets the same question: which wording is taken depends on the words alone.
    """
    if evaluation.state is State.UNSCORED:
        return None
    focused = [c for c in evaluation.criteria if c.criterion_id == focus]
    weak = _weakest(focused) or _weakest(evaluation.criteria)
    if weak is None:
        return None
    about = _words_about(weak, evaluation, answer)
    if not about:
        return None
    pick = int.from_bytes(hashlib.sha256(f"{question.id}|{answer}".encode()).digest()[:4], "big")
    opening = _OPENINGS[style][pick % len(_OPENINGS[style])].format(about=about)
    asks = _ASKS.get(weak.criterion_id)
    if asks:
        asked = asks[(pick >> 8) % len(asks)]
    else:
        missing = next((p.text for p in evaluation.key_points if not p.covered), "")
        if not missing:
            return None
        asked = _MISSING[(pick >> 8) % len(_MISSING)].format(point=_as_topic(missing))
    reason = f"A question back about “{weak.name}”, the weakest part of your answer."
    return FollowUp(text=f"{opening} {asked}", aims_at=weak.criterion_id, about=about, reason=reason)


def asks_about(criterion_id: str) -> tuple[str, ...]:
    """What the rules ask about a criterion, without the words of an answer; nothing where that depends on a point."""
    return _ASKS.get(criterion_id, ())


def _weakest(criteria: Sequence[CriterionScore]) -> CriterionScore | None:
    """The criterion that holds the total back most; heavier ones first, then the rubric's order."""
    asked = [c for c in criteria if c.level < GOOD_ENOUGH and c.criterion_id not in NOT_ASKED_ABOUT]
    return max(asked, key=lambda c: c.weight * (4 - c.counted), default=None)


def _words_about(weak: CriterionScore, evaluation: Evaluation, answer: str) -> str:
    """Words of the answer to start from: what the weak criterion rests on, else the strongest words there are."""
    quotes = [*weak.quotes, *(q for c in sorted(evaluation.criteria, key=lambda c: -c.level) for q in c.quotes)]
    texts = [*(answer[q.start : q.end] for q in quotes), answer]
    shown = (clip(re.sub(r"[“”\"]", "", text), QUOTE_CHARS).rstrip(" .,;:") for text in texts)
    return next((text for text in shown if count_words(text) >= FEWEST_WORDS), "")


def _as_topic(point: str) -> str:
    """A key point, such as "Names the cause", as a matter to ask about."""
    topic = point.rstrip(". ")
    return topic[0].lower() + topic[1:] if topic[:2] != topic[:2].upper() else topic


def as_question(parent: Question, found: FollowUp) -> Question:
    """The follow-up as a question of its parent's kind, so that the same rubric reads its answer."""
    return parent.model_copy(
        update={
            "id": f"{parent.id}:follow-up",
            "text": found.text,
            "seconds": SECONDS,
            "outline": "",
            "anchors": (),
            "key_points": (),
            "source": "follow_up",
        }
    )
