"""In which East Asian script a text is written."""

import unicodedata
from collections.abc import Iterable


def script_of(text: str) -> str:
    """The East Asian script the text is written in: kana and hangul tell, else the charset that has all its signs."""
    names = {unicodedata.name(char, "").split(" ")[0] for char in set(text)}
    if names & {"HIRAGANA", "KATAKANA"}:
        return "japanese"
    if "HANGUL" in names:
        return "korean"
    han = [char for char in dict.fromkeys(text) if unicodedata.name(char, "").startswith("CJK UNIFIED")]
    if all(in_charset("gb2312", char) for char in han):
        return "simplified"
    return "traditional" if all(in_charset("big5", char) for char in han) else "simplified"


def in_charset(charset: str, char: str) -> bool:
    """Whether an East Asian charset has this character as one of its own (not as ASCII or a private one)."""
    if ord(char) < 0x2000 or ord(char) > 0xFFFF:
        return False
    try:
        return 2 <= len(char.encode(charset)) < 4
    except UnicodeEncodeError:
        return False


def not_embedded(texts: Iterable[str]) -> tuple[str, ...]:
    """What the person should know about a PDF of these texts: East Asian fonts are named in it, not contained."""
    text = "".join(texts)
    if not any(unicodedata.name(char, "").startswith(_EAST_ASIAN_NAMES) for char in text):
        return ()
    script = script_of(text)
    name = "Chinese" if script in ("simplified", "traditional") else script.capitalize()
    note = f"The {name} letters of this PDF are drawn with a font of the machine that opens it."
    return (f"{note} Where there is none they stay blank, and the Word file is the safer choice.",)


_EAST_ASIAN_NAMES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")
