"""Sections whose heading says nothing we know: what stands in them tells what they are."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.resume.dates import find_dates
from domain.resume.section_names import section_kind
from domain.resume.sections import SectionLines
from domain.resume.words import DEGREE, SCHOOL, title_score


def with_kinds_by_content(sections: Sequence[SectionLines]) -> list[SectionLines]:
    """The same sections; where no heading named work or education, the section that holds it gets that kind."""
    kinds = {section.kind for section in sections if section.lines}
    result = list(sections)
    for wanted, holds in (("education", _holds_studies), ("work", _holds_jobs)):
        if wanted in kinds:
            continue
        for index, section in enumerate(result):
            unknown = section.kind == "other" and section_kind(section.title) is None
            if (unknown or (index and not section.title)) and section.lines and holds(section):
                result[index] = replace(section, kind=wanted)
    return result


def _holds_studies(section: SectionLines) -> bool:
    texts = [line.text for line in section.lines if not line.bullet and len(line.text.split()) <= 16]
    return any(SCHOOL.search(text) for text in texts) and any(DEGREE.search(text) for text in texts)


def _holds_jobs(section: SectionLines) -> bool:
    lines = [line for line in section.lines if not line.bullet and len(line.text.split()) <= 16]
    ranges = sum((dates := find_dates(line.text)) is not None and dates.is_range for line in lines)
    titles = sum(title_score(re.sub(r"\d", "", part)) >= 2 for line in lines for part in line.parts)
    schools = sum(SCHOOL.search(line.text) is not None for line in lines)
    return ranges > 0 and titles > 0 and schools < ranges
