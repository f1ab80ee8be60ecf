"""How long jobs went, from dates as resumes write them."""

from datetime import date

import pytest

from domain.resume.facts import Position
from domain.resume.skill_years import last_used, months_of, years_used

TODAY = date(2024, 6, 15)


def job(start: str, end: str) -> Position:
    return Position(title="Nurse", employer="Mercy Hospital", start=start, end=end)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("01/2020", "12/2020", 12),
        ("March 2023", "March 2023", 1),
        ("2019", "2021", 24),
        ("2019", "06/2020", 12),
        ("Jan 2024", "present", 6),
        ("2023", "heute", 12),
        ("2020年4月", "至今", 51),
        ("2020", "2020", None),
        ("2021", "2019", None),
        ("", "2021", None),
        ("2019", "", None),
        ("soon", "later", None),
    ],
)
def test_months_of_a_job(start, end, months):
    span = months_of(job(start, end), TODAY)
    assert (span[1] - span[0] if span else None) == months


@pytest.mark.parametrize(
    ("jobs", "years"),
    [
        ([], None),
        ([("01/2020", "12/2020")], 1.0),
        ([("01/2020", "12/2020"), ("01/2021", "12/2021")], 2.0),
        ([("01/2020", "12/2021"), ("07/2020", "06/2021")], 2.0),
        ([("01/2020", "12/2020"), ("07/2020", "06/2021")], 1.5),
        ([("01/2022", "12/2022"), ("01/2018", "06/2018")], 1.5),
        ([("01/2020", "12/2020"), ("", "")], 1.0),
        ([("", "2020")], None),
    ],
)
def test_overlapping_jobs_count_once(jobs, years):
    assert years_used([job(*dates) for dates in jobs], TODAY) == years
    assert years_used([job(*dates) for dates in reversed(jobs)], TODAY) == years


def test_an_open_job_needs_to_know_what_day_it_is():
    jobs = [job("01/2024", "present"), job("01/2020", "12/2020")]
    assert years_used(jobs) is None
    assert years_used(jobs, TODAY) == 1.5


@pytest.mark.parametrize(
    ("jobs", "end"),
    [
        ([("2019", "2021"), ("2015", "2018")], "2021"),
        ([("2015", "2018"), ("2019", "now")], "now"),
        ([("2019", "March 2021"), ("2019", "2021")], "2021"),
        ([("", "2021")], "2021"),
        ([("2019", "")], ""),
        ([], ""),
    ],
)
def test_last_use_is_the_end_of_the_newest_job_as_written(jobs, end):
    assert last_used([job(*dates) for dates in jobs]) == end
