"""Messages in characters without a picture: Unicode tags, variation selectors and zero-width signs.

Emoji flags, joiners of Indic and Arabic script, marks of writing direction and single zero-width spaces are honest.
"""

import re

_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f")
_TAGS = re.compile("[\U000e0000-\U000e007f]{3,}")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")
_ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u180e]{8,}")
_DIGITS = {"\u200b": "0", "\u200c": "1", "\u2060": "0", "\u2061": "0", "\u2062": "1", "\u200d": "1", "\ufeff": "1"}


def unseen_messages(text: str) -> list[str]:
    """What is written in such characters, decoded where it follows one of the usual codes."""
    if text.isascii():
        return []
    found = [
        "".join(chr(ord(char) - 0xE0000) for char in run if 0xE0020 <= ord(char) < 0xE007F)
        for run in _TAGS.findall(_FLAG.sub("", text))
    ]
    found += [_bytes_of(run) for run in _SELECTORS.findall(text)]
    found += [_bits_of(run) for run in _ZERO_WIDTH.findall(text) if len(set(run)) > 1]
    return [message for message in found if message.strip()]


def _bytes_of(run: str) -> str:
    """One selector a byte: FE00-FE0F are 0-15, E0100-E01EF are 16-255."""
    codes = bytes(ord(c) - 0xFE00 if ord(c) < 0x10000 else ord(c) - 0xE0100 + 16 for c in run)
    return _shown(codes, len(run))


def _bits_of(run: str) -> str:
    bits = "".join(_DIGITS.get(char, "") for char in run)
    codes = bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits) - 7, 8))
    return _shown(codes, len(run))


def _shown(codes: bytes, length: int) -> str:
    text = codes.decode("utf-8", "replace")
    readable = text and sum(char.isprintable() and char != "\ufffd" for char in text) >= 0.9 * len(text)
    return text if readable else f"({length} characters without a picture)"
