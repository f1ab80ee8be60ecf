"""Jobs: where one ends and the next begins, and which words are the title, the employer and the place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.resume.barred import barred_positions
from domain.resume.commas import comma_parts, is_department, without_place
from domain.resume.dates import find_dates, without_dates
from domain.resume.document import Line
from domain.resume.entries import Edges, Entry, split_entries
from domain.resume.facts import Position
from domain.resume.paragraphs import paragraphs
from domain.resume.segments import Segment, first_dates, segments_of
from domain.resume.words import CJK, is_place, organisation_score, title_score

_NOISE = re.compile(
    r"^(?:full[- ]?time|part[- ]?time|contract|permanent|internship|temporary|technologies|vollzeit|teilzeit|"
    r"temps plein|temps partiel|cdi|cdd|tiempo completo|jornada completa|tempo integral|正社員|契約社員|全职|兼职|"
    r"tech(?: stack)?|"
    r"skills|key \w+|highlights|responsibilities|achievements|duties|stack|environment|tools|project|website|url|"
    r"industry)\b[:.]?(?:$|.*:)",
    re.IGNORECASE,
)


_TITLE_LABEL = re.compile(
    r"^(?:role|position|title|job title|designation|function|puesto|cargo|poste|fonction|stelle|funktion|t[äa]tigkeit|"
    r"função|ruolo|functie|職種|役職|職位|职位|岗位|担当|所任职位)\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_EMPLOYER_LABEL = re.compile(
    r"^(?:company|employer|organi[sz]ation|client|firm|empresa|entreprise|soci[ée]t[ée]|firma|unternehmen|arbeitgeber|"
    r"azienda|bedrijf|会社名?|勤務先|公司(?:名称)?|单位)\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?i)^(?:freelanc(?:e|er|ing)|self[- ]employed|freiberuflich|selbstst[äa]ndig|ind[ée]pendant|aut[óo]nomo)$"
)


@dataclass(slots=True)
class _Reading:
    title: Segment | None = None
    employer: Segment | None = None
    place: str = ""
    unsure: list[Segment] = field(default_factory=list)
    used_after: int = 0
    by_comma: bool = False
    """The employer is only what stands behind a comma of the title."""

    @property
    def title_line(self) -> int:
        return self.title.line if self.title else 0


def read_work(lines: Sequence[Line], edges: Edges, places: frozenset[str] = frozenset()) -> list[Position]:
    """Positions in the order of the file; `places` are names known to be places from the top of the file."""
    barred = barred_positions(lines, edges)
    if barred is not None:
        return barred
    entries = split_entries(list(lines), edges)
    readings = [_read(entry, places) for entry in entries]
    title_first = _title_first(readings)
    positions: list[Position] = []
    for number, (entry, reading) in enumerate(zip(entries, readings, strict=True)):
        title, employer = _settle(reading, title_first)
        employer, place = without_place(employer)
        dates = first_dates(entry.head + entry.after[: reading.used_after])
        if not employer and title and positions and dates is not None and _may_inherit(readings, number):
            employer = positions[-1].employer
        if not title and not employer:
            continue
        body = entry.after[reading.used_after :] + entry.body
        positions.append(
            Position(
                title=title,
                employer=employer,
                place=reading.place or place,
                start=dates.start if dates else "",
                end=dates.end if dates else "",
                bullets=tuple(text for text in paragraphs(body, edges) if len(text) > 3),
            )
        )
    return _merge_companies(positions)


def _may_inherit(readings: Sequence[_Reading], number: int) -> bool:
    """Only below an employer that has a line of its own can there be a second role without one."""
    for reading in reversed(readings[:number]):
        if reading.employer is not None:
            return reading.title is None or reading.employer.line != reading.title.line
    return True


def _merge_companies(positions: list[Position]) -> list[Position]:
    """A company head that only announces the roles below it is not a position of its own."""
    kept = []
    for index, position in enumerate(positions):
        following = positions[index + 1] if index + 1 < len(positions) else None
        if (
            not position.title
            and not position.bullets
            and following is not None
            and following.employer == position.employer
        ):
            continue
        kept.append(position)
    return kept


def _read(entry: Entry, places: frozenset[str]) -> _Reading:
    """Sort the pieces of the head; lines below it are drawn in only while something is missing."""
    reading = _sort(_pieces(entry.head), places)
    settled = reading.title and reading.employer and not reading.by_comma
    if (
        settled
        and reading.employer
        and reading.title
        and reading.employer.line == reading.title.line
        and not _weak(reading)
    ):
        return _with_place(reading, entry)
    for count in range(1, len(entry.after) + 1):
        if reading.title and not reading.by_comma and (reading.employer or reading.unsure):
            break
        line = entry.after[count - 1]
        if not _may_name(line.text):
            break
        wider = _sort(_pieces(entry.head + entry.after[:count]), places)
        wider.used_after = count
        if reading.by_comma and (wider.by_comma or (wider.employer and wider.employer.line <= reading.title_line)):
            break
        reading = wider
    if reading.title and not reading.employer and not reading.unsure:
        _split_title(reading)
    return _with_place(reading, entry)


def _may_name(text: str) -> bool:
    """Whether a line below the head can hold the employer or the title."""
    if _NOISE.match(text) or (text.endswith((".", ";", ":")) and not organisation_score(text)):
        return False
    return len(text.split()) <= 9 or organisation_score(text) > 0


def _with_place(reading: _Reading, entry: Entry) -> _Reading:
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
        parts = comma_parts(segment.text)
        named = parts is not None and organisation_score(parts[1]) >= max(organisation_score(parts[0]), 1)
        if parts and (named or title_score(segment.text) < 2):
            order = parts[:2] if segment.text.startswith(parts[0]) else (parts[1], parts[0])
            found += [
                replace(segment, text=text, cell=segment.cell + i) for i, text in enumerate((*order, parts[2])) if text
            ]
        else:
            found.append(segment)
    return found


def _sort(segments: list[Segment], places: frozenset[str]) -> _Reading:
    reading = _Reading()
    rest: list[Segment] = []
    for segment in segments:
        if is_place(segment.text) or segment.text.casefold() in places:
            reading.place = reading.place or segment.text
        elif (
            not _NOISE.match(segment.text)
            and len(segment.text) > 1
            and not (_is_tail(segment) or _is_sentence(segment.text))
        ):
            rest.append(segment)
    rest = _rejoined(rest)
    titles = [s for s in rest if title_score(s.text) >= 2 and title_score(s.text) >= organisation_score(s.text)]
    reading.title = max(titles, key=lambda s: (min(title_score(s.text), 3), -s.line, -s.cell)) if titles else None
    labelled = next((s for s in rest if _TITLE_LABEL.match(s.text)), None)
    own = next((s for s in rest if _EMPLOYER_LABEL.match(s.text) or _OWN.match(s.text)), None)
    if labelled or (own and own is reading.title):
        reading.title = labelled or next((s for s in titles if s is not own), None)
    if own is not None and own is not reading.title:
        reading.employer = own
        reading.unsure = [] if reading.title else [s for s in rest if s is not own]
        return reading
    others = [s for s in rest if s is not reading.title]
    named = [
        s for s in others if organisation_score(s.text) > 0 and (s not in titles or organisation_score(s.text) >= 2)
    ]
    if reading.title is not None:
        if named:
            reading.employer = named[0]
        else:
            plain = [s for s in others if s not in titles]
            comma = comma_parts(reading.title.text)
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


def _rejoined(segments: list[Segment]) -> list[Segment]:
    """ "Software Engineer - Backend" is one title when another line can name the employer."""
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        if (
            last is not None
            and (last.line, last.cell) == (segment.line, segment.cell)
            and title_score(last.text) >= 2
            and title_score(segment.text) < 2
            and is_department(segment.text, whole=True)
            and any(s.line != segment.line or s.cell != segment.cell for s in segments)
        ):
            found[-1] = replace(last, text=f"{last.text} - {segment.text}")
        else:
            found.append(segment)
    return found


def _is_sentence(text: str) -> bool:
    """ "Contract position through an agency": a remark, since names have capitals."""
    words = text.strip("()").split()
    small = all(word[0].islower() or word[0].isdigit() for word in words[1:])
    return len(words) > 3 and small and title_score(text) < 2 and organisation_score(text) == 0 and not CJK.search(text)


def _is_tail(segment: Segment) -> bool:
    """A list of tools behind the dates."""
    return (
        segment.after_date
        and len(segment.text.split()) > 3
        and title_score(segment.text) < 2
        and not organisation_score(segment.text)
    )


def _split_title(reading: _Reading) -> None:
    parts = comma_parts(reading.title.text) if reading.title else None
    if parts and reading.title:
        old = reading.title
        reading.title = Segment(parts[0], old.line, old.cell, old.bold)
        reading.employer = Segment(parts[1], old.line, old.cell + 1, old.bold)
        reading.place = reading.place or parts[2]
        reading.by_comma = organisation_score(parts[1]) == 0


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
    return _trim(title), _trim(employer)


def _trim(text: str) -> str:
    text = without_dates(text) if find_dates(text) else text
    text = re.sub(r"(?:として)?勤務$", "", _EMPLOYER_LABEL.sub("", _TITLE_LABEL.sub("", text)))
    return re.sub(r"\s*\((?:full|part)[- ]time\)|\s*\(contract\)", "", text, flags=re.IGNORECASE).strip(" ,;:|–—-")
