"""A short resume drawn with reportlab, as the ground for tests of what is seen on it."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842
LINES = (
    "Ines Duarte",
    "Registered nurse, Porto, ines@example.org, +351 912 345 678",
    "Experience",
    "Ward nurse, Hospital of Sao Joao, March 2018 - present",
    "Led a ward of twelve beds and trained six new colleagues in wound care",
    "Cut the time between arrival and triage from forty to eighteen minutes",
    "Education",
    "Bachelor of Nursing, University of Porto, 2013 - 2017",
)


@lru_cache(maxsize=1)
def source_font() -> str:
    """A registered TrueType font with ligatures and most Latin letters."""
    pdfmetrics.registerFont(TTFont("Source", source_file()))
    return "Source"


def source_file() -> str:
    import font_source_sans_pro

    return str(Path(font_source_sans_pro.__file__).parent / "files" / "SourceSansPro-Regular.ttf")


def canvas_of(width: float = WIDTH, height: float = HEIGHT) -> Canvas:
    return Canvas(io.BytesIO(), pagesize=(width, height), pageCompression=1)


def write(canvas: Canvas, x: float, y: float, text: str, size: float = 10) -> None:
    canvas.setFont("Helvetica", size)
    canvas.drawString(x, y, text)


def body(canvas: Canvas, top: float = 790, left: float = 50, size: float = 10) -> None:
    """The lines of the resume in black."""
    canvas.setFillGray(0)
    for number, line in enumerate(LINES):
        write(canvas, left, top - number * 1.6 * size, line, size)


def saved(canvas: Canvas) -> bytes:
    canvas.save()
    return canvas._filename.getvalue()


def a_picture(colour: tuple[int, int, int] = (90, 110, 130), end: tuple[int, int, int] = (40, 50, 60)) -> ImageReader:
    """A picture that runs from one colour to another."""
    image = Image.new("RGB", (64, 64))
    for x in range(64):
        mixed = tuple(round(a + (b - a) * x / 63) for a, b in zip(colour, end, strict=True))
        image.paste(mixed, (x, 0, x + 1, 64))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    buffer.seek(0)
    return ImageReader(buffer)
