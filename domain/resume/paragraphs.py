"""Lines that belong together: wrapped bullets and paragraphs become one text again."""

import re
from collections.abc import Sequence

from domain.resume.document import Line
from domain.resume.words import CJK, title_score

_SIZES = 0.16
"""How much the size of letters may differ inside one sentence, as a share: OCR measures it only roughly."""


def right_edges(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """The right edge of the text of each (page, column), in points; a column that runs over pages has one edge."""
    widest: dict[int, float] = {}
    for line in lines:
        widest[line.column] = max(widest.get(line.column, 0.0), line.x1)
    return {(line.page, line.column): widest[line.column] for line in lines}


def wrapped(lines: Sequence[Line], edges: dict[tuple[int, int], float]) -> list[bool]:
    """For each line whether it goes on with the one before; the rest of a bullet hangs at one indent."""
    found: list[bool] = []
    hang: float | None = None
    in_bullet = False
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        outdented = before is not None and line.x0 < (before.x0 if hang is None else hang) - 3
        if (
            line.bullet
            or before is None
            or (in_bullet and (outdented or " | " in line.text) and line.column == before.column)
        ):
            goes_on, hang = False, None
        elif hang is not None and abs(line.x0 - hang) < 3 and _near(line, before) and len(line.parts) == 1:
            goes_on = not (before.text.endswith((".", ";")) and line.bold)
        else:
            goes_on = continues(line, before, edges)
            hang = line.x0 if goes_on and before.bullet and line.x0 > before.x0 + 3 else None
        in_bullet = line.bullet or (in_bullet and goes_on)
        found.append(goes_on)
    return found


def _near(line: Line, before: Line) -> bool:
    """Same column and letters, with no gap between the lines."""
    if line.column != before.column or line.bold != before.bold or before.x1 == 0:
        return False
    if abs(line.size - before.size) > _SIZES * max(line.size, 1.0):
        return False
    return line.page != before.page or line.y - before.y <= 2.2 * max(before.size, line.size)


def continues(line: Line, before: Line, edges: dict[tuple[int, int], float]) -> bool:
    """Whether `line` goes on with the sentence of `before` (it was wrapped at the right edge)."""
    if line.bullet or before.x1 == 0 or line.column != before.column or line.bold != before.bold:
        return False
    if line.x0 < before.x0 - 20 or (line.size > 1.08 * before.size and line.confidence == 1):
        return False
    if before.text.endswith(".") and line.text[:1].isupper() and len(line.text) < 60 and title_score(line.text) >= 2:
        return False
    wide = CJK.search(before.text[-1:]) is not None
    if abs(line.size - before.size) > _SIZES * max(line.size, 1.0) or len(before.text) < (6 if wide else 12):
        return False
    if line.page == before.page and line.y - before.y > 2.6 * max(before.size, line.size):
        return False
    if before.bullet and line.x0 > before.x0 + 3 and not _starts_afresh(before, line):
        return True
    width = (before.x1 - before.x0) / max(len(before.text), 1)
    first_word = line.text[:1] if wide or CJK.match(line.text) else line.text.split(" ", 1)[0]
    full = before.x1 + width * (len(first_word) + 0.5) > edges.get((before.page, before.column), 0.0)
    if len(before.parts) > 1 or not full:
        return (
            line.text[:1].islower() and not before.text.endswith((".", ":")) and abs(line.x0 - before.x0) < 30 and full
        )
    if wide:
        return not before.text.endswith(("。", "；", "：", ".", ":"))
    return len(before.text) > 30 or line.text[:1].islower()


def _starts_afresh(before: Line, line: Line) -> bool:
    return before.text.endswith((".", ";")) and line.text[:1].isupper() and len(line.text) < 25 and line.bold


def join(before: str, text: str) -> str:
    """Two lines of one sentence; a word broken by a hyphen comes back together, CJK letters need no space."""
    if CJK.match(before[-1:]) and CJK.match(text):
        return before + text
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
    for line, goes_on in zip(lines, wrapped(lines, edges), strict=True):
        if goes_on and found:
            found[-1] = join(found[-1], line.text)
        else:
            found.append(line.text)
    return found
