"""Forgotten passwords, changed passwords and confirmed addresses, for accounts kept in our own database."""

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

import structlog

from domain.errors import InvalidInput, NotFound
from domain.people import Person
from domain.sign_in import Device
from services.accounts import AccountService, token_hash
from services.auth.local import clean_email
from services.auth.passwords import PasswordHasher, check_password
from services.auth.tries import digest
from services.mail.account_mails import password_changed_mail, reset_mail, verify_mail
from services.mail.port import Mailer, MailNotSent
from services.storage.credentials import LinkPurpose

if TYPE_CHECKING:
    from services.storage.database import Database, Transaction

log = structlog.get_logger(__name__)

RESET_LASTS = timedelta(hours=1)
VERIFY_LASTS = timedelta(days=1)
MOST_MAILS = 3
"""Of a purpose to one person within an hour: nobody's mailbox is to be filled by strangers."""
CHANGED = "password_changed"
DEAD_LINK = "This link is used up, too old, or not complete. Ask for a new one."
_LASTS = {LinkPurpose.RESET_PASSWORD: RESET_LASTS, LinkPurpose.VERIFY_EMAIL: VERIFY_LASTS}
_PAGES = {LinkPurpose.RESET_PASSWORD: "reset", LinkPurpose.VERIFY_EMAIL: "verify"}
_MAILS = {LinkPurpose.RESET_PASSWORD: reset_mail, LinkPurpose.VERIFY_EMAIL: verify_mail}
_TOKEN_BYTES = 32


class AccountRecoveryService:
    """Sends one-time links and takes them back. `base_url` is the configured address, never a request's."""

    def __init__(
        self,
        database: "Database",
        accounts: AccountService,
        hasher: PasswordHasher,
        mailer: Mailer,
        base_url: str,
        *,
        mail_leaves: bool,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._hasher = hasher
        self._mailer = mailer
        self._base_url = base_url.rstrip("/")
        self.mail_leaves = mail_leaves
        """False where mails are only written to the outbox folder of this server."""

    def forgot(self, email: str) -> None:
        """Ask for a reset link. The same is done for every address here; only the worker looks whether it is known."""
        email = clean_email(email)
        with self._database.as_system() as tx:
            _queue(tx, LinkPurpose.RESET_PASSWORD, email)

    def ask_to_verify(self, user: Person) -> None:
        """Have a link sent to the person's own address."""
        with self._database.as_system() as tx:
            _queue(tx, LinkPurpose.VERIFY_EMAIL, user.email)

    def send(self, purpose: str, email: str) -> None:
        """The worker's part: make the link and mail it. Nothing happens for unknown addresses and after MOST_MAILS."""
        if purpose == CHANGED:
            self._mailer.send(password_changed_mail(email))
            return
        kind = LinkPurpose(purpose)
        with self._database.as_system() as tx:
            person = tx.people.by_email(email)
            if person is None or (kind is LinkPurpose.VERIFY_EMAIL and person.email_verified):
                return
            if kind is LinkPurpose.RESET_PASSWORD and tx.people.password_hash(email) is None:
                return
            if tx.credentials.mailed_since(person.id, kind, tx.now - timedelta(hours=1)) >= MOST_MAILS:
                log.warning("account_mails_limited", purpose=purpose)
                return
        token = self._make_link(person.id, email, kind, mailed=True)
        try:
            self._mailer.send(_MAILS[kind](email, self._address(token, kind)))
        except (MailNotSent, OSError):
            # The job is tried again; what was never sent must not count as one of MOST_MAILS.
            with self._database.as_system() as tx:
                tx.credentials.delete_link(token_hash(token))
            raise

    def reset_link(self, email: str, by: UUID | None = None) -> str:
        """The operator's way where no mail leaves: a link to hand over. Raises NotFound for an unknown address.

        `by` is the admin who asks; None is the command line.
        """
        email = clean_email(email)
        with self._database.as_system() as tx:
            account = tx.people.password_hash(email)
        if account is None:
            raise NotFound("There is no account with this email address.")
        token = self._make_link(account[0], email, LinkPurpose.RESET_PASSWORD, by, mailed=False)
        return self._address(token, LinkPurpose.RESET_PASSWORD)

    def _make_link(
        self, user_id: UUID, email: str, purpose: LinkPurpose, by: UUID | None = None, *, mailed: bool
    ) -> str:
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        with self._database.as_system() as tx:
            tx.credentials.add_link(token_hash(token), user_id, purpose, email, _LASTS[purpose], mailed=mailed)
            tx.audit.add(by, f"account.link_made.{purpose}", str(user_id))
        return token

    def _address(self, token: str, purpose: LinkPurpose) -> str:
        return f"{self._base_url}/{_PAGES[purpose]}?{urlencode({'token': token})}"

    def link_is_good(self, token: str) -> bool:
        """True while a reset link can be used."""
        with self._database.as_system() as tx:
            return tx.credentials.link_owner(token_hash(token), LinkPurpose.RESET_PASSWORD) is not None

    def reset(self, token: str, password: str) -> None:
        """Set a new password by a mailed link: it works once, ends every session, and lifts a pause of sign-in.

        Raises InvalidInput, with field "password" where only the password has to be mended.
        """
        key = token_hash(token)
        with self._database.as_system() as tx:
            owner = tx.credentials.link_owner(key, LinkPurpose.RESET_PASSWORD)
            person = tx.people.by_id(owner.user_id) if owner else None
        if owner is None or person is None:
            raise InvalidInput(DEAD_LINK)
        self._check_new(person, password)
        password_hash = self._hasher.hash(password)
        with self._database.as_system() as tx:
            if tx.credentials.use_link(key, LinkPurpose.RESET_PASSWORD) is None:
                raise InvalidInput(DEAD_LINK)
            if not tx.credentials.set_password(person.id, password_hash):
                raise InvalidInput(DEAD_LINK)
            tx.credentials.forget_tries(digest(owner.email))
            ended = tx.sessions.revoke_of(person.id)
            tx.audit.add(person.id, "account.password_reset", str(person.id), sessions=ended)
            _queue(tx, CHANGED, person.email)
        self._accounts.forget(person.id)

    def change_password(self, user: Person, token: str, current: str, new: str, device: Device) -> int:
        """Change the password of a signed-in person and sign out every other device; returns how many.

        Raises InvalidInput (field "current" or "password") and SignInPaused.
        """
        self._accounts.check_password(user, current, device)
        if new == current:
            raise InvalidInput("This is your present password. Choose another one.", field="password")
        self._check_new(user, new)
        password_hash = self._hasher.hash(new)
        with self._database.as_system() as tx:
            if not tx.credentials.set_password(user.id, password_hash):
                raise NotFound("This account has no password here.")
            tx.credentials.end_links(user.id, LinkPurpose.RESET_PASSWORD)
            ended = tx.sessions.revoke_of(user.id, but=token_hash(token))
            tx.audit.add(user.id, "account.password_changed", str(user.id), sessions=ended)
            _queue(tx, CHANGED, user.email)
        self._accounts.forget(user.id)
        return ended

    def verify(self, token: str) -> None:
        """Confirm the address a link was sent to. Raises InvalidInput for a dead link."""
        with self._database.as_system() as tx:
            owner = tx.credentials.use_link(token_hash(token), LinkPurpose.VERIFY_EMAIL)
            if owner is None or not tx.credentials.verify_email(owner.user_id, owner.email):
                raise InvalidInput(DEAD_LINK)
            tx.audit.add(owner.user_id, "account.email_verified", str(owner.user_id))
            person = tx.people.by_id(owner.user_id)
            if person:
                self._accounts.promoted(tx, person)
        self._accounts.forget(owner.user_id)

    @staticmethod
    def _check_new(person: Person, password: str) -> None:
        check_password(password, email=person.email, full_name=person.full_name)


def _queue(tx: "Transaction", purpose: str, email: str) -> None:
    tx.enqueue("send_account_mail", f"send_account_mail:{purpose}:{digest(email)[:16]}", purpose=purpose, email=email)
