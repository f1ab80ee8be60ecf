"""Profiles, consents and local accounts."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from psycopg.errors import UniqueViolation

from domain.errors import InvalidInput, NotFound
from domain.people import ConsentKind, Person, Role
from services.storage.repository import Repository, Row

_GONE = "This account does not exist."


def person_of(row: Row) -> Person:
    """A Person from a row with the profile's columns and `consents` (an object, kind to yes or no)."""
    return Person.model_validate({**row, "consents": row["consents"] or {}})


class PeopleRepository(Repository):
    """People. What is marked "system" needs a transaction of the system."""

    def by_id(self, user_id: UUID) -> Person | None:
        """The person, unless deleted."""
        return self._person(user_id=user_id, email=None)

    def by_email(self, email: str) -> Person | None:
        """The person with this address, in any case of letters. System."""
        return self._person(user_id=None, email=email.strip().lower())

    def _person(self, **key: Any) -> Person | None:
        row = self._row(
            """
            select p.id, p.email, p.full_name, p.roles, p.time_zone,
                   p.email_verified_at is not null as email_verified,
                   (select jsonb_object_agg(c.kind, c.granted)
                    from (select distinct on (kind) kind, granted from public.consents
                          where user_id = p.id order by kind, id desc) c) as consents
            from public.profiles p
            where (p.id = %(user_id)s or p.email = %(email)s) and p.deleted_at is null
            """,
            **key,
        )
        return person_of(row) if row else None

    def all(self) -> list[Person]:
        """Everybody, oldest account first. System."""
        rows = self._rows(
            """
            select p.id, p.email, p.full_name, p.roles, p.time_zone,
                   p.email_verified_at is not null as email_verified,
                   (select jsonb_object_agg(c.kind, c.granted)
                    from (select distinct on (kind) kind, granted from public.consents
                          where user_id = p.id order by kind, id desc) c) as consents
            from public.profiles p where p.deleted_at is null order by p.created_at, p.id
            """
        )
        return [person_of(row) for row in rows]

    def update(self, user_id: UUID, *, full_name: str, time_zone: str) -> None:
        """Change what people may change about themselves."""
        changed = self._run(
            """
            update public.profiles set full_name = %(full_name)s, time_zone = %(time_zone)s, updated_at = now()
            where id = %(user_id)s and deleted_at is null
            """,
            user_id=user_id,
            full_name=full_name,
            time_zone=time_zone,
        )
        if not changed:
            raise NotFound(_GONE)

    def set_consent(self, user_id: UUID, kind: ConsentKind, granted: bool) -> None:
        """Add a yes or no; the history stays."""
        self._run(
            "insert into public.consents (user_id, kind, granted) values (%(user_id)s, %(kind)s, %(granted)s)",
            user_id=user_id,
            kind=kind,
            granted=granted,
        )

    def add_account(self, email: str, full_name: str, password_hash: str, roles: Iterable[Role]) -> Person:
        """Make an account with its profile; InvalidInput (field "email") when the address is taken. System."""
        try:
            with self._connection.transaction():
                row = self._row(
                    """
                    select private.add_local_account(
                      %(email)s::text, %(full_name)s::text, %(password_hash)s::text, %(roles)s::text[]) as id
                    """,
                    email=email.strip(),
                    full_name=full_name,
                    password_hash=password_hash,
                    roles=sorted(role.value for role in roles),
                )
        except UniqueViolation:
            raise InvalidInput(
                "There is already an account with this email address. Sign in, or use another address.", field="email"
            ) from None
        person = self.by_id(row["id"]) if row else None
        if person is None:
            raise NotFound(_GONE)
        return person

    def password_hash(self, email: str) -> tuple[UUID, str] | None:
        """Id and password hash of a local account, None when there is none. System."""
        row = self._row("select * from private.local_password(%(email)s::text)", email=email.strip())
        return (row["user_id"], row["password_hash"]) if row else None

    def grant_role(self, user_id: UUID, role: Role) -> None:
        """Add a role; having it already is fine. System."""
        changed = self._run(
            """
            update public.profiles
            set roles = array(select distinct unnest(roles || %(role)s::text) order by 1), updated_at = now()
            where id = %(user_id)s and deleted_at is null
            """,
            user_id=user_id,
            role=role,
        )
        if not changed:
            raise NotFound(_GONE)
