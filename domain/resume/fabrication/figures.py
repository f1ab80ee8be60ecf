"""Figures of a rewritten line against those of its sources."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.resume.fabrication.evidence import Evidence
from domain.resume.fabrication.lemmas import lemma, words_of
from domain.resume.fabrication.objection import Objection, ObjectionKind, objection
from domain.resume.fabrication.quantities import NUMBER_WORDS, TIME, Quantity, read_quantities
from domain.resume.fabrication.rhythm import read_rhythms
from domain.resume.fabrication.segments import segments
from domain.resume.fabrication.sources import SourceLine, Sources
from domain.resume.fabrication.synonyms import alike
from domain.resume.fabrication.tokens import Token
from domain.resume.fabrication.words import LANGUAGES, PEOPLE, STOP

_NEAR = 1.3
"""A round figure may be this much smaller than the true one ("over 10" for 12)."""
_ABOUT = 0.1
_NEAR_WORDS = 5
_EXPERIENCE = {lemma("experience"), lemma("work"), lemma("career")}
_COUNTED = {"team", "of"} | {str(n) for n in range(2, 100)} | {
    lemma(w) for w in words_of("two three four five six seven eight nine ten eleven twelve")
}  # fmt: skip
_EXCEED = {lemma(word) for word in ("exceed", "surpass", "beat", "above")}


def figure_objections(
    tokens: Sequence[Token], text: str, evidence: Sequence[Evidence], sources: Sources
) -> tuple[list[Objection], set[int]]:
    """What is wrong with the figures, and the places of words that belong to a figure and need no other source."""
    found: list[Objection] = []
    spent: set[int] = set()
    quantities = read_quantities(tokens)
    for part in evidence:
        if any(is_exceeding(tokens, line) for line in part.lines):
            spent.update(i for i in part.segment.places() if tokens[i].lemma in _EXCEED)
        if any("team" in line.lemmas for line in part.lines):
            spent.update(
                i
                for i in part.segment.places()
                if i and tokens[i].lemma == "person" and tokens[i - 1].lemma in _COUNTED
            )
    for rhythm in read_rhythms(tokens):
        places = range(rhythm.first, rhythm.last + 1)
        spent.update(places)
        part = _part(evidence, rhythm.first)
        if not any((r.unit, r.every) == (rhythm.unit, rhythm.every) for line in part.lines for r in line.rhythms):
            found.append(objection(ObjectionKind.NUMBER, text, tokens[rhythm.first].start, tokens[rhythm.last].end))
    for quantity in quantities:
        if set(range(quantity.first, quantity.last + 1)) <= spent:
            continue
        part = _part(evidence, quantity.first)
        last = quantity.last + bool(
            quantity.unit in TIME and quantity.kind == "count" and tokens[quantity.last].lemma != quantity.unit
        )
        last = min(last, len(tokens) - 1)
        spent.update(range(quantity.first, last + 1))
        if not _supported(quantity, tokens, part, sources):
            kind = ObjectionKind.DATE if quantity.kind == "year" else ObjectionKind.NUMBER
            counted = min(last + 1, part.segment.last)
            end = counted if quantity.kind == "count" and tokens[counted].is_word else last
            found.append(objection(kind, text, tokens[quantity.first].start, tokens[end].end))
    return found, spent


def _part(evidence: Sequence[Evidence], place: int) -> Evidence:
    return next(part for part in evidence if place in part.segment.places())


def _supported(said: Quantity, tokens: Sequence[Token], part: Evidence, sources: Sources) -> bool:
    if part.named and said.first in part.named:
        return True
    if said.kind == "year":
        return _year(said, part)
    if (
        said.kind == "count"
        and said.value == 1
        and said.relation == "exact"
        and tokens[said.first].text.lower() == "one"
    ):
        return True
    if said.unit in TIME and sources.own is None and _names_place(part, sources):
        return _served(said, tokens, part, sources)
    for line in part.lines:
        for known in line.quantities:
            fits = _same(said, known) and _heads_agree(said, tokens, known, line)
            if fits and not _of_other(said, tokens, part, known, line):
                return True
        if said.role not in ("to", "from") and any(_same(said, known) for known in _derived(line, tokens, said)):
            return True
    return said.unit in TIME and sources.own is None and _served(said, tokens, part, sources)


def _of_other(said: Quantity, tokens: Sequence[Token], part: Evidence, known: Quantity, line: SourceLine) -> bool:
    """Whether the words around the figure are those around another figure of the source."""
    near = range(max(said.first - _NEAR_WORDS, part.segment.first), min(said.last + _NEAR_WORDS, part.segment.last) + 1)
    mine = [tokens[i].lemma for i in near if tokens[i].is_word]
    shared: dict[bool, int] = {True: 0, False: 0}
    for segment in segments(line.tokens):
        inside = [q for q in line.quantities if segment.first <= q.first <= segment.last and q.kind == said.kind]
        if inside:
            words = {line.tokens[i].lemma for i in segment.places() if line.tokens[i].is_word}
            here = known in inside
            shared[here] = max(shared[here], sum(any(alike(w, other) for other in words) for w in mine))
    return shared[False] > shared[True]


def _year(said: Quantity, part: Evidence) -> bool:
    since = said.role == lemma("since")
    for line in part.lines:
        for known in line.quantities:
            if known.kind == "year" and known.value == said.value and (not since or known.role == said.role):
                return True
            if known.kind == "count" and known.value == said.value and not known.unit:
                return True
    entry = part.entry
    if any(known.kind == "year" for known in part.lines[0].quantities):
        return False
    return bool(since and entry and not entry.ended and entry.start_year == f"{said.value:.0f}")


def _same(said: Quantity, known: Quantity) -> bool:
    """Whether the figure says no more than the known one: kind, unit, role, how exact, and the value."""
    if said.kind != known.kind:
        return False
    if said.is_total != known.is_total and known.is_total:
        return False
    if said.kind == "money" and {said.unit, known.unit} not in ({said.unit}, {"$", "USD"}):
        return False
    if said.kind == "percent" and said.unit and known.unit and said.unit != known.unit:
        return False
    if {said.role, known.role} in ({"by", "to"}, {"by", "from"}, {"from", "to"}):
        return False
    if said.kind == "percent" and said.role == "by" and not known.role:
        return False
    values = _values(said, known)
    return values is not None and _relation_holds(said, known, *values)


def _values(said: Quantity, known: Quantity) -> tuple[float, float] | None:
    """Both values in one unit; None when the units differ."""
    if said.kind != "count" or said.unit == known.unit or not said.unit or not known.unit:
        return said.value, known.value
    if said.unit in TIME and known.unit in TIME:
        return said.value * TIME[said.unit], known.value * TIME[known.unit]
    return None


def _relation_holds(said: Quantity, known: Quantity, value: float, true: float) -> bool:
    tolerance = (
        0.6 if said.kind in ("percent", "points") and (said.fraction or known.fraction) else 1e-6 * max(1.0, true)
    )
    if said.unit in TIME and known.unit in TIME and said.unit != known.unit:
        tolerance = 0.02 * true
    equal = abs(value - true) <= tolerance
    match said.relation:
        case "exact":
            return equal and known.relation in ("exact", "about", "over", "at_least")
        case "about":
            near = equal or abs(value - true) <= _ABOUT * true
            return near and known.relation in ("exact", "about", "over", "at_least")
        case "over":
            more = value <= true + tolerance and known.relation == "over"
            return more or (known.relation in ("exact", "at_least", "over") and value < true <= _NEAR * value)
        case "at_least":
            more = value <= true + tolerance and known.relation in ("over", "at_least")
            return more or (known.relation == "exact" and value < true <= _NEAR * value)
        case "up_to" | "under":
            return equal and known.relation in ("exact", "up_to", "under")
        case "nearly":
            return (known.relation == "nearly" and equal) or (
                known.relation == "exact" and 0.85 * true <= true - (true - value) and true < value <= 1.15 * true
            )
    return False


def _heads_agree(said: Quantity, tokens: Sequence[Token], known: Quantity, line: SourceLine) -> bool:
    """Whether both figures count the same thing ("14 shops" is no "14 countries")."""
    if said.kind == "ordinal":
        return True
    mine, theirs = _heads(tokens, said), _heads(line.tokens, known)
    if said.kind in ("percent", "points", "money"):
        return True if said.kind != "money" else _money_agrees(said, tokens, known, line)
    if not mine or (said.unit and known.unit):
        return True
    if theirs and (said.unit in TIME) != (known.unit in TIME):
        return False
    if _told_of_another(mine, theirs, known, line):
        return False
    if theirs and set(theirs) <= {"person"}:
        theirs = [*theirs, *(t.lemma for t in line.tokens[: known.first] if t.is_word)]
    if not theirs:
        theirs = _before(line.tokens, known)
        return not theirs or any(alike(a, b) for a in mine for b in theirs) or known.last + 1 >= len(line.tokens)
    if any(alike(a, b) for a in mine for b in theirs):
        return True
    before = line.tokens[max(known.first - 1, 0)]
    return before.lemma == "of" and any(alike(a, b) for a in mine for b in _before(line.tokens, known))


def _told_of_another(mine: Sequence[str], theirs: Sequence[str], known: Quantity, line: SourceLine) -> bool:
    """Whether a word that goes with this figure in the text goes with another one in the source."""
    others = [word for q in line.quantities if q is not known for word in _heads(line.tokens, q)]
    near = [*theirs, *_before(line.tokens, known)]
    return any(
        any(alike(word, other) for other in others) and not any(alike(word, other) for other in near) for word in mine
    )


def _money_agrees(said: Quantity, tokens: Sequence[Token], known: Quantity, line: SourceLine) -> bool:
    mine, theirs = _heads(tokens, said), _heads(line.tokens, known)
    return True if not mine or not theirs else any(alike(a, b) for a in mine for b in theirs) or bool(theirs)


def _heads(tokens: Sequence[Token], quantity: Quantity) -> list[str]:
    """What is counted: the words right after the figure."""
    found: list[str] = []
    place = quantity.last + 1
    after_of = place < len(tokens) and tokens[place].lemma == "of"
    if after_of:
        place += 2 if place + 1 < len(tokens) and tokens[place + 1].is_number else 1
    for token in tokens[place : place + 5]:
        if token.starts_part or "," in token.before or token.is_number or token.text.lower() in NUMBER_WORDS:
            break
        if (token.lemma == "and" and found) or (after_of and not token.is_word and not found):
            continue
        if not token.is_word:
            break
        found.append(token.lemma)
    return found


def _before(tokens: Sequence[Token], quantity: Quantity) -> list[str]:
    return [t.lemma for t in tokens[max(quantity.first - 4, 0) : quantity.first] if t.is_word]


def _derived(line: SourceLine, tokens: Sequence[Token], said: Quantity) -> Iterator[Quantity]:
    """Figures that follow from those of one line: the change between two, a share, how many things it lists."""
    figures = [q for q in line.quantities if q.kind != "year"]
    for start in figures:
        for end in figures:
            if start.role == "from" and end.role == "to" and start.kind == end.kind:
                yield from _changes(start, end)
            if end.is_total and start.last + 2 == end.first and end.value:
                yield Quantity(100 * start.value / end.value, "percent", 0, 0, fraction=True)
        if start.kind == "percent" and start.value > 100 and is_exceeding(tokens, line):
            yield Quantity(start.value - 100, "percent", 0, 0, role="by")
    yield from _sum_of_people(line)
    if any(tokens[i].lemma == lemma("languages") for i in range(said.last, min(said.last + 2, len(tokens)))):
        yield Quantity(float(sum(t.lemma in LANGUAGES for t in line.tokens)), "count", 0, 0)


def _sum_of_people(line: SourceLine) -> Iterator[Quantity]:
    """Eight people for "2 designers and 6 engineers"."""
    people = [q for q in line.quantities if q.kind == "count" and any(h in PEOPLE for h in _heads(line.tokens, q)[:1])]
    if len(people) > 1:
        yield Quantity(sum(q.value for q in people), "count", 0, 0)


def is_exceeding(tokens: Sequence[Token], line: SourceLine) -> bool:
    """Whether the text says "exceeded" where the source has more than 100 %."""
    more = any(q.kind == "percent" and q.value > 100 for q in line.quantities)
    return more and any(t.lemma in _EXCEED for t in tokens)


def _changes(start: Quantity, end: Quantity) -> Iterator[Quantity]:
    change = abs(end.value - start.value)
    unit = end.unit or start.unit
    if start.kind == "percent":
        yield Quantity(round(change, 6), "points", 0, 0, role="by", fraction=True)
    else:
        yield replace(end, value=round(change, 6), role="by", relation="exact")
        yield replace(end, value=round(change, 6), role="", relation="exact", unit=unit)
    if start.value:
        direction = "up" if end.value > start.value else "down"
        yield Quantity(100 * change / start.value, "percent", 0, 0, unit=direction, role="by", fraction=True)


def _names_place(part: Evidence, sources: Sources) -> bool:
    """Whether the part names an employer or school that the summary itself does not name."""
    if not part.entry or not part.named or not part.entry.names or not part.entry.days:
        return False
    name = SourceLine(part.entry.names[0])
    return bool(set(part.named_lemmas) & name.lemmas) and not name.lemmas <= sources.original.lemmas


def _served(said: Quantity, tokens: Sequence[Token], part: Evidence, sources: Sources) -> bool:
    """Whether the dates of the jobs say that it took this long: the named job, or all of them for "experience"."""
    days = said.value * TIME[said.unit]
    if part.entry and part.named and part.entry.days:
        return part.entry.days - 366 <= days <= part.entry.days + 31
    following = [t.lemma for t in tokens[said.last + 1 : said.last + 4] if t.lemma not in STOP or t.lemma == "work"]
    if any(word in _EXPERIENCE for word in following[:2]) and part.segment.last <= said.last + 4:
        total = sum(entry.days for entry in sources.entries if entry.roles)
        return 0.7 * total <= days <= total
    return False
