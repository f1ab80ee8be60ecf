"""Profiles, consents and local accounts."""

from collections.abc import Iterable
from typing import Any, LiteralString
from uuid import UUID

from psycopg.errors import UniqueViolation

from domain.errors import InvalidInput, NotFound
from domain.people import AccountRow, ConsentKind, Person, Role
from services.storage.repository import Repository, Row

_GONE = "This account does not exist."
PERSON: LiteralString = """
    select p.id, p.email, p.full_name, p.roles, p.time_zone, p.email_verified_at is not null as email_verified,
           p.locked_at is not null as locked,
           (select jsonb_object_agg(c.kind, c.granted)
            from (select distinct on (kind) kind, granted from public.consents
                  where user_id = p.id order by kind, id desc) c) as consents
"""
"""The beginning of every query for people; `p` is the profile."""


def person_of(row: Row) -> Person:
    """A Person from a row with the profile's columns and `consents` (an object, kind to yes or no)."""
    return Person.model_validate({**row, "consents": row["consents"] or {}})


def _one(changed: int) -> None:
    if not changed:
        raise NotFound(_GONE)


def _literal(words: str) -> str:
    """`words` for LIKE, with its signs taken as they are."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


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
            PERSON
            + """
            from public.profiles p
            where (p.id = %(user_id)s or p.email = %(email)s) and p.deleted_at is null
            """,
            **key,
        )
        return person_of(row) if row else None

    def all(self) -> list[Person]:
        """Everybody, oldest account first. System."""
        rows = self._rows(PERSON + "from public.profiles p where p.deleted_at is null order by p.created_at, p.id")
        return [person_of(row) for row in rows]

    def search(self, words: str, most: int) -> tuple[list[AccountRow], int]:
        """Accounts whose name or address holds `words` (all, when empty), newest first, and how many. System."""
        values = {"words": words, "pattern": f"%{_literal(words)}%"}
        rows = self._rows(
            PERSON  # noqa: S608 - both parts are literals
            + """, p.created_at,
            (select max(s.created_at) from private.app_sessions s where s.user_id = p.id) as last_sign_in_at,
            count(*) over () as total
            from public.profiles p where p.deleted_at is null
              and (%(words)s = '' or p.email ilike %(pattern)s or p.full_name ilike %(pattern)s)
            order by p.created_at desc, p.id limit %(most)s
            """,
            most=most,
            **values,
        )
        found = [AccountRow(person_of(row), row["created_at"], row["last_sign_in_at"]) for row in rows]
        return found, int(rows[0]["total"]) if rows else 0

    def set_roles(self, user_id: UUID, roles: Iterable[Role]) -> None:
        """Replace the roles of a person. System."""
        _one(
            self._run(
                """
                update public.profiles set roles = %(roles)s::text[], updated_at = now()
                where id = %(user_id)s and deleted_at is null
                """,
                user_id=user_id,
                roles=sorted(role.value for role in roles),
            )
        )

    def set_locked(self, user_id: UUID, locked: bool) -> None:
        """Lock an account, or open it again. System."""
        _one(
            self._run(
                """
                update public.profiles
                set locked_at = case when %(locked)s then coalesce(locked_at, now()) end, updated_at = now()
                where id = %(user_id)s and deleted_at is null
                """,
                user_id=user_id,
                locked=locked,
            )
        )

    def has_admin(self) -> bool:
        """True when somebody runs this server already. System."""
        row = self._row(
            "select exists (select from public.profiles where 'admin' = any (roles) and deleted_at is null) as yes"
        )
        return bool(row and row["yes"])

    def become_first_admin(self, user_id: UUID) -> bool:
        """Give the role admin unless somebody has it; of two at once, one gets it. System."""
        self._run("select pg_advisory_xact_lock(hashtextextended('first admin', 2))")
        if self.has_admin():
            return False
        self.grant_role(user_id, Role.ADMIN)
        return True

    def update(self, user_id: UUID, *, full_name: str, time_zone: str) -> None:
        """Change what people may change about themselves."""
        _one(
            self._run(
                """
                update public.profiles set full_name = %(full_name)s, time_zone = %(time_zone)s, updated_at = now()
                where id = %(user_id)s and deleted_at is null
                """,
                user_id=user_id,
                full_name=full_name,
                time_zone=time_zone,
            )
        )

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
        _one(
            self._run(
                """
                update public.profiles
                set roles = array(select distinct unnest(roles || %(role)s::text) order by 1), updated_at = now()
                where id = %(user_id)s and deleted_at is null
                """,
                user_id=user_id,
                role=role,
            )
        )
