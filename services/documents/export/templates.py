"""The looks an export can have. Lengths are in points (72 an inch)."""

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """Paper sizes offered."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[float, float]:
        """(width, height) in points."""
        return (595.276, 841.89) if self is Paper.A4 else (612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Template:
    """One look. All have a single column, and the same facts in the same order."""

    id: str
    name: str
    note: str
    """What it is good for, a sentence for the person."""
    serif: bool
    word_font: str
    """A font that Word and LibreOffice know on every system."""
    body: float
    name_size: float
    heading: float
    margin: float
    line_height: float
    """Times the font size."""
    section_gap: float
    entry_gap: float
    bullet_gap: float
    accent: str
    """Colour of headings, six hex digits; at least 7:1 on white."""
    centred: bool = False
    """Whether name and contact stand in the middle."""
    one_line_heads: bool = False
    """Title, employer, place and dates on one line."""


TEMPLATES: dict[str, Template] = {
    template.id: template
    for template in (
        Template(
            id="plain", name="Plain", note="Clear sans-serif letters and generous space. A safe choice.",
            serif=False, word_font="Calibri", body=10.5, name_size=23, heading=13.5, margin=56, line_height=1.3,
            section_gap=13, entry_gap=8, bullet_gap=2, accent="1F3A7A",
        ),
        Template(
            id="classic", name="Classic", note="Serif letters and a centred name, for law, finance and academia.",
            serif=True, word_font="Cambria", body=10.5, name_size=22, heading=13.5, margin=62, line_height=1.28,
            section_gap=13, entry_gap=8, bullet_gap=2, accent="17202F", centred=True,
        ),
        Template(
            id="compact", name="Compact", note="Smaller letters and one-line headings, to save a page.",
            serif=False, word_font="Arial", body=9.5, name_size=18, heading=12, margin=43, line_height=1.22,
            section_gap=9, entry_gap=5, bullet_gap=1, accent="1F3A7A", one_line_heads=True,
        ),
    )
}  # fmt: skip
