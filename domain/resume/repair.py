"""Doubtful parts for a model to look at, and the check that what it says stands in the file."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from domain.resume.dates import plain
from domain.resume.document import ReadDocument
from domain.resume.facts import Doubt, ResumeFacts
from domain.resume.spans import Sources
from domain.resume.words import CJK

REMOVED = "[removed]"
"""Stands for what a model does not get to see."""
MODEL_SURE = 0.7
"""How sure we are of a value that a model picked out."""
_BELOW = 0.7
_LINES = 8
_PARTS = 12
_FIELDS = {
    "work": ("title", "employer", "place", "start", "end"),
    "education": ("school", "degree", "field", "start", "end"),
    "contact": ("name",),
}
_ADDRESS = re.compile(
    r"[\w.+%'-]+@[\w.-]+\w|(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|me|edu|example)\b\S*"
)
_NUMBER = re.compile(r"(?<!\w)(?:\+|00)?\(?\d[\d\s().‐/-]{7,22}\d(?!\w)")


@dataclass(frozen=True, slots=True)
class DoubtfulPart:
    """One item that may have been read wrongly, with the lines it comes from, as a model may see them."""

    number: int
    path: str
    """ "contact", "work.2" or "education.0"."""
    values: tuple[tuple[str, str], ...]
    """(field, what we read) of every field that may be given anew."""
    reasons: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A value that a model read in the lines of a part."""

    part: int
    field: str
    value: str


Repairer = Callable[[Sequence[DoubtfulPart]], Sequence[Repair]]


def doubtful_parts(
    document: ReadDocument, facts: ResumeFacts, sources: Sources, doubts: Sequence[Doubt]
) -> tuple[DoubtfulPart, ...]:
    """The parts with weak doubts, each with at most eight lines.

    Addresses, numbers and the person's name are taken out of the lines; the name stays where the doubt is about it.
    """
    by_item: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        kind, _, rest = doubt.path.partition(".")
        item = kind if kind == "contact" else f"{kind}.{rest.split('.')[0]}"
        wanted = kind in _FIELDS and (kind != "contact" or rest == "name")
        if wanted and doubt.confidence < _BELOW:
            by_item.setdefault(item, []).append(doubt)
    parts: list[DoubtfulPart] = []
    for item, found in list(by_item.items())[:_PARTS]:
        kind, _, index = item.partition(".")
        source = getattr(facts, kind)[int(index)] if index else facts.contact
        lines = [document.lines[i].text for i in _line_numbers(document, item, sources)]
        name = "" if item == "contact" else facts.contact.name
        shown = tuple(without_contact(line, name) for line in lines)
        if any(line.replace(REMOVED, "").strip() for line in shown):
            values = tuple((field, getattr(source, field)) for field in _FIELDS[kind])
            parts.append(DoubtfulPart(len(parts) + 1, item, values, tuple(d.reason for d in found), shown))
    return tuple(parts)


def _line_numbers(document: ReadDocument, item: str, sources: Sources) -> list[int]:
    """The head of an item: the lines of its short facts, and those between and beside them."""
    last = len(document.lines)
    if item == "contact":
        return list(range(min(_LINES, last)))
    spans = [
        span
        for path, found in sources.items()
        if path.startswith(f"{item}.") and ".bullets." not in path and ".details." not in path
        for span in found
    ]
    bullets = [span for path, found in sources.items() if path.startswith(f"{item}.bullets.0") for span in found]
    known = sorted({span.line for span in spans or bullets[:1]})
    if not known:
        return []
    first = max(known[0] - 1, 0)
    around = range(first, min(known[-1] + 2, first + _LINES, last))
    return [i for i in around if i in known or not document.lines[i].bullet]


def without_contact(text: str, name: str = "") -> str:
    """The text without e-mail and web addresses, telephone numbers and `name`."""
    text = _ADDRESS.sub(REMOVED, text)
    text = _NUMBER.sub(lambda match: match[0] if plain(match[0][:7]) or plain(match[0]) else REMOVED, text)
    for word in [name, *name.split()]:
        if len(word) > 2:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", REMOVED, text, flags=re.IGNORECASE)
    return re.sub(r"(?:\[removed\]\s*)+", f"{REMOVED} ", text).strip()


def as_written(value: str, lines: Sequence[str]) -> str:
    """The value as the lines have it, or an empty string when it does not stand there (spaces and case folded)."""
    words = value.split()
    if not words or REMOVED in value:
        return ""
    edge = "" if CJK.search(value) else r"(?<!\w)"
    end = "" if CJK.search(value) else r"(?!\w)"
    pattern = re.compile(edge + r"\s+".join(map(re.escape, words)) + end, re.IGNORECASE)
    found = pattern.search(" ".join(lines))
    return " ".join(found[0].split()) if found else ""


def apply_repairs(
    facts: ResumeFacts, parts: Sequence[DoubtfulPart], repairs: Sequence[Repair]
) -> tuple[ResumeFacts, tuple[str, ...]]:
    """(facts, paths that changed). A value that does not stand in the lines of its part is dropped, and so is one that
    changes nothing, leaves a field empty, or is no date where a date is wanted."""
    changed: list[str] = []
    for part, field, value in _accepted(parts, repairs):
        kind, _, index = part.path.partition(".")
        if not index:
            facts = facts.model_copy(update={"contact": facts.contact.model_copy(update={field: value})})
        else:
            items = list(getattr(facts, kind))
            items[int(index)] = items[int(index)].model_copy(update={field: value})
            facts = facts.model_copy(update={kind: tuple(items)})
        changed.append(f"{part.path}.{field}")
    return facts, tuple(changed)


def _accepted(parts: Sequence[DoubtfulPart], repairs: Sequence[Repair]) -> Iterator[tuple[DoubtfulPart, str, str]]:
    by_number = {part.number: part for part in parts}
    given: set[tuple[int, str]] = set()
    for repair in repairs:
        part = by_number.get(repair.part)
        if part is None or (repair.part, repair.field) in given:
            continue
        before = dict(part.values).get(repair.field)
        value = as_written(repair.value, part.lines)
        dated = repair.field not in ("start", "end") or plain(value)
        if before is None or not value or not dated or value == before or len(value) > 120:
            continue
        given.add((repair.part, repair.field))
        yield part, repair.field, value
