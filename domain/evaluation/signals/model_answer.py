"""Signals for a question that has a model answer: how much of it is said, and how."""

from domain.evaluation.reference import Beside
from domain.evaluation.signals.material import Material, Reading
from domain.evaluation.text import Span, count_words, quoted

WELL_SAID = 0.75
CLOSE = 0.8


def _measures(m: Material) -> tuple[Beside, tuple[Span, ...]]:
    if m.beside is None:
        raise ValueError("These signals need a model answer and word vectors.")
    return m.beside, m.beside.evidence(m.spans) or tuple(m.spans[:1])


def _weakest(b: Beside) -> Span | None:
    point = min(b.points, key=lambda p: p[1], default=None)
    return point[0] if point and point[1] < WELL_SAID else None


def correctness(m: Material) -> Reading:
    """How much of what the model answer says is said."""
    b, spans = _measures(m)
    weakest = _weakest(b)
    why = f"It says about {b.correctness:.0%} of what full marks need, best in {quoted(spans[0].text)}."
    step = f"Say this part as well: {quoted(weakest.text, 140)}." if weakest else "Say how you know that it is so."
    return Reading(4 * b.correctness, spans[:2] if b.correctness > 0 else (), why, step)


def completeness(m: Material) -> Reading:
    """How many of the model answer's points are there."""
    b, spans = _measures(m)
    there = [p for p, mark in b.points if mark >= WELL_SAID]
    weakest = _weakest(b)
    why = f"{len(there)} of {len(b.points)} parts of the model answer are there."
    step = f"Add the missing part: {quoted(weakest.text, 140)}." if weakest else "Add one case in which it matters."
    return Reading(4 * b.completeness, spans[:3] if b.completeness > 0 else (), why, step)


def terms(m: Material) -> Reading:
    """Whether the subject's own terms are used."""
    b, spans = _measures(m)
    why = "The terms of the model answer are used." if b.terms == 1 else "Few of the model answer's terms are used."
    return Reading(
        4 * b.terms, spans[:1] if b.terms else (), why, f"Name things in {quoted(spans[0].text, 70)} by their terms."
    )


def fullness(m: Material) -> Reading:
    """Whether enough is said to show it."""
    b, _ = _measures(m)
    longest = max(m.spans, key=lambda s: count_words(s.text))
    why = f"{m.words} words, beside {count_words(b.reference)} of the model answer."
    return Reading(4 * b.fullness, (longest,), why, f"Give {quoted(longest.text, 70)} one more sentence.")


def closeness(m: Material) -> Reading:
    """How near the whole answer keeps to the whole model answer."""
    b, spans = _measures(m)
    value = 4 * min(1.0, b.closeness / CLOSE)
    why = (
        "The answer as a whole is about what the model answer is about."
        if value >= 2.5
        else "Much of it is about something else."
    )
    return Reading(value, spans[:1] if value else (), why, f"Keep to what was asked: {quoted(m.question.text, 90)}.")
