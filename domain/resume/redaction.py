"""What a model need not know of a person: names, contacts and addresses stand as marks, and come back afterwards."""

import re
from collections.abc import Iterable

from domain.evaluation.text import word_set
from domain.resume.facts import ResumeFacts

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"\b(?:https?://|www\.)[^\s<>()\[\],;]+[^\s<>()\[\],;.]"
    r"|\b(?:linkedin|github|gitlab|xing|behance|twitter|x|instagram|facebook|medium|dribbble)\.com/[^\s<>()\[\],;]+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|me|info|example|eu|uk|de|fr)/[^\s<>()\[\],;]+",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+|00)\d[\d ()./-]{6,18}\d(?![\w%])"
    r"|(?<![\w.,])(?!\(?\d{1,2}[./]\d{4})\(?0\d{1,5}\)?[ ./-]?\d[\d ./-]{4,12}\d(?![\w%])"
)
_AMERICAN_PHONE = re.compile(r"(?<![\w.,])\(?[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4}(?![\w%])")
_STREET = re.compile(
    r"\b\d{1,5}[a-z]?,?\s+(?:[A-Z][\w'’.-]+\s+){1,4}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Square|Terrace|Close)\b\.?"
    r"|\b[A-ZÄÖÜ][\wäöüß.-]*(?:straße|strasse|str\.|weg|platz|allee|gasse)\s+\d{1,4}[a-z]?\b"
    r"|\b(?:rue|avenue|boulevard|calle|via|rua)\s+(?:[\w'’.-]+\s+){1,4}\d{1,4}\b"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b")
_PATTERNS = (
    ("EMAIL", _EMAIL), ("LINK", _LINK), ("PHONE", _PHONE), ("PHONE", _AMERICAN_PHONE), ("ADDRESS", _STREET),
    ("ADDRESS", _POSTCODE),
)  # fmt: skip
_MARK = re.compile(r"\[(?:NAME|EMAIL|LINK|PHONE|ADDRESS|PLACE) \d+\]")
_SHORTEST_NAME = 3
_PARTICLES = word_set("van von der den del della dos das the and jr sr phd msc mba bin ibn al el la le de di da do")
# Parts of names that are everyday words too: only their capitalised form is hidden.
_WORDS_TOO = word_set(
    """
    will mark may art grace hope faith april june august bill frank grant rich rob sue pat drew chase pierce young king
    price page cook baker smith taylor hall field fields hill woods long short brown green white black gray stone
    """
)


class Redaction:
    """Hides and restores the same values with the same marks, over as many texts as needed."""

    def __init__(self, facts: ResumeFacts) -> None:
        self._marks: dict[str, str] = {}
        self._values: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        contact = facts.contact
        self._known: list[tuple[str, re.Pattern[str]]] = []
        for kind, values in (
            ("EMAIL", [contact.email]), ("LINK", contact.links), ("PHONE", [contact.phone]),
            ("NAME", _names(contact.name)), ("PLACE", [contact.place, *(job.place for job in facts.work)]),
        ):  # fmt: skip
            self._know(kind, values)

    def hide(self, text: str) -> str:
        """The text with a mark such as "[NAME 1]" for each name, contact or address. Marks of its own are taken out."""
        text = _MARK.sub("", text)
        for kind, pattern in (*self._known, *_PATTERNS):
            text = pattern.sub(lambda match, kind=kind: self._mark(kind, match.group()), text)  # type: ignore[misc]
        return text

    def restore(self, text: str) -> str:
        """The text with what the marks stand for; a mark that was never given is left as it is."""
        return _MARK.sub(lambda match: self._values.get(match.group(), match.group()), text)

    def _know(self, kind: str, values: Iterable[str]) -> None:
        for value in sorted(
            {v.strip() for v in values if v and len(v.strip()) >= _SHORTEST_NAME}, key=lambda v: (-len(v), v)
        ):
            spaced = r"[\s,]+".join(re.escape(part) for part in value.split())
            flags = 0 if kind == "NAME" and value.lower() in _WORDS_TOO else re.IGNORECASE
            self._known.append((kind, re.compile(rf"(?<!\w){spaced}(?!\w)", flags)))

    def _mark(self, kind: str, value: str) -> str:
        known = self._marks.get(value)
        if known is None:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            known = f"[{kind} {self._counts[kind]}]"
            self._marks[value] = known
            self._values[known] = value
        return known


def marks(text: str) -> list[str]:
    """The marks in a text, in order."""
    return _MARK.findall(text)


def _names(name: str) -> list[str]:
    """The name and each part of it that is no particle."""
    parts = [part.strip(".,'’") for part in re.split(r"[\s\-]+", name)]
    return [name, *(part for part in parts if len(part) >= _SHORTEST_NAME and part.lower() not in _PARTICLES)]
