"""Words that are hidden from a reader's eye: what they say once the disguise is taken off."""

import base64
import binascii
import codecs
import re
import unicodedata

_LETTER_BY_LETTER = re.compile(r"(?<!\w)\w(?:[ \t.\-_*]{1,3}\w(?!\w)){7,}")
"""Eight letters with gaps between them: nobody says an answer like that; "S Q L" is shorter."""
_ENCODED = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_LEET = str.maketrans("013457@$", "oleastas")
_LEET_I = str.maketrans("013457@$", "oieastas")
_MIXED = re.compile(r"(?<![\w@$])(?=[\w@$]{0,20}[^\W\d_])(?=[\w@$]{0,20}[\d@$])[\w@$]{2,20}(?![\w@$])")


def hidden_words(text: str) -> str:
    """Return the first stretch that is encoded or spelt letter by letter, as it stands; "" when there is none."""
    spaced = next((m.group() for m in _LETTER_BY_LETTER.finditer(text) if _is_spelling(m.group())), "")
    if spaced:
        return spaced
    return next((m.group() for m in _ENCODED.finditer(text) if _decoded(m.group())), "")


def _is_spelling(spaced: str) -> bool:
    """True for letters with gaps; "0.6*0.6*0.4" is arithmetic."""
    signs = [c for c in spaced if c.isalnum()]
    return 2 * sum(c.isalpha() for c in signs) > len(signs)


def readings(text: str) -> list[str]:
    """Return the text as it stands, and as it reads without invisible characters, look-alike digits and rotation."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    found = [text, bare]
    if _MIXED.search(bare):
        found += [_undigit(bare, table) for table in (_LEET, _LEET_I)]
    return list(dict.fromkeys([*found, codecs.encode(bare, "rot13")]))


def _undigit(text: str, table: dict[int, int]) -> str:
    return _MIXED.sub(lambda m: m.group().translate(table), text)


def _decoded(token: str) -> str:
    try:
        plain = base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return plain if plain.isprintable() and " " in plain else ""
