"""What people thought of what they got."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.storage.repository import Repository, Row


@dataclass(frozen=True)
class Feedback:
    """A person's opinion of one thing: `score` is 1 or -1. `sent_at` None: not delivered in this form yet."""

    id: UUID
    user_id: UUID
    subject_kind: str
    subject_id: UUID
    run_id: UUID | None
    score: int
    comment: str
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True)
class Undelivered:
    """An opinion that has not reached the trace it is about."""

    feedback: Feedback
    run_id: UUID
    trace_id: UUID


class FeedbackRepository(Repository):
    """One opinion a person and thing."""

    def rate(self, user_id: UUID, subject_kind: str, subject_id: UUID, score: int, comment: str) -> Feedback:
        """Store an opinion, or change the one there is, which then counts as not sent."""
        row = self._row(
            """
            insert into public.feedback as f (user_id, subject_kind, subject_id, score, comment)
            values (%(user_id)s, %(subject_kind)s, %(subject_id)s, %(score)s, %(comment)s)
            on conflict (user_id, subject_kind, subject_id) do update set
              score = excluded.score, comment = excluded.comment,
              sent_at = case when f.score = excluded.score and f.comment = excluded.comment then f.sent_at end
            returning *
            """,
            user_id=user_id,
            subject_kind=subject_kind,
            subject_id=subject_id,
            score=score,
            comment=comment,
        )
        if row is None:
            raise LookupError("an upsert that returns gave no row")
        return Feedback(**row)

    def of(self, user_id: UUID, subject_kind: str, subject_id: UUID) -> Feedback | None:
        """The person's opinion of a thing."""
        row = self._row(
            """
            select * from public.feedback
            where user_id = %(user_id)s and subject_kind = %(subject_kind)s and subject_id = %(subject_id)s
            """,
            user_id=user_id,
            subject_kind=subject_kind,
            subject_id=subject_id,
        )
        return Feedback(**row) if row else None

    def undelivered(self, limit: int) -> list[Undelivered]:
        """Opinions not sent whose thing has a traced run, in any order. System.

        By chance, so that one that is always refused does not stand before all others for ever.
        """
        rows = self._rows(
            """
            select f.*, r.id as newest_run_id, r.trace_id
            from public.feedback f
            cross join lateral (
              select id, trace_id from public.agent_runs
              where user_id = f.user_id and subject_id = f.subject_id and trace_id is not null
              order by at desc limit 1) r
            where f.sent_at is null order by random() limit %(limit)s
            """,
            limit=limit,
        )
        return [_undelivered(row) for row in rows]

    def mark_sent(self, sent: Feedback, run_id: UUID) -> None:
        """Note that this form of the opinion was sent; one changed meanwhile stays unsent. System."""
        self._run(
            """
            update public.feedback set sent_at = now(), run_id = %(run_id)s
            where id = %(id)s and score = %(score)s and comment = %(comment)s
            """,
            id=sent.id,
            score=sent.score,
            comment=sent.comment,
            run_id=run_id,
        )


def _undelivered(row: Row) -> Undelivered:
    run_id, trace_id = row.pop("newest_run_id"), row.pop("trace_id")
    return Undelivered(Feedback(**row), run_id, trace_id)
