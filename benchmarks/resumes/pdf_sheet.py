"""Pages of a PDF that can be drawn on in any order, and the fonts they are drawn with."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

PAPERS = {"letter": letter, "a4": A4}
_FAMILIES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "Courier": ("Courier", "Courier-Bold", "Courier-Oblique"),
    "Sans": ("SourceSansPro-Regular", "SourceSansPro-Bold", "SourceSansPro-It"),
    "Serif": ("SourceSerifPro-Regular", "SourceSerifPro-Bold", "SourceSerifPro-It"),
    "Mincho": ("HeiseiMin-W3",) * 3,
    "Gothic": ("HeiseiKakuGo-W5",) * 3,
    "Song": ("STSong-Light",) * 3,
}
_STYLES = {"": 0, "d": 0, "b": 1, "i": 2}
_FOLDERS = {
    "SourceSansPro": font_source_sans_pro.font_directory,
    "SourceSerifPro": font_source_serif_pro.font_directory,
}

Draw = Callable[[Canvas], None]


def font_name(family: str, style: str) -> str:
    """The registered font of a family ("Helvetica", "Sans", "Song") in a style of `Run`."""
    if style == "z":
        return "ZapfDingbats"
    name = _FAMILIES[family][_STYLES[style]]
    _register(name)
    return name


@cache
def _register(name: str) -> None:
    folder = _FOLDERS.get(name.split("-")[0])
    if folder:
        pdfmetrics.registerFont(TTFont(name, str(Path(folder) / f"{name}.ttf")))
    elif name.startswith(("Heisei", "STSong")):
        pdfmetrics.registerFont(UnicodeCIDFont(name))


def width(text: str, font: str, size: float) -> float:
    """Points the text takes."""
    return float(pdfmetrics.stringWidth(text, font, size))


class Sheet:
    """Collects what is drawn, page by page; `save` writes the file."""

    def __init__(self, paper: str) -> None:
        self.width, self.height = PAPERS[paper]
        self._pages: list[list[Draw]] = []

    @property
    def pages(self) -> int:
        """How many pages something was drawn on."""
        return len(self._pages)

    def add(self, page: int, draw: Draw, *, behind: bool = False) -> None:
        """Adds a drawing to the page (from 0); `behind` puts it under all that is there."""
        while len(self._pages) <= page:
            self._pages.append([])
        self._pages[page].insert(0 if behind else len(self._pages[page]), draw)

    def text(
        self,
        page: int,
        at: tuple[float, float],
        text: str,
        font: str,
        size: float,
        colour: str = "#000000",
        *,
        spacing: float = 0,
        thick: bool = False,
    ) -> None:
        """Letters at a point of the baseline; `thick` draws fonts without a bold face bolder."""

        def draw(canvas: Canvas) -> None:
            canvas.setFillColor(HexColor(colour))
            item = canvas.beginText(*at)
            item.setFont(font, size)
            if spacing:
                item.setCharSpace(spacing)
            if thick:
                canvas.setStrokeColor(HexColor(colour))
                canvas.setLineWidth(0.25)
                item.setTextRenderMode(2)
            item.textOut(text)
            if spacing:
                item.setCharSpace(0)
            if thick:
                item.setTextRenderMode(0)
            canvas.drawText(item)

        self.add(page, draw)

    def box(self, page: int, box: tuple[float, float, float, float], colour: str, *, behind: bool = False) -> None:
        """A filled rectangle: left, bottom, width, height."""

        def draw(canvas: Canvas) -> None:
            canvas.setFillColor(HexColor(colour))
            canvas.rect(*box, stroke=0, fill=1)

        self.add(page, draw, behind=behind)

    def outline(self, page: int, box: tuple[float, float, float, float], colour: str = "#888888") -> None:
        """An empty rectangle."""

        def draw(canvas: Canvas) -> None:
            canvas.setStrokeColor(HexColor(colour))
            canvas.setLineWidth(0.6)
            canvas.rect(*box, stroke=1, fill=0)

        self.add(page, draw)

    def rule(
        self, page: int, start: tuple[float, float], end: tuple[float, float], colour: str, thickness: float = 0.7
    ) -> None:
        """A straight line."""

        def draw(canvas: Canvas) -> None:
            canvas.setStrokeColor(HexColor(colour))
            canvas.setLineWidth(thickness)
            canvas.line(*start, *end)

        self.add(page, draw)

    def dot(self, page: int, at: tuple[float, float], radius: float, colour: str, *, full: bool = True) -> None:
        """A circle."""

        def draw(canvas: Canvas) -> None:
            canvas.setFillColor(HexColor(colour))
            canvas.setStrokeColor(HexColor(colour))
            canvas.setLineWidth(0.5)
            canvas.circle(*at, radius, stroke=1, fill=int(full))

        self.add(page, draw)

    def link(self, page: int, box: tuple[float, float, float, float], url: str) -> None:
        """A link annotation over left, bottom, right, top."""
        self.add(page, lambda canvas: canvas.linkURL(url, box, relative=0))

    def save(self, path: Path, title: str) -> None:
        """Writes the file; the same drawing gives the same bytes."""
        canvas = Canvas(str(path), pagesize=(self.width, self.height), invariant=1)
        canvas.setTitle(title)
        for page in self._pages:
            for draw in page:
                draw(canvas)
            canvas.showPage()
        canvas.save()
