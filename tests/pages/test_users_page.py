"""The admin's list of accounts, and becoming the first admin."""

import pytest

from domain.people import Role
from tests.pages.conftest import press, stay, words
from tests.pages.samples import person
from ui.navigation import menu_for
from ui.users_parts import STEP


def admin(store):
    return person(store, Role.ADMIN, email="ada@example.org", name="Ada Lund")


def in_dialog(app, who, key):
    """Press a button of an account's dialog. AppTest knows no fragment runs: its opener is pressed in the same run."""
    app.button(key=f"open-{who.id}").click()
    app.button(key=key).click()
    return app.run()


def test_a_candidate_is_turned_away(open_page, store):
    mara = person(store)
    assert "users" not in {key for keys in menu_for(mara).values() for key in keys}
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        open_page("users", mara)


def test_accounts_are_listed_and_searched(open_page, store):
    person(store)
    app = open_page("users", admin(store))
    assert not app.exception
    assert "2 accounts" in words(app)
    assert "Mara Lindqvist" in words(app)
    assert "not confirmed" in words(app)
    app.text_input[0].input("lund").run()
    assert "1 account" in words(app)
    assert "Mara" not in words(app)
    app.text_input[0].input("nobody").run()
    assert "No account has this" in words(app)


def test_a_long_list_shows_the_newest_and_more_on_request(open_page, store):
    for number in range(STEP + 4):
        person(store, email=f"p{number}@example.org", name=f"Person {number}")
    app = open_page("users", admin(store))
    assert f"{STEP + 5} accounts, the newest {STEP} of them" in words(app)
    press(app, "Show more")
    assert f"{STEP + 5} accounts" in words(app)
    assert not [b for b in app.button if b.label == "Show more"]


def test_roles_are_changed_in_the_dialog(open_page, store):
    mara = person(store)
    app = open_page("users", admin(store))
    app.button(key=f"open-{mara.id}").click().run()
    app.segmented_control(key=f"roles-{mara.id}").set_value([Role.CANDIDATE, Role.COACH])
    in_dialog(app, mara, "save-roles")
    assert store.people[mara.email].roles == {Role.CANDIDATE, Role.COACH}


def test_an_account_is_locked_and_opened_again(open_page, store):
    mara = person(store)
    app = open_page("users", admin(store))
    app.button(key=f"open-{mara.id}").click().run()
    in_dialog(app, mara, "lock-account")
    assert store.people[mara.email].locked
    app = open_page("users", admin(store))
    assert "Locked" in words(app)
    app.button(key=f"open-{mara.id}").click().run()
    in_dialog(app, mara, "lock-account")
    assert not store.people[mara.email].locked


def test_a_link_is_made_and_shown_once(open_page, store):
    mara = person(store)
    app = open_page("users", admin(store))
    app.button(key=f"open-{mara.id}").click().run()
    assert not app.code
    in_dialog(app, mara, "make-link")
    assert app.code[0].value == "https://coach.example.org/reset?token=abc"


def test_an_admin_finds_no_lock_on_their_own_account(open_page, store):
    ada = admin(store)
    app = open_page("users", ada)
    app.button(key=f"open-{ada.id}").click().run()
    assert not [b for b in app.button if b.label in ("Lock", "Unlock")]


def test_the_first_admin_by_the_code_of_the_deployment(open_page, store):
    user = person(store)
    assert "Run this server" not in words(open_page("account", user))
    store.setup_code = "a code of the deployment"
    app = open_page("account", user)
    next(field for field in app.text_input if field.label == "Set-up code").input("guess")
    press(app, "Become its admin")
    assert any("not the set-up code" in m.value and ":red[" in m.value for m in app.markdown)
    next(field for field in app.text_input if field.label == "Set-up code").input(store.setup_code)
    press(app, "Become its admin")
    assert Role.ADMIN in store.people[user.email].roles
    assert stay(app, "users").title[0].value == "Users"
