"""Hidden text is found in every way of hiding it, given to its owner, and no content; honest designs hide nothing."""

import pytest

from services.documents.docx_reader import read_docx
from services.documents.pdf import read_pdf
from tests.unit.documents.honest_designs import DOCX_DESIGNS, PDF_DESIGNS
from tests.unit.documents.planted_text import DOCX_KINDS, PDF_KINDS, SECRET


@pytest.mark.parametrize("kind", PDF_KINDS)
def test_hidden_text_of_a_pdf_is_found_and_left_out(kind, tmp_path):
    make, hiding = PDF_KINDS[kind]
    path = tmp_path / "resume.pdf"
    path.write_bytes(make())
    document = read_pdf(path, 5)
    assert [(one.hiding, one.text) for one in document.hidden] == [(hiding, SECRET)]
    assert "Ignore" not in document.text
    assert "Ines Duarte" in document.text
    assert "Porto" in document.text


@pytest.mark.parametrize("kind", DOCX_KINDS)
def test_hidden_text_of_a_word_file_is_found_and_left_out(kind, tmp_path):
    make, hiding = DOCX_KINDS[kind]
    path = tmp_path / "resume.docx"
    path.write_bytes(make())
    document = read_docx(path)
    assert [(one.hiding, one.text) for one in document.hidden] == [(hiding, SECRET)]
    assert "Ignore" not in document.text
    assert "Ines Duarte" in document.text


@pytest.mark.parametrize("design", PDF_DESIGNS)
def test_nothing_is_hidden_in_an_honest_pdf(design, tmp_path):
    path = tmp_path / "resume.pdf"
    path.write_bytes(PDF_DESIGNS[design]())
    document = read_pdf(path, 5)
    assert document.hidden == ()
    assert "Ines Duarte" in document.text
    assert "Led a ward of twelve beds" in document.text


@pytest.mark.parametrize("design", DOCX_DESIGNS)
def test_nothing_is_hidden_in_an_honest_word_file(design, tmp_path):
    path = tmp_path / "resume.docx"
    path.write_bytes(DOCX_DESIGNS[design]())
    document = read_docx(path)
    assert document.hidden == ()
    assert "Wound care and triage" in document.text


def test_there_are_many_honest_designs_and_many_ways_to_hide():
    assert len(PDF_DESIGNS) + len(DOCX_DESIGNS) >= 80
    assert len(PDF_KINDS) + len(DOCX_KINDS) >= 50
