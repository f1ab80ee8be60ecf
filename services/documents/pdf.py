"""PDF in: characters with positions by pdfium, plain text by pypdf as the second reader."""

import ctypes
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from domain.resume.document import Line, ReadDocument
from services.documents.cells import Word
from services.documents.layout import lines_of
from services.documents.normalise import clean, split_bullet

WORD_GAP = 0.14
"""Gap between two letters, in line heights, from which on a space is missing between them."""
FEW_LETTERS = 25
"""A page of a resume with fewer letters than this holds no usable text."""
MAX_CHARS = 60_000


class Refused(Exception):
    """The file cannot be read; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_pdf(path: Path, max_pages: int) -> ReadDocument:
    """Lines in reading order; raises Refused("encrypted" | "damaged" | "scan" | "empty_document")."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted" if "password" in str(error).lower() else "damaged") from error
    count = len(document)
    words: list[list[Word]] = []
    marks: list[tuple[int, float, float, str]] = []
    pictures = 0
    for index in range(min(count, max_pages)):
        try:
            page = document[index]
            words.append(_words(page, pypdfium2.raw))
            marks += [(index + 1, *mark) for mark in _links(page, document, pypdfium2.raw)]
            pictures += _pictures(page, pypdfium2.raw)
        except pypdfium2.PdfiumError:
            words.append([])
    lines, columned = lines_of(words)
    issues = []
    if sum(sum(c.isalnum() for c in line.text) for line in lines) < FEW_LETTERS:
        lines, columned = _second_reader(path, max_pages), ()
        if sum(sum(c.isalnum() for c in line.text) for line in lines) < FEW_LETTERS:
            raise Refused("scan" if pictures else "empty_document")
        issues.append("The order of the lines was hard to see in this PDF. Please check every part.")
    if count > max_pages:
        issues.append(f"This file has {count} pages. We read the first {max_pages}.")
    lines = _attach(lines, marks)
    links = tuple(dict.fromkeys(link for *_, link in marks))
    return ReadDocument(tuple(lines), links, count, 2 if columned else 1, columned, tuple(issues))


@dataclass(slots=True)
class _Char:
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    spaced: bool
    """Whether pdfium saw a space or a new line before it."""


def _words(page: Any, raw: Any) -> list[Word]:
    words: list[Word] = []
    for run in _runs(_chars(page, raw)):
        # small capitals have small boxes: the run's tallest letter is the measure
        tallest = max(char.size for char in run)
        for char in run:
            char.size = tallest if tallest < 2.6 * char.size else char.size
        gaps = [b.x0 - a.x1 > WORD_GAP * b.size for a, b in pairwise(run) if not b.spaced]
        # letters set wide apart (small capitals, spaced headings): only pdfium's own spaces count
        wide = len(gaps) > 4 and sum(gaps) > 0.25 * len(gaps)
        last: _Char | None = None
        for char in run:
            apart = last is None or char.spaced or (not wide and char.x0 - last.x1 > WORD_GAP * char.size)
            if apart or last is None or char.x0 - last.x1 > char.size or char.x0 < last.x0 - 0.2 * char.size:
                words.append(Word(char.text, char.x0, char.x1, char.y, char.size, char.bold))
            else:
                words[-1].text += char.text
                words[-1].x1 = max(words[-1].x1, char.x1)
            last = char
    return words


def _runs(chars: list[_Char]) -> list[list[_Char]]:
    """Characters that follow each other on one baseline."""
    runs: list[list[_Char]] = []
    for char in chars:
        if runs and abs(runs[-1][-1].y - char.y) < 0.25 * char.size:
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def _chars(page: Any, raw: Any) -> list[_Char]:
    height = page.get_height()
    textpage = page.get_textpage()
    handle = textpage.raw
    rect, ox, oy = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    chars: list[_Char] = []
    spaced = True
    for index in range(min(raw.FPDFText_CountChars(handle), MAX_CHARS)):
        code = raw.FPDFText_GetUnicode(handle, index)
        char = chr(code) if code <= 0x10FFFF else "\ufffd"
        if char.isspace() or char == "\x00":
            spaced = True
            continue
        if abs(raw.FPDFText_GetCharAngle(handle, index)) > 0.1:
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, rect)
        raw.FPDFText_GetCharOrigin(handle, index, ox, oy)
        size, y = abs(rect.top - rect.bottom), height - oy.value
        if raw.FPDFText_IsGenerated(handle, index) or not 2 < size < 200:
            if chars and char in "-\x02":
                chars[-1].text += "-"
            continue
        bold = chars[-1].bold if chars and not spaced else None
        if bold is None:
            raw.FPDFText_GetFontInfo(handle, index, name, 128, flags)
            bold = _is_bold(name.value)
        chars.append(_Char(char, rect.left, rect.right, y, size, bold, spaced))
        spaced = False
    return chars


def _is_bold(font: bytes) -> bool:
    name = font.lower()
    return any(mark in name for mark in (b"bold", b"black", b"heavy", b"cmbx", b"medi", b"-bd"))


def _links(page: Any, document: Any, raw: Any) -> list[tuple[float, float, str]]:
    """(x, y, address) of each web link on the page."""
    found: list[tuple[float, float, str]] = []
    position, link, rect = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    height = page.get_height()
    while raw.FPDFLink_Enumerate(page.raw, position, link) and len(found) < 200:
        action = raw.FPDFLink_GetAction(link)
        length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
        if 1 < length < 2_000:
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
            raw.FPDFLink_GetAnnotRect(link, rect)
            found.append((rect.left, height - (rect.top + rect.bottom) / 2, buffer.value.decode("utf-8", "replace")))
    return found


def _pictures(page: Any, raw: Any) -> int:
    return sum(
        raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, i)) == raw.FPDF_PAGEOBJ_IMAGE
        for i in range(min(raw.FPDFPage_CountObjects(page.raw), 500))
    )


def _attach(lines: list[Line], marks: list[tuple[int, float, float, str]]) -> list[Line]:
    """Give each link to the line it lies on."""
    owned: dict[int, list[str]] = {}
    for page, x, y, link in marks:
        near = [
            (abs(line.y - line.size * 0.3 - y) + (0 if line.x0 - 20 <= x <= line.x1 + 20 else 50), i)
            for i, line in enumerate(lines)
            if line.page == page
        ]
        if near and min(near)[0] < 40:
            owned.setdefault(min(near)[1], []).append(link)
    return [replace(line, links=tuple(dict.fromkeys(owned[i]))) if i in owned else line for i, line in enumerate(lines)]


def _second_reader(path: Path, max_pages: int) -> list[Line]:
    import pypdf
    from pypdf.errors import PyPdfError

    lines: list[Line] = []
    try:
        for number, page in enumerate(pypdf.PdfReader(path).pages[:max_pages], start=1):
            for raw_line in page.extract_text().splitlines():
                bullet, text = split_bullet(clean(raw_line))
                if text:
                    lines.append(Line(text=text, page=number, bullet=bullet))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        # pypdf lets its own errors and plain Python ones out on broken files; no text is an answer here.
        return lines
    return lines
