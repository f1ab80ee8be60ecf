"""Arrangements of a resume on PDF pages. Each takes what to say and how it looks, and returns the drawn sheet."""

from collections.abc import Callable
from dataclasses import replace

from benchmarks.resumes.blocks import Gap, Look, Part, Row, Run
from benchmarks.resumes.content_types import Content
from benchmarks.resumes.headers import (
    contact_items,
    contact_rows,
    document_title,
    labelled_rows,
)
from benchmarks.resumes.parts import parts, section
from benchmarks.resumes.pdf_flow import Flow
from benchmarks.resumes.pdf_heads import HEADERS, draw_name, fitting_size
from benchmarks.resumes.pdf_sheet import Sheet, font_name, width

Arrangement = Callable[[Content, Look], Sheet]
MARGIN = 54.0
SIDE_KINDS = ("skills", "languages", "certificates", "interests")


def single(content: Content, look: Look) -> Sheet:
    """One column under a header in one of several forms."""
    sheet = Sheet(look.paper)
    flow = Flow(sheet, look, MARGIN, sheet.width - 2 * MARGIN, sheet.height - 46)
    HEADERS[look.header](flow, content)
    for part in parts(content, look):
        flow.part(part)
    return sheet


def running(content: Content, look: Look) -> Sheet:
    """One column with the name and page numbers at the head or foot of every page."""
    sheet = single(content, look)
    name, labels = content.facts.contact.name, content.labels
    font = font_name(look.font, "")
    for page in range(sheet.pages):
        number = f"{labels['page']} {page + 1} {labels['of']} {sheet.pages}"
        if content.wide:
            number = f"{page + 1} / {sheet.pages}"
        sheet.text(page, (sheet.width / 2 - 30, 28), number, font, 8, "#666666")
        if page:
            sheet.text(page, (MARGIN, sheet.height - 32), f"{name} – {content.facts.contact.email}", font, 8, "#666666")
    return sheet


def sidebar(content: Content, look: Look) -> Sheet:
    """A narrow column beside a wide one. The header says which side and how: left, right, dark_left, dark_right."""
    sheet = Sheet(look.paper)
    dark, at_left = "dark" in look.header, "left" in look.header
    narrow = 178.0
    x_side = 0.0 if at_left else sheet.width - narrow
    x_main = narrow + 22 if at_left else 40.0
    ink, accent = ("#ffffff", "#ffffff") if dark else ("#111111", look.colour)
    top = sheet.height - 50
    side_look = replace(look, size=look.size - 0.5, skills=_narrow_skills(look), heading=_narrow_heading(look))
    side = Flow(sheet, side_look, x_side + 18, narrow - 34, top, ink=ink, accent=accent)
    main = Flow(sheet, look, x_main, sheet.width - narrow - 62, top)
    in_side = SIDE_KINDS + (("education",) if len(content.facts.education) == 1 and not content.wide else ())
    named_in_side = look.header.endswith("name")

    def draw_side() -> None:
        if named_in_side:
            draw_name(side, content, 17)
        side.part(Part("contact", content.headings["contact"], ()))
        bare = replace(look, labelled=False)
        for row in labelled_rows(content, look) if look.labels_above else contact_rows(content, bare):
            _side_line(side, row)
        narrow_look = replace(side_look, school="stacked_title")
        for kind in in_side:
            part = section(kind, content, narrow_look)
            if part.blocks:
                side.part(part)

    def draw_main() -> None:
        if not named_in_side:
            draw_name(main, content, 22)
        for part in parts(content, look):
            if part.kind not in in_side:
                main.part(part)

    for draw in (draw_main, draw_side) if look.first == "main" else (draw_side, draw_main):
        draw()
    for page in range(sheet.pages):
        box = (x_side, 0.0, narrow, sheet.height)
        sheet.box(page, box, look.colour if dark else "#eef1f4", behind=True)
    return sheet


def two_columns(content: Content, look: Look) -> Sheet:
    """A header over two columns of nearly the same width: work at the left, the rest at the right."""
    sheet = Sheet(look.paper)
    head = Flow(sheet, look, 40, sheet.width - 80, sheet.height - 40)
    HEADERS[look.header](head, content)
    space = sheet.width - 80 - 24
    left = Flow(sheet, look, 40, space * 0.58, head.y)
    small = replace(look, size=look.size - 0.5, skills="commas" if look.skills == "grouped" else look.skills)
    right = Flow(sheet, small, 40 + space * 0.58 + 24, space * 0.42, head.y)
    narrow = replace(small, school="stacked_title")
    for part in parts(content, look):
        if part.kind in ("work", "projects"):
            left.part(part)
        else:
            right.part(section(part.kind, content, narrow))
    return sheet


def timeline(content: Content, look: Look) -> Sheet:
    """One column with a line and dots at the left of jobs and schools."""
    sheet = Sheet(look.paper)
    flow = Flow(sheet, look, 60, sheet.width - 112, sheet.height - 46)
    HEADERS[look.header](flow, content)
    for part in parts(content, look):
        flow.part(replace(part, blocks=()))
        inner = Flow(sheet, look, 78, sheet.width - 130, flow.y, page=flow.page)
        dated = part.kind in ("work", "education")
        first = True
        for block in part.blocks:
            top, page = inner.y, inner.page
            inner.blocks((block,))
            if dated and inner.page == page:
                sheet.rule(page, (68, top), (68, inner.y), "#999999", 1)
            if dated and first and not isinstance(block, Gap):
                sheet.dot(inner.page, (68, inner.y + 4), 3, look.colour)
            first = isinstance(block, Gap)
        flow.page, flow.y = inner.page, inner.y
    return sheet


def boxed(content: Content, look: Look) -> Sheet:
    """A form: every section in a frame, its heading in a cell at the left."""
    sheet = Sheet(look.paper)
    flow = Flow(sheet, look, MARGIN, sheet.width - 2 * MARGIN, sheet.height - 46)
    HEADERS[look.header](flow, content)
    for part in parts(content, look):
        flow.gap(4)
        flow.room(90)
        top, page = flow.y, flow.page
        label = Flow(sheet, look, MARGIN + 4, 92, top, page=page, bottom=0)
        label.row(Row((Run(part.heading, "b"),)))
        inner = Flow(sheet, look, MARGIN + 106, sheet.width - 2 * MARGIN - 112, top, page=page)
        inner.blocks(part.blocks)
        low = min(inner.y, label.y) if inner.page == page else 46.0
        sheet.outline(page, (MARGIN, low - 6, sheet.width - 2 * MARGIN, top - low + 6))
        sheet.rule(page, (MARGIN + 100, low - 6), (MARGIN + 100, top), "#888888")
        flow.page, flow.y = inner.page, min(low, inner.y) - 6 if inner.page == page else inner.y - 6
    return sheet


def label_column(content: Content, look: Look) -> Sheet:
    """The European form: headings and dates in a column at the left, a line between it and the text."""
    sheet = Sheet(look.paper)
    split = 168.0
    main = Flow(sheet, look, split + 14, sheet.width - split - 60, sheet.height - 60)
    sheet.text(0, (44, sheet.height - 60), document_title(content), font_name(look.font, "b"), 13, look.colour)
    draw_name(main, content, 16)

    def labelled(label: str, rows: tuple[Row, ...] | list[Row], *, style: str = "") -> None:
        main.room(40)
        aside = Flow(sheet, look, 44, split - 54, main.y, page=main.page, bottom=0)
        aside.row(Row((Run(label, style),)), align="right", colour=look.colour if style else "")
        main.blocks(tuple(rows))
        main.y = min(main.y, aside.y) if aside.page == main.page else main.y

    pairs = [(label, run) for _, label, run in contact_items(content, look)]
    for label, run in [*pairs, *((label, Run(value)) for label, value in content.personal)]:
        labelled(label, [Row((run,))])
    for part in parts(content, replace(look, entry="left", school="left")):
        main.gap(10)
        main.room(50)
        sides = part.kind in ("work", "education")
        labelled(part.heading, [] if sides else list(part.blocks), style="b")  # type: ignore[arg-type]
        for block in part.blocks if sides else ():
            if isinstance(block, Gap):
                main.gap(6)
            else:
                labelled(block.label, list(block.blocks))  # type: ignore[union-attr, arg-type]
    for page in range(sheet.pages):
        sheet.rule(page, (split + 4, 50), (split + 4, sheet.height - 45), look.colour)
    return sheet


def profile_page(content: Content, look: Look) -> Sheet:
    """The PDF that a professional network makes of a profile."""
    sheet = Sheet(look.paper)
    contact = content.facts.contact
    side = Flow(sheet, replace(look, size=9.5), 20, 158, sheet.height - 48, ink="#ffffff", accent="#ffffff")
    side.row(Row((Run("Contact", "b"),)), size=12)
    kinds = {"linkedin.com": "LinkedIn", "github.com": "Personal"}
    lines = [f"{contact.phone} (Mobile)"] if contact.phone else []
    lines += [contact.email]
    lines += [
        f"{_bare(u)} ({kinds.get(_bare(u).removeprefix('www.').split('/')[0], 'Portfolio')})" for u in contact.links
    ]
    for line in lines:
        side.row(Row((Run(line),)), size=fitting_size(side, Row((Run(line),))))
    named = {
        "Top Skills": [skill.name for skill in content.facts.skills],
        "Languages": [f"{t.name} ({t.level})" for t in content.facts.languages],
        "Certifications": [c.name for c in content.facts.certificates],
    }
    for heading, lines in named.items():
        if lines:
            side.gap(12)
            side.row(Row((Run(heading, "b"),)), size=12)
            for line in lines:
                side.row(Row((Run(line),)))
    main = Flow(sheet, look, 222, sheet.width - 262, sheet.height - 48)
    main.row(Row((Run(content.written_name),)), size=24)
    main.row(Row((Run(contact.headline or content.facts.work[0].title),)), size=12)
    if contact.place:
        main.row(Row((Run(contact.place, "d"),)), size=11)
    for kind, heading in (("summary", "Summary"), ("work", "Experience"), ("education", "Education")):
        part = section(kind, content, look)
        if part.blocks:
            main.gap(16)
            main.room(70)
            main.row(Row((Run(heading),)), size=15)
            main.gap(3)
            main.blocks(part.blocks)
    for page in range(sheet.pages):
        sheet.box(page, (0, 0, 198, sheet.height), "#293e49", behind=True)
        sheet.text(page, (375, 22), f"Page {page + 1} of {sheet.pages}", font_name(look.font, ""), 9, "#888888")
    return sheet


def _bare(url: str) -> str:
    return "www." + url.removeprefix("https://") if "linkedin" in url else url.removeprefix("https://")


def _side_line(side: Flow, row: Row) -> None:
    size, look = fitting_size(side, row), side.look
    text = "".join(run.text for run in row.left)
    if size > 8 or not look.break_long or " " in text or row.left[0].style:
        side.row(row, size=size)
        return
    kept = len(text)
    while width(text[:kept], font_name(look.font, ""), look.size) > side.column:
        kept -= 1
    for half in (text[:kept], text[kept:]):
        side.row(Row((Run(half, "", row.left[0].url),)))


def _narrow_skills(look: Look) -> str:
    return look.skills if look.skills in ("rated", "bullets", "lines", "commas", "chips") else "lines"


def _narrow_heading(look: Look) -> str:
    return look.heading if look.heading in ("caps", "caps_rule", "bold", "rule", "bracket", "square") else "caps"
