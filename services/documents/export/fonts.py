"""Which font draws which letters of a PDF."""

import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

from domain.errors import InvalidInput
from services.documents.export.scripts import in_charset, script_of

_FILES = {
    "SourceSansPro": ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    "SourceSansPro-Bold": ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    "SourceSerifPro": ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    "SourceSerifPro-Bold": ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
}
_EAST_ASIAN = {
    # script: (sans, serif, the charset that says which characters the font has)
    "japanese": ("HeiseiKakuGo-W5", "HeiseiMin-W3", "cp932"),
    "korean": ("HYGothic-Medium", "HYSMyeongJo-Medium", "cp949"),
    "simplified": ("STSong-Light", "STSong-Light", "gb18030"),
    "traditional": ("MSung-Light", "MSung-Light", "big5"),
}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of one document: a face of the template, and one for East Asian letters."""

    serif: bool
    script: str

    def runs(self, text: str, *, bold: bool = False) -> list[tuple[str, str]]:
        """The text cut into (font, letters); signs that no font has are left out (see `undrawable`)."""
        found: list[tuple[str, str]] = []
        asian = self.has_east_asian(text)
        for char in text:
            font = self._font(char, bold)
            # Between East Asian signs, Latin ones are drawn in the same font: pdfium loses a sign that stands
            # alone in a font it does not have ("2020", "年").
            if asian and font is not None and char.isascii():
                font = self._east_asian
            if font is None:
                continue
            if found and (found[-1][0] == font or char == " "):
                found[-1] = (found[-1][0], found[-1][1] + char)
            else:
                found.append((font, char))
        return found

    def _font(self, char: str, bold: bool) -> str | None:
        families = ("SourceSerifPro", "SourceSansPro") if self.serif else ("SourceSansPro", "SourceSerifPro")
        for family in families:
            if ord(char) in _letters(family):
                return f"{family}-Bold" if bold else family
        return self._east_asian if in_charset(_EAST_ASIAN[self.script][2], char) else None

    def has_east_asian(self, text: str) -> bool:
        """Whether some of the text needs the East Asian font."""
        return any(self._font(char, False) == self._east_asian for char in text)

    @property
    def _east_asian(self) -> str:
        sans, serif, _ = _EAST_ASIAN[self.script]
        return serif if self.serif else sans


def fonts_for(texts: Iterable[str], *, serif: bool) -> Fonts:
    """Fonts for a document with these texts; registers them with reportlab once.

    Raises InvalidInput (code "invalid_input") when it has letters that no font of ours can draw.
    """
    text = "".join(texts)
    fonts = Fonts(serif, script_of(text))
    _register(fonts.script)
    missing = undrawable(text, fonts)
    if missing:
        scripts = " and ".join(dict.fromkeys(_script_name(char) for char in missing))
        raise InvalidInput(
            f"A PDF cannot show the {scripts} letters of this resume ({''.join(missing[:8])}). "
            "Download the Word file instead: it keeps every letter."
        )
    return fonts


def undrawable(text: str, fonts: Fonts) -> list[str]:
    """Letters (no pictures or other signs) that none of the fonts has, each once."""
    return [c for c in dict.fromkeys(text) if unicodedata.category(c)[0] in "LMN" and fonts._font(c, False) is None]


def _script_name(char: str) -> str:
    return unicodedata.name(char, "unknown").split(" ")[0].capitalize()


@lru_cache(maxsize=4)
def _letters(family: str) -> frozenset[int]:
    return frozenset(_font_file(family).face.charToGlyph)


def _font_file(name: str) -> TTFont:
    package, file = _FILES[name]
    return TTFont(name, str(files(package) / "files" / file))


@lru_cache(maxsize=4)
def _register(script: str) -> None:
    with _lock:
        for name in _FILES:
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(_font_file(name))
        for name in _EAST_ASIAN[script][:2]:
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(UnicodeCIDFont(name))
