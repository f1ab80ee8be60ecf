"""The blocks of a resume as a Word file: heading styles, real lists, hyperlinks, properties."""

import io
import unicodedata
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
from services.documents.export.docx_styles import GREY, set_styles
from services.documents.export.scripts import script_of
from services.documents.export.templates import Paper, Template

_STYLES = {
    Kind.NAME: "Title",
    Kind.HEADLINE: "Subtitle",
    Kind.SECTION: "Heading 1",
    Kind.ENTRY: "Heading 2",
    Kind.BULLET: "List Bullet",
}


def write_docx(
    blocks: Sequence[Block], template: Template, paper: Paper, *, title: str, author: str, language: str
) -> bytes:
    """The bytes of the DOCX; same blocks, same bytes. `language` is two letters, for the spelling check."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Pt(round(length, 1)) for length in paper.size)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Pt(template.margin))
    set_styles(document, template, language=language, script=script_of("".join(block.text for block in blocks)))
    for index, block in enumerate(blocks):
        following = blocks[index + 1].kind if index + 1 < len(blocks) else None
        _add(document, block, following, template)
    _set_properties(document, title, author)
    out = io.BytesIO()
    document.save(out)
    return _with_fixed_times(out.getvalue())


def _add(document: Any, block: Block, following: Kind | None, template: Template) -> None:
    paragraph = document.add_paragraph(style=_STYLES.get(block.kind, "Normal"))
    layout = paragraph.paragraph_format
    if template.centred and block.kind in (Kind.NAME, Kind.HEADLINE, Kind.CONTACT):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if block.kind is Kind.DETAIL:
        layout.keep_with_next = following is Kind.BULLET
    elif block.kind is Kind.ENTRY and following not in (Kind.DETAIL, Kind.BULLET):
        layout.keep_with_next = False
    if block.kind in (Kind.TEXT, Kind.ITEM, Kind.CONTACT):
        layout.space_before = Pt(template.bullet_gap)
    leftward = _reads_leftward(block.text)
    if leftward:
        behind = ("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr")
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *(f"w:{name}" for name in behind))
    for piece in block.pieces:
        _add_run(paragraph, piece, block.kind, template, leftward)


def _reads_leftward(text: str) -> bool:
    """Whether the first letter with a direction belongs to Hebrew, Arabic or their relatives."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"


def _add_run(paragraph: Any, piece: Piece, kind: Kind, template: Template, leftward: bool) -> None:
    text = piece.text.replace(" ", "\u00a0") if piece.whole and len(piece.text) < 50 else piece.text
    run = paragraph.add_run(text)
    if piece.bold:
        run.bold = True
    if leftward:
        run.font.rtl = True
    if kind in (Kind.DETAIL, Kind.CONTACT):
        run.font.color.rgb = GREY
    if piece.link:
        run.font.color.rgb = RGBColor.from_string(template.accent)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(piece.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run._r.addprevious(link)
        link.append(run._r)


def _set_properties(document: Any, title: str, author: str) -> None:
    """Title and author; nothing about when and by which template, so that equal facts give equal bytes."""
    properties = document.core_properties
    properties.title, properties.author = title[:255], author[:255]
    properties.subject, properties.comments = "Resume", ""
    element = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)._element
    for child in list(element):
        if child.tag.rsplit("}", 1)[-1] in ("created", "modified", "lastModifiedBy", "revision"):
            element.remove(child)
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def _with_fixed_times(data: bytes) -> bytes:
    """The same package with one time stamp for every part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            fixed = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type, fixed.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(fixed, source.read(member))
    return out.getvalue()
