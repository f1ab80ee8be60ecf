"""Who did what. Lines are added; no login of the app may change or delete one."""

from collections.abc import Sequence
from typing import Any, LiteralString
from uuid import UUID

from domain.audit import AuditLine
from services.storage.repository import Repository, Row, as_json

_LINES: LiteralString = """
    select l.created_at as at, l.action, l.actor, l.subject, l.data, coalesce(a.email, '') as actor_email,
           coalesce(s.email, '') as subject_email
    from public.audit_log l left join public.profiles a on a.id = l.actor
      left join public.profiles s on s.id::text = l.subject
"""


class AuditRepository(Repository):
    """The audit log."""

    def add(self, actor: UUID | None, action: str, subject: str, /, **data: Any) -> None:
        """Add a line; `actor` is the person who acts, None for the system itself."""
        self._run(
            """
            insert into public.audit_log (actor, action, subject, data)
            values (%(actor)s, %(action)s, %(subject)s, %(data)s)
            """,
            actor=actor,
            action=action,
            subject=subject,
            data=as_json(data),
        )

    def about(self, user_id: UUID, account: str, actions: Sequence[str], most: int) -> list[AuditLine]:
        """Lines about a person, newest first; `account` is how wrong passwords name them. System."""
        rows = self._rows(
            _LINES
            + """
            where l.action like any (%(actions)s) and (l.subject = any (%(subjects)s)
              or l.actor = %(user_id)s and l.action = 'account.session_ended')  -- its subject is the session
            order by l.id desc limit %(most)s
            """,
            user_id=user_id,
            subjects=[str(user_id), account],
            actions=[f"{beginning}%" for beginning in actions],
            most=most,
        )
        return [_line(row) for row in rows]

    def search(self, actions: Sequence[str], people: Sequence[UUID] | None, most: int) -> list[AuditLine]:
        """Lines whose action begins with one of `actions`, by or about one of `people` (None: anybody). System."""
        rows = self._rows(
            _LINES
            + """
            where l.action like any (%(actions)s)
              and (%(people)s::uuid[] is null or l.actor = any (%(people)s) or l.subject = any (%(people)s::text[]))
            order by l.id desc limit %(most)s
            """,
            actions=[f"{beginning}%" for beginning in actions],
            people=None if people is None else list(people),
            most=most,
        )
        return [_line(row) for row in rows]


def _line(row: Row) -> AuditLine:
    return AuditLine(**row)
