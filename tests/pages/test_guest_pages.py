"""Guests: signing in and up, and every other address landing on Sign in."""

import pytest

from domain.people import Role
from tests.pages.conftest import press, stay, words
from tests.pages.samples import PASSWORD, person
from ui.navigation import GUEST_SCREENS, SCREENS
from ui.session import CALL, TOKEN

PROTECTED = [key.replace("-", "_") for key in SCREENS if key not in GUEST_SCREENS]


@pytest.mark.parametrize("name", PROTECTED)
def test_every_protected_screen_lands_on_sign_in(open_page, store, name):
    app = open_page(name)
    assert not app.exception
    assert app.title[0].value == "Practise, and see why"
    assert [call for call, _ in store.calls if call not in ("person_for",)] == []


def test_a_forged_token_is_a_guest(open_page, store, services):
    user = person(store)
    app = open_page("home", user)
    app.session_state[TOKEN] = "forged"
    app.run()
    assert app.title[0].value == "Practise, and see why"


def test_a_guest_sees_no_menu_entry_of_a_candidate(open_page):
    app = open_page("sign_in")
    assert "History" not in words(app)


def test_signing_in_opens_home_and_asks_the_browser_for_its_cookie(open_page, store):
    person(store)
    app = open_page("sign_in")
    app.text_input[0].input("mara@example.org")
    app.text_input[1].input(PASSWORD)
    press(app, "Sign in")
    assert not app.exception
    assert app.title[0].value == "Welcome, Mara"
    assert app.session_state[CALL]["path"] == "/auth/redeem"
    assert app.session_state[CALL]["body"]["ticket"].startswith("ticket:")


def test_signing_in_goes_on_to_the_address_that_was_asked_for(open_page, store):
    person(store)
    app = stay(open_page("history"), "sign_in")
    app.text_input[0].input("mara@example.org")
    app.text_input[1].input(PASSWORD)
    press(app, "Sign in")
    assert app.title[0].value == "History"


def test_a_candidate_cannot_go_on_to_an_admins_address(open_page, store):
    person(store)
    app = stay(open_page("operations"), "sign_in")
    app.text_input[0].input("mara@example.org")
    app.text_input[1].input(PASSWORD)
    press(app, "Sign in")
    assert app.title[0].value == "Welcome, Mara"


def test_an_admin_starts_on_operations(open_page, store):
    person(store, Role.ADMIN, email="ada@example.org", name="Ada Lund")
    app = open_page("sign_in")
    app.text_input[0].input("ada@example.org")
    app.text_input[1].input(PASSWORD)
    press(app, "Sign in")
    assert app.title[0].value == "Operations"


def test_a_wrong_password_says_so_below_the_button_and_nothing_more(open_page, store):
    person(store)
    app = open_page("sign_in")
    app.text_input[0].input("mara@example.org")
    app.text_input[1].input("wrong")
    press(app, "Sign in")
    assert [e.value for e in app.error] == ["Email and password do not match. Check both and try again."]
    assert TOKEN not in app.session_state


def test_an_unexpected_failure_gives_a_reference_and_no_details(open_page, store):
    person(store)
    store.failure = RuntimeError("secret table name")
    app = open_page("sign_in")
    app.text_input[0].input("mara@example.org")
    app.text_input[1].input(PASSWORD)
    press(app, "Sign in")
    assert "Something failed on our side" in app.error[0].value
    assert "reference" in app.error[0].value
    assert "secret" not in words(app)
    assert not app.exception


def test_creating_an_account_signs_in(open_page, store):
    app = open_page("sign_up")
    app.text_input[0].input("Nils Berg")
    app.text_input[1].input("nils@example.org")
    app.text_input[2].input("a long password")
    press(app, "Create account")
    assert app.title[0].value == "Welcome, Nils"


def test_a_field_error_stands_below_its_field(open_page, store):
    app = open_page("sign_up")
    app.text_input[0].input("Nils Berg")
    app.text_input[1].input("no address")
    app.text_input[2].input("a long password")
    press(app, "Create account")
    assert not app.error
    assert any("does not look like an email address" in m.value and ":red[" in m.value for m in app.markdown)


def test_a_signed_in_person_is_sent_on_from_the_guest_screens(open_page, store):
    user = person(store)
    assert open_page("sign_in", user).title[0].value == "Welcome, Mara"
