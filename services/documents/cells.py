"""Words with positions, joined to cells and rows."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from services.documents.normalise import clean

CELL_GAP = 0.85
"""Gap between two words, in line heights, from which on they stand in different cells."""


@dataclass(slots=True)
class Word:
    """A word on a page; `y` is the distance of its baseline from the top, `size` the height of the line, in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    confidence: float = 1.0


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


def cells_of(words: list[Word]) -> list[Cell]:
    """Words on one baseline, cut where the gap is wide."""
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
    usual = _usual_gap(rows)
    for row in rows:
        current: list[Word] = []
        for word in row:
            if current and _same_place(current, word):
                continue
            gap = word.x0 - current[-1].x1 if current else 0.0
            if current and (gap > max(CELL_GAP * max(word.size, current[-1].size), 1.7 * usual) or id(word) in stops):
                cells.append(Cell(current))
                current = []
            current.append(word)
        cells.append(Cell(current))
    return [cell for cell in cells if cell.text]


def _usual_gap(rows: list[list[Word]]) -> float:
    """The gap between words of running text on this page, in points; 0 where no row has enough words to tell."""
    gaps = [b.x0 - a.x1 for row in rows if len(row) > 6 for a, b in pairwise(row)]
    return median(gaps) if gaps else 0.0


def rows_of(cells: list[Cell]) -> list[Row]:
    """Cells by row, from top to bottom and left to right."""
    rows: list[Row] = []
    for cell in sorted(cells, key=lambda c: (c.y, c.x0)):
        if (
            rows
            and abs(rows[-1][0].y - cell.y) < 0.45 * min(rows[-1][0].size, cell.size)
            and not _overlaps(rows[-1], cell)
        ):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    for row in rows:
        row.sort(key=lambda c: c.x0)
    return rows


def _overlaps(row: Row, cell: Cell) -> bool:
    return any(cell.x0 < other.x1 - 1 and other.x0 < cell.x1 - 1 for other in row)


def _join(words: list[Word]) -> str:
    """The text of a cell; letters set apart for looks ("S K I L L S") come back together."""
    tokens = [word.text for word in words]
    if len(tokens) < 4 or sum(len(token) == 1 for token in tokens) < 0.8 * len(tokens):
        return " ".join(tokens)
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    wide = 1.6 * max(median(gaps), 0.1)
    return tokens[0] + "".join((" " if gap > wide else "") + token for gap, token in zip(gaps, tokens[1:], strict=True))


def _tab_stops(rows: list[list[Word]]) -> set[int]:
    """Words (by id) behind a gap that is narrow for a cell, but wide for its row and repeated in other rows."""
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
