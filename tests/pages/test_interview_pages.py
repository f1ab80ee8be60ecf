"""Setting up an interview, the room around the answer box, and what the box's callbacks do."""

from uuid import uuid4

import pytest

from domain.errors import DatabaseBusy
from domain.interview import InterviewSetup, Mode, QuestionKind, TurnStatus
from domain.people import ConsentKind
from domain.resume.facts import ResumeStatus
from tests.pages.conftest import press, press_in_dialog, words
from tests.pages.samples import ANSWER, add_interview, new_resume, person, returning, set_turn
from ui import room_help, room_parts, setup_parts


def calls(store, name):
    return [what for call, what in store.calls if call == name]


@pytest.fixture
def user(store):
    return person(store)


@pytest.fixture
def interview(store, user):
    return add_interview(store, user)


def test_starting_needs_a_role_and_says_so(open_page, store, user):
    app = press(open_page("interview", user), "Start interview")
    assert app.error[0].value == "Choose a role first, then start."
    assert not store.interviews


def test_the_choices_become_the_set_up(open_page, store, user):
    app = open_page("interview", user)
    app.selectbox(key="role").select("registered-nurse")
    app.segmented_control(key="mode").set_value(Mode.REALISTIC)
    app.segmented_control(key="count").set_value(5)
    app.segmented_control(key="seconds").set_value(120)
    app.text_area(key="job").input("We look for a calm person.")
    press(app, "Start interview")
    setup = calls(store, "start")[0]
    assert (setup.role_id, setup.mode, setup.count, setup.seconds_per_question) == (
        "registered-nurse",
        Mode.REALISTIC,
        5,
        120,
    )
    assert setup.kinds == (QuestionKind.BEHAVIOURAL, QuestionKind.TECHNICAL)
    assert setup.job_text == "We look for a calm person."
    assert setup.resume_id is None


def test_the_last_choices_are_preselected(open_page, store, user):
    add_interview(
        store,
        user,
        setup=InterviewSetup(role_id="backend-engineer", kinds=(QuestionKind.HR,), count=8, mode=Mode.REALISTIC),
    )
    app = open_page("interview", user)
    assert app.selectbox(key="role").value == "backend-engineer"
    assert app.segmented_control(key="kinds").value == [QuestionKind.HR]
    assert app.segmented_control(key="count").value == 8
    assert app.segmented_control(key="seconds").value == setup_parts.AS_SUGGESTED
    assert "handed in when its time is up" in words(app)


def test_no_kind_is_a_sentence_from_the_service(open_page, store, user):
    app = open_page("interview", user)
    app.selectbox(key="role").select("registered-nurse")
    app.segmented_control(key="kinds").set_value([])
    press(app, "Start interview")
    assert app.error[0].value == "Choose at least one kind of question."


@pytest.mark.parametrize(("number", "seconds", "kinds", "expected"), [
    (3, 0, [QuestionKind.BEHAVIOURAL], 9),
    (5, 120, [QuestionKind.SYSTEM_DESIGN], 10),
    (3, 0, [], 9),
    (1, 20, [], 1),
])  # fmt: skip
def test_minutes_follow_kinds_and_time(number, seconds, kinds, expected):
    assert setup_parts.minutes(number, seconds, kinds) == expected


def test_a_read_resume_is_used_unless_switched_off(open_page, store, user):
    store.resumes = [new_resume(user)]
    app = open_page("interview", user)
    app.selectbox(key="role").select("registered-nurse")
    press(app, "Start interview")
    assert calls(store, "start")[0].resume_id == store.resumes[0].id


def test_an_unread_resume_is_not_used_and_that_is_said(open_page, store, user):
    store.resumes = [new_resume(user, ResumeStatus.READING)]
    app = open_page("interview", user)
    assert [t.key for t in app.toggle] == ["follow-ups", "adaptive", "own-questions"]
    assert "has not been read yet" in words(app)


def test_the_model_question_is_asked_once_and_only_where_a_model_is(open_page, store, user):
    assert "May a language model" not in words(open_page("interview", user))
    store.model_configured = True
    app = open_page("interview", user)
    assert "May a language model" in words(app)
    press(app, "No, score offline")
    assert store.people[user.email].consents == {ConsentKind.MODEL_USE: False}
    assert "May a language model" not in words(open_page("interview", user))


def test_the_room_shows_question_place_reason_and_help_in_practice(open_page, store, user, interview):
    app = open_page("room", user, interview=interview.id)
    assert not app.exception
    assert app.title[0].value.startswith("What drew you")
    text = words(app)
    assert "Question 1 of 5, Behavioural, practice" in text
    assert "Why this question: Your resume says" in text
    assert "What a strong answer shows" in text
    assert "**Reflection**: Says what happened, step by step, with a number." in text


def test_the_realistic_room_gives_no_help(open_page, store, user):
    setup = InterviewSetup(role_id="operations-manager", kinds=(QuestionKind.HR,), mode=Mode.REALISTIC)
    text = words(open_page("room", user, interview=add_interview(store, user, setup=setup).id))
    assert "What a strong answer shows" not in text
    assert "Reflection" not in text


def test_a_room_address_without_an_interview_leads_somewhere(open_page, user):
    app = open_page("room", user)
    assert app.title[0].value == "This address is not complete"
    assert "Go to Home" in words(app)


def test_somebody_elses_interview_is_not_found(open_page, store, user):
    app = open_page("room", user, interview=uuid4())
    assert app.title[0].value == "There is nothing at this address"
    assert "This interview does not exist, or is not yours." in words(app)
    assert press(app, "Go to Home").title[0].value.startswith("Welcome")


def test_a_finished_room_goes_to_the_summary(open_page, store, user, interview):
    for turn in interview.turns:
        set_turn(store, turn, TurnStatus.SKIPPED)
    app = open_page("room", user, interview=interview.id)
    assert app.title[0].value == "Operations manager, behavioural"


def test_leaving_says_what_is_safe_and_pauses(open_page, store, user, interview):
    app = press(open_page("room", user, interview=interview.id), "Leave")
    assert "You can continue from Home on any device" in words(app)
    press_in_dialog(app, "Leave", "leave-now")
    assert calls(store, "pause") == [interview.id]


def test_skipping_asks_first(open_page, store, user, interview):
    app = press(open_page("room", user, interview=interview.id), "Skip this question")
    assert calls(store, "skip") == []
    press_in_dialog(app, "Skip this question", "skip-now")
    assert calls(store, "skip") == [interview.turns[0].id]
    assert app.title[0].value.startswith("Tell me about a time")


def test_pausing_goes_home(open_page, store, user, interview):
    app = press(open_page("room", user, interview=interview.id), "Pause")
    assert calls(store, "pause") == [interview.id]
    assert "Continue interview" in words(app)


@pytest.fixture
def tab(monkeypatch, services, user):
    """This tab's session state for the box's callbacks, outside a running script."""
    state: dict = {}
    monkeypatch.setattr(room_parts.st, "session_state", state)
    monkeypatch.setattr(room_parts, "current_user", lambda: user)
    return state


def sent(turn, text=ANSWER, **more):
    return {"turn": str(turn.id), "text": text, "seq": 7, "key": "k1", "by_clock": False, "attempt": 3, **more}


def test_a_draft_is_saved_and_receipted(store, user, interview, tab):
    turn = interview.turns[0]
    room_parts.keep_draft(user, sent(turn, "first words"))
    assert store.drafts[turn.id].text == "first words"
    receipt = tab[room_parts.SAVED_DRAFT]
    assert (receipt["turn"], receipt["seq"]) == (str(turn.id), 7)
    assert len(receipt["at"]) == 5
    assert "problem" not in receipt


def test_a_draft_that_could_not_be_saved_says_so(store, user, interview, tab):
    store.failure = DatabaseBusy("The database is busy. Try again in a moment.")
    room_parts.keep_draft(user, sent(interview.turns[0]))
    assert tab[room_parts.SAVED_DRAFT]["problem"] == "The database is busy. Try again in a moment."
    assert "at" not in tab[room_parts.SAVED_DRAFT]


def test_an_unexpected_failure_names_a_reference_and_what_is_safe(store, user, interview, tab):
    store.failure = RuntimeError("disk")
    room_parts.hand_in(user, interview.id, sent(interview.turns[0]))
    problem = tab[room_help.SUBMISSION]["problem"]
    assert "Your words stay in this tab." in problem
    assert "reference" in problem
    assert "disk" not in problem


def test_two_presses_are_one_answer(store, user, interview, tab):
    turn = interview.turns[0]
    room_parts.hand_in(user, interview.id, sent(turn))
    first = tab[room_help.SUBMISSION]["answer"]
    room_parts.hand_in(user, interview.id, sent(turn, attempt=4))
    assert tab[room_help.SUBMISSION]["answer"] == first
    assert len(store.answers) == 1


def test_the_clock_hands_in_what_is_there(store, user, interview, tab):
    room_parts.hand_in(user, interview.id, sent(interview.turns[0], "", by_clock=True))
    answer = next(iter(store.answers.values()))
    assert answer.submitted_by_clock
    assert answer.text == ""


def test_after_signing_out_elsewhere_nothing_is_stored_and_the_box_says_so(store, user, interview, tab, monkeypatch):
    monkeypatch.setattr(room_parts, "current_user", lambda: None)
    room_parts.keep_draft(user, sent(interview.turns[0]))
    room_parts.hand_in(user, interview.id, sent(interview.turns[0]))
    assert tab[room_parts.SAVED_DRAFT]["problem"] == room_parts.SIGNED_OUT
    assert tab[room_help.SUBMISSION]["problem"] == room_parts.SIGNED_OUT
    assert not store.answers
    assert not store.drafts


def after_answer(open_page, store, user, interview):
    turn = interview.turns[0]
    store.evaluate = False
    app = open_page("room", user, interview=interview.id)
    set_turn(store, turn, TurnStatus.ANSWERED)
    app.session_state[room_help.SUBMISSION] = {
        "turn": str(turn.id), "attempt": 3, "interview": str(interview.id), "answer": str(uuid4()), "at": "14:05",
    }  # fmt: skip
    store.calls.clear()
    return app.run()


def test_practice_takes_a_breath_before_the_next_clock_starts(open_page, store, user, interview):
    app = after_answer(open_page, store, user, interview)
    assert app.title[0].value == "Answer 1 of 5 is saved"
    assert "Saved at 14:05" in words(app)
    assert calls(store, "room") == []
    press(app, "Next question")
    assert app.title[0].value.startswith("Tell me about a time")


def test_realistic_goes_straight_on(open_page, store, user):
    setup = InterviewSetup(role_id="operations-manager", kinds=(QuestionKind.HR,), count=5, mode=Mode.REALISTIC)
    app = after_answer(open_page, store, user, add_interview(store, user, setup=setup))
    assert app.title[0].value.startswith("Tell me about a time")


def test_the_last_answer_goes_to_the_summary(open_page, store, user):
    setup = InterviewSetup(role_id="operations-manager", kinds=(QuestionKind.HR,), count=1)
    app = after_answer(open_page, store, user, add_interview(store, user, setup=setup))
    assert app.title[0].value == "Operations manager, HR"


def test_continue_from_home_opens_the_room(open_page, store):
    app = press(open_page("home", returning(store)), "Continue interview")
    assert app.title[0].value.startswith("Describe a disagreement")


def test_changing_the_time_keeps_the_number_of_questions(open_page, user):
    app = open_page("interview", user)
    app.segmented_control(key="count").set_value(5).run()
    app.segmented_control(key="seconds").set_value(300).run()
    assert app.segmented_control(key="count").value == 5
    assert "5, about 25 min" in str(app.segmented_control(key="count").proto)
