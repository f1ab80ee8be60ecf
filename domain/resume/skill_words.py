"""Words of skills: cutting a text into them, and one form of each for comparing."""

import re
from functools import lru_cache

CJK = "\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_LETTER = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u0590-\u0fff\u1e00-\u1fff"
TOKEN = re.compile(
    rf"[{CJK}]|[{_LETTER}](?:[{_LETTER}+#]|[.'’&](?=[{_LETTER}]))*[+#]*|(?<![{_LETTER}])\.[A-Za-z][{_LETTER}]+|&"
)
"""A word ("Node.js", "C++", "R&D", ".NET"), or one character of Chinese, Japanese or Korean, which has no spaces."""

_ACCENTS = str.maketrans(
    "áàâäãåāéèêëēęěíìîïīóòôöõōøúùûüūçćčñńňśšşżźžłğýÿț’ß", "aaaaaaaeeeeeeeiiiiiooooooouuuuucccnnnssszzzlgyyt's"
)
_BRITISH = {
    "isation": "ization",
    "isational": "izational",
    "ising": "izing",
    "ised": "ized",
    "modell": "model",
    "labell": "label",
    "travell": "travel",
    "counsell": "counsel",
    "programme": "program",
    "behaviour": "behavior",
    "colour": "color",
    "labour": "labor",
    "centre": "center",
    "licence": "license",
    "paed": "ped",
    "anaesth": "anesth",
    "haem": "hem",
    "gynaec": "gynec",
    "catalogu": "catalog",
    "tyre": "tire",
    "mould": "mold",
    "jewellery": "jewelry",
    "judgement": "judgment",
    "fibre": "fiber",
    "defence": "defense",
}
_SPELLING = re.compile("|".join(sorted(_BRITISH, key=len, reverse=True)))


@lru_cache(maxsize=32768)
def fold_word(word: str) -> str:
    """Lower case, no accents, American spelling."""
    if word == "&":
        return "and"
    folded = word.lower().translate(_ACCENTS)
    return _SPELLING.sub(lambda match: _BRITISH[match[0]], folded) if len(folded) > 4 else folded


def skill_key(text: str) -> str:
    """One form for comparing: case, accents, hyphens, slashes and British or American spelling make no difference."""
    return " ".join(map(fold_word, TOKEN.findall(text)))


def other_number(key: str) -> str | None:
    """The key with its last word in the plural, or in the singular if it was one; None for single words."""
    head, _, last = key.rpartition(" ")
    if not head or len(last) < 4 or not last.isascii() or not last.isalpha():
        return None
    if last.endswith(("ss", "us", "is", "ics")):
        return None
    if last.endswith("ies"):
        return f"{head} {last[:-3]}y"
    if last.endswith("s"):
        return f"{head} {last[:-1]}"
    if last.endswith("y") and last[-2] not in "aeiou":
        return f"{head} {last[:-1]}ies"
    return f"{head} {last}s"
