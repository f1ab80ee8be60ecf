"""Backdating of demo rows, in the owner's transaction: no login of the running app may change these times."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, LiteralString, NamedTuple
from uuid import UUID

from services.storage.transaction import Transaction

DEMO_KEY: Final = "demo:"
"""Client keys of demo answers begin with this."""
SCORED_AFTER_SECONDS: Final = 4

# Every statement names the person, so that a stray id cannot reach anybody else's rows.
_STATEMENTS: dict[str, LiteralString] = {
    "profile": "update public.profiles set created_at = %(at)s where id = %(id)s and id = %(user_id)s",
    "resume": "update public.resumes set created_at = %(at)s where id = %(id)s and user_id = %(user_id)s",
    "resume_versions": (
        "update public.resume_versions set created_at = %(at)s where resume_id = %(id)s and user_id = %(user_id)s"
    ),
    "interview": "update public.interviews set created_at = %(at)s where id = %(id)s and user_id = %(user_id)s",
    "interview_end": "update public.interviews set finished_at = %(at)s where id = %(id)s and user_id = %(user_id)s",
    "draft": "update public.drafts set saved_at = %(at)s where turn_id = %(id)s and user_id = %(user_id)s",
    "answer": "update public.answers set submitted_at = %(at)s where id = %(id)s and user_id = %(user_id)s",
}
_EVENTS: LiteralString = (
    "update public.events set created_at = %(at)s where subject_id = %(id)s and user_id = %(user_id)s"
    " and name = any (%(names)s)"
)
_EVALUATIONS: LiteralString = """
update public.evaluations e set created_at = a.submitted_at + make_interval(secs => %(after)s)
from public.answers a
where a.id = e.answer_id and a.user_id = %(user_id)s and e.user_id = %(user_id)s
  and e.version = 1 and starts_with(a.client_key, %(key)s)
"""
_EVALUATION_EVENTS: LiteralString = """
update public.events v set created_at = a.submitted_at + make_interval(secs => %(after)s)
from public.answers a
where a.id = v.subject_id and a.user_id = %(user_id)s and v.user_id = %(user_id)s
  and starts_with(a.client_key, %(key)s) and v.name <> 'answer_submitted'
"""


class Stamp(NamedTuple):
    """A row and the time to give it. `row` is a key of the statements above; `events` name events about the same id."""

    row: str | None
    id: UUID
    at: datetime
    events: tuple[str, ...] = ()


def backdate(tx: Transaction, user_id: UUID, stamps: Iterable[Stamp]) -> None:
    """Give a person's demo rows, and the events about them, their times."""
    for stamp in stamps:
        values = {"at": stamp.at, "user_id": user_id, "id": stamp.id, "names": list(stamp.events)}
        if stamp.row:
            tx._connection.execute(_STATEMENTS[stamp.row], values)
        if stamp.events:
            tx._connection.execute(_EVENTS, values)


def backdate_evaluations(tx: Transaction, user_id: UUID) -> None:
    """Let each first scoring of a demo answer follow its answer by a few seconds."""
    values = {"user_id": user_id, "after": SCORED_AFTER_SECONDS, "key": DEMO_KEY}
    tx._connection.execute(_EVALUATIONS, values)
    tx._connection.execute(_EVALUATION_EVENTS, values)
