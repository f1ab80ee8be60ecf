"""Pictures of text become lines with their own confidence; without text recognition the reader says so."""

import shutil

import pytest

from services.documents import ocr, pdf
from services.documents.bounds import Refused
from services.documents.normalise import BULLET
from services.documents.pdf import read_pdf
from services.documents.reader import PDF, read_document
from tests.unit.documents import scans
from tests.unit.documents.drawn_resume import LINES

TESSERACT = ocr.find_tesseract()
needs_tesseract = pytest.mark.skipif(not TESSERACT, reason="needs tesseract-ocr")


def _read(folder, data, tesseract=TESSERACT, pages=20):
    path = folder / "resume.pdf"
    path.write_bytes(data)
    return read_pdf(path, pages, tesseract=tesseract)


@needs_tesseract
@pytest.mark.parametrize("look", [{}, {"turn": 0.8}, {"grey": True}, {"turn": 180}, {"turn": 90}])
def test_a_scan_is_read(look, tmp_path):
    document = _read(tmp_path, scans.scan(scans.picture(**look)))
    assert [line.text for line in document.lines] == list(LINES)
    assert document.ocr_pages == (1,)
    assert all(0.7 < line.confidence < 1 for line in document.lines)
    sizes = [line.size for line in document.lines]
    assert max(sizes) < 1.3 * min(sizes), "lines of one size look like lines of one size"
    assert abs(document.lines[0].x0 - 50) < 15 or look.get("turn", 0) > 1


@needs_tesseract
def test_columns_of_a_scan_are_read_one_after_the_other(tmp_path):
    document = _read(tmp_path, scans.scan(scans.two_columns()))
    texts = [line.text for line in document.lines]
    assert texts.index("Rota planning") < texts.index("EXPERIENCE")
    assert texts.index("English") < texts.index("EXPERIENCE")
    assert document.column_pages == (1,)


@needs_tesseract
def test_pages_of_text_and_of_pictures_may_be_mixed(tmp_path):
    document = _read(tmp_path, scans.text_and_scan())
    assert document.ocr_pages == (2,)
    assert {line.page for line in document.lines if line.confidence < 1} == {2}
    assert document.lines[0].text == "Ines Duarte"
    assert document.lines[-1].text == "Wound care expert, 2022"
    assert document.issues == ()


@needs_tesseract
def test_letters_that_are_shapes_are_read(tmp_path):
    document = _read(tmp_path, scans.drawn_letters())
    assert [line.text for line in document.lines] == [
        "Ines Duarte", "Registered nurse in Porto", "Led a ward of twelve beds",
    ]  # fmt: skip


@needs_tesseract
def test_letters_that_copy_as_nonsense_are_read_from_the_picture(tmp_path):
    document = _read(tmp_path, scans.unlike_letters())
    assert [line.text for line in document.lines] == list(LINES)
    assert document.ocr_pages == (1,)


@needs_tesseract
def test_many_scanned_pages_are_cut_off_with_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "MAX_OCR_PAGES", 2)
    document = _read(tmp_path, scans.scan(*[scans.picture()] * 4))
    assert document.ocr_pages == (1, 2)
    assert document.issues == ("4 pages of this file are pictures. We recognised the text of the first 2.",)


@needs_tesseract
def test_a_scan_is_read_in_the_limited_child(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scans.scan(scans.picture()))
    assert read_document(path, PDF).text.startswith("Ines Duarte")


@needs_tesseract
def test_english_comes_first_among_the_languages():
    assert ocr.installed_languages(TESSERACT)[0] == "eng"
    assert ocr.installed_languages(shutil.which("true") or "") == []


def test_without_text_recognition_a_scan_is_refused_and_a_mixed_file_says_what_is_missing(tmp_path):
    with pytest.raises(Refused) as refusal:
        _read(tmp_path, scans.scan(scans.picture()), tesseract="")
    assert refusal.value.code == "scan_unread"
    with pytest.raises(Refused) as refusal:
        _read(tmp_path, scans.unlike_letters(), tesseract="")
    assert refusal.value.code == "unclear_letters"
    document = _read(tmp_path, scans.text_and_scan(), tesseract="")
    assert document.issues == (
        "Page 2 is a picture, and this server has no text recognition. We left the text in it out.",
    )


def test_a_program_that_is_none_is_no_crash(tmp_path):
    with pytest.raises(Refused) as refusal:
        _read(tmp_path, scans.scan(scans.picture()), tesseract="/bin/false")
    assert refusal.value.code == "scan"


def test_marks_that_are_no_letters_become_bullets():
    page = (
        "<span class='ocr_line' id='l' title=\"bbox 10 10 300 40; baseline 0 -8; x_size 30; x_descenders 8\">"
        "<span class='ocrx_word' id='a' title='bbox 10 10 20 40; x_wconf 70'>e</span>"
        "<span class='ocrx_word' id='b' title='bbox 30 10 90 40; x_wconf 91'><strong>Led</strong></span>"
        "<span class='ocrx_word' id='c' title='bbox 99 10 180 40; x_wconf 92'>R&amp;D</span></span>"
    )
    assert [word.text for word in ocr._parsed(page)] == [BULLET, "Led", "R&D"]
