"""The files themselves: structure, letters, page breaks, and other programs that open them."""

import ctypes
import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pypdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from benchmarks.export_round_trip import docx_text, missing_in_order, on_the_page, pdf_text
from domain.errors import InvalidInput
from domain.resume.facts import Contact, Position, ResumeFacts, Section
from domain.resume.round_trip import facts_in
from services.documents.export.content import compose
from services.documents.export.export import ExportKind, export_resume, file_name, write_export
from services.documents.export.templates import TEMPLATES, Paper
from tests.unit.documents.resume_samples import HARD, full, japanese, made_up, two_pages

PLAIN = TEMPLATES["plain"]
EVERY_TEMPLATE = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
HARD_ONES = pytest.mark.parametrize("facts", [make() for make in HARD.values()], ids=HARD)


def pdf(facts: ResumeFacts, template=PLAIN, paper: Paper = Paper.A4) -> bytes:
    return write_export(facts, ExportKind.PDF, template, paper)


def word(facts: ResumeFacts, template=PLAIN, paper: Paper = Paper.A4) -> bytes:
    return write_export(facts, ExportKind.DOCX, template, paper)


@EVERY_TEMPLATE
@pytest.mark.parametrize("kind", ExportKind)
def test_the_same_facts_give_the_same_bytes(template, kind):
    first = write_export(full(), kind, template, Paper.A4)
    assert write_export(full(), kind, template, Paper.A4) == first
    assert write_export(full().model_copy(update={"summary": "Other."}), kind, template, Paper.A4) != first


@HARD_ONES
@EVERY_TEMPLATE
def test_pdftotext_finds_every_fact_in_order(facts, template):
    assert missing_in_order(pdf_text(pdf(facts, template)), facts) == []


@HARD_ONES
def test_python_docx_finds_every_fact_in_order(facts):
    assert missing_in_order(docx_text(word(facts)), facts) == []


@pytest.mark.parametrize("seed", range(12))
def test_other_readers_find_every_fact_of_made_up_resumes(seed):
    facts = made_up(seed)
    assert missing_in_order(pdf_text(pdf(facts, paper=Paper.LETTER)), facts) == []
    assert missing_in_order(docx_text(word(facts, TEMPLATES["compact"])), facts) == []


def test_the_search_in_order_notices_what_is_missing_or_moved():
    """Else the tests above would prove nothing."""
    text = docx_text(word(full()))
    without = text.replace("Warehouse supervisor", "")
    assert missing_in_order(without, full()) == [("work.1.title", "Warehouse supervisor")]
    assert missing_in_order("\n".join(reversed(text.split("\n"))), full())
    assert sorted(on_the_page(full())) == sorted(facts_in(full()))


@HARD_ONES
@EVERY_TEMPLATE
@pytest.mark.parametrize("paper", Paper)
def test_no_letter_stands_outside_the_margins(facts, template, paper):
    document = pypdfium2.PdfDocument(pdf(facts, template, paper))
    rect, letters = pypdfium2.raw.FS_RECTF(), 0
    for page in document:
        assert page.get_size() == pytest.approx(paper.size, abs=0.1)
        text = page.get_textpage()
        for index in range(text.count_chars()):
            if pypdfium2.raw.FPDFText_IsGenerated(text.raw, index) == 1:
                continue
            pypdfium2.raw.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(rect))
            letters += 1
            assert rect.left >= template.margin - 1
            assert rect.right <= paper.size[0] - template.margin + 1
            assert rect.bottom >= template.margin - 4
    assert letters > 100


def test_words_longer_than_a_line_are_broken_and_kept():
    long = "Donaudampfschifffahrt" * 12
    facts = ResumeFacts(contact=Contact(name="Ada Okafor"), work=(Position(title="Cook", bullets=(f"{long} end",)),))
    assert long in pdf_text(pdf(facts)).replace("\n", "")


def test_a_pdf_has_title_outline_links_and_embedded_fonts():
    read = pypdf.PdfReader(io.BytesIO(pdf(full(), TEMPLATES["classic"])))
    assert (read.metadata.title, read.metadata.author) == ("Ingrid Solvang, resume", "Ingrid Solvang")
    sections = [entry.title for entry in read.outline if not isinstance(entry, list)]
    assert sections[:3] == ["Summary", "Work experience", "Projects"]
    assert [entry.title for entry in read.outline[2]] == ["Operations manager", "Warehouse supervisor"]
    links = {a.get_object()["/A"]["/URI"] for page in read.pages for a in page.get("/Annots", ())}
    assert links == {
        "mailto:ingrid.solvang@example.org", "https://www.linkedin.com/in/ingrid-solvang-example",
        "https://solvang.example", "https://github.com/isolvang/routes", "https://doi.example/10.1/abc",
    }  # fmt: skip
    fonts = [f.get_object() for page in read.pages for f in page["/Resources"]["/Font"].values()]
    embedded = {f["/BaseFont"].split("+")[-1] for f in fonts if "/FontFile2" in f.get("/FontDescriptor", {})}
    assert embedded == {"SourceSerifPro-Regular", "SourceSerifPro-Semibold"}


def test_a_heading_never_ends_a_page():
    for page in pypdfium2.PdfDocument(pdf(two_pages())):
        last = page.get_textpage().get_text_range().strip().splitlines()[-1]
        assert not last.startswith(("Shift lead", "Nordkai")), last


def test_a_word_file_has_heading_styles_real_lists_and_properties():
    document = docx.Document(io.BytesIO(word(full())))
    styles = {p.style.name: p.text for p in reversed(document.paragraphs)}
    assert styles["Title"] == "Ingrid Solvang"
    assert styles["Subtitle"] == "Operations manager"
    assert styles["Heading 1"] == "Summary"
    assert styles["Heading 2"] == "Operations manager"
    assert styles["List Bullet"].startswith("Cut late deliveries")
    links = [link.address for p in document.paragraphs for link in p.hyperlinks]
    assert links[:2] == ["mailto:ingrid.solvang@example.org", "https://www.linkedin.com/in/ingrid-solvang-example"]
    properties = document.core_properties
    assert (properties.title, properties.author) == ("Ingrid Solvang, resume", "Ingrid Solvang")
    names = zipfile.ZipFile(io.BytesIO(word(full()))).namelist()
    assert not [name for name in names if "thumbnail" in name]


@pytest.mark.parametrize("paper", Paper)
def test_paper_is_as_chosen(paper):
    section = docx.Document(io.BytesIO(word(full(), paper=paper))).sections[0]
    assert (section.page_width.pt, section.page_height.pt) == pytest.approx(paper.size, abs=0.1)


def test_libreoffice_opens_every_template(tmp_path: Path):
    for template in TEMPLATES.values():
        (tmp_path / f"{template.id}.docx").write_bytes(word(full(), template))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf",
         "--outdir", str(tmp_path), *map(str, sorted(tmp_path.glob("*.docx")))],
        capture_output=True, check=True, timeout=180,
    )  # fmt: skip
    for template in TEMPLATES.values():
        assert missing_in_order(pdf_text((tmp_path / f"{template.id}.pdf").read_bytes()), full()) == []


@pytest.mark.parametrize(("text", "script"), [("مرحبا", "Arabic"), ("שלום", "Hebrew"), ("नमस्ते", "Devanagari")])
def test_letters_no_font_has_are_named_and_word_keeps_them(text, script):
    facts = full().model_copy(update={"summary": f"I say {text}."})
    with pytest.raises(InvalidInput, match=rf"{script} letters.*Word file"):
        pdf(facts)
    assert text in docx_text(word(facts))


def test_word_reads_hebrew_and_arabic_from_the_right():
    document = docx.Document(io.BytesIO(word(full().model_copy(update={"summary": "שלום Ingrid"}))))
    [hebrew] = [p for p in document.paragraphs if p.text.startswith("שלום")]
    assert hebrew._p.pPr.find(qn("w:bidi")) is not None
    assert hebrew.runs[0].font.rtl
    assert document.paragraphs[0]._p.pPr.find(qn("w:bidi")) is None


def test_the_files_say_in_which_language_they_are():
    titles = ("Berufserfahrung", "Kenntnisse")
    facts = full().model_copy(update={"sections": tuple(Section(title=t, kind="work") for t in titles)})
    assert pypdf.PdfReader(io.BytesIO(pdf(facts))).trailer["/Root"]["/Lang"] == "de"
    styles = docx.Document(io.BytesIO(word(facts))).styles.element
    assert {node.get(qn("w:val")) for node in styles.iter(qn("w:lang"))} == {"de-DE"}


def test_signs_that_cannot_be_drawn_do_not_stop_a_pdf():
    facts = full().model_copy(update={"summary": "I ship \U0001f680 things → fast."})
    assert "I ship things → fast." in pdf_text(pdf(facts))


def test_east_asian_letters_are_there_and_the_person_is_told_what_that_needs():
    written = export_resume(japanese(), ExportKind.PDF, PLAIN, Paper.A4)
    assert "株式会社みなと物流 | 東京都 | 2020年4月 – 現在" in pdf_text(written.data)
    assert len(written.notes) == 1
    assert written.notes[0].startswith("The Japanese letters")
    assert export_resume(full(), ExportKind.PDF, PLAIN, Paper.A4).notes == ()
    assert export_resume(japanese(), ExportKind.DOCX, PLAIN, Paper.A4).notes == ()


def test_text_of_the_person_is_text_and_never_markup():
    nasty = "<b>5 & 6</b> <img src='http://x.example/a.png'/> <a href=\"javascript:x\">y</a> &lt;"
    facts = ResumeFacts(contact=Contact(name="A <i>B</i>"), summary=nasty, work=(Position(title=nasty),))
    assert nasty in " ".join(pdf_text(pdf(facts)).split())
    assert nasty in docx_text(word(facts))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ingrid Solvang", "Ingrid Solvang resume.pdf"), ("../../etc/passwd", "etcpasswd resume.pdf"), ("", "Resume.pdf"),
     ("Łucja O'Neill", "Łucja O'Neill resume.pdf"), ("x" * 300, "x" * 60 + " resume.pdf")],
)  # fmt: skip
def test_file_names_are_safe(name, expected):
    assert file_name(ResumeFacts(contact=Contact(name=name)), ExportKind.PDF) == expected


def test_an_empty_resume_can_still_be_written():
    assert pypdf.PdfReader(io.BytesIO(pdf(ResumeFacts()))).pages
    assert compose(ResumeFacts()) == []
    assert docx_text(word(ResumeFacts())) == ""
