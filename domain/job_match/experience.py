"""How long somebody has done something, from the dates of their jobs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.resume.dates import find_dates, plain
from domain.resume.facts import Position

_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("one ein eine un una uno um uma", "two zwei deux dos dois duas", "three drei trois tres",
         "four vier quatre cuatro quatro",
         "five funf fünf cinq cinco", "six sechs seis", "seven sieben sept siete sete", "eight acht huit ocho oito",
         "nine neun neuf nueve nove", "ten zehn dix diez dez"), 1)
    for word in words.split()
}  # fmt: skip
_COUNT = rf"(?:\d{{1,2}}(?:[.,]5)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_YEARS = re.compile(
    rf"(?<![\w.,$€£])(?P<low>{_COUNT})\s*\+?\s*(?:(?:-|–|to|bis|a|à|or|oder|ou|o)\s*(?:{_COUNT}|more|mehr|plus|más|mais)\s*)?"
    r"(?:\+|plus\b|or more\b)?\s*(?:full\s+)?(?P<unit>years?|yrs?|years['’]|jahren?|années?|ans?|años?|anos?|months?)"
    r"(?!\s*(?:old|of age|alt))(?:['’](?!\w)|\b)(?:\s+or\s+more\b|\s*\+)?",
    re.IGNORECASE,
)
_LEAD = (
    r"(?:(?:a |ein )?(?:minimum|mindestens|at least|more than|over|mínimo|minimo|al menos|au moins|pelo menos)"
    r"(?: of| de)?\s*)?"
)


@dataclass(frozen=True, slots=True)
class YearsAsked:
    """ "5+ years of Python": the number, and what it is about ("Python"; empty when it is about work in general)."""

    years: float
    subject: str


def years_asked(text: str) -> YearsAsked | None:
    """The least number of years a requirement asks for; None when it asks for none."""
    found = _YEARS.search(text)
    if found is None or re.search(r"(?i)\byears?\s+\d", text[found.start() : found.end() + 3]):
        return None
    low = found["low"].lower().replace(",", ".")
    number = float(_NUMBERS[low]) if low in _NUMBERS else float(low)
    if found["unit"].lower().startswith("month"):
        number /= 12
    before = re.sub(rf"(?i){_LEAD}$", "", text[: found.start()])
    return YearsAsked(number, _subject(f"{before} {text[found.end() :]}"))


_FILLERS = re.compile(
    r"(?i)\b(?:you(?:'ll)? (?:have|hold|bring|need)|you|have|minimum|mínimum|at least|of|professional|relevant|proven|"
    r"practical|prior|previous|recent|commercial(?= experience)|paid|full-time|hands-on|solid|post-qualification|"
    r"overall|"
    r"total|work(?:ing)? experience|experience(?:d)?(?: (?:in|with|as|of|working(?: as| in| with)?|using|within|on))?|"
    r"required|preferred|mindestens|berufserfahrung|erfahrung|mínimo|minimum|experiencia|expérience|experiência|d'|de|"
    r"con|com|en|em|in (?:a |an |the )?(?:similar|comparable|relevant|related|same) (?:role|position|field|job|area|"
    r"environment)s?|in (?:the|this) (?:industry|field|role|area)|(?:a |an )?(?:similar|comparable|related) (?:role|"
    r"field|"
    r"position)s?|as an?|in an?|in der|in|with|der|doing|using|role|roles|position)\b"
)


def _subject(text: str) -> str:
    bare = _FILLERS.sub(" ", text.replace("’", "'"))
    bare = re.sub(r"\([^)]*\)|['’](?=\s)|(?<=\s)[-–,;:'’]+(?=\s|$)", " ", f" {bare} ")
    return re.sub(r"(?i)^(?:(?:an?|the|on|at|within|for|using)\s+)+", "", " ".join(bare.split())).strip(" ,.;:-'’")


@dataclass(frozen=True, slots=True)
class Span:
    """Months since year 0, `end` exclusive."""

    start: int
    end: int


def span_of(job: Position, today: date) -> Span | None:
    """When a job was held; None where its dates do not say. Dates that were left in its head line are read there."""
    start, end = job.start, job.end
    if not start:
        left = find_dates(f"{job.title} {job.employer} {job.place}")
        if left is not None and left.is_range:
            start, end = left.start, left.end
    first, last = plain(start) if start else "", plain(end) if end else ""
    if not re.match(r"\d{4}", first) or not last:
        return None
    now = today.year * 12 + today.month - 1
    begin = _month(first)
    stop = now if last == "present" else min(_month(last), now)
    by_year = len(first) == 4 or (len(last) == 4 and last != "present")
    length = max(6 if by_year else 1, stop - begin + (0 if by_year else 1))
    return Span(begin, begin + length) if stop >= begin else None


def _month(text: str) -> int:
    year, _, month = text.partition("-")
    return int(year) * 12 + (int(month) - 1 if month else 6)


def months_of(spans: Iterable[Span]) -> int:
    """Months covered, overlaps counted once."""
    total, reached = 0, 0
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total


def in_words(months: int) -> str:
    """ "6 years 5 months", "8 months"."""
    years, rest = divmod(months, 12)
    parts = [f"{years} year{'s' if years != 1 else ''}"] if years else []
    parts += [f"{rest} month{'s' if rest != 1 else ''}"] if rest or not years else []
    return " ".join(parts)
