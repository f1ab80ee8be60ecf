"""Asks and sets feature flags."""

import time

import structlog

from domain.errors import DatabaseBusy, InvalidInput
from domain.flags import KNOWN_FLAGS, Flag
from domain.people import Person, Role
from services.storage.database import Database, Transaction
from services.storage.feature_flags import StoredFlag

log = structlog.get_logger(__name__)

HOLDS_SECONDS = 5.0
MOST_PEOPLE = 1000


class FlagService:
    """Flags as operators have set them, else as the code gives them. Safe for threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = dict(KNOWN_FLAGS)
        self._read_again_at = 0.0

    def allows(self, person: Person, name: str) -> bool:
        """True when the flag is on for this person; a change is seen within five seconds.

        While the database is busy the last known setting holds. KeyError for a name that no code knows.
        """
        if time.monotonic() >= self._read_again_at:
            self._read()
        return self._known[name].allows(person)

    def change(self, admin: Person, flag: Flag) -> None:
        """Set a flag; its text stays the code's. InvalidInput for an unknown name or a share outside 0 to 100."""
        admin.require(Role.ADMIN)
        _check(flag)
        with self._database.as_system() as tx:
            before, after = _stored(_flags(tx)[flag.name]), _stored(flag)
            tx.feature_flags.save(flag.name, after)
            tx.audit.add(admin.id, "flag.changed", flag.name, old=before.as_data(), new=after.as_data())
        self._read_again_at = 0.0

    def list(self, admin: Person) -> list[Flag]:
        """Every flag as it stands."""
        admin.require(Role.ADMIN)
        with self._database.as_system() as tx:
            return list(_flags(tx).values())

    def _read(self) -> None:
        # Set first: while the database is away, callers should not queue up behind it one after another.
        self._read_again_at = time.monotonic() + HOLDS_SECONDS
        try:
            with self._database.as_system() as tx:
                self._known = _flags(tx)
        except DatabaseBusy:
            log.warning("flags_not_read")


def _flags(tx: Transaction) -> dict[str, Flag]:
    stored = tx.feature_flags.all()
    return {name: _with(flag, stored.get(name)) for name, flag in KNOWN_FLAGS.items()}


def _with(flag: Flag, stored: StoredFlag | None) -> Flag:
    if stored is None:
        return flag
    return Flag(
        name=flag.name,
        text=flag.text,
        enabled=stored.enabled,
        percentage=stored.percentage,
        roles=frozenset(Role(role) for role in stored.roles),
        people=frozenset(stored.people),
    )


def _stored(flag: Flag) -> StoredFlag:
    return StoredFlag(flag.enabled, flag.percentage, tuple(sorted(flag.roles)), tuple(sorted(flag.people)))


def _check(flag: Flag) -> None:
    if flag.name not in KNOWN_FLAGS:
        raise InvalidInput(f'There is no flag "{flag.name}".', field="name")
    if not 0 <= flag.percentage <= 100:
        raise InvalidInput("The share of people must be a whole number from 0 to 100.", field="percentage")
    if len(flag.people) > MOST_PEOPLE:
        raise InvalidInput(f"Name at most {MOST_PEOPLE:,} people; for more, use the share or a role.", field="people")
