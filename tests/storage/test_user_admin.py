"""The first admin, roles, locked accounts and links made for others, over a real database."""

from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy

import pytest

from domain.errors import InvalidInput, NotAllowed, NotFound, RateLimited
from domain.people import Role
from services.auth.local import NO_MATCH
from services.auth.passwords import PasswordHasher
from services.auth.tries import MOST_WRONG
from services.bootstrap import accounts_of
from services.settings import Settings
from services.user_admin import UserAdminService

PASSWORD, CODE = "correct horse battery", "a code of the deployment"


@pytest.fixture
def services(database, tmp_path):
    settings = Settings(_env_file=None, app_data_dir=tmp_path, admin_emails=(" Root@Example.org",), setup_code=CODE)
    accounts, recovery = accounts_of(settings, database, PasswordHasher(cost=4))
    return accounts, recovery, UserAdminService(database, accounts, recovery)


@pytest.fixture
def accounts(services):
    return services[0]


@pytest.fixture
def recovery(services):
    return services[1]


@pytest.fixture
def users(services):
    return services[2]


@pytest.fixture
def ada(accounts):
    return accounts.sign_up("ada@example.org", PASSWORD, "Ada_50% Byron")


@pytest.fixture
def admin(accounts):
    signed = accounts.sign_up("boss@example.org", PASSWORD, "Bo Essing")
    return accounts.claim_admin(signed.person, CODE)


@pytest.fixture
def audited(database):
    """Actions of the audit log, with who did them."""

    def read():
        with database.as_owner() as tx:
            rows = tx._connection.execute("select actor, action, data from public.audit_log order by id").fetchall()
        return [(row["actor"], row["action"], row["data"]) for row in rows]

    return read


def test_the_set_up_code_makes_one_admin_and_then_nobody(accounts, ada, admin, audited):
    assert admin.roles == {Role.CANDIDATE, Role.ADMIN}
    assert not accounts.setup_is_open()
    with pytest.raises(InvalidInput, match="Somebody runs this server already"):
        accounts.claim_admin(ada.person, CODE)
    assert (admin.id, "role.granted", {"role": "admin", "by": "SETUP_CODE"}) in audited()


def test_of_many_who_know_the_code_at_once_one_becomes_admin(accounts):
    people = [accounts.sign_up(f"p{n}@example.org", PASSWORD, "P").person for n in range(5)]

    def claim(person):
        try:
            return accounts.claim_admin(person, CODE)
        except (InvalidInput, RateLimited):
            return None

    with ThreadPoolExecutor(5) as pool:
        assert len(list(filter(None, pool.map(claim, people)))) == 1


@pytest.mark.parametrize("code", ["", "wrong", CODE.upper(), CODE + "x", "\ud800"])
def test_another_code_makes_nobody_admin(accounts, ada, code):
    with pytest.raises(InvalidInput) as refused:
        accounts.claim_admin(ada.person, code)
    assert refused.value.field == "code"
    assert accounts.setup_is_open()


def test_the_code_is_guessed_five_times_by_everybody_together_and_each_guess_is_logged(accounts, ada, audited):
    eve = accounts.sign_up("eve@example.org", PASSWORD, "Eve")
    for number in range(MOST_WRONG):
        with pytest.raises(InvalidInput):
            accounts.claim_admin((ada, eve)[number % 2].person, "guess")
    guesses = [actor for actor, action, _ in audited() if action == "role.code_refused"]
    assert guesses == [(ada, eve)[number % 2].person.id for number in range(MOST_WRONG)]
    for signed in (ada, eve):
        with pytest.raises(RateLimited, match="Five wrong codes"):
            accounts.claim_admin(signed.person, CODE)


def test_a_server_without_a_code_has_no_such_way(database, tmp_path):
    accounts, _ = accounts_of(Settings(_env_file=None, app_data_dir=tmp_path), database, PasswordHasher(cost=4))
    ada = accounts.sign_up("ada@example.org", PASSWORD, "Ada")
    assert not accounts.setup_is_open()
    for code in ("", CODE):
        with pytest.raises(InvalidInput):
            accounts.claim_admin(ada.person, code)


def test_a_named_address_becomes_admin_once_it_is_confirmed_and_not_before(accounts, recovery, database):
    root = accounts.sign_up("root@example.org", PASSWORD, "Root")
    assert accounts.sign_in("root@example.org", PASSWORD).person.roles == {Role.CANDIDATE}
    with database.as_system() as tx:
        tx.credentials.verify_email(root.person.id, "root@example.org")
    assert accounts.sign_in("root@example.org", PASSWORD).person.roles == {Role.CANDIDATE, Role.ADMIN}


def test_confirming_by_the_mail_is_enough(accounts, recovery, tmp_path):
    root = accounts.sign_up("root@example.org", PASSWORD, "Root")
    recovery.send("verify_email", "root@example.org")
    (file,) = (tmp_path / "outbox").glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    recovery.verify(mail.get_body(("plain",)).get_content().partition("token=")[2].split()[0])
    assert Role.ADMIN in accounts.person_for(root.token).roles


def test_accounts_are_found_by_name_and_address_with_signs_taken_as_they_are(users, admin, ada):
    found, total = users.find(admin, "ADA@")
    assert ([row.person.id for row in found], total) == ([ada.person.id], 1)
    assert found[0].last_sign_in_at is not None
    assert [row.person.id for row in users.find(admin, "a_50% b")[0]] == [ada.person.id]
    assert [row.person.id for row in users.find(admin, "%")[0]] == [ada.person.id]
    for none in ("nobody", "_50_", "\\", "'; drop table public.profiles; --"):
        assert users.find(admin, none) == ([], 0)
    newest, total = users.find(admin, "", most=1)
    assert (len(newest), total) == (1, 2)


def test_roles_are_set_at_once_in_open_sessions_and_logged(accounts, users, admin, ada, audited):
    users.set_roles(admin, ada.person.id, [Role.COACH, Role.ADMIN])
    assert accounts.person_for(ada.token).roles == {Role.COACH, Role.ADMIN}
    users.set_roles(admin, ada.person.id, [Role.CANDIDATE])
    assert accounts.person_for(ada.token).roles == {Role.CANDIDATE}
    assert (admin.id, "roles.set", {"before": ["candidate"], "after": ["admin", "coach"]}) in audited()


def test_an_admin_stays(users, admin):
    with pytest.raises(InvalidInput, match="from yourself"):
        users.set_roles(admin, admin.id, [Role.CANDIDATE])
    with pytest.raises(NotAllowed):
        users.lock(admin, admin.id)
    with pytest.raises(InvalidInput, match="at least one role"):
        users.set_roles(admin, admin.id, [])


def test_a_locked_account_is_out_everywhere_until_it_is_unlocked(accounts, users, admin, ada):
    users.lock(admin, ada.person.id)
    assert accounts.person_for(ada.token) is None
    with pytest.raises(NotAllowed, match="locked"):
        accounts.sign_in("ada@example.org", PASSWORD)
    with pytest.raises(InvalidInput, match=NO_MATCH):
        accounts.sign_in("ada@example.org", "a wrong one")
    assert users.find(admin, "ada")[0][0].person.locked
    users.unlock(admin, ada.person.id)
    assert accounts.sign_in("ada@example.org", PASSWORD)
    assert accounts.person_for(ada.token) is None, "an ended session does not come back"


def test_a_session_of_a_locked_account_is_refused_even_when_it_was_missed(accounts, users, admin, ada, database):
    users.lock(admin, ada.person.id)
    with database.as_owner() as tx:
        tx._connection.execute("update private.app_sessions set revoked_at = null")
    accounts.forget(ada.person.id)
    assert accounts.person_for(ada.token) is None


def test_a_link_made_for_somebody_works_and_names_the_admin(accounts, recovery, users, admin, ada, audited):
    link = users.reset_link(admin, ada.person.id)
    assert (admin.id, "account.link_made.reset_password", {}) in audited()
    recovery.reset(link.partition("token=")[2], "a quiet harbour 7")
    assert accounts.sign_in("ada@example.org", "a quiet harbour 7")


def test_nobody_else_may_do_any_of_it(users, admin, ada):
    calls = [
        lambda: users.find(ada.person),
        lambda: users.set_roles(ada.person, ada.person.id, [Role.ADMIN]),
        lambda: users.lock(ada.person, admin.id),
        lambda: users.unlock(ada.person, admin.id),
        lambda: users.reset_link(ada.person, admin.id),
    ]
    for call in calls:
        with pytest.raises(NotAllowed):
            call()


def test_an_account_that_is_gone_is_not_found(users, admin, ada, database):
    with database.as_owner() as tx:
        tx._connection.execute("update public.profiles set deleted_at = now() where id = %s", (ada.person.id,))
    for call in (users.lock, users.unlock, users.reset_link):
        with pytest.raises(NotFound):
            call(admin, ada.person.id)
    assert users.find(admin, "ada@")[0] == []
