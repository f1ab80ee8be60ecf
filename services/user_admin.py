"""What an admin may do about people's accounts. What people wrote is no part of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from domain.errors import InvalidInput, NotAllowed, NotFound
from domain.people import AccountRow, Person, Role
from services.account_recovery import AccountRecoveryService
from services.accounts import AccountService

if TYPE_CHECKING:
    from services.storage.database import Database, Transaction

LONGEST_SEARCH = 200


class UserAdminService:
    """Every method needs the role admin (NotAllowed otherwise), and each change is a line of the audit log."""

    def __init__(self, database: "Database", accounts: AccountService, recovery: AccountRecoveryService) -> None:
        self._database = database
        self._accounts = accounts
        self._recovery = recovery

    def find(self, user: Person, words: str = "", most: int = 20) -> tuple[list[AccountRow], int]:
        """Accounts whose name or address holds `words`, newest first, at most `most`; and how many there are."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            return tx.people.search(words.strip()[:LONGEST_SEARCH], most)

    def set_roles(self, user: Person, person_id: UUID, roles: Iterable[Role]) -> Person:
        """Give and take roles. Nobody takes the role admin from themselves, so that one stays."""
        user.require(Role.ADMIN)
        wanted = frozenset(roles)
        if not wanted:
            raise InvalidInput("Choose at least one role.", field="roles")
        if person_id == user.id and Role.ADMIN not in wanted:
            raise InvalidInput("You cannot take this role from yourself. Another admin can.", field="roles")
        with self._database.as_system() as tx:
            before = self._person(tx, person_id)
            tx.people.set_roles(person_id, wanted)
            tx.audit.add(user.id, "roles.set", str(person_id), before=sorted(before.roles), after=sorted(wanted))
            changed = self._person(tx, person_id)
        self._accounts.forget(person_id)
        return changed

    def lock(self, user: Person, person_id: UUID) -> None:
        """Keep an account from signing in and end its sessions; nothing of it is deleted."""
        user.require(Role.ADMIN)
        if person_id == user.id:
            raise NotAllowed("You cannot lock your own account. Another admin can.")
        with self._database.as_system() as tx:
            self._person(tx, person_id)
            tx.people.set_locked(person_id, True)
            ended = tx.sessions.revoke_of(person_id)
            tx.audit.add(user.id, "account.locked", str(person_id), sessions=ended)
        self._accounts.forget(person_id)

    def unlock(self, user: Person, person_id: UUID) -> None:
        """Let an account sign in again."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            self._person(tx, person_id)
            tx.people.set_locked(person_id, False)
            tx.audit.add(user.id, "account.unlocked", str(person_id))

    def reset_link(self, user: Person, person_id: UUID) -> str:
        """A link with which the person chooses a new password: once, within an hour. It names the admin in the log."""
        user.require(Role.ADMIN)
        with self._database.as_system() as tx:
            person = self._person(tx, person_id)
        return self._recovery.reset_link(person.email, by=user.id)

    @staticmethod
    def _person(tx: "Transaction", person_id: UUID) -> Person:
        person = tx.people.by_id(person_id)
        if person is None:
            raise NotFound("This account does not exist.")
        return person
