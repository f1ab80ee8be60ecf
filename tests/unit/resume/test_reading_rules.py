"""Rules of the parser on small pieces of text, one behaviour a test."""

import pytest

from domain.resume.contact import read_contact
from domain.resume.document import Line, ReadDocument
from domain.resume.facts import ResumeFacts
from domain.resume.parser import parse_resume, reading_quality
from domain.resume.section_names import section_kind
from domain.resume.sections import split_sections
from domain.resume.vocabulary import SkillVocabulary
from services.documents.skills_list import load_skills


def lines(*texts: str, **looks: object) -> list[Line]:
    """One line a text: "# " a heading, "- " a bullet, "|" between cells."""
    found = []
    for number, text in enumerate(texts):
        heading, bullet = text.startswith("# "), text.startswith("- ")
        bare = text[2:] if heading or bullet else text
        cells = tuple(cell.strip() for cell in bare.split("|"))
        found.append(
            Line(
                " ".join(cells),
                cells if len(cells) > 1 else (),
                heading=heading,
                bullet=bullet,
                size=14.0 if heading else 10.0,
                bold=heading,
                y=number * 14.0,
                **looks,
            )
        )
    return found


def facts(*texts: str) -> ResumeFacts:
    return parse_resume(lines(*texts), (), load_skills())


HEAD = ("Ines Duarte", "ines@duarte.example | +351 912 000 111")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("PROFESSIONAL EXPERIENCE", "work"),
        ("Relevant Clinical Experience", "work"),
        ("Employment History", "work"),
        ("Volunteer Experience", "other"),
        ("Education & Training", "education"),
        ("Skills & Abilities", "skills"),
        ("Language Skills", "languages"),
        ("Summary of Qualifications", "summary"),
        ("Professional Summary", "summary"),
        ("Licenses and Certifications", "certificates"),
        ("2. Berufserfahrung", "work"),
        ("Expérience professionnelle", "work"),
        ("Formación académica", "education"),
        ("Umiejętności", "skills"),
        ("職務経歴", "work"),
        ("Python", None),
        ("Senior Engineer", None),
        ("", None),
    ],
)
def test_headings_are_known_by_name(heading, kind):
    assert section_kind(heading) == kind


def test_heading_that_stands_left_of_its_section_is_one():
    found = split_sections(
        lines(*HEAD, "Experience | Nurse, Mercy Hospital | 2019 - 2020", "Education | BSc Nursing | 2015")
    )
    assert [(s.title, s.kind) for s in found if s.title] == [("Experience", "work"), ("Education", "education")]


def test_label_inside_the_skills_section_is_no_heading():
    texts = lines("# Experience", "Nurse", "# Skills", "Triage", "# Education", "BSc")
    texts.insert(3, Line("Languages", size=10.0, y=50.0))
    assert [s.title for s in split_sections(texts)] == ["Experience", "Skills", "Education"]


def test_unknown_heading_that_looks_like_the_others_is_one():
    found = split_sections(lines("# EXPERIENCE", "Nurse", "# EDUCATION", "BSc", "# WAR STORIES", "Once upon a time"))
    assert [s.title for s in found] == ["EXPERIENCE", "EDUCATION", "WAR STORIES"]


def test_address_of_a_referee_is_not_the_persons():
    contact = facts("Ines Duarte", "# References", "Tom Boss, tom@boss.example, +44 20 7946 0000").contact
    assert (contact.name, contact.email, contact.phone) == ("Ines Duarte", "", "")


def test_hidden_and_linked_addresses_are_found():
    assert facts("Ines Duarte", "ines [at] duarte [dot] example").contact.email == "ines@duarte.example"
    linked = [Line("Ines Duarte"), Line("Mail me", links=("mailto:ines@duarte.example", "tel:+351912000111"))]
    contact = read_contact(split_sections(linked))
    assert (contact.email, contact.phone) == ("ines@duarte.example", "+351912000111")


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("Phone: 0049 171 5550123", "0049 171 5550123"),
        ("(415) 555-0199 | Oakland", "(415) 555-0199"),
        ("Tel. 089/1234567", "089/1234567"),
        ("2013 - 2014", ""),
        ("12345", ""),
        ("Licence 4711", ""),
    ],
)
def test_phone_numbers(line, phone):
    assert facts("Ines Duarte", line).contact.phone == phone


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("Curriculum Vitae - Ines Duarte", "Ines Duarte"),
        ("Dr. Ines Duarte, PhD", "Dr. Ines Duarte"),
        ("INES DE LA CRUZ, RN, BSN", "INES DE LA CRUZ"),
        ("山田 太郎", "山田 太郎"),
        ("Name: Ines Duarte", "Ines Duarte"),
    ],
)
def test_names(first, name):
    assert facts(first, "Senior Nurse", "ines@duarte.example").contact.name == name


def test_profile_links_count_and_project_links_do_not():
    contact = facts(
        *HEAD,
        "linkedin.com/in/ines-d",
        "# Projects",
        "Ward map, github.com/inesd/ward-map",
        "- Uses Node.js and ASP.NET",
    ).contact
    assert contact.links == ("linkedin.com/in/ines-d",)


@pytest.mark.parametrize(
    "entry",
    [
        ("Nurse Manager | 2019 - 2021", "Mercy Hospital | Lisbon, Portugal"),
        ("Mercy Hospital | Lisbon, Portugal", "Nurse Manager | 2019 - 2021"),
        ("Nurse Manager at Mercy Hospital | 2019 - 2021",),
        ("Nurse Manager, Mercy Hospital, Lisbon, Portugal", "2019 - 2021"),
        ("Mercy Hospital - Nurse Manager (2019 - 2021)",),
        ("2019 - 2021", "Nurse Manager", "Mercy Hospital"),
        ("2019 - 2021 | Nurse Manager, Mercy Hospital",),
        ("Nurse Manager", "Mercy Hospital", "2019 - 2021 | Lisbon, Portugal"),
        ("Position: Nurse Manager", "Company: Mercy Hospital", "2019 - 2021"),
    ],
)
def test_the_same_job_in_nine_forms(entry):
    second = tuple(part.replace("Nurse Manager", "Staff Nurse").replace("2019 - 2021", "2014 - 2019") for part in entry)
    found = facts(*HEAD, "# Experience", *entry, "- Led a ward of 24 beds", *second, "- Ran the night shift").work
    assert [(p.title, p.employer, p.start, p.end) for p in found] == [
        ("Nurse Manager", "Mercy Hospital", "2019", "2021"),
        ("Staff Nurse", "Mercy Hospital", "2014", "2019"),
    ]
    assert found[0].bullets == ("Led a ward of 24 beds",)


def test_comma_inside_a_title_is_not_an_employer():
    found = facts(
        *HEAD, "# Experience", "Telcoin | Aug 2020 - Present", "Vice President, Banking Operations | Los Angeles, CA"
    ).work
    assert [(p.title, p.employer, p.place) for p in found] == [
        ("Vice President, Banking Operations", "Telcoin", "Los Angeles, CA")
    ]


def test_jobs_without_dates_are_kept_apart():
    found = facts(
        *HEAD, "# Experience", "Nurse, Mercy Hospital", "- Led a ward", "Porter, City Clinic", "- Moved beds"
    ).work
    assert [(p.title, p.employer) for p in found] == [("Nurse", "Mercy Hospital"), ("Porter", "City Clinic")]


def test_dates_beside_the_first_bullet_belong_to_the_line_above():
    found = facts(*HEAD, "# Experience", "Nurse, Mercy Hospital", "- Led a ward of twenty beds | 2019 - 2021").work
    assert [(p.title, p.start, p.bullets) for p in found] == [("Nurse", "2019", ("Led a ward of twenty beds",))]


@pytest.mark.parametrize(
    "entry",
    [
        ("University of Porto | 2010 - 2014", "BSc in Nursing"),
        ("BSc in Nursing", "University of Porto", "2010 - 2014"),
        ("BSc in Nursing, University of Porto, 2010 - 2014",),
        ("BSc in Nursing at University of Porto | 2010 - 2014",),
        ("2010 - 2014 | BSc in Nursing | University of Porto",),
        ("BSc in Nursing from University of Porto (2010 - 2014)",),
    ],
)
def test_the_same_degree_in_six_forms(entry):
    second = tuple(
        p.replace("BSc in", "MSc in").replace("2010 - 2014", "2014 - 2016").replace("Porto", "Minho") for p in entry
    )
    found = facts(*HEAD, "# Education", *entry, "Relevant coursework: Anatomy, Ethics", *second).education
    assert [(e.school, e.degree, e.start) for e in found] == [
        ("University of Porto", "BSc in Nursing", "2010"),
        ("University of Minho", "MSc in Nursing", "2014"),
    ]


def test_field_of_study_on_its_own_line_and_second_degree_of_a_school():
    found = facts(
        *HEAD,
        "# Education",
        "Porto College",
        "Bachelor of Science",
        "Nursing",
        "2014",
        "Master of Science, Ethics, 2016",
    ).education
    assert [(e.school, e.degree, e.field) for e in found] == [
        ("Porto College", "Bachelor of Science", "Nursing"),
        ("Porto College", "Master of Science, Ethics", ""),
    ]


@pytest.mark.parametrize(
    ("texts", "skills"),
    [
        (("Languages: Python, Go, SQL",), ["Python", "Go", "SQL"]),
        (("Python (expert) | Go - 3 years | SQL",), ["Python", "Go", "SQL"]),
        (("Go Python Node.js TypeScript",), ["Go", "Python", "Node.js", "TypeScript"]),
        (("Frontend", "React, Redux", "Backend", "Django, Flask"), ["React", "Redux", "Django", "Flask"]),
        (("Frontend | Backend", "Expert | Advanced", "React | Django"), ["React", "Django"]),
        (("Foreign Exchange (FX, swaps), Options",), ["Foreign Exchange (FX, swaps)", "Options"]),
        (("- Wound care", "- Triage", "- wound-care"), ["Wound care", "Triage"]),
        (("Proficient in Excel", "and PowerPoint"), ["Excel", "PowerPoint"]),
    ],
)
def test_listed_skills(texts, skills):
    assert [s.name for s in facts(*HEAD, "# Skills", *texts).skills if s.listed] == skills


def test_skills_in_the_text_are_marked_and_carry_their_line():
    found = facts(
        *HEAD, "# Experience", "Nurse, Mercy Hospital | 2019 - 2021", "- Trained nine nurses in triage and wound care"
    ).skills
    assert {(s.name, s.listed) for s in found} == {("Triage", False), ("Wound care", False)}
    assert all(s.line == "Trained nine nurses in triage and wound care" for s in found)


def test_plain_words_are_skills_only_as_written():
    vocabulary = SkillVocabulary.of([("Go", ["Golang"], True), ("REST APIs", ["REST"], False)])
    assert vocabulary.in_text("We go home and rest") == []
    assert vocabulary.in_text("A REST service") == ["REST APIs"]
    assert vocabulary.in_text("Written in Go") == ["Go"]
    assert vocabulary.usual_name("golang") == "Go"
    assert vocabulary.in_text("golang, please") == []


def test_quality_names_what_is_missing_and_what_to_check():
    bare = reading_quality(ReadDocument(tuple(lines("hello there"))), ResumeFacts())
    assert bare.score < 0.4
    assert "We did not find your name. Please add it." in bare.issues
    texts = (*HEAD, "# Experience", "Nurse, Mercy Hospital", "- Led a ward", "# Skills", "Triage, Charting")
    found = facts(*texts)
    document = ReadDocument(tuple(lines(*texts)), columns=2, column_pages=(1,))
    quality = reading_quality(document, found)
    assert "Page 1 has two columns. We joined them; please check the dates of the first position." in quality.issues
    assert "We found no dates for the first position. Please add them." in quality.issues
    garbled = reading_quality(ReadDocument(tuple(lines("Exp\ufffdr\ufffd\ufffdnce"))), found)
    assert any("letters" in issue for issue in garbled.issues)


def test_good_resume_has_full_marks():
    texts = (
        *HEAD,
        "# Experience",
        "Nurse, Mercy Hospital | 2019 - 2021",
        "# Education",
        "BSc, Porto College, 2014",
        "# Skills",
        "Triage, Charting",
    )
    quality = reading_quality(ReadDocument(tuple(lines(*texts))), facts(*texts))
    assert (quality.score, quality.issues) == (1.0, ())


def test_no_lines_no_facts():
    assert parse_resume((), ()) == ResumeFacts()
