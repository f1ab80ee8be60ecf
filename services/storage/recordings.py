"""Recordings of spoken answers."""

from datetime import timedelta
from uuid import UUID

from domain.errors import NotFound
from domain.recordings import Recording, RecordingState
from domain.speech import Transcript
from services.storage.repository import Repository, as_json

_GONE = "This recording no longer exists."


class RecordingsRepository(Repository):
    """One row a clip; its words are written once."""

    def add(
        self,
        user_id: UUID,
        turn_id: UUID,
        interview_id: UUID,
        digest: str,
        stored_name: str,
        *,
        keep_audio: bool,
        seconds_left: float,
    ) -> Recording | None:
        """Store a new clip; None when this person has handed in the same bytes before (see `by_digest`)."""
        row = self._row(
            """
            insert into public.recordings
              (user_id, turn_id, interview_id, digest, stored_name, keep_audio, seconds_left)
            values (%(user_id)s, %(turn_id)s, %(interview_id)s, %(digest)s, %(stored_name)s, %(keep_audio)s,
                    %(seconds_left)s)
            on conflict (user_id, digest) do nothing
            returning *
            """,
            user_id=user_id,
            turn_id=turn_id,
            interview_id=interview_id,
            digest=digest,
            stored_name=stored_name,
            keep_audio=keep_audio,
            seconds_left=seconds_left,
        )
        return Recording.model_validate(row) if row else None

    def by_digest(self, user_id: UUID, digest: str) -> Recording | None:
        """The clip with these bytes, whatever became of it."""
        row = self._row(
            "select * from public.recordings where user_id = %(user_id)s and digest = %(digest)s",
            user_id=user_id,
            digest=digest,
        )
        return Recording.model_validate(row) if row else None

    def get(self, user_id: UUID, recording_id: UUID, *, lock: bool = False) -> Recording:
        """One clip, or NotFound; `lock` holds it until the transaction ends."""
        key = {"id": recording_id, "user_id": user_id}
        row = (
            self._row("select * from public.recordings where id = %(id)s and user_id = %(user_id)s for update", **key)
            if lock
            else self._row("select * from public.recordings where id = %(id)s and user_id = %(user_id)s", **key)
        )
        if row is None:
            raise NotFound(_GONE)
        return Recording.model_validate(row)

    def open_of_turn(self, user_id: UUID, turn_id: UUID) -> list[Recording]:
        """The clips of a turn that are not handed in, discarded ones too, in the order they were spoken."""
        rows = self._rows(
            """
            select * from public.recordings
            where turn_id = %(turn_id)s and user_id = %(user_id)s and answer_id is null
            order by created_at, id
            """,
            turn_id=turn_id,
            user_id=user_id,
        )
        return [Recording.model_validate(row) for row in rows]

    def of_interview(self, user_id: UUID, interview_id: UUID) -> list[Recording]:
        """Every clip that was handed in with an answer of this interview, in the order they were spoken."""
        rows = self._rows(
            """
            select r.* from public.recordings r join public.turns t on t.id = r.turn_id
            where t.interview_id = %(interview_id)s and r.user_id = %(user_id)s and r.answer_id is not null
            order by r.created_at, r.id
            """,
            interview_id=interview_id,
            user_id=user_id,
        )
        return [Recording.model_validate(row) for row in rows]

    def sounds_of_interview(self, user_id: UUID, interview_id: UUID) -> list[str]:
        """The stored names of all sound of an interview, for deleting it with the interview."""
        rows = self._rows(
            """
            select stored_name from public.recordings
            where interview_id = %(interview_id)s and user_id = %(user_id)s and stored_name <> ''
            """,
            interview_id=interview_id,
            user_id=user_id,
        )
        return [row["stored_name"] for row in rows]

    def waiting(self, user_id: UUID, turn_id: UUID) -> bool:
        """True while a clip of this turn is still being listened to."""
        row = self._row(
            """
            select 1 as one from public.recordings
            where turn_id = %(turn_id)s and user_id = %(user_id)s and state = 'waiting' limit 1
            """,
            turn_id=turn_id,
            user_id=user_id,
        )
        return row is not None

    def hand_in(self, user_id: UUID, turn_id: UUID, answer_id: UUID) -> int:
        """Tie the heard clips of a turn to its answer; returns how many."""
        return self._run(
            """
            update public.recordings set answer_id = %(answer_id)s
            where turn_id = %(turn_id)s and user_id = %(user_id)s and answer_id is null and state = 'heard'
            """,
            turn_id=turn_id,
            user_id=user_id,
            answer_id=answer_id,
        )

    def set_progress(self, user_id: UUID, recording_id: UUID, progress: float) -> None:
        """How far the listening is, 0 to 1."""
        self._run(
            """
            update public.recordings set progress = greatest(progress, %(progress)s)
            where id = %(id)s and user_id = %(user_id)s and state = 'waiting'
            """,
            id=recording_id,
            user_id=user_id,
            progress=progress,
        )

    def set_heard(self, user_id: UUID, recording_id: UUID, transcript: Transcript, draft_before: str) -> None:
        """The words, and the draft they were added to."""
        self._run(
            """
            update public.recordings
            set state = 'heard', progress = 1, problem = '', transcript = %(transcript)s,
                draft_before = %(draft_before)s
            where id = %(id)s and user_id = %(user_id)s
            """,
            id=recording_id,
            user_id=user_id,
            transcript=as_json(transcript),
            draft_before=draft_before,
        )

    def set_state(self, user_id: UUID, recording_id: UUID, state: RecordingState, problem: str = "") -> None:
        """Move a clip on, with the sentence that says why."""
        self._run(
            """
            update public.recordings set state = %(state)s, problem = %(problem)s, progress = 0
            where id = %(id)s and user_id = %(user_id)s
            """,
            id=recording_id,
            user_id=user_id,
            state=state.value,
            problem=problem,
        )

    def set_keep(self, user_id: UUID, turn_id: UUID, keep: bool) -> None:
        """Whether the sound of this turn's clips stays after the answer is handed in."""
        self._run(
            """
            update public.recordings set keep_audio = %(keep)s
            where turn_id = %(turn_id)s and user_id = %(user_id)s and answer_id is null
            """,
            turn_id=turn_id,
            user_id=user_id,
            keep=keep,
        )

    def drop_sound(self, user_id: UUID, recording_id: UUID) -> None:
        """Forget where the sound was; the file is deleted by the caller."""
        self._run(
            "update public.recordings set stored_name = '' where id = %(id)s and user_id = %(user_id)s",
            id=recording_id,
            user_id=user_id,
        )

    def unheard(self, older_than: timedelta = timedelta(0)) -> list[tuple[UUID, UUID]]:
        """(user id, recording id) of every clip of that age nobody has listened to yet, oldest first. System."""
        rows = self._rows(
            """
            select user_id, id from public.recordings
            where state = 'waiting' and created_at <= now() - %(older_than)s order by created_at, id
            """,
            older_than=older_than,
        )
        return [(row["user_id"], row["id"]) for row in rows]

    def unneeded_sound(self, forgotten_after: timedelta) -> list[Recording]:
        """Clips whose sound has no use any more: handed in, discarded or long left, and not to be kept. System."""
        rows = self._rows(
            """
            select * from public.recordings
            where stored_name <> '' and state <> 'waiting'
              and (state = 'discarded'
                   or (not keep_audio and (answer_id is not null or created_at < now() - %(after)s)))
            order by created_at limit 500
            """,
            after=forgotten_after,
        )
        return [Recording.model_validate(row) for row in rows]
