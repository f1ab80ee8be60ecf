"""Signals of substance: key points, reasons, concrete detail, trade-offs."""

from domain.evaluation import lexicon as lex
from domain.evaluation.coverage import needed_points
from domain.evaluation.signals.material import Material, Reading, pick, steps, without
from domain.evaluation.text import count_words, quoted


def key_points(m: Material) -> Reading:
    """Which points a full answer has, and which are here."""
    if not m.points:
        value = min(3.4, 4 * m.relevance * (0.35 + 0.65 * m.substance))
        spans = pick(m.unique, sorted(m.unique, key=lambda s: -count_words(s.text)))[:1]
        return Reading(
            value,
            spans,
            "There is no list of points for this question; how near the answer keeps to it was measured.",
            f"Answer each part of {quoted(m.question.text, 110)} in a sentence of its own.",
        )
    covered = [p for p in m.points if p.covered and p.nearest]
    needed = needed_points(m.question.text, len(m.points))
    spans = tuple(dict.fromkeys(p.nearest for p in sorted(covered, key=lambda p: -p.strength) if p.nearest))[:3]
    nearest = max(m.points, key=lambda p: p.strength).nearest
    if not spans and m.coverage > 0.2 and nearest:
        spans = (nearest,)
    value = min(4 * m.coverage, 1 + 5 * m.relevance)
    missing = m.missing
    why = f"{len(covered)} of {len(m.points)} points a full answer has" + (
        f" ({needed} are asked for)" if needed < len(m.points) else ""
    )
    why += f", such as {quoted(spans[0].text)}." if covered and spans else "."
    if not missing:
        return Reading(
            value,
            spans,
            why,
            f"Go one step further than {quoted((spans or m.spans)[-1].text, 70)}: say how you know.",
        )
    step = f"Add the missing point: {quoted(missing.text, 140)}"
    near = missing.nearest if missing.strength > 0.2 else None
    return Reading(
        value, spans, why, f"{step}; {quoted(near.text, 60)} comes near but does not say it." if near else f"{step}."
    )


def reasoning(m: Material) -> Reading:
    """Whether it says why and how, not only what."""
    found = list(m.with_any(lex.REASON))
    value = min(steps(len(found), (0, 1.6, 2.7, 3.4, 4.0)), 0.7 + 4.2 * m.coverage)
    claim = without(m, found)
    if not found:
        return Reading(
            0.6 if m.coverage > 0.5 else 0,
            tuple(m.unique[:1]) if m.coverage > 0.5 else (),
            "It says what, but never why: no because, so that, or what follows.",
            f"After {quoted(m.spans[0].text, 70)}, go on with “because …” or “which means …”.",
        )
    step = (
        f"{quoted(claim.text, 70)} is stated but not explained: say why it is so, or what follows from it."
        if claim
        else f"Carry {quoted(found[-1].text, 70)} one step further: what happens when it does not hold?"
    )
    return Reading(value, tuple(found[:2]), f"A reason is given: {quoted(found[0].text)}.", step)


def specifics(m: Material) -> Reading:
    """Figures, names and cases instead of general words."""
    figures, named, cases = (
        m.with_any(lex.NUMBER),
        tuple(s for s in m.unique if lex.NAMED.search(s.text)),
        m.with_any(lex.EXAMPLE),
    )
    total = len(lex.NUMBER.findall(m.text)) + len(set(lex.NAMED.findall(m.text))) + 2 * len(cases)
    value = min(4.0, 0.55 * total + 0.5 * bool(figures) + 0.4 * bool(cases), 1.2 + 4 * m.coverage)
    spans = pick(m.unique, cases, figures, named)
    if not spans:
        general = max(m.unique or m.spans, key=lambda s: count_words(s.text))
        return Reading(
            0,
            (),
            "There is no figure, name or example in it.",
            f"Give one real case for {quoted(general.text, 80)}, with a name or a figure.",
        )
    plain = without(m, list(spans))
    why = f"Something concrete: {quoted(spans[0].text)}."
    return Reading(
        value,
        spans[:2],
        why,
        f"Give a figure or a real case for {quoted(plain.text, 80)}."
        if plain
        else f"Say where the detail in {quoted(spans[0].text, 70)} comes from, and what would change it.",
    )


def trade_offs(m: Material) -> Reading:
    """What speaks against the choice, and when it would be another."""
    found = list(m.with_any(lex.TRADE_OFF))
    strong = [s for s in found if len(lex.TRADE_OFF.findall(s.text)) > 1 or lex.STRONG_TRADE_OFF.search(s.text)]
    value = min(4.0, 1.1 * len(found) + 1.1 * len(strong), 0.8 + 4.5 * m.coverage)
    if not found:
        choice = max(m.unique or m.spans, key=lambda s: count_words(s.text))
        return Reading(
            0,
            (),
            "No limit, cost or other option is named.",
            f"For {quoted(choice.text, 80)}, name one cost or one case where you would do it another way.",
        )
    spans = tuple(strong or found)[:2]
    return Reading(
        value,
        spans,
        f"A limit or another option is weighed: {quoted(spans[0].text)}.",
        f"Say when {quoted(spans[0].text, 70)} would tip the decision the other way.",
    )
