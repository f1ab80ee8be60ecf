"""What must not matter to a score, taken out of the words before they are compared.

Whose name it is, he or she, the side of the Atlantic, curly quotes, white space.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from domain.evaluation.relevance import Embed

_NAME = "Alex"
_DAYS = (
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August"
    "|September|October|November|December|English|Christmas|Easter"
)
_MID_NAME = re.compile(
    rf"(?<=[a-z,;:’'\"”)\d] )(?!(?:I|{_DAYS})\b|I['’])[A-ZÀ-ÖØ-ÞŁŚŻ][^\W\d_]*[a-zß-öø-ÿąćęłńóśźż](?![A-Za-z])"
)
_FIRST_NAME = re.compile(
    r"(?:(?<=^)|(?<=[.!?] )|(?<=[\"“]))[A-ZÀ-ÖØ-ÞŁŚŻ][^\W\d_]+(?= (?:and I|said|asked|wrote|told|wanted|rang|called)\b)"
)
_PRONOUNS = {
    "he": "they", "she": "they", "him": "them", "his": "their", "her": "their", "hers": "theirs",
    "himself": "themselves", "herself": "themselves",
}  # fmt: skip
_PRONOUN = re.compile(r"\b(?:he|she|him|his|hers?|himself|herself)\b", re.I)
_BRITISH = (
    (re.compile(r"\b(\w{3,})is(e[ds]?|ing|ations?)\b"), r"\1iz\2"),
    (re.compile(r"\b(\w{2,})our(s|ed|ing|ite|able)?\b"), r"\1or\2"),
    (re.compile(r"\b(cent|met|theat|lit|fib)re(s)?\b"), r"\1er\2"),
    (re.compile(r"\b(\w+[aeiou])ll(ed|ing|er|ers)\b"), r"\1l\2"),
    (re.compile(r"\bprogramme(s?)\b"), r"program\1"),
    (re.compile(r"\bcheque(s?)\b"), r"check\1"),
    (re.compile(r"\b(\w+)yse(d|s)?\b"), r"\1yze\2"),
    (re.compile(r"\blearnt\b"), "learned"),
    (re.compile(r"\bpractise"), "practice"),
    (re.compile(r"\b(def|off|lic)ence\b"), r"\1ense"),
)
_KEPT = re.compile(r"\b(?:four|our|hour|hours|your|yours|tour|tours|pour|sour|flour|raise|raised|rise|rises|wise|noise"
                   r"|promise|promised|exercise|advise|advised|otherwise|precise|surprise|surprised|called|calling"
                   r"|told|rolled|filled|pulled|spelled|skilled|billed)\b", re.I)  # fmt: skip


@lru_cache(maxsize=4096)
def neutral(text: str) -> str:
    """The text as it is compared; it has no use but to be compared, and no offsets into it mean anything."""
    text = " ".join(text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').split())
    text = nameless(text)
    text = _PRONOUN.sub(lambda m: _PRONOUNS[m.group().lower()], text)
    return american(text)


def nameless(text: str) -> str:
    """The text with one name for all: Emily is no adverb and Mohammed no verb in the past."""
    return _FIRST_NAME.sub(_NAME, _MID_NAME.sub(_NAME, text))


def american(text: str) -> str:
    """British spellings as American ones, word by word."""
    return re.sub(r"[^\W\d_]+", lambda m: _american_word(m.group()), text)


@lru_cache(maxsize=20_000)
def _american_word(word: str) -> str:
    if _KEPT.fullmatch(word):
        return word
    for pattern, instead in _BRITISH:
        word = pattern.sub(instead, word)
    return word


def neutrally(embed: Embed) -> Embed:
    """The same vectors for texts that differ only in what must not matter."""

    def vectors(texts: Sequence[str]) -> list[list[float]]:
        return embed([neutral(text) for text in texts])

    return vectors
