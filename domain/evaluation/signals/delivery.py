"""Signals of how it is said: directness, length, order, fillers."""

from domain.evaluation import lexicon as lex
from domain.evaluation.signals.material import Material, Reading
from domain.evaluation.text import Span, count_words, quoted
from domain.interview import QuestionKind

SHORT_WORDS, LONG_WORDS = 60, 450


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


def delivery(m: Material) -> Reading:
    """Length, order, sentences that can be followed, few fillers."""
    order = m.with_any(lex.ORDER)
    fillers = lex.FILLER.findall(m.text)
    longest = max(m.spans, key=lambda s: count_words(s.text))
    value = 2.8 + 0.5 * (len(order) >= 2) + 0.5 * (len(m.unique) >= 4)
    repeats = len(m.spans) - len(m.unique)
    problems: list[tuple[float, str, str, Span]] = []
    if m.words < SHORT_WORDS and m.question.kind is not QuestionKind.TECHNICAL:
        problems.append(
            (
                1.4,
                f"It is short: {m.words} words.",
                f"{m.words} words leave room: give {quoted(longest.text, 70)} two more sentences.",
                longest,
            )
        )
    if m.words > LONG_WORDS:
        problems.append(
            (
                1.0,
                f"It is long: {m.words} words.",
                f"Cut it to about {LONG_WORDS}: {quoted(longest.text, 70)} can be half as long.",
                longest,
            )
        )
    if len(fillers) > max(1, m.words / 40):
        span = next((s for s in m.spans if lex.FILLER.search(s.text)), longest)
        problems.append(
            (
                1.2,
                f"Filler words {len(fillers)} times, such as “{fillers[0]}”.",
                f"Say {quoted(span.text, 70)} without “{fillers[0]}”.",
                span,
            )
        )
    if count_words(longest.text) > 38:
        problems.append(
            (
                0.7,
                f"One sentence has {count_words(longest.text)} words.",
                f"Cut {quoted(longest.text, 70)} into two sentences.",
                longest,
            )
        )
    if repeats:
        span = next(s for s in m.spans if s not in m.unique)
        problems.append(
            (
                0.8 * repeats,
                f"{quoted(span.text, 60)} says again what was said.",
                f"Drop {quoted(span.text, 70)}; use the time for a new point.",
                span,
            )
        )
    value = max(0.0, min(value - sum(p[0] for p in problems), 1 + 4.5 * m.relevance))
    if problems:
        worst = max(problems, key=lambda p: p[0])
        return Reading(value, (worst[3],), " ".join(p[1] for p in problems), worst[2])
    if len(order) < 2:
        return Reading(
            value,
            (m.spans[0],),
            f"{m.words} words in {len(m.spans)} sentences; words that show the order are few.",
            f"Show the order: begin the part after {quoted(m.spans[0].text, 60)} with “first”, “then” or “in the end”.",
        )
    return Reading(
        value,
        tuple(order[:1]),
        f"{m.words} words in {len(m.spans)} sentences, with an order one can follow ({quoted(order[0].text, 60)}).",
        f"End on your strongest point rather than on {quoted(m.spans[-1].text, 70)}.",
    )
