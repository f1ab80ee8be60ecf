"""Measurable signs of a good answer. Each signal reads one answer and says what it saw, with the words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.evaluation import lexicon as lex
from domain.evaluation.coverage import PointMatch, coverage, needed_points
from domain.evaluation.text import Span, clip, content_stems, count_words, quoted
from domain.interview import Question, QuestionKind

SHORT_WORDS, LONG_WORDS = 60, 450


@dataclass(frozen=True)
class Reading:
    """What one signal found. `value` is 0-4 before any cap; `step` is what would lift it, for this answer."""

    value: float
    spans: tuple[Span, ...]
    why: str
    step: str


@dataclass(frozen=True)
class Material:
    """One answer, cut up once for all signals. `relevance` is 0-1."""

    question: Question
    text: str
    spans: tuple[Span, ...]
    points: tuple[PointMatch, ...]
    relevance: float
    seconds_used: float | None = None

    @cached_property
    def words(self) -> int:
        """How many words the answer has."""
        return count_words(self.text)

    @cached_property
    def unique(self) -> tuple[Span, ...]:
        """The sentences without near repeats, so that saying a thing twice counts once."""
        kept: list[Span] = []
        seen: list[set[str]] = []
        for span in self.spans:
            stems = set(content_stems(span.text))
            if stems and not any(len(stems & s) >= 0.8 * len(stems | s) for s in seen):
                kept.append(span)
                seen.append(stems)
        return tuple(kept)

    @cached_property
    def coverage(self) -> float:
        """Share (0-1) of the key points the question needs; the relevance where no key points are known."""
        if not self.points:
            return self.relevance
        return coverage(self.points, needed_points(self.question.text, len(self.points)))

    @cached_property
    def substance(self) -> float:
        """0-1: how much is said beyond the question's own words (45 different ones are full marks)."""
        return min(1.0, len(set(content_stems(self.text)) - set(content_stems(self.question.text))) / 45)

    @property
    def missing(self) -> PointMatch | None:
        """The first key point that is not covered."""
        return next((p for p in self.points if not p.covered), None)

    def with_any(self, pattern: "lex.re.Pattern[str]") -> tuple[Span, ...]:
        """The sentences in which `pattern` occurs."""
        return tuple(s for s in self.unique if pattern.search(s.text))

    def after(self, share: float) -> tuple[Span, ...]:
        """The sentences that begin in the part of the answer after `share` (0-1)."""
        return tuple(s for s in self.unique if s.start >= share * len(self.text) or len(self.unique) <= 2)


def situation(m: Material) -> Reading:
    """Where, who and what was at stake."""
    early = [s for s in m.unique if s.start <= 0.5 * len(m.text)]
    place = [s for s in early if lex.TIME_OR_PLACE.search(s.text)]
    people = [s for s in early if lex.PEOPLE.search(s.text)]
    problem = [s for s in early if lex.PROBLEM.search(s.text)]
    figures = [s for s in early if lex.NUMBER.search(s.text) and (s in place or s in people or s in problem)]
    value = 1.0 * bool(place) + 0.8 * bool(people) + 1.0 * bool(problem) + 1.0 * bool(figures)
    spans = _pick(early, place, figures, problem, people)
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
        return Reading(0, (), "No sentence sets the scene: no time, place, people or problem.", f"Before {opening}, say {_join(lacking[:3])}.")
    why = f"The scene is set by {quoted(spans[0].text)}" + (f"; it does not say {_join(lacking)}." if lacking else ", with what was at stake.")
    return Reading(value, spans[:2], why, f"Your scene is {quoted(spans[0].text, 60)}: add {_join(lacking[:2])}." if lacking else "")


def own_action(m: Material) -> Reading:
    """What the person did themselves, in the first person and the past."""
    done: dict[str, Span] = {}
    vague: dict[str, Span] = {}
    for span in m.unique:
        for verb in _own_verbs(span.text):
            if verb in lex.STATE_VERBS:
                continue
            thin = verb in lex.VAGUE_VERBS or count_words(span.text) < 6
            (vague if thin else done).setdefault(verb, span)
    ours = [s for s in m.unique if lex.WE_DID.search(s.text) and not lex.I_DID.search(s.text)]
    value = min(4.0, _steps(len(done)) + 0.4 * min(2, len(vague)))
    spans = _pick(m.unique, list(done.values()), list(vague.values()))
    if not spans and ours:
        return Reading(0.8, tuple(ours[:1]), f"The steps are told as “we”: {quoted(ours[0].text)}.", f"You write {quoted(ours[0].text, 70)}. Say which part of that you did, in the order you did it.")
    if not spans:
        return Reading(0, (), "No sentence says what you did yourself.", f"After {quoted(m.spans[0].text, 60)}, name two or three things you did, each starting with “I”.")
    why = f"Own steps: {_join([f'“{v}”' for v in [*done, *vague][:5]])}."
    if not done:
        return Reading(value, spans[:3], why + " They do not say how.", f"You write {quoted(spans[0].text, 70)}. Say how: what exactly you did first, with whom, and using what.")
    if ours and len(ours) >= len({s.start for s in done.values()}):
        return Reading(value, spans[:3], why + f" Other parts are told as “we”, such as {quoted(ours[0].text, 60)}.", f"In {quoted(ours[0].text, 70)}, say what your own part was.")
    last = spans[-1]
    return Reading(value, spans[:3], why, f"After {quoted(last.text, 70)}, add the next step you took and why you chose it.")


def result(m: Material) -> Reading:
    """What changed in the end, best with a figure."""
    late = m.after(0.35)
    found = [s for s in late if lex.RESULT.search(s.text) and not _only_plan(s.text)]
    solid = [s for s in found if lex.RESULT.search(lex.VAGUE_RESULT.sub(" ", s.text)) and count_words(s.text) >= 5]
    figures = [s for s in solid if lex.NUMBER.search(s.text)]
    compared = [s for s in figures if lex.COMPARISON.search(s.text) or "%" in s.text or "percent" in s.text]
    ending = quoted(m.spans[-1].text, 70)
    if not found:
        return Reading(0, (), "No sentence says what came of it.", f"You end with {ending}. Add what changed after that: a figure before and after, or what people did differently.")
    if not solid:
        return Reading(1, tuple(found[:1]), f"The result is an opinion, not something seen: {quoted(found[0].text)}.", f"Replace {quoted(found[0].text, 70)} with something that could be counted or seen: how many, how much, by when.")
    value = 2.0 + 0.9 * bool(figures) + 0.6 * bool(compared) + 0.5 * (len(solid) > 1) + 0.3 * (len(figures) > 1)
    spans = _pick(m.unique, compared, figures, solid)
    if not figures:
        return Reading(value, spans[:2], f"A result is stated without a figure: {quoted(spans[0].text)}.", f"Put a figure to {quoted(spans[0].text, 70)}: how much, how many or how long, before and after.")
    return Reading(value, spans[:2], f"The result is stated with a figure: {quoted(spans[0].text)}.", f"Beside {quoted(spans[0].text, 70)}, say what it was before, and what it meant for the people concerned.")


def reflection(m: Material) -> Reading:
    """What the person took from it and does now."""
    found = list(m.with_any(lex.REFLECTION))
    concrete = [s for s in found if count_words(s.text) >= 10]
    if not found:
        return Reading(0, (), "Nothing is said about what you learned or would change.", f"After {quoted(m.spans[-1].text, 70)}, add one habit you changed since, and when you used it again.")
    value = 1.3 if not concrete else 2.6 + 0.7 * (len(found) > 1) + 0.7 * any(lex.REASON.search(s.text) or lex.NUMBER.search(s.text) for s in concrete)
    spans = tuple(concrete or found)[:2]
    return Reading(value, spans, f"You say what you took from it: {quoted(spans[0].text)}.", f"Say where you have used {quoted(spans[0].text, 70)} since then, and what it changed.")


def key_points(m: Material) -> Reading:
    """Which points a full answer has, and which are here."""
    if not m.points:
        value = min(3.4, 4 * m.relevance * (0.35 + 0.65 * m.substance))
        spans = _pick(m.unique, sorted(m.unique, key=lambda s: -count_words(s.text)))[:1]
        return Reading(value, spans, "There is no list of points for this question; how near the answer keeps to it was measured.", f"Answer each part of {quoted(m.question.text, 110)} in a sentence of its own.")
    covered = [p for p in m.points if p.covered and p.nearest]
    needed = needed_points(m.question.text, len(m.points))
    spans = tuple(dict.fromkeys(p.nearest for p in sorted(covered, key=lambda p: -p.strength) if p.nearest))[:3]
    nearest = max(m.points, key=lambda p: p.strength).nearest
    if not spans and m.coverage > 0.2 and nearest:
        spans = (nearest,)
    value = min(4 * m.coverage, 1 + 5 * m.relevance)
    missing = m.missing
    why = f"{len(covered)} of {len(m.points)} points a full answer has" + (f" ({needed} are asked for)" if needed < len(m.points) else "")
    why += f", such as {quoted(spans[0].text)}." if covered and spans else "."
    if not missing:
        return Reading(value, spans, why, f"Go one step further than {quoted(spans[-1].text, 70)}: say how you know." if spans else "")
    step = f"Add the missing point: {quoted(missing.text, 140)}"
    near = missing.nearest if missing.strength > 0.2 else None
    return Reading(value, spans, why, f"{step}; {quoted(near.text, 60)} comes near but does not say it." if near else f"{step}.")


def reasoning(m: Material) -> Reading:
    """Whether it says why and how, not only what."""
    found = list(m.with_any(lex.REASON))
    value = min(_steps(len(found), (0, 1.6, 2.7, 3.4, 4.0)), 0.7 + 4.2 * m.coverage)
    claim = _without(m, found)
    if not found:
        return Reading(0.6 if m.coverage > 0.5 else 0, tuple(m.unique[:1]) if m.coverage > 0.5 else (), "It says what, but never why: no because, so that, or what follows.", f"After {quoted(m.spans[0].text, 70)}, go on with “because …” or “which means …”.")
    step = f"{quoted(claim.text, 70)} is stated but not explained: say why it is so, or what follows from it." if claim else f"Carry {quoted(found[-1].text, 70)} one step further: what happens when it does not hold?"
    return Reading(value, tuple(found[:2]), f"A reason is given: {quoted(found[0].text)}.", step)


def specifics(m: Material) -> Reading:
    """Figures, names and cases instead of general words."""
    figures, named, cases = m.with_any(lex.NUMBER), tuple(s for s in m.unique if lex.NAMED.search(s.text)), m.with_any(lex.EXAMPLE)
    total = len(lex.NUMBER.findall(m.text)) + len(set(lex.NAMED.findall(m.text))) + 2 * len(cases)
    value = min(4.0, 0.55 * total + 0.5 * bool(figures) + 0.4 * bool(cases), 1.2 + 4 * m.coverage)
    spans = _pick(m.unique, cases, figures, named)
    if not spans:
        general = max(m.unique or m.spans, key=lambda s: count_words(s.text))
        return Reading(0, (), "There is no figure, name or example in it.", f"Give one real case for {quoted(general.text, 80)}, with a name or a figure.")
    plain = _without(m, list(spans))
    why = f"Something concrete: {quoted(spans[0].text)}."
    return Reading(value, spans[:2], why, f"Give a figure or a real case for {quoted(plain.text, 80)}." if plain else f"Say where the detail in {quoted(spans[0].text, 70)} comes from, and what would change it.")


def trade_offs(m: Material) -> Reading:
    """What speaks against the choice, and when it would be another."""
    found = list(m.with_any(lex.TRADE_OFF))
    strong = [s for s in found if len(lex.TRADE_OFF.findall(s.text)) > 1 or lex.STRONG_TRADE_OFF.search(s.text)]
    value = min(4.0, 1.1 * len(found) + 1.1 * len(strong), 0.8 + 4.5 * m.coverage)
    if not found:
        choice = max(m.unique or m.spans, key=lambda s: count_words(s.text))
        return Reading(0, (), "No limit, cost or other option is named.", f"For {quoted(choice.text, 80)}, name one cost or one case where you would do it another way.")
    spans = tuple(strong or found)[:2]
    return Reading(value, spans, f"A limit or another option is weighed: {quoted(spans[0].text)}.", f"Say when {quoted(spans[0].text, 70)} would tip the decision the other way.")


def clarifying(m: Material) -> Reading:
    """Finding out what is really asked, needed or true before acting."""
    found = list(m.with_any(lex.CLARIFY))
    questions = [s for s in m.unique if s.text.rstrip().endswith("?")]
    detailed = [s for s in found if count_words(s.text) >= 10]
    value = min(4.0, 1.4 * bool(found) + 0.7 * min(3, len(detailed)) + 0.4 * min(2, len(questions)) + 0.4 * any(lex.NUMBER.search(s.text) for s in found), 1 + 4.2 * m.coverage)
    opening = quoted(m.spans[0].text, 70)
    if not found:
        return Reading(0, (), "It acts before finding anything out.", f"Before {opening}, name the two or three facts you would check, and with whom.")
    spans = tuple(detailed or found)[:2]
    return Reading(value, spans, f"It finds out first: {quoted(spans[0].text)}.", f"Beside {quoted(spans[0].text, 70)}, say what answer would change your plan.")


def plan(m: Material) -> Reading:
    """Concrete steps in an order."""
    verbs: dict[str, Span] = {}
    for span in m.unique:
        for verb in [v.lower() for v in lex.PLAN.findall(span.text)] + _own_verbs(span.text) + [v.lower() for v in lex.AND_DO.findall(span.text)]:
            if verb not in lex.PLAN_VAGUE and verb not in lex.VAGUE_VERBS and verb not in lex.STATE_VERBS and count_words(span.text) >= 6:
                verbs.setdefault(verb, span)
    order = m.with_any(lex.ORDER)
    value = min(4.0, _steps(len(verbs), (0, 1.2, 2.0, 2.6, 3.1, 3.5)) + 0.4 * min(2, len(order)), 1.1 + 4.2 * m.coverage)
    spans = _pick(m.unique, list(verbs.values()))
    if not spans:
        return Reading(0.4 if order else 0, (), "No sentence says what you would do first, second and third.", f"Turn {quoted(m.spans[0].text, 70)} into steps: what you do in the first hour, that day, and after.")
    why = f"Steps are named: {_join([f'“{v}”' for v in list(verbs)[:5]])}" + (", in an order." if order else ", without an order.")
    return Reading(value, spans[:3], why, f"After {quoted(spans[-1].text, 70)}, say what comes next and who does it by when.")


def follow_up(m: Material) -> Reading:
    """Checking afterwards that it worked and stays so."""
    found = [s for s in m.after(0.3) if lex.FOLLOW_UP.search(s.text)]
    detailed = [s for s in found if count_words(s.text) >= 9]
    value = min(4.0, 1.4 * bool(found) + 0.8 * min(2, len(detailed)) + 0.5 * any(lex.NUMBER.search(s.text) for s in found) + 0.5 * (len(found) > 2), 1 + 4.2 * m.coverage)
    if not found:
        return Reading(0, (), "It stops at the action: nothing is said about checking that it worked.", f"After {quoted(m.spans[-1].text, 70)}, say what you would look at a week later, and whom you would tell.")
    spans = tuple(detailed or found)[:2]
    return Reading(value, spans, f"It checks afterwards: {quoted(spans[0].text)}.", f"Say what figure or sign in {quoted(spans[0].text, 70)} would show that it worked.")


def scale(m: Material) -> Reading:
    """Sizes, rates and limits, worked out rather than named."""
    figures = [s for s in m.with_any(lex.NUMBER) if lex.SCALE.search(s.text)]
    named = [s for s in m.with_any(lex.SCALE) if s not in figures]
    value = min(4.0, 1.7 * bool(figures) + 0.8 * min(3, max(0, len(figures) - 1)) + 0.5 * bool(named) + 0.4 * any(lex.REASON.search(s.text) for s in figures), 1 + 4.2 * m.coverage)
    spans = _pick(m.unique, figures, named)
    if not figures:
        target = (spans or m.unique or m.spans)[0]
        return Reading(value, spans[:1], "Size is not given as a figure.", f"Put sizes to {quoted(target.text, 70)}: how many, how often, how fast, and what follows for the design.")
    return Reading(value, spans[:2], f"Sizes are given: {quoted(spans[0].text)}.", f"Use the figure in {quoted(spans[0].text, 70)} to decide something: what it rules out, what it allows.")


def failure(m: Material) -> Reading:
    """What goes wrong, and what then."""
    found = list(m.with_any(lex.FAILURE))
    handled = [s for s in found if count_words(s.text) >= 8]
    kinds = {w.lower()[:5] for s in handled for w in lex.FAILURE.findall(s.text)}
    value = min(4.0, 0.8 * bool(found) + 0.9 * min(2, len(handled)) + 0.4 * min(4, len(kinds)), 0.9 + 4.4 * m.coverage)
    if not found:
        part = max(m.unique or m.spans, key=lambda s: count_words(s.text))
        return Reading(0, (), "Nothing is said about what can go wrong.", f"Take {quoted(part.text, 80)} and say what happens when that part fails, and who notices.")
    spans = tuple(handled or found)[:2]
    return Reading(value, spans, f"A failure is thought through: {quoted(spans[0].text)}.", f"For {quoted(spans[0].text, 70)}, say how you would notice it and how you get back to normal.")


def directness(m: Material) -> Reading:
    """Whether the question is answered, early and plainly."""
    evasive = list(m.with_any(lex.EVASIVE))
    value = max(0.0, min(4.0, 4.6 * m.relevance + (0.3 if m.words >= 50 else 0.0) - 0.7 * len(evasive)))
    first = m.spans[0]
    if evasive:
        return Reading(value, (evasive[0],), f"It stays vague where it says {quoted(evasive[0].text)}.", f"Replace {quoted(evasive[0].text, 80)} with one plain statement and the reason for it.")
    why = f"It opens with {quoted(first.text)}" + (", which answers the question." if m.relevance >= 0.5 else ", and comes to the question only in part.")
    return Reading(value, (first,), why, f"Say in the first sentence what your answer to {quoted(m.question.text, 80)} is, then what stands behind {quoted(first.text, 60)}.")


def delivery(m: Material) -> Reading:
    """Length, order, sentences that can be followed, few fillers."""
    order = m.with_any(lex.ORDER)
    fillers = lex.FILLER.findall(m.text)
    longest = max(m.spans, key=lambda s: count_words(s.text))
    value = 3.0 + 0.5 * (len(order) >= 2) + 0.5 * (len(m.unique) >= 4)
    repeats = len(m.spans) - len(m.unique)
    problems: list[tuple[float, str, str, Span]] = []
    if m.words < SHORT_WORDS and m.question.kind is not QuestionKind.TECHNICAL:
        problems.append((1.4, f"It is short: {m.words} words.", f"{m.words} words leave room: give {quoted(longest.text, 70)} two more sentences.", longest))
    if m.words > LONG_WORDS:
        problems.append((1.0, f"It is long: {m.words} words.", f"Cut it to about {LONG_WORDS}: {quoted(longest.text, 70)} can be half as long.", longest))
    if len(fillers) > max(1, m.words / 40):
        span = next((s for s in m.spans if lex.FILLER.search(s.text)), longest)
        problems.append((1.2, f"Filler words {len(fillers)} times, such as “{fillers[0]}”.", f"Say {quoted(span.text, 70)} without “{fillers[0]}”.", span))
    if count_words(longest.text) > 38:
        problems.append((0.7, f"One sentence has {count_words(longest.text)} words.", f"Cut {quoted(longest.text, 70)} into two sentences.", longest))
    if repeats:
        span = next(s for s in m.spans if s not in m.unique)
        problems.append((0.8 * repeats, f"{quoted(span.text, 60)} says again what was said.", f"Drop {quoted(span.text, 70)}; use the time for a new point.", span))
    value = max(0.0, min(value - sum(p[0] for p in problems), 1 + 4.5 * m.relevance))
    if problems:
        worst = max(problems, key=lambda p: p[0])
        return Reading(value, (worst[3],), " ".join(p[1] for p in problems), worst[2])
    if len(order) < 2:
        return Reading(value, (m.spans[0],), f"{m.words} words in {len(m.spans)} sentences; words that show the order are few.", f"Show the order: begin the part after {quoted(m.spans[0].text, 60)} with “first”, “then” or “in the end”.")
    return Reading(value, tuple(order[:1]), f"{m.words} words in {len(m.spans)} sentences, with an order one can follow ({quoted(order[0].text, 60)}).", f"End on your strongest point rather than on {quoted(m.spans[-1].text, 70)}.")


SIGNALS: dict[str, Callable[[Material], Reading]] = {
    f.__name__: f
    for f in (situation, own_action, result, reflection, key_points, reasoning, specifics, trade_offs, clarifying, plan, follow_up, scale, failure, directness, delivery)
}
"""What a rubric's `signal` may name."""


def _own_verbs(text: str) -> list[str]:
    verbs = [v.lower() for v in lex.I_DID.findall(text)]
    if verbs or lex.I_WAS_DOING.search(text):
        start = (lex.I_DID.search(text) or lex.I_WAS_DOING.search(text)).end()  # type: ignore[union-attr]
        verbs += [v.lower() for v in lex.AND_DID.findall(text[start:])]
    return verbs


def _only_plan(text: str) -> bool:
    return bool(lex.PLAN.search(text)) and not lex.I_DID.search(text)


def _steps(count: int, ladder: Sequence[float] = (0, 1.6, 2.4, 3.1, 3.6, 4.0)) -> float:
    return ladder[min(count, len(ladder) - 1)]


def _pick(order: Sequence[Span], *groups: Sequence[Span]) -> tuple[Span, ...]:
    """Sentences of the groups, those of the first group first, each once."""
    known = set(order)
    return tuple(dict.fromkeys(s for group in groups for s in group if s in known))


def _without(m: Material, spans: Sequence[Span]) -> Span | None:
    rest = [s for s in m.unique if s not in spans and count_words(s.text) >= 6]
    return max(rest, key=lambda s: count_words(s.text)) if rest else None


def _join(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


__all__ = ["SIGNALS", "Material", "Reading", "clip"]
