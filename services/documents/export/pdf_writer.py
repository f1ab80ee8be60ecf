"""The blocks of a resume as a PDF: embedded fonts, an outline, links, text that can be selected."""

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, HRFlowable, PageTemplate, Paragraph, Spacer

from services.documents.export.content import Block, Kind
from services.documents.export.fonts import Fonts, fonts_for
from services.documents.export.templates import Paper, Template

_INK, _GREY, _RULE = HexColor(0x17202F), HexColor(0x465061), HexColor(0xC3CBD8)
_OUTLINED = {Kind.SECTION: 0, Kind.ENTRY: 1}


def write_pdf(
    blocks: Sequence[Block], template: Template, paper: Paper, *, title: str, author: str, language: str
) -> bytes:
    """The bytes of the PDF; same blocks, same bytes. Raises InvalidInput when letters cannot be drawn."""
    fonts = fonts_for((block.text for block in blocks), serif=template.serif)
    out = io.BytesIO()
    document = _Document(
        out, pagesize=paper.size, title=title, author=author, subject="Resume", creator="InterviewMaster AI",
        invariant=1, lang=language, pageCompression=1,
    )  # fmt: skip
    width, height = paper.size
    frame = Frame(
        template.margin, template.margin, width - 2 * template.margin, height - 2 * template.margin,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    document.addPageTemplates([PageTemplate(frames=[frame])])
    document.build(_story(blocks, template, fonts))
    return out.getvalue()


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Adds headings to the outline as they land on their page."""

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802
        entry = getattr(flowable, "outlined", None)
        if entry is not None:
            key, text, level = entry
            self.canv.bookmarkPage(key, fit="XYZ", top=self.frame._y + flowable.height)
            self.canv.addOutlineEntry(text, key, level)
            self.canv.showOutline()


def _story(blocks: Sequence[Block], template: Template, fonts: Fonts) -> list[Any]:
    styles = _styles(template)
    story: list[Any] = [] if blocks else [Spacer(1, 1)]
    open_section = False
    for index, block in enumerate(blocks):
        following = blocks[index + 1].kind if index + 1 < len(blocks) else None
        first = index == 0 or blocks[index - 1].kind is Kind.SECTION
        paragraph = Paragraph(
            _markup(block, fonts, template), _fitted(styles[block.kind], block, following, first, fonts),
            bulletText="•" if block.kind is Kind.BULLET else None,
        )  # fmt: skip
        if block.kind in _OUTLINED and (block.kind is Kind.SECTION or open_section):
            open_section = True
            paragraph.outlined = (f"part{index}", block.pieces[0].text, _OUTLINED[block.kind])
        story.append(paragraph)
        if block.kind is Kind.SECTION:
            rule = HRFlowable(
                width="100%", thickness=0.6, color=_RULE, spaceBefore=1.5, spaceAfter=template.bullet_gap + 3
            )
            rule.keepWithNext = True
            story.append(rule)
    return story


def _styles(template: Template) -> dict[Kind, ParagraphStyle]:
    size, accent = template.body, HexColor(f"#{template.accent}")
    family = "SourceSerifPro" if template.serif else "SourceSansPro"
    head = TA_CENTER if template.centred else TA_LEFT

    def style(kind: Kind, points: float, **changes: Any) -> ParagraphStyle:
        values: dict[str, Any] = {
            "fontName": family, "fontSize": points, "leading": round(points * template.line_height, 2),
            "textColor": _INK, "alignment": TA_LEFT, "allowWidows": 0, "allowOrphans": 0, "splitLongWords": 1,
            "embeddedHyphenation": 0, "bulletFontName": family, "bulletFontSize": points, **changes,
        }  # fmt: skip
        return ParagraphStyle(kind.value, **values)

    return {
        Kind.NAME: style(
            Kind.NAME, template.name_size, leading=template.name_size * 1.15, alignment=head, textColor=accent,
        ),
        Kind.HEADLINE: style(Kind.HEADLINE, size + 2, alignment=head, spaceBefore=2),
        Kind.CONTACT: style(Kind.CONTACT, size, alignment=head, spaceBefore=2, textColor=_GREY),
        Kind.SECTION: style(
            Kind.SECTION, template.heading, leading=template.heading * 1.2, textColor=accent,
            spaceBefore=template.section_gap, keepWithNext=1,
        ),
        Kind.ENTRY: style(Kind.ENTRY, size + 0.5, spaceBefore=template.entry_gap),
        Kind.DETAIL: style(Kind.DETAIL, size, textColor=_GREY),
        Kind.TEXT: style(Kind.TEXT, size, spaceBefore=template.bullet_gap),
        Kind.BULLET: style(
            Kind.BULLET, size, leftIndent=15, bulletIndent=4, spaceBefore=template.bullet_gap,
        ),
        Kind.ITEM: style(Kind.ITEM, size, spaceBefore=template.bullet_gap),
    }  # fmt: skip


def _fitted(style: ParagraphStyle, block: Block, following: Kind | None, first: bool, fonts: Fonts) -> ParagraphStyle:
    """The style for this block where it stands: no gap below a heading, headings stay with what they head."""
    changes: dict[str, Any] = {}
    if first and block.kind is not Kind.SECTION:
        changes["spaceBefore"] = 0
    if block.kind in (Kind.ENTRY, Kind.DETAIL) and following in (Kind.DETAIL, Kind.BULLET):
        changes["keepWithNext"] = 1
    if fonts.has_east_asian(block.text):
        changes["wordWrap"] = "CJK"
    return ParagraphStyle(style.name, parent=style, **changes) if changes else style


def _markup(block: Block, fonts: Fonts, template: Template) -> str:
    """The paragraph in reportlab's own small markup; every letter of the person's is escaped."""
    parts: list[str] = []
    for piece in block.pieces:
        bold = piece.bold or block.kind in (Kind.NAME, Kind.SECTION)
        whole = piece.whole and len(piece.text) < 50 and not fonts.has_east_asian(piece.text)
        text = piece.text.replace(" ", "\u00a0") if whole else piece.text
        marked = "".join(
            f"<font name={quoteattr(font)}>{escape(letters)}</font>" for font, letters in fonts.runs(text, bold=bold)
        )
        if piece.link:
            marked = f'<a href={quoteattr(piece.link)} color="#{template.accent}">{marked}</a>'
        parts.append(marked)
    return "".join(parts)
