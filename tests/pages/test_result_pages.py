"""The report of an answer and the summary of a session, while they are made and when they are there."""

from uuid import uuid4

import pytest

from domain.evaluation.types import State
from domain.interview import TurnStatus
from domain.people import ConsentKind
from tests.pages.conftest import press, words
from tests.pages.samples import (
    ANSWER,
    UNSCORED,
    add_answer,
    add_interview,
    evaluate,
    finished_interview,
    full_evaluation,
    person,
    set_turn,
)
from ui import report_parts, session_parts


@pytest.fixture
def user(store):
    return person(store)


@pytest.fixture
def interview(store, user):
    return add_interview(store, user)


def answered(store, interview, position=0, evaluation=None, text=ANSWER):
    turn = interview.turns[position]
    answer = add_answer(store, interview, turn, text)
    set_turn(store, turn, TurnStatus.ANSWERED)
    if evaluation:
        evaluate(store, answer, evaluation)
    return answer


def primaries(app):
    return [b.label for b in app.button if b.proto.type == "primary"]


def test_a_report_in_the_making_says_what_is_safe_and_what_runs(open_page, store, user, interview):
    answer = answered(store, interview)
    app = open_page("report", user, answer=answer.id)
    assert not app.exception
    text = words(app)
    assert "Reading your answer" in text
    assert ":material/check: Answer saved at" in text
    assert ":material/pending: Checking every quote against your words" in text
    assert "You can leave this page" in text
    assert "Score again" not in text
    evaluate(store, answer, full_evaluation())
    assert "Reading your answer" not in words(app.run())


def test_a_scored_report(open_page, store, user, interview):
    answer = answered(store, interview, 1, full_evaluation())
    app = open_page("report", user, answer=answer.id)
    assert not app.exception
    text = words(app)
    assert app.title[0].value.startswith("Tell me about a time you improved")
    assert "Question 2 of 5" in text
    assert ":blue-badge[:material/radio_button_checked: Scored]" in text
    assert "A clear story with a measured result." in text
    assert "Rubric behavioural v1, a model, 125 words" in text
    assert "What would lift it" in text
    assert ":yellow-background[“the queue at noon was down from forty to about six”]" in text
    assert ":gray[Not found:] Names what it cost or saved" in text
    assert primaries(app) == ["Continue interview"]


def test_advice_comes_heaviest_first(open_page, store, user, interview):
    answer = answered(store, interview, 0, full_evaluation())
    lifts = [m.value for m in open_page("report", user, answer=answer.id).markdown if " of 4" in m.value]
    assert lifts == ["**Reflection**, 1 of 4", "**Your own action**, 3 of 4", "**Result**, 3 of 4"]


def test_an_estimate_says_why_no_model_scored_it(open_page, store, user, interview):
    answer = answered(store, interview, 0, full_evaluation(State.ESTIMATED, 62, 9))
    text = words(open_page("report", user, answer=answer.id))
    assert "Estimated" in text
    assert "No model is set up" in text


@pytest.mark.parametrize("text", ["", "Too short to score, this one."])
def test_an_unscored_answer_gets_no_praise_no_advice_and_no_number(open_page, store, user, interview, text):
    answer = answered(store, interview, 0, UNSCORED, text)
    app = open_page("report", user, answer=answer.id)
    assert not app.exception
    shown = words(app)
    assert "Not scored" in shown
    for absent in ("What would lift it", "Key points", "A clear story", "likely between", "of 100"):
        assert absent not in shown
    assert ("What you said" in shown) is bool(text)


def test_a_models_words_are_never_obeyed(open_page, store, user, interview):
    bad = full_evaluation().model_copy(update={"verdict": "Good ![x](https://evil.example/p) :red[now] <b>"})
    answer = answered(store, interview, 0, bad)
    text = words(open_page("report", user, answer=answer.id))
    assert "evil.example" not in text
    assert ":red[" not in text
    assert "<b>" not in text


def test_neighbours_and_the_way_on_after_the_last_question(open_page, store, user):
    done = finished_interview(store, user)
    ids = [a.id for a in store.answers.values()]
    app = open_page("report", user, answer=ids[1])
    assert primaries(app) == ["Next answer"]
    press(app, "Next answer")
    assert app.query_params["answer"] == str(ids[2])
    app = open_page("report", user, answer=ids[-1])
    assert primaries(app) == ["Session summary"]
    press(app, "Session summary")
    assert app.query_params["interview"] == str(done.id)


def test_scoring_again_keeps_the_present_report_until_the_new_one_is_there(open_page, store, user, interview):
    answer = answered(store, interview, 0, full_evaluation())
    app = press(open_page("report", user, answer=answer.id), "Score again")
    assert ("rescore", answer.id) in store.calls
    assert "Scoring again" in app.info[0].value
    assert "What would lift it" in words(app)
    evaluate(store, answer, full_evaluation(total=80), version=2)
    app.run()
    assert not app.info
    assert "version 2" in words(app)
    assert report_parts.WAITING_FOR not in app.session_state


def test_an_unknown_answer_is_a_sentence(open_page, user):
    app = open_page("report", user, answer=uuid4())
    assert app.title[0].value == "There is nothing at this address"
    assert "This answer does not exist, or is not yours." in words(app)
    assert open_page("report", user, answer="mangled").title[0].value == "This address is not complete"


def test_a_session_summary(open_page, store, user):
    done = finished_interview(store, user)
    app = open_page("session", user, interview=done.id)
    assert not app.exception
    text = words(app)
    assert app.title[0].value == "Operations manager, behavioural"
    assert "5 questions, practice" in text
    assert "Strengths that repeat" in text
    assert "Next three actions" in text
    assert "Time use" in text
    assert [b.label for b in app.button if b.label == "Read report"] == ["Read report"] * 4
    assert "Skipped" in text
    assert session_parts.ABOUT_ESTIMATES in text
    assert primaries(app) == ["Start another interview"]


def test_a_session_being_read_shows_how_far(open_page, store, user, interview):
    answered(store, interview, 0, full_evaluation())
    answered(store, interview, 1)
    app = open_page("session", user, interview=interview.id)
    text = words(app)
    assert "2 answers saved" in text
    assert "1 of 2 read" in text
    assert "1 answer to read" in text
    assert primaries(app) == ["Continue interview"]


def test_a_session_without_answers_has_no_total(open_page, store, user, interview):
    for turn in interview.turns:
        set_turn(store, turn, TurnStatus.SKIPPED)
    app = open_page("session", user, interview=interview.id)
    assert "there is nothing to score" in words(app)
    assert "Strengths that repeat" not in words(app)
    assert not app.get("plotly_chart")


def test_few_answers_get_words_instead_of_a_chart(open_page, store, user, interview):
    answered(store, interview, 0, full_evaluation())
    app = open_page("session", user, interview=interview.id)
    assert not app.get("plotly_chart")
    assert "of the suggested time" in words(app)


@pytest.mark.parametrize(
    ("previous", "sentence"),
    [
        ((60, 56, 64), "above your last interview"),
        ((90, 88, 92), "below your last interview"),
        ((72, 69, 75), "as steady"),
    ],
)
def test_a_session_is_compared_only_beyond_the_noise(store, user, previous, sentence):
    from services.reports import HistoryRow
    from tests.pages.fake_services import summary_of

    done = finished_interview(store, user, totals=((State.SCORED, 74, 4), (State.SCORED, 74, 4), (State.SCORED, 74, 4)))
    summary = summary_of([
        session_parts.AnswerRow(t, a, store.evaluations[a.id])
        for t in done.turns for a in store.answers.values() if a.turn_id == t.id
    ])  # fmt: skip
    row = HistoryRow(done, 4, *previous, State.SCORED, 0)
    assert sentence in session_parts.against(summary, row)
    assert session_parts.against(summary, None) == ""


def agreed(store):
    user = person(store)
    store.model_configured = True
    store.people[user.email] = user.model_copy(update={"consents": {ConsentKind.MODEL_USE: True}})
    return store.people[user.email]


def test_an_estimate_is_scored_with_the_model_by_one_press(open_page, store):
    user = agreed(store)
    answer = answered(store, add_interview(store, user), 0, full_evaluation(State.ESTIMATED, 62, 9))
    app = open_page("report", user, answer=answer.id)
    labels = [b.label for b in app.button]
    assert labels.count("Score with the model") == 1
    assert "Score again" not in labels
    press(app, "Score with the model")
    assert ("rescore", answer.id) in store.calls
    assert "Scoring again" in app.info[0].value


def test_without_a_model_nothing_promises_one(open_page, store, user, interview):
    answer = answered(store, interview, 0, full_evaluation(State.ESTIMATED, 62, 9))
    labels = [b.label for b in open_page("report", user, answer=answer.id).button]
    assert "Score with the model" not in labels
    assert "Score again" in labels


def test_every_estimate_of_a_session_is_scored_by_one_press(open_page, store):
    user = agreed(store)
    interview = add_interview(store, user)
    for position in (0, 1):
        answered(store, interview, position, full_evaluation(State.ESTIMATED, 62, 9))
    app = open_page("session", user, interview=interview.id)
    press(app, "Score 2 estimated answers with the model")
    assert ("rescore_estimated", interview.id) in store.calls
    assert "Scoring again" in app.info[0].value


def test_a_thumb_down_is_kept_and_may_say_why(open_page, store, user, interview):
    answer = answered(store, interview, 0, full_evaluation())
    app = open_page("report", user, answer=answer.id)
    assert "Is this score fair?" in words(app)
    app.feedback[0].set_value(0).run()
    assert ("rate", (-1, "")) in store.calls
    app.text_area[0].input("The result was named in the last sentence.")
    press(app, "Save comment")
    assert ("rate", (-1, "The result was named in the last sentence.")) in store.calls


def test_what_was_not_scored_is_not_asked_about(open_page, store, user, interview):
    answer = answered(store, interview, 0, UNSCORED, "Too short to score, this one.")
    assert "Is this score fair?" not in words(open_page("report", user, answer=answer.id))
