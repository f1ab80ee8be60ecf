"""The person's own settings, signing out, and the menu of several roles."""

from domain.people import ConsentKind, Role
from tests.pages.conftest import press, words
from tests.pages.samples import person
from ui import navigation
from ui.session import CALL, SIGNED_OUT, TOKEN


def test_name_and_time_zone_are_saved(open_page, store):
    user = person(store)
    app = open_page("account", user)
    app.text_input[0].input("Mara L.")
    app.selectbox[0].select("Europe/Stockholm")
    press(app, "Save profile")
    assert store.people[user.email].full_name == "Mara L."
    assert store.people[user.email].time_zone == "Europe/Stockholm"


def test_an_empty_name_is_refused_below_its_field(open_page, store):
    app = open_page("account", person(store))
    app.text_input[0].input(" ")
    press(app, "Save profile")
    assert any(":red[" in m.value and "Enter your name" in m.value for m in app.markdown)
    assert not app.toast


def test_the_model_choice_is_off_until_yes_and_can_be_taken_back(open_page, store):
    user = person(store)
    store.model_configured = True
    app = open_page("account", user)
    assert app.segmented_control(key="model-use").value is False
    assert store.people[user.email].consents == {}
    app.segmented_control(key="model-use").set_value(True).run()
    assert store.people[user.email].consents == {ConsentKind.MODEL_USE: True}
    app.segmented_control(key="model-use").set_value(False).run()
    assert store.people[user.email].consents == {ConsentKind.MODEL_USE: False}
    assert "No model is set up" not in words(app)


def test_without_a_model_the_page_says_so(open_page, store):
    assert "No model is set up on this server" in words(open_page("account", person(store)))


def test_signing_out_ends_the_session_and_forgets_the_tab(open_page, store):
    user = person(store)
    app = open_page("account", user)
    token = app.session_state[TOKEN]
    press(app, "Sign out")
    assert app.title[0].value == "Practise, and see why"
    assert token not in store.tokens
    assert TOKEN not in app.session_state
    assert app.session_state[SIGNED_OUT] is True
    assert app.session_state[CALL]["path"] == "/auth/sign-out"
    assert app.info[0].value == "You are signed out."


def test_a_person_with_two_roles_has_both_sections_and_one_account(store):
    menu = navigation.menu_for(person(store, Role.CANDIDATE, Role.ADMIN))
    assert list(menu) == ["", "Prepare", "Practise", "Results", "Operations", "People", "You"]
    assert sum("account" in keys for keys in menu.values()) == 1
