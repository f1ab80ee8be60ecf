"""Imported calls and outcomes of real interviews."""

from datetime import timedelta
from uuid import UUID

from domain.calls.types import Call, CallState
from domain.errors import NotFound
from services.storage.repository import Repository, as_json

Calls = list[Call]  # inside the class, `list` is its method
Listening = list[tuple[UUID, UUID]]
_GONE = "This call no longer exists."


class CallsRepository(Repository):
    """A call is one row with its utterances and exchanges."""

    def add(self, user_id: UUID, call: Call) -> Call:
        """Store a new call."""
        plain = call.model_dump(mode="json")
        row = self._row(
            """
            insert into public.calls (id, user_id, name, state, candidate, utterances, exchanges, problem, stored_name)
            values (%(id)s, %(user_id)s, %(name)s, %(state)s, %(candidate)s, %(utterances)s, %(exchanges)s, %(problem)s,
                    %(stored_name)s)
            returning *
            """,
            id=call.id,
            user_id=user_id,
            name=call.name,
            state=call.state.value,
            candidate=call.candidate,
            utterances=as_json(plain["utterances"]),
            exchanges=as_json(plain["exchanges"]),
            problem=call.problem,
            stored_name=call.stored_name,
        )
        return Call.model_validate(row)

    def get(self, user_id: UUID, call_id: UUID, *, lock: bool = False) -> Call:
        """One call, or NotFound; `lock` holds it until the transaction ends."""
        columns = {"id": call_id, "user_id": user_id}
        row = (
            self._row("select * from public.calls where id = %(id)s and user_id = %(user_id)s for update", **columns)
            if lock
            else self._row("select * from public.calls where id = %(id)s and user_id = %(user_id)s", **columns)
        )
        if row is None:
            raise NotFound(_GONE)
        return Call.model_validate(row)

    def list(self, user_id: UUID) -> Calls:
        """The person's calls, newest first."""
        rows = self._rows(
            "select * from public.calls where user_id = %(user_id)s order by created_at desc, id", user_id=user_id
        )
        return [Call.model_validate(row) for row in rows]

    def save(self, user_id: UUID, call: Call) -> None:
        """Store what changed: candidate, exchanges, state, the session it became."""
        plain = call.model_dump(mode="json")
        changed = self._run(
            """
            update public.calls
            set candidate = %(candidate)s, utterances = %(utterances)s, exchanges = %(exchanges)s, state = %(state)s,
                problem = %(problem)s, interview_id = %(interview_id)s, stored_name = %(stored_name)s
            where id = %(id)s and user_id = %(user_id)s
            """,
            id=call.id,
            user_id=user_id,
            candidate=call.candidate,
            utterances=as_json(plain["utterances"]),
            exchanges=as_json(plain["exchanges"]),
            state=CallState(call.state).value,
            problem=call.problem,
            interview_id=call.interview_id,
            stored_name=call.stored_name,
        )
        if not changed:
            raise NotFound(_GONE)

    def set_progress(self, user_id: UUID, call_id: UUID, progress: float) -> None:
        """Store how far the listening is."""
        self._run(
            """
            update public.calls set progress = %(progress)s, progress_at = now()
            where id = %(id)s and user_id = %(user_id)s
            """,
            progress=progress,
            id=call_id,
            user_id=user_id,
        )

    def unheard(self, older_than: timedelta = timedelta(0)) -> Listening:
        """(user id, call id) of recordings that nobody has listened to for so long. System."""
        rows = self._rows(
            "select user_id, id from public.calls where state = 'listening' and progress_at <= now() - %(age)s",
            age=older_than,
        )
        return [(row["user_id"], row["id"]) for row in rows]

    def delete(self, user_id: UUID, call_id: UUID) -> None:
        """Delete a call, or NotFound. The session it became stays."""
        query = "delete from public.calls where id = %(id)s and user_id = %(user_id)s"
        if not self._run(query, id=call_id, user_id=user_id):
            raise NotFound(_GONE)
