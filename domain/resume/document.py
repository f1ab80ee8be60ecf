"""The lines of a resume as they were read from the file, before anything is understood."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line in reading order. `cells` are its parts where a wide gap, a tab or a table border stands between them.

    Geometry is in points from the left and the top of the page, 0 when the format has none (DOCX).
    `column` changes where the reading jumps to a column with headings of its own.
    """

    text: str
    cells: tuple[str, ...] = ()
    page: int = 1
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0
    bold: bool = False
    column: int = 0
    bullet: bool = False
    heading: bool = False
    """True when the file itself says so (a heading style)."""
    links: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The cells, or the whole text where the line was not split."""
        return self.cells or (self.text,)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What the reader got out of a file. `issues` are sentences for the person."""

    lines: tuple[Line, ...]
    links: tuple[str, ...] = ()
    pages: int = 1
    columns: int = 1
    column_pages: tuple[int, ...] = ()
    issues: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole text, one line of the file a line."""
        return "\n".join(line.text for line in self.lines)
