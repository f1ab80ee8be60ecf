"""Pages drawn to try the reader: columns, spaced letters, hyphens, links, page numbers, and the second reader."""

from pathlib import Path

import pytest

from domain.resume.document import Line
from services.documents import pdf
from services.documents.normalise import clean, split_bullet
from services.documents.pdf import Refused, read_pdf
from tests.unit.documents import bad_files as bad
from tests.unit.resume.drawing import Page


def _read(folder: Path, page: Page, pages: int = 20) -> tuple[Line, ...]:
    path = folder / "page.pdf"
    path.write_bytes(page.save())
    return read_pdf(path, pages).lines


def test_dates_at_the_right_are_cells_and_not_a_column(tmp_path):
    page = Page().line("Experience", 13, bold=True)
    for number in range(6):
        page.line(f"Employer number {number}", right=f"20{10 + number} - 20{11 + number}").bullet(
            "Did a thing worth a line of text"
        )
    lines = _read(tmp_path, page)
    assert lines[1].cells == ("Employer number 0", "2010 - 2011")
    assert len({line.column for line in lines}) == 1


def test_grid_of_skills_is_read_down_and_keeps_its_section(tmp_path):
    page = Page().line("Skills", 13, bold=True)
    for left, right in (
        ("Wound dressing of burns", "Charting in the ward"),
        ("Triage at the door", "Planning of rotas"),
        ("Phlebotomy for children", "Teaching of students"),
        ("Handover at night", "Infection control"),
    ):
        page.cells((50, left), (250, right))
    page.heading("Education").line("Porto College, 2014")
    lines = [line.text for line in _read(tmp_path, page)]
    assert lines[1:5] == [
        "Wound dressing of burns",
        "Triage at the door",
        "Phlebotomy for children",
        "Handover at night",
    ]
    assert lines.index("Infection control") < lines.index("Education")


def test_letters_set_apart_come_together(tmp_path):
    page = Page()
    page.canvas.drawString(50, 800, "WORK HISTORY", charSpace=5)
    page.line("Porto College, a school with a name long enough to be text")
    assert _read(tmp_path, page)[0].text == "WORK HISTORY"


def test_text_typed_into_a_form_is_read(tmp_path):
    page = Page().line("Application form of the city hospital of Porto").line("Name:").line("Role:")
    page.link("https://i.example")
    for top, value in ((66, "Ines Duarte"), (80, "Ward nurse")):
        form = page.canvas.acroForm
        form.textfield(value=value, x=120, y=828 - top, width=200, height=14, fontSize=9, borderWidth=0)
    lines = _read(tmp_path, page)
    assert "Ines Duarte" in " ".join(line.text for line in lines)
    assert "Ward nurse" in " ".join(line.text for line in lines)
    assert [link for line in lines for link in line.links] == ["https://i.example"]


def test_page_numbers_are_left_out(tmp_path):
    page = Page().line("A line that is long enough to be read as text").line("Page 1 of 2").line("2").line("3 / 4")
    assert [line.text for line in _read(tmp_path, page)] == ["A line that is long enough to be read as text"]


def test_links_belong_to_their_line(tmp_path):
    page = Page().line("A first line without any link in it at all").line("My page").link("https://ines.example/me", 40)
    first, second = _read(tmp_path, page)
    assert (first.links, second.links) == ((), ("https://ines.example/me",))


def test_only_the_first_pages_of_a_long_file_are_read(tmp_path):
    page = Page()
    for number in range(6):
        page.line(f"This is the text of page number {number}, long enough").next_page()
    path = tmp_path / "long.pdf"
    path.write_bytes(page.save())
    document = read_pdf(path, 3)
    assert len(document.lines) == 3
    assert document.issues == (f"This file has {document.pages} pages. We read the first 3.",)


def test_second_reader_takes_over_when_the_first_sees_nothing(tmp_path, monkeypatch):
    path = tmp_path / "resume.pdf"
    path.write_bytes(bad.good_pdf())
    monkeypatch.setattr(pdf, "words_of", lambda chars: [])
    document = read_pdf(path, 20)
    assert "Nadia Okafor" in document.text
    assert document.issues


@pytest.mark.parametrize(
    ("make", "code"),
    [(bad.scanned_pdf, "scan_unread"), (bad.blank_pdf, "empty_document"), (bad.encrypted_pdf, "encrypted")],
)
def test_reader_says_why_it_refuses(make, code, tmp_path):
    path = tmp_path / "resume.pdf"
    path.write_bytes(make())
    with pytest.raises(Refused) as refusal:
        read_pdf(path, 20)
    assert refusal.value.code == code


def test_text_is_made_plain():
    assert clean("of\ufb01ce\u00a0 work\u00ad\u200b \uf0b7 next") == "office work • next"
    assert split_bullet("▪ Led a ward".replace("▪", "•")) == (True, "Led a ward")
    assert split_bullet("- Led a ward") == (True, "Led a ward")
    assert split_bullet("-5 degrees") == (False, "-5 degrees")
