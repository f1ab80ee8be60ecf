"""Dates and times as people read them, in their own zone."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from domain.people import Person
from ui.when import clock, count, day, greeting, length, zone_of

EVENING = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)


def person(zone: str) -> Person:
    return Person(id=uuid4(), email="a@example.org", time_zone=zone)


def test_day_and_clock_follow_the_persons_zone():
    assert (day(EVENING, person("UTC")), clock(EVENING, person("UTC"))) == ("19 November", "23:30")
    assert (day(EVENING, person("Asia/Tokyo")), clock(EVENING, person("Asia/Tokyo"))) == ("20 November", "08:30")


@pytest.mark.parametrize("zone", ["Nowhere/City", "", "../etc/passwd"])
def test_an_unknown_zone_is_utc(zone):
    assert zone_of(person(zone)).key == "UTC"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "0 s"), (45, "45 s"), (59.6, "1 min"), (60, "1 min"), (200, "3 min 20 s")]
)
def test_lengths(seconds, said):
    assert length(seconds) == said


def test_counts():
    assert count(1, "answer") == "1 answer"
    assert count(3, "answer") == "3 answers"
    assert count(2, "person", "people") == "2 people"


@pytest.mark.parametrize(("hour", "said"), [(3, "evening"), (4, "morning"), (12, "afternoon"), (18, "evening")])
def test_greetings(hour, said):
    assert greeting(EVENING.replace(hour=hour), person("UTC")) == f"Good {said}"
