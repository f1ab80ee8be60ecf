"""Jobs: where one ends and the next begins, and which words are the title, the employer and the place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.resume.dates import find_dates, is_only_dates, without_dates
from domain.resume.document import Line
from domain.resume.facts import Position
from domain.resume.paragraphs import continues, paragraphs
from domain.resume.segments import Segment, first_dates, rejoin_dates, segments_of
from domain.resume.words import is_place, organisation_score, title_score

_DEPARTMENT = frozenset(
    "operations engineering sales marketing platform infrastructure research icu emergency finance accounting people product design "
    "security data cloud mobile web growth support success business development team department unit ward division emea apac uk europe "
    "global north south east west america banking digital technology intensive care payments search ads internal audit analytics "
    "backend frontend full stack remote contract part-time full-time quality assurance it hr and of & strategy".split()
)
_NOISE = re.compile(
    r"^(?:full[- ]?time|part[- ]?time|contract|freelance|permanent|internship|temporary|self-employed|technologies|tech(?: stack)?|"
    r"skills|key \w+|highlights|responsibilities|achievements|duties|stack|environment|tools|project|website|url|industry)\b[:.]?(?:$|.*:)",
    re.IGNORECASE,
)
Edges = dict[tuple[int, int], float]


@dataclass(slots=True)
class _Entry:
    head: list[Line]
    after: list[Line] = field(default_factory=list)
    """Short lines below the dates that may still belong to the head."""
    body: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    title: Segment | None = None
    employer: Segment | None = None
    place: str = ""
    unsure: list[Segment] = field(default_factory=list)
    used_after: int = 0


def read_work(lines: Sequence[Line], edges: Edges, places: frozenset[str] = frozenset()) -> list[Position]:
    """Positions in the order of the file; `places` are names known to be places from the top of the file."""
    entries = _entries(list(lines), edges)
    readings = [_read(entry, places) for entry in entries]
    title_first = _title_first(readings)
    positions: list[Position] = []
    for entry, reading in zip(entries, readings, strict=True):
        title, employer = _settle(reading, title_first)
        dates = first_dates(entry.head + entry.after[: reading.used_after])
        if not employer and title and positions and dates is not None:
            employer = positions[-1].employer
        if not title and not employer:
            continue
        body = entry.after[reading.used_after :] + entry.body
        positions.append(
            Position(
                title=title,
                employer=employer,
                place=reading.place,
                start=dates.start if dates else "",
                end=dates.end if dates else "",
                bullets=tuple(text for text in paragraphs(body, edges) if len(text) > 3),
            )
        )
    return _merge_companies(positions)


def _merge_companies(positions: list[Position]) -> list[Position]:
    """A company head that only announces the roles below it is not a position of its own."""
    kept = []
    for index, position in enumerate(positions):
        following = positions[index + 1] if index + 1 < len(positions) else None
        if not position.title and not position.bullets and following is not None and following.employer == position.employer:
            continue
        kept.append(position)
    return kept


def _dates_moved_up(lines: list[Line]) -> list[Line]:
    """Dates printed at the right of an entry's first bullet belong to the line above it."""
    result: list[Line] = []
    for line in lines:
        above = result[-1] if result else None
        if (
            above is not None
            and len(line.parts) > 1
            and len(line.parts[0].split()) > 4
            and is_only_dates(line.parts[-1])
            and find_dates(above.text) is None
            and not above.bullet
        ):
            kept = line.parts[:-1]
            result[-1] = replace(above, text=f"{above.text} {line.parts[-1]}", cells=(*above.parts, line.parts[-1]))
            line = replace(line, text=" ".join(kept), cells=kept if len(kept) > 1 else ())
        result.append(line)
    return result


def _entries(lines: list[Line], edges: Edges) -> list[_Entry]:
    lines = rejoin_dates(_dates_moved_up(lines))
    kinds = _kinds(lines, edges)
    anchors = _anchors(lines, kinds)
    starts = _starts(lines, kinds, anchors) if anchors else _starts_without_dates(lines, kinds)
    entries: list[_Entry] = []
    bounds = [*starts, (len(lines), len(lines))]
    for (start, anchor), (following, _) in zip(bounds[:-1], bounds[1:], strict=True):
        entry = _Entry(head=lines[start : anchor + 1])
        index = anchor + 1
        while index < following and kinds[index] in "sd" and len(entry.after) < 2:
            entry.after.append(lines[index])
            index += 1
        entry.body = lines[index:following]
        entries.append(entry)
    return entries


def _kinds(lines: list[Line], edges: Edges) -> str:
    """One letter a line: b bullet or its wrapped rest, p prose, d dated, s short."""
    kinds = ""
    for index, line in enumerate(lines):
        goes_on = index > 0 and continues(line, lines[index - 1], edges)
        words = len(line.text.split())
        dates = _dated(line)
        if goes_on and kinds[-1] in "bp" and not (dates and len(line.parts) > 1):
            kinds += kinds[-1]
        elif dates and (words <= 16 or len(line.parts) > 1) and not (line.bullet and words > 9):
            kinds += "d"
        elif line.bullet:
            kinds += "b"
        elif words > 12 or (words > 6 and line.text.endswith(".")) or line.text[:1].islower():
            kinds += "p"
        else:
            kinds += "s"
    return kinds


def _dated(line: Line) -> bool:
    """Whether the line carries the time of an entry, not a year inside a sentence."""
    for part in line.parts:
        dates = find_dates(part)
        if dates is None:
            continue
        if dates.is_range or is_only_dates(part):
            return True
        start, end = dates.span
        if (end >= len(part.rstrip(" )]")) or start <= 1) and len(part.split()) <= 10 and not part.endswith("."):
            return True
    return len(line.parts) > 1 and (found := find_dates(line.text)) is not None and found.is_range


def _anchors(lines: list[Line], kinds: str) -> list[int]:
    dated = [i for i, kind in enumerate(kinds) if kind == "d"]
    ranged = [i for i in dated if any((d := find_dates(p)) and d.is_range for p in (*lines[i].parts, lines[i].text))]
    if ranged:
        dated = [i for i in dated if i in ranged or _alike(lines[i], lines[ranged[0]])]
    found: list[int] = []
    for i in dated:
        # "Jan 2020 -" above "Present", or the length of the whole stay above the dates of the role
        if found and i == found[-1] + 1 and is_only_dates(lines[i].text) and not is_only_dates(lines[found[-1]].text) and i not in ranged:
            continue
        found.append(i)
    return found


def _alike(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) < 0.6 and line.bold == other.bold and len(line.parts) == len(other.parts)


def _starts(lines: list[Line], kinds: str, anchors: list[int]) -> list[tuple[int, int]]:
    """(first line, dated line) of each entry. The first entry tells how many head lines stand above the dates."""
    above = min(anchors[0], 3)
    while above and not all(kind == "s" for kind in kinds[anchors[0] - above : anchors[0]]):
        above -= 1
    first = lines[anchors[0] - above]
    starts = [(anchors[0] - above, anchors[0])]
    for previous, anchor in zip(anchors, anchors[1:], strict=False):
        free = 0
        while anchor - free - 1 > previous and kinds[anchor - free - 1] == "s" and free < 3:
            free += 1
        if anchor - free - 1 == previous and free and above == 0:
            lead = 0
        else:
            lead = min(above, free)
            if above and free and not _same_look(lines[anchor - lead], first):
                looks = [n for n in range(free + 1) if _same_look(lines[anchor - n], first)]
                lead = looks[0] if looks else lead
        starts.append((anchor - lead, anchor))
    return starts


def _same_look(line: Line, first: Line) -> bool:
    return line.bold == first.bold and abs(line.size - first.size) < 0.7 and abs(line.x0 - first.x0) < 4 and not line.bullet


def _starts_without_dates(lines: list[Line], kinds: str) -> list[tuple[int, int]]:
    """No dates anywhere: a short line that looks like the first one, or follows a text, opens an entry."""
    starts: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if kinds[index] != "s":
            continue
        strong = line.bold and lines[0].bold and _same_look(line, lines[0])
        if not starts or (strong and index > starts[-1][1] + 1) or (index and kinds[index - 1] in "bp" and title_score(line.text) >= 2):
            starts.append((index, index))
    return starts


def _read(entry: _Entry, places: frozenset[str]) -> _Reading:
    """Sort the pieces of the head; lines below it are drawn in only while something is missing."""
    reading = _sort(_pieces(entry.head), places)
    if reading.title and reading.employer and reading.employer.line == reading.title.line and not _weak(reading):
        return _with_place(reading, entry)
    for count in range(1, len(entry.after) + 1):
        if reading.title and (reading.employer or reading.unsure):
            break
        if len(entry.after[count - 1].text.split()) > 9 or _NOISE.match(entry.after[count - 1].text):
            break
        wider = _sort(_pieces(entry.head + entry.after[:count]), places)
        wider.used_after = count
        reading = wider
    if reading.title and not reading.employer and not reading.unsure:
        _split_title(reading)
    return _with_place(reading, entry)


def _with_place(reading: _Reading, entry: _Entry) -> _Reading:
    following = entry.after[reading.used_after : reading.used_after + 1]
    if not reading.place and following and is_place(following[0].text):
        reading.place = following[0].text
        reading.used_after += 1
    return reading


def _weak(reading: _Reading) -> bool:
    return reading.employer is not None and reading.employer.after_date


def _pieces(lines: list[Line]) -> list[Segment]:
    """Segments, with "Title, Employer" taken apart where a word makes it sure."""
    found: list[Segment] = []
    for segment in segments_of(lines):
        parts = _comma_parts(segment.text)
        if parts and organisation_score(parts[1]) and organisation_score(parts[1]) >= organisation_score(parts[0]):
            order = parts[:2] if segment.text.startswith(parts[0]) else (parts[1], parts[0])
            found += [replace(segment, text=text, cell=segment.cell + i) for i, text in enumerate((*order, parts[2])) if text]
        else:
            found.append(segment)
    return found


def _sort(segments: list[Segment], places: frozenset[str]) -> _Reading:
    reading = _Reading()
    rest: list[Segment] = []
    for segment in segments:
        if is_place(segment.text) or segment.text.casefold() in places:
            reading.place = reading.place or segment.text
        elif not _NOISE.match(segment.text) and len(segment.text) > 1 and not _is_tail(segment):
            rest.append(segment)
    titles = [s for s in rest if title_score(s.text) >= 2 and title_score(s.text) >= organisation_score(s.text)]
    reading.title = max(titles, key=lambda s: (min(title_score(s.text), 3), -s.line, -s.cell)) if titles else None
    others = [s for s in rest if s is not reading.title]
    named = [s for s in others if organisation_score(s.text) > 0 and (s not in titles or organisation_score(s.text) >= 2)]
    if reading.title is not None:
        if named:
            reading.employer = named[0]
        else:
            plain = [s for s in others if s not in titles]
            comma = _comma_parts(reading.title.text)
            if plain and not (plain[0].after_date and comma):
                reading.employer = plain[0]
            elif comma:
                _split_title(reading)
            elif len(titles) > 1:
                reading.employer = next((s for s in titles if s is not reading.title), None)
    else:
        reading.employer = named[0] if named else None
        reading.unsure = [s for s in others if s is not reading.employer]
    return reading


def _is_tail(segment: Segment) -> bool:
    """A list of tools behind the dates."""
    return segment.after_date and len(segment.text.split()) > 3 and title_score(segment.text) < 2 and not organisation_score(segment.text)


def _comma_parts(text: str) -> tuple[str, str, str] | None:
    """(title, employer, place) of "Nurse, Mercy Hospital, Austin, TX"; None when the commas belong to the title."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) < 2:
        return None
    place = ""
    for width in (2, 1):
        if len(parts) > width + 1 and is_place(", ".join(parts[-width:])):
            place, parts = ", ".join(parts[-width:]), parts[:-width]
            break
    legal = len(parts) > 2 and re.fullmatch(r"(?i)(inc|llc|ltd|corp|co|gmbh|s\.a)\.?", parts[-1]) is not None
    tail = ", ".join(parts[-2:]) if legal else parts[-1]
    head = ", ".join(parts[: -2 if legal else -1])
    scores = [title_score(head) >= 2, title_score(tail) >= 2 and organisation_score(tail) == 0]
    if scores == [False, True]:
        return tail, head, place
    if not scores[0] or scores[1] or all(word.lower() in _DEPARTMENT for word in tail.split()) or not tail[:1].isupper():
        return None
    return head, tail, place


def _split_title(reading: _Reading) -> None:
    parts = _comma_parts(reading.title.text) if reading.title else None
    if parts and reading.title:
        old = reading.title
        reading.title = Segment(parts[0], old.line, old.cell, old.bold)
        reading.employer = Segment(parts[1], old.line, old.cell + 1, old.bold)
        reading.place = reading.place or parts[2]


def _title_first(readings: Sequence[_Reading]) -> bool:
    votes = [
        (r.title.line, r.title.cell) <= (r.employer.line, r.employer.cell) for r in readings if r.title and r.employer
    ]
    return sum(votes) * 2 >= len(votes)


def _settle(reading: _Reading, title_first: bool) -> tuple[str, str]:
    """Title and employer; where no word tells, the order of the other entries decides."""
    title = reading.title.text if reading.title else ""
    employer = reading.employer.text if reading.employer else ""
    unsure = [segment.text for segment in reading.unsure]
    if not title and not employer:
        if len(unsure) >= 2:
            title, employer = (unsure[0], unsure[1]) if title_first else (unsure[1], unsure[0])
        elif unsure:
            employer = unsure[0]
    elif not title and unsure:
        title = unsure[0]
    return _trim(title), _without_place(_trim(employer))


def _trim(text: str) -> str:
    text = without_dates(text) if find_dates(text) else text
    text = re.sub(r"^(?:role|position|title|job title|company|employer|organi[sz]ation)\s*:\s*", "", text, flags=re.IGNORECASE)
    return re.sub(r"\s*\((?:full|part)[- ]time\)|\s*\(contract\)", "", text, flags=re.IGNORECASE).strip(" ,;:|–—-")


def _without_place(employer: str) -> str:
    parts = [part.strip() for part in employer.split(",")]
    for width in (3, 2, 1):
        if len(parts) > width and is_place(", ".join(parts[-width:])):
            return ", ".join(parts[:-width])
    return employer
