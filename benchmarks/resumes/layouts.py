"""All layouts: how each is arranged, which choices it fixes, and what it needs of the person."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.resumes import adapting, docx_layouts, pdf_layouts
from benchmarks.resumes.blocks import Look
from benchmarks.resumes.content_types import Content
from benchmarks.resumes.writing import Wishes

Choices = dict[str, list[Any]]
LANGUAGES = ("en", "es", "fr", "de", "pt", "zh", "ja")
ORDERS = (
    ("summary", "work", "education", "skills"),
    ("summary", "skills", "work", "education"),
    ("summary", "education", "work", "skills"),
    ("summary", "skills", "education", "work"),
    ("work", "education"),
)
ANY: Choices = {
    "font": ["Helvetica", "Times", "Sans", "Serif"],
    "size": [9.5, 10, 10.5, 11],
    "paper": ["letter", "a4"],
    "heading": ["bold", "caps", "rule", "caps_rule", "underline", "bar"],
    "bullet": ["•", "•", "•", "–", "-", "disc", "dingbat:●", "dingbat:■", "dingbat:➢", "*", "·"],
    "entry": ["title_dates", "title_dates_place", "employer_dates", "employer_place", "comma", "pipe_right", "dash"],
    "skills": ["grouped", "commas", "dots", "pipes", "grid", "bullets", "groups_stacked"],
    "header": ["lines", "lines", "centred", "stacked", "split"],
    "separator": [" | ", " • ", " · ", ", ", "   ", " – "],
    "colour": ["#1f3b57", "#7a1f2b", "#22543d", "#333333", "#4a2c6b"],
    "order": [*ORDERS],
    "words_apart": [False, False, True],
    "name_caps": [False, False, True],
    "labelled": [False, False, True],
    "first": ["main", "side"],
    "icons": [False, False, False, True],
    "glued": [False, True],
    "break_long": [False, False, True],
    "annotated": [True, True, False],
    "labels_above": [False, False, True],
    "name_spacing": [0, 0, 0, 0, 0, 1.5, 4],
    "durations": [False] * 9 + [True],
    "since": [False] * 9 + [True],
    "bare_summary": [False, False, False, False, True],
    "titled": [False] * 9 + [True],
    "ligatures": [False],
    "soft_breaks": [False, False, True],
    "grade_inline": [False, False, True],
}
"""What chance chooses from where a layout fixes nothing."""


@dataclass(frozen=True)
class Layout:
    """`arrange` draws a PDF, `compose` a Word document; a scan is an arranged PDF turned into pictures."""

    name: str
    arrange: pdf_layouts.Arrangement | None
    compose: docx_layouts.Composition | None
    look: Choices
    wishes: Wishes
    languages: tuple[str, ...]
    adapt: Callable[[Content], Content]
    scanned: bool

    @property
    def format(self) -> str:
        """pdf | docx | scan."""
        return "scan" if self.scanned else "docx" if self.compose else "pdf"


def _layout(given: dict[str, Any]) -> Layout:
    wishes: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in given.get("wishes", {}).items()
    }
    return Layout(
        name=given["name"],
        arrange=getattr(pdf_layouts, given["by"], None),
        compose=getattr(docx_layouts, given["by"], None),
        look=given.get("look", {}),
        wishes=Wishes(**wishes),
        languages=tuple(given.get("languages", LANGUAGES)),
        adapt=getattr(adapting, given.get("adapt", "as_it_is")),
        scanned=given.get("scanned", False),
    )


_GIVEN = yaml.safe_load(Path(__file__).with_name("layouts.yaml").read_text(encoding="utf-8"))
LAYOUTS = tuple(_layout(given) for given in _GIVEN if not given.get("wild"))
WILD = tuple(_layout(given) for given in _GIVEN if given.get("wild"))
"""Layouts that fix next to nothing: mixtures, for a look at how far the parser's rules carry."""
BY_NAME = {layout.name: layout for layout in (*LAYOUTS, *WILD)}

_ONE_BYTE = ("Helvetica", "Times", "Courier")
_RICH = ("•", "–", "-", "disc", "*", "·", "›")
_WIDE_BULLETS = ("・", "●", "■", "-", "disc", "◆")
_SCHOOL_FORMS = (
    "title_dates", "employer_dates", "employer_place", "comma", "comma_employer",
    "pipe", "stacked_title", "stacked_employer", "dates_first", "dash",
)  # fmt: skip
_ONE_COLUMN = (pdf_layouts.single, pdf_layouts.running)
_LEFT = ("left", "left_employer", "grouped", "profile_page")


def look_for(rng: Random, layout: Layout, content: Content) -> Look:
    """The layout's fixed choices, chance for the others, and a font that has all the letters."""
    chosen: dict[str, Any] = {name: rng.choice(layout.look.get(name, options)) for name, options in ANY.items()}
    chosen["order"] = tuple(chosen["order"])
    school = rng.choice(layout.look.get("school", _SCHOOL_FORMS))
    if "school" not in layout.look and (chosen["entry"] in _LEFT or rng.random() < 0.6):
        school = chosen["entry"]
    if not content.facts.work and "school" not in layout.look:
        school = "title_dates"
    if chosen["font"] in _ONE_BYTE and not layout.compose and not _one_byte(content):
        chosen["font"] = "Sans"
    if chosen["font"] not in _ONE_BYTE and chosen["bullet"].startswith("dingbat") and not layout.compose:
        chosen["bullet"] = rng.choice(_RICH)
    if content.wide:
        chosen["font"] = "Song" if content.language == "zh" else rng.choice(["Mincho", "Gothic"])
        chosen["bullet"] = rng.choice(_WIDE_BULLETS)
        chosen["words_apart"] = False
        chosen["name_spacing"] = 0
        if layout.arrange in _ONE_COLUMN and "entry" not in layout.look and rng.random() < 0.5:
            chosen["entry"] = school = "three_columns"
        if chosen["heading"] in ("smallcaps", "spaced", "caps"):
            chosen["heading"] = rng.choice(["bracket", "square", "rule"])
    if chosen["font"] not in ("Sans", "Serif"):
        chosen["ligatures"] = False
    return Look(**chosen, school=school)


def _one_byte(content: Content) -> bool:
    """True when the base fonts of PDF have all the letters."""
    text = content.facts.model_dump_json() + content.written_name
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
