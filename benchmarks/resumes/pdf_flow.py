"""Blocks, drawn one under the other into a column of a page, and onto the next page when it is full."""

import re
from dataclasses import dataclass

from benchmarks.resumes.blocks import Block, Bullet, Chips, Gap, Grid, Look, Part, Rated, Row, Run, Side, Table
from benchmarks.resumes.pdf_sheet import Sheet, font_name, width

_AROUND = {"colon": "{}:", "bracket": "【{}】", "square": "■ {}"}


@dataclass(frozen=True)
class Piece:
    """A word, or a character of a wide script, with its style."""

    text: str
    style: str
    url: str

    @property
    def space(self) -> bool:
        """True for the space between two words."""
        return self.text.isspace()


def pieces(runs: tuple[Run, ...]) -> list[Piece]:
    """The runs in the smallest parts a line may break between."""
    return [
        Piece(part, run.style, run.url)
        for run in runs
        for part in re.findall(r"[\u2e80-\u9fff\uff00-\uffef]|\s+|[^\s\u2e80-\u9fff\uff00-\uffef]+", run.text)
    ]


class Flow:
    """A column: left edge, width, and the heights between which it runs. Heights are counted from the page's bottom."""

    def __init__(
        self,
        sheet: Sheet,
        look: Look,
        x: float,
        column: float,
        top: float,
        *,
        bottom: float = 50,
        next_top: float | None = None,
        ink: str = "#111111",
        accent: str = "",
        page: int = 0,
    ) -> None:
        self.sheet, self.look, self.x, self.column = sheet, look, x, column
        self.y, self.bottom, self.page = top, bottom, page
        self.next_top = next_top if next_top is not None else sheet.height - 50
        self.ink, self.accent = ink, accent or look.colour
        self.leading = look.size * 1.32

    def room(self, height: float) -> None:
        """Goes to the next page when less than this is left."""
        if self.y - height < self.bottom:
            self.page += 1
            self.y = self.next_top

    def gap(self, height: float) -> None:
        """Leaves space."""
        self.y -= height

    def part(self, part: Part) -> None:
        """A whole section."""
        self.gap(self.look.size * 0.9)
        self.room(self.leading * 3.5)
        if part.heading:
            self.heading(part.heading)
        self.blocks(part.blocks)

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        """Blocks in order."""
        for block in blocks:
            match block:
                case Row():
                    self.row(block)
                case Bullet():
                    self.bullet(block.text)
                case Grid():
                    self._grid(block)
                case Table():
                    self._table(block)
                case Chips():
                    self._chips(block)
                case Rated():
                    self._rated(block)
                case Side():
                    self._side(block)
                case Gap():
                    self.gap(self.look.size * 0.55)

    def row(self, row: Row, *, size: float = 0, indent: float = 0, align: str = "left", colour: str = "") -> None:
        """A line that wraps; the right part keeps its place on the first of its lines."""
        size = size or self.look.size
        right = sum(self._width(run.text, run.style, size) for run in row.right)
        first = self.column - indent - (right + 14 if right else 0)
        lines = self._wrapped(pieces(row.left), size, first, self.column - indent)
        for index, line in enumerate(lines):
            self.room(size * 1.32)
            self.y -= size * 1.32
            used = sum(self._width(p.text, p.style, size) for p in line)
            spare = self.column - indent - used
            start = self.x + indent + {"left": 0.0, "centre": spare / 2, "right": spare}[align]
            self._draw(line, start, size, colour)
            if right and index == 0:
                self._draw(pieces(row.right), self.x + self.column - right, size, colour)

    def bullet(self, text: str) -> None:
        """A list item with a hanging indent."""
        size, sign = self.look.size, self.look.bullet
        indent = 13.0 if sign else 0.0
        self.room(size * 1.32)
        base = self.y - size * 1.32
        page = self.page
        if sign == "disc":
            self.sheet.dot(page, (self.x + 5, base + size * 0.3), 1.5, self.ink)
        elif sign.startswith("dingbat:"):
            self.sheet.text(page, (self.x + 2, base), sign[-1], "ZapfDingbats", size * 0.7, self.ink)
        elif sign:
            self.sheet.text(page, (self.x + 3, base), sign, font_name(self.look.font, ""), size, self.ink)
        self.row(Row((Run(text),)), indent=indent)

    def heading(self, text: str) -> None:
        """The heading of a section in the look's style."""
        style, size, x = self.look.heading, self.look.size, self.x
        font = font_name(self.look.font, "b")
        loud = style in ("caps", "caps_rule", "bar", "spaced", "boxed")
        shown = text.upper() if loud else _AROUND.get(style, "{}").format(text)
        tall = size if style in ("plain", "colon") else size * 1.2
        self.gap(tall * 1.5)
        colour = self.ink if style in ("plain", "colon", "smallcaps", "underline") else self.accent
        if style == "bar":
            self.sheet.box(self.page, (x - 3, self.y - 4, self.column + 6, tall + 7), self.accent)
            colour = "#ffffff" if self.accent != "#ffffff" else "#223344"
        if style == "boxed":
            self.sheet.outline(self.page, (x - 3, self.y - 4, self.column + 6, tall + 7), self.accent)
        if style == "smallcaps":
            self._small_caps(shown, tall)
        else:
            plain = style == "plain"
            face = font_name(self.look.font, "" if plain else "b")
            spacing = 2.2 if style == "spaced" else 0.0
            thick = not plain and font_name(self.look.font, "") == font
            self.sheet.text(self.page, (x, self.y), shown, face, tall, colour, spacing=spacing, thick=thick)
        if style in ("rule", "caps_rule", "smallcaps"):
            self.sheet.rule(self.page, (x, self.y - 3), (x + self.column, self.y - 3), self.accent)
        if style == "underline":
            self.sheet.rule(self.page, (x, self.y - 1.5), (x + width(shown, font, tall), self.y - 1.5), colour)
        self.gap(size * 0.5)

    def _small_caps(self, text: str, size: float) -> None:
        x = self.x
        font = font_name(self.look.font, "")
        for letters in re.findall(r"[^\W\d_a-zà-ÿ]+|[a-zà-ÿ]+|[\W\d_]+", text):
            high = size if letters.upper() == letters else size * 0.8
            self.sheet.text(self.page, (x, self.y), letters.upper(), font, high, self.ink)
            x += width(letters.upper(), font, high)

    def _width(self, text: str, style: str, size: float) -> float:
        return width(text, font_name(self.look.font, style), size)

    def _wrapped(self, parts: list[Piece], size: float, first: float, rest: float) -> list[list[Piece]]:
        lines: list[list[Piece]] = [[]]
        used = 0.0
        for part in parts:
            wide = self._width(part.text, part.style, size)
            if (
                lines[-1]
                and not part.space
                and part.text not in (",", "、")
                and used + wide > (first if len(lines) == 1 else rest)
            ):
                while lines[-1] and lines[-1][-1].space:
                    lines[-1].pop()
                lines.append([])
                used = 0.0
            if part.space and not lines[-1]:
                continue
            lines[-1].append(part)
            used += wide
        return lines

    def _draw(self, line: list[Piece], x: float, size: float, colour: str) -> None:
        colour = colour or self.ink
        index = 0
        while index < len(line):
            end = index + 1
            same = (line[index].style, line[index].url)
            while end < len(line) and (line[end].style, line[end].url) == same and not self.look.words_apart:
                end += 1
            text = "".join(part.text for part in line[index:end])
            if self.look.ligatures and same[0] != "z":
                text = text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")
            wide = self._width(text, same[0], size)
            font = font_name(self.look.font, same[0])
            thick = same[0] == "b" and font == font_name(self.look.font, "")
            if not (self.look.words_apart and text.isspace()):
                dim = "#666666" if same[0] == "d" and colour == "#111111" else colour
                self.sheet.text(self.page, (x, self.y), text, font, size, dim, thick=thick)
            if same[1]:
                self.sheet.link(self.page, (x, self.y - 2, x + wide, self.y + size), same[1])
            x += wide
            index = end

    def _grid(self, grid: Grid) -> None:
        step = self.column / grid.columns
        size = self.look.size
        for start in range(0, len(grid.cells), grid.columns):
            self.room(self.leading)
            self.y -= self.leading
            for index, text in enumerate(grid.cells[start : start + grid.columns]):
                shown = f"• {text}" if self.look.bullet == "•" and not grid.plain else text
                self._draw(pieces((Run(shown),)), self.x + index * step, size, "")

    def _table(self, table: Table) -> None:
        share = self.column / sum(self._shares(table))
        for cells in table.rows:
            self.room(self.leading * 2.6)
            top, low, x = self.y, self.y, self.x
            for text, parts in zip(cells, self._shares(table), strict=True):
                cell = Flow(
                    self.sheet, self.look, x + 4, parts * share - 8, top, ink=self.ink, page=self.page, bottom=0
                )
                cell.row(Row((Run(text, "b" if cells is table.rows[0] else ""),)))
                low, x = min(low, cell.y), x + parts * share
            x = self.x
            for parts in self._shares(table):
                self.sheet.outline(self.page, (x, low - 4, parts * share, top - low + 4))
                x += parts * share
            self.y = low - 4

    @staticmethod
    def _shares(table: Table) -> list[float]:
        return [min(40.0, max(9.0, *(len(cells[i]) for cells in table.rows))) for i in range(len(table.rows[0]))]

    def _chips(self, chips: Chips) -> None:
        size = self.look.size * 0.92
        x = self.x
        self.room(self.leading * 1.5)
        self.y -= self.leading * 1.2
        for text in chips.texts:
            wide = self._width(text, "", size)
            if x + wide + 10 > self.x + self.column and x > self.x:
                self.room(self.leading * 1.5)
                self.y -= self.leading * 1.5
                x = self.x
            self.sheet.outline(self.page, (x, self.y - 3.5, wide + 10, size + 6), self.accent)
            self._draw(pieces((Run(text),)), x + 5, size, "")
            x += wide + 16

    def _rated(self, rated: Rated) -> None:
        size = self.look.size
        fitting = size * (self.column - 56) / max(self._width(rated.text, "", size), 1)
        self.row(Row((Run(rated.text),)), size=min(size, fitting))
        for index in range(5):
            at = (self.x + self.column - 45 + index * 9, self.y + 3)
            self.sheet.dot(self.page, at, 2.6, self.accent, full=index < rated.dots)

    def _side(self, side: Side) -> None:
        label_width = min(112.0, self.column * 0.24)
        self.room(self.leading * 3)
        label = Flow(self.sheet, self.look, self.x, label_width - 8, self.y, ink=self.ink, page=self.page, bottom=0)
        label.row(Row((Run(side.label),)), size=self.look.size * 0.95)
        inner = Flow(
            self.sheet, self.look, self.x + label_width, self.column - label_width, self.y,
            bottom=self.bottom, next_top=self.next_top, ink=self.ink, accent=self.accent, page=self.page,
        )  # fmt: skip
        inner.blocks(side.blocks)
        lowest = label.y if label.page == inner.page else inner.y
        self.page, self.y = inner.page, min(inner.y, lowest)
