"""What a PDF page is made of, in drawing order: texts with their colours, and what may cover them."""

import ctypes
from dataclasses import dataclass, field
from typing import Any

from services.documents.pdf_page import MAX_OBJECTS, SMALLEST_PICTURE, Frame

Box = tuple[float, float, float, float]
"""left, top, right, bottom in points as seen"""
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
INVISIBLE_MODES = (3, 7)
"""Text render modes of the PDF specification that draw nothing."""


@dataclass(slots=True)
class Drawn:
    """A text object: its place in the drawing order, its render mode and fill colour (None for a pattern)."""

    handle: Any
    order: int
    covers: int
    """How many covers were drawn before it."""
    layered: bool
    """Whether it belongs to a layer that can be switched off, or to a form with a transparency of its own."""
    clip: int = 0
    """Its own address when it is clipped, else 0: texts with clip paths are looked at one by one."""
    mode: int = 0
    fill: tuple[int, int, int, int] | None = None

    @property
    def style(self) -> tuple[Any, ...]:
        """What two texts have in common that are drawn alike."""
        return self.covers, self.layered, self.clip, self.mode, self.fill


@dataclass(slots=True)
class Cover:
    """A filled shape or a picture, and its place in the drawing order."""

    order: int
    box: Box
    solid: bool
    """Whether it hides all that lies under its box."""
    picture: bool


@dataclass(slots=True)
class PageObjects:
    """The objects of one page."""

    texts: dict[int, Drawn] = field(default_factory=dict)
    covers: list[Cover] = field(default_factory=list)
    paths: int = 0

    @property
    def pictures(self) -> int:
        """Pictures of a visible size."""
        boxes = [cover.box for cover in self.covers if cover.picture]
        return sum(r - l >= SMALLEST_PICTURE and b - t >= SMALLEST_PICTURE for l, t, r, b in boxes)  # noqa: E741

    def picture_share(self, frame: Frame) -> float:
        """The share of the page that the pictures on it cover together (0-1); scans are often cut into strips."""
        area = sum(overlap(c.box, (0, 0, frame.width, frame.height)) for c in self.covers if c.picture)
        return min(area / float(max(frame.width * frame.height, 1.0)), 1.0)


def overlap(first: Box, second: Box) -> float:
    """Common area of two boxes, in square points."""
    width: float = min(first[2], second[2]) - max(first[0], second[0])
    height: float = min(first[3], second[3]) - max(first[1], second[1])
    return max(width, 0.0) * max(height, 0.0)


def objects_of(page: Any, raw: Any) -> PageObjects:
    """Every object of the page and of the forms in it, at most MAX_OBJECTS."""
    found = PageObjects()
    frame = Frame(page)
    count = min(raw.FPDFPage_CountObjects(page.raw), MAX_OBJECTS)
    handles = (raw.FPDFPage_GetObject(page.raw, index) for index in range(count))
    _collect(handles, found, frame, raw, _SAME, layered=False, depth=0)
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 200)):
        annotation, rect = raw.FPDFPage_GetAnnot(page.raw, index), raw.FS_RECTF()
        if raw.FPDFAnnot_GetSubtype(annotation) not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            raw.FPDFAnnot_GetRect(annotation, rect)
            box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
            found.covers.append(Cover(2 * MAX_OBJECTS, box, solid=False, picture=False))
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def has_filled_fields(page: Any, raw: Any) -> bool:
    """Whether the page has form fields or typed notes, whose text is part of what is seen but not of the page."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 200)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT):
            return True
    return False


def look_up(drawn: Drawn, raw: Any) -> Drawn:
    """Fill in render mode and colour; asked only for texts that are looked at."""
    drawn.mode = raw.FPDFTextObj_GetTextRenderMode(drawn.handle)
    if raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(drawn.handle)) > 0:
        drawn.clip = ctypes.cast(drawn.handle, ctypes.c_void_p).value or 1
    parts = [ctypes.c_uint() for _ in range(4)]
    if raw.FPDFPageObj_GetFillColor(drawn.handle, *parts):
        red, green, blue, alpha = (part.value for part in parts)
        drawn.fill = (red, green, blue, alpha)
    return drawn


def _collect(
    handles: Any, found: PageObjects, frame: Frame, raw: Any, matrix: _Matrix, *, layered: bool, depth: int
) -> None:
    for handle in handles:
        order = len(found.texts) + len(found.covers) + found.paths
        if order > MAX_OBJECTS:
            return
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == _TEXT:
            address = ctypes.cast(handle, ctypes.c_void_p).value or 0
            found.texts[address] = Drawn(handle, order, len(found.covers), layered or _in_layer(handle, raw))
        elif kind == _FORM and depth < 6:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(handle, own)
            inner = (raw.FPDFFormObj_GetObject(handle, i) for i in range(raw.FPDFFormObj_CountObjects(handle)))
            hidden = layered or _in_layer(handle, raw) or bool(raw.FPDFPageObj_HasTransparency(handle))
            placed = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
            _collect(inner, found, frame, raw, placed, layered=hidden, depth=depth + 1)
        elif kind in (_PATH, _IMAGE, _SHADING):
            _cover(handle, kind, order, found, frame, raw, matrix)


def _cover(handle: Any, kind: int, order: int, found: PageObjects, frame: Frame, raw: Any, matrix: _Matrix) -> None:
    found.paths += kind == _PATH
    filled, stroked = ctypes.c_int(1), ctypes.c_int()
    if kind == _PATH:
        raw.FPDFPath_GetDrawMode(handle, filled, stroked)
    edges = [ctypes.c_float() for _ in range(4)]
    if not filled.value or not raw.FPDFPageObj_GetBounds(handle, *edges):
        return
    left, bottom, right, top = (edge.value for edge in edges)
    corners = [_placed(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    box = frame.box(min(xs), min(ys), max(xs), max(ys))
    if box[2] - box[0] < 2 or box[3] - box[1] < 2:
        return
    solid = not raw.FPDFPageObj_HasTransparency(handle) and (kind == _IMAGE or _is_solid_rectangle(handle, kind, raw))
    found.covers.append(Cover(order, box, solid, kind == _IMAGE))


def _is_solid_rectangle(handle: Any, kind: int, raw: Any) -> bool:
    if kind != _PATH or raw.FPDFPath_CountSegments(handle) > 6:
        return False
    parts = [ctypes.c_uint() for _ in range(4)]
    return bool(raw.FPDFPageObj_GetFillColor(handle, *parts)) and parts[3].value == 255


def _in_layer(handle: Any, raw: Any) -> bool:
    for index in range(min(raw.FPDFPageObj_CountMarks(handle), 8)):
        mark, name, size = raw.FPDFPageObj_GetMark(handle, index), (ctypes.c_ushort * 16)(), ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetName(mark, name, 32, size) and bytes(name)[: size.value - 2] == b"O\0C\0":
            return True
    return False


def _times(first: _Matrix, second: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _placed(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
