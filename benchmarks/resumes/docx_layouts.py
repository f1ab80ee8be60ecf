"""Arrangements of a resume in Word documents: plain, tables, text boxes, page headers, columns, forms."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from benchmarks.resumes.blocks import Block, Bullet, Look, Part, Row, Run, Side
from benchmarks.resumes.content_types import Content
from benchmarks.resumes.docx_flow import Words, drop_first, new_document, set_widths, shade
from benchmarks.resumes.headers import contact_line, contact_rows, document_title, shown_name
from benchmarks.resumes.parts import parts, section

Composition = Callable[[Content, Look], Any]
ASIDE = ("skills", "languages", "certificates", "interests")


def plain(content: Content, look: Look) -> Any:
    """Heading styles, list bullets, dates behind a right tab."""
    document = new_document(look)
    words = Words(document, look)
    _head(words, content, "centre" if look.header == "centred" else "left")
    for part in parts(content, look):
        words.part(part)
    return document


def by_hand(content: Content, look: Look) -> Any:
    """No styles at all: bold headings, typed bullets, as people do who never open the style list."""
    document = new_document(look)
    words = Words(document, look, styled=False)
    _head(words, content, "left")
    for part in parts(content, look):
        words.part(part)
    return document


def side_table(content: Content, look: Look) -> Any:
    """One table over the whole page, contact and skills in its narrow column."""
    document = new_document(look)
    table = document.add_table(1, 2)
    at_left = look.header != "right"
    set_widths(table, (150, 318) if at_left else (318, 150))
    cells = table.rows[0].cells
    aside, main = (cells[0], cells[1]) if at_left else (cells[1], cells[0])
    shade(aside, "#e9eef3")
    narrow = Words(aside, replace(look, skills="lines"), styled=False, width=140)
    narrow.part(
        Part("contact", content.headings["contact"], tuple(contact_rows(content, replace(look, labelled=False))))
    )
    wide = Words(main, look, styled=False, width=300)
    wide.paragraph((Run(shown_name(content, look), "b"),), size=20)
    for part in parts(content, look):
        if part.kind in ASIDE:
            narrow.part(section(part.kind, content, narrow.look))
        else:
            wide.part(part)
    drop_first(aside)
    drop_first(main)
    return document


def entry_table(content: Content, look: Look) -> Any:
    """A table of two columns under each heading: dates at the left, the entry at the right."""
    document = new_document(look)
    words = Words(document, look)
    _head(words, content, "left")
    for part in parts(content, look):
        words.heading(part.heading)
        sides = [block for block in part.blocks if isinstance(block, Side)]
        if not sides:
            words.blocks(part.blocks)
            continue
        table = document.add_table(len(sides), 2)
        if look.header == "bordered":
            table.style = "Table Grid"
        set_widths(table, (110, 358))
        for row, side in zip(table.rows, sides, strict=True):
            row.cells[0].paragraphs[0].add_run(side.label)
            Words(row.cells[1], look, styled=False, width=340).blocks(side.blocks)
            drop_first(row.cells[1])
    return document


def page_header(content: Content, look: Look) -> Any:
    """Name and contact in Word's page header, page numbers in its footer."""
    document = new_document(look)
    area = document.sections[0]
    words = Words(area.header, look, styled=False)
    _head(words, content, "centre")
    area.header.paragraphs[0]._element.getparent().remove(area.header.paragraphs[0]._element)
    footer = area.footer.paragraphs[0]
    footer.add_run(f"{content.facts.contact.name} – {content.labels['page']} ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = footer.add_run()
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
    body = Words(document, look)
    for part in parts(content, look):
        body.part(part)
    return document


def columns(content: Content, look: Look) -> Any:
    """The name over a part of the document that is set in two columns."""
    document = new_document(look)
    words = Words(document, look, width=210)
    _head(words, content, "centre")
    area = document.add_section(WD_SECTION.CONTINUOUS)
    set_columns = area._sectPr.find(qn("w:cols"))
    if set_columns is None:
        set_columns = OxmlElement("w:cols")
        area._sectPr.append(set_columns)
    set_columns.set(qn("w:num"), "2")
    set_columns.set(qn("w:space"), "400")
    for part in parts(content, look):
        words.part(part)
    return document


def text_boxes(content: Content, look: Look) -> Any:
    """Contact and skills in text boxes, written as Word writes them: once for new versions, once for old ones."""
    document = new_document(look)
    words = Words(document, look)
    words.paragraph((Run(shown_name(content, look), "b"),), size=22)
    bare = replace(look, labelled=False)
    contact = ["".join(run.text for run in row.left) for row in contact_rows(content, bare)]
    _text_box(document, [content.headings["contact"], *contact], 1)
    for part in parts(content, look):
        if part.kind == "skills":
            names = [skill.name for skill in content.facts.skills]
            _text_box(document, [part.heading, *names], 2)
        else:
            words.part(part)
    return document


def form(content: Content, look: Look) -> Any:
    """A bordered form as in Japan: person at the top, then year, and what happened, line by line."""
    document = new_document(look)
    words = Words(document, look, styled=False)
    words.paragraph((Run("履歴書" if content.language == "ja" else "个人简历", "b"),), size=16, align="centre")
    contact, labels = content.facts.contact, content.labels
    person = [("氏名" if content.language == "ja" else "姓名", contact.name)]
    person += [(labels["place"], contact.place)] if contact.place else []
    person += [(labels["phone"], contact.phone)] if contact.phone else []
    person += [(labels["email"], contact.email), *((labels["link"], link.text) for link in content.links)]
    _two_cells(document, person)
    for part in parts(content, look):
        words.paragraph(())
        if part.kind not in ("work", "education"):
            words.part(part)
            continue
        words.heading(part.heading)
        rows = []
        for block in part.blocks:
            if isinstance(block, Side):
                lines = [_typed(inner) for inner in block.blocks]
                rows.append((block.label, "\n".join(lines)))
        _two_cells(document, rows)
    return document


def _typed(block: Block) -> str:
    if isinstance(block, Bullet):
        return f"・{block.text}"
    return "".join(run.text for run in block.left) if isinstance(block, Row) else ""


def _two_cells(document: Any, rows: list[tuple[str, str]]) -> None:
    table = document.add_table(len(rows), 2)
    table.style = "Table Grid"
    set_widths(table, (120, 348))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *others = text.split("\n")
            cell.paragraphs[0].add_run(first)
            for line in others:
                cell.add_paragraph(line)


def _head(words: Words, content: Content, align: str) -> None:
    look = words.look
    if look.titled:
        words.paragraph((Run(document_title(content)),), size=14, align=align)
    words.paragraph((Run(shown_name(content, look), "b"),), size=20, align=align)
    if content.facts.contact.headline:
        words.paragraph((Run(content.facts.contact.headline),), size=12, align=align)
    if look.header == "stacked":
        for row in contact_rows(content, look):
            words.paragraph(row.left, align=align)
    else:
        words.paragraph(contact_line(content, look).left, align=align)


_SPACES = (
    nsdecls("w", "wp", "a")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def _text_box(document: Any, lines: list[str], number: int) -> None:
    texts = "".join(f"<w:p><w:r><w:t>{_escaped(line)}</w:t></w:r></w:p>" for line in lines)
    content = f"<w:txbxContent>{texts}</w:txbxContent>"
    high = 330000 * len(lines) + 200000
    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="1" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
        '<wp:align>left</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="2000000" cy="{high}"/><wp:wrapTopAndBottom/>'
        f'<wp:docPr id="{number}" name="Text Box {number}"/><wp:cNvGraphicFramePr/>{graphic}</wp:anchor>'
    )
    xml = (
        f'<w:p {_SPACES}><w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing>{anchor}</w:drawing></mc:Choice>"
        f'<mc:Fallback><w:pict><v:shape style="width:157pt;height:{high / 12700:.0f}pt">'
        f"<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
