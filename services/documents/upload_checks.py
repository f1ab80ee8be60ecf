"""Is this file a PDF or a Word file we can open? Decided by its bytes; its name is only for the sentence."""

import io
import zipfile
from pathlib import PurePath
from xml.etree.ElementTree import ParseError

from domain.errors import InvalidUpload

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_BYTES = 10 * 1024 * 1024
MAX_MEMBERS = 1_000
MAX_UNPACKED = 80 * 1024 * 1024
MAX_RATIO = 100
"""Unpacked to packed size; Word files of real resumes measure 3 to 20."""
_OTHERS = (b"MZ", b"PK", b"\x7fELF", b"<", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"#!", b"{\\rtf", b"\xd0\xcf\x11\xe0")
RATIO_FROM = 2 * 1024 * 1024
"""Unpacked bytes from which on the ratio counts; small parts of blanks compress far better."""

SENTENCES = {
    "empty": "This file is empty. Choose the file again, or save it once more first.",
    "too_large": "This file is {size}. The limit is 10 MB.",
    "image": "This is a picture, so there is no text to read. Upload a Word file or a PDF with text.",
    "old_word": "This is an old Word file (.doc). Save it as .docx or PDF and upload it again.",
    "rtf": "This is a rich text file. Save it as .docx or PDF and upload it again.",
    "open_document": "This is an OpenDocument file. Save it as .docx or PDF and upload it again.",
    "program": "This is a program, not a document. Upload a PDF or a Word file (.docx).",
    "macros": "This Word file holds macros, which we do not open. Save it as a plain .docx and upload it again.",
    "encrypted": "This PDF has a password. Save a copy without one and upload it again.",
    "encrypted_docx": "This Word file has a password. Save a copy without one and upload it again.",
    "truncated": "This file stops in the middle, as if it was not saved or sent completely. "
    "Save it again and upload it again.",
    "damaged": "This file is damaged, so we could not open it. Save it again as PDF or .docx and upload it again.",
    "unpacks_too_large": "This Word file unpacks to far more than a resume needs, so we did not open it. "
    "Save a plain copy and upload that.",
    "other_office": "This is {kind}, not a Word file. Upload a PDF or a Word file (.docx).",
    "unsupported": "This is not a PDF or a Word file. Upload a PDF or a .docx file.",
    "scan": "This PDF holds pictures of pages, so we could not read it. Upload a Word file or a PDF with text.",
    "scan_unread": "This file is a scan: a picture of each page. This server has no text recognition, so we could not "
    "read it. Upload a Word file or a PDF with text.",
    "picture_document": "This Word file holds pictures and no text, so we could not read it. Upload a file with text.",
    "empty_document": "We found no text in this file. Upload the file that holds your resume.",
    "unclear_letters": "The fonts of this PDF do not say which letters they draw, so nobody can copy its text. "
    "Save it again as .docx, or as a PDF from another program, and upload that.",
    "too_long": "This file is far longer than a resume, so we did not read it. Upload one of at most 20 pages.",
    "too_slow": "Reading this file took too long, so we stopped. "
    "Save it again as a plain PDF or .docx and upload that.",
    "too_heavy": "This file needs more memory than a resume should, so we stopped. "
    "Save it again as a plain PDF or .docx and upload that.",
}


def refused(code: str, **values: str) -> InvalidUpload:
    """The error for a code, with its sentence."""
    return InvalidUpload(code, SENTENCES[code].format(**values))


def check_upload(file_name: str, data: bytes) -> str:
    """The media type of the file, told by its bytes; raises InvalidUpload with a code of SENTENCES.

    What only reading can show (a password, a scan, broken pages) is found by `read_document`.
    """
    if not data:
        raise refused("empty")
    if len(data) > MAX_BYTES:
        raise refused("too_large", size=_megabytes(len(data)))
    if not data.strip(b"\x00\t\r\n "):
        raise refused("empty")
    if b"%PDF-" in data[:1024]:
        return _check_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _check_zip(data)
    raise refused(_what_else(data, PurePath(file_name).suffix.lower()))


def _megabytes(size: int) -> str:
    """ "14 MB"; one digit more where the limit is near, so that the sentence never says "10 MB, limit 10 MB"."""
    whole = size / (1024 * 1024)
    if whole >= 11:
        return f"{whole:.0f} MB"
    return f"{whole:.1f} MB" if whole >= 10.05 else "a little over 10 MB"


def _check_pdf(data: bytes) -> str:
    if data.startswith(_OTHERS):  # a file of two kinds at once is made to deceive
        raise refused("unsupported")
    if len(data) < 200:
        raise refused("truncated")
    tail = data[-2048:]
    if b"/Encrypt" in tail and b"trailer" in tail and b"%%EOF" in tail and b"/Standard" not in data:
        raise refused("encrypted")
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise refused("truncated")
    return PDF


def _check_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members, len(data))
            return _check_office(archive, {member.filename for member in members})
    except zipfile.BadZipFile as error:
        raise refused("truncated" if b"PK\x05\x06" not in data[-66_000:] else "damaged") from error
    except (OSError, EOFError, ValueError, NotImplementedError, RuntimeError, ParseError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise refused("damaged") from error


def _check_members(members: list[zipfile.ZipInfo], packed: int) -> None:
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS or len(set(names)) != len(names):
        raise refused("damaged" if len(members) <= MAX_MEMBERS else "unpacks_too_large")
    if any(member.flag_bits & 0x1 for member in members):
        raise refused("encrypted_docx")
    if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name for name in names):
        raise refused("damaged")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed):
        raise refused("unpacks_too_large")
    for member in members:
        if member.file_size > RATIO_FROM and member.file_size > 2 * MAX_RATIO * max(member.compress_size, 1):
            raise refused("unpacks_too_large")


def _check_office(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" not in names:
        if "mimetype" in names and archive.read("mimetype")[:60].startswith(b"application/vnd.oasis"):
            raise refused("open_document")
        raise refused("unsupported")
    types = archive.read("[Content_Types].xml")[:200_000]
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refused("macros")
    if any(name.startswith("xl/") for name in names):
        raise refused("other_office", kind="a spreadsheet")
    if any(name.startswith("ppt/") for name in names):
        raise refused("other_office", kind="a presentation")
    if "wordprocessingml.document.main+xml" not in types.decode(
        "latin-1"
    ) and "wordprocessingml.template" not in types.decode("latin-1"):
        raise refused("unsupported")
    return DOCX


def _what_else(data: bytes, suffix: str) -> str:
    """The code for a file that is neither PDF nor ZIP."""
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")):
        return "image"
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] in (b"ftypheic", b"ftypavif", b"ftypmif1"):
        return "image"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "encrypted_docx" if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in data else "old_word"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith((b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")):
        return "program"
    if data.startswith(b"PK") or (suffix == ".docx" and data[:2] == b"PK"):
        return "damaged"
    return "unsupported"
