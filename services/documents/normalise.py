"""Signs of a page turned into plain text: ligatures, bullets, soft hyphens, icons."""

import re

BULLET = "•"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij"}
_SPACES = dict.fromkeys([*range(0x2000, 0x200B), 0x00A0, 0x202F, 0x205F, 0x3000, 0x2028, 0x2029], " ")
_NOTHING = dict.fromkeys(
    [0x00AD, 0x180E, 0x200B, *range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
     *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0)]
)  # fmt: skip
_SIGNS = {"‐": "-", "‑": "-", "\x02": "-", "\ufffe": "-"}
_BULLETS = "●○◦▪▫■□◆◇►▶▸▹‣⁃∙⚫⬤➢➤➔❖✓✔❑❒\u2043\u25aa\u25cf\u25e6"
_TABLE = str.maketrans({**_LIGATURES, **_SIGNS, **dict.fromkeys(_BULLETS, BULLET)}) | _SPACES | _NOTHING
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LEADING = re.compile(r"^(?:[•*·]\s*|[-–—]\s+|o\s+(?=[A-Z]))")
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
_JOINERS = re.compile(f"(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}])")
"""Joiners and non-joiners inside Arabic, Indic, Khmer and Mongolian words are part of the spelling."""
_KEPT_JOINERS = {"\u200c": "\ue0fc", "\u200d": "\ue0fd"}
_GIVEN_BACK = str.maketrans({kept: joiner for joiner, kept in _KEPT_JOINERS.items()})


def clean(text: str) -> str:
    """One line of plain text; icons of symbol fonts become bullets, since they stand where a separator would."""
    if text.isascii():
        return re.sub(r" +", " ", _CONTROL.sub("", text.translate(_TABLE).replace("\t", " "))).strip()
    text = _PRIVATE.sub(BULLET, text)
    text = _JOINERS.sub(lambda found: _KEPT_JOINERS[found.group()], text).translate(_TABLE).translate(_GIVEN_BACK)
    return re.sub(r" +", " ", _CONTROL.sub("", text.replace("\t", " "))).strip()


def split_bullet(text: str) -> tuple[bool, str]:
    """Whether the line starts with a bullet, and the line without it."""
    bare = _LEADING.sub("", text)
    return bare != text, bare.strip()
