"""Feature flags: whom they reach, how operators change them, and what holds while the database is away."""

import statistics
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import InvalidInput, NotAllowed
from domain.flags import KNOWN_FLAGS, MODEL_SCORING, WRITTEN_QUESTIONS, Flag, place
from domain.people import Person, Role
from services.flags import FlagService
from services.storage.database import Database


def someone(person_id: UUID | None = None, *roles: Role) -> Person:
    return Person(id=person_id or uuid4(), email="a@example.org", roles=frozenset(roles or {Role.CANDIDATE}))


def a_flag(**changes) -> Flag:
    return Flag(**{"name": MODEL_SCORING, "text": "x", "enabled": True, **changes})


PEOPLE = [UUID(int=n * 2**64 + 17 * n) for n in range(2000)]
names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30)
roles = st.frozensets(st.sampled_from(list(Role)))
shares = st.integers(0, 100)


@settings(max_examples=200)
@given(name=names, person_id=st.uuids(), low=shares, high=shares, wanted=roles, had=roles)
def test_growing_the_share_only_adds_people(name, person_id, low, high, wanted, had):
    low, high = sorted((low, high))
    person = someone(person_id, *had)
    if a_flag(name=name, percentage=low, roles=wanted).allows(person):
        assert a_flag(name=name, percentage=high, roles=wanted).allows(person)
    assert not a_flag(name=name, percentage=0).allows(person)
    assert a_flag(name=name, percentage=100).allows(person)


@settings(max_examples=100, deadline=None)
@given(name=names, percentage=shares)
def test_the_share_of_people_is_the_share_asked_for(name, percentage):
    """Of 2,000 people; five standard deviations, so that no honest run fails."""
    flag = a_flag(name=name, percentage=percentage)
    reached = sum(flag.allows(someone(person_id)) for person_id in PEOPLE) / len(PEOPLE)
    assert abs(reached - percentage / 100) <= 5 * (0.25 / len(PEOPLE)) ** 0.5


@settings(max_examples=100, deadline=None)
@given(first=names, second=names)
def test_flags_choose_their_people_independently(first, second):
    if first == second:
        return
    ours, theirs = ([place(name, person_id) for person_id in PEOPLE] for name in (first, second))
    assert abs(statistics.correlation(ours, theirs)) < 5 / len(PEOPLE) ** 0.5


@settings(max_examples=100)
@given(percentage=shares, wanted=roles, had=roles.filter(bool), named=st.booleans())
def test_off_is_off_and_the_named_are_in_and_all_others_need_one_of_the_roles(percentage, wanted, had, named):
    person = someone(uuid4(), *had)
    people = frozenset({person.id}) if named else frozenset({uuid4()})
    on = a_flag(percentage=percentage, roles=wanted, people=people)
    assert not on.model_copy(update={"enabled": False}).allows(person)
    if named:
        assert on.allows(person)
    elif wanted and not wanted & had:
        assert not on.allows(person)
    else:
        assert on.allows(person) == (place(on.name, person.id) < percentage)


def test_a_persons_place_never_changes():
    """These hold across releases: people should not fall in and out of what they have been given."""
    assert place("model_scoring", UUID(int=1)) == pytest.approx(13.9412, abs=1e-4)
    assert place("written_questions", UUID(int=1)) == pytest.approx(38.1071, abs=1e-4)


@pytest.fixture
def flags(database):
    return FlagService(database)


def test_flags_begin_as_the_code_says(flags, admin, person):
    assert flags.allows(person, MODEL_SCORING)
    assert not flags.allows(person, WRITTEN_QUESTIONS)
    assert flags.list(admin) == list(KNOWN_FLAGS.values())
    with pytest.raises(KeyError):
        flags.allows(person, "unheard_of")


def test_a_change_holds_at_once_here_and_within_seconds_elsewhere(flags, database, admin, person, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("services.flags.time.monotonic", lambda: now[0])
    elsewhere = FlagService(database)
    assert flags.allows(person, MODEL_SCORING)
    assert elsewhere.allows(person, MODEL_SCORING)
    flags.change(admin, a_flag(enabled=False))
    assert not flags.allows(person, MODEL_SCORING)
    assert elsewhere.allows(person, MODEL_SCORING)
    now[0] += 5.0
    assert not elsewhere.allows(person, MODEL_SCORING)


def test_roles_and_people_are_kept_and_the_text_stays_the_codes(flags, admin, person, other_person):
    wanted = a_flag(
        name=WRITTEN_QUESTIONS,
        text="Something else",
        percentage=0,
        roles=frozenset(Role),
        people=frozenset({person.id}),
    )
    flags.change(admin, wanted)
    assert flags.list(admin)[1] == wanted.model_copy(update={"text": KNOWN_FLAGS[WRITTEN_QUESTIONS].text})
    assert flags.allows(person, WRITTEN_QUESTIONS)
    assert not flags.allows(other_person, WRITTEN_QUESTIONS)


def test_every_change_is_in_the_audit_log_with_what_was_before(flags, database, admin):
    flags.change(admin, a_flag(percentage=20))
    flags.change(admin, a_flag(percentage=40, roles=frozenset({Role.COACH})))
    with database.as_owner() as tx:
        lines = tx._connection.execute(
            "select actor, action, subject, data from public.audit_log order by id"
        ).fetchall()
    everybody = {"enabled": True, "percentage": 100, "roles": [], "people": []}
    first, second = {**everybody, "percentage": 20}, {**everybody, "percentage": 40, "roles": ["coach"]}
    assert [line["data"] for line in lines] == [{"old": everybody, "new": first}, {"old": first, "new": second}]
    assert {(line["actor"], line["action"], line["subject"]) for line in lines} == {
        (admin.id, "flag.changed", MODEL_SCORING)
    }


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": "unheard_of"}, "name", 'no flag "unheard_of"'),
        ({"percentage": 101}, "percentage", "from 0 to 100"),
        ({"percentage": -1}, "percentage", "from 0 to 100"),
        ({"people": frozenset(UUID(int=n) for n in range(1001))}, "people", "at most 1,000 people"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(flags, admin, changes, field, words):
    with pytest.raises(InvalidInput, match=words) as refused:
        flags.change(admin, a_flag(**changes))
    assert refused.value.field == field
    assert flags.list(admin) == list(KNOWN_FLAGS.values())


def test_only_admins_see_and_change_flags(flags, person, admin):
    for call in (lambda: flags.list(person), lambda: flags.change(person, a_flag(enabled=False))):
        with pytest.raises(NotAllowed):
            call()
    assert flags.list(admin) == list(KNOWN_FLAGS.values())


def test_the_last_known_setting_holds_while_the_database_is_away(database, admin, person, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("services.flags.time.monotonic", lambda: now[0])
    flags = FlagService(database)
    flags.change(admin, a_flag(enabled=False))
    assert not flags.allows(person, MODEL_SCORING)
    dsn = "host=127.0.0.1 port=9 user=app_system dbname=postgres password=x"
    flags._database = away = Database(dsn, dsn, None)
    now[0] += 60
    assert not flags.allows(person, MODEL_SCORING)
    assert FlagService(away).allows(person, MODEL_SCORING), "never read: as the code says"
    away.close()
