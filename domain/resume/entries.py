"""Where one job of a work section ends and the next begins."""

import itertools
import re
from dataclasses import dataclass, field, replace

from domain.resume.dates import find_dates, is_only_dates
from domain.resume.document import Line
from domain.resume.paragraphs import wrapped
from domain.resume.segments import rejoin_dates, rejoin_heads
from domain.resume.terms import paired_terms
from domain.resume.words import CJK, SCHOOL, is_place, organisation_score, title_score

Edges = dict[tuple[int, int], float]


@dataclass(slots=True)
class Entry:
    """The lines of one job."""

    head: list[Line]
    after: list[Line] = field(default_factory=list)
    """Short lines below the dates that may still belong to the head."""
    body: list[Line] = field(default_factory=list)


def split_entries(lines: list[Line], edges: Edges, *, named: bool = True) -> list[Entry]:
    """Cut a section into entries; the first entry tells how many head lines stand above the dates.

    With `named` an entry without dates must name a job or an employer (projects need not).
    """
    lines = rejoin_heads(rejoin_dates(_dates_moved_up(paired_terms(lines))))
    kinds = _kinds(lines, edges)
    anchors = _anchors(lines, kinds)
    starts = _starts(lines, kinds, anchors) if anchors else _starts_without_dates(lines, kinds)
    if anchors:
        first = starts[0][0]
        if any(kind in "bp" for kind in kinds[:first]):
            starts += _starts_without_dates(lines[:first], kinds[:first])
        starts = sorted([*starts, *_undated(lines, kinds, sorted(starts), named=named)])
    entries: list[Entry] = []
    bounds = [*starts, (len(lines), len(lines))]
    for (start, anchor), (following, _) in itertools.pairwise(bounds):
        entry = Entry(head=lines[start : anchor + 1])
        index = anchor + 1
        while index < following and kinds[index] in "sd" and len(entry.after) < 2:
            entry.after.append(lines[index])
            index += 1
        entry.body = lines[index:following]
        entries.append(entry)
    return entries


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
            and (line.bullet or title_score(line.parts[0]) < 2)
            and not _is_prose(above, len(above.text.split()))
        ):
            kept = line.parts[:-1]
            result[-1] = replace(above, text=f"{above.text} {line.parts[-1]}", cells=(*above.parts, line.parts[-1]))
            line = replace(line, text=" ".join(kept), cells=kept if len(kept) > 1 else ())
        result.append(line)
    return result


_DOING = re.compile(
    r"(?:led|built|wrote|ran|won|drove|grew|made|taught|kept|set|cut|sold|held|gave|met|brought|oversaw|spearheaded|"
    r"[A-Za-z]{3,}ed|[A-Za-z]{3,}ing)$",
    re.IGNORECASE,
)


_BARS = re.compile(r"\S\s+[|·•]\s+\S")


def _kinds(lines: list[Line], edges: Edges) -> str:
    """One letter a line: b bullet or its wrapped rest, p prose, d dated, s short."""
    kinds = ""
    goes_on = wrapped(lines, edges)
    plain_dated = any(_dated(line) and not line.bullet for line in lines)
    indent = _head_indent(lines)
    for index, line in enumerate(lines):
        words = len(line.text.split())
        dates = _dated(line) and not (line.bullet and (words > 9 or plain_dated))
        if goes_on[index] and kinds[-1] in "bp" and not (dates and len(line.parts) > 1):
            kinds += kinds[-1]
        elif dates and (words <= 16 or len(line.parts) > 1 or (words < 30 and _BARS.search(line.text))):
            kinds += "d"
        elif line.bullet or (indent is not None and line.x0 > indent + 6 and not line.bold and words > 2):
            kinds += "b"
        elif _is_prose(line, words):
            kinds += "p"
        else:
            kinds += "s"
    return kinds


def _head_indent(lines: list[Line]) -> float | None:
    """Left edge of the heads, when they stand left of the texts below them and not beside a column of dates."""
    dated = [line for line in lines if _dated(line) and not line.bullet]
    if not dated or any(is_only_dates(line.parts[0]) and len(line.parts) > 1 for line in dated):
        return None
    edges = {round(line.x0 / 3) for line in dated}
    return dated[0].x0 if len(edges) == 1 and dated[0].x1 else None


def _is_prose(line: Line, words: int) -> bool:
    text = line.text
    if CJK.search(text):
        return len(text) > 32 or text.endswith(("。", "；", ";"))
    if words > 12:
        return not (len(line.parts) > 1 or organisation_score(text) > 2 or (SCHOOL.search(text) and words < 18))
    if (words > 6 and text.endswith(".")) or text[:1].islower():
        return True
    first, second = [*text.split(), "", ""][:2]
    goes_on = not second[:1].isupper() and title_score(" ".join(text.split()[:3])) < 2
    return words > 3 and len(line.parts) == 1 and goes_on and _DOING.match(first) is not None


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
        if (
            found
            and i == found[-1] + 1
            and is_only_dates(lines[i].text)
            and not is_only_dates(lines[found[-1]].text)
            and i not in ranged
        ):
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
    for previous, anchor in itertools.pairwise(anchors):
        free = 0
        while anchor - free - 1 > previous and kinds[anchor - free - 1] == "s" and free < 3:
            free += 1
        if free and anchor - free - 1 == previous and is_place(lines[anchor - free].text):
            free -= 1  # the place of the entry above stands below its dates
        if anchor - free - 1 == previous and free and above == 0:
            lead = 0
        else:
            lead = min(above, free)
            if above and free and free != above and not _same_look(lines[anchor - lead], first):
                looks = [n for n in range(free + 1) if _same_look(lines[anchor - n], first)]
                lead = looks[0] if looks else lead
        starts.append((anchor - lead, anchor))
    return starts


def _undated(lines: list[Line], kinds: str, starts: list[tuple[int, int]], *, named: bool) -> list[tuple[int, int]]:
    """Entries without dates among dated ones: short lines below a text that look like the first head, or stand between
    two lists of bullets."""
    head = lines[starts[0][0]]
    body = [line for line, kind in zip(lines, kinds, strict=True) if kind in "bp"]
    stands_out = bool(body) and all(line.bold != head.bold or line.size < head.size - 0.7 for line in body)
    taken = {i for start, anchor in starts for i in range(start, anchor + 1)}
    found = []
    for i in range(starts[0][1] + 1, len(lines)):
        if i in taken or kinds[i] != "s" or kinds[i - 1] not in "bp":
            continue
        end = i
        while end + 1 < len(lines) and end + 1 not in taken and kinds[end + 1] == "s" and end < i + 2:
            end += 1
        alike = stands_out and _same_look(lines[i], head) and len(lines[i].text) < 80
        shaped = end > i and end - i == starts[0][1] - starts[0][0]
        if alike or (
            _between_bullets(lines, kinds, i, end) and (not named or shaped or _names_job(lines[i : end + 1]))
        ):
            found.append((i, min(end, i + 1)))
    return found


def _between_bullets(lines: list[Line], kinds: str, first: int, last: int) -> bool:
    if last + 1 >= len(lines) or not lines[last + 1].bullet or "p" in kinds:
        return False
    above = next((lines[i] for i in reversed(range(first)) if lines[i].bullet), None)
    return above is not None and lines[first].x0 <= above.x0 and not lines[first].text.endswith((":", "."))


def _names_job(head: list[Line]) -> bool:
    return any(title_score(part) >= 2 or organisation_score(part) > 1 for line in head for part in line.parts)


def _same_look(line: Line, first: Line) -> bool:
    return (
        line.bold == first.bold
        and abs(line.size - first.size) < 0.7
        and abs(line.x0 - first.x0) < 4
        and not line.bullet
    )


def _starts_without_dates(lines: list[Line], kinds: str) -> list[tuple[int, int]]:
    """No dates anywhere: a short line that looks like the first one, or follows a text, opens an entry."""
    starts: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if kinds[index] != "s":
            continue
        strong = line.bold and lines[0].bold and _same_look(line, lines[0])
        if (
            not starts
            or (strong and index > starts[-1][1] + 1)
            or (index and kinds[index - 1] in "bp" and (kinds[index - 1] == "b" or title_score(line.text) >= 2))
        ):
            starts.append((index, index))
    return starts
