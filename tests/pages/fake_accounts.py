"""Accounts in memory: signing in, recovery, and the admin's list."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from domain.audit import AuditArea, AuditLine
from domain.errors import InvalidInput, SignInPaused
from domain.people import AccountRow, ConsentKind, Person, Role
from domain.sign_in import Device, OpenSession
from services.account_recovery import DEAD_LINK
from services.accounts import SignedIn
from tests.pages.samples import NOW, PASSWORD, Store


class FakeAccounts:
    def __init__(self, store: Store) -> None:
        self._store = store

    def sign_up(self, email: str, password: str, full_name: str, device: Device) -> SignedIn:
        self._store.note("sign_up", email)
        if "@" not in email:
            raise InvalidInput("This does not look like an email address.", field="email")
        person = Person(id=uuid4(), email=email, full_name=full_name)
        return SignedIn(self._store.people.setdefault(email, person), self.token(email))

    def sign_in(self, email: str, password: str, device: Device) -> SignedIn:
        self._store.note("sign_in", email)
        if self._store.paused_until:
            raise SignInPaused(self._store.paused_until)
        if email not in self._store.people or password != PASSWORD:
            raise InvalidInput("Email and password do not match. Check both and try again.")
        return SignedIn(self._store.people[email], self.token(email))

    def token(self, email: str) -> str:
        token = f"token-{len(self._store.tokens)}-{email}"
        self._store.tokens[token] = email
        return token

    def sign_out(self, token: str) -> None:
        self._store.note("sign_out", token)
        self._store.tokens.pop(token, None)

    def setup_is_open(self) -> bool:
        return bool(self._store.setup_code)

    def claim_admin(self, user: Person, code: str) -> Person:
        if code != self._store.setup_code:
            raise InvalidInput("This is not the set-up code.", field="code")
        self._store.setup_code = ""
        return self._replace(user, roles=user.roles | {Role.ADMIN})

    def sessions(self, user: Person, token: str) -> list[OpenSession]:
        return self._store.sessions

    def end_session(self, user: Person, session_id: UUID) -> None:
        self._store.note("end_session", session_id)
        self._store.sessions = [s for s in self._store.sessions if s.id != session_id]

    def sign_out_elsewhere(self, user: Person, token: str) -> int:
        self._store.note("sign_out_elsewhere", token)
        self._store.sessions = [s for s in self._store.sessions if s.current]
        return 1

    def person_for(self, token: str) -> Person | None:
        return self._store.people.get(self._store.tokens.get(token, ""))

    def issue_ticket(self, token: str) -> str:
        return f"ticket:{token}"

    def redeem_ticket(self, ticket: str) -> str | None:
        return ticket.removeprefix("ticket:")

    def update_profile(self, user: Person, *, full_name: str, time_zone: str) -> Person:
        self._store.note("update_profile", (full_name, time_zone))
        if not full_name.strip():
            raise InvalidInput("Enter your name, as you would like to be greeted.", field="full_name")
        return self._replace(user, full_name=full_name, time_zone=time_zone)

    def set_consent(self, user: Person, kind: ConsentKind, granted: bool) -> Person:
        self._store.note("set_consent", granted)
        return self._replace(user, consents={**user.consents, kind: granted})

    def _replace(self, user: Person, **changes: Any) -> Person:
        self._store.people[user.email] = self._store.people[user.email].model_copy(update=changes)
        return self._store.people[user.email]


class FakeRecovery:
    """A reset link is good when it is "good"; the present password is samples.PASSWORD."""

    mail_leaves = True

    def __init__(self, store: Store) -> None:
        self._store = store

    def forgot(self, email: str) -> None:
        if "@" not in email:
            raise InvalidInput("This does not look like an email address.", field="email")
        self._store.note("forgot", email)

    def ask_to_verify(self, user: Person) -> None:
        self._store.note("ask_to_verify", user.email)

    def link_is_good(self, token: str) -> bool:
        return token == "good"

    def reset(self, token: str, password: str) -> None:
        if len(password) < 8:
            raise InvalidInput("Use at least 8 characters for the password.", field="password")
        self._store.note("reset", token)

    def verify(self, token: str) -> None:
        if token != "good":
            raise InvalidInput(DEAD_LINK)
        self._store.note("verify", token)

    def change_password(self, user: Person, token: str, current: str, new: str, device: Device) -> int:
        if current != PASSWORD:
            raise InvalidInput("This is not your present password.", field="current")
        self._store.note("change_password", new)
        return 2


class FakeUserAdmin:
    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, user: Person, words: str = "", most: int = 20) -> tuple[list[AccountRow], int]:
        user.require(Role.ADMIN)
        found = [p for p in self._store.people.values() if words.lower() in f"{p.email} {p.full_name}".lower()]
        return [AccountRow(person, NOW, None) for person in found[:most]], len(found)

    def set_roles(self, user: Person, person_id: UUID, roles: Iterable[Role]) -> None:
        wanted = frozenset(roles)
        if not wanted:
            raise InvalidInput("Choose at least one role.", field="roles")
        self._change(person_id, roles=wanted)

    def lock(self, user: Person, person_id: UUID) -> None:
        self._change(person_id, locked=True)

    def unlock(self, user: Person, person_id: UUID) -> None:
        self._change(person_id, locked=False)

    def reset_link(self, user: Person, person_id: UUID) -> str:
        self._store.note("reset_link", person_id)
        return "https://coach.example.org/reset?token=abc"

    def _change(self, person_id: UUID, **changes: Any) -> None:
        email = next(e for e, p in self._store.people.items() if p.id == person_id)
        self._store.people[email] = self._store.people[email].model_copy(update=changes)


class FakeAudit:
    def __init__(self, store: Store) -> None:
        self._store = store

    def mine(self, user: Person, most: int = 20) -> list[AuditLine]:
        return [line for line in self._store.audit if str(user.id) in (str(line.actor), line.subject)][:most]

    def search(self, user: Person, area: AuditArea | None, words: str, most: int) -> list[AuditLine]:
        user.require(Role.ADMIN)
        self._store.note("audit", (area, words))
        return self._store.audit[:most]
