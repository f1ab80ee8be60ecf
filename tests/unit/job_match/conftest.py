"""Resumes and advertisements made of a few lines, and one embedder for all."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.job_match.matching import match_job
from domain.job_match.types import JobMatch, RequirementMatch
from domain.resume.facts import Education, Position, ResumeFacts, SkillFact
from services.documents.skills_list import load_skills
from tests.embedder import EMBED

TODAY = date(2026, 11, 1)
SKILLS = load_skills()
Match = Callable[..., JobMatch]


def job(title: str, start: str = "", end: str = "", *bullets: str, employer: str = "Tally & Co") -> Position:
    return Position(title=title, employer=employer, start=start, end=end, bullets=bullets)


def skills(line: str) -> tuple[SkillFact, ...]:
    return tuple(SkillFact(name=name, line=line) for name in line.split(", "))


def degree(name: str, field: str, end: str = "2020") -> Education:
    return Education(school="University of Hull", degree=name, field=field, start="2016", end=end)


def matched(ad: str, facts: ResumeFacts, *, meaning: bool = True) -> JobMatch:
    return match_job(ad, facts, SKILLS, today=TODAY, embed=EMBED if meaning else None)


def answer(requirement: str, facts: ResumeFacts, *, title: str = "", meaning: bool = True) -> RequirementMatch:
    """What a resume says to one requirement, which the advertisement lists alone."""
    found = matched(f"{title}\n\nRequirements:\n- {requirement}\n", facts, meaning=meaning)
    assert len(found.requirements) == 1, [r.text for r in found.requirements]
    return found.requirements[0]


@pytest.fixture
def engineer() -> ResumeFacts:
    """Two jobs with dates, a degree and a list of skills."""
    return ResumeFacts(
        summary="Software engineer for web services.",
        work=(
            job(
                "Software Engineer", "March 2022", "Present", "Built invoicing APIs in Python and FastAPI on "
                "PostgreSQL",
                "Packaged all services with Docker and cut build time by half",
            ),
            job("Junior Developer", "July 2020", "February 2022", "Wrote Python scrapers and Django admin pages"),
        ),
        education=(degree("BSc", "Computer Science"),),
        skills=skills("Python, PostgreSQL, Docker, Redis"),
    )  # fmt: skip
