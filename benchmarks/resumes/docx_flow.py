"""Blocks as Word paragraphs and tables."""

import io
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from benchmarks.resumes.blocks import Block, Bullet, Chips, Gap, Grid, Look, Part, Rated, Row, Run, Side, Table

FONTS = {
    "Helvetica": "Arial",
    "Times": "Times New Roman",
    "Courier": "Courier New",
    "Sans": "Calibri",
    "Serif": "Cambria",
}
WIDE_FONTS = {"Song": "SimSun", "Mincho": "MS Mincho", "Gothic": "MS Gothic"}
TEXT_WIDTH = 468


class Words:
    """Writes blocks into a body, a cell, a header or anything else of python-docx that has `add_paragraph`."""

    def __init__(self, place: Any, look: Look, *, styled: bool = True, width: float = TEXT_WIDTH) -> None:
        self.place, self.look, self.styled, self.width = place, look, styled, width
        self._last: Any = None

    def paragraph(self, runs: tuple[Run, ...], *, size: float = 0, align: str = "left", colour: str = "") -> Any:
        """One paragraph of runs."""
        paragraph = self.place.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.space_before = Pt(0)
        paragraph.alignment = {
            "left": WD_ALIGN_PARAGRAPH.LEFT,
            "centre": WD_ALIGN_PARAGRAPH.CENTER,
            "right": WD_ALIGN_PARAGRAPH.RIGHT,
        }[align]
        for run in runs:
            self._run(paragraph, run, size or self.look.size, colour)
        return paragraph

    def part(self, part: Part) -> None:
        """A section with its heading."""
        if part.heading:
            self.heading(part.heading)
        self.blocks(part.blocks)

    def heading(self, text: str) -> None:
        """A heading: Word's own style, or letters that only look like one."""
        style = self.look.heading
        shown = text.upper() if style in ("caps", "caps_rule", "bar", "boxed") else text
        if self.styled and hasattr(self.place, "add_heading"):
            self.place.add_heading(shown, level=1)
            return
        bold = "" if style in ("plain", "colon") else "b"
        tail = ":" if style == "colon" else ""
        paragraph = self.paragraph((Run(shown + tail, bold),), size=self.look.size + (0 if not bold else 2))
        paragraph.paragraph_format.space_before = Pt(8)
        if style == "smallcaps":
            paragraph.runs[0].font.small_caps = True
        if "rule" in style:
            _bottom_border(paragraph)

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        """Blocks in order."""
        for index, block in enumerate(blocks):
            match block:
                case Row():
                    above = blocks[index - 1] if index else None
                    if self.look.soft_breaks and isinstance(above, Row) and self._last is not None:
                        self._continued(block)
                    else:
                        self.row(block)
                case Bullet():
                    self.bullet(block.text)
                case Grid():
                    self._table(block)
                case Table():
                    table = self._table(Grid(tuple(cell for row in block.rows for cell in row), len(block.rows[0])))
                    table.style = "Table Grid"
                case Chips():
                    self.paragraph((Run("   ".join(block.texts)),))
                case Rated():
                    self.paragraph((Run(f"{block.text}\t{'●' * block.dots}{'○' * (5 - block.dots)}"),))
                case Side():
                    self._side(block)
                case Gap():
                    self.paragraph(())

    def row(self, row: Row) -> None:
        """A line; its right part stands behind a tab at the right margin."""
        if not row.right:
            self._last = self.paragraph(row.left)
            return
        paragraph = self._last = self.paragraph((*row.left, Run("\t"), *row.right))
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(self.width), WD_TAB_ALIGNMENT.RIGHT)

    def _continued(self, row: Row) -> None:
        """The row behind a line break in the paragraph of the row above."""
        self._last.add_run().add_break()
        for run in (*row.left, *((Run("\t"), *row.right) if row.right else ())):
            self._run(self._last, run, self.look.size, "")

    def bullet(self, text: str) -> None:
        """A list item in Word's style, or with a typed sign."""
        if self.styled and self.look.bullet in ("disc", "•") and hasattr(self.place, "add_heading"):
            paragraph = self.place.add_paragraph(style="List Bullet")
            paragraph.paragraph_format.space_after = Pt(0)
            self._run(paragraph, Run(text), self.look.size, "")
            return
        sign = {"disc": "•"}.get(self.look.bullet, self.look.bullet.removeprefix("dingbat:"))
        self.paragraph((Run(f"{sign}\t{text}" if sign else text),))

    def _run(self, paragraph: Any, run: Run, size: float, colour: str) -> None:
        if run.url and not run.url.startswith("mailto:"):
            _hyperlink(paragraph, run)
            return
        made = paragraph.add_run(run.text)
        made.bold, made.italic = run.style == "b", run.style == "i"
        made.font.size = Pt(size)
        if colour or run.style == "d":
            made.font.color.rgb = RGBColor.from_string((colour or "#555555").lstrip("#"))

    def _table(self, grid: Grid) -> Any:
        rows = -(-len(grid.cells) // grid.columns)
        table = self.place.add_table(rows, grid.columns)
        for index, text in enumerate(grid.cells):
            table.cell(index // grid.columns, index % grid.columns).paragraphs[0].add_run(text)
        return table

    def _side(self, side: Side) -> None:
        table = self.place.add_table(1, 2)
        set_widths(table, (105, self.width - 105))
        left, right = table.rows[0].cells
        left.paragraphs[0].add_run(side.label)
        inner = Words(right, self.look, styled=False, width=self.width - 115)
        inner.blocks(side.blocks)
        drop_first(right)


def new_document(look: Look) -> Any:
    """An empty document in the look's paper and font."""
    document = Document()
    area = document.sections[0]
    area.page_width, area.page_height = (Mm(210), Mm(297)) if look.paper == "a4" else (Pt(612), Pt(792))
    area.left_margin = area.right_margin = Pt(72 if look.paper == "letter" else 63.6)
    area.top_margin = area.bottom_margin = Pt(50)
    style = document.styles["Normal"]
    style.font.name = FONTS.get(look.font, "Calibri")
    style.font.size = Pt(look.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), WIDE_FONTS.get(look.font, "MS Mincho"))
    return document


def set_widths(table: Any, widths: tuple[float, ...]) -> None:
    """Column widths in points."""
    table.autofit = False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Pt(wide)
    for row in table.rows:
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = Pt(wide)


def drop_first(cell: Any) -> None:
    """Removes the empty paragraph that every new cell begins with."""
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 and not first.text:
        first._element.getparent().remove(first._element)


def shade(cell: Any, colour: str) -> None:
    """A background colour for a cell."""
    fill = OxmlElement("w:shd")
    fill.set(qn("w:val"), "clear")
    fill.set(qn("w:fill"), colour.lstrip("#"))
    cell._element.get_or_add_tcPr().append(fill)


def save_document(document: Any, path: Path) -> None:
    """Writes the file with fixed times, so that the same resume has the same bytes."""
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as fixed:
        for item in given.infolist():
            entry = zipfile.ZipInfo(item.filename, (2026, 6, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, given.read(item.filename))


def _hyperlink(paragraph: Any, run: Run) -> None:
    target = paragraph.part.relate_to(
        run.url, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    inner, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = run.text
    inner.append(text)
    link.append(inner)
    paragraph._p.append(link)


def _bottom_border(paragraph: Any) -> None:
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "444444")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
