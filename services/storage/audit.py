"""Who did what. Lines are added; no login of the app may change or delete one."""

from typing import Any
from uuid import UUID

from services.storage.repository import Repository, as_json


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
