"""Job match: paste, upload or take an earlier job description; what the resume says to it; the ways on."""

import pytest

from domain.resume.facts import ResumeStatus
from tests.pages.conftest import press, press_in_dialog, stay, words
from tests.pages.fake_job_match import AD
from tests.pages.samples import new_resume, person


@pytest.fixture
def user(store):
    return person(store)


@pytest.fixture
def resume(store, user):
    store.resumes = [new_resume(user)]
    return store.resumes[0]


@pytest.fixture
def job(services, user, resume):
    return services.job_match.match(user, resume.id, AD).job_id


def shown(open_page, user, job):
    return open_page("job_match", user, job=job)


def test_without_a_resume_there_is_one_way_on(open_page, user):
    app = open_page("job_match", user)
    assert "No resume to compare yet" in words(app)
    assert [b.label for b in app.button] == ["Add your resume"]
    assert not app.text_area


def test_a_resume_that_is_still_read_is_waited_for(open_page, store, user):
    store.resumes = [new_resume(user, ResumeStatus.READING, step="Reading the pages")]
    app = open_page("job_match", user)
    assert "Reading your resume" in words(app)
    assert not app.text_area


def test_a_pasted_text_is_compared_and_the_address_names_it(open_page, store, services, user, resume):
    app = open_page("job_match", user)
    app.text_area[0].set_value(AD)
    press(app, "Compare")
    assert [what for call, what in store.calls if call == "match"] == [(resume.id, AD)]
    assert not app.exception
    assert len(services.job_match.texts) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste or upload a job description first."),
        ("The gulls are loud above the pier, the tide is low, and I am here.", "does not read like a job description"),
        (AD * 150, "the limit is 20,000"),
    ],
)
def test_a_text_that_cannot_be_compared_gets_its_sentence_and_stays(open_page, user, resume, text, sentence):
    app = open_page("job_match", user)
    app.text_area[0].set_value(text)
    press(app, "Compare")
    assert sentence in words(app)
    assert app.text_area[0].value == text
    assert "Match" not in [m.label for m in app.metric]


def test_an_uploaded_file_is_read_into_the_field_once(open_page, store, user, resume):
    app = open_page("job_match", user)
    app.file_uploader[0].set_value(("job.txt", AD.encode(), "text/plain")).run()
    assert app.text_area[0].value == AD
    app.text_area[0].set_value(f"{AD}- Patience").run()
    assert app.text_area[0].value.endswith("- Patience")
    assert [what for call, what in store.calls if call == "text_of_upload"] == ["job.txt"]


def test_a_refused_file_gets_its_sentence(open_page, user, resume):
    app = open_page("job_match", user)
    app.file_uploader[0].set_value(("job.txt", b"", "text/plain")).run()
    assert app.error[0].value.startswith("This file is empty")


def test_each_requirement_has_its_status_its_line_and_why(open_page, user, job):
    app = shown(open_page, user, job)
    assert not app.exception
    assert [h.value for h in app.header] == ["Required", "Preferred", "What to do", "Keywords"]
    text = words(app)
    assert "**Power BI**" in text
    assert "No line of your resume names Power BI." in text
    assert ":yellow-background[“BSc, Health administration, Malmö University, 2016 to 2019”]" in text
    badges = [m.value for m in app.markdown if "-badge" in m.value]
    assert any("Strong" in badge for badge in badges)
    assert any("Missing" in badge for badge in badges)


def test_the_score_says_what_it_rests_on(open_page, user, job):
    app = shown(open_page, user, job)
    assert app.metric[0].value.endswith("of 100")
    text = words(app)
    assert "Required: 3 strong, 1 missing. Preferred: 1 missing." in text
    assert "A required one weighs twice a preferred one." in text
    assert "because word meaning cannot be compared here" in text


def test_without_requirements_there_is_no_score(open_page, services, user, resume):
    job = services.job_match.match(
        user, resume.id, "Our job: a role in a team. We are hiring for this position."
    ).job_id
    app = shown(open_page, user, job)
    assert not app.metric
    assert "No score" in words(app)
    assert "names no requirement we could find" in words(app)


def test_keywords_show_both_counts(open_page, user, job):
    table = next(m.value for m in shown(open_page, user, job).markdown if "| Term |" in m.value)
    assert "| Excel | 1 | 1 |" in table
    assert "| Power BI | 1 | missing |" in table


def test_practise_these_fills_the_interview_set_up(open_page, user, job):
    app = press(shown(open_page, user, job), "Practise these")
    app = stay(app, "interview")
    app.query_params["job"] = str(job)
    app.run()
    assert app.text_area(key="job").value == AD.strip()


def test_an_earlier_one_is_compared_again(open_page, store, user, job):
    app = open_page("job_match", user)
    assert app.selectbox(key="job-match-earlier").options == ["Clinic operations coordinator, 19 November"]
    press(app, "Compare again")
    assert not app.exception


def test_deleting_asks_for_the_word(open_page, services, user, job):
    app = press(shown(open_page, user, job), "Delete")
    app = press_in_dialog(app, "Delete", "delete-now")
    assert "Nothing has been deleted" in words(app)
    assert job in services.job_match.texts
    app.text_input(key="delete-word").set_value("delete")
    press_in_dialog(app, "Delete", "delete-now")
    assert job not in services.job_match.texts


def test_an_address_of_a_deleted_job_leads_nowhere_politely(open_page, services, user, job):
    services.job_match.texts.clear()
    assert "There is nothing at this address" in words(shown(open_page, user, job))


def test_markup_in_the_text_is_shown_as_words(open_page, services, user, resume):
    ad = AD + "- Experience with **[click](http://evil.example)** $x$\n"
    app = shown(open_page, user, services.job_match.match(user, resume.id, ad).job_id)
    assert "[click](http" not in words(app)
