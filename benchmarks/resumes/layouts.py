"""All layouts: how each is arranged, which choices it fixes, and what it needs of the person."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.resumes import adapting, docx_layouts, pdf_layouts
from benchmarks.resumes.blocks import Look
from benchmarks.resumes.content_types import Content
from benchmarks.resumes.writing import Wishes

Choices = dict[str, tuple[Any, ...]]
LATIN = ("en", "es", "fr", "de", "pt")
LATE_SCHOOL = ("summary", "skills", "work", "education")
EARLY_SCHOOL = ("summary", "education", "work", "skills")
ORDERS = (
    ("summary", "work", "education", "skills"),
    LATE_SCHOOL,
    EARLY_SCHOOL,
    ("work", "education"),
    ("summary", "skills", "education", "work"),
)
ANY: Choices = {
    "font": ("Helvetica", "Times", "Sans", "Serif"),
    "size": (9.5, 10, 10.5, 11),
    "paper": ("letter", "a4"),
    "heading": ("bold", "caps", "rule", "caps_rule", "underline", "bar"),
    "bullet": ("•", "•", "•", "–", "-", "disc", "dingbat:l", "dingbat:n", "*", "·"),
    "entry": ("title_dates", "title_dates_place", "employer_dates", "employer_place", "comma", "pipe_right", "dash"),
    "skills": ("grouped", "commas", "dots", "pipes", "grid", "bullets", "groups_stacked"),
    "header": ("lines", "lines", "centred", "stacked", "split"),
    "separator": (" | ", " • ", " · ", ", ", "   ", " – "),
    "colour": ("#1f3b57", "#7a1f2b", "#22543d", "#333333", "#4a2c6b"),
    "order": ORDERS,
    "words_apart": (False, False, True),
    "name_caps": (False, False, True),
    "labelled": (False, False, True),
    "first": ("main", "side"),
}


@dataclass(frozen=True)
class Layout:
    """`arrange` draws a PDF, `compose` a Word document; a scan is an arranged PDF turned into pictures."""

    name: str
    arrange: pdf_layouts.Arrangement | None = None
    compose: docx_layouts.Composition | None = None
    look: Choices = field(default_factory=dict)
    wishes: Wishes = Wishes()
    languages: tuple[str, ...] = (*LATIN, "zh", "ja")
    adapt: Callable[[Content], Content] = adapting.as_it_is
    scanned: bool = False

    @property
    def format(self) -> str:
        """pdf | docx | scan."""
        return "scan" if self.scanned else "docx" if self.compose else "pdf"


def _pdf(name: str, arrange: pdf_layouts.Arrangement, wishes: Wishes = Wishes(), **look: tuple[Any, ...]) -> Layout:
    return Layout(name, arrange=arrange, wishes=wishes, look=look)


def _docx(name: str, compose: docx_layouts.Composition, wishes: Wishes = Wishes(), **look: tuple[Any, ...]) -> Layout:
    return Layout(name, compose=compose, wishes=wishes, look={"font": ("Sans", "Times", "Helvetica", "Serif"), **look})


LONG = Wishes(jobs=(5, 7), bullets=(5, 8), several_roles=0.3)
DEVELOPERS = Wishes(professions=("software", "data", "student"), projects=1)
SCHOLARS = Wishes(professions=("researcher",), jobs=(3, 6), publications=True)
STUDENTS = Wishes(professions=("student",), jobs=(0, 1), projects=1)
_single = pdf_layouts.single

LAYOUTS: tuple[Layout, ...] = (
    _pdf("classic", _single, font=("Times",), heading=("caps_rule", "rule", "bold")),
    _pdf("modern_sans", _single, font=("Sans", "Helvetica"), heading=("bold", "caps"), header=("lines", "split")),
    _pdf("sidebar_left", pdf_layouts.sidebar, header=("left", "left_name"), skills=("lines", "bullets", "commas")),
    _pdf("sidebar_right", pdf_layouts.sidebar, header=("right", "right_name"), skills=("lines", "commas", "chips")),
    _pdf("sidebar_dark", pdf_layouts.sidebar, header=("dark_left_name", "dark_right", "dark_left"), skills=("lines", "bullets", "rated")),
    _pdf("header_band", _single, header=("band",), heading=("bold", "caps", "rule")),
    _pdf("centred", _single, header=("centred",), heading=("caps", "caps_rule", "spaced")),
    Layout("tex", arrange=_single, wishes=DEVELOPERS, languages=LATIN, look={
        "font": ("Serif", "Times"), "heading": ("smallcaps",), "header": ("centred",), "entry": ("title_dates_place", "employer_place"),
        "words_apart": (True,), "separator": (" | ",), "skills": ("grouped",), "bullet": ("•",), "order": (("education", "work", "projects", "skills"),),
    }),
    _pdf("dates_left", _single, entry=("left", "left_employer"), school=("left", "left_employer"), heading=("rule", "bold", "bar")),
    _pdf("dates_under", _single, entry=("dates_under_title", "stacked_title"), header=("lines", "stacked")),
    _pdf("employer_first", _single, entry=("employer_dates", "employer_place", "stacked_employer", "dates_comma")),
    _pdf("pipes", _single, entry=("pipe", "pipe_employer", "pipe_right"), skills=("pipes", "grouped")),
    _pdf("one_line", _single, entry=("comma", "comma_employer", "dash", "dash_title", "hyphen", "paren")),
    _pdf("dots_and_at", _single, entry=("dot", "at"), skills=("dots", "commas")),
    _pdf("dates_first", _single, entry=("dates_first", "dates_first_employer")),
    _pdf("grouped_roles", _single, Wishes(several_roles=0.6, jobs=(3, 5)), entry=("grouped",), school=("grouped",)),
    Layout("profile_page", arrange=pdf_layouts.profile_page, adapt=adapting.profile, languages=("en",),
           wishes=Wishes(date_form="{Mmmm} {yyyy}", present="Present", several_roles=0.35, jobs=(3, 5), hidden_links=0),
           look={"font": ("Sans", "Helvetica"), "size": (10.5,), "entry": ("profile_page",), "school": ("profile_page",), "bullet": ("",)}),
    _pdf("label_column", pdf_layouts.label_column, Wishes(hidden_links=0), font=("Sans", "Helvetica"), skills=("commas", "grouped")),
    Layout("functional", arrange=_single, adapt=adapting.functional, languages=("en",), wishes=Wishes(jobs=(2, 4)), look={
        "order": (("summary", "skills", "achievements", "work", "education"),), "entry": ("comma", "pipe", "dates_first", "paren"),
    }),
    Layout("academic", arrange=pdf_layouts.running, wishes=SCHOLARS, languages=("en",), look={
        "font": ("Times", "Serif"), "order": (("education", "work", "publications", "skills"),), "entry": ("left", "comma", "employer_dates"),
    }),
    _pdf("compact_caps", _single, size=(8.5, 9), heading=("caps",), entry=("comma", "pipe_right", "dash"), skills=("commas", "grouped")),
    _pdf("plain_headings", _single, heading=("plain", "colon"), font=("Times", "Helvetica")),
    _pdf("small_caps", _single, heading=("smallcaps",), font=("Serif", "Times", "Sans")),
    _pdf("spaced_headings", _single, heading=("spaced",), header=("centred", "names_apart")),
    _pdf("timeline", pdf_layouts.timeline, header=("lines", "split", "band"), entry=("dates_under_title", "stacked_title", "title_dates", "dates_first")),
    _pdf("long", pdf_layouts.running, LONG, size=(10.5, 11)),
    _pdf("two_columns", pdf_layouts.two_columns, header=("lines", "centred", "names_apart"), size=(9, 9.5), entry=("stacked_title", "stacked_employer", "dates_paren", "dates_under_title")),
    _pdf("chips_and_dots", _single, skills=("chips", "rated", "levels"), header=("lines", "band", "names_apart")),
    _pdf("typewriter", _single, font=("Courier",), size=(9,), heading=("caps", "colon"), bullet=("-", "*"), header=("lines", "stacked")),
    _pdf("boxed", pdf_layouts.boxed, entry=("stacked_title", "comma", "title_dates"), header=("stacked", "centred")),
    Layout("student", arrange=_single, wishes=STUDENTS, adapt=adapting.student, languages=("en",), look={"order": (("summary", "education", "projects", "skills", "work"),)}),
    Layout("scan", arrange=_single, scanned=True, languages=("en",), wishes=Wishes(hidden_links=0, jobs=(2, 3)), look={"size": (10.5, 11)}),
    Layout("scan_sidebar", arrange=pdf_layouts.sidebar, scanned=True, languages=("en",), wishes=Wishes(hidden_links=0, jobs=(2, 3)),
           look={"header": ("left", "right"), "skills": ("lines", "bullets")}),
    _docx("word_styles", docx_layouts.plain, header=("lines", "centred", "stacked")),
    _docx("word_by_hand", docx_layouts.by_hand, header=("lines", "stacked"), heading=("bold", "caps", "caps_rule", "colon", "smallcaps")),
    _docx("word_side_table", docx_layouts.side_table, header=("left", "right"), skills=("lines",), entry=("stacked_title", "title_dates", "dates_under_title")),
    _docx("word_entry_table", docx_layouts.entry_table, header=("lines", "bordered"), entry=("left", "left_employer"), school=("left", "left_employer")),
    _docx("word_page_header", docx_layouts.page_header, header=("lines", "stacked"), skills=("grouped", "grid", "commas")),
    _docx("word_columns", docx_layouts.columns, entry=("stacked_title", "stacked_employer", "dates_paren"), skills=("commas", "bullets")),
    Layout("word_text_boxes", compose=docx_layouts.text_boxes, adapt=adapting.boxes, look={"font": ("Sans", "Times")}),
    Layout("word_form", compose=docx_layouts.form, languages=("ja", "zh"), wishes=Wishes(hidden_links=0), look={
        "entry": ("left", "left_employer"), "school": ("left",), "heading": ("bold",), "skills": ("commas",)}),
    Layout("word_long", compose=docx_layouts.plain, wishes=LONG, look={"font": ("Sans", "Times"), "heading": ("bold",)}),
)  # fmt: skip
BY_NAME = {layout.name: layout for layout in LAYOUTS}

_ONE_BYTE = ("Helvetica", "Times", "Courier")
_RICH = ("•", "–", "-", "disc", "*", "·", "›")
_WIDE_BULLETS = ("・", "●", "■", "-", "disc", "◆")
_SCHOOL_FORMS = (
    "title_dates",
    "employer_dates",
    "employer_place",
    "comma",
    "comma_employer",
    "pipe",
    "stacked_title",
    "stacked_employer",
    "dates_first",
    "dash",
)
_LEFT = ("left", "left_employer", "grouped", "profile_page")


def look_for(rng: Random, layout: Layout, content: Content) -> Look:
    """The layout's fixed choices, chance for the others, and a font that has all the letters."""
    chosen = {name: rng.choice(layout.look.get(name, options)) for name, options in ANY.items()}
    school = rng.choice(layout.look.get("school", _SCHOOL_FORMS))
    if "school" not in layout.look and (chosen["entry"] in _LEFT or rng.random() < 0.6):
        school = chosen["entry"]
    if not content.facts.work:
        school = "title_dates"
    if chosen["font"] in _ONE_BYTE and not _one_byte(content):
        chosen["font"] = "Sans"
    if chosen["font"] not in _ONE_BYTE and str(chosen["bullet"]).startswith("dingbat") and not layout.compose:
        chosen["bullet"] = rng.choice(_RICH)
    if content.wide:
        chosen["font"] = "Song" if content.language == "zh" else rng.choice(["Mincho", "Gothic"])
        chosen["bullet"] = rng.choice(_WIDE_BULLETS)
        chosen["words_apart"] = False
        if chosen["heading"] in ("smallcaps", "spaced", "caps"):
            chosen["heading"] = rng.choice(["bracket", "square", "rule"])
    return Look(**chosen, school=school)


def _one_byte(content: Content) -> bool:
    text = content.facts.model_dump_json() + content.written_name
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
