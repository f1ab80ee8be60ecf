"""The pieces of an entry's head lines: what stands between separators, with dates taken out."""

import re
from dataclasses import dataclass

from domain.resume.dates import Dates, find_dates, is_duration, without_dates
from domain.resume.document import Line

_SEPARATORS = re.compile(r"\s*[|•·∙¦]\s*|\s+[–—]\s*|\s*[—]\s+|\s+-\s+|\s+@\s+|\s+//?\s+|\s{3,}")
_AT = re.compile(r"\s+(?:at|bei|chez|en la empresa|presso)\s+(?=[A-Z0-9])")
_URL = re.compile(r"\(?(?:https?://|www\.)\S+\)?|\b[\w-]+\.(?:com|org|net|io|edu)\b(?:/\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a line; `line` and `cell` count from 0, `after_date` tells that a date stood before it in its cell."""

    text: str
    line: int
    cell: int
    bold: bool = False
    after_date: bool = False


def segments_of(lines: list[Line], *, split_at: bool = True) -> list[Segment]:
    """Every piece of the lines but dates and addresses of web pages."""
    found: list[Segment] = []
    for number, line in enumerate(lines):
        for column, cell in enumerate(line.parts):
            dates = find_dates(cell)
            bare = _URL.sub(" ", without_dates(cell) if dates else cell)
            for piece in _SEPARATORS.split(bare):
                for part in _AT.split(piece) if split_at else [piece]:
                    text = part.strip(" ,;:|•·–—-\"“”")
                    text = text + ")" if text.count("(") > text.count(")") else text.lstrip("(") if text.count("(") != text.count(")") else text
                    if not re.search(r"[^\W\d_]", text) or is_duration(text):
                        continue
                    behind = dates is not None and cell.find(text[:12]) > dates.span[0]
                    found.append(Segment(text, number, column, line.bold and column == 0, behind))
    return found


def first_dates(lines: list[Line]) -> Dates | None:
    """The first range in the lines; else the first single date."""
    found = [dates for line in lines for part in line.parts if (dates := find_dates(part))]
    found += [dates for line in lines if len(line.parts) > 1 and (dates := find_dates(line.text)) and dates.is_range]
    return next((dates for dates in found if dates.is_range), found[0] if found else None)
