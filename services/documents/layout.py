"""From words with positions to lines in reading order: cells, rows, columns."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from domain.resume.document import Line
from domain.resume.section_names import section_kind
from services.documents.normalise import clean, split_bullet

CELL_GAP = 0.85
"""Gap between two words, in line heights, from which on they stand in different cells."""
_ANNOTATION = re.compile(
    r"\b(?:19|20)\d\d\b|\bpresent\b|\bcurrent\b|\bnow\b|^[\w .'-]{2,25},\s*(?:[A-Z]{2,3}|[A-Z][a-z]+)$|^remote$", re.I
)


@dataclass(slots=True)
class Word:
    """A word on a page; `y` is the distance of its baseline from the top, `size` the height of the line, in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False


@dataclass(slots=True)
class Cell:
    """Words that stand together on one baseline."""

    words: list[Word]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def y(self) -> float:
        return self.words[0].y

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        return clean(_join(self.words))


Row = list[Cell]


@dataclass(slots=True)
class Band:
    """A stretch of a page: one column (`gutter` None) or two, each read from top to bottom."""

    columns: list[list[Row]]
    gutter: float | None = None
    pages: set[int] = field(default_factory=set)


def lines_of(pages: list[list[Word]]) -> tuple[list[Line], tuple[int, ...]]:
    """The lines of all pages in reading order, and the numbers of the pages that have two columns."""
    bands: list[tuple[int, Band]] = []
    for number, words in enumerate(pages, start=1):
        found = _bands(_rows(_cells(words)))
        bands.extend((number, band) for band in _follow(bands[-1][1] if bands else None, found))
    lines: list[Line] = []
    flow = 0
    position = 0
    while position < len(bands):
        group = [bands[position]]
        while position + len(group) < len(bands) and _continues(group[-1][1], bands[position + len(group)][1]):
            group.append(bands[position + len(group)])
        position += len(group)
        own_headings = group[0][1].gutter is not None and any(
            _has_heading(column) for _, band in group for column in band.columns
        )
        if own_headings:
            for index in range(len(group[0][1].columns)):
                flow += 1
                for number, band in group:
                    lines.extend(_emit(band.columns[index], number, flow))
            flow += 1
        else:
            for number, band in group:
                for column in band.columns:
                    lines.extend(_emit(column, number, flow))
    columned = {number for number, band in bands if band.gutter is not None and any(map(_has_heading, band.columns))}
    return lines, tuple(sorted(columned))


def _join(words: list[Word]) -> str:
    """The text of a cell; letters set apart for looks ("S K I L L S") come back together."""
    tokens = [word.text for word in words]
    if len(tokens) < 4 or sum(len(token) == 1 for token in tokens) < 0.8 * len(tokens):
        return " ".join(tokens)
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    wide = 1.6 * max(median(gaps), 0.1)
    return tokens[0] + "".join((" " if gap > wide else "") + token for gap, token in zip(gaps, tokens[1:], strict=True))


def _cells(words: list[Word]) -> list[Cell]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.y, w.x0)):
        for row in reversed(rows[-6:]):
            if abs(row[0].y - word.y) < 0.22 * min(row[0].size, word.size):
                row.append(word)
                break
        else:
            rows.append([word])
    cells: list[Cell] = []
    for row in rows:
        row.sort(key=lambda w: w.x0)
    stops = _tab_stops(rows)
    for row in rows:
        current: list[Word] = []
        for word in row:
            if current and _same_place(current, word):
                continue
            gap = word.x0 - current[-1].x1 if current else 0.0
            if current and (gap > CELL_GAP * max(word.size, current[-1].size) or id(word) in stops):
                cells.append(Cell(current))
                current = []
            current.append(word)
        cells.append(Cell(current))
    return [cell for cell in cells if cell.text]


def _tab_stops(rows: list[list[Word]]) -> set[int]:
    """Words (by id) behind a gap that is narrow for a cell, but wide for its row and at the same place in other rows."""
    found: list[Word] = []
    for row in rows:
        gaps = [(b.x0 - a.x1, b) for a, b in pairwise(row)]
        if len(gaps) < 2:
            continue
        usual = median(gap for gap, _ in gaps)
        found += [word for gap, word in gaps if 0.45 * word.size < gap and gap > 1.8 * max(usual, 0.5)]
    return {id(w) for w in found if sum(abs(w.x0 - other.x0) < 1.5 for other in found) >= 3}


def _same_place(current: list[Word], word: Word) -> bool:
    """A word drawn twice on the same spot to look bold."""
    return any(other.text == word.text and abs(other.x0 - word.x0) < 0.15 * word.size for other in current[-3:])


def _rows(cells: list[Cell]) -> list[Row]:
    rows: list[Row] = []
    for cell in sorted(cells, key=lambda c: (c.y, c.x0)):
        if rows and abs(rows[-1][0].y - cell.y) < 0.45 * min(rows[-1][0].size, cell.size) and not _overlaps(rows[-1], cell):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    for row in rows:
        row.sort(key=lambda c: c.x0)
    return rows


def _overlaps(row: Row, cell: Cell) -> bool:
    return any(cell.x0 < other.x1 - 1 and other.x0 < cell.x1 - 1 for other in row)


def _bands(rows: list[Row], depth: int = 0) -> list[Band]:
    """Cut rows into one-column and two-column bands, the longest pair of columns first."""
    found = _best_gutter(rows) if depth < 4 else None
    if found is None:
        return [Band([rows])] if rows else []
    start, end, gutter = found
    left, right = _sides(rows[start:end], gutter)
    columns = [_flat(_bands(_rows(left), depth + 1)), _flat(_bands(_rows(right), depth + 1))]
    return [*_bands(rows[:start], depth + 1), Band(columns, gutter), *_bands(rows[end:], depth + 1)]


def _flat(bands: list[Band]) -> list[Row]:
    return [row for band in bands for column in band.columns for row in column]


def _sides(rows: list[Row], gutter: float) -> tuple[list[Cell], list[Cell]]:
    cells = [cell for row in rows for cell in row]
    return [c for c in cells if c.x1 <= gutter], [c for c in cells if c.x1 > gutter]


def _best_gutter(rows: list[Row]) -> tuple[int, int, float] | None:
    edges = Counter(round(cell.x0) for row in rows for cell in row)
    if not edges:
        return None
    first = min(edges)
    headed = _ragged_edges(rows)
    best: tuple[float, tuple[int, int, float]] | None = None
    for edge in sorted(edges | headed):
        aligned_left = sum(edges[edge + d] for d in (-1, 0, 1)) >= 3
        if edge <= first + 20 or not (aligned_left or edge in headed):
            continue
        gutter = edge - 1.5
        for start, end in _clean_runs(rows, gutter):
            start, end = _trimmed(rows, start, end, gutter)
            left, right = _sides(rows[start:end], gutter)
            if not _two_columns(_rows(left), _rows(right), gutter):
                continue
            weight = min(len(left), len(right)) * (rows[end - 1][0].y - rows[start][0].y)
            if best is None or weight > best[0] * 1.02:
                best = (weight, (start, end, gutter))
    return best[1] if best else None


def _ragged_edges(rows: list[Row]) -> Counter[int]:
    """Left edges of a right-aligned column: where a heading stands beside another one, the widest line below it."""
    found: Counter[int] = Counter()
    for index, row in enumerate(rows):
        heads = [cell for cell in row if section_kind(cell.text) and cell.text[:1].isupper()]
        if len(heads) < 2 or len(heads) < len(row):
            continue
        for left, right in pairwise(heads):
            starts = [cell.x0 for below in rows[index:] for cell in below if abs(cell.x1 - right.x1) < 4 and cell.x0 > left.x1]
            if starts:
                found[round(min(starts))] += 1
    return found


def _clean_runs(rows: list[Row], gutter: float) -> list[tuple[int, int]]:
    """Stretches of rows that nothing crosses at `gutter`."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, row in enumerate([*rows, None]):
        crossed = row is None or any(cell.x0 < gutter - 1 and cell.x1 > gutter for cell in row)
        if crossed:
            if start is not None:
                runs.append((start, index))
            start = None
        elif start is None:
            start = index
    return runs


def _trimmed(rows: list[Row], start: int, end: int, gutter: float) -> tuple[int, int]:
    """Short lines of a single column above and below a small grid are not part of it."""
    if any(_is_heading([cell]) for row in rows[start:end] for cell in row if cell.x0 >= gutter):
        return start, end
    while start < end and rows[start][-1].x1 <= gutter:
        start += 1
    while end > start and rows[end - 1][-1].x1 <= gutter:
        end -= 1
    return start, end


def _two_columns(left: list[Row], right: list[Row], gutter: float) -> bool:
    """Whether two stacks of rows are read one after the other, and not across.

    Dates, places and labels beside an entry stand on its baselines and are sparse; a column has a rhythm of its own.
    """
    if len(left) < 3 or len(right) < 3:
        return False
    if gutter - max(cell.x1 for row in left for cell in row) < 3:
        return False
    left_heads, right_heads = (sum(_is_heading(row) for row in side) for side in (left, right))
    if left_heads >= 0.6 * len(left):
        return False
    minor, major = (left, right) if len(left) <= len(right) else (right, left)
    notes = sum(bool(_ANNOTATION.search(_text(row))) for row in minor) / len(minor)
    aligned = sum(_has_partner(row, major) for row in minor) / len(minor)
    if left_heads and right_heads:
        return aligned < 0.95 or notes < 0.5
    if notes >= 0.5:
        return False
    if aligned < 0.5:
        return True
    widths = [median(row[-1].x1 - row[0].x0 for row in side) for side in (left, right)]
    balanced = 0.4 <= widths[0] / max(widths[1], 1.0) <= 2.5
    labels = sum(_text(row).endswith(":") for row in left) / len(left)
    every_row_dated = sum(bool(_ANNOTATION.search(_text(row))) for row in major) >= 0.5 * len(major)
    return balanced and labels < 0.3 and not every_row_dated and _contiguous(minor) and max(widths) > 40


def _contiguous(rows: list[Row]) -> bool:
    near = sum(b[0].y - a[0].y < 2.0 * a[0].size for a, b in pairwise(rows))
    return near >= 0.6 * (len(rows) - 1)


def _has_partner(row: Row, others: list[Row]) -> bool:
    return any(abs(row[0].y - other[0].y) < 0.3 * min(row[0].size, other[0].size) for other in others)


def _text(row: Row) -> str:
    return " ".join(cell.text for cell in row)


def _is_heading(row: Row) -> bool:
    text = row[0].text
    return len(row) == 1 and text[:1].isupper() and section_kind(text) is not None


def _has_heading(rows: list[Row]) -> bool:
    return any(section_kind(row[0].text) is not None for row in rows)


def _follow(before: Band | None, bands: list[Band]) -> list[Band]:
    """A page that fills only one of the columns of the page before stays in that column."""
    if before is None or before.gutter is None or len(bands) != 1 or bands[0].gutter is not None:
        return bands
    left, right = _sides(bands[0].columns[0], before.gutter)
    if left and right:
        return bands
    return [Band([_rows(left), _rows(right)], before.gutter)]


def _continues(band: Band, following: Band) -> bool:
    if band.gutter is None or following.gutter is None:
        return False
    return abs(band.gutter - following.gutter) < 20 and len(band.columns) == len(following.columns)


def _justified(rows: list[Row]) -> list[Row]:
    """Rows of a justified paragraph whose words were stretched apart become one cell again."""
    result: list[Row] = []
    for row in rows:
        above = result[-1] if result else None
        if (
            len(row) > 2
            and above is not None
            and len(above) == 1
            and len(above[0].text) > 30
            and abs(above[0].x0 - row[0].x0) < 2
            and abs(above[0].x1 - row[-1].x1) < 4
            and all(b.x0 - a.x1 < 2 * a.size for a, b in pairwise(row))
        ):
            row = [Cell([word for cell in row for word in cell.words])]
        result.append(row)
    return result


def _emit(rows: list[Row], page: int, flow: int) -> list[Line]:
    lines = []
    for row in _justified(rows):
        cells = [cell.text for i, cell in enumerate(row) if i == 0 or cell.text != row[i - 1].text]
        bullet, first = split_bullet(cells[0])
        parts = tuple(part for part in (first, *cells[1:]) if part)
        if not parts or re.fullmatch(r"\d{1,2}|\d+ ?/ ?\d+|(?:.{0,40}\W)?(?:page|seite|página) \d+(?: (?:of|von|de|/) ?\d+)?", " ".join(parts).lower()):
            continue
        lines.append(
            Line(
                text=" ".join(parts),
                cells=parts if len(parts) > 1 else (),
                page=page,
                x0=round(row[0].x0, 1),
                x1=round(row[-1].x1, 1),
                y=round(row[0].y, 1),
                size=round(row[0].size, 1),
                bold=all(cell.bold for cell in row) or (row[0].bold and len(row) > 1),
                column=flow,
                bullet=bullet,
            )
        )
    return lines
