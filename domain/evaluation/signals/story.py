"""Signals of a story well told: scene, own action, result, what was learned."""

from domain.evaluation import lexicon as lex
from domain.evaluation.signals.material import Material, Reading, join, own_verbs, pick, steps
from domain.evaluation.text import Span, count_words, quoted


def situation(m: Material) -> Reading:
    """Where, who and what was at stake."""
    early = [s for s in m.unique if s.start <= 0.5 * len(m.text)]
    place = [s for s in early if lex.TIME_OR_PLACE.search(s.text)]
    people = [s for s in early if lex.PEOPLE.search(s.text)]
    problem = [s for s in early if lex.PROBLEM.search(s.text)]
    figures = [s for s in early if lex.NUMBER.search(s.text) and (s in place or s in people or s in problem)]
    value = 1.0 * bool(place) + 0.8 * bool(people) + 1.0 * bool(problem) + 1.0 * bool(figures)
    spans = pick(early, place, figures, problem, people)
    lacking = [
        name
        for name, there in (
            ("when and where this was", place),
            ("who was involved", people),
            ("what was at stake or going wrong", problem),
            ("how big it was, as a figure", figures),
        )
        if not there
    ]
    opening = quoted(m.spans[0].text, 70)
    if not spans:
        return Reading(
            0,
            (),
            "No sentence sets the scene: no time, place, people or problem.",
            f"Before {opening}, say {join(lacking[:3])}.",
        )
    why = f"The scene is set by {quoted(spans[0].text)}" + (
        f"; it does not say {join(lacking)}." if lacking else ", with what was at stake."
    )
    more = join(lacking[:2]) or "what would have happened had nobody acted"
    return Reading(value, spans[:2], why, f"Your scene is {quoted(spans[0].text, 60)}: add {more}.")


def own_action(m: Material) -> Reading:
    """What the person did themselves, in the first person and the past."""
    done: dict[str, Span] = {}
    vague: dict[str, Span] = {}
    for span in m.unique:
        for verb in own_verbs(span.text):
            if verb in lex.STATE_VERBS:
                continue
            thin = verb in lex.VAGUE_VERBS or count_words(span.text) < 6
            (vague if thin else done).setdefault(verb, span)
        # Many tell the past in the present tense ("I show him the list"): it counts, but shows less.
        for verb in map(str.lower, lex.I_DO.findall(span.text)):
            if verb not in lex.PLAN_VAGUE | lex.VAGUE_VERBS | lex.STATE_VERBS and verb not in done:
                vague.setdefault(verb, span)
    ours = [s for s in m.unique if lex.WE_DID.search(s.text) and not lex.I_DID.search(s.text)]
    crowd = list(done.values())
    full = sum(1.0 if count_words(s.text) >= 8 * crowd.count(s) else 0.6 for s in crowd)
    value = min(4.0, steps(full) + 0.4 * min(2, len(vague)))
    spans = pick(m.unique, crowd, list(vague.values()))
    if not spans and ours:
        return Reading(
            0.8,
            tuple(ours[:1]),
            f"The steps are told as “we”: {quoted(ours[0].text)}.",
            f"You write {quoted(ours[0].text, 70)}. Say which part of that you did, in the order you did it.",
        )
    if not spans:
        return Reading(
            0,
            (),
            "No sentence says what you did yourself.",
            f"After {quoted(m.spans[0].text, 60)}, name two or three things you did, each starting with “I”.",
        )
    why = f"Own steps: {join([f'“{v}”' for v in [*done, *vague][:5]])}."
    if not done:
        return Reading(
            value,
            spans[:3],
            why + " They do not say how.",
            f"You write {quoted(spans[0].text, 70)}. Say how: what exactly you did first, with whom, and using what.",
        )
    if ours and len(ours) >= len({s.start for s in done.values()}):
        return Reading(
            value,
            spans[:3],
            why + f" Other parts are told as “we”, such as {quoted(ours[0].text, 60)}.",
            f"In {quoted(ours[0].text, 70)}, say what your own part was.",
        )
    last = spans[-1]
    return Reading(
        value, spans[:3], why, f"After {quoted(last.text, 70)}, add the next step you took and why you chose it."
    )


def result(m: Material) -> Reading:
    """What changed in the end, best with a figure."""
    late = m.after(0.35)
    told = [s for s in late if _tells_result(s.text) and not _only_plan(s.text) and not _only_lesson(s.text)]
    found = told or [s for s in late if _late_figure(m, s)]
    solid = [s for s in told if _tells_result(lex.VAGUE_RESULT.sub(" ", s.text)) and count_words(s.text) >= 5]
    solid = solid if told else found
    figures = [s for s in solid if lex.NUMBER.search(s.text)]
    compared = [s for s in figures if lex.COMPARISON.search(s.text) or "%" in s.text or "percent" in s.text]
    ending = quoted(m.spans[-1].text, 70)
    if not found:
        return Reading(
            0,
            (),
            "No sentence says what came of it.",
            f"You end with {ending}. Add what changed after that: a figure before and after, "
            "or what people did differently.",
        )
    if not solid:
        return Reading(
            1,
            tuple(found[:1]),
            f"The result is an opinion, not something seen: {quoted(found[0].text)}.",
            f"Replace {quoted(found[0].text, 70)} with something that could be counted or seen: "
            "how many, how much, by when.",
        )
    value = (2.0 if told else 1.2) + 0.9 * bool(figures) + 0.6 * bool(compared)
    value += 0.5 * (len(solid) > 1) + 0.3 * (len(figures) > 1)
    spans = pick(m.unique, compared, figures, solid)
    if not figures:
        return Reading(
            value,
            spans[:2],
            f"A result is stated without a figure: {quoted(spans[0].text)}.",
            f"Put a figure to {quoted(spans[0].text, 70)}: how much, how many or how long, before and after.",
        )
    return Reading(
        value,
        spans[:2],
        f"The result is stated with a figure: {quoted(spans[0].text)}.",
        f"Beside {quoted(spans[0].text, 70)}, say what it was before, and what it meant for the people concerned.",
    )


def reflection(m: Material) -> Reading:
    """What the person took from it and does now."""
    found = list(m.with_any(lex.REFLECTION))
    concrete = [s for s in found if count_words(s.text) >= 10]
    if not found:
        return Reading(
            0,
            (),
            "Nothing is said about what you learned or would change.",
            f"After {quoted(m.spans[-1].text, 70)}, add one habit you changed since, and when you used it again.",
        )
    value = (
        1.3
        if not concrete
        else 2.6
        + 0.7 * (len(found) > 1)
        + 0.7 * any(lex.REASON.search(s.text) or lex.NUMBER.search(s.text) for s in concrete)
    )
    spans = tuple(concrete or found)[:2]
    return Reading(
        value,
        spans,
        f"You say what you took from it: {quoted(spans[0].text)}.",
        f"Say where you have used {quoted(spans[0].text, 70)} since then, and what it changed.",
    )


def _only_plan(text: str) -> bool:
    return bool(lex.PLAN.search(text)) and not lex.I_DID.search(text)


def _tells_result(text: str) -> bool:
    return bool(lex.RESULT.search(text) or (lex.COMPARISON.search(text) and lex.NUMBER.search(text)))


def _late_figure(m: Material, span: Span) -> bool:
    """A figure in the second half that is not one of the steps: mostly what came of it."""
    late = span.start >= 0.5 * len(m.text) and not lex.REFLECTION.search(span.text)
    return late and bool(lex.NUMBER.search(span.text)) and not own_verbs(span.text) and not _only_plan(span.text)


def _only_lesson(text: str) -> bool:
    return bool(lex.REFLECTION.search(text)) and not _tells_result(lex.REFLECTION.sub(" ", text))
