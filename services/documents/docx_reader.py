"""DOCX in: paragraphs, tables, text boxes, headers and hyperlinks in the order a person reads them."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from domain.resume.document import Line, ReadDocument
from services.documents.bounds import Refused
from services.documents.normalise import clean, split_bullet
from services.documents.readable import FEW_LETTERS

MAX_PARAGRAPHS = 8_000
MAX_XML = 12_000_000
"""Bytes of one XML part that are still read; a long resume has about 200,000."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CELL_BREAK = "\x1f"
_LINE_BREAK = "\x1e"


@dataclass(slots=True)
class _Paragraph:
    text: str = ""
    links: list[str] = field(default_factory=list)
    bold: bool = False
    size: float = 0.0
    style: str = ""
    bullet: bool = False
    boxes: list[Any] = field(default_factory=list)


def read_docx(path: Path) -> ReadDocument:
    """Lines in reading order; raises Refused("damaged" | "too_long" | "empty_document")."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    _check_size(path)
    try:
        document = docx.Document(str(path))
        reader = _Reader(document)
        lines = reader.read()
    except (PackageNotFoundError, zipfile.BadZipFile, SyntaxError, KeyError, ValueError, AttributeError, TypeError,
            IndexError, OSError, EOFError, NotImplementedError, RecursionError, AssertionError) as error:  # fmt: skip
        # python-docx has no error class of its own for a broken package: these are what broken packages raise
        # (lxml reports broken XML as a SyntaxError).
        raise Refused("damaged") from error
    if sum(sum(c.isalnum() for c in line.text) for line in lines) < FEW_LETTERS:
        raise Refused("scan" if reader.has_pictures else "empty_document")
    links = tuple(dict.fromkeys(link for line in lines for link in line.links))
    return ReadDocument(tuple(lines), links, 1, 2 if reader.side_by_side else 1)


def _check_size(path: Path) -> None:
    """Count paragraphs in the raw bytes first: opening millions of them costs a gigabyte."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if not member.filename.endswith(".xml"):
                continue
            if member.file_size > MAX_XML:
                raise Refused("too_long")
            if member.filename.startswith("word/"):
                paragraphs = 0
                with archive.open(member) as part:
                    while block := part.read(1_000_000):
                        paragraphs += block.count(b"<w:p>") + block.count(b"<w:p ") + block.count(b"<w:p/")
                if paragraphs > MAX_PARAGRAPHS:
                    raise Refused("too_long")


class _Reader:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.lines: list[Line] = []
        self.column = 0
        self.side_by_side = False
        self.has_pictures = False
        self._styles = {style.style_id: style for style in document.styles}

    def read(self) -> list[Line]:
        body = self.document.element.body
        self.has_pictures = (
            next(body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"), None) is not None
        )
        for section in list(self.document.sections)[:1]:
            for header in (section.first_page_header, section.header):
                if not header.is_linked_to_previous:
                    self._blocks(header._element, header.part, 0)
        self._blocks(body, self.document.part, 0)
        return self.lines

    def _blocks(self, parent: Any, part: Any, depth: int) -> None:
        if depth > 8:
            return
        for child in parent:
            if child.tag == _W + "p":
                self._add(child, part, depth)
            elif child.tag == _W + "tbl":
                self._table(child, part, depth + 1)
            elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "smartTag"):
                self._blocks(child, part, depth + 1)

    def _table(self, table: Any, part: Any, depth: int) -> None:
        """A row whose cells hold a few words is read across; cells with text of their own are read one by one."""
        for row in table.iter(_W + "tr"):
            if next(row.iterancestors(_W + "tbl")) is not table:
                continue
            cells = [cell for cell in row.iter(_W + "tc") if next(cell.iterancestors(_W + "tr")) is row]
            read = [self._cell(cell, part, depth) for cell in cells]
            read = [lines for lines in read if lines]
            if len(read) > 1 and all(len(lines) == 1 for lines in read):
                first = read[0][0]
                parts = tuple(piece for lines in read for line in lines for piece in line.parts)
                links = tuple(link for lines in read for link in lines[0].links)
                self.lines.append(replace(first, text=" ".join(parts), cells=parts, links=links))
            elif len(read) == 2 and len(read[0]) <= 2 and len(read[1]) > 1 and _is_label(read[0]):
                self.lines += read[0] + read[1]
            elif len(read) == 2 and max(map(len, read)) <= 3:
                self._across(read)
            else:
                beside = sum(len(lines) > 3 for lines in read) > 1
                self.side_by_side = self.side_by_side or beside
                for lines in read:
                    self.column += beside
                    self.lines += [replace(line, column=self.column) for line in lines] if beside else lines
                self.column += beside

    def _across(self, read: list[list[Line]]) -> None:
        """ "Title / Employer" beside "Dates / Place": line by line."""
        for index in range(max(map(len, read))):
            found = [lines[index] for lines in read if index < len(lines)]
            parts = tuple(piece for line in found for piece in line.parts)
            links = tuple(link for line in found for link in line.links)
            self.lines.append(
                replace(found[0], text=" ".join(parts), cells=parts if len(parts) > 1 else (), links=links)
            )

    def _cell(self, cell: Any, part: Any, depth: int) -> list[Line]:
        kept, self.lines = self.lines, []
        self._blocks(cell, part, depth + 1)
        found, self.lines = self.lines, kept
        return found

    def _add(self, element: Any, part: Any, depth: int) -> None:
        paragraph = self._paragraph(element, part)
        heading = bool(re.match(r"(?i)heading|title|überschrift|titre|titolo|título", paragraph.style))
        for index, piece in enumerate(paragraph.text.split(_LINE_BREAK)):
            bullet, _ = split_bullet(clean(piece.replace(_CELL_BREAK, " ")))
            cells = [clean(cell) for cell in re.split(rf"{_CELL_BREAK}+|\s{{4,}}", piece)]
            cells = [cell for cell in cells if cell]
            if not cells:
                continue
            cells[0] = split_bullet(cells[0])[1] or cells[0]
            self.lines.append(
                Line(
                    text=" ".join(cells),
                    cells=tuple(cells) if len(cells) > 1 else (),
                    size=paragraph.size,
                    bold=paragraph.bold,
                    column=self.column,
                    bullet=bullet or (paragraph.bullet and index == 0),
                    heading=heading,
                    y=float(len(self.lines)),
                    links=tuple(dict.fromkeys(paragraph.links)),
                )
            )
        for box in paragraph.boxes:
            self._blocks(box, part, depth + 1)

    def _paragraph(self, element: Any, part: Any) -> _Paragraph:
        found = _Paragraph()
        properties = element.find(_W + "pPr")
        style = self._style(properties)
        found.style = style.name or "" if style is not None else ""
        found.bullet = (
            properties is not None and properties.find(_W + "numPr") is not None
        ) or "list" in found.style.lower()
        runs: list[tuple[int, bool, float]] = []
        for node in _walk(element):
            if node.tag == _W + "hyperlink":
                relation = part.rels.get(node.get(_R + "id"))
                if relation is not None and relation.is_external:
                    found.links.append(str(relation.target_ref))
            elif node.tag == _W + "t":
                text = node.text or ""
                found.text += text
                if text.strip():
                    runs.append((len(text), *self._looks(node.getparent(), style)))
            elif node.tag in (_W + "tab", _W + "ptab") and node.getparent().tag == _W + "r":
                found.text += _CELL_BREAK
            elif node.tag in (_W + "br", _W + "cr"):
                found.text += _LINE_BREAK
            elif node.tag == _W + "noBreakHyphen":
                found.text += "-"
            elif node.tag == _W + "sym":
                found.text += " • "
            elif node.tag == _W + "instrText":
                found.links += re.findall(r'HYPERLINK\s+"([^"]+)"', node.text or "")
            elif node.tag == _W + "txbxContent":
                found.boxes.append(node)
        if runs:
            found.bold = runs[0][1]
            found.size = max(runs)[2]
        return found

    def _style(self, properties: Any) -> Any:
        node = properties.find(_W + "pStyle") if properties is not None else None
        return self._styles.get(node.get(_W + "val")) if node is not None else self._styles.get("Normal")

    def _looks(self, run: Any, style: Any) -> tuple[bool, float]:
        """Bold and size in points: of the run itself, else of its style and the styles that is based on."""
        bold: bool | None = None
        size: float | None = None
        properties = run.find(_W + "rPr") if run is not None else None
        if properties is not None:
            mark, half = properties.find(_W + "b"), properties.find(_W + "sz")
            bold = None if mark is None else mark.get(_W + "val") not in ("0", "false", "none")
            size = None if half is None else _number(half.get(_W + "val")) / 2
        depth = 0
        while style is not None and depth < 8 and (bold is None or size is None):
            bold = style.font.bold if bold is None else bold
            size = style.font.size.pt if size is None and style.font.size is not None else size
            style, depth = style.base_style, depth + 1
        return bool(bold), size or 11.0


def _number(text: str | None) -> float:
    return float(text) if text and re.fullmatch(r"\d{1,4}(?:\.\d+)?", text) else 22.0


def _is_label(lines: list[Line]) -> bool:
    return all(len(line.text.split()) <= 4 for line in lines)


def _walk(element: Any) -> Iterator[Any]:
    """Everything inside a paragraph, text boxes as a whole and their fallback copies not at all."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in (_FALLBACK, _W + "pPr", _W + "del"):
            continue
        yield child
        if child.tag != _W + "txbxContent":
            yield from _walk(child)
