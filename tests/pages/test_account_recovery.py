"""Forgotten and changed passwords, confirmed addresses, and devices, on the screens."""

from datetime import UTC, datetime
from uuid import uuid4

from domain.sign_in import OpenSession
from services.account_recovery import DEAD_LINK
from tests.pages.conftest import press, stay, words
from tests.pages.samples import PASSWORD, person
from ui.session import TOKEN

NOW = datetime(2026, 11, 27, 14, 2, tzinfo=UTC)
HERE = OpenSession(uuid4(), "Firefox on Linux", NOW, True)
THERE = OpenSession(uuid4(), "Chrome on Android", NOW, False)


def said(store, name):
    return [what for call, what in store.calls if call == name]


def test_a_forgotten_password_is_asked_for_and_the_screen_tells_nothing_of_accounts(open_page, store):
    person(store)
    seen = []
    for address in ("mara@example.org", "nobody@example.org"):
        app = open_page("sign_in")
        press(app, "Forgot your password?")
        assert app.title[0].value == "Choose a new password"
        stay(app, "forgot")
        app.text_input[0].input(address)
        press(app, "Send the link")
        seen.append(words(app))
    assert seen[0] == seen[1]
    assert "If there is an account with this address" in seen[0]
    assert said(store, "forgot") == ["mara@example.org", "nobody@example.org"]


def test_a_slip_in_the_address_is_named_below_its_field(open_page, store):
    app = open_page("forgot")
    app.text_input[0].input("mara")
    press(app, "Send the link")
    assert any("does not look like an email address" in m.value for m in app.markdown)
    assert not app.info


def test_a_server_without_mail_says_where_the_link_is(open_page, services):
    services.recovery.mail_leaves = False
    assert "manage.py reset-link" in words(open_page("forgot"))


def test_a_new_password_by_a_link_that_leaves_the_address_bar(open_page, store):
    app = open_page("reset", token="good")
    assert "token" not in app.query_params
    app.text_input[0].input("short")
    press(app, "Set the new password")
    assert any("at least 8 characters" in m.value and ":red[" in m.value for m in app.markdown)
    app.text_input[0].input("a quiet harbour 7")
    press(app, "Set the new password")
    assert said(store, "reset") == ["good"]
    assert app.title[0].value == "Practise, and see why"
    assert "Your new password is set" in app.success[0].value


def test_a_dead_link_leads_to_a_new_one(open_page):
    for app in (open_page("reset", token="old"), open_page("reset")):
        assert [e.value for e in app.error] == [DEAD_LINK]
        assert not app.text_input
        press(app, "Send a new link")
        assert [b.label for b in app.button if b.label == "Send the link"]


def test_a_signed_in_person_may_use_a_mailed_link_and_is_signed_out_by_it(open_page, store):
    app = open_page("reset", person(store), token="good")
    app.text_input[0].input("a quiet harbour 7")
    press(app, "Set the new password")
    assert TOKEN not in app.session_state
    assert app.title[0].value == "Practise, and see why"


def test_an_address_is_confirmed_by_a_button(open_page, store):
    app = open_page("verify", token="good")
    assert said(store, "verify") == [], "a mail filter that opens the link confirms nothing"
    press(app, "Confirm this address")
    assert "Your address is confirmed." in app.success[0].value
    dead = open_page("verify", token="old")
    press(dead, "Confirm this address")
    assert [e.value for e in dead.error] == [DEAD_LINK]


def test_a_pause_of_sign_in_tells_when_it_ends(open_page, store):
    person(store)
    store.paused_until = NOW
    app = open_page("sign_in")
    app.text_input[0].input("mara@example.org")
    app.text_input[1].input(PASSWORD)
    press(app, "Sign in")
    assert [e.value for e in app.error] == ["Sign-in is paused until 14:02. You can reset your password now."]


def test_the_password_is_changed_with_the_present_one(open_page, store):
    app = open_page("account", person(store))
    for present in ("wrong", PASSWORD):
        fields = {field.label.split(",")[0]: field for field in app.text_input}
        fields["Present password"].input(present)
        fields["New password"].input("a quiet harbour 7")
        press(app, "Change password")
        refused = any("not your present password" in m.value and ":red[" in m.value for m in app.markdown)
        assert refused is (present == "wrong")
    assert said(store, "change_password") == ["a quiet harbour 7"]
    assert "2 other devices signed out" in app.success[0].value


def test_devices_are_listed_and_one_is_signed_out(open_page, store):
    store.sessions = [HERE, THERE]
    app = open_page("account", person(store))
    assert "Firefox on Linux :green-badge[This device]" in words(app)
    app.button(key=f"end-{THERE.id}").click().run()
    assert said(store, "end_session") == [THERE.id]
    assert "Chrome on Android" not in words(app)
    assert "Sign out everywhere else" not in words(app)


def test_every_other_device_is_signed_out(open_page, store):
    store.sessions = [HERE, THERE]
    app = open_page("account", person(store))
    press(app, "Sign out everywhere else")
    assert "Chrome on Android" not in words(app)


def test_an_address_that_is_not_confirmed_says_so_and_asks_for_a_link(open_page, store):
    user = person(store)
    app = open_page("account", user)
    assert "is not confirmed yet" in words(app)
    press(app, "Send a link to confirm it")
    assert said(store, "ask_to_verify") == [user.email]
    assert "on its way" in app.info[0].value
    store.people[user.email] = user.model_copy(update={"email_verified": True})
    text = words(open_page("account", user))
    assert "is confirmed." in text
    assert "not confirmed" not in text
