"""The blocks of a resume as a Word file: heading styles, real lists, hyperlinks, properties."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from services.documents.export.content import Block, Kind, Piece
from services.documents.export.fonts import script_of
from services.documents.export.templates import Paper, Template

_STYLES = {
    Kind.NAME: "Title",
    Kind.HEADLINE: "Subtitle",
    Kind.SECTION: "Heading 1",
    Kind.ENTRY: "Heading 2",
    Kind.BULLET: "List Bullet",
}
_EAST_ASIAN_FONTS = {
    "japanese": ("Yu Gothic", "ja-JP"),
    "korean": ("Malgun Gothic", "ko-KR"),
    "simplified": ("Microsoft YaHei", "zh-CN"),
    "traditional": ("Microsoft JhengHei", "zh-TW"),
}
_INK, _GREY = RGBColor(0x17, 0x20, 0x2F), RGBColor(0x46, 0x50, 0x61)


def write_docx(blocks: Sequence[Block], template: Template, paper: Paper, *, title: str, author: str) -> bytes:
    """The bytes of the DOCX; same blocks, same bytes."""
    document = docx.Document()
    _page(document, template, paper)
    east_asian = _EAST_ASIAN_FONTS[script_of("".join(block.text for block in blocks))]
    _set_styles(document, template, east_asian)
    for index, block in enumerate(blocks):
        following = blocks[index + 1].kind if index + 1 < len(blocks) else None
        _add(document, block, following, template)
    _properties(document, title, author)
    out = io.BytesIO()
    document.save(out)
    return _fixed(out.getvalue())


def _page(document: Any, template: Template, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Pt(round(length, 1)) for length in paper.size)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Pt(template.margin))


def _set_styles(document: Any, template: Template, east_asian: tuple[str, str]) -> None:
    accent = RGBColor.from_string(template.accent)
    size = template.body
    _style(document, "Normal", template, east_asian, size, _INK)
    _style(document, "Title", template, east_asian, template.name_size, accent, bold=True)
    _style(document, "Subtitle", template, east_asian, size + 1.5, _INK, before=2)
    _style(
        document,
        "Heading 1",
        template,
        east_asian,
        template.heading,
        accent,
        bold=True,
        before=template.section_gap,
        after=3,
    )
    _style(document, "Heading 2", template, east_asian, size + 0.5, _INK, before=template.entry_gap)
    _style(document, "List Bullet", template, east_asian, size, _INK, before=template.bullet_gap)
    listed = document.styles["List Bullet"].paragraph_format
    listed.left_indent, listed.first_line_indent = Pt(14), Pt(-14)
    paragraph = document.styles["List Bullet"].element.get_or_add_pPr()
    for contextual in paragraph.findall(qn("w:contextualSpacing")):
        paragraph.remove(contextual)
    _borders(document.styles["Title"], None)
    _borders(document.styles["Heading 1"], "C3CBD8")


def _style(
    document: Any, name: str, template: Template, east_asian: tuple[str, str], size: float, colour: RGBColor,
    *, bold: bool = False, before: float = 0, after: float = 0,
) -> None:  # fmt: skip
    style = document.styles[name]
    font, layout = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic, font.color.rgb = template.word_font, Pt(size), bold, False, colour
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing, layout.widow_control = round(template.line_height - 0.16, 2), True
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    fonts.set(qn("w:cs"), template.word_font)
    fonts.set(qn("w:eastAsia"), east_asian[0])
    for spacing in properties.findall(qn("w:spacing")) + properties.findall(qn("w:kern")):
        properties.remove(spacing)
    if name == "Normal":
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), east_asian[1])
        properties.append(language)


def _borders(style: Any, colour: str | None) -> None:
    """A hairline below the style's paragraphs, or none."""
    properties = style.element.get_or_add_pPr()
    for borders in properties.findall(qn("w:pBdr")):
        properties.remove(borders)
    if colour is not None:
        borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for key, value in {"val": "single", "sz": "4", "space": "2", "color": colour}.items():
            bottom.set(qn(f"w:{key}"), value)
        borders.append(bottom)
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )


def _add(document: Any, block: Block, following: Kind | None, template: Template) -> None:
    paragraph = document.add_paragraph(style=_STYLES.get(block.kind, "Normal"))
    layout = paragraph.paragraph_format
    if template.centred and block.kind in (Kind.NAME, Kind.HEADLINE, Kind.CONTACT):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if block.kind is Kind.DETAIL or (block.kind is Kind.ENTRY and following not in (Kind.DETAIL, Kind.BULLET)):
        layout.keep_with_next = following is Kind.BULLET
    if block.kind in (Kind.TEXT, Kind.ITEM, Kind.CONTACT):
        layout.space_before = Pt(template.bullet_gap)
    for piece in block.pieces:
        _run(paragraph, piece, block.kind, template)


def _run(paragraph: Any, piece: Piece, kind: Kind, template: Template) -> None:
    text = piece.text.replace(" ", "\u00a0") if piece.whole and len(piece.text) < 60 else piece.text
    run = paragraph.add_run(text)
    if piece.bold:
        run.bold = True
    if kind in (Kind.DETAIL, Kind.CONTACT):
        run.font.color.rgb = _GREY
    if piece.link:
        run.font.color.rgb = RGBColor.from_string(template.accent)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(piece.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run._r.addprevious(link)
        link.append(run._r)


def _properties(document: Any, title: str, author: str) -> None:
    """Title and author; nothing about when and by which template, so that equal facts give equal bytes."""
    properties = document.core_properties
    properties.title, properties.author, properties.subject, properties.comments = (
        title[:255],
        author[:255],
        "Resume",
        "",
    )
    element = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)._element
    for child in list(element):
        if child.tag.rsplit("}", 1)[-1] in ("created", "modified", "lastModifiedBy", "revision"):
            element.remove(child)
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def _fixed(data: bytes) -> bytes:
    """The same package with one time stamp for every part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            fixed = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type, fixed.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(fixed, source.read(member))
    return out.getvalue()
