"""How fast files are read: ours warm and cold, pypdf with a few patterns, pdfplumber; scans; a file of 71 pages.

python -m benchmarks.reader [FOLDER] [--rounds N]

Without a folder it draws its own resumes. The readers take turns file by file, so that other work on the machine
hurts all of them alike.
"""

import argparse
import io
import logging
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from domain.errors import InvalidUpload
from services.documents.ocr import find_tesseract
from services.documents.parsing import understand
from services.documents.reader import PDF, check_upload, close_readers, read_document, warm_up

PAGES = 71
BULLETS = (
    "Planned the rota of {n} nurses over three wards and cut agency hours by {n} percent in a year",
    "Led the change to electronic charts, trained {n} colleagues and wrote the handbook that is still used",
    "Kept the stock of {n} kinds of dressings within budget and reported to the head of nursing each month",
    "Measured falls, infections and waiting times, and presented the figures to a board of {n} people",
)
PATTERNS = {
    "email": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    "phone": re.compile(r"\+?\d[\d ().-]{7,}\d"),
    "links": re.compile(r"(?:https?://|www\.)\S+"),
    "dates": re.compile(r"\b(?:19|20)\d\d\b"),
}


def main() -> int:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, nargs="?", help="PDF and DOCX files; none: drawn ones")
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        files = _files(given.folder or _drawn(Path(place)))
        texts = [path for path in files if not _is_scan(path)]
        warm_up()
        _read(texts[0])
        _side_by_side(texts, given.rounds)
        _cold(texts[0], given.rounds)
        _long(Path(place))
        _scans([path for path in files if path not in texts] or [_scan(Path(place))])
        close_readers()
    return 0


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in (".pdf", ".docx"))


def _read(path: Path) -> None:
    read_document(path, check_upload(path.name, path.read_bytes()))


def _read_with_rules(path: Path) -> None:
    understand(read_document(path, check_upload(path.name, path.read_bytes())))


def _pypdf(path: Path) -> None:
    import pypdf

    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    _ = {name: pattern.findall(text) for name, pattern in PATTERNS.items()}


def _pdfplumber(path: Path) -> None:
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(path) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    _ = {name: pattern.findall(text) for name, pattern in PATTERNS.items()}


def _side_by_side(files: list[Path], rounds: int) -> None:
    ours = {"read, warm": _read, "read and rules, warm": _read_with_rules}
    others = {"pypdf and patterns, in process": _pypdf, "pdfplumber and patterns, in process": _pdfplumber}
    times: dict[str, list[float]] = {name: [] for name in (*ours, *others)}
    for reader in (*ours.values(), *others.values()):
        reader(next(path for path in files if path.suffix == ".pdf"))
    for _ in range(rounds):
        for path in files:
            for name, reader in (ours | (others if path.suffix == ".pdf" else {})).items():
                times[name].append(_timed(reader, path))
    print(f"{len(files)} files with text, {rounds} rounds; ms a file")
    print(f"{'':38} {'p50':>6} {'p95':>6} {'max':>6}")
    for name, found in times.items():
        _print(name, found)


def _cold(path: Path, rounds: int) -> None:
    """A new process of ours that has read nothing: its own start is not counted, that of the child is."""
    code = (
        "import sys, time; from pathlib import Path\n"
        "from services.documents.parsing import understand\n"
        "from services.documents.reader import check_upload, read_document\n"
        "from services.documents.skills_list import load_skills\n"
        "load_skills(); path = Path(sys.argv[1]); begun = time.perf_counter()\n"
        "understand(read_document(path, check_upload(path.name, path.read_bytes())))\n"
        "print((time.perf_counter() - begun) * 1000)"
    )
    found = []
    for _ in range(rounds):
        run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        found.append(float(run.stdout))
    _print("read and rules, cold", found)


def _long(folder: Path) -> None:
    path = folder / "long.pdf"
    path.write_bytes(long_resume())
    for name, reader in (("read", _read), ("read and rules", _read_with_rules)):
        _print(f"{PAGES} pages, {name}", [_timed(reader, path) for _ in range(3)])
    document = read_document(path, PDF)
    read = max(line.page for line in document.lines)
    print(f"  of them read: {read} pages, {len(document.text)} characters; {' '.join(document.issues) or 'no issue'}")


def _scans(files: list[Path]) -> None:
    if not find_tesseract():
        print("no text recognition installed: scans are not measured")
        return
    found = []
    for path in files:
        try:
            begun = time.perf_counter()
            document = read_document(path, check_upload(path.name, path.read_bytes()))
        except InvalidUpload as error:
            print(f"  {path.name}: {error.code}")
            continue
        found.append((time.perf_counter() - begun) * 1000 / max(len(document.ocr_pages), 1))
    _print("a recognised page", found)


def _timed(reader: Callable[[Path], None], path: Path) -> float:
    begun = time.perf_counter()
    reader(path)
    return (time.perf_counter() - begun) * 1000


def _print(name: str, times: list[float]) -> None:
    if times:
        ordered = sorted(times)
        p95 = ordered[min(round(0.95 * (len(ordered) - 1)), len(ordered) - 1)]
        print(f"{name:38} {statistics.median(ordered):6.0f} {p95:6.0f} {ordered[-1]:6.0f}")


def _is_scan(path: Path) -> bool:
    try:
        return bool(read_document(path, check_upload(path.name, path.read_bytes())).ocr_pages)
    except InvalidUpload:
        return True


def _drawn(folder: Path) -> Path:
    from tests.unit.resume.layouts import LAYOUTS

    for name, (make, *_) in LAYOUTS.items():
        (folder / name).write_bytes(make())
    return folder


def long_resume(pages: int = PAGES) -> bytes:
    """The life of somebody who held very many positions, a position half a page."""
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4, pageCompression=1)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(50, 790, "Ines Duarte")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(50, 774, "ines@example.org | +351 912 345 678 | Porto")
    for page in range(pages):
        y = 750
        for half in range(2):
            number = 2 * page + half
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(50, y, "Experience" if number == 0 else f"Ward nurse, Hospital {number} of Porto")
            canvas.drawRightString(545, y, f"March {1900 + number % 100} - May {1901 + number % 100}")
            canvas.setFont("Helvetica", 10)
            for line in range(22):
                y -= 15
                canvas.drawString(60, y, "• " + BULLETS[line % len(BULLETS)].format(n=number + line + 2))
            y -= 25
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _scan(folder: Path) -> Path:
    image = Image.new("L", (2480, 3508), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=42)
    for number in range(50):
        text = "Ines Duarte, registered nurse" if number == 0 else "- " + BULLETS[number % 4].format(n=number)
        pen.text((180, 160 + 62 * number), text, fill=0, font=font)
    path = folder / "scan.pdf"
    image.save(path, "PDF", resolution=300)
    return path


if __name__ == "__main__":
    sys.exit(main())
