"""How much of a text reads as words? Tells a page whose letters are mixed up from one in another language."""

import re
from itertools import pairwise

FEW_LETTERS = 25
"""A page of a resume with fewer letters than this holds no usable text."""
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd\x00-\x08\x0e-\x1f\x80-\x9f]|\\(cid:\\d+\\)")
_WORD = re.compile(
    r"^[(\"'“‘«¿¡\[•·|/&+-]*"
    r"(?:[^\W\d_]+(?:['’.\-/&·][^\W\d_]+)*|[$€£¥+~<>]?\d[\d.,:/%+()\-–—]*[^\W\d_]{0,4})"
    r"[)\]\"'”’».,;:!?…|+#%-]*$"
)
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")
"""Scripts that set no blanks between words, or that no Latin letter is mistaken for."""
_ADDRESS = re.compile(r"@|https?:|www\.|\.(?:com|org|net|io|edu|dev)\b")


def letters(text: str) -> int:
    """Letters and digits."""
    return sum(char.isalnum() for char in text)


def readable_letters(text: str) -> int:
    """Letters and digits that stand in words, numbers or addresses."""
    return sum(letters(token) for token in text.split() if _reads(token))


def is_garbled(text: str) -> bool:
    """Whether a text of some length is mostly no words: stand-ins of a broken font, letters in place of others."""
    total = letters(text)
    strange = len(_STRANGE.findall(text))
    if strange > 0.1 * max(total, 1) and strange > 10:
        return True
    return total > 2 * FEW_LETTERS and readable_letters(text) < 0.55 * total


def _reads(token: str) -> bool:
    if _STRANGE.search(token):
        return False
    if _ADDRESS.search(token) or _OTHER_SCRIPT.search(token):
        return True
    if not _WORD.match(token):
        return False
    odd = sum(a.islower() and b.isupper() for a, b in pairwise(token))
    return odd <= 2
