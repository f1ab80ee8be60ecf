"""The lines of a resume as they were read from the file, before anything is understood."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Hiding(StrEnum):
    """How a text was kept out of sight."""

    COLOUR = "colour"
    """Drawn in the colour of what lies behind it."""
    TINY = "tiny"
    OFF_PAGE = "off_page"
    INVISIBLE = "invisible"
    """Render mode, full transparency, DOCX `vanish`, or a switched-off layer."""
    COVERED = "covered"
    ZERO_WIDTH = "zero_width"
    """Zero-width, tag or other characters without a picture."""


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Text a person looking at the page would not see. It is shown to its owner and never used as content."""

    text: str
    hiding: Hiding
    page: int = 1


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
    confidence: float = 1.0
    """How sure the reader is of these letters: 1 for text in the file, the OCR's own figure (0-1) for a scan."""

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
    hidden: tuple[HiddenText, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    """Pages whose letters come from OCR."""
    pictures: int = 0
    """Pictures of a visible size."""
    tables: int = 0
    header_lines: int = 0
    """Lines that stand in a DOCX header or footer, where many machines do not look."""

    @property
    def text(self) -> str:
        """The whole text, one line of the file a line."""
        return "\n".join(line.text for line in self.lines)

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready form; `document_of` reads it back."""
        return asdict(self)


def document_of(found: Mapping[str, Any]) -> ReadDocument:
    """The document whose `as_dict` this is; keys it lacks (it was stored by an older version) keep their defaults."""
    fields = dict(found)
    fields["lines"] = tuple(
        Line(**{**line, "cells": tuple(line["cells"]), "links": tuple(line["links"])}) for line in found["lines"]
    )
    fields["hidden"] = tuple(
        HiddenText(text=h["text"], hiding=Hiding(h["hiding"]), page=h["page"]) for h in found.get("hidden", ())
    )
    for name in ("links", "column_pages", "issues", "ocr_pages"):
        fields[name] = tuple(found.get(name, ()))
    return ReadDocument(**fields)
