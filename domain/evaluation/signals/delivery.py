"""Signals of how it is said: directness, length, order, fillers."""

from typing import NamedTuple

from domain.evaluation import lexicon as lex
from domain.evaluation.signals.material import Material, Reading
from domain.evaluation.text import Span, count_words, quoted
from domain.interview import QuestionKind

SHORT_WORDS, LONG_WORDS, LONG_SENTENCE = 60, 450, 38
FASTEST_PACE = 240
"""Words a minute; lively speech has about 160."""


def directness(m: Material) -> Reading:
    """Whether the question is answered, early and plainly."""
    evasive = list(m.with_any(lex.EVASIVE))
    value = max(0.0, min(4.0, 4.6 * m.relevance + (0.3 if m.words >= 50 else 0.0) - 0.7 * len(evasive)))
    first = m.spans[0]
    if evasive:
        return Reading(
            value,
            (evasive[0],),
            f"It stays vague where it says {quoted(evasive[0].text)}.",
            f"Replace {quoted(evasive[0].text, 80)} with one plain statement and the reason for it.",
        )
    why = f"It opens with {quoted(first.text)}" + (
        ", which answers the question." if m.relevance >= 0.5 else ", and comes to the question only in part."
    )
    return Reading(
        value,
        (first,),
        why,
        f"Say in the first sentence what your answer to {quoted(m.question.text, 80)} is, "
        f"then what stands behind {quoted(first.text, 60)}.",
    )


class _Flaw(NamedTuple):
    """Something that makes an answer hard to follow, and the points (of 4) it costs."""

    cost: float
    what: str
    step: str
    span: Span


def delivery(m: Material) -> Reading:
    """Length, order, sentences that can be followed, few fillers, a pace one can speak at."""
    order = m.with_any(lex.ORDER)
    flaws = [flaw for find in (_length, _pace, _fillers, _long_sentence, _repeats) if (flaw := find(m))]
    value = 2.8 + 0.5 * (len(order) >= 2) + 0.5 * (len(m.unique) >= 4) - sum(f.cost for f in flaws)
    value = max(0.0, min(value, 1 + 4.5 * m.relevance))
    if flaws:
        worst = max(flaws, key=lambda f: f.cost)
        return Reading(value, (worst.span,), " ".join(f.what for f in flaws), worst.step)
    size = f"{m.words} words in {len(m.spans)} sentences"
    if len(order) < 2:
        return Reading(
            value,
            (m.spans[0],),
            f"{size}; words that show the order are few.",
            f"Show the order: begin the part after {quoted(m.spans[0].text, 60)} with “first”, “then” or “in the end”.",
        )
    return Reading(
        value,
        order[:1],
        f"{size}, with an order one can follow ({quoted(order[0].text, 60)}).",
        f"End on your strongest point rather than on {quoted(m.spans[-1].text, 70)}.",
    )


def _longest(m: Material) -> Span:
    return max(m.spans, key=lambda s: count_words(s.text))


def _length(m: Material) -> _Flaw | None:
    span = _longest(m)
    said = quoted(span.text, 70)
    if m.words < SHORT_WORDS and m.question.kind is not QuestionKind.TECHNICAL:
        step = f"{m.words} words leave room: give {said} two more sentences."
        return _Flaw(1.4, f"It is short: {m.words} words.", step, span)
    if m.words > LONG_WORDS:
        step = f"Cut it to about {LONG_WORDS}: {said} can be half as long."
        return _Flaw(1.0, f"It is long: {m.words} words.", step, span)
    return None


def _pace(m: Material) -> _Flaw | None:
    if not m.seconds_used or m.words < SHORT_WORDS or 60 * m.words / m.seconds_used <= FASTEST_PACE:
        return None
    what = f"{m.words} words in {m.seconds_used:.0f} seconds is faster than anyone can say them."
    step = (
        f"Say it aloud once with the clock running; you should be past {quoted(m.spans[0].text, 60)} after 10 seconds."
    )
    return _Flaw(0.5, what, step, m.spans[0])


def _fillers(m: Material) -> _Flaw | None:
    found = lex.FILLER.findall(m.text)
    if len(found) <= max(1, m.words / 40):
        return None
    span = next((s for s in m.spans if lex.FILLER.search(s.text)), m.spans[0])
    what = f"Filler words {len(found)} times, such as “{found[0]}”."
    return _Flaw(1.2, what, f"Say {quoted(span.text, 70)} without “{found[0]}”.", span)


def _long_sentence(m: Material) -> _Flaw | None:
    span = _longest(m)
    count = count_words(span.text)
    if count <= LONG_SENTENCE:
        return None
    return _Flaw(0.7, f"One sentence has {count} words.", f"Cut {quoted(span.text, 70)} into two sentences.", span)


def _repeats(m: Material) -> _Flaw | None:
    again = [s for s in m.spans if s not in m.unique and count_words(s.text) >= 3]
    if not again:
        return None
    said = quoted(again[0].text, 70)
    return _Flaw(
        0.8 * len(again), f"{said} says again what was said.", f"Drop {said}; use the time for a new point.", again[0]
    )
