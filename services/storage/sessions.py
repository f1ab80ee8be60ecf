"""Sessions of the sign-in cookie, and the one-time tickets that carry one to the browser. System only."""

from datetime import datetime
from uuid import UUID

from domain.people import Person
from services.storage.people import PERSON, person_of
from services.storage.repository import Repository


class SessionsRepository(Repository):
    """Only SHA-256 digests of tokens and tickets come in here."""

    def add(self, user_id: UUID, token_hash: str, expires_at: datetime, user_agent: str) -> None:
        """Store a new session."""
        self._run(
            """
            insert into private.app_sessions (user_id, token_hash, expires_at, user_agent)
            values (%(user_id)s, %(token_hash)s, %(expires_at)s, left(%(user_agent)s, 300))
            """,
            user_id=user_id,
            token_hash=token_hash,
            expires_at=expires_at,
            user_agent=user_agent,
        )

    def person_for(self, token_hash: str) -> Person | None:
        """Whose session it is, unless expired or revoked."""
        row = self._row(
            PERSON
            + """
            from private.app_sessions s join public.profiles p on p.id = s.user_id
            where s.token_hash = %(token_hash)s and s.revoked_at is null and s.expires_at > now()
              and p.deleted_at is null and p.locked_at is null
            """,
            token_hash=token_hash,
        )
        return person_of(row) if row else None

    def revoke(self, token_hash: str) -> None:
        """End a session; ending it twice is fine."""
        self._run(
            """
            update private.app_sessions set revoked_at = now()
            where token_hash = %(token_hash)s and revoked_at is null
            """,
            token_hash=token_hash,
        )

    def live(self, user_id: UUID) -> list[tuple[UUID, str, str, datetime]]:
        """Sessions of a person that have neither ended nor expired, newest first: id, digest, user agent, begin."""
        rows = self._rows(
            """
            select id, token_hash, user_agent, created_at from private.app_sessions
            where user_id = %(user_id)s and revoked_at is null and expires_at > now() order by created_at desc, id
            """,
            user_id=user_id,
        )
        return [(row["id"], row["token_hash"], row["user_agent"], row["created_at"]) for row in rows]

    def revoke_of(self, user_id: UUID, *, only: UUID | None = None, but: str = "") -> int:
        """End the sessions of a person: `only` this one, or all except the one with the digest `but`."""
        return self._run(
            """
            update private.app_sessions set revoked_at = now()
            where user_id = %(user_id)s and revoked_at is null and token_hash <> %(but)s
              and (%(only)s::uuid is null or id = %(only)s)
            """,
            user_id=user_id,
            only=only,
            but=but,
        )

    def add_ticket(self, ticket_hash: str, token_hash: str, expires_at: datetime) -> None:
        """Store a ticket for a session, and forget tickets that have expired."""
        self._run("delete from private.sign_in_tickets where expires_at < now()")
        self._run(
            """
            insert into private.sign_in_tickets (ticket_hash, token_hash, expires_at)
            values (%(ticket_hash)s, %(token_hash)s, %(expires_at)s)
            """,
            ticket_hash=ticket_hash,
            token_hash=token_hash,
            expires_at=expires_at,
        )

    def redeem_ticket(self, ticket_hash: str) -> str | None:
        """The session's token hash, the first time only and before the ticket expires."""
        row = self._row(
            """
            update private.sign_in_tickets set used_at = now()
            where ticket_hash = %(ticket_hash)s and used_at is null and expires_at > now()
            returning token_hash
            """,
            ticket_hash=ticket_hash,
        )
        return row["token_hash"] if row else None
