"""AccountService over the real database: sign-up to sign-out, tickets, and what a stranger may try."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest

from domain.errors import InvalidInput, NotFound
from domain.people import ConsentKind, Role
from services import accounts as accounts_module
from services.accounts import AccountService, token_hash
from services.auth.local import NO_MATCH, LocalAuth
from services.auth.passwords import PasswordHasher

PASSWORD = "correct horse battery"


@pytest.fixture
def accounts(database):
    return AccountService(database, LocalAuth(database, PasswordHasher(cost=4)))


@pytest.fixture
def ada(accounts):
    return accounts.sign_up(" Ada@Example.org ", PASSWORD, " Ada  Byron ")


def test_signing_up_makes_a_candidate_and_signs_them_in(accounts, ada):
    assert (ada.person.email, ada.person.full_name) == ("ada@example.org", "Ada Byron")
    assert ada.person.roles == {Role.CANDIDATE}
    assert ada.person.consents == {}
    assert accounts.person_for(ada.token) == ada.person


def test_a_token_is_long_random_and_only_its_hash_is_stored(accounts, ada, database):
    assert len(ada.token) >= 43
    assert ada.token not in repr(ada)
    with database.as_owner() as tx:
        row = tx._connection.execute("select token_hash, user_agent from private.app_sessions").fetchone()
        stored = tx._connection.execute("select encrypted_password from auth.users").fetchone()
    assert row["token_hash"] == token_hash(ada.token)
    assert PASSWORD not in str(stored)


@pytest.mark.parametrize(
    ("email", "password", "name", "field"),
    [
        ("ada", PASSWORD, "Ada", "email"),
        ("ada@example.org", "short", "Ada", "password"),
        ("ada@example.org", "x9z" * 25, "Ada", "password"),
        ("ada@example.org", "password123", "Ada", "password"),
        ("ada@example.org", PASSWORD, " ", "full_name"),
    ],
)
def test_sign_up_names_the_field_to_mend(accounts, email, password, name, field):
    with pytest.raises(InvalidInput) as refused:
        accounts.sign_up(email, password, name)
    assert refused.value.field == field


def test_an_address_has_one_account_however_it_is_written(accounts, ada):
    with pytest.raises(InvalidInput) as refused:
        accounts.sign_up("ADA@example.ORG", PASSWORD, "Another Ada")
    assert refused.value.field == "email"


def test_twenty_sign_ups_at_once_make_one_account(accounts, database):
    made, refused = [], []

    def sign_up():
        try:
            made.append(accounts.sign_up("eve@example.org", PASSWORD, "Eve"))
        except InvalidInput as error:
            refused.append(error)

    threads = [threading.Thread(target=sign_up) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(refused)) == (1, 19)
    with database.as_system() as tx:
        assert [p.email for p in tx.people.all()] == ["eve@example.org"]


def test_each_sign_in_is_a_new_session(accounts, ada):
    again = accounts.sign_in(" ADA@example.org", PASSWORD)
    assert again.person == ada.person
    assert again.token != ada.token
    accounts.sign_out(again.token)
    assert accounts.person_for(again.token) is None
    assert accounts.person_for(ada.token) == ada.person


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.org", "wrong horse battery"),
        ("nobody@example.org", PASSWORD),
        ("", ""),
        ("ada@example.org", "x" * 5000),
        ("ada@example.org", PASSWORD + "\x00"),
        ("ada@example.org' or '1'='1", PASSWORD),
        ("\ud800@example.org", PASSWORD + "\ud800"),
    ],
)
def test_a_wrong_password_and_an_unknown_address_hear_the_same(accounts, ada, email, password):
    with pytest.raises(InvalidInput) as refused:
        accounts.sign_in(email, password)
    assert refused.value.message == NO_MATCH
    assert refused.value.field is None


@pytest.mark.parametrize("forged", ["", "nonsense", "a" * 43, "a" * 5000, "' or true --", "\x00", "ü", "\ud800"])
def test_a_forged_token_is_nobody(accounts, ada, forged):
    assert accounts.person_for(forged) is None
    assert accounts.person_for(token_hash(ada.token)) is None, "a stolen hash is not a token"
    accounts.sign_out(forged)
    assert accounts.person_for(ada.token) == ada.person


def test_an_expired_session_is_nobody(accounts, monkeypatch):
    monkeypatch.setattr(accounts_module, "SESSION_LASTS", timedelta(seconds=-1))
    assert accounts.person_for(accounts.sign_up("old@example.org", PASSWORD, "Old").token) is None


def test_a_ticket_gives_the_token_once(accounts, ada):
    ticket = accounts.issue_ticket(ada.token)
    assert accounts.redeem_ticket(ticket) == ada.token
    assert accounts.redeem_ticket(ticket) is None
    for made_up in ("", "nonsense", "\ud800", "\x00", "x" * 5000):
        assert accounts.redeem_ticket(made_up) is None


def test_an_old_ticket_gives_nothing(accounts, ada, monkeypatch):
    monkeypatch.setattr(accounts_module, "TICKET_LASTS", timedelta(seconds=-1))
    assert accounts.redeem_ticket(accounts.issue_ticket(ada.token)) is None


def test_a_ticket_taken_by_twenty_at_once_gives_one_token(accounts, ada):
    ticket, taken = accounts.issue_ticket(ada.token), []
    threads = [threading.Thread(target=lambda: taken.append(accounts.redeem_ticket(ticket))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 20
    assert [token for token in taken if token] == [ada.token]


def test_the_profile_can_be_changed(accounts, ada):
    changed = accounts.update_profile(ada.person, full_name=" Ada  King ", time_zone="Europe/London")
    assert (changed.full_name, changed.time_zone) == ("Ada King", "Europe/London")
    assert accounts.person_for(ada.token) == changed
    for values, field in (
        ({"full_name": "", "time_zone": "UTC"}, "full_name"),
        ({"full_name": "A", "time_zone": "Moon"}, "time_zone"),
    ):
        with pytest.raises(InvalidInput) as refused:
            accounts.update_profile(ada.person, **values)
        assert refused.value.field == field


def test_a_consent_is_off_until_given_and_can_be_taken_back(accounts, ada):
    assert not ada.person.allows(ConsentKind.MODEL_USE)
    assert accounts.set_consent(ada.person, ConsentKind.MODEL_USE, True).allows(ConsentKind.MODEL_USE)
    assert not accounts.set_consent(ada.person, ConsentKind.MODEL_USE, False).allows(ConsentKind.MODEL_USE)
    assert accounts.person_for(ada.token).consents == {ConsentKind.MODEL_USE: False}


def test_somebody_who_does_not_exist_changes_nothing(accounts, ada):
    stranger = ada.person.model_copy(update={"id": uuid4()})
    with pytest.raises(NotFound):
        accounts.update_profile(stranger, full_name="X", time_zone="UTC")


def test_the_operator_adds_people_and_roles(accounts):
    coach = accounts.create_user("coach@example.org", PASSWORD, "Cleo", {Role.COACH})
    assert coach.roles == {Role.COACH}
    assert accounts.grant_role(" Coach@example.org", Role.ADMIN).roles == {Role.COACH, Role.ADMIN}
    assert accounts.grant_role("coach@example.org", Role.ADMIN).roles == {Role.COACH, Role.ADMIN}
    with pytest.raises(NotFound):
        accounts.grant_role("nobody@example.org", Role.ADMIN)


def test_what_happened_is_on_record(accounts, ada, database):
    accounts.set_consent(ada.person, ConsentKind.AUDIO, True)
    accounts.sign_in("ada@example.org", PASSWORD)
    accounts.sign_out(ada.token)
    accounts.grant_role("ada@example.org", Role.COACH)
    with database.as_owner() as tx:
        rows = tx._connection.execute("select action from public.audit_log order by id").fetchall()
    assert [row["action"] for row in rows] == [
        "account.signed_up", "consent.set", "account.signed_in", "account.signed_out", "role.granted",
    ]  # fmt: skip
    with database.as_user(ada.person.id) as tx:
        assert [event.name for event in tx.events.recent(ada.person.id, 9)] == ["signed_in", "signed_up"]
