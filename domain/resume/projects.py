"""Things made: projects with what was done in them."""

import re
from collections.abc import Sequence

from domain.resume.barred import barred_projects
from domain.resume.document import Line
from domain.resume.entries import Edges, Entry, split_entries
from domain.resume.facts import Project
from domain.resume.paragraphs import paragraphs
from domain.resume.segments import first_dates, segments_of
from domain.resume.words import is_place, title_score

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s|,;<>()\[\]]+|\b(?:github|gitlab|bitbucket)\.com/[^\s|,;()]+|"
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|app|me|co)\b(?:/[^\s|,;()]*)?",
    re.IGNORECASE,
)
_TOOLS = re.compile(
    r"^(?:tech(?:nolog(?:y|ies))?(?: stack| used)?|tools?|stack|skills|built with)\s*[:：]", re.IGNORECASE
)


def read_projects(lines: Sequence[Line], edges: Edges) -> list[Project]:
    """Projects in the order of the file; the words of the head that name tools become the first bullet."""
    if not lines:
        return []
    barred = barred_projects(lines, edges)
    if barred is not None:
        return barred
    entries = split_entries(list(lines), edges, named=False)
    found: list[Project] = []
    for entry in entries:
        found += _from_list(entry, edges) if _is_list(entry) else [_read(entry, edges)]
    return [project for project in found if project.title]


def _is_list(entry: Entry) -> bool:
    """Bullets without a head: each of them is a project."""
    return bool(entry.head) and all(line.bullet for line in entry.head) and not entry.after


def _from_list(entry: Entry, edges: Edges) -> list[Project]:
    return [_from_text(text) for text in paragraphs([*entry.head, *entry.body], edges) if len(text) > 3]


def _from_text(text: str) -> Project:
    link = _ADDRESS.search(text)
    name, _, rest = text.partition(":") if ":" in text[:70] else re.split(r"( [–—-] )", f"{text} - ", maxsplit=1)
    rest = rest.strip(" -–—")
    if len(name.split()) > 10:
        name, rest = " ".join(text.split()[:8]), text
    return Project(title=name.strip(" :-"), link=link[0].rstrip(".") if link else "", bullets=(rest,) if rest else ())


def _read(entry: Entry, edges: Edges) -> Project:
    head = entry.head + entry.after
    dates = first_dates(head)
    pieces = [s for s in segments_of(head, split_at=False) if not is_place(s.text)]
    if not pieces:
        return Project()
    title, rest = pieces[0].text, pieces[1:]
    role = next((s.text for s in rest if title_score(s.text) >= 2 and len(s.text.split()) <= 6), "")
    tools = [s.text for s in rest if s.text != role]
    links = [link for line in head for link in line.links if link.startswith("http")]
    written = [match[0] for line in head for match in _ADDRESS.finditer(line.text)]
    body = [text for text in paragraphs(entry.body, edges) if len(text) > 3 and not _ADDRESS.fullmatch(text)]
    written += [line.text for line in entry.body if _ADDRESS.fullmatch(line.text)]
    return Project(
        title=_TOOLS.sub("", title).strip(" :"),
        role=role,
        link=(written or links or [""])[0].rstrip(".,"),
        start=dates.start if dates else "",
        end=dates.end if dates else "",
        bullets=tuple([", ".join(tools)] if tools else []) + tuple(body),
    )
