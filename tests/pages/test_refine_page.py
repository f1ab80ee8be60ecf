"""The refine screen over real services: proposals, questions, decisions, and the new version."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from domain.people import ConsentKind
from domain.resume.facts import Position, ReadingQuality, ResumeFacts, ResumeStatus
from services import bootstrap
from services.resume_refining import ResumeRefiningService
from tests.builders import add_resume
from tests.doubles.model_provider import ModelProvider
from tests.doubles.refined_lines import rewritten
from tests.gateways import gateway_to, groq
from tests.pages.conftest import press, words
from tests.services import services_on
from ui.session import TOKEN

ROOT = Path(__file__).resolve().parents[2]
WEAK = "Was responsible for preparing the monthly accounts of 14 shops"
HELPED = "Helped migrate 12 of 30 ledgers to Sage"
STRONGER = "Led the migration of 12 of 30 ledgers to Sage"
FACTS = ResumeFacts(work=(Position(title="Accountant", employer="Norvik", start="2019", bullets=(WEAK, HELPED)),))


@pytest.fixture
def services(database, tmp_path):
    before = bootstrap.started()
    real = services_on(database, tmp_path)
    bootstrap.set_services(real)
    yield real
    bootstrap.set_services(before)


@pytest.fixture
def signed(services):
    return services.accounts.sign_up("ada@example.org", "a quiet harbour 7", "Ada Okafor")


@pytest.fixture
def resume(database, signed):
    with database.as_user(signed.person.id) as tx:
        resume = add_resume(tx, signed.person.id)
        tx.resumes.add_version(signed.person.id, resume.id, FACTS, ReadingQuality(score=0.9), edited=False)
        tx.resumes.set_progress(signed.person.id, resume.id, ResumeStatus.READ, "")
        return tx.resumes.get(signed.person.id, resume.id)


@pytest.fixture
def open_refine(services, signed):
    def run(**query):
        app = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=20)
        app.session_state[TOKEN] = signed.token
        app.run()
        for key, value in query.items():
            app.query_params[key] = str(value)
        return app.switch_page(str(ROOT / "pages" / "refine.py")).run()

    return run


@pytest.fixture
def asking(services, signed, resume, database):
    """Proposals of which one asks whether the person led it."""
    willing = services.accounts.set_consent(signed.person, ConsentKind.MODEL_USE, True)
    reply = rewritten(lambda text: STRONGER if text.startswith("Helped") else None)
    with ModelProvider(reply=reply) as server, gateway_to([groq(server.url)]) as gateway:
        return ResumeRefiningService(database, gateway).propose(willing, resume.id)


def test_without_a_resume_there_is_a_way_to_one(open_refine):
    app = open_refine()
    assert "No resume to refine yet" in words(app)


def test_asking_stores_proposals_that_a_closed_tab_does_not_lose(open_refine, services, signed, resume):
    app = open_refine()
    assert "No model is set up here" in words(app)
    press(app, "Propose changes")
    (made,) = services.resume_refining.list(signed.person)
    assert made.changes[0].original == WEAK
    assert f"You have {len(made.changes)} proposed change" in words(open_refine())


def test_accepted_changes_become_a_version(open_refine, services, signed, resume):
    made = services.resume_refining.propose(signed.person, resume.id)
    app = open_refine(refinement=made.id)
    assert not app.exception
    assert "Fixed rule" in words(app)
    app = press(app, "Accept")
    assert "1 change to take over." in words(app)
    app = press(app, "Make a new version")
    assert "Version 3 is your resume now" in words(app)
    assert services.resumes.get(signed.person, resume.id).facts.work[0].bullets[0].startswith("Prepared")


def test_a_claim_is_a_question_first(open_refine, services, signed, asking):
    app = open_refine(refinement=asking.id)
    assert f"Is “{STRONGER}” true of you?" in words(app)
    app = press(app, "Yes, that is true")
    assert not app.exception
    change = services.resume_refining.get(signed.person, asking.id).changes[0]
    assert change.status.value == "proposed"
    assert "Yes, that is true" not in words(app)


def test_a_no_leaves_the_line(open_refine, services, signed, asking):
    app = press(open_refine(refinement=asking.id), "No, leave it out")
    assert not app.exception
    assert services.resume_refining.get(signed.person, asking.id).changes[0].status.value == "rejected"


def test_own_words_go_through_the_guard(open_refine, services, signed, asking):
    app = press(open_refine(refinement=asking.id), "Edit")
    app.text_area[0].set_value("Helped move 25 of 30 ledgers to Sage")
    app = press(app, "Save")
    assert "does not say “25”. Is this figure right?" in words(app)


def test_somebody_elses_proposals_are_not_there(open_refine, services, asking):
    other = services.accounts.sign_up("ben@example.org", "a quiet harbour 7", "Ben")
    app = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=20)
    app.session_state[TOKEN] = other.token
    app.run()
    app.query_params["refinement"] = str(asking.id)
    app = app.switch_page(str(ROOT / "pages" / "refine.py")).run()
    assert STRONGER not in words(app)
