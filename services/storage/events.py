"""What happened: sessions, answers, scores, use of features."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.storage.repository import Repository, as_json


@dataclass(frozen=True)
class Event:
    """One thing that happened, and to what (`subject_id`)."""

    name: str
    subject_id: UUID | None
    data: dict[str, Any]
    created_at: datetime


class EventsRepository(Repository):
    """Events are only ever added."""

    def add(self, user_id: UUID | None, name: str, subject_id: UUID | None = None, /, **data: Any) -> None:
        """Record an event; without a person it needs a transaction of the system."""
        self._run(
            """
            insert into public.events (user_id, name, subject_id, data)
            values (%(user_id)s, %(name)s, %(subject_id)s, %(data)s)
            """,
            user_id=user_id,
            name=name,
            subject_id=subject_id,
            data=as_json(data),
        )

    def recent(self, user_id: UUID, limit: int) -> list[Event]:
        """The person's last events, newest first."""
        rows = self._rows(
            """
            select name, subject_id, data, created_at from public.events
            where user_id = %(user_id)s order by id desc limit %(limit)s
            """,
            user_id=user_id,
            limit=limit,
        )
        return [Event(**row) for row in rows]
