"""Strong, partial, missing: each only on a line of the resume that supports it."""

import pytest

from domain.job_match.types import Status
from domain.resume.facts import Certificate, Contact, Education, Project, ResumeFacts, Section, SpokenLanguage
from tests.unit.job_match.conftest import answer, degree, job, skills

STRONG, PARTIAL, MISSING = Status.STRONG, Status.PARTIAL, Status.MISSING


def test_a_skill_in_use_is_strong_with_its_line(engineer):
    found = answer("Experience with PostgreSQL", engineer)
    assert found.status is STRONG
    assert [(e.path, e.text) for e in found.evidence] == [
        ("work.0.bullets.0", "Built invoicing APIs in Python and FastAPI on PostgreSQL")
    ]


def test_a_listed_skill_is_strong_unless_the_job_asks_for_depth(engineer):
    assert answer("Knowledge of Redis", engineer).status is STRONG
    found = answer("Hands-on experience with Redis", engineer)
    assert found.status is PARTIAL
    assert found.evidence[0].text == "Python, PostgreSQL, Docker, Redis"
    assert "no line shows it" in found.reason


def test_a_tool_is_not_answered_by_its_neighbour(engineer):
    for tool in ("Kubernetes", "Experience with MySQL", "Java", "Familiarity with GitLab CI"):
        found = answer(tool, engineer)
        assert found.status is MISSING, tool
        assert not found.evidence


def test_alternatives_need_one_and_lists_need_all(engineer):
    assert answer("Experience with Flask or FastAPI", engineer).status is STRONG
    both = answer("Experience running Docker and Kubernetes clusters for shops", engineer)
    assert both.status is PARTIAL
    assert both.reason == "Your resume does not name Kubernetes."


def test_other_names_of_a_skill_count():
    facts = ResumeFacts(work=(job("Developer", "2020", "2024", "Deployed services to K8s with Golang operators"),))
    assert answer("Kubernetes", facts).status is STRONG
    assert answer("Experience with Go", facts).status is STRONG


@pytest.mark.parametrize("line", ["Python, learning Go", "Python, Go (basics)"])
def test_what_is_only_being_learned_answers_in_part(line):
    facts = ResumeFacts(skills=skills(line)[:1] + tuple(s.model_copy(update={"name": "Go"}) for s in skills(line)[1:]))
    assert answer("Experience with Go", facts).status is PARTIAL


def test_a_plain_word_is_no_tool():
    facts = ResumeFacts(
        work=(job("Nurse", "2020", "2024", "Told an epic tale with a lever and a canvas at the ward party"),)
    )
    for tool in ("Experience with Epic", "Lever", "Canvas"):
        assert answer(tool, facts).status is MISSING, tool
    assert answer("Experience with Epic", ResumeFacts(skills=skills("epic, excel"))).status is STRONG


@pytest.mark.parametrize(
    ("requirement", "line", "status"),
    [
        ("Experience with a CRM", "Record every contact in Salesforce", STRONG),
        ("Comfortable with CI/CD pipelines", "Built GitLab CI pipelines for 14 applications", STRONG),
        ("Experience with A/B testing", "Ran 18 A/B tests with design", STRONG),
        ("Experience with Salesforce", "Kept the CRM tidy", MISSING),
        ("Experience with relational databases", "Kept notes in Word", MISSING),
    ],
)
def test_a_tool_shows_its_kind_and_not_the_reverse(requirement, line, status):
    facts = ResumeFacts(work=(job("Officer", "2020", "2024", line),))
    assert answer(requirement, facts).status is status


def test_a_denied_skill_is_no_evidence():
    facts = ResumeFacts(work=(job("Analyst", "2020", "2024", "Built all reports without Tableau"),))
    assert answer("Experience with Tableau", facts).status is MISSING


def test_community_driven_is_not_communication(engineer):
    facts = engineer.model_copy(
        update={"work": (job("Developer", "2020", "2024", "Part of a community-driven forum project in Django"),)}
    )
    assert answer("Excellent communication skills", facts).status is MISSING


def test_a_quality_is_shown_by_deeds_and_only_claimed_by_words():
    shown = ResumeFacts(
        work=(job("Lead", "2020", "2024", "Presented results to the board", "Negotiated prices with 12 suppliers"),)
    )
    claimed = ResumeFacts(summary="Excellent communicator.", work=(job("Clerk", "2020", "2024", "Filed papers"),))
    assert answer("Strong communication skills", shown).status is STRONG
    found = answer("Strong communication skills", claimed)
    assert (found.status, found.evidence[0].path) == (PARTIAL, "summary")


def test_meaning_finds_other_words():
    facts = ResumeFacts(
        work=(
            job(
                "Teacher",
                "2020",
                "2024",
                "Led a team of six teachers in the maths department",
                "Marked 90 papers a week",
            ),
        )
    )
    found = answer("Experience of managing a group of teaching staff", facts)
    assert found.status in (STRONG, PARTIAL)
    assert found.evidence[0].path == "work.0.bullets.0"
    assert answer("Experience of running a bakery", facts).status is MISSING


def test_without_word_vectors_equal_words_decide():
    facts = ResumeFacts(work=(job("Guide", "2020", "2024", "Planned walking tours for schools"),))
    assert answer("Experience planning walking tours", facts, meaning=False).status is STRONG
    assert answer("Experience leading hikes", facts, meaning=False).status is MISSING


def test_a_sum_of_money_must_be_reached():
    facts = ResumeFacts(work=(job("Marketing lead", "2020", "2024", "Plan campaigns on a yearly budget of $650k"),))
    assert answer("Experience managing campaign budgets over $500k", facts).status is STRONG
    assert answer("Experience managing campaign budgets over $5M", facts).status is PARTIAL


@pytest.mark.parametrize(
    ("requirement", "entry", "status"),
    [
        ("Bachelor's degree in Computer Science", degree("BSc", "Computer Science"), STRONG),
        ("Bachelor's degree in Computer Science", degree("Master of Science", "Computer Science"), STRONG),
        ("Bachelor's degree", degree("BA", "History"), STRONG),
        ("Degree in nursing", degree("BA", "History"), PARTIAL),
        ("Master's degree in finance", degree("BSc", "Finance"), MISSING),
        ("PhD in physics", degree("MSc", "Physics"), MISSING),
        ("Bachelor's degree in economics", degree("BSc", "Economics", end="June 2027"), PARTIAL),
        ("Bachelor's degree in economics", Education(), MISSING),
        ("BSN", Education(school="PCC", degree="Associate Degree in Nursing", field="Nursing", end="2022"), MISSING),
        ("Abgeschlossenes Studium der Informatik", degree("Bachelor of Science", "Informatik"), STRONG),
        ("Grado en Ingeniería Informática o similar", degree("Grado", "Ingeniería Informática"), STRONG),
        ("Formation Bac+5 en marketing", degree("Licence", "Marketing"), MISSING),
    ],
)
def test_degrees_by_level_field_and_end(requirement, entry, status):
    facts = ResumeFacts(education=(entry,))
    assert answer(requirement, facts).status is status


@pytest.mark.parametrize(
    ("requirement", "held", "status"),
    [
        ("PMP certification", "PMP", STRONG),
        ("PMP preferred", "PMP (exam booked for January 2027)", PARTIAL),
        ("CPA or CMA", "Certified Management Accountant (CMA)", STRONG),
        ("Current RN license in the state of Oregon", "Registered Nurse, Oregon State Board of Nursing", STRONG),
        ("OSHA 30 certification", "OSHA 10-Hour", PARTIAL),
        ("AWS certification", "Scrum Master", MISSING),
    ],
)
def test_certificates(requirement, held, status):
    facts = ResumeFacts(certificates=(Certificate(name=held),), skills=skills("AWS, Excel"))
    assert answer(requirement, facts).status is status


def test_certificates_in_a_section_that_was_not_taken_apart_count():
    facts = ResumeFacts(sections=(Section(title="Licences", kind="certificates", text="- Forklift licence, 2024"),))
    found = answer("Forklift licence", facts)
    assert (found.status, found.evidence[0].text) == (STRONG, "Forklift licence, 2024")


@pytest.mark.parametrize(
    ("requirement", "name", "level", "status"),
    [
        ("Fluent German", "German", "C1", STRONG),
        ("Fluent German", "German", "B1", PARTIAL),
        ("Fluent German", "German", "", PARTIAL),
        ("German", "German", "conversational", STRONG),
        ("Fließende Deutschkenntnisse", "Deutsch", "Muttersprache", STRONG),
        ("Nivel alto de inglés", "Inglés", "B2", PARTIAL),
        ("Anglais courant", "Anglais", "courant", STRONG),
        ("Spanish or French", "French", "native", STRONG),
        ("Basic Japanese", "Spanish", "native", MISSING),
    ],
)
def test_languages(requirement, name, level, status):
    facts = ResumeFacts(languages=(SpokenLanguage(name=name, level=level),))
    assert answer(requirement, facts).status is status


def test_english_of_an_english_resume_is_told_and_not_rated(engineer):
    facts = engineer.model_copy(
        update={
            "summary": "I am a software engineer who has built the services of a shop and of a bank for many years now."
        }
    )
    found = answer("Fluent English", facts)
    assert found.status is PARTIAL
    assert "does not say how well" in found.reason


def test_a_portfolio_is_shown_by_its_link():
    facts = ResumeFacts(contact=Contact(links=("mei.example/portfolio",)))
    assert answer("A portfolio of your work", facts).status is STRONG
    assert answer("A portfolio of your work", ResumeFacts(contact=Contact(links=("x.example",)))).status is MISSING


def test_projects_are_deeds():
    facts = ResumeFacts(projects=(Project(title="Weather map", bullets=("Drew 3D maps with Three.js",)),))
    found = answer("Hands-on experience with Three.js", facts)
    assert (found.status, found.evidence[0].path) == (STRONG, "projects.0.bullets.0")
