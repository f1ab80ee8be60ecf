"""Signals of a plan or design: finding out, steps, follow-up, sizes, failures."""

from domain.evaluation import lexicon as lex
from domain.evaluation.signals.material import Material, Reading, join, own_verbs, pick, steps
from domain.evaluation.text import Span, count_words, quoted


def clarifying(m: Material) -> Reading:
    """Finding out what is really asked, needed or true before acting."""
    found = list(m.with_any(lex.CLARIFY))
    questions = [s for s in m.unique if s.text.rstrip().endswith("?")]
    detailed = [s for s in found if count_words(s.text) >= 10]
    value = min(
        4.0,
        1.4 * bool(found)
        + 0.7 * min(3, len(detailed))
        + 0.4 * min(2, len(questions))
        + 0.4 * any(lex.NUMBER.search(s.text) for s in found),
        1 + 4.2 * m.coverage,
    )
    opening = quoted(m.spans[0].text, 70)
    if not found:
        return Reading(
            0,
            (),
            "It acts before finding anything out.",
            f"Before {opening}, name the two or three facts you would check, and with whom.",
        )
    spans = tuple(detailed or found)[:2]
    return Reading(
        value,
        spans,
        f"It finds out first: {quoted(spans[0].text)}.",
        f"Beside {quoted(spans[0].text, 70)}, say what answer would change your plan.",
    )


def plan(m: Material) -> Reading:
    """Concrete steps in an order."""
    verbs: dict[str, Span] = {}
    for span in m.unique:
        for verb in (
            [v.lower() for v in lex.PLAN.findall(span.text)]
            + own_verbs(span.text)
            + [v.lower() for v in lex.AND_DO.findall(span.text)]
        ):
            if (
                verb not in lex.PLAN_VAGUE
                and verb not in lex.VAGUE_VERBS
                and verb not in lex.STATE_VERBS
                and count_words(span.text) >= 6
            ):
                verbs.setdefault(verb, span)
    order = m.with_any(lex.ORDER)
    value = min(4.0, steps(len(verbs), (0, 1.2, 2.0, 2.6, 3.1, 3.5)) + 0.4 * min(2, len(order)), 1.1 + 4.2 * m.coverage)
    spans = pick(m.unique, list(verbs.values()))
    if not spans:
        return Reading(
            0.4 if order else 0,
            (),
            "No sentence says what you would do first, second and third.",
            f"Turn {quoted(m.spans[0].text, 70)} into steps: what you do in the first hour, that day, and after.",
        )
    why = f"Steps are named: {join([f'“{v}”' for v in list(verbs)[:5]])}" + (
        ", in an order." if order else ", without an order."
    )
    return Reading(
        value, spans[:3], why, f"After {quoted(spans[-1].text, 70)}, say what comes next and who does it by when."
    )


def follow_up(m: Material) -> Reading:
    """Checking afterwards that it worked and stays so."""
    found = [s for s in m.after(0.3) if lex.FOLLOW_UP.search(s.text)]
    detailed = [s for s in found if count_words(s.text) >= 9]
    value = min(
        4.0,
        1.4 * bool(found)
        + 0.8 * min(2, len(detailed))
        + 0.5 * any(lex.NUMBER.search(s.text) for s in found)
        + 0.5 * (len(found) > 2),
        1 + 4.2 * m.coverage,
    )
    if not found:
        return Reading(
            0,
            (),
            "It stops at the action: nothing is said about checking that it worked.",
            f"After {quoted(m.spans[-1].text, 70)}, say what you would look at a week later, and whom you would tell.",
        )
    spans = tuple(detailed or found)[:2]
    return Reading(
        value,
        spans,
        f"It checks afterwards: {quoted(spans[0].text)}.",
        f"Say what figure or sign in {quoted(spans[0].text, 70)} would show that it worked.",
    )


def scale(m: Material) -> Reading:
    """Sizes, rates and limits, worked out rather than named."""
    figures = [s for s in m.with_any(lex.NUMBER) if lex.SCALE.search(s.text)]
    named = [s for s in m.with_any(lex.SCALE) if s not in figures]
    value = min(
        4.0,
        1.7 * bool(figures)
        + 0.8 * min(3, max(0, len(figures) - 1))
        + 0.5 * bool(named)
        + 0.4 * any(lex.REASON.search(s.text) for s in figures),
        1 + 4.2 * m.coverage,
    )
    spans = pick(m.unique, figures, named)
    if not figures:
        target = (spans or m.unique or m.spans)[0]
        return Reading(
            value,
            spans[:1],
            "Size is not given as a figure.",
            f"Put sizes to {quoted(target.text, 70)}: how many, how often, how fast, and what follows for the design.",
        )
    return Reading(
        value,
        spans[:2],
        f"Sizes are given: {quoted(spans[0].text)}.",
        f"Use the figure in {quoted(spans[0].text, 70)} to decide something: what it rules out, what it allows.",
    )


def failure(m: Material) -> Reading:
    """What goes wrong, and what then."""
    found = list(m.with_any(lex.FAILURE))
    handled = [s for s in found if count_words(s.text) >= 8]
    kinds = {w.lower()[:5] for s in handled for w in lex.FAILURE.findall(s.text)}
    value = min(4.0, 0.8 * bool(found) + 0.9 * min(2, len(handled)) + 0.4 * min(4, len(kinds)), 0.9 + 4.4 * m.coverage)
    if not found:
        part = max(m.unique or m.spans, key=lambda s: count_words(s.text))
        return Reading(
            0,
            (),
            "Nothing is said about what can go wrong.",
            f"Take {quoted(part.text, 80)} and say what happens when that part fails, and who notices.",
        )
    spans = tuple(handled or found)[:2]
    return Reading(
        value,
        spans,
        f"A failure is thought through: {quoted(spans[0].text)}.",
        f"For {quoted(spans[0].text, 70)}, say how you would notice it and how you get back to normal.",
    )
