"""Spoken answers: keep a clip, listen to it, hand its words to the draft, and forget its sound."""

import hashlib
import time
from contextlib import ExitStack
from datetime import timedelta
from uuid import UUID

import structlog

from domain.errors import AppError, InvalidInput, InvalidUpload, ModelUnavailable, NotFound
from domain.interview import Turn, TurnStatus
from domain.people import ConsentKind, Person
from domain.recordings import STILL_LISTENING, TIME_TO_CORRECT, Recording, RecordingState, with_words
from domain.speech import Transcript
from services.files.port import FileStore
from services.speech.listening import Listening
from services.speech.port import MAX_BYTES
from services.storage.database import Database, Transaction

log = structlog.get_logger(__name__)

MAX_CLIPS = 20
"""Clips of one turn, those that were discarded left out."""
PROGRESS_SECONDS = 0.5
FORGOTTEN_AFTER = timedelta(days=7)
"""Sound of an answer that was never handed in is deleted then."""
USED_ELSEWHERE = "This recording was made for another question. Record this answer anew."


class RecordingService:
    """The recordings of a person. Every method checks that they belong to them."""

    def __init__(self, database: Database, files: FileStore, listening: Listening) -> None:
        self._database = database
        self._files = files
        self._listening = listening

    def available(self, user: Person) -> bool:
        """True when somebody can listen here and now."""
        return self._listening.available_to(user)

    def where(self, user: Person) -> str:
        """A sentence about where the sound goes."""
        return self._listening.where(user)

    def add(self, user: Person, interview_id: UUID, turn_id: UUID, data: bytes) -> Recording:
        """Keep a clip and queue the listening. The same bytes again give the first recording, changed by nothing.

        Raises InvalidUpload for an empty clip, and InvalidInput when the question is closed, has MAX_CLIPS, or the
        clip belongs to another question.
        """
        if not data:
            raise InvalidUpload("empty_recording", "There is no sound in this recording. Record again.")
        data = data[:MAX_BYTES]
        digest = hashlib.sha256(data).hexdigest()
        with ExitStack() as on_failure, self._database.as_user(user.id) as tx:
            turn = _open_turn(tx, user, interview_id, turn_id)
            stored = tx.recordings.by_digest(user.id, digest)
            if stored is None:
                clips = tx.recordings.open_of_turn(user.id, turn_id)
                if sum(clip.state is not RecordingState.DISCARDED for clip in clips) >= MAX_CLIPS:
                    raise InvalidInput(f"This answer has {MAX_CLIPS} recordings. Discard one, or submit your answer.")
                name = self._files.save(user.id, data)
                on_failure.callback(self._files.delete, user.id, name)
                stored = tx.recordings.add(
                    user.id, turn_id, interview_id, digest, name,
                    keep_audio=user.allows(ConsentKind.AUDIO), seconds_left=turn.seconds_left(tx.now),
                )  # fmt: skip
                if stored is not None:  # else another request with the same clip was faster
                    _enqueue(tx, user.id, stored.id)
                    tx.events.add(user.id, "answer_recorded", stored.id, size=len(data))
                    on_failure.pop_all()
                stored = stored or tx.recordings.by_digest(user.id, digest)
        if stored is None or stored.turn_id != turn_id:
            raise InvalidInput(USED_ELSEWHERE)
        return stored

    def of_turn(self, user: Person, turn_id: UUID) -> list[Recording]:
        """The clips of the answer being given, in the order they were spoken, discarded ones too."""
        with self._database.as_user(user.id) as tx:
            return tx.recordings.open_of_turn(user.id, turn_id)

    def of_interview(self, user: Person, interview_id: UUID) -> dict[UUID, list[Recording]]:
        """The clips that were handed in, by answer id."""
        with self._database.as_user(user.id) as tx:
            tx.interviews.get(user.id, interview_id)
            found: dict[UUID, list[Recording]] = {}
            for recording in tx.recordings.of_interview(user.id, interview_id):
                if recording.answer_id:
                    found.setdefault(recording.answer_id, []).append(recording)
        return found

    def sound(self, user: Person, recording_id: UUID) -> bytes:
        """The bytes of a clip; NotFound once they are gone."""
        with self._database.as_user(user.id) as tx:
            recording = tx.recordings.get(user.id, recording_id)
        if not recording.has_audio:
            raise NotFound("The sound of this recording was not kept.")
        return self._files.read(user.id, recording.stored_name)

    def keep_sound(self, user: Person, turn_id: UUID, keep: bool) -> None:
        """Whether the sound of this answer stays after it is handed in."""
        with self._database.as_user(user.id) as tx:
            tx.interviews.turn(user.id, turn_id)
            tx.recordings.set_keep(user.id, turn_id, keep)

    def discard(self, user: Person, recording_id: UUID) -> None:
        """Take a clip back: its sound goes, and so do its words unless the draft has been changed since then."""
        with self._database.as_user(user.id) as tx:
            recording = tx.recordings.get(user.id, recording_id)
            _open_turn(tx, user, recording.interview_id, recording.turn_id)
            recording = tx.recordings.get(user.id, recording_id, lock=True)
            if recording.answer_id or recording.state is RecordingState.DISCARDED:
                return
            draft = tx.drafts.get(user.id, recording.turn_id)
            if draft and recording.transcript:
                words = with_words(recording.draft_before, recording.transcript.text)
                if draft.text.strip() == words.strip():
                    tx.drafts.save(user.id, recording.turn_id, recording.draft_before)
            tx.recordings.set_state(user.id, recording_id, RecordingState.DISCARDED)
        self._forget_sound(user.id, recording)

    def delete_sound(self, user: Person, recording_id: UUID) -> None:
        """Delete the sound of a clip that was kept; its words and figures stay."""
        with self._database.as_user(user.id) as tx:
            recording = tx.recordings.get(user.id, recording_id, lock=True)
            if recording.state is RecordingState.WAITING:
                raise InvalidInput(STILL_LISTENING)
            tx.audit.add(user.id, "recording.delete", str(recording_id))
        self._forget_sound(user.id, recording)

    def try_again(self, user: Person, recording_id: UUID) -> None:
        """Listen once more to a clip that could not be heard."""
        with self._database.as_user(user.id) as tx:
            recording = tx.recordings.get(user.id, recording_id, lock=True)
            if recording.state is not RecordingState.REFUSED or not recording.has_audio:
                return
            tx.recordings.set_state(user.id, recording_id, RecordingState.WAITING)
            _enqueue(tx, user.id, recording_id)

    def transcribe(self, user_id: UUID, recording_id: UUID) -> None:
        """The job: listen, and add the words to the draft. Runs again harmlessly."""
        with self._database.as_user(user_id) as tx:
            recording = tx.recordings.get(user_id, recording_id)
            person = tx.people.by_id(user_id)
        if recording.state is not RecordingState.WAITING or person is None:
            return
        try:
            data = self._files.read(user_id, recording.stored_name)
            report = _Reporter(self._database, user_id, recording_id)
            found = self._listening.transcribe(data, person, progress=report)
        except (InvalidUpload, ModelUnavailable, NotFound) as error:
            self._refuse(user_id, recording_id, error)
            return
        with self._database.as_user(user_id) as tx:
            self._heard(tx, user_id, recording_id, found)
        log.info("recording_heard", recording=str(recording_id), seconds=found.duration, engine=found.engine)

    def _heard(self, tx: Transaction, user_id: UUID, recording_id: UUID, found: Transcript) -> None:
        recording = tx.recordings.get(user_id, recording_id)
        tx.interviews.lock(user_id, recording.interview_id)
        turn = tx.interviews.turn(user_id, recording.turn_id, lock=True)
        if tx.recordings.get(user_id, recording_id, lock=True).state is not RecordingState.WAITING:
            return  # another worker had the same job, or the person discarded it meanwhile
        draft = tx.drafts.get(user_id, turn.id)
        before = draft.text if draft else ""
        if turn.status in (TurnStatus.ASKING, TurnStatus.WAITING):
            tx.drafts.save(user_id, turn.id, with_words(before, found.text))
            _give_time(tx, user_id, turn, recording)
        tx.recordings.set_heard(user_id, recording_id, found, before)
        tx.events.add(
            user_id, "recording_heard", recording_id, words=len(found.words), seconds=found.duration,
            engine=found.engine,
        )  # fmt: skip

    def _refuse(self, user_id: UUID, recording_id: UUID, error: AppError) -> None:
        with self._database.as_user(user_id) as tx:
            recording = tx.recordings.get(user_id, recording_id)
            tx.interviews.lock(user_id, recording.interview_id)
            turn = tx.interviews.turn(user_id, recording.turn_id, lock=True)
            if tx.recordings.get(user_id, recording_id, lock=True).state is not RecordingState.WAITING:
                return
            tx.recordings.set_state(user_id, recording_id, RecordingState.REFUSED, error.message)
            _give_time(tx, user_id, turn, recording)
            tx.events.add(user_id, "recording_refused", recording_id, code=error.code)

    def forget_unneeded(self) -> int:
        """Delete the sound of clips that are handed in or discarded and not to be kept; returns how many."""
        with self._database.as_system() as tx:
            found = tx.recordings.unneeded_sound(FORGOTTEN_AFTER)
        for recording in found:
            self._forget_sound(recording.user_id, recording)
        return len(found)

    def _forget_sound(self, user_id: UUID, recording: Recording) -> None:
        """The file goes first: a process that dies in between leaves a row that is tidied up, not a nameless file."""
        if not recording.has_audio:
            return
        self._files.delete(user_id, recording.stored_name)
        with self._database.as_user(user_id) as tx:
            tx.recordings.drop_sound(user_id, recording.id)


class _Reporter:
    """Stores how far the listening is, but not more often than a screen looks."""

    def __init__(self, database: Database, user_id: UUID, recording_id: UUID) -> None:
        self._database, self._user_id, self._recording_id = database, user_id, recording_id
        self._told = time.monotonic()

    def __call__(self, progress: float) -> None:
        if time.monotonic() - self._told < PROGRESS_SECONDS:
            return
        self._told = time.monotonic()
        with self._database.as_user(self._user_id) as tx:
            tx.recordings.set_progress(self._user_id, self._recording_id, progress)


def _enqueue(tx: Transaction, user_id: UUID, recording_id: UUID) -> None:
    key = f"transcribe_recording:{recording_id}:1"
    tx.enqueue("transcribe_recording", key, user_id=str(user_id), recording_id=str(recording_id))


def _open_turn(tx: Transaction, user: Person, interview_id: UUID, turn_id: UUID) -> Turn:
    tx.interviews.lock(user.id, interview_id)
    turn = tx.interviews.turn(user.id, turn_id, lock=True)
    if turn.interview_id != interview_id:
        raise NotFound("This question belongs to another interview.")
    if turn.status not in (TurnStatus.ASKING, TurnStatus.WAITING):
        raise InvalidInput(f"This question is already {turn.status.value}, so the recording was not added.")
    return turn


def _give_time(tx: Transaction, user_id: UUID, turn: Turn, recording: Recording) -> None:
    """The clock stood still while the clip was listened to; there is always time to correct what was heard."""
    if turn.status is TurnStatus.ASKING and turn.deadline_at is not None:
        left = max(recording.seconds_left, TIME_TO_CORRECT)
        deadline = tx.now + timedelta(seconds=left)
        tx.interviews.set_turn(user_id, turn.id, TurnStatus.ASKING, started_at=turn.started_at, deadline_at=deadline)
