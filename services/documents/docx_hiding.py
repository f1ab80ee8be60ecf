"""Which text of a Word file can a person see? Told from the properties of runs, paragraphs, rows and text boxes.

Where Word alone could tell what lies behind a text (a table style's shading, a shape, a gradient), it counts as seen.
"""

import re
from typing import Any

from domain.resume.document import Hiding
from services.documents.docx_styles import W14, RunLooks, Styles, W, is_on
from services.documents.visibility import SAME_COLOUR, SMALLEST

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_V = "{urn:schemas-microsoft-com:vml}"
_GROUPS = ("wgp", "wpc", "grpSp", "group")
_EMU = 12_700
"""English Metric Units in a point."""
_FAR = 15_000
"""Twentieths of a point beyond any sheet of paper."""
_WHITE = (255, 255, 255)
_HIGHLIGHTS = {
    "black": (0, 0, 0), "blue": (0, 0, 255), "cyan": (0, 255, 255), "green": (0, 255, 0), "magenta": (255, 0, 255),
    "red": (255, 0, 0), "yellow": (255, 255, 0), "white": _WHITE, "darkBlue": (0, 0, 128), "darkCyan": (0, 128, 128),
    "darkGreen": (0, 128, 0), "darkMagenta": (128, 0, 128), "darkRed": (128, 0, 0), "darkYellow": (128, 128, 0),
    "darkGray": (128, 128, 128), "lightGray": (192, 192, 192),
}  # fmt: skip
Colour = tuple[int, int, int]


class Backdrops:
    """Where shapes and pictures may lie behind the text of the body, in paragraphs."""

    def __init__(self, body: Any, headers: list[Any]) -> None:
        self.everywhere = any(_height(anchor) > 250 for header in headers for anchor in _floating(header))
        self._shaded: set[Any] = set()
        left = max((_lines(anchor) for header in headers for anchor in _floating(header)), default=0)
        for paragraph in body.iter(W + "p"):
            found = list(_floating(paragraph))
            self.everywhere = self.everywhere or any(_height(anchor) > 250 for anchor in found)
            left = max([left, *(_lines(anchor) for anchor in found)])
            if left > 0:
                self._shaded.add(paragraph)
                left -= 1

    def behind(self, paragraph: Any) -> bool:
        """Whether something may lie behind this paragraph."""
        return self.everywhere or paragraph in self._shaded


def hiding_of_run(run: Any, looks: RunLooks, styles: Styles, backdrops: Backdrops) -> Hiding | None:
    """How a run is hidden by its own looks; None when it can be seen."""
    if looks.has("vanish") or looks.has("specVanish") or _is_drawn_with_nothing(looks):
        return Hiding.INVISIBLE
    if looks.has("webHidden") and not _in_table_of_contents(run):
        return Hiding.INVISIBLE
    if looks.size < SMALLEST or looks.number("w", 100) < 10:
        return Hiding.TINY
    ink = colour_of(looks.find(W + "color"), "val")
    if ink is None or looks.has("outline") or looks.find(W14 + "textOutline") is not None:
        return None
    behind = _background(run, looks, styles, backdrops)
    if behind is not None and all(abs(a - b) <= SAME_COLOUR for a, b in zip(ink, behind, strict=True)):
        return Hiding.COLOUR
    return None


def hiding_of_paragraph(properties: Any) -> Hiding | None:
    """How a whole paragraph is hidden by its pPr."""
    if properties is None:
        return None
    spacing, indent, frame = (properties.find(W + name) for name in ("spacing", "ind", "framePr"))
    if spacing is not None and spacing.get(W + "lineRule") == "exact" and _whole(spacing.get(W + "line"), 240) < 60:
        return Hiding.TINY
    if indent is not None:
        left = _whole(indent.get(W + "left") or indent.get(W + "start"), 0)
        if left > _FAR or left < -_FAR:
            return Hiding.OFF_PAGE
    if frame is not None and any(abs(_whole(frame.get(W + side), 0)) > _FAR for side in ("x", "y")):
        return Hiding.OFF_PAGE
    return None


def hiding_of_box(content: Any) -> Hiding | None:
    """How a text box (its txbxContent) is hidden."""
    for holder in content.iterancestors():
        if holder.tag in (_WP + "anchor", _WP + "inline"):
            return _hiding_of_drawing(holder)
        if holder.tag.startswith(_V):
            style = (holder.get("style") or "").replace(" ", "").lower()
            if "visibility:hidden" in style or "display:none" in style:
                return Hiding.INVISIBLE
            if re.search(r"(?:margin-left|margin-top|left|top):-?\d{4,}", style):
                return Hiding.OFF_PAGE
            if re.search(r"(?:^|;)(?:width|height):(?:[0-2](?:\.\d+)?(?:pt|px)?|0)(?:;|$)", style):
                return Hiding.TINY
        if holder.tag == W + "p":
            return None
    return None


def _hiding_of_drawing(holder: Any) -> Hiding | None:
    properties, extent = holder.find(_WP + "docPr"), holder.find(_WP + "extent")
    if properties is not None and properties.get("hidden", "0") in ("1", "true"):
        return Hiding.INVISIBLE
    if extent is None:
        return None
    sizes = [_whole(extent.get(side), 1_000_000) for side in ("cx", "cy")]
    if min(sizes) < SMALLEST * _EMU:
        return Hiding.TINY
    for axis, size in zip(("positionH", "positionV"), sizes, strict=True):
        offset = holder.find(f"{_WP}{axis}/{_WP}posOffset")
        place = _whole(offset.text if offset is not None else None, 0)
        if place > 1_200 * _EMU or place + size < -150 * _EMU:
            return Hiding.OFF_PAGE
    return None


def _background(run: Any, looks: RunLooks, styles: Styles, backdrops: Backdrops) -> Colour | None:
    """The colour behind a run; None when only Word can tell."""
    mark = looks.find(W + "highlight")
    if mark is not None and mark.get(W + "val") in _HIGHLIGHTS:
        return _HIGHLIGHTS[mark.get(W + "val")]
    shades = [looks.find(W + "shd")]
    body_paragraph = None
    for holder in run.iterancestors():
        if holder.tag == W + "p":
            body_paragraph = holder
            shades.append(styles.of_paragraph(holder.find(W + "pPr"), "shd"))
        elif holder.tag == W + "tc":
            shades.append(holder.find(f"{W}tcPr/{W}shd"))
        elif holder.tag == W + "tbl":
            style = holder.find(f"{W}tblPr/{W}tblStyle")
            shades.append(holder.find(f"{W}tblPr/{W}shd"))
            named = style.get(W + "val") or "" if style is not None else ""
            if all(_fill(shade) == "" for shade in shades) and styles.shades_tables(named):
                return None
        elif holder.tag == W + "txbxContent":
            shades.append(holder)
        for shade in shades:
            found = _box_fill(shade) if shade is not None and shade.tag == W + "txbxContent" else _fill(shade)
            if found != "":
                return found if isinstance(found, tuple) else None
        shades = []
    if body_paragraph is not None and backdrops.behind(body_paragraph):
        return None
    page = run.getroottree().getroot().find(W + "background")
    return (colour_of(page, "color") if page is not None else None) or _WHITE


def colour_of(element: Any, attribute: str) -> Colour | None:
    """The colour an attribute gives in hexadecimal digits; None for "auto", a theme's colour or none."""
    text = (element.get(W + attribute) or "") if element is not None else ""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", text):
        return None
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def _fill(shade: Any) -> Colour | str:
    """The colour of a shading, "" when there is none, "?" when it is a pattern or a theme's colour."""
    if shade is None:
        return ""
    kind = shade.get(W + "val", "clear")
    if kind == "solid":
        return colour_of(shade, "color") or "?"
    if kind not in ("clear", "nil"):
        return "?"
    return colour_of(shade, "fill") or ("?" if shade.get(W + "themeFill") else "")


def _box_fill(content: Any) -> Colour | str:
    """The colour of a text box, "" when what lies behind it shines through, "?" when it cannot be told."""
    for holder in content.iterancestors():
        name = holder.tag.rsplit("}", 1)[-1]
        if name in _GROUPS:
            return "?"
        if holder.tag == _WPS + "wsp":
            shape = holder.find(_WPS + "spPr")
            solid = shape.find(f"{_A}solidFill/{_A}srgbClr") if shape is not None else None
            if solid is not None and re.fullmatch(r"[0-9A-Fa-f]{6}", solid.get("val") or ""):
                text = solid.get("val")
                return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)
            if shape is not None and shape.find(_A + "noFill") is None and len(shape) > 0:
                painted = [child for child in shape if child.tag.endswith("Fill")]
                return "?" if painted or holder.find(_WPS + "style") is not None else ""
            return ""
        if holder.tag.startswith(_V) and (holder.get("fillcolor") or holder.find(_V + "fill") is not None):
            return "?"
        if holder.tag == W + "p":
            return ""
    return ""


def _is_drawn_with_nothing(looks: RunLooks) -> bool:
    fill = looks.find(W14 + "textFill")
    if fill is None or looks.find(W14 + "textOutline") is not None:
        return False
    clear = [node.get(W14 + "val") for node in fill.iter(W14 + "alpha")]
    return fill.find(W14 + "noFill") is not None or any(_whole(value, 0) >= 97_000 for value in clear)


def _in_table_of_contents(run: Any) -> bool:
    """Word marks page numbers of a table of contents this way, and they are seen on paper."""
    if not any(char.isalpha() for node in run.iter(W + "t") for char in node.text or ""):
        return True
    return any((link.get(W + "anchor") or "").startswith("_Toc") for link in run.iterancestors(W + "hyperlink"))


def _floating(element: Any) -> list[Any]:
    """Filled shapes and pictures that text may lie on."""
    return [
        anchor
        for anchor in element.iter(_WP + "anchor")
        if next(anchor.iter(_A + "solidFill", _A + "gradFill", _A + "blip", _A + "pattFill", _A + "fillRef"), None)
        is not None
    ] + [node for node in element.iter(_V + "rect", _V + "shape", _V + "roundrect") if is_on(node.get("filled", "t"))]


def _height(anchor: Any) -> float:
    """Points."""
    extent = anchor.find(_WP + "extent")
    if extent is not None:
        return _whole(extent.get("cy"), 0) / _EMU
    found = re.search(r"(?:^|;)\s*height:\s*([\d.]+)", anchor.get("style") or "")
    return float(found.group(1)) if found else 0.0


def _lines(anchor: Any) -> int:
    return int(_height(anchor) / 10) + 2


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text.strip()) else otherwise
