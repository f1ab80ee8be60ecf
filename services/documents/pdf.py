"""PDF in: characters with positions by pdfium, plain text by pypdf as the second reader, scans by text recognition."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from domain.resume.document import HiddenText, Hiding, Line, ReadDocument
from services.documents import ocr
from services.documents.bounds import MAX_HIDDEN, MAX_HIDDEN_TEXT, MAX_TEXT, Refused
from services.documents.cells import Word
from services.documents.layout import lines_of
from services.documents.normalise import clean, split_bullet
from services.documents.page_objects import has_filled_fields, objects_of
from services.documents.pdf_page import Frame, characters, links_of, words_of
from services.documents.readable import FEW_LETTERS, is_garbled, letters, readable_letters
from services.documents.unseen_characters import unseen_messages
from services.documents.visibility import is_text_layer, judge, pieces_of, without_hidden

MAX_OCR_PAGES = 5
OCR_SECONDS = 30.0
SLOW_PAGE = 3.0
"""Seconds without a result after which no more pages are tried."""
_ORDER = "The order of the lines was hard to see in this PDF. Please check every part."


@dataclass(slots=True)
class _Page:
    words: list[Word] = field(default_factory=list)
    marks: list[tuple[float, float, str]] = field(default_factory=list)
    hidden: list[HiddenText] = field(default_factory=list)
    pictures: int = 0
    picture_share: float = 0.0
    drawn: bool = False
    """Whether anything is drawn on it that could be a picture of text."""
    text_layer: bool = False

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class _File:
    document: Any
    pages: list[_Page]
    issues: list[str] = field(default_factory=list)
    ocr_pages: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)


def read_pdf(
    path: Path, max_pages: int, *, tesseract: str = "", before_ocr: Callable[[], None] = lambda: None
) -> ReadDocument:
    """Lines in reading order, scans by the Tesseract program given; `before_ocr` is called when there are any.

    Raises Refused("encrypted" | "damaged" | "scan" | "scan_unread" | "empty_document").
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted" if "password" in str(error).lower() else "damaged") from error
    file = _File(document, [])
    count = len(document)
    size = 0
    for index in range(min(count, max_pages)):
        page = _read_page(document, index)
        size += sum(len(word.text) + 1 for word in page.words)
        if size > MAX_TEXT and file.pages:
            break
        file.pages.append(page)
    if count > len(file.pages):
        file.issues.append(f"This file has {count} pages. We read the first {len(file.pages)}.")
    second = _better(_second_reader(path, len(file.pages)), file) if _is_poor(file) else []
    if not second:
        _recognise_pictures(file, tesseract, before_ocr)
    return _document_of(file, second, count, tesseract)


def _document_of(file: _File, second: list[Line], count: int, tesseract: str) -> ReadDocument:
    columned: tuple[int, ...] = ()
    if second:
        lines = second
        file.issues.append(_ORDER)
    else:
        lines, columned = lines_of([page.words for page in file.pages])
    if sum(letters(line.text) for line in lines) < FEW_LETTERS:
        if any(page.drawn for page in file.pages):
            raise Refused("scan" if tesseract else "scan_unread")
        raise Refused("unclear_letters" if is_garbled(file.text) else "empty_document")
    marks = [(number, *mark) for number, page in enumerate(file.pages, start=1) for mark in page.marks]
    hidden = [text for page in file.pages for text in page.hidden][:MAX_HIDDEN]
    return ReadDocument(
        lines=tuple(_attach(lines, marks)),
        links=tuple(dict.fromkeys(link for *_, link in marks)),
        pages=count,
        columns=2 if columned else 1,
        column_pages=columned,
        issues=tuple(file.issues),
        hidden=tuple(replace(one, text=clean(one.text)[:MAX_HIDDEN_TEXT]) for one in hidden),
        ocr_pages=tuple(sorted(file.ocr_pages)),
        pictures=sum(page.pictures for page in file.pages),
    )


def _read_page(document: Any, index: int) -> _Page:
    import pypdfium2
    from pypdfium2 import raw

    found = _Page()
    try:
        page = document[index]
        found.marks = links_of(page, document, raw)
        if has_filled_fields(page, raw) and raw.FPDFPage_Flatten(page.raw, 0) == raw.FLATTEN_SUCCESS:
            page.close()
            page = document[index]
        objects = objects_of(page, raw)
        found.pictures = objects.pictures
        found.picture_share = objects.picture_share(Frame(page))
        found.drawn = objects.pictures > 0 or objects.paths > 100
        chars = characters(page, page.get_textpage(), raw)
        pieces = pieces_of(chars, objects, raw)
        if pieces:
            judge(page, pieces, objects, raw)
        if is_text_layer(pieces, found.picture_share):
            found.text_layer = True
        else:
            chars, found.hidden = without_hidden(pieces, index + 1)
        told = unseen_messages("".join(char.text for char in chars))
        found.hidden += [HiddenText(text, Hiding.ZERO_WIDTH, index + 1) for text in told]
        found.words = words_of(chars)
    except pypdfium2.PdfiumError:
        return found
    return found


def _is_poor(file: _File) -> bool:
    """Whether the first reader found next to nothing, or letters that make no words."""
    if any(page.hidden for page in file.pages):  # pypdf would give the hidden text back
        return False
    return letters(file.text) < FEW_LETTERS or is_garbled(file.text)


def _better(lines: list[Line], file: _File) -> list[Line]:
    """The second reader's lines where they hold clearly more words, else none."""
    found = readable_letters("\n".join(line.text for line in lines))
    return lines if found >= FEW_LETTERS and found > 1.3 * readable_letters(file.text) else []


def _second_reader(path: Path, pages: int) -> list[Line]:
    """The lines pypdf finds."""
    import pypdf
    from pypdf.errors import PyPdfError

    lines: list[Line] = []
    try:
        for number, page in enumerate(pypdf.PdfReader(path).pages[:pages], start=1):
            for raw_line in page.extract_text().splitlines():
                bullet, text = split_bullet(clean(raw_line))
                if text:
                    lines.append(Line(text=text, page=number, bullet=bullet))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        # pypdf lets its own errors and plain Python ones out on broken files; no text is an answer here.
        return lines
    return lines


def _recognise_pictures(file: _File, tesseract: str, before_ocr: Callable[[], None]) -> None:
    """Read the pages that are pictures of text."""
    scans = [number for number, page in enumerate(file.pages, start=1) if _is_scan(page)]
    file.ocr_pages += [number for number, page in enumerate(file.pages, start=1) if page.text_layer]
    if not scans:
        return
    if not tesseract:
        unread = [number for number in scans if file.pages[number - 1].picture_share > 0.3]
        if unread:
            file.issues.append(
                f"{_pages(unread)}, and this server has no text recognition. We left the text in it out."
            )
        return
    before_ocr()
    languages = ocr.installed_languages(tesseract)
    end = time.monotonic() + OCR_SECONDS
    read = 0
    for number in scans[:MAX_OCR_PAGES]:
        begun = time.monotonic()
        words = ocr.recognise(file.document[number - 1], tesseract, languages, min(ocr.PAGE_SECONDS, end - begun))
        page = file.pages[number - 1]
        found = readable_letters(" ".join(word.text for word in words or ()))
        if words is not None:
            read += 1
        if found > readable_letters(page.text):
            page.words, page.text_layer = words or [], False
            file.ocr_pages.append(number)
        elif words is None or time.monotonic() - begun > SLOW_PAGE:  # what comes after will hardly be better
            break
    if read < len(scans):
        file.issues.append(f"{len(scans)} pages of this file are pictures. We recognised the text of the first {read}.")


def _is_scan(page: _Page) -> bool:
    found = letters(page.text)
    if is_garbled(page.text):
        return True
    if found < FEW_LETTERS:
        return page.drawn
    return page.picture_share > 0.5 and found < 8 * FEW_LETTERS and not page.text_layer


def _pages(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Page {numbers[0]} is a picture"
    return f"Pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} are pictures"


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
