"""The audit log on the admin's screen, and a person's own part of it."""

from datetime import UTC, datetime

from domain.audit import AuditArea, AuditLine
from domain.people import Role
from tests.pages.conftest import press, words
from tests.pages.samples import person
from ui.audit_parts import STEP

AT = datetime(2026, 11, 27, 14, 2, tzinfo=UTC)


def line(action="account.locked", actor=None, subject="", **data):
    return AuditLine(AT, action, actor.id if actor else None, subject, data, actor.email if actor else "", "")


def test_an_admin_reads_and_filters_the_log(open_page, store):
    ada = person(store, Role.ADMIN, email="ada@example.org", name="Ada Lund")
    store.audit = [line(actor=ada, sessions=2), line("account.sign_in_failed")]
    app = open_page("audit", ada)
    assert not app.exception
    text = words(app)
    assert "Account locked" in text
    assert "sessions 2" in text
    assert "by the system or somebody not signed in" in text
    app.segmented_control(key="audit-area").set_value(AuditArea.ACCOUNTS).run()
    app.text_input[0].input("mara").run()
    assert [what for name, what in store.calls if name == "audit"][-1] == (AuditArea.ACCOUNTS, "mara")


def test_older_lines_come_on_request(open_page, store):
    ada = person(store, Role.ADMIN, email="ada@example.org", name="Ada Lund")
    store.audit = [line(f"flag.n{number}") for number in range(STEP + 3)]
    app = open_page("audit", ada)
    assert "Flag n52" not in words(app)
    press(app, "Show older lines")
    assert "Flag n52" in words(app)


def test_an_empty_log_says_what_to_do(open_page, store):
    ada = person(store, Role.ADMIN, email="ada@example.org", name="Ada Lund")
    assert "Nothing in the log fits this" in words(open_page("audit", ada))


def test_a_person_sees_their_own_part_under_account(open_page, store):
    mara = person(store)
    ada = person(store, Role.ADMIN, email="ada@example.org", name="Ada Lund")
    store.audit = [
        line(actor=ada, subject=str(mara.id)),
        line("account.signed_in", actor=mara),
        line("flag.x", actor=ada),
    ]
    text = words(open_page("account", mara))
    assert "What happened on your account" in text
    assert "by an admin" in text
    assert "Signed in" in text
    assert "Flag x" not in text
    assert "ada@" not in text
