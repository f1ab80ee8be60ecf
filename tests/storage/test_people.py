"""Profiles, consents, accounts, sessions; events and audit."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from domain.errors import InvalidInput, NotFound
from domain.people import ConsentKind, Role
from tests.builders import add_answer, add_resume, start_interview


@pytest.fixture
def tx(database, person):
    """A transaction of `person`."""
    with database.as_user(person.id) as tx:
        yield tx


def test_an_account_is_found_by_id_and_by_address_in_any_case(system):
    with system() as tx:
        person = tx.people.add_account(" Ada@Example.org", "Ada Okafor", "hash-1", [Role.COACH, Role.CANDIDATE])
        assert person.email == "ada@example.org"
        assert person.roles == {Role.COACH, Role.CANDIDATE}
        assert tx.people.by_id(person.id) == tx.people.by_email("ADA@example.ORG ") == person
        assert tx.people.password_hash("Ada@example.org") == (person.id, "hash-1")
        assert tx.people.by_email("nobody@example.org") is None
        assert tx.people.password_hash("nobody@example.org") is None


def test_an_address_that_is_taken_is_refused_and_the_transaction_goes_on(system):
    with system() as tx:
        first = tx.people.add_account("ada@example.org", "Ada", "-", [Role.CANDIDATE])
        with pytest.raises(InvalidInput) as refused:
            tx.people.add_account("ADA@example.org", "Eve", "-", [Role.CANDIDATE])
        assert refused.value.field == "email"
        assert tx.people.all() == [first]


def test_a_person_changes_their_name_and_nothing_else(database, person, tx):
    tx.people.update(person.id, full_name="Ada O. \x00Okafor", time_zone="Africa/Lagos")
    assert tx.people.by_id(person.id) == person.model_copy(
        update={"full_name": "Ada O. Okafor", "time_zone": "Africa/Lagos"}
    )
    with pytest.raises(NotFound):
        tx.people.update(uuid4(), full_name="x", time_zone="UTC")


def test_the_newest_consent_of_a_kind_counts(person, tx):
    assert tx.people.by_id(person.id).consents == {}
    tx.people.set_consent(person.id, ConsentKind.MODEL_USE, True)
    tx.people.set_consent(person.id, ConsentKind.AUDIO, True)
    tx.people.set_consent(person.id, ConsentKind.MODEL_USE, False)
    assert tx.people.by_id(person.id).consents == {ConsentKind.MODEL_USE: False, ConsentKind.AUDIO: True}


def test_a_role_is_granted_once(person, system):
    for _ in range(2):
        with system() as tx:
            tx.people.grant_role(person.id, Role.ADMIN)
            assert tx.people.by_id(person.id).roles == {Role.CANDIDATE, Role.ADMIN}
    with system() as tx, pytest.raises(NotFound):
        tx.people.grant_role(uuid4(), Role.ADMIN)


def test_deleting_an_account_takes_everything_but_the_audit_with_it(cluster, database, database_name, person):
    with database.as_user(person.id) as tx:
        add_resume(tx, person.id)
        add_answer(tx, start_interview(tx, person.id))
        tx.audit.add(person.id, "account.delete", str(person.id))
    with psycopg.connect(cluster.dsn("postgres", database_name)) as connection:
        connection.execute("delete from auth.users where id = %s", (person.id,))
        for table in ("profiles", "resumes", "resume_versions", "interviews", "turns", "answers"):
            assert connection.execute(f"select count(*) from public.{table}").fetchone() == (0,), table
        assert connection.execute("select count(*) from public.audit_log").fetchone() == (1,)


def test_a_session_lasts_until_it_expires_or_is_revoked(person, system):
    with system() as tx:
        week = tx.now + timedelta(days=7)
        tx.sessions.add(person.id, "live", week, "Firefox" * 100)
        tx.sessions.add(person.id, "expired", tx.now - timedelta(seconds=1), "")
        assert tx.sessions.person_for("live") == person
        assert tx.sessions.person_for("expired") is None
        assert tx.sessions.person_for("forged") is None
        for _ in range(2):
            tx.sessions.revoke("live")
        assert tx.sessions.person_for("live") is None


def test_a_session_carries_roles_and_consents(database, person, system):
    with database.as_user(person.id) as tx:
        tx.people.set_consent(person.id, ConsentKind.MODEL_USE, True)
    with system() as tx:
        tx.people.grant_role(person.id, Role.COACH)
        tx.sessions.add(person.id, "live", tx.now + timedelta(days=7), "")
        found = tx.sessions.person_for("live")
    assert found.roles == {Role.CANDIDATE, Role.COACH}
    assert found.allows(ConsentKind.MODEL_USE)


def test_a_ticket_is_good_once_and_for_a_short_time(person, system):
    with system() as tx:
        tx.sessions.add(person.id, "token", tx.now + timedelta(days=7), "")
        tx.sessions.add_ticket("late", "token", tx.now - timedelta(seconds=1))
        assert tx.sessions.redeem_ticket("late") is None
        tx.sessions.add_ticket("good", "token", tx.now + timedelta(seconds=30))
        assert tx.sessions.redeem_ticket("good") == "token"
        assert tx.sessions.redeem_ticket("good") is None
        assert tx.sessions.redeem_ticket("forged") is None


def test_a_ticket_redeemed_by_many_at_once_is_good_for_one(database, person, system):
    with system() as tx:
        tx.sessions.add(person.id, "token", tx.now + timedelta(days=7), "")
        tx.sessions.add_ticket("good", "token", tx.now + timedelta(seconds=30))

    def redeem(_):
        with system() as tx:
            return tx.sessions.redeem_ticket("good")

    with ThreadPoolExecutor(8) as pool:
        assert sorted(filter(None, pool.map(redeem, range(8)))) == ["token"]


def test_events_are_kept_in_order(person, tx, database):
    subject = uuid4()
    tx.events.add(person.id, "first", subject, words=3, name="a keyword of the data")
    tx.events.add(person.id, "second")
    second, first = tx.events.recent(person.id, 10)
    assert (first.name, first.subject_id) == ("first", subject)
    assert first.data == {"words": 3, "name": "a keyword of the data"}
    assert (second.name, second.subject_id, second.created_at) == ("second", None, tx.now)
    assert len(tx.events.recent(person.id, 1)) == 1


def test_only_the_system_writes_events_and_lines_of_nobody(database, person, other_person, system):
    with system() as tx:
        tx.events.add(None, "bank_synced", count=3)
        tx.audit.add(None, "role.granted", str(person.id), role="admin")
    for actor in (None, other_person.id):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), database.as_user(person.id) as tx:
            tx.events.add(actor, "forged")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), database.as_user(person.id) as tx:
            tx.audit.add(actor, "forged", "x")
