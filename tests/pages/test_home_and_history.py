"""Home tells a new person what to do and a returning one where they stand; the history lists everything."""

from datetime import timedelta

import pytest

from domain.errors import DatabaseBusy
from domain.evaluation.types import State
from domain.interview import InterviewStatus
from domain.people import Role
from tests.pages.conftest import press, press_in_dialog, words
from tests.pages.samples import NOW, add_interview, finished_interview, new_resume, person, returning


def primaries(app):
    return [b.label for b in app.button if b.proto.type == "primary"]


def test_home_of_a_new_person_has_three_steps_and_one_primary_button(open_page, store):
    app = open_page("home", person(store))
    assert [s.value for s in app.subheader] == [
        "1. Add your resume",
        "2. Answer three questions",
        "3. Read your report",
    ]
    assert primaries(app) == ["Add resume"]
    assert "This is a sample, not yours." in words(app)
    assert not app.metric


def test_home_moves_on_once_the_resume_is_there(open_page, store):
    user = person(store)
    store.resumes = [new_resume(user)]
    app = open_page("home", user)
    assert primaries(app) == ["Set up an interview"]


def test_home_of_a_returning_person(open_page, store):
    app = open_page("home", returning(store))
    assert not app.exception
    assert primaries(app) == ["Continue interview"]
    text = words(app)
    assert "Question 3 of 5" in text
    assert "draft was saved at 14:02" in text
    assert {m.label: m.value for m in app.metric}["Weakest criterion"] == "Reflection"
    assert app.table[0].value.shape[0] == 5


def test_home_says_what_is_not_known_yet_instead_of_zeros(open_page, store):
    user = person(store)
    add_interview(store, user, status=InterviewStatus.FINISHED)
    app = open_page("home", user)
    values = {m.label: m.value for m in app.metric}
    assert values["Typical score"] == "Not yet"
    assert values["Weakest criterion"] == "Not yet"
    assert values["Answers with a score"] == "Not yet"


@pytest.mark.parametrize(
    ("totals", "heading"),
    [((58, 61, 73), "Up, from"), ((80, 70, 60), "Down, from"), ((70, 75, 72), "Steady:")],
)
def test_a_change_is_called_one_only_beyond_the_noise(open_page, store, totals, heading):
    user = person(store)
    for days, total in zip((20, 10, 1), totals, strict=True):
        finished_interview(store, user, days_ago=days, totals=((State.SCORED, total, 4),))
    assert any(h.value.startswith(heading) for h in open_page("home", user).header)


def test_two_scores_are_no_trend(open_page, store):
    user = person(store)
    for days in (10, 1):
        finished_interview(store, user, days_ago=days)
    app = open_page("home", user)
    assert "A trend needs three" in words(app)
    assert not any(h.value.startswith(("Up", "Down", "Steady")) for h in app.header)


def test_an_empty_history_says_what_will_stand_there(open_page, store):
    app = open_page("history", person(store))
    assert app.subheader[0].value == "No interviews yet"
    press(app, "Start an interview")
    assert app.title[0].value == "Interview"


def test_the_history_has_unfinished_ones_on_top_and_opens_them(open_page, store):
    app = open_page("history", returning(store))
    labels = [b.label for b in app.button if b.label in ("Continue", "Read summary")]
    assert labels == ["Continue", *["Read summary"] * 4]
    press(app, "Read summary")
    assert app.query_params["interview"]


def test_the_history_filters_and_says_when_nothing_fits(open_page, store):
    app = open_page("history", returning(store))
    app.selectbox(key="history-state").select(State.ESTIMATED).run()
    assert len([b for b in app.button if b.label == "Read summary"]) == 1
    app.selectbox(key="history-state").select(State.UNSCORED).run()
    assert "No interview fits this filter" in words(app)
    assert "No interviews yet" not in words(app)


def test_deleting_asks_for_the_word_first(open_page, store):
    user = person(store)
    interview = finished_interview(store, user)
    app = open_page("history", user)
    press(app, "Delete")
    assert "deleted for good" in words(app)
    press_in_dialog(app, "Delete", "delete-now")
    assert "Nothing has been deleted" in app.error[0].value
    assert interview.id in store.interviews
    app.text_input(key="delete-word").input("delete")
    press_in_dialog(app, "Delete", "delete-now")
    assert interview.id not in store.interviews


def test_a_busy_database_is_a_sentence_and_the_app_goes_on(open_page, store):
    user = returning(store)
    app = open_page("account", user)
    store.failure = DatabaseBusy("The database is busy. What you wrote is safe; try again in a moment.")
    app = open_page("history", user)
    assert not app.exception
    store.failure = DatabaseBusy("The database is busy. What you wrote is safe; try again in a moment.")
    app.run()
    assert app.error[0].value.startswith("The database is busy")
    app.run()
    assert app.title[0].value == "History"


def test_a_name_is_never_obeyed_as_markup(open_page, store):
    user = person(store, name="**Bold** <b>", email="x@example.org")
    assert open_page("home", user).title[0].value == r"Welcome, \*\*Bold\*\*"


def test_dates_follow_the_persons_time_zone(open_page, store):
    user = person(store, time_zone="Pacific/Auckland")
    interview = finished_interview(store, user)
    assert interview.created_at - NOW < timedelta(seconds=1)
    assert "20 November, practice" in words(open_page("history", user))


def test_a_coach_has_the_candidates_screens_and_no_dead_ends(open_page, store):
    user = person(store, Role.COACH)
    assert open_page("home", user).title[0].value.startswith("Welcome")
    assert "version" not in words(open_page("home", user)).lower()
