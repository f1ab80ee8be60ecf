"""What a job description asks for: parts, kinds, and lines that ask for several things."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.job_match.ad_lines import ad_title
from domain.job_match.requirements import MAX_REQUIREMENTS, find_requirements
from tests.unit.job_match.conftest import SKILLS


def asked(ad: str) -> list[tuple[str, str]]:
    return [(r.kind.value, r.text) for r in find_requirements(ad, SKILLS)]


def of_line(line: str) -> list[str]:
    return [text for _, text in asked(f"Requirements:\n- {line}\n")]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("5+ years of Python and SQL", ["5+ years of Python", "5+ years of SQL"]),
        ("Experience with Docker, Kubernetes and Terraform", [
            "Experience with Docker", "Experience with Kubernetes", "Experience with Terraform"]),
        ("Bachelor's degree and 3+ years of work in sales", ["Bachelor's degree", "3+ years of work in sales"]),
        ("Bachelor's degree with at least 3 years in sales", ["Bachelor's degree", "at least 3 years in sales"]),
        ("Strong Excel skills and good knowledge of SAP", ["Strong Excel skills", "good knowledge of SAP"]),
        ("CPA required; MBA preferred", ["CPA required", "MBA preferred"]),
        ("3 years in a kitchen, a food safety certificate and a passion for baking",
         ["3 years in a kitchen", "a food safety certificate", "a passion for baking"]),
    ],
)  # fmt: skip
def test_a_line_that_asks_for_several_things_is_taken_apart(line, parts):
    assert of_line(line) == parts


@pytest.mark.parametrize(
    "line",
    [
        "Degree in Computer Science or equivalent experience",
        "Experience with Django or FastAPI",
        "Excellent communication and presentation skills",
        "Comfortable with CI/CD pipelines, e.g. GitHub Actions or GitLab CI",
        "Ability to read blueprints and specifications",
        "Knowledge of machine learning and deep learning methods in research",
        "Excellent communication skills, both written and verbal",
        "ACCA, CIMA or ACA qualified",
    ],
)
def test_alternatives_and_shared_nouns_stay_together(line):
    assert of_line(line) == [line]


def test_headings_and_words_say_what_is_required():
    ad = """
    What you bring
    - SQL
    - Python is a plus
    - Tableau (preferred)

    Nice to have
    - Go
    - A driving licence is required
    """
    assert [kind for kind, _ in asked(ad)] == ["required", "preferred", "preferred", "preferred", "required"]


def test_not_essential_is_preferred():
    assert asked("Requirements:\n- A degree is desirable but not essential")[0][0] == "preferred"


def test_a_label_in_a_line_lists_its_items():
    ad = "Account Executive\nMust have: 3+ years of sales, Salesforce. Nice to have: French, experience in health care."
    assert asked(ad) == [
        ("required", "3+ years of sales"),
        ("required", "Salesforce"),
        ("preferred", "French"),
        ("preferred", "experience in health care"),
    ]


@pytest.mark.parametrize(
    "heading", ["Benefits", "What we offer", "About us", "How to apply", "**Perks**", "OUR COMPANY"]
)
def test_what_the_company_says_of_itself_is_no_requirement(heading):
    ad = f"Requirements\n- Excel\n\n{heading}\n- 25 days of experience with rest\n- You must know our soup\n"
    assert asked(ad) == [("required", "Excel")]


@pytest.mark.parametrize(
    "sentence",
    [
        "We are an equal opportunity employer and welcome all qualified applicants.",
        "Applicants are considered without regard to race, religion or age.",
        "We offer a competitive salary, 401(k) and health insurance.",
        "In return you get a pension and 27 days of leave.",
        "Apply by 12 January with your CV.",
    ],
)
def test_such_sentences_are_dropped_wherever_they_stand(sentence):
    assert asked(f"Requirements\n- Excel\n\n{sentence}\n") == [("required", "Excel")]
    assert asked(f"Requirements\n- Excel\n- {sentence}\n") == [("required", "Excel")]


def test_duties_are_no_requirements_but_a_must_among_them_is():
    ad = "Responsibilities\n- Write reports\n- Candidates must hold a forklift licence\n"
    assert len(asked(ad)) == 1
    assert "forklift licence" in asked(ad)[0][1]


def test_prose_without_headings_is_read_by_its_words():
    ad = (
        "The housing team is hiring an analyst. You will write reports. You must be fluent in SQL and have at least "
        "three "
        "years of experience. Some Python would be an advantage."
    )
    assert asked(ad) == [
        ("required", "fluent in SQL"),
        ("required", "at least three years of experience"),
        ("preferred", "Some Python would be an advantage"),
    ]


def test_lines_cut_at_a_fixed_width_are_joined():
    ad = (
        "Requirements\n"
        "- A degree in mechanical engineering or in another subject that is near to\n"
        "  it, with good marks\n"
        "- Five years of experience in the design of pumps and of other rotating\n"
        "  machines\n"
    )
    assert [text for _, text in asked(ad)] == [
        "A degree in mechanical engineering or in another subject that is near to it, with good marks",
        "Five years of experience in the design of pumps and of other rotating machines",
    ]


@pytest.mark.parametrize(
    ("ad", "expected"),
    [
        ("Requisitos\n- Conocimientos de SQL y Git\nSe valorará\n- Docker\nOfrecemos\n- Seguro médico\n",
         [("required", "Conocimientos de SQL"), ("required", "Conocimientos de Git"), ("preferred", "Docker")]),
        ("Profil recherché\n- Maîtrise de Python\n- La connaissance de Docker serait un plus\nAvantages\n- Mutuelle\n",
         [("required", "Maîtrise de Python"), ("preferred", "La connaissance de Docker serait un plus")]),
        ("Dein Profil\n- Sehr gute Kenntnisse in C# und .NET\nVon Vorteil\n- Docker\nWir bieten\n- 30 Tage Urlaub\n",
         [("required", "Sehr gute Kenntnisse in C#"), ("required", "Sehr gute Kenntnisse in .NET"),
          ("preferred", "Docker")]),
        ("Requisitos\n- Conhecimentos de Excel\nDiferenciais\n- Python\nBenefícios\n- Vale refeição\n",
         [("required", "Conhecimentos de Excel"), ("preferred", "Python")]),
    ],
)  # fmt: skip
def test_headings_of_other_languages(ad, expected):
    assert asked(ad) == expected


@pytest.mark.parametrize(
    ("ad", "title"),
    [
        ("Senior Accountant\nLarkfield Foods", "Senior Accountant"),
        ("## Platform Engineer (remote)\n", "Platform Engineer"),
        ("Customer Support Specialist - Brightloop (Leeds)\n", "Customer Support Specialist"),
        ("We are hiring.\nRequirements", ""),
    ],
)
def test_the_title_is_one_of_the_first_lines(ad, title):
    assert ad_title(ad) == title


def test_the_same_line_twice_is_one_requirement():
    assert len(asked("Requirements\n- Excel\n- Excel\n")) == 1


def test_a_very_long_list_ends():
    ad = "Requirements\n" + "\n".join(f"- Knowledge of thing number {n}" for n in range(300))
    assert len(asked(ad)) == MAX_REQUIREMENTS


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_taken_apart_without_an_error_and_always_alike(text):
    assert find_requirements(text, SKILLS) == find_requirements(text, SKILLS)
    found = find_requirements(f"Requirements:\n{text}", SKILLS)
    assert all(r.text.strip() for r in found)
