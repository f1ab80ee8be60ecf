"""Japanese forms name a school or an employer twice, once where a term begins and once where it ends."""

import re
from dataclasses import replace

from domain.resume.dates import find_dates
from domain.resume.document import Line

_BEGIN = re.compile(r"\s*(?:入学|入社|入職|入所|配属)\s*$")
_END = re.compile(
    r"\s*(?:卒業見込み?|卒業|修了見込み?|修了|中退|退社|退職|一身上の都合により退社|一身上の都合により退職)\s*$"
)
_STILL = re.compile(r"^\s*(?:現在に至る|在職中|現在)\s*$")


def paired_terms(lines: list[Line]) -> list[Line]:
    """ "2014年4月 A社 入社" and "2018年3月 A社 退社" become one line "A社 2014年4月 〜 2018年3月"; other lines stay."""
    result: list[Line] = []
    for line in lines:
        opened = _open_term(result, line)
        dates = find_dates(line.text)
        if opened is None or (dates is None and not _STILL.match(line.text)):
            result.append(line)
            continue
        begun = result[opened]
        start = find_dates(begun.text)
        name = _name(begun)
        end = "現在" if dates is None else dates.end
        if start is None:
            result.append(line)
            continue
        text = f"{name} {start.end} 〜 {end}"
        result[opened] = replace(begun, text=text, cells=(name, f"{start.end} 〜 {end}"))
    return result


def _open_term(lines: list[Line], line: Line) -> int | None:
    """Index of the line that began the term this one ends."""
    if not (_END.search(line.text) or _STILL.match(line.text)):
        return None
    begun = [i for i in range(len(lines)) if _BEGIN.search(lines[i].text)]
    if not begun:
        return None
    if _STILL.match(line.text):
        return begun[-1]
    name = _name(line)
    return next((i for i in reversed(begun) if not name or _name(lines[i])[:6] == name[:6]), None)


def _name(line: Line) -> str:
    dates = find_dates(line.text)
    text = line.text if dates is None else f"{line.text[: dates.span[0]]} {line.text[dates.span[1] :]}"
    return _END.sub("", _BEGIN.sub("", re.sub(r"一身上の都合により", "", text))).strip(" 　|")
