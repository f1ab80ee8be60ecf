"""The pieces of a line about a study: which words are the school, which the degree, which a detail."""

import re
from collections.abc import Sequence

from domain.resume.segments import Segment
from domain.resume.words import CJK, DEGREE, SCHOOL, is_place

DETAIL = re.compile(
    r"^(?:relevant |major |main |selected )*(?:course\s?work|courses?|modules|thesis|dissertation|gpa|grade|cgpa|"
    r"honou?rs?|awards?|dean|minor|"
    r"activities|advis[eo]r|supervisor|focus|scholarship|classification|result|score|final|note|subjects|societies|"
    r"member|distinction|"
    r"first class|upper second|summa|magna|cum laude|percentage)\b",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\(?\b(?:abschluss|gesamt)?(?:note|nota(?: media| final)?|moyenne|voto)\s*:?\s*\d+[.,]\d+(?:\s*/\s*\d+)?\)?|"
    r"\bC?GPA\b.*$|\b\d[.,]\d+\s*/\s*\d.*$|\(?\b\d{2,3}(?:[.,]\d+)?\s?%\)?",
    re.IGNORECASE,
)
DEGREE_LABEL = re.compile(
    r"^(?:abschluss|degree|qualification|dipl[ôo]me(?: obtenu)?|t[íi]tulo|titolo|titel|学位)\s*[:：]\s*", re.IGNORECASE
)
_JOIN = re.compile(
    r"\s+(?:at|from|bei|presso|chez)\s+(?=(?:the |la |der |die )?[A-Z])|"
    r"\s+(?:an der|am|bij|à la|à l['’]|de l['’]|de la|en la|por la|pela|na|all['’])\s*(?=(?:[\w.'’-]+ ){0,2}"
    r"(?:Univ|Hochsch|Institut|[ÉE]cole|Escuela|Facul|Lyc|Polit|Polyt|Akadem))"
)
_CJK_SCHOOL = re.compile(
    r"^(?P<school>[^\s,，]*?(?:大学院|大学(?!士)|大學|学院|高等専門学校|専門学校|高等学校|高校|中学|学校))(?P<rest>.*)$"
)
_CJK_LEAVING = re.compile(r"(?:高等学校|高校|専門学校|大学)(?:卒業|修了)")
_CJK_END = re.compile(r"(?:卒業見込み?|卒業|修了見込み?|修了|入学|中退|毕业|肄业|在读|卒)$")


def pieces_of(segment: Segment) -> list[tuple[str, str, Segment]]:
    """(kind, text, segment) of each piece; kinds are school, degree, detail and other."""
    text = DEGREE_LABEL.sub("", segment.text)
    grade = _GRADE.search(text)
    if grade:
        text = f"{text[: grade.start()]} {text[grade.end() :]}".strip(" ,;:()")
        text = re.sub(r"\s*[,;|(–-]\s*(?:with |overall |final |cumulative )?(?:a |an )?$|\s{2,}", " ", text).strip(
            " ,;:()-–"
        )
    said = [("detail", grade[0].strip(" ,;()"), segment)] if grade and len(grade[0]) > 2 else []
    if not text or is_place(text):
        return said
    if _CJK_LEAVING.fullmatch(text):
        return [("degree", text, segment)]
    cjk = _CJK_SCHOOL.match(text) if CJK.search(text) else None
    if cjk:
        rest = _CJK_END.sub("", cjk["rest"].strip(" ,，・/")).strip(" ,，・/")
        return [
            ("school", cjk["school"], segment),
            *([("degree" if DEGREE.search(rest) else "other", rest, segment)] if rest else []),
        ]
    if CJK.search(text) and _CJK_END.fullmatch(text):
        return said
    found: list[tuple[str, str, Segment]] = []
    for number, part in enumerate(_JOIN.split(text)):
        named = [(kind, piece, segment) for kind, piece in _by_commas(part)]
        if number and len(named) == 1 and named[0][0] == "other":
            named = [("school", named[0][1], segment)]
        found += named
    return found + said


_LABELS_TEXT = """
degree|institute|institution|university|college|school|year|board|percentage|cgpa|gpa|qualification|course|class|marks|
score|grade|exam|examination|cgpa/percentage|duration|year of passing|passing year|degree/certificate|institute/board|
board/university|stream|result
"""
_LABELS = frozenset(_LABELS_TEXT.replace("\n", "").split("|"))


def is_table_head(parts: Sequence[str]) -> bool:
    """The first row of a table of studies ("Degree", "Institute", "Year", "CGPA")."""
    known = sum(re.sub(r"\s*\(.*\)|[:%]", "", part).strip().lower() in _LABELS for part in parts)
    return known > 1 and known >= len(parts) - 1


def without_abbreviation(text: str) -> str:
    """ "BS, Mathematics" behind "Bachelor of Science" names only the subject."""
    head, _, tail = text.partition(", ")
    return tail if tail and DEGREE.fullmatch(head) else text


def _by_commas(text: str) -> list[tuple[str, str]]:
    kind = _kind(text)
    if kind != "both":
        head, _, tail = text.partition(", ")
        if kind == "school" and tail and DETAIL.match(tail):
            return [("school", head), ("detail", tail)]
        if kind == "school" and tail and not SCHOOL.search(head) and SCHOOL.search(tail) and len(head.split()) <= 5:
            return [("other", head), ("school", _without_place(tail))]
        return [(kind, _without_place(text) if kind == "school" else text)]
    groups: list[tuple[str, list[str]]] = []
    for part in (part.strip() for part in re.split(r",\s+|\s+\((?=[A-Z])", text)):
        part_kind = _kind(part)
        if groups and (part_kind in ("other", groups[-1][0]) or (part_kind == "both")):
            groups[-1][1].append(part)
        else:
            groups.append(("degree" if part_kind in ("both", "other") else part_kind, [part]))
    if len(groups) == 1:
        return [("degree", text) if re.match(r"(?i)(?:high|secondary) school", text) else _single(text)]
    return [
        (kind, _without_place(", ".join(parts)) if kind == "school" else ", ".join(parts)) for kind, parts in groups
    ]


def _single(text: str) -> tuple[str, str]:
    """ "Lincoln High School" is a school; "Diploma of Higher Secondary School" a degree."""
    degree = DEGREE.search(text)
    return ("degree" if degree is not None and degree.start() == 0 else "school", text)


def _kind(text: str) -> str:
    if DETAIL.match(text):
        return "detail"
    school, degree = SCHOOL.search(text), DEGREE.search(text)
    if school and degree:
        if re.fullmatch(r"(?i)(?:high|secondary) school(?: diploma| certificate)?", text):
            return "degree"
        if re.search(r"(?i)\w+ high school\b", text) and not DEGREE.search(re.sub(r"(?i)high school", "", text)):
            return "school"
        return "both"
    return "school" if school else "degree" if degree else "other"


def _without_place(text: str) -> str:
    parts = [part.strip() for part in text.split(",")]
    for width in (2, 1):
        if (
            len(parts) > width
            and is_place(", ".join(parts[-width:]))
            and (width == 2 or len(parts) > 2 or parts[-1].isupper())
        ):
            return ", ".join(parts[:-width])
    return text
