"""The cards beyond work and school: projects, certificates, publications, languages, categories of skills, doubts."""

import pytest

from domain.resume.facts import (
    Certificate,
    Doubt,
    Project,
    Publication,
    ResumeFacts,
    SkillCategory,
    SkillFact,
    SpokenLanguage,
)
from tests.pages.conftest import press, words
from tests.pages.samples import FACTS, new_resume, person
from ui.fact_cards import EDITING

RICH = FACTS.model_copy(
    update={
        "contact": FACTS.contact.model_copy(update={"headline": "Operations lead", "place": "Malmö"}),
        "projects": (Project(title="Queue board", role="Owner", start="2022", bullets=("Built it in 3 weeks",)),),
        "certificates": (Certificate(name="First aid", issuer="Red Cross", date="2021"),),
        "publications": (Publication(title="Queues in clinics", venue="Nordic Care", date="2020"),),
        "languages": (SpokenLanguage(name="Swedish", level="Native"),),
        "skills": (
            SkillFact(
                name="Excel", line="Skills: Excel", category=SkillCategory.TOOL, years=4.5, last_used="March 2023"
            ),
            SkillFact(name="Patience", category=SkillCategory.SOFT),
            SkillFact(name="Intake"),
        ),
    }
)


@pytest.fixture
def user(store):
    return person(store)


def saved(store) -> ResumeFacts:
    return next(what for call, what in reversed(store.calls) if call == "save_edits")


def test_every_kind_of_fact_is_drawn(open_page, store, user):
    store.resumes = [new_resume(user, facts=RICH)]
    text = words(open_page("resume", user))
    for part in (
        "Operations lead", "Queue board", "Built it in 3 weeks", "First aid", "Red Cross, 2021", "Queues in clinics",
        "Nordic Care, 2020", "Swedish", "Native", "Tools", "Working with people",
    ):  # fmt: skip
        assert part in text, part


def test_the_line_of_every_skill_is_shown(open_page, store, user):
    store.resumes = [new_resume(user, facts=RICH)]
    table = open_page("resume", user).dataframe[0].value
    assert list(table["Skill"]) == ["Excel", "Patience", "Intake"]
    assert list(table["Line in your resume"]) == ["Skills: Excel", "Added by you", "Added by you"]
    assert table["Years"][0] == 4.5


@pytest.mark.parametrize(
    ("add", "label", "field", "attribute"),
    [
        ("Add project", "Title", "projects", "title"),
        ("Add certificate", "Name", "certificates", "name"),
        ("Add publication", "Title", "publications", "title"),
        ("Add language", "Language", "languages", "name"),
    ],
)
def test_what_the_file_does_not_say_can_be_added(open_page, store, user, add, label, field, attribute):
    store.resumes = [new_resume(user)]
    app = press(open_page("resume", user), add)
    next(f for f in app.text_input if f.label == label).input("Something new")
    press(app, "Save")
    (item,) = getattr(saved(store), field)
    assert (getattr(item, attribute), item.confirmed) == ("Something new", True)


@pytest.mark.parametrize("field", ["projects", "certificates", "publications", "languages"])
def test_saving_a_form_unchanged_only_confirms(open_page, store, user, field):
    store.resumes = [new_resume(user, facts=RICH)]
    app = open_page("resume", user)
    app.session_state[EDITING] = f"{field}-0"
    press(app.run(), "Save")
    (before,) = getattr(RICH, field)
    assert getattr(saved(store), field) == (before.model_copy(update={"confirmed": True}),)


def test_a_doubt_stands_on_its_card_until_it_is_confirmed(open_page, store, user):
    doubts = (
        Doubt(path="work.1.employer", reason="Employer and title may be swapped.", confidence=0.5),
        Doubt(path="work.0.title", reason="This one is confirmed already.", confidence=0.5),
        Doubt(path="contact.name", reason="Is this your name?", confidence=0.5),
    )
    store.resumes = [new_resume(user, doubts=doubts)]
    text = words(open_page("resume", user))
    assert "Employer and title may be swapped." in text
    assert "Is this your name?" in text
    assert "This one is confirmed already." not in text


def test_editing_the_contact_keeps_place_and_headline(open_page, store, user):
    store.resumes = [new_resume(user, facts=RICH)]
    app = open_page("resume", user)
    app.session_state[EDITING] = "contact"
    press(app.run(), "Save")
    assert saved(store).contact == RICH.contact
