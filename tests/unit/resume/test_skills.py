"""Which skills are found, how sure we are, and where they stand."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.resume.facts import SkillCategory, SkillFact
from domain.resume.parser import parse_resume
from domain.resume.skill_lists import split_items
from domain.resume.skills import listed_confidence
from domain.resume.vocabulary import KEPT_ABOVE, skill_key
from services.documents.skills_list import load_skills
from tests.unit.resume.test_reading_rules import HEAD, lines

VOCABULARY = load_skills()


def skills(*texts: str, today: date | None = None) -> list[SkillFact]:
    return list(parse_resume(lines(*HEAD, *texts), (), VOCABULARY, today).skills)


def listed(*texts: str) -> list[str]:
    return [skill.name for skill in skills("# Skills", *texts) if skill.listed]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ran a community-driven guild", []),
        ("Excel", ["Excel"]),
        (" communication ", ["Communication"]),
        ("Built Python-based tools and planned the go-live", ["Python"]),
        ("We go home, rest, and react to changes each spring", []),
        ("Swift response to store reviews", []),
        ("Shipped it in Swift and SwiftUI", ["Swift", "SwiftUI"]),
        ("Spring 2020 semester abroad", []),
        ("Services in Spring and Hibernate", ["Spring", "Hibernate"]),
        ("Forecast demand in R and Python", ["R", "Python"]),
        ("Patients with vitamin C deficiency", []),
        ("Automated the weekly Excel report", ["Excel"]),
        ("Nurses excel here; a word is access enough", []),
        ("Worked with Marketing and Sales teams", []),
        ("Wrote gRPC services for AT&T", ["gRPC"]),
        ("Migrated from .NET to Node.js", [".NET", "Node.js"]),
        ("Presented at the American Express campus", []),
        ("Responsible for R&D budgets", ["Research and development"]),
        ("Einführung von Six Sigma in der Fertigung", ["Six Sigma"]),
        ("熟练使用Python进行数据分析", ["Python", "Data analysis"]),
        ("サブリーダーシップではなくプロジェクト管理の経験", ["Project management"]),
    ],
)
def test_mentions_in_running_text(text, names):
    assert VOCABULARY.in_text(text) == names


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("strong communication skills", True),
        ("Detail-oriented paralegal", True),
        ("excellent written and verbal communication", True),
        ("Excelentes habilidades de comunicación", True),
        ("具有良好的沟通能力", True),
        ("Improved communication between the wards", False),
        ("Teamwork was a subject of the course", False),
    ],
)
def test_soft_skills_count_only_when_claimed(text, claimed):
    soft = [m for m in VOCABULARY.mentions(text) if VOCABULARY.category(m.name) is SkillCategory.SOFT]
    assert soft
    assert any(m.confidence > KEPT_ABOVE for m in soft) is claimed


@given(st.text(max_size=200))
def test_mentions_stand_where_they_say_and_do_not_overlap(text):
    reached = 0
    for start, end, name in VOCABULARY.known_mentions(text, above=0):
        assert reached <= start < end <= len(text)
        assert VOCABULARY.usual_name(text[start:end]) == name == VOCABULARY.names[skill_key(text[start:end])]
        reached = end


def test_time_grows_with_the_text_not_with_its_square():
    text = "Led engineers using Python and Excel to build pipelines with strong communication skills. " * 4000
    started = time.perf_counter()
    assert len(VOCABULARY.mentions(text)) >= 12000
    assert time.perf_counter() - started < 6


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (("AWS (EC2, S3), Docker",), ["AWS", "EC2", "S3", "Docker"]),
        (("SQL (Postgres), Excel (pivot tables, VLOOKUP)",), ["SQL (Postgres)", "Excel", "pivot tables", "VLOOKUP"]),
        (("HTML/CSS, C/C++",), ["HTML/CSS", "C/C++"]),
        (("Frameworks: React, Vue.js", "Languages: Java, Python"), ["React", "Vue.js", "Java", "Python"]),
        (("Python (Advanced), SQL - 80 %, Excel ★★★★☆, Go 4/5",), ["Python", "SQL", "Excel", "Go"]),
        (("Word and Excel, sales & marketing",), ["Word", "Excel", "sales", "marketing"]),
        (
            ("Training and development, profit and loss stories",),
            ["Training and development", "profit and loss stories"],
        ),
        (("Kotlin Swift TypeScript",), ["Kotlin", "Swift", "TypeScript"]),
        (("Oracle WMS, Sales Leadership",), ["Oracle WMS", "Sales Leadership"]),
        (("- Java  | • Kotlin | • Go",), ["Java", "Kotlin", "Go"]),
        (("精通Java、熟悉项目管理、了解Docker",), ["Java", "项目管理", "Docker"]),
        (("pursuer of rabbits, good manners, outgoing",), ["pursuer of rabbits", "good manners", "outgoing"]),
        (("Triage, Lisbon, ines@duarte.example, References available on request",), ["Triage"]),
        (("Java、業務で使用していた、React が使用できないWeb環境",), ["Java"]),
        (("BLS certified, ACLS and PALS",), ["BLS certified", "ACLS", "PALS"]),
        (("I always say that my guests come back to see me every single week.", "Upselling"), ["Upselling"]),
        (("Ines Duarte, Triage",), ["Triage"]),
    ],
)
def test_items_of_a_skills_section(texts, names):
    assert listed(*texts) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Planning, budgeting and control | Excel | SAP", ["Planning, budgeting and control", "Excel", "SAP"]),
        ("Java, Python | Git, Docker", ["Java", "Python", "Git", "Docker"]),
    ],
)
def test_where_bars_stand_between_skills_a_comma_belongs_to_a_name(text, names):
    assert split_items(text, load_skills()) == names


def test_a_skill_in_brackets_is_found_too_and_the_item_stays_whole():
    found = skills("# Skills", "SQL (Postgres), Foreign exchange (FX)")
    assert [(s.name, s.listed) for s in found] == [
        ("SQL (Postgres)", True),
        ("Foreign exchange (FX)", True),
        ("PostgreSQL", False),
    ]
    assert {s.line for s in found} == {"SQL (Postgres), Foreign exchange (FX)"}


def test_a_list_that_was_wrapped_comes_back_together():
    found = listed("Space planning, stakeholder", "management, incident response (SOC,", "SIEM), machine", "learning")
    assert found == [
        "Space planning",
        "stakeholder management",
        "incident response (SOC, SIEM)",
        "machine learning",
    ]


def test_languages_that_are_spoken_and_languages_that_are_written():
    found = skills("# Skills", "Languages: English, French", "Programming languages: Java, Python")
    assert [(s.name, s.category) for s in found] == [
        ("English", SkillCategory.LANGUAGE),
        ("French", SkillCategory.LANGUAGE),
        ("Java", SkillCategory.TECHNICAL),
        ("Python", SkillCategory.TECHNICAL),
    ]


@pytest.mark.parametrize(
    ("item", "low", "high"),
    [
        ("Python", 0.95, 1),
        ("advanced Excel", 0.95, 1),
        ("Go", 0.95, 1),
        ("C/C++", 0.85, 0.95),
        ("beekeeping for towns", 0.7, 0.8),
        ("Lisbon", 0, 0.59),
        ("Berlin, Germany", 0, 0.59),
        ("I remember every name", 0, 0.59),
        ("Led a team of nine nurses", 0, 0.59),
        ("ines@duarte.example", 0, 0.59),
        ("the language of food", 0, 0.59),
    ],
)
def test_confidence_of_listed_items(item, low, high):
    assert low <= listed_confidence(item, VOCABULARY) <= high


def test_every_skill_has_its_line_category_and_a_confidence_above_the_limit():
    found = skills(
        "# Summary",
        "Nurse with strong communication skills.",
        "# Experience",
        "Nurse, Mercy Hospital | 2019 - 2021",
        "- Trained nine nurses in wound care",
        "# Skills",
        "Triage, Epic",
    )
    assert [(s.name, s.listed, s.category.value, s.line) for s in found] == [
        ("Triage", True, "technical", "Triage, Epic"),
        ("Epic", True, "tool", "Triage, Epic"),
        ("Wound care", False, "technical", "Trained nine nurses in wound care"),
        ("Communication", False, "soft", "Nurse with strong communication skills."),
    ]
    assert all(s.confidence > KEPT_ABOVE for s in found)


def test_a_title_names_the_skill_before_the_role_but_is_none_itself():
    found = skills("# Experience", "Java Developer, Acme Ltd | 2019 - 2021", "Barista, Bean Ltd | 2017 - 2018")
    assert [s.name for s in found] == ["Java"]


def test_years_and_last_use_come_from_the_jobs_that_name_a_skill():
    texts = (
        "# Experience",
        "Backend Engineer, Acme Ltd | 03/2020 - present",
        "- Wrote services in Go",
        "Backend Engineer, Beta Ltd | 01/2018 - 02/2020",
        "- Wrote services in Go and kept Redis alive",
        "# Skills",
        "Go, Redis, Terraform",
    )
    found = {s.name: (s.years, s.last_used) for s in skills(*texts, today=date(2021, 2, 10))}
    assert found == {"Go": (3.2, "present"), "Redis": (2.2, "02/2020"), "Terraform": (None, "")}
    unknown = {s.name: (s.years, s.last_used) for s in skills(*texts)}
    assert unknown == {"Go": (None, "present"), "Redis": (2.2, "02/2020"), "Terraform": (None, "")}


def test_same_lines_same_skills():
    texts = ("# Skills", "Go, Rust, teamwork", "# Projects", "- Used Redis, Kafka and Go")
    assert skills(*texts) == skills(*texts)
