"""From lines to facts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.resume.contact import read_contact
from domain.resume.credentials import read_certificates, read_publications
from domain.resume.document import Line
from domain.resume.education import read_education
from domain.resume.facts import Education, ResumeFacts, Section, SpokenLanguage
from domain.resume.paragraphs import paragraphs, right_edges
from domain.resume.projects import read_projects
from domain.resume.quality import reading_quality
from domain.resume.section_contents import with_kinds_by_content
from domain.resume.sections import SectionLines, split_sections
from domain.resume.skills import read_skills
from domain.resume.spoken_languages import mentioned_languages, read_languages
from domain.resume.tidying import tidied
from domain.resume.vocabulary import SkillVocabulary
from domain.resume.words import title_score
from domain.resume.work import read_work

__all__ = ["parse_resume", "reading_quality"]

Edges = dict[tuple[int, int], float]


def parse_resume(
    lines: Sequence[Line],
    links: Sequence[str] = (),
    vocabulary: SkillVocabulary | None = None,
    today: date | None = None,
) -> ResumeFacts:
    """Facts in the order of the file. Same lines, same facts; nothing is added that the lines do not say.

    `links` are web addresses of the file that belong to no line; `vocabulary` is the list of known skills;
    years of skills in a job that is not over count until `today`, and are unknown without it.
    """
    lines = tidied(lines)
    if not lines:
        return ResumeFacts()
    lines = _with_loose_links(lines, links)
    sections = with_kinds_by_content(split_sections(lines))
    edges = right_edges(lines)

    def of(kind: str) -> list[SectionLines]:
        return [section for section in sections if section.kind == kind]

    places = _places(sections)
    work = [position for s in of("work") for position in read_work(s.lines, edges, places)]
    return ResumeFacts(
        contact=read_contact(sections),
        summary=_summary(sections, edges),
        work=tuple(work),
        education=tuple(_education(of("education"), edges)),
        skills=tuple(read_skills(sections, edges, work, vocabulary or SkillVocabulary(), today)),
        projects=tuple(project for s in of("projects") for project in read_projects(s.lines, edges)),
        certificates=tuple(found for s in of("certificates") for found in read_certificates(s.lines, edges)),
        publications=tuple(found for s in of("publications") for found in read_publications(s.lines, edges)),
        languages=_languages(of("languages"), of("skills")),
        sections=tuple(
            Section(title=s.title, kind=s.kind, text="\n".join(line.text for line in s.lines))
            for s in sections
            if s.title
        ),
    )


def _with_loose_links(lines: Sequence[Line], links: Sequence[str]) -> list[Line]:
    owned = {link for line in lines for link in line.links}
    loose = tuple(link for link in links if link not in owned)
    return [replace(lines[0], links=(*lines[0].links, *loose)), *lines[1:]] if loose else list(lines)


def _education(sections: Sequence[SectionLines], edges: Edges) -> list[Education]:
    return [entry for section in sections for entry in read_education(section.lines, edges)]


def _languages(own: Sequence[SectionLines], skills: Sequence[SectionLines]) -> tuple[SpokenLanguage, ...]:
    found = [language for section in own for language in read_languages(section.lines)]
    found = found or [language for section in skills for language in mentioned_languages(section.lines)]
    return tuple({language.name.casefold(): language for language in reversed(found)}.values())[::-1]


def _places(sections: Sequence[SectionLines]) -> frozenset[str]:
    """Where the person lives, in the words of the top of the file; jobs are often in the same place."""
    top = [line for section in sections if section.kind == "contact" for line in section.lines[1:]]
    pieces = [piece.strip() for line in top for part in line.parts for piece in re.split(r"[|•·]", part)]
    plain = [piece for piece in pieces if 2 < len(piece) < 30 and re.fullmatch(r"[^\W\d_][^\d@:/_|]+", piece)]
    return frozenset(
        name.strip().casefold() for piece in plain for name in (piece, piece.split(",")[0]) if title_score(name) < 2
    )


def _summary(sections: Sequence[SectionLines], edges: Edges) -> str:
    for section in sections:
        if section.kind == "summary" and section.lines:
            return "\n".join(paragraphs(section.lines, edges))
    top = [line for section in sections[:3] if not section.title for line in section.lines]
    prose = [text for text in paragraphs(top, edges) if len(text.split()) > 14 and "@" not in text]
    return "\n".join(prose)
