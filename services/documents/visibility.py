"""Which text of a PDF page can a person see?

The page is drawn twice, with and without its texts. A text whose place looks the same in both leaves no ink; a text in
the colour of what lies behind it cannot be read either. A text is called hidden only where the file says how: a font
that cannot be drawn here leaves no ink, but hides nothing from others.
"""

import ctypes
import math
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from domain.resume.document import HiddenText, Hiding
from services.documents.page_objects import INVISIBLE_MODES, Box, Drawn, PageObjects, look_up, overlap
from services.documents.pdf_page import Char, Frame

SMALLEST = 3.0
"""Points of font size below which nobody reads; on pages smaller than a sheet of paper it shrinks with them."""
SAME_COLOUR = 24
"""Steps (of 255) a colour may differ from what lies behind it in each channel and still not be told from it."""
SAME_COLOUR_LARGE = 10
LARGE = 24.0
INK, STRONG_INK = 2, 40
"""Steps a pixel must change to show any ink, and to show ink of another colour than the file says (picture fonts)."""
_MOST_PIXELS = 1_500_000
_SHEET = 700.0


@dataclass(slots=True)
class Piece:
    """Characters that stand together and are drawn alike."""

    chars: list[Char]
    drawn: Drawn | None
    box: Box
    hiding: Hiding | None = None

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    def add(self, char: Char) -> None:
        """One more character."""
        self.chars.append(char)
        left, top, right, bottom = self.box
        self.box = (min(left, char.x0), min(top, char.top), max(right, char.x1), max(bottom, char.bottom))


class Picture:
    """A drawn page: bytes of its pixels, and how many of them a point has."""

    def __init__(self, page: Any, scale: float) -> None:
        bitmap = page.render(scale=scale, may_draw_forms=False)
        self.width, self.height, self.stride = bitmap.width, bitmap.height, bitmap.stride
        self.channels, self.scale = bitmap.n_channels, scale
        self.pixels = bytes(bitmap.buffer)

    def rows(self, box: Box) -> list[slice]:
        """The bytes of a box in points, row by row; empty when it lies outside."""
        left, top, right, bottom = (edge * self.scale for edge in box)
        first, last = max(math.floor(left), 0), min(math.ceil(right), self.width)
        if first >= last:
            return []
        lines = range(max(math.floor(top), 0), min(math.ceil(bottom), self.height))
        return [slice(y * self.stride + first * self.channels, y * self.stride + last * self.channels) for y in lines]


def pieces_of(chars: list[Char], objects: PageObjects, raw: Any) -> list[Piece]:
    """Characters by word and by the way they are drawn."""
    pieces: list[Piece] = []
    drawn: Drawn | None = None
    thing = -1
    for char in chars:
        if char.thing != thing:
            thing, before = char.thing, drawn
            drawn = objects.texts.get(thing)
            if drawn is not None:
                look_up(drawn, raw)
                if before is not None and before.style == drawn.style:
                    drawn = before
        last = pieces[-1] if pieces else None
        if last is not None and last.drawn is drawn and not char.spaced and abs(last.chars[-1].y - char.y) < 1:
            last.add(char)
        else:
            pieces.append(Piece([char], drawn, (char.x0, char.top, char.x1, char.bottom)))
    return pieces


def judge(page: Any, pieces: list[Piece], objects: PageObjects, raw: Any) -> None:
    """Say of each piece whether and how it is hidden."""
    frame = Frame(page)
    scale = min(1.2, math.sqrt(_MOST_PIXELS / max(frame.width * frame.height, 1.0)))
    full = Picture(page, scale)
    for drawn in objects.texts.values():
        raw.FPDFPageObj_SetIsActive(drawn.handle, False)
    sight = _Sight(frame, objects, full, Picture(page, scale), raw)
    sight.crowd(pieces)
    for piece in pieces:
        piece.hiding = sight.hiding(piece)


class _Sight:
    def __init__(self, frame: Frame, objects: PageObjects, full: Picture, bare: Picture, raw: Any) -> None:
        self.frame, self.objects, self.full, self.bare, self.raw = frame, objects, full, bare, raw
        self.tiny = SMALLEST * min(1.0, max(frame.width, frame.height) / _SHEET)
        self._solid = [cover for cover in objects.covers if cover.solid]
        self._places: dict[tuple[int, int], list[Piece]] = {}

    def crowd(self, pieces: list[Piece]) -> None:
        """Remember where the pieces stand, to tell whose ink it is where they overlap."""
        for piece in pieces:
            left, top, right, bottom = piece.box
            if right - left < 2_000:
                for column in range(int(left) // 40, int(right) // 40 + 1):
                    self._places.setdefault((column, int((top + bottom) / 2) // 40), []).append(piece)

    def hiding(self, piece: Piece) -> Hiding | None:
        drawn = piece.drawn
        if drawn is None:
            return None
        if drawn.mode in INVISIBLE_MODES or (drawn.mode == 0 and drawn.fill and drawn.fill[3] < 8):
            return Hiding.INVISIBLE
        box = piece.box
        if box[2] <= 0 or box[3] <= 0 or box[0] >= self.frame.width or box[1] >= self.frame.height:
            return Hiding.OFF_PAGE
        if self._is_tiny(piece):
            return Hiding.TINY
        ink = self._ink(box)
        if self._like_background(piece, drawn) and (ink <= STRONG_INK or self._shares_its_place(piece)):
            return Hiding.COLOUR
        covered = self._is_covered(box, drawn)
        if ink <= INK:
            return Hiding.COVERED if covered else self._unseen_because(box, drawn)
        return Hiding.COVERED if covered and self._shares_its_place(piece) else None

    def _is_tiny(self, piece: Piece) -> bool:
        left, _, right, _ = piece.box
        size = max(char.size for char in piece.chars)
        squeezed = len(piece.chars) > 1 and right - left < 0.05 * size * len(piece.chars)
        return piece.chars[0].upright and (size < 1.15 * self.tiny or squeezed)

    def _ink(self, box: Box) -> int:
        """The largest difference that the texts make in a channel of a pixel; no more is looked for than STRONG_INK."""
        most = 0
        for part in self.full.rows(box):
            here, there = self.full.pixels[part], self.bare.pixels[part]
            if here != there:
                most = max(most, max(abs(a - b) for a, b in zip(here, there, strict=True)))
                if most > STRONG_INK:
                    break
        return most

    def _like_background(self, piece: Piece, drawn: Drawn) -> bool:
        """Whether the fill colour is that of nearly every row of pixels behind the piece (a rule may cross it)."""
        if drawn.fill is None or drawn.mode not in (0, 4):
            return False
        blue_green_red = (drawn.fill[2], drawn.fill[1], drawn.fill[0])
        allowed = SAME_COLOUR if piece.chars[0].size < LARGE else SAME_COLOUR_LARGE
        rows = self.bare.rows(piece.box)
        alike = 0
        for number, part in enumerate(rows):
            row = self.bare.pixels[part]
            channels = [row[index :: self.bare.channels] for index in range(3)]
            alike += all(
                max(channel) - ink <= allowed and ink - min(channel) <= allowed
                for channel, ink in zip(channels, blue_green_red, strict=True)
            )
            if number == 1 and not alike:
                return False
        return bool(rows) and alike >= 0.75 * len(rows)

    def _shares_its_place(self, piece: Piece) -> bool:
        """Whether another text lies over most of it."""
        box = piece.box
        area = max((box[2] - box[0]) * (box[3] - box[1]), 0.1)
        row = int((box[1] + box[3]) / 2) // 40
        near = {
            id(other): other
            for column in range(int(box[0]) // 40, int(box[2]) // 40 + 1)
            for line in (row - 1, row, row + 1)
            for other in self._places.get((column, line), ())
            if other.drawn is not piece.drawn
        }
        return sum(overlap(box, other.box) for other in near.values()) > 0.4 * area

    def _is_covered(self, box: Box, drawn: Drawn) -> bool:
        area = max((box[2] - box[0]) * (box[3] - box[1]), 0.1)
        return any(cover.order > drawn.order and overlap(box, cover.box) > 0.85 * area for cover in self._solid)

    def _unseen_because(self, box: Box, drawn: Drawn) -> Hiding | None:
        if drawn.layered:
            return Hiding.INVISIBLE
        area = max((box[2] - box[0]) * (box[3] - box[1]), 0.1)
        if any(c.order > drawn.order and overlap(box, c.box) > 0.85 * area for c in self.objects.covers):
            return Hiding.COVERED
        return Hiding.INVISIBLE if self._clipped(box, drawn) else None

    def _clipped(self, box: Box, drawn: Drawn) -> bool:
        """Whether a clip path of the text leaves its whole box out."""
        path = self.raw.FPDFPageObj_GetClipPath(drawn.handle)
        x, y = ctypes.c_float(), ctypes.c_float()
        for number in range(min(max(self.raw.FPDFClipPath_CountPaths(path), 0), 20)):
            points = []
            for index in range(min(self.raw.FPDFClipPath_CountPathSegments(path, number), 200)):
                segment = self.raw.FPDFClipPath_GetPathSegment(path, number, index)
                self.raw.FPDFPathSegment_GetPoint(segment, x, y)
                points.append(self.frame.point(x.value, y.value))
            if points:
                xs, ys = [p[0] for p in points], [p[1] for p in points]
                if overlap((min(xs), min(ys), max(xs), max(ys)), box) <= 0:
                    return True
        return False


def is_text_layer(pieces: list[Piece], picture_share: float) -> bool:
    """Whether the unseen text is what a scanner recognised in the picture that fills the page: that is content."""
    unseen = (Hiding.INVISIBLE, Hiding.COVERED, Hiding.COLOUR)
    letters = sum(len(p.chars) for p in pieces)
    under = sum(len(p.chars) for p in pieces if p.hiding in unseen)
    return picture_share > 0.6 and under > 0.8 * letters > 0


def without_hidden(pieces: list[Piece], page: int) -> tuple[list[Char], list[HiddenText]]:
    """The characters that can be seen, and the others as texts. A hidden copy of a text that is seen is not told."""
    seen: list[Char] = []
    spaced = False
    for piece in pieces:
        if piece.hiding is not None:
            spaced = True
            continue
        piece.chars[0].spaced = piece.chars[0].spaced or spaced
        spaced = False
        seen += piece.chars
    shown = _plain("".join(char.text for char in seen))
    hidden = []
    for hiding, group in groupby(pieces, key=lambda piece: piece.hiding):
        if hiding is None:
            continue
        text = ""
        for piece in group:
            text += (" " if text and piece.chars[0].spaced else "") + piece.text
        if len(_plain(text)) >= 3 and _plain(text) not in shown:
            hidden.append(HiddenText(text=text, hiding=hiding, page=page))
    return seen, hidden


def _plain(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())
