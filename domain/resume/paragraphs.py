"""Lines that belong together: wrapped bullets and paragraphs become one text again."""

import re
from collections.abc import Sequence

from domain.resume.document import Line


def right_edges(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """The right edge of the text per page and column, in points."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        key = (line.page, line.column)
        edges[key] = max(edges.get(key, 0.0), line.x1)
    return edges


def continues(line: Line, before: Line, edges: dict[tuple[int, int], float]) -> bool:
    """Whether `line` goes on with the sentence of `before` (it was wrapped at the right edge)."""
    if line.bullet or before.x1 == 0 or line.column != before.column or line.bold != before.bold:
        return False
    if abs(line.size - before.size) > 1.5 or len(before.text) < 12:
        return False
    if line.page == before.page and line.y - before.y > 2.6 * max(before.size, line.size):
        return False
    if before.bullet and line.x0 > before.x0 + 3 and not _starts_afresh(before, line):
        return True
    width = (before.x1 - before.x0) / max(len(before.text), 1)
    first_word = line.text.split(" ", 1)[0]
    full = before.x1 + width * (len(first_word) + 0.5) > edges.get((before.page, before.column), 0.0)
    if len(before.parts) > 1 or not full:
        return (
            line.text[:1].islower() and not before.text.endswith((".", ":")) and abs(line.x0 - before.x0) < 30 and full
        )
    return len(before.text) > 30 or line.text[:1].islower()


def _starts_afresh(before: Line, line: Line) -> bool:
    return before.text.endswith((".", ";")) and line.text[:1].isupper() and len(line.text) < 25 and line.bold


def join(before: str, text: str) -> str:
    """Two lines of one sentence; a word broken by a hyphen comes back together."""
    if re.search(r"[a-z]-$", before) and text[:1].islower():
        stem = re.search(r"(\w+)-$", before)
        if stem and stem[1].lower() in _KEPT:
            return before + text
        return before[:-1] + text
    return f"{before} {text}"


_KEPT_TEXT = """
self non co cross full part real well high low long short end open event data cloud user client multi on off in out
re pre post state community team front back up down day two three four five six role test peer one first third large
small hands
"""
_KEPT = frozenset(_KEPT_TEXT.split())


def paragraphs(lines: Sequence[Line], edges: dict[tuple[int, int], float]) -> list[str]:
    """One text per bullet or paragraph."""
    found: list[str] = []
    before: Line | None = None
    for line in lines:
        if found and before is not None and continues(line, before, edges):
            found[-1] = join(found[-1], line.text)
        else:
            found.append(line.text)
        before = line
    return found
