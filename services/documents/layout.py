"""From words with positions to lines in reading order: cells, rows, columns."""

import re
from itertools import pairwise

from domain.resume.document import Line
from services.documents.cells import Cell, Row, Word, cells_of, rows_of
from services.documents.columns import Band, bands_of, has_heading, sides
from services.documents.normalise import split_bullet


def lines_of(pages: list[list[Word]]) -> tuple[list[Line], tuple[int, ...]]:
    """The lines of all pages in reading order, and the numbers of the pages that have two columns."""
    bands: list[tuple[int, Band]] = []
    for number, words in enumerate(pages, start=1):
        found = bands_of(rows_of(cells_of(words)))
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
            has_heading(column) for _, band in group for column in band.columns
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
    columned = {number for number, band in bands if band.gutter is not None and any(map(has_heading, band.columns))}
    return lines, tuple(sorted(columned))


def _follow(before: Band | None, bands: list[Band]) -> list[Band]:
    """A page that fills only one of the columns of the page before stays in that column."""
    if before is None or before.gutter is None or len(bands) != 1 or bands[0].gutter is not None:
        return bands
    left, right = sides(bands[0].columns[0], before.gutter)
    if left and right:
        return bands
    return [Band([rows_of(left), rows_of(right)], before.gutter)]


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
        if not parts or re.fullmatch(
            r"\d{1,2}|\d+ ?/ ?\d+|(?:.{0,40}\W)?(?:page|seite|página) \d+(?: (?:of|von|de|/) ?\d+)?",
            " ".join(parts).lower(),
        ):
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
                confidence=_confidence(row),
            )
        )
    return lines


def _confidence(row: Row) -> float:
    """Mean over the words, by their length."""
    words = [word for cell in row for word in cell.words]
    if all(word.confidence == 1.0 for word in words):
        return 1.0
    return round(sum(w.confidence * len(w.text) for w in words) / max(sum(len(w.text) for w in words), 1), 3)
