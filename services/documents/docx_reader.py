"""DOCX in: paragraphs, tables, text boxes, headers, footers, notes and hyperlinks in the order a person reads them."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from domain.resume.document import HiddenText, Hiding, Line, ReadDocument
from services.documents.bounds import MAX_HIDDEN, MAX_HIDDEN_TEXT, Refused
from services.documents.docx_hiding import Backdrops, hiding_of_box, hiding_of_paragraph, hiding_of_run
from services.documents.docx_styles import Styles, W
from services.documents.normalise import clean, split_bullet
from services.documents.readable import FEW_LETTERS, letters
from services.documents.unseen_characters import unseen_messages

MAX_PARAGRAPHS = 8_000
MAX_XML = 10_000_000
"""Bytes of one XML part that are still read; a long resume has about 200,000."""
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_CELL_BREAK = "\x1f"
_LINE_BREAK = "\x1e"
_SMALLEST_PICTURE = 254_000
"""English Metric Units: 20 points."""
_GONE = (W + "del", W + "moveFrom")
_WRAPPERS = tuple(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_PAGE_NUMBER = re.compile(r"(?i)(?:page|seite|página)?\s*\d{1,3}\s*(?:(?:of|von|de|/)\s*\d{1,3})?")


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
    """Lines in reading order; raises Refused("damaged" | "too_long" | "scan" | "empty_document")."""
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
    if sum(letters(line.text) for line in lines) < FEW_LETTERS:
        raise Refused("scan" if reader.has_pictures else "empty_document")
    return ReadDocument(
        lines=tuple(lines),
        links=tuple(dict.fromkeys(link for line in lines for link in line.links)),
        columns=2 if reader.side_by_side else 1,
        hidden=tuple(reader.hidden[:MAX_HIDDEN]),
        pictures=reader.pictures,
        tables=reader.tables,
        header_lines=reader.header_lines,
    )


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
        self.hidden: list[HiddenText] = []
        self.column = 0
        self.side_by_side = False
        self.has_pictures = False
        self.pictures = self.tables = self.header_lines = 0
        self._notes: list[tuple[str, str]] = []
        self._hiding: Hiding | None = None
        self._styles = Styles(document.styles.element)

    def read(self) -> list[Line]:
        body = self.document.element.body
        headers, footers = self._edges()
        self._backdrops = Backdrops(body, [part._element for part in headers + footers])
        self.has_pictures = next(body.iter(_DRAWING + "blip", _VML + "imagedata"), None) is not None
        self.pictures = _visible_pictures(body)
        self.tables = sum(1 for _ in body.iter(W + "tbl"))
        self._read_edges(headers)
        above = len(self.lines)
        self._blocks(body, self.document.part, 0)
        self._read_notes()
        below = len(self.lines)
        self._read_edges(footers)
        self.header_lines = above + len(self.lines) - below
        return self.lines

    def _edges(self) -> tuple[list[Any], list[Any]]:
        """Headers and footers of all sections."""
        headers: list[Any] = []
        footers: list[Any] = []
        for section in list(self.document.sections)[:20]:
            headers += [section.first_page_header, section.header, section.even_page_header]
            footers += [section.first_page_footer, section.footer, section.even_page_footer]
        own = [[edge for edge in edges if not edge.is_linked_to_previous] for edges in (headers, footers)]
        return own[0], own[1]

    def _read_edges(self, edges: list[Any]) -> None:
        """Lines of headers or footers, each once and without page numbers."""
        for edge in edges:
            begin = len(self.lines)
            self._blocks(edge._element, edge.part, 0)
            seen = {line.text for line in self.lines[:begin]}
            self.lines[begin:] = [
                line for line in self.lines[begin:] if line.text not in seen and not _PAGE_NUMBER.fullmatch(line.text)
            ]

    def _read_notes(self) -> None:
        """Footnotes and endnotes that the text points to, after the text."""
        from docx.oxml.parser import parse_xml

        for relation in self.document.part.rels.values():
            kind = relation.reltype.rsplit("/", 1)[-1].removesuffix("s")
            wanted = [identity for name, identity in self._notes if name == kind]
            if relation.is_external or not wanted:
                continue
            for note in parse_xml(relation.target_part.blob).iter(W + kind):
                if note.get(W + "id") in wanted:
                    self._blocks(note, relation.target_part, 1)

    def _blocks(self, parent: Any, part: Any, depth: int) -> None:
        if depth > 8:
            return
        for child in parent:
            if child.tag == W + "p":
                self._add(child, part, depth)
            elif child.tag == W + "tbl":
                self._table(child, part, depth + 1)
            elif child.tag in _WRAPPERS:
                self._blocks(child, part, depth + 1)

    def _table(self, table: Any, part: Any, depth: int) -> None:
        """A row whose cells hold a few words is read across; cells with text of their own are read one by one."""
        for row in table.iter(W + "tr"):
            if next(row.iterancestors(W + "tbl")) is not table:
                continue
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            if properties is not None and properties.find(W + "hidden") is not None:
                self._hide([(Hiding.INVISIBLE, " ".join(node.text or "" for node in row.iter(W + "t")))])
                continue
            cells = [cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row]
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
                    bullet=bullet or (paragraph.bullet and index == 0 and not heading),
                    heading=heading,
                    y=float(len(self.lines)),
                    links=tuple(dict.fromkeys(paragraph.links)),
                )
            )
        for box in paragraph.boxes:
            outside, self._hiding = self._hiding, self._hiding or hiding_of_box(box)
            self._blocks(box, part, depth + 1)
            self._hiding = outside

    def _paragraph(self, element: Any, part: Any) -> _Paragraph:
        properties = element.find(W + "pPr")
        found = _Paragraph(style=self._styles.name(properties))
        numbering = self._styles.of_paragraph(properties, "numPr")
        number = numbering.find(W + "numId") if numbering is not None else None
        numbered = numbering is not None and (number is None or number.get(W + "val") != "0")
        found.bullet = numbered or "list" in found.style.lower()
        hiding = self._hiding or hiding_of_paragraph(properties)
        runs: list[tuple[int, bool, float]] = []
        unseen: list[tuple[Hiding, str]] = []
        seen: dict[Any, tuple[bool, float, Hiding | None]] = {}
        for node in _walk(element):
            if node.tag == W + "t":
                text, run = node.text or "", node.getparent()
                if run not in seen:
                    looks = self._styles.of_run(run.find(W + "rPr"), properties)
                    hidden = hiding or hiding_of_run(run, looks, self._styles, self._backdrops)
                    seen[run] = (looks.bold, looks.size, hidden)
                bold, size, hidden = seen[run]
                if hidden is not None:
                    unseen.append((hidden, text))
                    continue
                found.text += text
                if text.strip():
                    runs.append((len(text), bold, size))
            else:
                self._other(node, found, part)
        if runs:
            found.bold = runs[0][1]
            found.size = max(runs)[2]
        self._hide(unseen)
        told = unseen_messages(found.text)
        self.hidden += [HiddenText(text[:MAX_HIDDEN_TEXT], Hiding.ZERO_WIDTH) for text in told]
        return found

    def _other(self, node: Any, found: _Paragraph, part: Any) -> None:
        """What stands in a paragraph beside its text."""
        if node.tag == W + "hyperlink":
            relation = part.rels.get(node.get(_R + "id"))
            if relation is not None and relation.is_external and self._hiding is None:
                found.links.append(str(relation.target_ref))
        elif node.tag in (W + "tab", W + "ptab") and node.getparent().tag == W + "r":
            found.text += _CELL_BREAK
        elif node.tag in (W + "br", W + "cr"):
            found.text += _LINE_BREAK
        elif node.tag == W + "noBreakHyphen":
            found.text += "-"
        elif node.tag == W + "sym":
            found.text += " • "
        elif node.tag == W + "instrText":
            found.links += re.findall(r'HYPERLINK\s+"([^"]+)"', node.text or "")
        elif node.tag == W + "txbxContent":
            found.boxes.append(node)
        elif node.tag in (W + "footnoteReference", W + "endnoteReference"):
            self._notes.append((node.tag.removeprefix(W).removesuffix("Reference"), node.get(W + "id") or ""))

    def _hide(self, unseen: list[tuple[Hiding, str]]) -> None:
        """Keep hidden text for its owner to see."""
        for hiding, group in groupby(unseen, key=lambda one: one[0]):
            text = clean("".join(text for _, text in group))[:MAX_HIDDEN_TEXT]
            if letters(text) >= 3:
                self.hidden.append(HiddenText(text, hiding))


def _visible_pictures(body: Any) -> int:
    sizes = [
        extent
        for blip in body.iter(_DRAWING + "blip")
        for holder in blip.iterancestors(_PLACED + "inline", _PLACED + "anchor")
        for extent in holder.iterchildren(_PLACED + "extent")
    ]
    sides = [[int(extent.get(side) or 0) for side in ("cx", "cy")] for extent in sizes]
    return sum(min(pair) >= _SMALLEST_PICTURE for pair in sides) + sum(1 for _ in body.iter(_VML + "imagedata"))


def _is_label(lines: list[Line]) -> bool:
    return all(len(line.text.split()) <= 4 for line in lines)


def _walk(element: Any) -> Iterator[Any]:
    """Everything inside a paragraph, text boxes as a whole and their fallback copies not at all."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in (_FALLBACK, W + "pPr", *_GONE):
            continue
        yield child
        if child.tag != W + "txbxContent":
            yield from _walk(child)
