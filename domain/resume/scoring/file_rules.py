"""ATS rules about the file: can a program read it from top to bottom."""

import re
from collections.abc import Callable, Mapping

from domain.resume.document import Line
from domain.resume.scoring.evidence import Evidence, shown
from domain.resume.scoring.points import Cause, all_or_nothing, for_each
from domain.resume.scoring.results import RuleResult
from domain.resume.scoring.weights import Rule

_GARBLED = re.compile(r"[\ufffd\ue000-\uf8ff]|\(cid:\d+\)")
_WORD = re.compile(r"\S+")
_BULLET_SIGNS = re.compile(r"^[\ue000-\uf8ff\ufffd]$")
_RATING = re.compile(
    r"[\u2605\u2606\u25cf\u25cb\u25cc\u25c9\u25a0\u25a1\u25ae\u25af\u2b24\u25b0\u25b1\u2b50]\s?(?:[\u2605\u2606\u25cf\u25cb\u25cc\u25c9\u25a0\u25a1\u25ae\u25af\u2b24\u25b0\u25b1\u2b50]\s?)+"
    r"|\u2022(?:\s?\u2022){2,}|(?<![\w.,])(?:[1-9]|10)\s?/\s?(?:5|10)(?![\w/.,])(?=\s*$|\s*[,;|])"
)
_SPACED = re.compile(r"^(?:[A-Z\u00c0-\u00de]\s){3,}[A-Z\u00c0-\u00de](?:\s{2,}.*)?$")
_ICON = re.compile(
    r"[\U0001f000-\U0001faff\u2600-\u2604\u2607-\u26ff\u2700-\u2712\u2715-\u2717\u2719-\u275f\u2766-\u2767\u2b05-\u2b07]"
)
_SHORT_YEAR = re.compile(r"['\u2019]\d\d(?!\d|s\b)|\b\d{1,2}/\d\d\s*[-\u2013\u2014]\s*\d{1,2}/\d\d(?!\d)")

Check = Callable[[Rule, Evidence], RuleResult]


def _columns(rule: Rule, seen: Evidence) -> RuleResult:
    pages = seen.document.column_pages
    if not pages and seen.document.columns < 2:
        return all_or_nothing(rule, None, "One column.")
    page = pages[0] if pages else 1
    place = _first(seen, lambda line: line.page == page and (line.column > 0 or len(line.cells) > 1))
    cause = _at(
        seen, place, f"Page {page}",
        "The page has text in two or more columns, which many programs read straight across.",
        "Put everything into one column.",
    )  # fmt: skip
    return all_or_nothing(rule, cause, "Two or more columns.")


def _tables(rule: Rule, seen: Evidence) -> RuleResult:
    if not seen.document.tables:
        return all_or_nothing(rule, None, "No tables.")
    place = _first(seen, lambda line: len(line.cells) > 1)
    why = "Part of the text stands in a table; cells may be read in another order, or left out."
    return all_or_nothing(rule, _at(seen, place, "The table", why, "Turn the table into lines."), "Text in a table.")


def _header_footer(rule: Rule, seen: Evidence) -> RuleResult:
    if not seen.document.header_lines:
        return all_or_nothing(rule, None, "Nothing in the page header or footer.")
    contact = seen.facts.contact
    named = next((text for text in (contact.email, contact.name) if text), "The page header or footer")
    why = "Text stands in the page header or footer, where many programs do not look."
    cause = Cause(named, why, "Move it into the page itself, at the top.", line=None)
    return all_or_nothing(rule, cause, "Text in the page header or footer.")


def _scanned_pages(rule: Rule, seen: Evidence) -> RuleResult:
    pages = seen.document.ocr_pages
    if not pages:
        return all_or_nothing(rule, None, "The file holds text.")
    place = _first(seen, lambda line: line.page == pages[0])
    why = "This page is a picture of text. We recognised its letters; many programs see nothing there."
    cause = _at(seen, place, f"Page {pages[0]}", why, "Export the resume as a PDF with text, or upload the Word file.")
    return all_or_nothing(rule, cause, "Pages are pictures of text.")


def _hidden_text(rule: Rule, seen: Evidence) -> RuleResult:
    hidden = [part for part in seen.document.hidden if part.text.strip()]
    if not hidden:
        return all_or_nothing(rule, None, "No hidden text.")
    why = "This text cannot be seen on the page. It is not used, and readers who find it take it for a trick."
    cause = Cause(shown(hidden[0].text), why, "Remove the hidden text.")
    return all_or_nothing(rule, cause, "Hidden text was found.")


def _garbled_words(rule: Rule, seen: Evidence) -> RuleResult:
    causes = [
        Cause(
            shown(word.group()), "Letters of this word cannot be read; it is lost for every search.",
            "Use another font, or export the file again.", line=index,
        )
        for index, line in enumerate(seen.document.lines)
        for word in _WORD.finditer(line.text)
        if _GARBLED.search(word.group()) and not _BULLET_SIGNS.match(word.group())
    ]  # fmt: skip
    return for_each(rule, causes, _count(len(causes), "word cannot be read", "words cannot be read"))


def _pictures(rule: Rule, seen: Evidence) -> RuleResult:
    if not seen.document.pictures:
        return all_or_nothing(rule, None, "No pictures.")
    why = "No program reads a picture, and in many countries a photo is left out."
    return all_or_nothing(rule, Cause("A picture", why, "Take it out, unless it is asked for."), "A picture was found.")


def _by_line(pattern: re.Pattern[str], why: str, gain: str, none: str, some: str) -> Check:
    def check(rule: Rule, seen: Evidence) -> RuleResult:
        place = _first(seen, lambda line: bool(pattern.search(line.text)))
        cause = _at(seen, place, "", why, gain) if place is not None else None
        return all_or_nothing(rule, cause, some if cause else none)

    return check


FILE_CHECKS: Mapping[str, Check] = {
    "columns": _columns,
    "tables": _tables,
    "header_footer": _header_footer,
    "scanned_pages": _scanned_pages,
    "hidden_text": _hidden_text,
    "garbled_words": _garbled_words,
    "pictures": _pictures,
    "rating_signs": _by_line(
        _RATING, "A level drawn with signs says nothing to a program, and little to a reader.",
        "Say it in words, or show the skill in use.", "No levels drawn with signs.", "Levels drawn with signs.",
    ),
    "spaced_letters": _by_line(
        _SPACED, "With a space after every letter this is no word to a program.",
        "Write it without the spaces; widen the letters in the font settings.", "No spaced letters.",
        "Letters with spaces between them.",
    ),
    "decorative_signs": _by_line(
        _ICON, "An emoji or icon may turn into a question mark or into other letters.",
        "Use a word or a plain bullet.", "No emoji or icons.", "Emoji or icons in the text.",
    ),
    "short_years": _by_line(
        _SHORT_YEAR, "A year with two digits is often not read as a date.", "Write all four digits.",
        "Years have four digits.", "A year with two digits.",
    ),
}  # fmt: skip


def _first(seen: Evidence, wanted: Callable[[Line], bool]) -> int | None:
    return next((index for index, line in enumerate(seen.document.lines) if wanted(line)), None)


def _at(seen: Evidence, index: int | None, otherwise: str, why: str, gain: str) -> Cause:
    text = shown(seen.document.lines[index].text) if index is not None else otherwise
    return Cause(text or otherwise, why, gain, line=index)


def _count(number: int, one: str, many: str) -> str:
    if not number:
        return f"No {many.replace('cannot be read', 'with unreadable letters')}."
    return f"{number} {one if number == 1 else many}."
