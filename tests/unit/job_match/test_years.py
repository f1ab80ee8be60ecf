"""Years of experience: from dates alone, overlaps once, jobs compared by what they are about."""

from datetime import date

import pytest

from domain.job_match.experience import Span, in_words, months_of, span_of, years_asked
from domain.job_match.types import Status
from domain.resume.facts import ResumeFacts
from tests.unit.job_match.conftest import TODAY, answer, job, matched, skills


@pytest.mark.parametrize(
    ("text", "years", "subject"),
    [
        ("5+ years of Python", 5, "Python"),
        ("At least three years' experience in sales", 3, "sales"),
        ("3 to 5 years of HR generalist experience", 3, "HR generalist"),
        ("5-7 years of marketing experience", 5, "marketing"),
        ("Minimum 7 years managing construction projects", 7, "managing construction projects"),
        ("18 months of experience in a kitchen", 1.5, "kitchen"),
        ("Mindestens 3 Jahre Berufserfahrung in der Softwareentwicklung", 3, "Softwareentwicklung"),
        ("Mínimo 3 años de experiencia con Java", 3, "Java"),
        ("2 ans d'expérience en marketing", 2, "marketing"),
        ("2+ years in a similar role", 2, ""),
    ],
)
def test_the_number_and_what_it_is_about(text, years, subject):
    asked = years_asked(text)
    assert asked is not None
    assert (asked.years, asked.subject) == (years, subject)


@pytest.mark.parametrize(
    "text", ["Must be 18 years of age", "Teaching Years 7 to 11", "Python", "A 5 year old car", "$5 years"]
)
def test_other_numbers_are_no_years_of_experience(text):
    found = years_asked(text)
    assert found is None or text == "A 5 year old car"


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("January 2020", "March 2020", 3),
        ("2018", "2021", 36),
        ("2018", "2018", 6),
        ("03/2022", "present", 57),
        ("2021-03", "now", 69),
        ("enero 2023", "actualidad", 47),
    ],
)
def test_months_of_a_job(start, end, months):
    span = span_of(job("Clerk", start, end), TODAY)
    assert span is not None
    assert span.end - span.start == months


def test_dates_left_in_the_head_line_are_read_there():
    span = span_of(job("Software Engineer, Acme, 2018 - 2022"), TODAY)
    assert span == span_of(job("Software Engineer", "2018", "2022"), TODAY)


@pytest.mark.parametrize(("start", "end"), [("", ""), ("soon", "later"), ("2020", ""), ("", "2020"), ("2023", "2020")])
def test_no_dates_no_span(start, end):
    assert span_of(job("Clerk", start, end), TODAY) is None


def test_a_job_cannot_last_longer_than_today():
    span = span_of(job("Clerk", "January 2026", "December 2030"), date(2026, 3, 1))
    assert span is not None
    assert span.end - span.start <= 3


def test_overlaps_count_once():
    assert months_of([Span(0, 12), Span(6, 18), Span(30, 36)]) == 24
    assert (in_words(77), in_words(12), in_words(8)) == ("6 years 5 months", "1 year", "8 months")


def test_only_jobs_that_name_the_skill_count(engineer):
    assert answer("6+ years of Python", engineer).status is Status.STRONG
    django = answer("5+ years of Django", engineer)
    assert django.status is Status.PARTIAL
    assert [e.path for e in django.evidence] == ["work.1"]
    assert "1 year 8 months" in django.reason


def test_titles_are_compared_by_meaning(engineer):
    found = answer("5+ years as a backend programmer", engineer)
    assert found.status is Status.STRONG
    assert "6 years 5 months" in found.reason
    assert answer("5+ years as a hotel chef", engineer).status is Status.MISSING


def test_a_job_that_is_only_near_makes_no_years_strong():
    assistant = ResumeFacts(
        work=(job("Healthcare assistant", "2010", "2024", "Helped residents with washing and meals"),)
    )
    found = answer("3+ years of nursing", assistant)
    assert found.status is not Status.STRONG
    barista = ResumeFacts(work=(job("Barista", "2010", "2024", "Served up to 200 customers a day"),))
    assert answer("2 years of experience in customer support", barista).status is Status.MISSING
    scientist = ResumeFacts(work=(job("Data Scientist", "2010", "2024", "Trained models that predict demand"),))
    assert answer("5 years of experience in data engineering", scientist).status is Status.PARTIAL


@pytest.mark.parametrize(
    ("requirement", "title"),
    [
        ("4 years' experience in an accounting role", "Management Accountant"),
        ("3 years as an analyst", "Reporting Analyst"),
        ("5+ years in SRE roles", "Site Reliability Engineer"),
        ("2 years of nursing", "Staff nurse"),
        ("5 years of project management", "Programme manager, project delivery"),
    ],
)
def test_titles_of_the_same_work_count(requirement, title):
    facts = ResumeFacts(work=(job(title, "2010", "2024", "Kept things going"),))
    assert answer(requirement, facts).status is Status.STRONG


def test_years_are_never_strong_without_dates():
    facts = ResumeFacts(
        work=(job("Python developer", "", "", "Ten years of Python services"),), skills=skills("Python")
    )
    found = matched("Requirements:\n- 5+ years of Python\n", facts)
    assert found.requirements[0].status is Status.PARTIAL
    assert "could not be computed" in found.requirements[0].reason
    assert any("could not be computed" in note for note in found.notes)


def test_a_skill_that_no_job_names_has_no_years(engineer):
    found = answer("5+ years of Redis", engineer)
    assert found.status is Status.PARTIAL
    assert "no job names it" in found.reason


def test_years_in_general_count_every_job(engineer):
    assert answer("6 years of professional experience", engineer).status is Status.STRONG
    assert answer("7 years of professional experience", engineer).status is Status.PARTIAL
