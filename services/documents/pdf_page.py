"""One page of a PDF: its characters with positions as a person sees the page, its links and its pictures."""

import ctypes
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from services.documents.cells import Word

WORD_GAP = 0.14
"""Gap between two letters, in line heights, from which on a space is missing between them."""
MAX_CHARS = 60_000
MAX_OBJECTS = 20_000
SMALLEST_PICTURE = 20.0
"""Points: pictures below this width or height are bullets, icons and lines."""


@dataclass(slots=True)
class Char:
    """A character. Geometry is in points from the left and the top of the page as shown; `y` is the baseline."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    y: float
    size: float
    bold: bool
    spaced: bool
    """Whether a space or a new line stands before it."""
    thing: int
    """Address of the text object that draws it; 0 when pdfium made it up."""
    upright: bool = True


class Frame:
    """Turns page coordinates into points from the left and the top of the page as shown (after /Rotate and crop)."""

    def __init__(self, page: Any) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.turns = (page.get_rotation() // 90) % 4
        self.width, self.height = page.get_size()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, seen."""
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        if self.turns == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) of a rectangle of the page, seen."""
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def upright(self, angle: float) -> bool:
        """Whether text drawn at this angle (radians, page space) stands upright as seen."""
        return abs(math.remainder(angle + self.turns * math.pi / 2, 2 * math.pi)) < 0.1


def characters(page: Any, textpage: Any, raw: Any) -> list[Char]:
    """Every visible or hidden character that the page draws, in the order of the file."""
    frame, handle = Frame(page), textpage.raw
    rect, ox, oy = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    chars: list[Char] = []
    spaced, thing, upright, bold, half = True, -1, True, False, 0
    for index in range(min(raw.FPDFText_CountChars(handle), MAX_CHARS)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:  # pdfium gives UTF-16: the second half follows
            half = code
            continue
        if 0xDC00 <= code < 0xE000 and half:
            code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00
        half = 0
        char = chr(code) if code <= 0x10FFFF else "\ufffd"
        if char.isspace() or char == "\x00":
            spaced = True
            continue
        if raw.FPDFText_IsGenerated(handle, index):
            if chars and char in "-\x02":
                chars[-1].text += "-"
            continue
        drawn_by = raw.FPDFText_GetTextObject(handle, index)
        address = ctypes.cast(drawn_by, ctypes.c_void_p).value or 0
        if address != thing:
            thing = address
            upright = frame.upright(raw.FPDFText_GetCharAngle(handle, index))
            raw.FPDFText_GetFontInfo(handle, index, name, 128, flags)
            bold = _is_bold(name.value)
        raw.FPDFText_GetLooseCharBox(handle, index, rect)
        raw.FPDFText_GetCharOrigin(handle, index, ox, oy)
        x0, top, x1, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        _, y = frame.point(ox.value, oy.value)
        chars.append(Char(char, x0, x1, top, bottom, y, bottom - top, bold, spaced, address, upright))
        spaced = False
    return chars


def _is_bold(font: bytes) -> bool:
    name = font.lower()
    return any(mark in name for mark in (b"bold", b"black", b"heavy", b"cmbx", b"medi", b"-bd"))


def words_of(chars: list[Char]) -> list[Word]:
    """Characters joined to words by the gaps between them; turned text stands outside the lines and is left out."""
    words: list[Word] = []
    for run in _runs(_legible(chars)):
        # small capitals have small boxes: the run's tallest letter is the measure
        tallest = max(char.size for char in run)
        for char in run:
            char.size = tallest if tallest < 2.6 * char.size else char.size
        gaps = [b.x0 - a.x1 > WORD_GAP * b.size for a, b in pairwise(run) if not b.spaced]
        # letters set wide apart (small capitals, spaced headings): only pdfium's own spaces count
        wide = len(gaps) > 4 and sum(gaps) > 0.25 * len(gaps)
        last: Char | None = None
        for char in run:
            apart = last is None or char.spaced or (not wide and char.x0 - last.x1 > WORD_GAP * char.size)
            if apart or last is None or char.x0 - last.x1 > char.size or char.x0 < last.x0 - 0.2 * char.size:
                words.append(Word(char.text, char.x0, char.x1, char.y, char.size, char.bold))
            else:
                words[-1].text += char.text
                words[-1].x1 = max(words[-1].x1, char.x1)
            last = char
    return words


def _legible(chars: list[Char]) -> list[Char]:
    """Upright characters of a usable size; what is left out leaves a space behind."""
    kept: list[Char] = []
    spaced = False
    for char in chars:
        if not char.upright or not 2 < char.size < 200:
            spaced = spaced or char.spaced
            continue
        char.spaced = char.spaced or spaced
        spaced = False
        kept.append(char)
    return kept


def _runs(chars: list[Char]) -> list[list[Char]]:
    """Characters that follow each other on one baseline."""
    runs: list[list[Char]] = []
    for char in chars:
        if runs and abs(runs[-1][-1].y - char.y) < 0.25 * char.size:
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def links_of(page: Any, document: Any, raw: Any) -> list[tuple[float, float, str]]:
    """(x, y, address) of each web link that lies on the page; none of them is opened."""
    found: list[tuple[float, float, str]] = []
    position, link, rect = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    frame = Frame(page)
    while raw.FPDFLink_Enumerate(page.raw, position, link) and len(found) < 200:
        action = raw.FPDFLink_GetAction(link)
        length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
        if 1 < length < 2_000:
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
            raw.FPDFLink_GetAnnotRect(link, rect)
            left, top, right, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)
            if right > 0 and bottom > 0 and left < frame.width and top < frame.height:
                found.append((left, (top + bottom) / 2, buffer.value.decode("utf-8", "replace")))
    return found
