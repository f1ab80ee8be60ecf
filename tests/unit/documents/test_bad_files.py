"""Each kind of bad file gets its own code and sentence, in bounded time, and the parent process stays as it was."""

import resource
import time
from pathlib import Path

import pytest

from domain.errors import InvalidUpload
from services.documents.ocr import find_tesseract
from services.documents.parsing import parse_file, parse_files
from services.documents.reader import DOCX, PDF, Limits, check_upload, read_document
from services.documents.upload_checks import MAX_BYTES, SENTENCES
from services.documents.workers import WarmReader
from tests.unit.documents import bad_files as bad


def _whole_way(folder: Path, name: str, data: bytes) -> str:
    """The code the file ends with, checked and read as an upload is; "" when it is read."""
    path = folder / name
    path.write_bytes(data)
    result = parse_file(path)
    if "error" not in result:
        return ""
    assert result["error"]["message"]
    return result["error"]["code"]


BAD = {
    "empty": ("resume.pdf", lambda: b"", "empty"),
    "only zeros": ("resume.pdf", lambda: b"\x00" * 5000, "empty"),
    "11 MB": ("resume.pdf", lambda: b"%PDF-1.7\n" + b"0" * (11 * 1024 * 1024), "too_large"),
    "encrypted": ("resume.pdf", bad.encrypted_pdf, "encrypted"),
    "half a PDF": ("resume.pdf", lambda: bad.good_pdf()[: len(bad.good_pdf()) // 2], "truncated"),
    "half a DOCX": ("resume.docx", lambda: bad.good_docx()[: len(bad.good_docx()) // 2], "truncated"),
    "program named pdf": ("resume.pdf", lambda: b"MZ\x90\x00" + b"\x00" * 4000, "program"),
    "picture named pdf": ("resume.pdf", bad.picture, "image"),
    "picture named docx": ("resume.docx", bad.picture, "image"),
    "web page": ("resume.pdf", lambda: b"<html><body>%PDF-1.7 hello" + b"x" * 400, "unsupported"),
    "old Word": ("resume.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000, "old_word"),
    "locked Word": (
        "resume.docx",
        lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") * 3,
        "encrypted_docx",
    ),
    "rich text": ("resume.docx", lambda: b"{\\rtf1 hello}" * 30, "rtf"),
    "text": ("resume.pdf", lambda: b"Nadia Okafor, engineer. " * 40, "unsupported"),
    "zip named docx": ("resume.docx", lambda: _zip("notes.txt", b"hello"), "unsupported"),
    "spreadsheet": ("resume.docx", lambda: _zip("xl/workbook.xml", b"<x/>", bad.CONTENT_TYPES), "other_office"),
    "presentation": ("resume.docx", lambda: _zip("ppt/presentation.xml", b"<x/>", bad.CONTENT_TYPES), "other_office"),
    "OpenDocument": (
        "resume.docx",
        lambda: _zip("mimetype", b"application/vnd.oasis.opendocument.text"),
        "open_document",
    ),
    "path outside": ("resume.docx", lambda: _zip("../../evil", b"x", bad.CONTENT_TYPES), "damaged"),
    "macros": ("resume.docm", bad.with_macros, "macros"),
    "zip bomb": ("resume.docx", bad.zip_bomb, "unpacks_too_large"),
    "3 million paragraphs": ("resume.docx", bad.million_paragraphs, "unpacks_too_large"),
    "200,000 quiet paragraphs": ("resume.docx", bad.quiet_paragraphs, "too_long"),
    "entity bomb": ("resume.docx", bad.entity_bomb, "damaged"),
    "scan": ("resume.pdf", bad.scanned_pdf, "scan" if find_tesseract() else "scan_unread"),
    "blank": ("resume.pdf", bad.blank_pdf, "empty_document"),
    "Word file of pictures": ("resume.docx", bad.docx_of_pictures, "picture_document"),
    "broken inside": ("resume.docx", lambda: bad.package(b"<w:document><unclosed"), "damaged"),
    "PDF of noise": (
        "resume.pdf",
        lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\nstartxref\n0\n%%EOF",
        "damaged",
    ),
}


def _zip(name: str, data: bytes, types: bytes = b"") -> bytes:
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if types:
            archive.writestr("[Content_Types].xml", types)
        archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", sorted(BAD))
def test_bad_file_is_refused_with_its_own_code(kind, tmp_path):
    name, make, code = BAD[kind]
    data = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    assert _whole_way(tmp_path, name, data) == code
    assert time.monotonic() - begun < 15
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000, "kilobytes"


def test_every_code_has_a_sentence_of_its_own():
    assert len(set(SENTENCES.values())) == len(SENTENCES)
    assert {code for _, _, code in BAD.values()} <= set(SENTENCES)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("scan", "This PDF holds pictures of pages, so we could not read it. Upload a Word file or a PDF with text."),
        ("encrypted", "This PDF has a password. Save a copy without one and upload it again."),
    ],
)
def test_sentences_are_those_of_the_design(code, sentence):
    assert SENTENCES[code] == sentence


def test_size_is_named_and_the_limit_itself_is_allowed():
    with pytest.raises(InvalidUpload, match=r"This file is 14 MB\. The limit is 10 MB\."):
        check_upload("r.pdf", b"%PDF-" + b"0" * (14 * 1024 * 1024))
    with pytest.raises(InvalidUpload, match="a little over 10 MB"):
        check_upload("r.pdf", b"0" * (MAX_BYTES + 1))
    filler = bad.good_pdf()
    data = b"%PDF-1.4\n%" + b"0" * (MAX_BYTES - len(filler) - 11) + b"\n" + filler
    assert len(data) == MAX_BYTES
    assert check_upload("r.pdf", data) == PDF


def test_bytes_decide_and_not_the_name():
    assert check_upload("photo.png", bad.good_pdf()) == PDF
    assert check_upload("résumé\u202efdp.exe", bad.good_docx()) == DOCX


def test_a_file_of_the_machine_is_never_read(tmp_path):
    path = tmp_path / "resume.docx"
    path.write_bytes(bad.reads_a_file())
    assert "root:" not in str(parse_file(path))


@pytest.mark.parametrize("make", [bad.flate_bomb_pdf, bad.endless_pages_pdf])
def test_pdf_bombs_end_soon(make, tmp_path):
    begun = time.monotonic()
    _whole_way(tmp_path, "resume.pdf", make())
    assert time.monotonic() - begun < 15


def test_overrun_of_time_kills_the_child(tmp_path):
    path = tmp_path / "resume.pdf"
    path.write_bytes(bad.good_pdf())
    with pytest.raises(InvalidUpload) as refusal:
        read_document(path, PDF, limits=Limits(wall=0.02))
    assert refusal.value.code == "too_slow"


def test_memory_limit_holds(tmp_path):
    path = tmp_path / "resume.pdf"
    path.write_bytes(bad.flate_bomb_pdf())
    with pytest.raises(InvalidUpload) as refusal:
        read_document(path, PDF, limits=Limits(memory=64 * 1024 * 1024))
    assert refusal.value.code == "too_heavy"


def test_child_does_not_see_our_environment(monkeypatch):
    """A secret in the environment of the app is not in that of the process that reads files."""
    monkeypatch.setenv("GROQ_API_KEY", "secret-of-ours")
    reader = WarmReader()
    try:
        given = Path(f"/proc/{reader.process.pid}/environ")
        deadline = time.monotonic() + 10
        while b"LANG=" not in given.read_bytes() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert b"LANG=C.UTF-8" in given.read_bytes()
        assert b"secret-of-ours" not in given.read_bytes()
    finally:
        reader.close()


def test_one_refused_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.pdf").write_bytes(bad.encrypted_pdf())
    (tmp_path / "b.docx").write_bytes(bad.good_docx())
    first, second, third = parse_files([tmp_path / "a.pdf", tmp_path / "b.docx", tmp_path / "missing.pdf"])
    assert first == {"file": "a.pdf", "error": {"code": "encrypted", "message": SENTENCES["encrypted"]}}
    assert second["name"] == "Joana Teixeira"
    assert third["error"]["code"] == "not_found"


def test_form_has_every_field_and_nothing_else(tmp_path):
    path = tmp_path / "resume.docx"
    path.write_bytes(bad.good_docx())
    result = parse_file(path)
    assert set(result) == {
        "file", "name", "email", "phone", "links", "summary", "skills", "employers", "titles", "dates",
        "schools", "degrees", "sections", "quality", "ms",
    }  # fmt: skip
    assert 0 <= result["quality"]["score"] <= 1
    assert "2018-09/present" in result["dates"]
    assert result["sections"] == ["Contact", "Skills", "Work experience", "Education"]
