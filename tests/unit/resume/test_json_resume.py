"""JSON Resume out and in."""

import json
import re

import pytest

from domain.errors import InvalidInput
from domain.resume.facts import (
    Contact,
    Education,
    Position,
    Project,
    ResumeFacts,
    Section,
    SkillCategory,
    SkillFact,
    SpokenLanguage,
)
from domain.resume.json_resume import from_json_resume, to_json_resume
from domain.resume.round_trip import compare
from tests.unit.documents.resume_samples import HARD, full, made_up

ISO = re.compile(r"([12]\d{3}-[01]\d-[0-3]\d|[12]\d{3}-[01]\d|[12]\d{3})")


@pytest.mark.parametrize("facts", [*(make() for make in HARD.values()), *map(made_up, range(30))])
def test_every_fact_comes_back(facts):
    again = from_json_resume(json.loads(json.dumps(to_json_resume(facts))))
    trip = compare(facts, again)
    assert (trip.lost, trip.added, trip.percent) == ((), (), 100)
    assert again.contact == facts.contact.model_copy(update={"links": again.contact.links})


def test_the_fields_are_those_of_the_schema():
    document = to_json_resume(full())
    assert document["basics"] == {
        "name": "Ingrid Solvang",
        "label": "Operations manager",
        "email": "ingrid.solvang@example.org",
        "phone": "+47 555 01 234",
        "summary": full().summary,
        "location": {"city": "Oslo", "region": "Norway"},
        "url": "https://solvang.example",
        "profiles": [
            {
                "network": "LinkedIn",
                "username": "ingrid-solvang-example",
                "url": "https://www.linkedin.com/in/ingrid-solvang-example",
            }
        ],
    }
    job = document["work"][1]
    assert (job["name"], job["position"], job["location"]) == (
        "Nordkai Lager",
        "Warehouse supervisor",
        "Bergen, Norway",
    )
    assert (job["startDate"], job["endDate"]) == ("2017-06", "2021-02")
    assert document["education"][0]["score"] == "Grade: 1.7"
    assert document["education"][0]["courses"] == ["Thesis on routing under time windows"]
    assert document["skills"][1] == {"name": "Tools", "category": "tool", "keywords": ["Excel", "SAP"]}
    assert document["languages"][1] == {"language": "English", "fluency": "C1"}
    assert document["meta"] == {"version": "v1.0.0"}


@pytest.mark.parametrize("facts", [*(make() for make in HARD.values()), *map(made_up, range(30))])
def test_dates_have_the_form_the_schema_asks_for(facts):
    document = to_json_resume(facts)
    entries = [entry for part in document.values() if isinstance(part, list) for entry in part]
    dates = [
        entry[name] for entry in entries for name in ("startDate", "endDate", "date", "releaseDate") if name in entry
    ]
    assert all(ISO.fullmatch(date) for date in dates), dates


@pytest.mark.parametrize(
    ("start", "end"),
    [("March 2021", "now"), ("2019", ""), ("", "2020"), ("", ""), ("spring term", "summer term"), ("2019", "Present")],
)
def test_dates_without_an_iso_form_keep_their_words(start, end):
    facts = ResumeFacts(
        contact=Contact(name="Ada"),
        work=(Position(title="Cook", start=start, end=end),),
        education=(Education(school="Kestrel College", start=start, end=end),),
        projects=(Project(title="Map", start=start, end=end),),
    )
    again = from_json_resume(to_json_resume(facts))
    assert compare(facts, again).percent == 100
    assert again.work[0].end == (end if end != "2020" else "2020")


def test_what_is_empty_is_left_out():
    assert set(to_json_resume(ResumeFacts(contact=Contact(name="Ada")))) == {"$schema", "basics", "meta"}


def test_a_strangers_file_is_read():
    facts = from_json_resume(
        {
            "basics": {
                "name": "Richard Hendriks",
                "label": "Programmer",
                "location": {"city": "San Francisco", "region": "California", "countryCode": "US"},
                "profiles": [{"network": "Twitter", "username": "neutralthoughts", "url": "https://x.com/neutral"}, 7],
                "phone": None,
            },
            "work": [
                {"name": "Pied Piper", "position": "CEO", "startDate": "2013-12-01", "summary": "Led a team.",
                 "highlights": ["Won"]},
                "nonsense",
            ],
            "education": [
                {"institution": "University of Oklahoma", "studyType": "Bachelor", "area": "IT", "courses": ["DB1101"]}
            ],
            "skills": [{"name": "Web", "keywords": ["HTML", "CSS"]}, {"name": "Juggling"}],
            "languages": [{"language": "English", "fluency": "Native"}],
            "projects": {"not": "a list"},
        }
    )  # fmt: skip
    assert facts.contact == Contact(
        name="Richard Hendriks", headline="Programmer", place="San Francisco, California, US", links=("https://x.com/neutral",)
    )  # fmt: skip
    assert facts.work == (
        Position(title="CEO", employer="Pied Piper", start="2013-12-01", end="Present", bullets=("Led a team.", "Won")),
    )
    assert facts.education[0].details == ("DB1101",)
    assert [skill.name for skill in facts.skills] == ["HTML", "CSS", "Juggling"]
    assert facts.languages == (SpokenLanguage(name="English", level="Native"),)
    assert facts.projects == ()


@pytest.mark.parametrize("document", [None, [], "text", {}, {"basics": "Ada"}, {"work": []}])
def test_what_is_no_json_resume_is_refused(document):
    with pytest.raises(InvalidInput, match="basics"):
        from_json_resume(document)


def test_categories_and_other_sections_come_back():
    facts = ResumeFacts(
        contact=Contact(name="Ada"),
        skills=tuple(SkillFact(name=f"skill {kind.value}", category=kind) for kind in SkillCategory),
        sections=(
            Section(title="Awards", kind="other", text="Gold\nSilver"),
            Section(title="Work", kind="work", text="x"),
        ),
    )
    again = from_json_resume(to_json_resume(facts))
    assert again.skills == facts.skills
    assert again.sections == facts.sections[:1]
