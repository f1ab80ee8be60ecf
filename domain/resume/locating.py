"""Where in the lines every fact stands."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from domain.resume.document import Line, ReadDocument
from domain.resume.facts import ResumeFacts
from domain.resume.matching import LISTS, items_of
from domain.resume.section_names import section_kind
from domain.resume.spans import Span

_SKIPPED = re.compile(r"[\s\-‐‑\u00ad\u200b]")
"""Left out when texts are compared: a value may have been put together from two lines."""
_NOT_WRITTEN = frozenset({"confirmed", "category", "listed", "confidence", "years", "last_used", "line"})
_HEAD = 25
"""A bullet of that many letters tells well where its item stands."""


@dataclass(frozen=True)
class _Text:
    """All lines as one string without spaces; `marks[i]` is the (line, character) of its letter i."""

    text: str
    marks: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    """Position of the first letter of each line."""

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans of the letters `start` to `end`, one for each line."""
        found: list[Span] = []
        for line, character in self.marks[start:end]:
            if found and found[-1].line == line:
                found[-1] = Span(line=line, start=found[-1].start, end=character + 1)
            else:
                found.append(Span(line=line, start=character, end=character + 1))
        return tuple(found)

    def all(self, value: str, limit: int = 2000) -> list[int]:
        """Every position where the squeezed `value` begins a word."""
        found: list[int] = []
        at = self.text.find(value)
        while at >= 0 and len(found) < limit:
            if self._whole(at, at + len(value)):
                found.append(at)
            at = self.text.find(value, at + 1)
        return found

    def _whole(self, start: int, end: int) -> bool:
        """Short values count only as words of their own ("Go" is not in "Google")."""
        if end - start > 6:
            return True
        return not (self._joined(start) or self._joined(end))

    def _joined(self, at: int) -> bool:
        if not 0 < at < len(self.text) or not (self.text[at - 1].isalnum() and self.text[at].isalnum()):
            return False
        (line, character), (next_line, next_character) = self.marks[at - 1], self.marks[at]
        return line == next_line and next_character == character + 1 and self.text[at].isascii()


def locate(document: ReadDocument, facts: ResumeFacts) -> dict[str, tuple[Span, ...]]:
    """Path -> spans into `document.lines`, for every value that is written in the file.

    A value that was put together from two lines has a span in each. Of several places the one nearest to the rest of
    its item counts, in a section of its kind first.
    """
    text = _squeezed_lines(document.lines)
    finder = _Finder(text, _windows(document.lines, text))
    found = dict(finder.fields(facts.contact, "contact", "contact", 0))
    if facts.summary:
        found |= _lines_of(finder, facts.summary)
    for index, link in enumerate(facts.contact.links):
        path = f"contact.links.{index}"
        if path not in found and (owner := _owner(document.lines, link)) is not None:
            found[path] = (Span(line=owner, start=0, end=len(document.lines[owner].text)),)
    for name in LISTS:
        if name == "skills":
            continue
        cursor = 0
        for index, item in enumerate(items_of(facts, name)):
            cursor = finder.anchor(item, name, cursor)
            found |= dict(finder.fields(item, f"{name}.{index}", name, cursor))
    for index, skill in enumerate(facts.skills):
        spans = finder.inside(skill.line, skill.name) if skill.line else finder.best(skill.name, "skills", 0)
        if spans:
            found[f"skills.{index}"] = spans
    return {path: spans for path, spans in found.items() if spans}


def _lines_of(finder: "_Finder", summary: str) -> dict[str, tuple[Span, ...]]:
    spans = [span for part in summary.split("\n") for span in finder.best(part, "summary", 0)]
    return {"summary": tuple(spans)} if spans else {}


def _owner(lines: Sequence[Line], link: str) -> int | None:
    return next((i for i, line in enumerate(lines) if link in line.links), None)


class _Finder:
    def __init__(self, text: _Text, windows: Sequence[tuple[str, int]]) -> None:
        self._text = text
        self._kinds = [kind for kind, _ in windows]
        self._starts = [start for _, start in windows]
        self._known: dict[tuple[str, str], list[int]] = {}

    def anchor(self, item: BaseModel, kind: str, cursor: int) -> int:
        """Where an item begins: the first of its names at or behind the item before."""
        names = [str(getattr(item, field, "")) for field in ("title", "employer", "school", "degree", "name")]
        bullets = [text for text in getattr(item, "bullets", ()) if len(text) >= _HEAD][:1]
        places = []
        for value in [*bullets, *names]:
            behind = [at for at in self._places(value, kind) if at >= cursor]
            if behind:
                places.append(min(behind))
                if value in bullets:
                    return places[-1]
        return min(places, default=cursor)

    def fields(self, item: BaseModel, path: str, kind: str, near: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """(path, spans) of every text of an item."""
        for field in type(item).model_fields:
            value = getattr(item, field)
            if field in _NOT_WRITTEN or not value:
                continue
            if isinstance(value, tuple):
                for number, text in enumerate(value):
                    yield f"{path}.{field}.{number}", self.best(text, kind, near)
            else:
                yield f"{path}.{field}", self.best(str(value), kind, near)

    def best(self, value: str, kind: str, near: int) -> tuple[Span, ...]:
        """The spans of a value; one that stands in pieces is found piece by piece."""
        squeezed = _squeeze(value)
        places = self._places(value, kind)
        if places:
            at = min(places, key=lambda place: abs(place - near))
            return self._text.spans(at, at + len(squeezed))
        pieces = [piece for piece in re.split(r"[,;|]\s+|\s+[–—-]\s+", value) if len(piece) > 2]
        if len(pieces) < 2:
            return ()
        found = [spans for piece in pieces if (spans := self.best(piece, kind, near))]
        return tuple(span for spans in found for span in spans) if len(found) == len(pieces) else ()

    def inside(self, line: str, value: str) -> tuple[Span, ...]:
        """The spans of a value within a line of the facts; the whole line where it goes by another name."""
        source, squeezed = _squeeze(line), _squeeze(value)
        for at in self._text.all(source, 1):
            places = [place for place in self._text.all(squeezed) if at <= place < at + len(source)] if squeezed else []
            if places:
                return self._text.spans(places[0], places[0] + len(squeezed))
            return self._text.spans(at, at + len(source))
        return self.best(value, "skills", 0)

    def _places(self, value: str, kind: str) -> list[int]:
        """Positions of a value, only those in a section of the kind when there are any."""
        key = (_squeeze(value), kind)
        if not key[0]:
            return []
        if key not in self._known:
            places = self._text.all(key[0])
            own = [at for at in places if self._kinds[bisect_right(self._starts, at) - 1] == kind]
            self._known[key] = own or places
        return self._known[key]


def _windows(lines: Sequence[Line], text: _Text) -> list[tuple[str, int]]:
    """(kind, first letter) of the stretch below each heading, in order; the first one is the top of the file."""
    heads = [(0, "contact")]
    for index, line in enumerate(lines):
        kind = section_kind(line.parts[0]) if len(line.parts[0]) <= 40 else None
        if kind and (line.bold or line.heading or line.size > 11 or line.text.isupper() or len(line.parts) == 1):
            heads.append((index, kind))
    return [(kind, text.starts[index] if text.starts else 0) for index, kind in heads]


def _squeezed_lines(lines: Sequence[Line]) -> _Text:
    letters: list[str] = []
    marks: list[tuple[int, int]] = []
    starts: list[int] = []
    for number, line in enumerate(lines):
        starts.append(len(letters))
        for character, letter in enumerate(line.text):
            if _SKIPPED.match(letter):
                continue
            for folded in unicodedata.normalize("NFKC", letter).casefold():
                if not folded.isspace():
                    letters.append(folded)
                    marks.append((number, character))
    return _Text("".join(letters), tuple(marks), tuple(starts))


def _squeeze(value: str) -> str:
    bare = _SKIPPED.sub("", value)
    return "".join(c for letter in bare for c in unicodedata.normalize("NFKC", letter).casefold() if not c.isspace())


def line_numbers(spans: Sequence[Span]) -> list[int]:
    """The lines a fact stands in, in order, each once."""
    return sorted({span.line for span in spans})
