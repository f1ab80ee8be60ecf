"""How often something happens: "a week", "weekly", "every two weeks", "per shift", "requests/s"."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.resume.fabrication.lemmas import lemma
from domain.resume.fabrication.tokens import Token

_WORDS = {
    "hourly": ("hour", 1), "daily": ("day", 1), "weekly": ("week", 1), "fortnightly": ("week", 2),
    "biweekly": ("week", 2), "monthly": ("month", 1), "quarterly": ("quarter", 1), "yearly": ("year", 1),
    "annual": ("year", 1), "annually": ("year", 1), "nightly": ("night", 1),
}  # fmt: skip
_UNITS = {
    lemma(unit): unit
    for unit in "second minute hour day night shift week fortnight month quarter term season year millisecond".split()
} | {"s": "second", "h": "hour", "d": "day", "sec": "second", "min": "minute"}
_NUMBERS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "six": 6, "6": 6, "other": 2}
_NOT_AFTER = {
    "in",
    "within",
    "for",
    "of",
    "over",
    "after",
    "about",
    "than",
    "during",
    "by",
    "only",
    "just",
    "once",
    "to",
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every `every` units; `first`/`last` are its tokens' places."""

    unit: str
    every: int
    first: int
    last: int


def read_rhythms(tokens: Sequence[Token]) -> list[Rhythm]:
    """Every rhythm of a line, in order."""
    return [found for index in range(len(tokens)) if (found := _at(tokens, index))]


def _at(tokens: Sequence[Token], index: int) -> Rhythm | None:
    token = tokens[index]
    word = token.text.lower()
    if word in _WORDS:
        unit, every = _WORDS[word]
        return Rhythm(unit, every, index, index)
    if token.before == "/" and word in _UNITS and index and not tokens[index - 1].is_number:
        return Rhythm(_UNITS[word], 1, index, index)
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or word not in ("a", "an", "per", "each", "every"):
        return None
    if word == "every" and following.text.lower() in _NUMBERS and index + 2 < len(tokens):
        unit = _UNITS.get(tokens[index + 2].lemma, "")
        return Rhythm(unit, _NUMBERS[following.text.lower()], index, index + 2) if unit else None
    if following.lemma not in _UNITS:
        return None
    before = tokens[index - 1].text.lower() if index else ""
    if word in ("a", "an") and (index == 0 or before in _NOT_AFTER or _is_longer(tokens, index)):
        return None
    return Rhythm(_UNITS[following.lemma], 1, index, index + 1)


def _is_longer(tokens: Sequence[Token], index: int) -> bool:
    """ "a year and a half" is a duration."""
    return [t.text.lower() for t in tokens[index + 2 : index + 5]] == ["and", "a", "half"]
