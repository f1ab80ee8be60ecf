"""Whether a line says how many, how much or how fast."""

import re

_WORDS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|halved|doubled|tripled|quadrupled|"
    r"(?:a|one|two)[\s-](?:third|quarter|fifth)s?|twice|threefold|tenfold|double-digit|one(?=\s+of\b)"
)
_NUMBER_WORD = re.compile(rf"(?<![\w-])(?:{_WORDS})(?![a-z])", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w/.,])[$€£¥₹~<>≥≤+-]*\d[\d.,]*(?:\s?(?:%|k|m|bn|x|h|ms|s|kg|km|gb|tb|mb|st|nd|rd|th|percent|million|"
    r"billion|thousand))?\+?(?![A-Za-z])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|from|until|till|during|by|after|before|early|late|mid|of|the|fy|spring|summer|autumn|fall|winter|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|q[1-4]|to|and)|[(/\u2013\u2014-])\s*$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"(?<=\s)(?:[A-Z][\w+#.]*|[a-z]*[A-Z]\w*)\s$")


def has_number(text: str) -> bool:
    """Whether a line carries a quantity. Years, and numbers that belong to a name ("Python 3"), are none."""
    if _NUMBER_WORD.search(text):
        return True
    for match in _NUMBER.finditer(text):
        before = text[: match.start()]
        digits = match.group().strip("+.,")
        if "24/7" in text[max(match.start() - 3, 0) : match.end() + 2]:
            continue
        if _YEAR.fullmatch(digits) and (_YEAR_BEFORE.search(before) or not text[match.end() :].strip(" .)")):
            continue
        if _NAME_BEFORE.search(before) and digits.replace(".", "").isdecimal() and len(digits) < 6:
            continue
        return True
    return False
