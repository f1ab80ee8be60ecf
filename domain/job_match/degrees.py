"""Degrees: how high, in what, and whether it is finished."""

import re
from dataclasses import dataclass
from datetime import date

from domain.job_match.ad_words import folded
from domain.resume.dates import plain
from domain.resume.facts import Education

_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (level, re.compile(names))
    for level, names in (  # explicit names before the bare word
        (5, (r"\b(?:ph\.?\s?d|d\.?phil|doctor(?:ate|al)?|doktor|promotion\b|doctorado|doutorado|dnp|ed\.?d|pharmd|"
            r"j\.?d\b)")),
        (4, (r"\b(?:master'?s?\b(?! of ceremonies)|m\.?sc\b|m\.?s\.(?:\s|$|,)|ms\b(?! (?:office|excel|word|project|"
            r"teams|sql))|"
            r"m\.?a\b|mba|m\.?eng|m\.?tech|m\.?ed\b|msn\b|mph\b|bac\s?\+\s?5|maestria|mestrado|magister|diplom-|"
            r"diplome d'ingenieur|advanced degree|graduate degree|postgraduate)")),
        (3, (r"\b(?:bachelor'?s?|b\.?sc\b|b\.?s\.?(?:\s|$|,)|b\.?a\.?(?:\s|$|,)|b\.?e\.?(?:\s|$|,)|b\.?eng|b\.?tech|"
            r"bba|b\.?com|b\.?ed\b|"
            r"bsn\b|undergraduate|university degree|college degree|honou?rs|licence\b(?! de)|"
            r"licenciatura|grado\b|graduacao|bacharel\w*|ingenieria|engineer'?s degree|studium|hochschulabschluss|"
            r"diplom\b|"
            r"bac\s?\+\s?[34]|titulacion|carrera\b|ensino superior|formacao superior|pgce)")),
        (2, (r"\b(?:associate'?s?(?: degree)?|aas\b|adn\b|diploma|hnd\b|hnc\b|foundation degree|ausbildung|bts\b|"
            r"dut\b|bac\s?\+\s?2|"
            r"formacion profesional|tecnico superior|college diploma)")),
        (1, (r"\b(?:high school|secondary|ged\b|gcses?\b|a-levels?\b|abitur|btec|baccalaureat|bachillerato|"
            r"ensino medio)")),
        (3, r"\b(?:degree|graduated? (?:of|in|with|from)|diplome)\b"),
    )
)  # fmt: skip
_ASKED = re.compile(
    r"\b(?:degree|bs/ms|ba/bs|(?:bs|b\.s\.|ms|m\.s\.|m\.?eng\.?|b\.?eng\.?)(?= in\b)|bachelor'?s?|master'?s?|"
    r"ph\.?\s?d|doctorate|diploma|graduate of|graduated? (?:in|from)|bsc|ba\b|msc|mba|bsn|msn|adn|"
    r"b\.?tech|high school|ged\b|gcses?|a-levels?|studium|ausbildung|hochschulabschluss|abschluss|abgeschlossenes|"
    r"bac\s?\+\s?\d|"
    r"diplome|licence en|licenciatura|grado (?:en|universitario)|titulacion|ingenieria|graduacao em|ensino superior|"
    r"formacao superior|formation (?:en|superieure)|estudios)\b"
)
_TAUGHT = re.compile(r"\b(?:teach|deliver|tutor|prepar)\w* .*(?:gcse|a-level|high school|secondary)")
_FIELDS = re.compile(
    r"\b(?:degree|bachelor(?:'s)?(?: degree)?|master(?:'s)?(?: degree)?|ph\.?d\.?|diploma|program(?:me)?|bsc|ba|msc|ma|"
    r"bs/ms|ba/bs|bs|ms|b\.s\.|m\.s\.|b\.?eng\.?|m\.?eng\.?|studium|"
    r"abschluss|grado|licenciatura|ingenieria|licence|master|bac\s?\+\s?\d|graduacao|bacharelado|formation|estudios|"
    r"formacao superior)\s*(?:\([^)]*\)\s*)?(?:in|of|der|des|en|em|de)\s+(?P<fields>.+)$"
)
_END = re.compile(
    r"\b(?:or (?:an? )?(?:equivalent|related|similar|relevant|comparable|other)|oder (?:vergleichbar|ahnlich|"
    r"gleichwertig)|o (?:similar|"
    r"equivalente|afin)|ou (?:equivalent|similaire|similar|equivalente|area)|is\b|are\b|required|preferred|desirable|"
    r"with\b|"
    r"from\b|\(.*)"
)
_RELATED = re.compile(r"related|similar|relevant|comparable|equivalent|vergleichbar|ahnlich|similaire|afin|equivalente")
_OPEN = re.compile(r"\b(?:expected|in progress|ongoing|anticipated|candidate|pursuing|current(?:ly)?|voraussichtlich|"
                   r"en cours|"
                   r"en curso|em andamento|cursando)\b")  # fmt: skip


@dataclass(frozen=True, slots=True)
class DegreeAsked:
    """Least level (1 school, 2 associate or diploma, 3 bachelor, 4 master, 5 doctor) and the fields that will do."""

    level: int
    fields: tuple[str, ...]
    related: bool
    experience_counts: bool


def degree_asked(text: str) -> DegreeAsked | None:
    """What degree a requirement asks for; None when it asks for none."""
    plain_text = folded(text)
    if not _ASKED.search(plain_text) or _TAUGHT.search(plain_text):
        return None
    levels = [level for level, names in _LEVELS[:-1] if names.search(plain_text)]
    named = _FIELDS.search(plain_text) or re.search(r"\b(?P<fields>\w+) (?:degree|program(?:me)?)\b", plain_text)
    fields: tuple[str, ...] = ()
    if named:
        bare = _END.split(named["fields"])[0]
        parts = re.split(r",|/|\bor\b|\band\b|\boder\b|\bund\b|\bou\b|\bet\b|\by\b|\bo\b", bare)
        fields = tuple(f for f in (p.strip(" .,;:()'\"") for p in parts) if len(f) > 2 and f not in _NO_FIELD)
    return DegreeAsked(
        level=min(levels, default=3),
        fields=fields,
        related=bool(_RELATED.search(plain_text)),
        experience_counts="experience" in plain_text or "erfahrung" in plain_text or "equivalent" in plain_text,
    )


_NO_FIELD_TEXT = """
a an the university college bachelor master bachelors masters advanced related relevant similar good first any
accredited graduate undergraduate higher completed abgeschlossenes field subject discipline science's bachelor's
master's honours
"""
_NO_FIELD = frozenset(_NO_FIELD_TEXT.split())


def level_of(entry: Education) -> int:
    """How high a degree of the resume is; 0 when it does not say."""
    text = folded(entry.degree)
    return next((level for level, names in _LEVELS if names.search(f"{text} ")), 0)


def is_finished(entry: Education, today: date) -> bool:
    """False while it says that the degree is still to come."""
    if _OPEN.search(folded(" ".join((entry.degree, entry.end, *entry.details)))):
        return False
    end = plain(entry.end) if entry.end else ""
    return end != "present" and end[:7] <= f"{today.year:04d}-{today.month:02d}"
