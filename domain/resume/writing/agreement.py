"""A number and a thing that stands in the singular ("five engineer")."""

import re

from domain.resume.writing.findings import WritingFinding, WritingKind

_THINGS = (
    "account|agent|analyst|application|article|campaign|child|class|client|colleague|company|country|course|customer|"
    "dashboard|department|designer|developer|employee|engineer|event|feature|guest|hotel|intern|lesson|manager|member|"
    "model|nurse|office|order|paper|partner|patient|person|product|project|pupil|region|report|resident|school|server|"
    "site|store|student|supplier|teacher|team|test|tool|trainee|user|vendor|volunteer|warehouse|website|worker"
)
_NUMBERS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|(?<![\d.,/$€£-])(?:[2-9]|\d{2,3})"
)
_FOUND = re.compile(
    rf"(?<![\w.,-])(?:{_NUMBERS})\s+(?P<thing>{_THINGS})"
    r"(?=\s+(?:on|in|at|from|with|to|and|who|by|across|for|through|under)\b|\s*[,;.]|\s*$)",
    re.IGNORECASE,
)
_PLURALS = {"child": "children", "person": "people", "class": "classes"}
WHY = "The number asks for the plural."


def singular_after_number(path: str, text: str) -> list[WritingFinding]:
    """Each countable thing in the singular behind a number above one."""
    found = []
    for match in _FOUND.finditer(text):
        # "Level 3 engineer" and "Class of 50 student" differ by the word before: a name's number counts nothing.
        if (
            re.search(r"(?:^|\s)(?:[A-Z]\w*|level|grade|tier|phase|year|type)\s$", text[: match.start()])
            and match.start() > 12
        ):
            continue
        thing = match["thing"]
        plural = _PLURALS.get(thing.lower()) or re.sub(r"([^aeiou])y$", r"\1ie", thing) + "s"
        found.append(
            WritingFinding(
                path=path, start=match.start("thing"), end=match.end("thing"), kind=WritingKind.GRAMMAR, text=thing,
                why=WHY, replacement=plural,
            )
        )  # fmt: skip
    return found
