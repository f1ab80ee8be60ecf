"""Files that are no resume, by what is wrong with them: the name they come with, and what makes their bytes."""

from tests.browser import make_resume
from tests.unit.documents import bad_files

MB = 1024 * 1024


def truncated() -> bytes:
    return make_resume.pdf()[:-400]


def program() -> bytes:
    return b"MZ\x90\x00" + bytes(range(256)) * 40


BAD = {
    "encrypted": ("locked.pdf", bad_files.encrypted_pdf),
    "truncated": ("half.pdf", truncated),
    "empty": ("nothing.pdf", lambda: b""),
    "a renamed program": ("setup.pdf", program),
    "a renamed picture": ("photo.pdf", bad_files.picture),
    "11 MB": ("large.pdf", lambda: make_resume.pdf() + b"\n" * (11 * MB)),
    "image only": ("scan.pdf", bad_files.scanned_pdf),
}
