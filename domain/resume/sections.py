"""Headings found by their names and their looks, and the lines under each."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.resume.document import Line
from domain.resume.section_names import section_kind
from domain.resume.words import organisation_score, title_score


@dataclass(slots=True)
class SectionLines:
    """A heading and the lines under it; `title` is empty for what stands above the first heading."""

    title: str
    kind: str
    lines: list[Line] = field(default_factory=list)


Looks = tuple[float, bool, bool]


def split_sections(lines: Sequence[Line]) -> list[SectionLines]:
    """Lines by section, in reading order; the first one (kind "contact", no title) is the top of the page."""
    lines = _split_side_headings(lines)
    body = _body_size(lines)
    named = [i for i, line in enumerate(lines) if _names_section(line, body)]
    named = [
        i
        for column in dict.fromkeys(line.column for line in lines)
        for i in _drop_smaller(lines, [n for n in named if lines[n].column == column])
    ]
    looks = Counter(_looks(lines[i]) for i in named)
    styled = _styled_headings(lines, set(named), looks, body)
    sections = [SectionLines("", "contact")]
    column = lines[0].column if lines else 0
    for index, line in enumerate(lines):
        if index in styled:
            title = _title(line)
            sections.append(SectionLines(title, section_kind(title) or "other"))
        else:
            if line.column != column:
                sections.append(SectionLines("", "contact" if line.page == 1 else "other"))
            sections[-1].lines.append(line)
        column = line.column
    return [section for section in sections if section.title or section.lines]


def _title(line: Line) -> str:
    return re.sub(r"^[\W_]+|^\d{1,2}[.)]\s+|[\W_]+$", "", line.text).strip() or line.text


def _split_side_headings(lines: Sequence[Line]) -> list[Line]:
    """A heading that stands left of its section's first line becomes a line of its own."""
    beside = [line for line in lines if _is_side_heading(line)]
    kinds = {section_kind(line.parts[0]) for line in beside} | _kinds_at_the_left(lines)
    if not beside or not kinds & {"work", "education"}:
        return list(lines)
    result: list[Line] = []
    heading: int | None = None
    for line in _with_whole_headings(lines):
        open_end = heading is not None and len(result) == heading + 2 and _OPEN.search(result[heading].text)
        if not open_end and _is_side_heading(line) and any(abs(line.x0 - other.x0) < 4 for other in beside):
            rest = line.parts[1:]
            heading = len(result)
            result.append(replace(line, text=line.parts[0], cells=(), bold=True, links=()))
            result.append(_moved(line, rest))
        elif heading is not None and len(result) == heading + 2 and _ends_heading(line, result[heading]):
            result[heading] = replace(result[heading], text=f"{result[heading].text} {line.parts[0]}")
            if len(line.parts) > 1:
                result.append(_moved(line, line.parts[1:]))
        else:
            result.append(line)
    return result


def _kinds_at_the_left(lines: Sequence[Line]) -> set[str | None]:
    """Sections named by lines that end left of where most text begins: a column of labels."""
    lefts = Counter(round(line.x0) for line in lines if line.x0 and len(line.parts) == 1 and not line.bold)
    text_begins = lefts.most_common(1)[0][0] if lefts else 0
    return {section_kind(line.text) for line in lines if len(line.parts) == 1 and 0 < line.x1 < text_begins}


_OPEN = re.compile(r"(?:\b(?:and|und|et|y|e|en|of|de)|&)$", re.IGNORECASE)


def _with_whole_headings(lines: Sequence[Line]) -> list[Line]:
    """ "Work" above "history", both left of a section: joined in the upper line, where that one alone names nothing."""
    result = list(lines)
    for index, (line, following) in enumerate(itertools.pairwise(lines)):
        first, second = line.parts[0], following.parts[0]
        if (
            len(line.parts) < 2
            or line.bullet
            or section_kind(first)
            or not line.bold
            or abs(line.x0 - following.x0) > 4
        ):
            continue
        if len(first.split()) > 2 or len(second.split()) > 2 or section_kind(f"{first} {second}") is None:
            continue
        rest = following.parts[1:]
        result[index] = replace(line, cells=(f"{first} {second}", *line.parts[1:]))
        result[index + 1] = _moved(following, rest) if rest else replace(following, text="", cells=())
    return [line for line in result if line.text]


def _moved(line: Line, cells: tuple[str, ...]) -> Line:
    """What stands beside a side heading, as a line of its own."""
    return replace(line, text=" ".join(cells), cells=cells if len(cells) > 1 else (), bold=False, x0=line.x0 + 60)


def _ends_heading(line: Line, heading: Line) -> bool:
    """ "Professional" above "experience" at the left of a section."""
    return (
        abs(line.x0 - heading.x0) < 4
        and len(line.parts[0].split()) <= 2
        and not line.bullet
        and section_kind(f"{heading.text} {line.parts[0]}") is not None
    )


def _is_side_heading(line: Line) -> bool:
    first = line.parts[0]
    if len(line.parts) < 2 or line.bullet or first.endswith(":") or len(first) > 32 or not _looks_like_title(first):
        return False
    return not all(section_kind(part) for part in line.parts[1:])


def _looks_like_title(text: str) -> bool:
    return section_kind(text) is not None and (text[:1].isupper() or not text[:1].isascii())


def _body_size(lines: Sequence[Line]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _looks(line: Line) -> Looks:
    letters = [c for c in line.text if c.isalpha()]
    return (round(line.size), line.bold, bool(letters) and all(c.isupper() for c in letters))


def _names_section(line: Line, body: float) -> bool:
    if len(line.parts) > 1 or len(line.text) > 60 or section_kind(line.text) is None:
        return False
    if line.text.rstrip().endswith((",", ";", ".")):
        return False
    if line.heading:
        return True
    large = line.size > body * 1.08 if body else False
    if line.bullet:
        return large or _looks(line)[2]
    return large or line.bold or _title(line)[:1].isupper() or not _title(line)[:1].isascii()


def _drop_smaller(lines: Sequence[Line], named: list[int]) -> list[int]:
    """Names set much smaller or plainer than most headings are labels inside a section ("Languages" under "Skills")."""
    if len(named) < 3:
        return named
    usual, count = Counter(_looks(lines[i]) for i in named).most_common(1)[0]
    if count < 3:
        return named

    def plainer(index: int) -> bool:
        size, bold, caps = _looks(lines[index])
        if lines[index].heading and size >= usual[0] - 1.5:
            return False
        return (
            size < usual[0] - 1.5
            or (size <= usual[0] - 1 and usual[1] and not bold)
            or (
                size <= usual[0]
                and usual[2]
                and not caps
                and section_kind(lines[index].text) not in ("work", "education")
            )
        )

    kept = [i for i in named if not plainer(i)]
    if any(section_kind(lines[i].text) == "skills" for i in kept):
        return kept
    # A side box often sets its headings like its text; a label inside another section seldom names the skills.
    return [i for i in named if i in kept or section_kind(lines[i].text) == "skills"]


def _styled_headings(lines: Sequence[Line], named: set[int], looks: "Counter[Looks]", body: float) -> set[int]:
    """Lines that look exactly like the headings known by name are headings too."""
    if not looks:
        return {i for i, line in enumerate(lines) if line.heading and len(line.text) < 60 and i > 2}
    usual, count = looks.most_common(1)[0]
    distinct = (usual[0] > body * 1.12 or usual[2]) and count >= 2
    same_looks = [i for i, line in enumerate(lines) if _looks(line) == usual and i not in named]
    if not distinct or len(same_looks) > (2 * count if usual[2] else count // 2):
        return named
    lefts = Counter(round(lines[i].x0 / 4) for i in named)
    found = set(named)
    for i in same_looks:
        line = lines[i]
        first_named = min(named)
        if (
            i > first_named
            and len(line.parts) == 1
            and 2 < len(line.text) < 40
            and len(line.text.split()) <= 5
            and not re.search(r"\d|@|[,;]$", line.text)
            and not organisation_score(line.text)
            and title_score(line.text) < 2
            and any(lefts[round(line.x0 / 4) + d] for d in (-1, 0, 1))
            and (i + 1 >= len(lines) or _looks(lines[i + 1]) != usual)
        ):
            found.add(i)
    return found
