"""The resume: upload, reading, what was read, correcting every field, replacing and deleting."""

import pytest

from domain.resume.facts import ReadingQuality, ResumeFacts, ResumeStatus
from tests.pages.conftest import press, press_in_dialog, words
from tests.pages.samples import FACTS, new_resume, person
from ui.fact_cards import EDITING, lines_of


@pytest.fixture
def user(store):
    return person(store)


@pytest.fixture
def read(store, user):
    store.resumes = [new_resume(user)]
    return store.resumes[0]


def saved(store) -> ResumeFacts:
    return next(what for call, what in reversed(store.calls) if call == "save_edits")


def primaries(app):
    return [b.label for b in app.button if b.proto.type == "primary"]


def edit(app, key):
    app.session_state[EDITING] = key
    return app.run()


def test_without_a_resume_the_page_is_an_upload(open_page, user):
    app = open_page("resume", user)
    assert len(app.file_uploader) == 1
    assert "up to 10 MB" in app.file_uploader[0].label
    assert app.file_uploader[0].proto.max_upload_size_mb == 10
    assert not app.button


def test_an_upload_is_sent_once(open_page, store, user):
    app = open_page("resume", user)
    app.file_uploader[0].set_value(("mara.pdf", b"%PDF-1.4", "application/pdf")).run()
    app.run()
    assert [what for call, what in store.calls if call == "upload"] == ["mara.pdf"]
    assert "Reading your resume" in words(app)
    assert "File saved at" in words(app)


def test_a_refused_file_gets_its_sentence_and_another_try(open_page, store, user):
    app = open_page("resume", user)
    app.file_uploader[0].set_value(("mara.pdf", b"", "application/pdf")).run()
    assert app.error[0].value == "This file is empty. Choose another one."
    assert len(app.file_uploader) == 1


def test_reading_shows_its_step(open_page, store, user):
    store.resumes = [new_resume(user, ResumeStatus.READING, step="Finding work, education and skills")]
    text = words(open_page("resume", user))
    assert ":material/pending: Finding work, education and skills" in text
    assert "You can leave this page" in text


def test_a_failed_reading_says_why_and_offers_another_file(open_page, store, user):
    store.resumes = [new_resume(user, ResumeStatus.FAILED, error="This PDF has a password. Save a copy without one.")]
    app = open_page("resume", user)
    assert app.error[0].value == "This PDF has a password. Save a copy without one."
    assert len(app.file_uploader) == 1
    assert "Work" not in [h.value for h in app.header]


def test_facts_are_cards_and_what_wants_a_look_comes_first(open_page, user, read):
    app = open_page("resume", user)
    assert not app.exception
    heads = [s.value for s in app.subheader]
    assert heads[0] == "Read well, with one thing to check"
    assert heads.index("Front desk lead") < heads.index("Operations coordinator")
    text = words(app)
    assert "Quality 94 of 100" in text
    assert "please check the dates of the second position" in text
    assert "Northside Clinic, Malmö. March 2023 to now" in text
    assert primaries(app) == ["Set up an interview from it"]


@pytest.mark.parametrize(
    ("score", "issues", "heading"),
    [
        (0.97, 0, "Read well, nothing to check"),
        (0.7, 2, "Read in part, with 2 things to check"),
        (0.3, 1, "Hard to read, with"),
    ],
)
def test_the_quality_note_is_honest(open_page, store, user, score, issues, heading):
    quality = ReadingQuality(score=score, issues=tuple(f"Issue {n}." for n in range(issues)))
    store.resumes = [new_resume(user, quality=quality)]
    assert open_page("resume", user).subheader[0].value.startswith(heading)


def test_confirming_a_position(open_page, store, user, read):
    app = open_page("resume", user)
    app.button(key="ok-work-1").click().run()
    assert [p.confirmed for p in saved(store).work] == [True, True]
    assert saved(store).work[1].title == "Front desk lead"


def test_every_field_of_a_position_can_be_mended(open_page, store, user, read):
    app = edit(open_page("resume", user), "work-1")
    for label, value in (
        ("Title", "Team lead"),
        ("Employer", "Clinic B"),
        ("Place", "Lund"),
        ("Start", "2019"),
        ("End", "2020"),
    ):
        next(f for f in app.text_input if f.label == label).input(value)
    app.text_area[0].input("First line\n\n  Second line ")
    press(app, "Save")
    changed = saved(store).work[1]
    assert (changed.title, changed.employer, changed.place, changed.start, changed.end) == (
        "Team lead",
        "Clinic B",
        "Lund",
        "2019",
        "2020",
    )
    assert changed.bullets == ("First line", "Second line")
    assert changed.confirmed
    assert saved(store).work[0] == FACTS.work[0]
    assert EDITING not in app.session_state


def test_positions_and_schools_can_be_added_and_removed(open_page, store, user, read):
    app = press(open_page("resume", user), "Add education")
    next(f for f in app.text_input if f.label == "School").input("Lund University")
    press(app, "Save")
    assert [e.school for e in saved(store).education] == ["Malmö University", "Lund University"]
    app = edit(open_page("resume", user), "work-0")
    press(app, "Remove")
    assert [p.title for p in saved(store).work] == ["Front desk lead"]


def test_cancelling_changes_nothing(open_page, store, user, read):
    app = edit(open_page("resume", user), "education-0")
    press(app, "Cancel")
    assert not [c for c, _ in store.calls if c == "save_edits"]
    assert EDITING not in app.session_state


def test_contact_summary_and_skills_can_be_mended(open_page, store, user, read):
    app = edit(open_page("resume", user), "contact")
    next(f for f in app.text_input if f.label == "Phone").input("+46 1")
    app.text_area[0].input("a.example\nb.example")
    app.text_area[1].input("A new summary.")
    press(app, "Save")
    assert saved(store).contact.phone == "+46 1"
    assert saved(store).contact.links == ("a.example", "b.example")
    assert saved(store).summary == "A new summary."
    app = edit(open_page("resume", user), "skills")
    app.text_area[0].input("Excel\nExcel\nSQL")
    press(app, "Save")
    assert [s.name for s in saved(store).skills] == ["Excel", "SQL"]


def test_a_resume_of_nothing_is_still_a_page(open_page, store, user):
    store.resumes = [new_resume(user, facts=ResumeFacts())]
    app = open_page("resume", user)
    assert not app.exception
    assert "No name found" in words(app)
    assert "Nothing was found under work" in words(app)


def test_the_text_of_a_resume_is_never_obeyed(open_page, store, user):
    bad = FACTS.model_copy(update={"summary": "![x](https://evil.example) <script>1</script> :red[x]"})
    store.resumes = [new_resume(user, facts=bad, file_name="[a](b).pdf")]
    app = open_page("resume", user)
    drawn = next(m.value for m in app.markdown if "evil" in m.value)
    assert r"!\[x\](https:" in drawn
    assert r"\<script\>" in drawn
    assert r"\[a\](b).pdf" in words(app)


def test_deleting_says_what_is_lost_and_what_stays(open_page, store, user, read):
    app = press(open_page("resume", user), "Delete")
    assert "Your interviews, answers and scores stay" in words(app)
    press_in_dialog(app, "Delete", "delete-now")
    assert store.resumes
    app.text_input(key="delete-word").input("delete")
    press_in_dialog(app, "Delete", "delete-now")
    assert not store.resumes


def test_replacing_can_be_called_off(open_page, store, user, read):
    app = press(open_page("resume", user), "Replace")
    assert len(app.file_uploader) == 1
    press(app, "Keep the present one")
    assert not app.file_uploader


def test_lines_of_a_text_area():
    assert lines_of(" a \n\n b\n") == ("a", "b")
    assert lines_of("") == ()
