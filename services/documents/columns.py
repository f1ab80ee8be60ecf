"""Columns of a page, told from dates and labels that only stand beside their lines."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from domain.resume.section_names import section_kind
from services.documents.cells import Cell, Row, rows_of

_ANNOTATION = re.compile(
    r"\b(?:19|20)\d\d\b|\bpresent\b|\bcurrent\b|\bnow\b|^[\w .'-]{2,25},\s*(?:[A-Z]{2,3}|[A-Z][a-z]+)$|^remote$", re.I
)


@dataclass(slots=True)
class Band:
    """A stretch of a page: one column (`gutter` None) or two, each read from top to bottom."""

    columns: list[list[Row]]
    gutter: float | None = None


def bands_of(rows: list[Row], depth: int = 0) -> list[Band]:
    """Cut rows into one-column and two-column bands, the longest pair of columns first."""
    found = _best_gutter(rows) if depth < 4 else None
    if found is None:
        return [Band([rows])] if rows else []
    start, end, gutter = found
    left, right = sides(rows[start:end], gutter)
    columns = [_flat(bands_of(rows_of(left), depth + 1)), _flat(bands_of(rows_of(right), depth + 1))]
    return [*bands_of(rows[:start], depth + 1), Band(columns, gutter), *bands_of(rows[end:], depth + 1)]


def _flat(bands: list[Band]) -> list[Row]:
    return [row for band in bands for column in band.columns for row in column]


def sides(rows: list[Row], gutter: float) -> tuple[list[Cell], list[Cell]]:
    """The cells left and right of a gutter."""
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
            left, right = sides(rows[start:end], gutter)
            if not _two_columns(rows_of(left), rows_of(right), gutter):
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
            starts = [
                cell.x0 for below in rows[index:] for cell in below if abs(cell.x1 - right.x1) < 4 and cell.x0 > left.x1
            ]
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


def has_heading(rows: list[Row]) -> bool:
    """Whether any of the rows names a section."""
    return any(section_kind(row[0].text) is not None for row in rows)
