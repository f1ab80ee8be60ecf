"""Schools and degrees."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.resume.barred import barred_education
from domain.resume.dates import Dates, find_dates, without_dates
from domain.resume.document import Line
from domain.resume.facts import Education
from domain.resume.paragraphs import join, wrapped
from domain.resume.segments import Segment, rejoin_dates, rejoin_heads, segments_of
from domain.resume.study_pieces import DEGREE_LABEL, DETAIL, is_table_head, pieces_of, without_abbreviation
from domain.resume.terms import paired_terms
from domain.resume.words import CJK, DEGREE, SCHOOL

_MAJOR = re.compile(
    r"^(?:major(?:ing|ed)?(?: in)?|field of study|specialization|speciali[sz]ing in|concentration(?: in)?|"
    r"area)\s*:?\s*",
    re.I,
)
_NAMES_FIELD = re.compile(
    r",|\bin\b|\b(?:of|en|de|für)\s+(?!(?:science|arts|engineering|education|philosophy|technology|commerce|laws?|"
    r"fine|applied|business administration)\b)",
    re.IGNORECASE,
)
_FACULTY = re.compile(
    r"^(?:the )?(?:faculty|school|department|college|institute|fakult\w+|facultad) (?:of|für|de)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Study:
    school: str = ""
    degree: str = ""
    field_: str = ""
    dates: Dates | None = None
    other: list[Segment] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    lines: int = 0
    distinct: bool = False
    """Some line of it is not bold, so that a bold one says something."""
    school_at: int = -1
    degree_at: int = -1
    """Lines of the entry, counted from 0, that name the school and the degree."""

    @property
    def empty(self) -> bool:
        return not (self.school or self.degree or self.dates or self.other)


def read_education(lines: Sequence[Line], edges: dict[tuple[int, int], float]) -> list[Education]:
    """Entries in the order of the file; a fact that comes a second time opens the next entry."""
    barred = barred_education(lines, edges)
    if barred is not None:
        return barred
    studies = [_Study()]
    found = rejoin_heads(rejoin_dates(paired_terms(list(lines))))
    order = ""
    listing = False
    head: Line | None = None
    for line, goes_on in zip(found, wrapped(found, edges), strict=True):
        details = studies[-1].details
        if is_table_head(line.parts):
            continue
        if goes_on and details and not (_states(line) and not line.bullet):
            details[-1] = join(details[-1], line.text)
        elif (DETAIL.match(line.text) and not SCHOOL.search(line.text)) or (
            (len(line.text.split()) > 22 or line.bullet) and not _states(line)
        ):
            details.append(line.text)
            listing = len(line.text.split()) <= 3 and line.text.rstrip(":：").isalpha()
        elif listing and not _states(line) and find_dates(line.text) is None and not line.bold:
            details.append(line.text)
        else:
            listing = False
            if head is not None and _opens(studies[-1], line, head):
                studies.append(_Study())
            if studies[-1].empty and head is None:
                head = line
            order += _take(studies, line)
    studies = _zipped(studies) if re.fullmatch(r"(S{2,4})(D{2,4})", order) else _inherit(studies)
    usual = Counter(s.school_at for s in studies if s.school and s.degree and s.school_at != s.degree_at)
    school_at = usual.most_common(1)[0][0] if usual else -1
    return [entry for study in studies if (entry := _finished(study, school_at))]


def _opens(study: _Study, line: Line, head: Line) -> bool:
    """Whether a line set like the first one, and unlike the text, begins the next entry."""
    if study.empty or not (study.dates or study.degree or study.school) or study.lines < 2:
        return False
    return (
        (head.bold or head.heading)
        and line.bold == head.bold
        and line.heading == head.heading
        and abs(line.size - head.size) < 0.3
        and abs(line.x0 - head.x0) < 3
        and study.distinct
    )


def _zipped(studies: list[_Study]) -> list[_Study]:
    """Schools in one list and degrees in the next belong together one by one."""
    schools = [study for study in studies if study.school]
    degrees = [study for study in studies if study.degree]
    if len(schools) != len(degrees):
        return _inherit(studies)
    merged = []
    for number, (school, degree) in enumerate(zip(schools, degrees, strict=True)):
        dated = [study.dates for study in studies if study.dates]
        merged.append(
            _Study(
                school.school,
                degree.degree,
                degree.field_,
                school.dates or degree.dates or (dated[number] if len(dated) == len(schools) else None),
                list(dict.fromkeys([*(school.other if school is not degrees[0] else []), *degree.other])),
                [*(school.details if school is not degree else []), *degree.details],
            )
        )
    return merged


def _states(line: Line) -> bool:
    return bool(DEGREE.search(line.text) or SCHOOL.search(line.text)) and len(line.text.split()) <= 16


def _take(studies: list[_Study], line: Line) -> str:
    """Add what a line says to the open entry, or open the next one; returns what it named (S school, D degree)."""
    dates = next((d for part in (*line.parts, line.text) if (d := find_dates(part))), None)
    pieces = [piece for segment in segments_of([line], split_at=False) for piece in pieces_of(segment)]
    schools = [text for kind, text, _ in pieces if kind == "school"]
    degrees = [text for kind, text, _ in pieces if kind == "degree"]
    study = studies[-1]
    faculty = bool(schools) and _FACULTY.match(schools[0]) is not None and not degrees
    named = DEGREE_LABEL.match(line.text)
    if named and degrees and study.degree:
        study.field_ = study.field_ or re.sub(r"(?i)^studium (?:der|des)\s+", "", study.degree)
        study.degree = ""
    again = (bool(schools) and study.school and not faculty) or (degrees and study.degree) or (dates and study.dates)
    if again:
        study = _Study()
        studies.append(study)
    study.dates = study.dates or dates
    at = study.lines
    study.lines += 1
    if at and not line.bold:
        study.distinct = True
    if schools and not study.school:
        study.school, study.school_at = schools[0], at
    if degrees and not study.degree:
        study.degree_at = at
    if degrees:
        study.degree = study.degree or degrees[0]
        extra = [without_abbreviation(text) for text in degrees[1:] if len(text.split()) <= 6]
        study.field_ = study.field_ or ", ".join(extra)
    degree_cells: set[int] = set()
    for kind, text, segment in pieces:
        if kind == "degree":
            degree_cells.add(segment.cell)
        if kind == "other":
            major = _MAJOR.sub("", text)
            beside = segment.cell in degree_cells and not study.field_ and not _NAMES_FIELD.search(study.degree)
            if major != text or beside:
                study.field_ = study.field_ or major
            else:
                study.other.append(replace(segment, text=text, line=at))
        elif kind == "detail":
            study.details.append(text)
    return "S" * bool(schools) + "D" * bool(degrees)


def _inherit(studies: list[_Study]) -> list[_Study]:
    for previous, study in itertools.pairwise(studies):
        if study.degree and not study.school and not _candidates(study) and study.dates != previous.dates:
            study.school = previous.school
    return studies


def _candidates(study: _Study) -> list[Segment]:
    return [
        s
        for s in study.other
        if len(s.text.split()) <= 7
        and (s.text[:1].isupper() or CJK.match(s.text))
        and not s.text.endswith(".")
        and not DETAIL.match(s.text)
    ]


def _chosen_school(left: list[Segment], study: _Study, school_at: int) -> Segment:
    """The words that stand where the other entries have their school; else those above the degree, or bold ones."""
    usual = next((s for s in left if s.line == school_at), None)
    above = next((s for s in left if s.line < study.degree_at), None)
    bold = next((s for s in left if s.bold), None)
    return usual or above or bold or (left[-1] if len(left) > 1 else left[0])


def _school_behind(degree: str) -> tuple[str, str]:
    """(degree, school) of "Master in Communication, Sciences Po Lyon" and "Master, Communication, Sciences Po Lyon"."""
    parts = [part.strip() for part in degree.split(",")]
    last = parts[-1]
    named = len(parts) > 2 or (len(parts) == 2 and re.search(r"\b(?:in|en|de|für|di|em)\s+[A-ZÀ-Þ]", parts[0]))
    if not named or not last[:1].isupper() or DEGREE.search(last) or DETAIL.match(last) or len(last.split()) > 6:
        return degree, ""
    return ", ".join(parts[:-1]), last


def _finished(study: _Study, school_at: int) -> Education | None:
    """The entry, with a school or a field that no word gave away taken from what is left."""
    if study.empty or not (study.school or study.degree or (study.dates and study.other)):
        return None
    left = _candidates(study)
    school, degree, subject = study.school, study.degree, study.field_
    if not school and degree and left:
        chosen = _chosen_school(left, study, school_at)
        school = chosen.text
        left.remove(chosen)
    elif not school and left:
        school = left.pop(0).text
    if not school and degree:
        degree, school = _school_behind(degree)
    left = [s for s in left if not re.search(r"\d", s.text)]
    if not subject and left and degree and not _NAMES_FIELD.search(degree):
        subject = left[0].text
    elif not degree and left:
        degree = left[0].text
    school = without_dates(school) if find_dates(school) else school
    dates = study.dates
    return Education(
        school=re.sub(r"[\s,]+\.$", "", school).strip(" ,;"),
        degree=degree.strip(" ,;"),
        field=subject,
        start=dates.start if dates else "",
        end=dates.end if dates else "",
        details=tuple(text for text in study.details if text),
    )
