"""A resume as headings and blocks, still without fonts and places on a page."""

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Run:
    """Letters in one style: "b" bold, "i" italic, "" plain, "d" dim, "z" a sign of ZapfDingbats. `url` makes a link."""

    text: str
    style: str = ""
    url: str = ""


@dataclass(frozen=True)
class Row:
    """A line, and what stands at its right end."""

    left: tuple[Run, ...]
    right: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Bullet:
    """A list item."""

    text: str


@dataclass(frozen=True)
class Grid:
    """Short texts in columns without borders."""

    cells: tuple[str, ...]
    columns: int
    plain: bool = False
    """Never with signs in front of the cells."""


@dataclass(frozen=True)
class Table:
    """Rows of cells with borders; the first row holds the names of the columns."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chips:
    """Short texts, each in a box of its own."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Rated:
    """A name and how many of five dots are full."""

    text: str
    dots: int


@dataclass(frozen=True)
class Gap:
    """Space between two entries."""


@dataclass(frozen=True)
class Side:
    """A label in a narrow column at the left, blocks at its right."""

    label: str
    blocks: tuple["Block", ...]


Block: TypeAlias = Row | Bullet | Grid | Table | Chips | Rated | Gap | Side


@dataclass(frozen=True)
class Part:
    """A section: its kind ("work"), its heading as written, its blocks."""

    kind: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Look:
    """All choices of one resume's looks; a layout fixes some and leaves the others to chance."""

    font: str = "Helvetica"
    size: float = 10
    paper: str = "letter"
    heading: str = "bold"
    """bold | caps | rule | caps_rule | smallcaps | spaced | bar | plain | underline | colon | boxed"""
    bullet: str = "•"
    """A character, "disc" (drawn, no text), "dingbat:●" (a character of ZapfDingbats) or "" (none)."""
    entry: str = "title_dates"
    school: str = "title_dates"
    skills: str = "grouped"
    header: str = "lines"
    separator: str = " | "
    colour: str = "#1f3b57"
    order: tuple[str, ...] = field(default=("summary", "work", "education", "skills"))
    words_apart: bool = False
    """Each word is drawn by itself, with no spaces in the file, as TeX and browsers do."""
    name_caps: bool = False
    labelled: bool = False
    """The contact lines say what they are ("Phone: ...")."""
    first: str = "main"
    """Which column stands first in the file: "main" or "side"."""
    icons: bool = False
    """A telephone and an envelope stand before number and address, as characters of a sign font."""
    glued: bool = False
    """No space between such a sign and what follows."""
    break_long: bool = False
    """An address too long for a side column goes on in the next line, in the middle of a word."""
    annotated: bool = True
    """Addresses on the page can be clicked; a name or handle in place of an address always can."""
    labels_above: bool = False
    """In a side column each contact line has its label in a line above."""
    name_spacing: float = 0
    """Points between the letters of the name."""
    durations: bool = False
    """Dates of jobs are followed by "(2 years 3 months)"."""
    since: bool = False
    """A job that lasts has "Since 2020" for its dates."""
    bare_summary: bool = False
    """The summary stands under the name without a heading."""
    titled: bool = False
    """"Curriculum Vitae" stands above the name."""
    ligatures: bool = False
    """fi, fl and ffi are one character, as TeX sets them."""
    soft_breaks: bool = False
    """In Word, the lines of an entry's head are one paragraph with line breaks."""
    grade_inline: bool = False
    """Grade and honours stand behind the degree's school, not in a line of their own."""
