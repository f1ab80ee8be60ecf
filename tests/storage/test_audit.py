"""The audit log as people and admins read it, over a real database."""

import ast

import psycopg
import pytest

from domain.audit import AREA_ACTIONS, AuditArea, AuditLine
from domain.errors import InvalidInput, NotAllowed
from domain.people import ConsentKind, Role
from services.accounts import AccountService
from services.audit import AuditService
from services.auth.local import LocalAuth
from services.auth.passwords import PasswordHasher
from services.auth.tries import digest
from tests.app_server import ROOT
from tests.storage.test_account_recovery import PASSWORD


@pytest.fixture
def accounts(database):
    return AccountService(database, LocalAuth(database, PasswordHasher(cost=4)), setup_code="a code")


@pytest.fixture
def audit(database):
    return AuditService(database)


@pytest.fixture
def ada(accounts):
    return accounts.sign_up("ada@example.org", PASSWORD, "Ada Byron").person


@pytest.fixture
def admin(accounts):
    return accounts.claim_admin(accounts.sign_up("boss@example.org", PASSWORD, "Bo Essing").person, "a code")


def actions(lines):
    return [line.action for line in lines]


def test_a_person_sees_what_happened_to_their_account_and_only_that(accounts, audit, ada, admin):
    with pytest.raises(InvalidInput):
        accounts.sign_in("ADA@example.org", "a wrong one")
    accounts.set_consent(ada, ConsentKind.MODEL_USE, True)
    accounts.grant_role("ada@example.org", Role.COACH)
    lines = audit.mine(ada)
    assert actions(lines) == ["role.granted", "consent.set", "account.sign_in_failed", "account.signed_up"]
    assert [line.words for line in lines] == ["Role given", "Consent changed", "Wrong password", "Account opened"]
    assert lines[1].details == "kind model_use, granted yes"
    assert "boss" not in str(lines)
    assert actions(audit.mine(ada, most=1)) == ["role.granted"]


def test_an_admins_own_log_holds_their_devices_and_not_what_they_did_to_others(accounts, audit, ada, admin, database):
    with database.as_system() as tx:
        tx.audit.add(admin.id, "account.locked", str(ada.id))
    other = accounts.sign_in("boss@example.org", PASSWORD)
    accounts.end_session(admin, accounts.sessions(admin, other.token)[0].id)
    assert actions(audit.mine(admin))[:2] == ["account.session_ended", "account.signed_in"]
    assert "account.locked" not in actions(audit.mine(admin))
    assert actions(audit.mine(ada))[0] == "account.locked"


def test_work_is_no_part_of_a_persons_account_log(audit, ada, database):
    with database.as_user(ada.id) as tx:
        tx.audit.add(ada.id, "resume.upload", "x")
    assert actions(audit.mine(ada)) == ["account.signed_up"]


def test_an_admin_filters_by_area_and_person(audit, ada, admin, database):
    with database.as_user(ada.id) as tx:
        tx.audit.add(ada.id, "resume.upload", "x")
    with database.as_system() as tx:
        tx.audit.add(admin.id, "account.locked", str(ada.id), sessions=0)
        tx.audit.add(admin.id, "flag.changed", "model_scoring")
    assert actions(audit.search(admin, AuditArea.WORK)) == ["resume.upload"]
    assert actions(audit.search(admin, AuditArea.OPERATION)) == ["flag.changed"]
    assert actions(audit.search(admin, None, "byron")) == ["account.locked", "resume.upload", "account.signed_up"]
    locked = audit.search(admin, AuditArea.ACCOUNTS, "byron")[0]
    assert (locked.actor_email, locked.subject_email) == ("boss@example.org", "ada@example.org")
    assert audit.search(admin, None, "nobody of this name") == []
    assert len(audit.search(admin, None, "", most=2)) == 2


def test_only_admins_read_the_log(audit, ada):
    with pytest.raises(NotAllowed):
        audit.search(ada)


def test_no_login_of_the_app_changes_or_deletes_a_line(database, ada):
    for statement in ("update public.audit_log set action = 'x'", "delete from public.audit_log"):
        for begin in (lambda: database.as_user(ada.id), database.as_system):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), begin() as tx:
                tx._connection.execute(statement)


def test_a_wrong_password_for_an_address_without_account_is_nobodys(accounts, audit, ada, admin):
    with pytest.raises(InvalidInput):
        accounts.sign_in("nobody@example.org", "guess")
    assert audit.search(admin, AuditArea.ACCOUNTS)[0].subject == digest("nobody@example.org")
    assert "account.sign_in_failed" not in actions(audit.mine(ada))


def test_every_action_that_is_written_belongs_to_one_area():
    """Read from the source, so that a new action without an area is found here."""
    written = set()
    for source in (ROOT / "services").rglob("*.py"):
        for call in ast.walk(ast.parse(source.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("tx.audit.add"):
                action = call.args[1]
                head = action.values[0] if isinstance(action, ast.JoinedStr) else action
                assert isinstance(head, ast.Constant), ast.unparse(call)
                written.add(str(head.value))
    assert len(written) > 20
    for action in written:
        assert sum(action.startswith(begins) for begins in AREA_ACTIONS.values()) == 1, action


def test_an_action_without_words_reads_like_words():
    line = AuditLine(None, "job_description.delete", None, "", {"before": [], "after": ["admin", "coach"]})
    assert line.words == "Job description delete"
    assert line.details == "before none, after admin and coach"
