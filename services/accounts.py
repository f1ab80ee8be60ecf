"""Signing up, in and out, and what a person may change about their account."""

import secrets
import threading
import time
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from domain.errors import AppError, InvalidInput, NotFound, RateLimited, SignInPaused
from domain.people import ConsentKind, Person, Role
from domain.sign_in import Device, OpenSession, device_label
from services.auth.local import clean_email, clean_name
from services.auth.port import AuthProvider
from services.auth.tries import SignInTries, Try, digest, network_key

if TYPE_CHECKING:
    from services.storage.database import Database, Transaction

SESSION_LASTS = timedelta(days=7)
TICKET_LASTS = timedelta(seconds=30)
_TOKEN_BYTES = 32
_LONGEST_TOKEN = 200
FRESH_SECONDS = 1.0
"""How long a session found good is not asked for again: a screen asks for its person several times in one drawing."""
_MOST_FRESH = 2000
_NOWHERE = Device()


@dataclass(frozen=True)
class SignedIn:
    """A fresh session: the person and the token that stands for them. The token is not stored anywhere."""

    person: Person
    token: str = field(repr=False)


def token_hash(token: str) -> str:
    """SHA-256 in hex: the only form of a token or ticket that is stored."""
    return digest(token)


class AccountService:
    """Accounts and sessions. `provider` keeps the passwords, the database keeps people and sessions."""

    def __init__(
        self,
        database: "Database",
        provider: AuthProvider,
        *,
        admin_emails: Iterable[str] = (),
        setup_code: str = "",
    ) -> None:
        """Who confirms one of `admin_emails` becomes an admin; who knows `setup_code` may become the first one."""
        self._database = database
        self._provider = provider
        self._tries = SignInTries(database)
        self._admin_emails = frozenset(email.strip().lower() for email in admin_emails)
        self._setup_code = setup_code
        # A ticket lets the browser fetch its session as a cookie. The database decides that it is used once and in
        # time; the token waits here, because only its hash may be stored. So a ticket is good in one process only.
        self._waiting: dict[str, tuple[str, datetime]] = {}
        self._lock = threading.Lock()
        self._fresh: dict[str, tuple[Person, float]] = {}

    def sign_up(self, email: str, password: str, full_name: str, device: Device = _NOWHERE) -> SignedIn:
        """Create a candidate's account and sign them in. Raises InvalidInput naming the field to mend."""
        person = self._provider.sign_up(email, password, full_name, frozenset({Role.CANDIDATE}))
        return self._open_session(person, "signed_up", device)

    def sign_in(self, email: str, password: str, device: Device = _NOWHERE) -> SignedIn:
        """Sign in; InvalidInput says the same for an unknown address and a wrong password.

        Raises SignInPaused after five wrong ones. What a device says of itself is shown in the list of sessions.
        """
        this = self._tries.begin(email, device.network)
        person = self._checked(this, email, password)
        return self._open_session(person, "signed_in", device, this)

    def check_password(self, user: Person, password: str, device: Device = _NOWHERE) -> None:
        """Ask a signed-in person for their password again; counted like a sign-in. Raises InvalidInput."""
        this = self._tries.begin(user.email, device.network)
        try:
            self._checked(this, user.email, password)
        except InvalidInput:
            raise InvalidInput("This is not your present password.", field="current") from None
        with self._database.as_system() as tx:
            tx.credentials.forget_tries(this.account, this.network)

    def _checked(self, this: Try, email: str, password: str) -> Person:
        try:
            return self._provider.sign_in(email, password)
        except InvalidInput:
            self._tries.wrong(this)
            raise
        except AppError:
            self._tries.take_back(this)
            raise

    def sessions(self, user: Person, token: str) -> list[OpenSession]:
        """Where the person is signed in, newest first; the session of `token` is marked."""
        with self._database.as_system() as tx:
            live = tx.sessions.live(user.id)
        own = token_hash(token)
        return [OpenSession(key, device_label(agent), began, held == own) for key, held, agent, began in live]

    def end_session(self, user: Person, session_id: UUID) -> None:
        """Sign out one device of this person. Raises NotFound for a session that is not theirs or has ended."""
        with self._database.as_system() as tx:
            if not tx.sessions.revoke_of(user.id, only=session_id):
                raise NotFound("This device is signed out already.")
            tx.audit.add(user.id, "account.session_ended", str(session_id))
        self.forget(user.id)

    def sign_out_elsewhere(self, user: Person, token: str) -> int:
        """Sign out every other device of this person; returns how many."""
        with self._database.as_system() as tx:
            ended = tx.sessions.revoke_of(user.id, but=token_hash(token))
            tx.audit.add(user.id, "account.signed_out_elsewhere", str(user.id), sessions=ended)
        self.forget(user.id)
        return ended

    def sign_out(self, token: str) -> None:
        """End a session on every device that holds its token; an unknown token is no error."""
        person = self.person_for(token)
        with self._database.as_system() as tx:
            tx.sessions.revoke(token_hash(token))
            if person:
                tx.audit.add(person.id, "account.signed_out", str(person.id))
        self._fresh.pop(token_hash(token), None)

    def person_for(self, token: str) -> Person | None:
        """The person of a session that has neither ended nor expired, as they were at most FRESH_SECONDS ago."""
        if not token or len(token) > _LONGEST_TOKEN:
            return None
        key, now = token_hash(token), time.monotonic()
        held = self._fresh.get(key)
        if held and now - held[1] < FRESH_SECONDS:
            return held[0]
        with self._database.as_system() as tx:
            person = tx.sessions.person_for(key)
        if person is not None:
            if len(self._fresh) >= _MOST_FRESH:
                self._fresh = {}
            self._fresh[key] = (person, now)
        return person

    def forget(self, person_id: UUID) -> None:
        """Ask the database again about this person: something about them has changed here."""
        self._fresh = {key: held for key, held in self._fresh.items() if held[0].id != person_id}

    def issue_ticket(self, token: str) -> str:
        """A ticket the browser swaps for the session cookie: single use, 30 seconds."""
        ticket = secrets.token_urlsafe(_TOKEN_BYTES)
        key = token_hash(ticket)
        with self._database.as_system() as tx:
            tx.sessions.add_ticket(key, token_hash(token), tx.now + TICKET_LASTS)
            now = tx.now
        with self._lock:
            self._waiting = {k: held for k, held in self._waiting.items() if held[1] > now}
            self._waiting[key] = (token, now + TICKET_LASTS)
        return ticket

    def redeem_ticket(self, ticket: str) -> str | None:
        """The session token of an unused ticket, or None."""
        key = token_hash(ticket)
        with self._database.as_system() as tx:
            redeemed = tx.sessions.redeem_ticket(key)
        if redeemed is None:
            return None
        with self._lock:
            token, _ = self._waiting.pop(key, ("", None))
        return token if secrets.compare_digest(redeemed, token_hash(token)) else None

    def update_profile(self, user: Person, *, full_name: str, time_zone: str) -> Person:
        """Change name and time zone (an IANA name). Raises InvalidInput naming the field."""
        name = clean_name(full_name)
        if time_zone not in zoneinfo.available_timezones():
            raise InvalidInput("Choose a time zone from the list.", field="time_zone")
        with self._database.as_user(user.id) as tx:
            tx.people.update(user.id, full_name=name, time_zone=time_zone)
            changed = _known(tx, user)
        self.forget(user.id)
        return changed

    def set_consent(self, user: Person, kind: ConsentKind, granted: bool) -> Person:
        """Record a yes or a no; the newest one counts."""
        with self._database.as_user(user.id) as tx:
            tx.people.set_consent(user.id, kind, granted)
            tx.audit.add(user.id, "consent.set", str(user.id), kind=kind.value, granted=granted)
            changed = _known(tx, user)
        self.forget(user.id)
        return changed

    def create_user(self, email: str, password: str, full_name: str, roles: Iterable[Role]) -> Person:
        """The operator's way to add an account; it opens no session."""
        person = self._provider.sign_up(email, password, full_name, frozenset(roles) or frozenset({Role.CANDIDATE}))
        with self._database.as_system() as tx:
            tx.audit.add(None, "account.created", str(person.id), roles=sorted(person.roles))
        return person

    def grant_role(self, email: str, role: Role) -> Person:
        """The operator's way to let a person do more. Raises NotFound for an unknown address."""
        with self._database.as_system() as tx:
            person = tx.people.by_email(clean_email(email))
            if person is None:
                raise NotFound("There is no account with this email address.")
            tx.people.grant_role(person.id, role)
            tx.audit.add(None, "role.granted", str(person.id), role=role.value)
            changed = tx.people.by_id(person.id) or person
        self.forget(person.id)
        return changed

    def promoted(self, tx: "Transaction", person: Person) -> Person:
        """The person, made an admin where the deployment names their address and they have shown that it is theirs."""
        if Role.ADMIN in person.roles or not person.email_verified or person.email not in self._admin_emails:
            return person
        tx.people.grant_role(person.id, Role.ADMIN)
        tx.audit.add(None, "role.granted", str(person.id), role=Role.ADMIN.value, by="ADMIN_EMAILS")
        return _known(tx, person)

    def setup_is_open(self) -> bool:
        """True while a set-up code is set and nobody runs this server yet."""
        if not self._setup_code:
            return False
        with self._database.as_system() as tx:
            return not tx.people.has_admin()

    def claim_admin(self, user: Person, code: str) -> Person:
        """Become the first admin by the deployment's set-up code. It works once, and five wrong ones pause it.

        Raises InvalidInput (field "code") and RateLimited.
        """
        if not self._setup_code:
            raise InvalidInput("This server has no set-up code. Set SETUP_CODE, or use `manage.py grant-role`.")
        try:
            this = self._tries.begin("set-up code", "")
        except SignInPaused:
            raise RateLimited("Five wrong codes were tried. Wait a quarter of an hour, then try again.") from None
        if not secrets.compare_digest(code.strip().encode(errors="replace"), self._setup_code.encode()):
            with self._database.as_system() as tx:
                tx.audit.add(user.id, "role.code_refused", str(user.id))
            raise InvalidInput("This is not the set-up code.", field="code")
        with self._database.as_system() as tx:
            tx.credentials.forget_tries(this.account, this.network)
            if not tx.people.become_first_admin(user.id):
                raise InvalidInput("Somebody runs this server already. Ask them for the role.", field="code")
            tx.audit.add(user.id, "role.granted", str(user.id), role=Role.ADMIN.value, by="SETUP_CODE")
            changed = _known(tx, user)
        self.forget(user.id)
        return changed

    def _open_session(self, person: Person, event: str, device: Device, this: Try | None = None) -> SignedIn:
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        with self._database.as_system() as tx:
            tx.sessions.add(person.id, token_hash(token), tx.now + SESSION_LASTS, device.user_agent)
            if this:
                tx.credentials.forget_tries(this.account, this.network)
            if device.network:
                tx.credentials.remember_network(person.id, network_key(person.email, device.network))
            tx.audit.add(person.id, f"account.{event}", str(person.id))
            tx.events.add(person.id, event)
            person = self.promoted(tx, person)
        return SignedIn(person, token)


def _known(tx: "Transaction", user: Person) -> Person:
    """The person as the database has them now."""
    person = tx.people.by_id(user.id)
    if person is None:
        raise NotFound("This account no longer exists.")
    return person
