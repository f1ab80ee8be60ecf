"""The heads of PDF resumes: name and contact in the forms templates use."""

from benchmarks.resumes.blocks import Grid, Row, Run
from benchmarks.resumes.content_types import Content
from benchmarks.resumes.headers import contact_line, contact_rows, document_title, shown_name
from benchmarks.resumes.pdf_flow import Flow
from benchmarks.resumes.pdf_sheet import font_name, width


def fitting_size(flow: Flow, row: Row) -> float:
    """The size in which the line fits the column, at least 6.5 points."""
    size = flow.look.size
    wide = sum(width(run.text, font_name(flow.look.font, run.style), size) for run in row.left)
    return max(6.5, min(size, size * flow.column / wide * 0.99)) if wide else size


def draw_name(flow: Flow, content: Content, size: float, align: str = "left", colour: str = "") -> None:
    look = flow.look
    if look.titled:
        flow.row(Row((Run(document_title(content)),)), size=look.size + 4, align=align, colour=colour)
    text = shown_name(content, look)
    font = font_name(look.font, "b")
    wide = width(text, font, size) + look.name_spacing * (len(text) - 1)
    if look.name_spacing and wide < flow.column:
        flow.gap(size * 1.32)
        start = flow.x + (max(0.0, flow.column - wide) / 2 if align == "centre" else 0)
        flow.sheet.text(
            flow.page, (start, flow.y), text, font, size, colour or flow.accent, spacing=look.name_spacing
        )  # fmt: skip
    else:
        flow.row(Row((Run(text, "b"),)), size=size, align=align, colour=colour or flow.accent)
    if content.facts.contact.headline:
        flow.row(Row((Run(content.facts.contact.headline),)), size=look.size + 1.5, align=align, colour=colour)


def _lines(flow: Flow, content: Content) -> None:
    draw_name(flow, content, 20)
    flow.row(contact_line(content, flow.look))


def _centred(flow: Flow, content: Content) -> None:
    draw_name(flow, content, 21, "centre", flow.ink)
    flow.row(contact_line(content, flow.look), align="centre")


def _stacked(flow: Flow, content: Content) -> None:
    draw_name(flow, content, 18)
    for row in contact_rows(content, flow.look):
        flow.row(row)


def _split(flow: Flow, content: Content) -> None:
    """Name at the left, contact lines at the right margin beside it."""
    top = flow.y
    draw_name(flow, content, 20)
    low, flow.y = flow.y, top + 4
    for row in contact_rows(content, flow.look):
        flow.row(row, size=9, align="right")
    flow.y = min(low, flow.y) - 4


def _band(flow: Flow, content: Content) -> None:
    """White letters on a band of colour across the page."""
    sheet = flow.sheet
    flow.sheet.box(0, (0, sheet.height - 118, sheet.width, 118), flow.look.colour)
    flow.y = sheet.height - 26
    draw_name(flow, content, 23, colour="#ffffff")
    flow.row(contact_line(content, flow.look), colour="#ffffff", size=9.5)
    flow.y = min(flow.y, sheet.height - 122)


def _names_apart(flow: Flow, content: Content) -> None:
    """The name in two lines, as designers like it, in large letters."""
    first, _, last = shown_name(content, flow.look).partition(" ")
    for half in (first, last):
        if half:
            flow.row(Row((Run(half, "b"),)), size=30, colour=flow.accent)
    if content.facts.contact.headline:
        flow.row(Row((Run(content.facts.contact.headline),)), size=12)
    flow.row(contact_line(content, flow.look))


def _three_parts(flow: Flow, content: Content) -> None:
    """The name in the middle, place and phone at its left, the rest at its right."""
    top = flow.y
    rows = contact_rows(content, flow.look)
    half = len(rows) // 2
    for row in rows[:half]:
        flow.row(row, size=8.5)
    low, flow.y = flow.y, top
    for row in rows[half:]:
        flow.row(row, size=8.5, align="right")
    low, flow.y = min(low, flow.y), top
    draw_name(flow, content, 17, "centre", flow.ink)
    flow.y = min(low, flow.y) - 4


def _contact_grid(flow: Flow, content: Content) -> None:
    """The name over contact lines in two columns."""
    draw_name(flow, content, 20)
    rows = contact_rows(content, flow.look)
    flow.blocks(
        (Grid(tuple("".join(run.text for run in row.left if run.style != "z") for row in rows), 2, plain=True),)
    )
    for row in rows:
        for run in row.left:
            if run.url:
                flow.sheet.link(flow.page, (flow.x, flow.y, flow.x + flow.column, flow.y + 30), run.url)


HEADERS = {
    "lines": _lines,
    "centred": _centred,
    "stacked": _stacked,
    "split": _split,
    "band": _band,
    "names_apart": _names_apart,
    "three_parts": _three_parts,
    "contact_grid": _contact_grid,
}
