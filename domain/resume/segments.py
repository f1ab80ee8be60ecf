"""The pieces of an entry's head lines: what stands between separators, with dates taken out."""

import re
from dataclasses import dataclass, replace

from domain.resume.dates import Dates, find_dates, is_duration, is_only_dates, without_dates
from domain.resume.document import Line
from domain.resume.paragraphs import join
from domain.resume.tidying import as_bullet
from domain.resume.words import CJK, is_place, organisation_score, title_score

_STRONG = re.compile(r"\s*[|•·∙¦｜■◆●▪]\s*|\s+//?\s+|\s{3,}|\u3000+")
_CJK_SPACE = re.compile(r"(?<=[\u3040-\u9fff）)])\s+(?=\S)|(?<=\S)\s+(?=[\u3040-\u9fff（])|[，、]")
_WEAK = re.compile(r"\s+[–—]\s*|\s*[—]\s+|\s+[-‐‑]\s+|\s+@\s+|(?<=[^\d\s])[–—](?=[^\d\s])")
_AT = re.compile(r"\s+(?:at|bei(?: der)?|chez|en la empresa|en el|presso|na empresa|bij)\s+(?=[A-ZÀ-Þ0-9])")
_YEAR = r"(?:19|20)\d\d"
_URL = re.compile(r"\(?(?:https?://|www\.)\S+\)?|\b[\w-]+\.(?:com|org|net|io|edu)\b(?:/\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a line; `line` and `cell` count from 0, `after_date`: a date stood before it in its cell."""

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
            for piece in _pieces(bare):
                for part in _AT.split(piece) if split_at else [piece]:
                    text = _tidy(part)
                    if not re.search(r"[^\W\d_]", text) or is_duration(text):
                        continue
                    behind = dates is not None and cell.find(text[:12]) > dates.span[0]
                    found.append(Segment(text, number, column, line.bold and column == 0, behind))
    return found


def _pieces(text: str) -> list[str]:
    """Cut at bars and dots; a dash cuts too unless bars have already set two names apart ("X – Associate · Amazon")."""
    strong = [piece for piece in _STRONG.split(text) if piece.strip()]
    if CJK.search(text):
        strong = [part for piece in strong for part in _CJK_SPACE.split(piece)]
    names = [piece for piece in strong if not is_place(piece) and not is_duration(piece)]
    kept = len(names) > 1
    return [part for piece in strong for part in ([piece] if kept and _is_one_name(piece) else _WEAK.split(piece))]


def _is_one_name(piece: str) -> bool:
    parts = _WEAK.split(piece)
    titled = any(title_score(part) >= 2 for part in parts)
    return not is_place(parts[-1]) and not (titled and any(organisation_score(part) > 0 for part in parts))


def _tidy(part: str) -> str:
    """Without the marks at its ends; a bracket without its other half goes, or gets it back."""
    text = part.strip(' ,;:|•·–—-"“”*＊')
    opened, closed = text.count("("), text.count(")")
    if opened > closed:
        return text + ")"
    return text.lstrip("(") if opened != closed else text


def _goes_on_in_time(above: str, tail: str) -> bool:
    """Whether two cells of a narrow column are one range ("Dez. 2020 bis Apr." and "2025")."""
    begun, whole = find_dates(above), find_dates(f"{above} {tail}")
    if begun is None or whole is None or not whole.is_range or not is_only_dates(f"{above} {tail}"):
        return False
    closed = begun.is_range and begun.end != "present" and begun.end == whole.end
    open_end = not closed and re.search(rf"(?:{_YEAR}|\d\d)$", above) is None
    return open_end or re.search(r"[-–—]\s*\d{1,2}$", above) is not None


_DANGLING = re.compile(
    r"(?:\b(?:of|and|de|du|des|der|für|for|the|in|at|del|della|da|do|und|et|y|e)|&|[a-z]-|"
    r", (?:University|Universidad|Universidade|Université|Universität|Institute|School|College))$"
)


def rejoin_heads(lines: list[Line]) -> list[Line]:
    """ "AGH University of" above "Science and Technology" becomes one name again, also beside a cell of dates."""
    result: list[Line] = []
    for line in lines:
        above = result[-1] if result else None
        at = _open_cell(above) if above is not None else None
        if (
            above is not None
            and at is not None
            and not line.bullet
            and not above.bullet
            and len(line.parts) == 1
            and line.column == above.column
            and line.x0 >= above.x0 - 3
            and len(line.text.split()) <= 8
            and find_dates(line.text) is None
        ):
            cells = list(above.parts)
            cells[at] = join(cells[at], line.text)
            result[-1] = replace(above, text=" ".join(cells), cells=tuple(cells) if len(cells) > 1 else ())
        else:
            result.append(line)
    return result


def _open_cell(line: Line) -> int | None:
    """The cell whose words cannot be the end of a name."""
    return next((i for i, part in enumerate(line.parts) if _DANGLING.search(part) and len(part.split()) > 1), None)


def rejoin_dates(lines: list[Line]) -> list[Line]:
    """ "Jul. 2016-Jan." above "2020" in a narrow column of dates becomes one date again; what stands beside goes on."""
    result: list[Line] = []
    for line in lines:
        above = result[-1] if result else None
        tail = line.parts[0]
        if above is not None and len(above.parts) > 1 and len(tail) < 26 and _goes_on_in_time(above.parts[0], tail):
            cells = (f"{above.parts[0]} {tail}", *above.parts[1:])
            result[-1] = replace(above, text=" ".join(cells), cells=cells)
            rest = line.parts[1:]
            if rest:
                beside = replace(line, text=" ".join(rest), cells=rest if len(rest) > 1 else ())
                result.append(as_bullet(beside))
        else:
            result.append(line)
    return result


def first_dates(lines: list[Line]) -> Dates | None:
    """The first range in the lines, also one whose ends stand in two cells; else the first single date."""
    found = [dates for line in lines for part in line.parts if (dates := find_dates(part))]
    found += [dates for line in lines if len(line.parts) > 1 and (dates := find_dates(line.text)) and dates.is_range]
    for dates in found:
        if dates.is_range:
            return dates
    for line in lines:
        ends = [dates for part in line.parts if is_only_dates(part) and (dates := find_dates(part))]
        if len(ends) == 2:
            return Dates(ends[0].end, ends[1].end, (0, 0), True)
    return found[0] if found else None
