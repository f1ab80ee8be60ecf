"""Figures of a line: digits or words, with unit, role ("from", "to", "by") and how exact they claim to be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.resume.fabrication.lemmas import lemma
from domain.resume.fabrication.tokens import Token

_SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
NUMBER_WORDS = frozenset((*_SMALL, *_TENS, "hundred", "thousand", "million", "billion", "dozen", "half"))
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}
_SCALES |= {"b": 1e9}
_DIGIT_SCALES = {"k", "thousand", "million", "billion", "bn", "mn", "hundred"}
_FACTORS = {"double": 2.0, "twofold": 2.0, "triple": 3.0, "treble": 3.0, "threefold": 3.0, "quadruple": 4.0}
_FACTORS |= {"fourfold": 4.0, "fivefold": 5.0, "tenfold": 10.0, "halve": 0.5}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_ORDINALS = {
    word: n for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_CURRENCIES = {"$": "$", "€": "€", "£": "£", "¥": "¥", "dollar": "$", "euro": "€", "pound": "£", "yen": "¥"}
_CURRENCIES |= {
    "usd": "USD",
    "eur": "€",
    "gbp": "£",
    "cad": "CAD",
    "aud": "AUD",
    "chf": "CHF",
    "jpy": "¥",
    "inr": "INR",
}
_ADJECTIVES = {"canadian": "CAD", "australian": "AUD", "american": "USD", "swiss": "CHF", "us": "USD"}
TIME = {
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 365.25 / 12,
    "year": 365.25,
    "min": 1 / 1440,
}
TIME |= {
    "minut": 1 / 1440,
    "second": 1 / 86400,
    "millisecond": 1 / 86400000,
    "m": 1 / 1440,
    "yr": 365.25,
    "quarter": 365.25 / 4,
    "h": 1 / 24,
    "decad": 3652.5,
}
UNITS = {
    lemma(w)
    for w in "kg g lb lbs ms s km m cm mm miles kilometres metres tonnes tons litres gb tb mb kwh mw kw".split()
}
_RELATIONS = {"about": "about", "around": "about", "approximately": "about", "roughly": "about", "circa": "about"}
_RELATIONS |= {
    "some": "about",
    "approx": "about",
    "nearly": "nearly",
    "almost": "nearly",
    "over": "over",
    "above": "over",
}
_RELATIONS |= {"up_to": "up_to", "at_least": "at_least", "under_number": "under", "below": "under"}
_RELATIONS = {word if "_" in word else lemma(word): relation for word, relation in _RELATIONS.items()}
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = {
    "in",
    lemma("since"),
    "from",
    "to",
    "until",
    "of",
    "between",
    "and",
    lemma("before"),
    "after",
    "till",
    "during",
    "by",
}
_FACTOR_LEMMAS = {lemma(word): factor for word, factor in _FACTORS.items()}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure. `kind`: count, percent, points, money, year, ordinal. `first`/`last` are its tokens' places."""

    value: float
    kind: str
    first: int
    last: int
    unit: str = ""
    relation: str = "exact"
    role: str = ""
    is_total: bool = False
    """True for the 30 in "12 of 30"."""
    fraction: bool = False
    """True for "a third", where 33 % means the same."""
    vague: bool = False


def read_quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """Every figure of a line, in order."""
    found: list[Quantity] = []
    index = 0
    while index < len(tokens):
        one = _at(tokens, index, found)
        if one is None:
            index += 1
        else:
            found.append(one)
            index = one.last + 1
    return [_with_unit(one, found[i + 1 : i + 2]) for i, one in enumerate(found)]


def _with_unit(one: Quantity, following: Sequence[Quantity]) -> Quantity:
    """ "From 50 to 20 minutes": the first figure has the unit of the second."""
    pair = following and (one.role, following[0].role, one.unit) == ("from", "to", "") and one.kind == following[0].kind
    return replace(one, unit=following[0].unit) if pair else one


def _at(tokens: Sequence[Token], index: int, earlier: Sequence[Quantity]) -> Quantity | None:
    token = tokens[index]
    if token.lemma in _FACTOR_LEMMAS:
        factor = _FACTOR_LEMMAS[token.lemma]
        return Quantity(100 * abs(factor - 1), "percent", index, index, role="by", unit="down" if factor < 1 else "up")
    part = _fraction(tokens, index)
    long = _and_a_half(tokens, index)
    if long:
        return long
    if part:
        value, last = part
        return Quantity(
            value,
            "percent",
            index,
            last,
            relation=_relation(tokens, index),
            role=_role(tokens, index, last),
            fraction=True,
        )
    currency = ""
    first = index
    if token.text in _CURRENCIES or (
        token.lemma in _CURRENCIES and index + 1 < len(tokens) and tokens[index + 1].is_number
    ):
        currency = _CURRENCIES[token.text if token.text in _CURRENCIES else token.lemma]
        index += 1
        if index >= len(tokens) or not tokens[index].is_number:
            return None
    number = _digits(tokens, index) if tokens[index].is_number else _words(tokens, index)
    if number is None:
        return None
    value, last, vague = number
    return _finished(tokens, value, first, last, currency, vague, earlier)


def _finished(
    tokens: Sequence[Token],
    value: float,
    first: int,
    last: int,
    currency: str,
    vague: bool,
    earlier: Sequence[Quantity],
) -> Quantity | None:
    digits = tokens[last].text if first == last else ""
    follow = tokens[last + 1 : last + 3]
    nearest = follow[0].lemma if follow and not follow[0].before.strip(" -") else ""
    relation, role = _relation(tokens, first), _role(tokens, first, last)
    if tokens[last].text.endswith("+") and relation == "exact":
        relation = "over"
    if nearest == "%" or nearest == "percent":
        return Quantity(value, "percent", first, last + 1, relation=relation, role=role)
    if nearest in ("point", "pp"):
        return Quantity(value, "points", first, last + 1, relation=relation, role=role)
    if nearest in ("st", "nd", "rd", "th") and not follow[0].before:
        return Quantity(value, "ordinal", first, last + 1)
    if currency:
        if nearest == "m" and not follow[0].before:
            value, last = value * 1e6, last + 1
        return Quantity(value, "money", first, last, unit=currency, relation=relation, role=role)
    if nearest == "m" and tokens[last + 1].text == "M":
        return Quantity(value * 1e6, "count", first, last + 1, relation=relation, role=role)
    if nearest in _CURRENCIES:
        return Quantity(value, "money", first, last + 1, unit=_CURRENCIES[nearest], relation=relation, role=role)
    if nearest in _ADJECTIVES and len(follow) > 1 and follow[1].lemma in _CURRENCIES:
        return Quantity(value, "money", first, last + 2, unit=_ADJECTIVES[nearest], relation=relation, role=role)
    if _YEAR.fullmatch(digits) and (first == 0 or _year_here(tokens, first, last)):
        return Quantity(value, "year", first, last, role=tokens[first - 1].lemma if first else "")
    total = bool(earlier) and first - earlier[-1].last in (2, 3) and tokens[first - 1].lemma == "of"
    unit = next((t for t in (nearest,) if t in UNITS or t in TIME), "")
    return Quantity(value, "count", first, last, unit=unit, relation=relation, role=role, is_total=total, vague=vague)


def _year_here(tokens: Sequence[Token], first: int, last: int) -> bool:
    before, after = tokens[first - 1], tokens[last + 1 : last + 2]
    if before.lemma in _YEAR_BEFORE or re.search(r"[(–—/-]", tokens[first].before) or before.text[:1].isupper():
        return True
    return not after or not after[0].is_word or "," in after[0].before


def _digits(tokens: Sequence[Token], index: int) -> tuple[float, int, bool] | None:
    value = _value(tokens[index].text.removesuffix("+"))
    if value is None:
        return None
    following = tokens[index + 1 : index + 2]
    scale = following[0].text.lower() if following else ""
    if scale in _DIGIT_SCALES and following[0].before.strip(" -") == "":
        return value * _SCALES[scale], index + 1, False
    return value, index, False


def _value(text: str) -> float | None:
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", text) and not re.fullmatch(r"0\.\d{3}", text):
        return float(re.sub(r"[,.]", "", text))
    text = text.replace(",", ".") if text.count(",") == 1 else text.replace(",", "")
    return float(text) if text.count(".") <= 1 else None


def _words(tokens: Sequence[Token], index: int) -> tuple[float, int, bool] | None:
    """ "twenty-two", "two hundred and forty", "a dozen", "hundreds of", "a year and a half" is left to durations."""
    word = tokens[index].text.lower()
    after = [t.text.lower() for t in tokens[index + 1 : index + 3]]
    if word in ("a", "an", "one", "half") and after[:1] == ["dozen"]:
        return (6.0 if word == "half" else 12.0), index + 1, False
    if word == "half" and after[:2] == ["a", "dozen"]:
        return 6.0, index + 2, False
    if word == "dozen":
        return 12.0, index, False
    if word in ("dozens", "hundreds", "thousands", "millions"):
        return {"dozens": 24.0, "hundreds": 200.0, "thousands": 2000.0, "millions": 2e6}[word], index, True
    if word in ("a", "an") and after[:1] and after[0] in ("hundred", "thousand", "million"):
        return _SCALES[after[0]], index + 1, False
    if word not in _SMALL and word not in _TENS:
        return None
    total, current, last = 0.0, 0.0, index - 1
    for place in range(index, len(tokens)):
        part = tokens[place].text.lower()
        if part in _SMALL or part in _TENS:
            if place > index and not _continues(tokens[place - 1].text.lower(), part):
                break
            current += _SMALL.get(part, _TENS.get(part, 0))
        elif part in ("hundred", "thousand", "million", "billion") and place > index:
            scale = _SCALES[part]
            current = (current or 1) * scale
            if scale > 100:
                total, current = total + current, 0.0
        elif part == "and" and last >= index and tokens[last].text.lower() in ("hundred", "thousand"):
            continue
        else:
            break
        last = place
    return total + current, last, False


def _continues(before: str, part: str) -> bool:
    return before in ("hundred", "thousand", "million", "and") or (
        before in _TENS and _SMALL.get(part, 0) in range(1, 10)
    )


def _and_a_half(tokens: Sequence[Token], index: int) -> Quantity | None:
    """ "a year and a half", "two years and a half"."""
    words = [t.text.lower() for t in tokens[index : index + 5]]
    if len(words) == 5 and words[1:4] == ["and", "a", "half"] and lemma(words[4]) in TIME and words[0] in _SMALL:
        return Quantity(
            _SMALL[words[0]] + 0.5, "count", index, index + 3, unit=lemma(words[4]), relation=_relation(tokens, index)
        )
    if len(words) == 5 and words[2:] == ["and", "a", "half"] and lemma(words[1]) in TIME:
        value = 1.0 if words[0] in ("a", "an") else float(_SMALL.get(words[0], 0)) or _value(words[0])
        if value:
            return Quantity(
                value + 0.5, "count", index, index + 4, unit=lemma(words[1]), relation=_relation(tokens, index)
            )
    return None


def _fraction(tokens: Sequence[Token], index: int) -> tuple[float, int] | None:
    """(percent, last token) of "a third", "two thirds", "half"."""
    word = tokens[index].text.lower()
    following = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
    if word == "half" and following not in ("a", "dozen", "day", "year", "hour"):
        return 50.0, index
    if word in ("a", "one", "two", "three") and following.removesuffix("s") in _PARTS:
        top = _SMALL.get(word, 1)
        if following == "quarter" and index and tokens[index - 1].lemma not in ("by", "to", "about", "of", "around"):
            return None
        return 100 * top / _PARTS[following.removesuffix("s")], index + 1
    return None


def _relation(tokens: Sequence[Token], first: int) -> str:
    for token in reversed(tokens[max(first - 2, 0) : first]):
        if token.lemma in _RELATIONS:
            return _RELATIONS[token.lemma]
        if token.text.lower() not in ("a", "an", "the", "by", "of", "to"):
            break
    return "exact"


_ROLES = {"by", "from", "to"}
_CHANGES = {lemma(w) for w in "reduction increase decrease drop growth rise cut improvement saving".split()}


def _role(tokens: Sequence[Token], first: int, last: int) -> str:
    for token in reversed(tokens[max(first - 3, 0) : first]):
        if token.lemma in _ROLES:
            return token.lemma
        if token.lemma not in _RELATIONS and token.text.lower() not in ("a", "an", "the"):
            break
    after = [t for t in tokens[last + 1 : last + 3] if t.text != "%"]
    return "by" if after and after[0].lemma in _CHANGES and not after[0].text.endswith(("ed", "ing")) else ""
