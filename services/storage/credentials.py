"""Wrong tries to sign in, networks a person is known from, one-time links, and local passwords. System only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.storage.repository import Repository


class LinkPurpose(StrEnum):
    """What a one-time link of a mail is good for."""

    RESET_PASSWORD = "reset_password"  # noqa: S105 - a name, not a secret
    VERIFY_EMAIL = "verify_email"


@dataclass(frozen=True)
class LinkOwner:
    """Whom a link stands for, and the address it was sent to."""

    user_id: UUID
    email: str


class CredentialsRepository(Repository):
    """Accounts and networks come in as SHA-256 digests, links as digests of their tokens."""

    def knows_network(self, email: str, network: str) -> bool:
        """True when the person of this address has signed in from this network."""
        row = self._row(
            """
            select 1 as known from private.known_networks n join public.profiles p on p.id = n.user_id
            where p.email = lower(%(email)s) and n.network = %(network)s
            """,
            email=email,
            network=network,
        )
        return row is not None

    def begin_try(self, account: str, network: str, most: int, window: timedelta) -> int | datetime:
        """Count a try and return its number; with `most` of them within `window`, when the next one may begin."""
        self._run(
            "select pg_advisory_xact_lock(hashtextextended(%(account)s || %(network)s, 1))",
            account=account,
            network=network,
        )
        # The clock and not now(): a transaction that waited for the lock began before the try it waited for.
        row = self._row(
            """
            select tried_at + %(window)s as again from private.sign_in_tries
            where account = %(account)s and network = %(network)s and tried_at > clock_timestamp() - %(window)s
            order by tried_at desc offset %(most)s - 1 limit 1
            """,
            account=account,
            network=network,
            most=most,
            window=window,
        )
        if row:
            again: datetime = row["again"]
            return again
        begun = self._row(
            """
            insert into private.sign_in_tries (account, network, tried_at)
            values (%(account)s, %(network)s, clock_timestamp()) returning id
            """,
            account=account,
            network=network,
        )
        return int(begun["id"]) if begun else 0

    def take_back_try(self, number: int) -> None:
        """This try did not get as far as a check."""
        self._run("delete from private.sign_in_tries where id = %(number)s", number=number)

    def forget_tries(self, account: str, network: str | None = None) -> None:
        """Take back the tries of one counter, or of all counters of the account."""
        self._run(
            """
            delete from private.sign_in_tries
            where account = %(account)s and (%(network)s::text is null or network = %(network)s)
            """,
            account=account,
            network=network,
        )

    def remember_network(self, user_id: UUID, network: str) -> None:
        """This person has just signed in from here."""
        self._run(
            """
            insert into private.known_networks (user_id, network) values (%(user_id)s, %(network)s)
            on conflict (user_id, network) do update set seen_at = now()
            """,
            user_id=user_id,
            network=network,
        )

    def set_password(self, user_id: UUID, password_hash: str) -> bool:
        """Replace the password of a local account; False when there is no such account."""
        row = self._row(
            "select private.set_local_password(%(user_id)s, %(password_hash)s::text) as found",
            user_id=user_id,
            password_hash=password_hash,
        )
        return bool(row and row["found"])

    def verify_email(self, user_id: UUID, email: str) -> bool:
        """Mark the address as verified; False when the account has another address by now, or is gone."""
        row = self._row(
            "select private.verify_local_email(%(user_id)s, %(email)s::text) as found", user_id=user_id, email=email
        )
        return bool(row and row["found"])

    def add_link(
        self,
        token_hash: str,
        user_id: UUID,
        purpose: LinkPurpose,
        email: str,
        lasts: timedelta,
        *,
        mailed: bool = True,
    ) -> None:
        """Store a link, to be mailed or handed over; older ones of the same purpose end."""
        self.end_links(user_id, purpose)
        self._run(
            """
            insert into private.one_time_links (token_hash, user_id, purpose, email, mailed, expires_at)
            values (%(token_hash)s, %(user_id)s, %(purpose)s, %(email)s, %(mailed)s, now() + %(lasts)s)
            """,
            token_hash=token_hash,
            user_id=user_id,
            purpose=purpose,
            email=email,
            mailed=mailed,
            lasts=lasts,
        )

    def delete_link(self, token_hash: str) -> None:
        """Forget a link that was never sent."""
        self._run("delete from private.one_time_links where token_hash = %(token_hash)s", token_hash=token_hash)

    def end_links(self, user_id: UUID, purpose: LinkPurpose) -> None:
        """No unused link of this purpose is good any more."""
        self._run(
            """
            update private.one_time_links set used_at = now()
            where user_id = %(user_id)s and purpose = %(purpose)s and used_at is null
            """,
            user_id=user_id,
            purpose=purpose,
        )

    def mailed_since(self, user_id: UUID, purpose: LinkPurpose, since: datetime) -> int:
        """How many links of this purpose were mailed."""
        row = self._row(
            """
            select count(*) as made from private.one_time_links
            where user_id = %(user_id)s and purpose = %(purpose)s and mailed and created_at > %(since)s
            """,
            user_id=user_id,
            purpose=purpose,
            since=since,
        )
        return int(row["made"]) if row else 0

    def link_owner(self, token_hash: str, purpose: LinkPurpose) -> LinkOwner | None:
        """Whose link it is, while it is good: unused, in time, for a living account that still has that address."""
        row = self._row(
            """
            select l.user_id, l.email from private.one_time_links l join public.profiles p on p.id = l.user_id
            where l.token_hash = %(token_hash)s and l.purpose = %(purpose)s and l.used_at is null
              and l.expires_at >= now() and p.email = l.email and p.deleted_at is null
            """,
            token_hash=token_hash,
            purpose=purpose,
        )
        return LinkOwner(row["user_id"], row["email"]) if row else None

    def use_link(self, token_hash: str, purpose: LinkPurpose) -> LinkOwner | None:
        """Like `link_owner`, and the link is used up: of many at once, one gets an answer."""
        row = self._row(
            """
            update private.one_time_links l set used_at = now() from public.profiles p
            where p.id = l.user_id and l.token_hash = %(token_hash)s and l.purpose = %(purpose)s
              and l.used_at is null and l.expires_at >= now() and p.email = l.email and p.deleted_at is null
            returning l.user_id, l.email
            """,
            token_hash=token_hash,
            purpose=purpose,
        )
        return LinkOwner(row["user_id"], row["email"]) if row else None

    def purge(self, older_than: timedelta, networks_older_than: timedelta) -> int:
        """Delete tries, ended links, ended sessions and networks that are long past. Returns how many rows."""
        return sum(
            self._run(statement, age=age)
            for statement, age in (
                ("delete from private.sign_in_tries where tried_at < now() - %(age)s", older_than),
                ("delete from private.one_time_links where expires_at < now() - %(age)s", older_than),
                (
                    "delete from private.app_sessions where least(expires_at, revoked_at) < now() - %(age)s",
                    networks_older_than,
                ),
                ("delete from private.known_networks where seen_at < now() - %(age)s", networks_older_than),
            )
        )
