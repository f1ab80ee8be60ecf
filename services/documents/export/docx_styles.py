"""The styles of an exported Word file."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from services.documents.export.templates import Template

INK, GREY = RGBColor(0x17, 0x20, 0x2F), RGBColor(0x46, 0x50, 0x61)
_RULE = "C3CBD8"
_LOCALES = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "pt": "pt-PT"}
_EAST_ASIAN = {
    "japanese": ("Yu Gothic", "ja-JP"),
    "korean": ("Malgun Gothic", "ko-KR"),
    "simplified": ("Microsoft YaHei", "zh-CN"),
    "traditional": ("Microsoft JhengHei", "zh-TW"),
}


def set_styles(document: Any, template: Template, *, language: str, script: str) -> None:
    """Give python-docx's built-in styles the template's looks; `script` chooses the font of East Asian letters."""
    font, locale = _EAST_ASIAN[script]
    accent, size = RGBColor.from_string(template.accent), template.body
    for name, points, colour, bold, before, after in (
        ("Normal", size, INK, False, 0.0, 0.0),
        ("Title", template.name_size, accent, True, 0.0, 0.0),
        ("Subtitle", size + 2, INK, False, 2.0, 0.0),
        ("Heading 1", template.heading, accent, True, template.section_gap, 3.0),
        ("Heading 2", size + 0.5, INK, False, template.entry_gap, 0.0),
        ("List Bullet", size, INK, False, template.bullet_gap, 0.0),
    ):
        style = document.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(points), bold, False
        style.font.color.rgb = colour
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        # Word's single spacing is already about 1.16 of the font size
        layout.line_spacing, layout.widow_control = round(template.line_height - 0.16, 2), True
        _set_fonts(style, template.word_font, font)
    listed = document.styles["List Bullet"]
    listed.paragraph_format.left_indent, listed.paragraph_format.first_line_indent = Pt(14), Pt(-14)
    for contextual in listed.element.get_or_add_pPr().findall(qn("w:contextualSpacing")):
        contextual.getparent().remove(contextual)
    for numbering in document.styles["Subtitle"].element.get_or_add_pPr().findall(qn("w:numPr")):
        numbering.getparent().remove(numbering)  # the built-in style counts as a list level to some readers
    _set_border(document.styles["Title"], None)
    _set_border(document.styles["Heading 1"], _RULE)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), _LOCALES.get(language, "en-GB"))
        spoken.set(qn("w:eastAsia"), locale)


def _set_fonts(style: Any, latin: str, east_asian: str) -> None:
    """Fonts by name, where the template document points to its theme."""
    style.font.name = latin
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    fonts.set(qn("w:cs"), latin)
    fonts.set(qn("w:eastAsia"), east_asian)
    for stretched in properties.findall(qn("w:spacing")) + properties.findall(qn("w:kern")):
        properties.remove(stretched)


def _set_border(style: Any, colour: str | None) -> None:
    """A hairline below the style's paragraphs, or none."""
    properties = style.element.get_or_add_pPr()
    for borders in properties.findall(qn("w:pBdr")):
        properties.remove(borders)
    if colour is None:
        return
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in {"val": "single", "sz": "4", "space": "2", "color": colour}.items():
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    behind = ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl")
    properties.insert_element_before(borders, *(f"w:{name}" for name in behind))
