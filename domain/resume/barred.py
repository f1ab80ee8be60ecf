"""Entries whose heads are set with bars: "Title" above "Employer | Place | dates", or all of it on one line.

Where a whole section keeps to this form, the bars say where a field ends, so no word has to be known: a place nobody
has heard of is still the piece between employer and dates. One line that breaks the form, and nothing is said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.resume.dates import Dates, find_dates, is_only_dates, plain
from domain.resume.document import Line
from domain.resume.facts import Education, Position, Project
from domain.resume.paragraphs import continues, join, paragraphs
from domain.resume.words import DEGREE, SCHOOL, is_place, organisation_score, title_score

Edges = dict[tuple[int, int], float]
_BAR = re.compile(r"\s+\|\s+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?:/\S*)?", re.IGNORECASE)


_MONTH_AND_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])[/.]\d\d")


def is_lone_date(piece: str) -> bool:
    """What means a time only because it stands alone between bars: "06/21", "present"."""
    return _MONTH_AND_YEAR.fullmatch(piece) is not None or plain(piece) == "present"


@dataclass(slots=True)
class BarredEntry:
    """`head` is the first piece, `pieces` the others but the dates; `body` the lines of the bullets."""

    head: str
    pieces: list[str] = field(default_factory=list)
    dates: Dates | None = None
    links: tuple[str, ...] = ()
    body: list[Line] = field(default_factory=list)

    @property
    def span(self) -> dict[str, str]:
        """Start and end as written."""
        return {"start": self.dates.start, "end": self.dates.end} if self.dates else {"start": "", "end": ""}


def barred_positions(lines: Sequence[Line], edges: Edges) -> list[Position] | None:
    """The jobs of a section in this form; None when it has another, or when words say that employers come first."""
    entries = barred_entries(lines, edges)
    if entries is None or any(len(entry.pieces) > 2 for entry in entries):
        return None
    if not any(entry.dates and entry.pieces for entry in entries):
        return None
    swapped = sum(bool(e.pieces) and title_score(e.pieces[0]) >= 2 > title_score(e.head) for e in entries)
    if swapped * 2 > len(entries):
        return None
    return [_position(entry, edges) for entry in entries]


def _position(entry: BarredEntry, edges: Edges) -> Position:
    title, names = entry.head, list(entry.pieces)
    place = names.pop() if len(names) == 2 or (names and _is_bare_place(names[0])) else ""
    employer = names[0] if names else ""
    if not employer and title_score(title) < 2 and organisation_score(title):
        title, employer = "", title
    bullets = tuple(paragraphs(entry.body, edges))
    return Position(title=title, employer=employer, place=place, bullets=bullets, **entry.span)


def _is_bare_place(name: str) -> bool:
    """A place, and no employer that is named after one ("Ville de Montclair")."""
    return is_place(name) and ("," in name or len(name.split()) < 3)


def barred_education(lines: Sequence[Line], edges: Edges) -> list[Education] | None:
    """The schools of a section in this form; None when it has another, or when schools come first."""
    entries = barred_entries(lines, edges)
    if entries is None or any(len(entry.pieces) > 1 for entry in entries):
        return None
    swapped = sum(bool(e.pieces and SCHOOL.search(e.head) and not SCHOOL.search(e.pieces[0])) for e in entries)
    return None if swapped * 2 > len(entries) else [_education(entry, edges) for entry in entries]


def _education(entry: BarredEntry, edges: Edges) -> Education:
    degree, school = entry.head, entry.pieces[0] if entry.pieces else ""
    if not school and SCHOOL.search(degree) and not DEGREE.search(degree):
        degree, school = "", degree
    return Education(degree=degree, school=school, details=tuple(paragraphs(entry.body, edges)), **entry.span)


def barred_projects(lines: Sequence[Line], edges: Edges) -> list[Project] | None:
    """The projects of a section in this form; None when it has another."""
    entries = barred_entries(lines, edges) or _titles_alone(lines, edges)
    if not entries:
        return None
    projects = []
    for entry in entries:
        written = [piece for piece in entry.pieces if _ADDRESS.fullmatch(piece)]
        roles = [piece for piece in entry.pieces if piece not in written]
        if len(written) > 1 or len(roles) > 1:
            return None
        link = (written or [link for link in entry.links if link.startswith("http")] or [""])[0]
        bullets = tuple(paragraphs(entry.body, edges))
        projects.append(Project(title=entry.head, role="".join(roles), link=link, bullets=bullets, **entry.span))
    return projects


def barred_entries(lines: Sequence[Line], edges: Edges) -> list[BarredEntry] | None:
    """The entries of a section that keeps to the form from its first line to its last, else None."""
    rows = _rows(lines, edges)
    if rows is None or not any(kind != "bullet" and _BAR.search(text) for kind, text, _ in rows):
        return None
    entries: list[BarredEntry] = []
    open_head = False
    for index, (kind, text, line) in enumerate(rows):
        if kind == "bullet":
            if not entries:
                return None
            entries[-1].body.append(line)
            open_head = False
        elif is_only_dates(_BAR.split(text)[0]):
            if not entries or entries[-1].dates is not None or entries[-1].body:
                return None
            _take(entries[-1], _BAR.split(text), line)
            open_head = False
        elif kind == "head" or (kind == "bars" and not open_head) or _is_head(rows, index, open_head):
            entries.append(_entry(text, line))
            open_head = kind != "bars" and not _BAR.search(text)
        elif open_head and entries:
            _take(entries[-1], _BAR.split(text), line)
            open_head = False
        else:
            return None
    return entries


def _titles_alone(lines: Sequence[Line], edges: Edges) -> list[BarredEntry]:
    """Headings with bullets below them, perhaps a link or dates between; empty when anything else stands there."""
    entries: list[BarredEntry] = []
    above = ""
    for kind, text, line in _rows(lines, edges) or []:
        if kind == "head":
            entries.append(_entry(text, line))
        elif kind == "plain" and above == "head" and (_ADDRESS.fullmatch(text) or is_only_dates(text)):
            _take(entries[-1], [text], line)
        elif kind != "bullet" or not entries:
            return []
        else:
            entries[-1].body.append(line)
        above = kind
    return entries


Row = tuple[str, str, Line]
"""("head" | "bars" | "plain" | "bullet", text, its first line)"""


def _rows(lines: Sequence[Line], edges: Edges) -> list[Row] | None:
    """Heads joined over their lines; bullets line by line. None where a line is cut in cells."""
    rows: list[Row] = []
    before: Line | None = None
    hang = 0.0
    for line in lines:
        kind = rows[-1][0] if rows else ""
        if line.bullet:
            rows.append(("bullet", line.text, line))
            hang = line.x0 + 3
        elif kind == "bullet" and before is not None and line.x0 > hang and not line.heading:
            rows.append(("bullet", line.text, line))
        elif len(line.parts) > 1:
            return None
        elif before is not None and kind != "bullet" and _goes_on(rows[-1][1], line, before, edges):
            rows[-1] = (kind if kind == "head" else "bars", join(rows[-1][1], line.text), rows[-1][2])
        else:
            named = line.bold or line.heading
            rows.append(("head" if named else "bars" if _BAR.search(line.text) else "plain", line.text, line))
        before = line
    return rows


def _goes_on(text: str, line: Line, before: Line, edges: Edges) -> bool:
    """A head that was wrapped: behind a bar, or at the right edge."""
    if before.x1 == 0 or line.page != before.page or is_only_dates(_BAR.split(text)[-1]):
        return False
    if text.endswith(" |") or line.text.startswith("| "):
        return True
    return "|" in text and continues(line, before, edges)


def _is_head(rows: Sequence[Row], index: int, open_head: bool) -> bool:
    """A plain line right above one with bars (East Asian fonts have no bold)."""
    following = rows[index + 1][0] if index + 1 < len(rows) else ""
    return rows[index][0] == "plain" and following == "bars" and not open_head


def _entry(text: str, line: Line) -> BarredEntry:
    head, *rest = _BAR.split(text)
    entry = BarredEntry(head)
    _take(entry, rest, line)
    return entry


def _take(entry: BarredEntry, pieces: Sequence[str], line: Line) -> None:
    entry.links = (*entry.links, *line.links)
    for piece in (piece.strip(" |") for piece in pieces):
        if entry.dates is None and is_only_dates(piece):
            entry.dates = find_dates(piece)
        elif entry.dates is None and is_lone_date(piece):
            entry.dates = Dates("", piece, (0, len(piece)), False)
        elif piece:
            entry.pieces.append(piece)
