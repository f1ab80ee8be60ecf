"""Resumes drawn for tests: a tiny page writer over reportlab, in points from the top left."""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4


class Page:
    """Writes lines downwards; `right` sets text flush right on the line just written."""

    def __init__(self, left: float = 50, top: float = 60) -> None:
        self.buffer = BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, pageCompression=1)
        self.left, self.y = left, top

    def at(self, left: float, top: float) -> "Page":
        self.left, self.y = left, top
        return self

    def line(
        self, text: str, size: float = 10, *, bold: bool = False, right: str = "", indent: float = 0, to: float = 545
    ) -> "Page":
        font = "Helvetica-Bold" if bold else "Helvetica"
        self.canvas.setFont(font, size)
        self.canvas.drawString(self.left + indent, HEIGHT - self.y, text)
        if right:
            self.canvas.drawString(to - stringWidth(right, font, size), HEIGHT - self.y, right)
        self.y += size * 1.35
        return self

    def cells(self, *cells: tuple[float, str], size: float = 10, bold: bool = False) -> "Page":
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        for x, text in cells:
            self.canvas.drawString(x, HEIGHT - self.y, text)
        self.y += size * 1.35
        return self

    def heading(self, text: str, size: float = 13) -> "Page":
        self.y += 8
        return self.line(text, size, bold=True)

    def bullet(self, text: str, size: float = 10, width: float = 480) -> "Page":
        """A bullet that wraps at `width` like a word processor would."""
        lines, current = [], ""
        for word in text.split():
            wider = f"{current} {word}".strip()
            if stringWidth(wider, "Helvetica", size) > width and current:
                lines.append(current)
                current = word
            else:
                current = wider
        for number, part in enumerate([*lines, current]):
            self.line(f"\u2022 {part}" if number == 0 else part, size, indent=6 if number == 0 else 13)
        return self

    def link(self, address: str, width: float = 150) -> "Page":
        """Make the line just written a link."""
        bottom = HEIGHT - self.y + 8
        self.canvas.linkURL(address, (self.left, bottom, self.left + width, bottom + 12), relative=0)
        return self

    def next_page(self, top: float = 60) -> "Page":
        self.canvas.showPage()
        self.y = top
        return self

    def save(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()
