"""Signs of a page turned into plain text: ligatures, bullets, soft hyphens, icons."""

import re

BULLET = "•"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij"}
_SPACES = dict.fromkeys([*range(0x2000, 0x200B), 0x00A0, 0x202F, 0x205F, 0x3000, 0x2028, 0x2029], " ")
_NOTHING = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F, 0xFE0E, 0xFE0F])
_SIGNS = {"‐": "-", "‑": "-", "\x02": "-", "\ufffe": "-"}
_BULLETS = "●○◦▪▫■□◆◇►▶▸▹‣⁃∙⚫⬤➢➤➔❖✓✔❑❒\u2043\u25aa\u25cf\u25e6"
_TABLE = str.maketrans({**_LIGATURES, **_SIGNS, **dict.fromkeys(_BULLETS, BULLET)}) | _SPACES | _NOTHING
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LEADING = re.compile(r"^(?:[•*·]\s*|[-–—]\s+|o\s+(?=[A-Z]))")


def clean(text: str) -> str:
    """One line of plain text; icons of symbol fonts become bullets, since they stand where a separator would."""
    text = _PRIVATE.sub(BULLET, text).translate(_TABLE)
    return re.sub(r" +", " ", _CONTROL.sub("", text.replace("\t", " "))).strip()


def split_bullet(text: str) -> tuple[bool, str]:
    """Whether the line starts with a bullet, and the line without it."""
    bare = _LEADING.sub("", text)
    return bare != text, bare.strip()
