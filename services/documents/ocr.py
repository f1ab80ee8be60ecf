"""Letters out of pictures, by Tesseract in a process of its own that inherits the limits of the one that calls it."""

import html
import math
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

from services.documents.cells import Word
from services.documents.normalise import BULLET

DOTS_PER_INCH = 300
LONGEST_SIDE = 3_600
"""Pixels; larger sheets are drawn smaller."""
PAGE_SECONDS = 7.0
DOUBTFUL = 0.6
"""Mean confidence of a page below which another language or a turned page is tried."""
NOISE = 0.4
"""Mean confidence below which a page is taken to hold no text."""
MOST_LANGUAGES = 4
_LINE = re.compile(r"<span class='ocr_(?:line|header|caption|textfloat)'[^>]*title=\"([^\"]*)\"")
_WORD = re.compile(
    r"<span class='ocrx_word'[^>]*title='bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)[^']*'[^>]*>(.*?)</span>", re.S
)
_LIKE_BULLETS = ("¢", "«", "»", "°", "©", "®", "¤", "¥", "e", "@", "=", ">")
"""What a bullet is taken for at the beginning of a line."""
_BASELINE = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+).*?baseline (-?[\d.]+) (-?[\d.]+).*?x_size ([\d.]+)")


@dataclass(frozen=True, slots=True)
class _Found:
    """A word in pixels."""

    text: str
    x0: int
    x1: int
    y: float
    size: float
    slope: float
    confidence: float


def find_tesseract() -> str:
    """Where the program is; empty when it is not installed."""
    return shutil.which("tesseract") or ""


def installed_languages(tesseract: str) -> list[str]:
    """Language codes as Tesseract lists them, English first; empty when it does not answer."""
    listed = (_run([tesseract, "--list-langs"], b"", 5.0) or b"").decode("utf-8", "replace")
    names = [name.strip() for name in listed.splitlines() if re.fullmatch(r"[a-z]{3}(?:_[a-z]+)?", name.strip())]
    return sorted((name for name in names if name != "osd"), key=lambda name: (name != "eng", name))


def recognise(page: Any, tesseract: str, languages: list[str], seconds: float = PAGE_SECONDS) -> list[Word] | None:
    """The words of a rendered PDF page, in points; None when there was no answer in time."""
    end = time.monotonic() + seconds
    width, height = page.get_size()
    scale = min(DOTS_PER_INCH / 72, LONGEST_SIDE / max(width, height, 1.0))
    picture = _grey(page, scale)
    first = [name for name in languages if name == "eng"] or languages[:1]
    best = _words(picture, tesseract, first, end - time.monotonic())
    if best is None:
        return None
    if _confidence(best) < DOUBTFUL:
        turned = _turn_needed(picture, tesseract, end - time.monotonic())
        picture = _grey(page, scale, turned) if turned else picture
        others = [name for name in languages if name not in first][: MOST_LANGUAGES - 1]
        if turned or others:
            again = _words(picture, tesseract, first + others, end - time.monotonic())
            best = max(best, again or [], key=_confidence)
    if _confidence(best) < NOISE:
        return []
    return _placed(best, scale)


def _turn_needed(picture: bytes, tesseract: str, seconds: float) -> int:
    """Degrees clockwise by which a sheet lies wrong: 0, 90, 180 or 270."""
    told = _run([tesseract, "-", "-", "--dpi", str(DOTS_PER_INCH), "--psm", "0"], picture, seconds) or b""
    found = re.search(rb"Rotate: (90|180|270)\b", told)
    return int(found.group(1)) if found else 0


def _grey(page: Any, scale: float, turn: int = 0) -> bytes:
    """The page as a PGM picture."""
    bitmap = page.render(scale=scale, rotation=turn, grayscale=True, may_draw_forms=False)
    pixels = bytes(bitmap.buffer)
    if bitmap.stride != bitmap.width:
        pixels = b"".join(pixels[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height))
    return b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + pixels


def _words(picture: bytes, tesseract: str, languages: list[str], seconds: float) -> list[_Found] | None:
    command = [tesseract, "-", "-", "--dpi", str(DOTS_PER_INCH)]
    command += ["-l", "+".join(languages)] if languages else []
    page = _run([*command, "hocr"], picture, seconds)
    return None if page is None else _parsed(page.decode("utf-8", "replace"))


def _run(command: list[str], data: bytes, seconds: float) -> bytes | None:
    """What the program writes; None when it does not start, fails or takes too long."""
    environment = {"OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, env=environment, timeout=max(seconds, 0.1), check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    return done.stdout if done.returncode == 0 else None


def _parsed(page: str) -> list[_Found]:
    """The words of an hOCR page; it is used for the baselines that Tesseract's tables lack."""
    found: list[_Found] = []
    starts = list(_LINE.finditer(page))
    for number_of_line, line in enumerate(starts):
        end = starts[number_of_line + 1].start() if number_of_line + 1 < len(starts) else len(page)
        measured = _BASELINE.search(line.group(1))
        if not measured:
            continue
        left, _, _, bottom, slope, offset, size = (float(value) for value in measured.groups())
        words = list(_WORD.finditer(page, line.end(), end))
        for number, word in enumerate(words):
            x0, _, x1, _, confidence, text = word.groups()
            text = _plain(text)
            if number == 0 and text in _LIKE_BULLETS and len(words) > 1 and _plain(words[1].group(6))[:1].isupper():
                text = BULLET
            sure = int(confidence) / 100
            if text and (sure > 0.3 or (sure > 0.1 and any(char.isalnum() for char in text))):
                y = bottom + offset + slope * (float(x0) - left)
                found.append(_Found(text, int(x0), int(x1), y, size, slope, sure))
    return found


def _plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def _confidence(found: list[_Found]) -> float:
    return mean(word.confidence for word in found) if found else 0.0


def _placed(found: list[_Found], scale: float) -> list[Word]:
    """Words in points, the page turned straight by the slope that most of its words have."""
    slope = median(word.slope for word in found) if found else 0.0
    straight = math.cos(math.atan(slope))
    return [
        Word(
            text=word.text,
            x0=word.x0 / scale,
            x1=word.x1 / scale,
            y=(word.y - slope * word.x0) * straight / scale,
            size=word.size * 1.1 / scale,
            confidence=word.confidence,
        )
        for word in found
    ]
