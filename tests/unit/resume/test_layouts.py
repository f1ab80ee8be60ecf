"""Whole resumes in ten layouts: every fact is found, in order, and nothing is added."""

from pathlib import Path

import pytest

from domain.resume.dates import plain_range
from domain.resume.facts import ResumeFacts
from domain.resume.parser import parse_resume
from services.documents.docx_reader import read_docx
from services.documents.pdf import read_pdf
from services.documents.skills_list import load_skills
from tests.unit.resume.layouts import LAYOUTS, Expected


def _facts(path: Path) -> ResumeFacts:
    document = read_docx(path) if path.suffix == ".docx" else read_pdf(path, 20)
    return parse_resume(document.lines, document.links, load_skills())


@pytest.fixture(scope="module", params=sorted(LAYOUTS))
def read(request, tmp_path_factory) -> tuple[ResumeFacts, Expected]:
    draw, expected = LAYOUTS[request.param]
    path = tmp_path_factory.mktemp("layouts") / request.param
    path.write_bytes(draw())
    return _facts(path), expected


def test_contact_is_found(read):
    facts, expected = read
    contact = facts.contact
    assert (contact.name, contact.email, contact.phone) == (expected.name, expected.email, expected.phone)
    assert {link.rstrip("/") for link in contact.links} == set(expected.links)


def test_positions_are_found_in_order(read):
    facts, expected = read
    assert tuple(p.employer for p in facts.work) == expected.employers
    assert tuple(p.title for p in facts.work) == expected.titles
    assert tuple(plain_range(p.start, p.end) for p in facts.work) == expected.dates


def test_bullets_belong_to_their_position_and_are_whole(read):
    facts, expected = read
    for index, beginnings in expected.bullets.items():
        bullets = facts.work[index].bullets
        assert len(bullets) == len(beginnings), bullets
        for bullet, beginning in zip(bullets, beginnings, strict=True):
            assert bullet.startswith(beginning)


def test_education_is_found(read):
    facts, expected = read
    assert tuple(e.school for e in facts.education) == expected.schools
    for entry, degree in zip(facts.education, expected.degrees, strict=True):
        assert degree in f"{entry.degree}, {entry.field}"


def test_listed_skills_are_exactly_those_of_the_file(read):
    facts, expected = read
    assert tuple(s.name for s in facts.skills if s.listed) == expected.skills
    assert all(s.line for s in facts.skills)


def test_same_lines_give_the_same_facts(tmp_path):
    path = tmp_path / "resume.pdf"
    path.write_bytes(LAYOUTS["side_column.pdf"][0]())
    assert _facts(path) == _facts(path)
