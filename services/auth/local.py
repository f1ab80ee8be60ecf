"""Accounts kept in our own database."""

import re
from typing import TYPE_CHECKING

from domain.errors import InvalidInput, NotAllowed, NotFound
from domain.people import Person, Role
from services.auth.passwords import PasswordHasher, check_password

if TYPE_CHECKING:
    from services.storage.database import Database

NO_MATCH = "Email and password do not match. Check both and try again."
# One @, no spaces or control characters, a dot in the domain: enough to catch slips; only a mail proves an address.
_WORD = r"[^\s@.<>,;:\"()\[\]\\\x00-\x1f]"
_LABEL = rf"(?!-){_WORD}{{1,63}}(?<!-)"
_EMAIL = re.compile(rf"(?:{_WORD}|\.){{1,64}}@(?:{_LABEL}\.)+(?!\d+$)(?=..){_LABEL}")
LONGEST_EMAIL = 254
LONGEST_NAME = 120


def clean_email(email: str) -> str:
    """Trim and lower-case an address; raises InvalidInput(field="email") when it does not look like one."""
    cleaned = email.strip().lower()
    if not cleaned:
        raise InvalidInput("Enter your email address.", field="email")
    if len(cleaned) > LONGEST_EMAIL or not _EMAIL.fullmatch(cleaned):
        raise InvalidInput(
            "This does not look like an email address. Check it, for example for a missing dot.", field="email"
        )
    return cleaned


def clean_name(full_name: str) -> str:
    """Fold white space in a name; raises InvalidInput(field="full_name") when it is empty or too long."""
    cleaned = " ".join("".join(c if c.isprintable() else " " for c in full_name).split())
    if not cleaned:
        raise InvalidInput("Enter your name, as you would like to be greeted.", field="full_name")
    if len(cleaned) > LONGEST_NAME:
        raise InvalidInput(f"This name is too long: the limit is {LONGEST_NAME} characters.", field="full_name")
    return cleaned


class LocalAuth:
    """AuthProvider over the `auth.users` rows of our own database."""

    def __init__(self, database: "Database", hasher: PasswordHasher | None = None) -> None:
        self._database = database
        self._hasher = hasher or PasswordHasher()

    def sign_up(self, email: str, password: str, full_name: str, roles: frozenset[Role]) -> Person:
        """Create an account; cheap checks come before the costly hash."""
        email, full_name = clean_email(email), clean_name(full_name)
        check_password(password, email=email, full_name=full_name)
        password_hash = self._hasher.hash(password)
        with self._database.as_system() as tx:
            return tx.people.add_account(email, full_name, password_hash, roles)

    def sign_in(self, email: str, password: str) -> Person:
        """Check a password; no connection is held while the hash runs."""
        with self._database.as_system() as tx:
            account = tx.people.password_hash(email.strip().lower())
        user_id, stored = account or (None, None)
        if not self._hasher.matches(password, stored) or user_id is None:
            raise InvalidInput(NO_MATCH)
        with self._database.as_system() as tx:
            person = tx.people.by_id(user_id)
        if person is None:
            raise NotFound("This account no longer exists.")
        if person.locked:
            raise NotAllowed("This account is locked. Ask whoever runs this server.")
        return person
