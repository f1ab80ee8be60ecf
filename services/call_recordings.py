"""Recordings of real interviews: listened to as a job, turned into questions and answers to correct, then deleted."""

from contextlib import ExitStack
from pathlib import PurePath
from uuid import UUID, uuid4

import structlog

from domain.calls.types import UNKNOWN, Call, CallState, Utterance
from domain.errors import AppError, DatabaseBusy, InvalidInput, InvalidUpload, ModelUnavailable, NotFound
from domain.people import Person, Role
from domain.speech import SpokenWord, Transcript
from services.calls import MAX_CALLS, MAX_NAME, exchanges_of
from services.files.port import FileStore
from services.speech.audio import RATE, as_wav, pieces, refused, samples
from services.speech.listening import Listening
from services.speech.port import MAX_SECONDS
from services.storage.database import Database, Transaction

log = structlog.get_logger(__name__)
MAX_BYTES = 120_000_000
LONGEST = 90 * 60
"""Seconds of a call that are listened to."""
PAUSE = 1.0
"""Seconds of silence after which somebody else may be speaking."""
SUFFIXES = ("mp3", "m4a", "mp4", "wav", "webm", "ogg", "flac", "aac")
TOO_LARGE = f"This recording is over {MAX_BYTES // 1_000_000} MB. Save it as MP3, or cut it to the interview."
CUT = f"Only the first {LONGEST // 60} minutes were listened to."


class CallRecordingService:
    """The sound stays on this server unless the person allows a model to listen; it goes once it has been heard."""

    def __init__(self, database: Database, files: FileStore, listening: Listening) -> None:
        self._database = database
        self._files = files
        self._listening = listening

    def available(self, user: Person) -> bool:
        """True when somebody can listen to this person's recordings."""
        return self._listening.available_to(user)

    def where(self, user: Person) -> str:
        """A sentence about where the sound goes."""
        return self._listening.where(user)

    def add(self, user: Person, file_name: str, data: bytes) -> Call:
        """Keep a recording and queue the listening; InvalidUpload for what is too large or empty."""
        user.require(Role.CANDIDATE, Role.COACH)
        if not data:
            raise refused("empty_recording")
        if len(data) > MAX_BYTES:
            raise InvalidUpload("too_large", TOO_LARGE)
        with ExitStack() as on_failure, self._database.as_user(user.id) as tx:
            if len(tx.calls.list(user.id)) >= MAX_CALLS:
                raise InvalidInput(f"You have {MAX_CALLS} calls. Delete one you no longer need, then import again.")
            name = self._files.save(user.id, data)
            on_failure.callback(self._files.delete, user.id, name)
            call = Call(
                id=uuid4(),
                user_id=user.id,
                name=" ".join(PurePath(file_name).name.split())[-MAX_NAME:] or "Recording",
                state=CallState.LISTENING,
                stored_name=name,
                created_at=tx.now,
            )
            stored = tx.calls.add(user.id, call)
            _enqueue(tx, stored)
            tx.events.add(user.id, "call_recording_added", stored.id, size=len(data))
            tx.audit.add(user.id, "call.import", str(stored.id))
            on_failure.pop_all()
        return stored

    def try_again(self, user: Person, call_id: UUID) -> None:
        """Listen once more to a recording that could not be heard."""
        with self._database.as_user(user.id) as tx:
            call = tx.calls.get(user.id, call_id, lock=True)
            if call.state is not CallState.FAILED or not call.stored_name:
                return
            tx.calls.save(user.id, call.model_copy(update={"state": CallState.LISTENING, "problem": ""}))
            tx.calls.set_progress(user.id, call_id, 0.0)
            _enqueue(tx, call)

    def listen(self, user_id: UUID, call_id: UUID) -> None:
        """The job: hear the recording piece by piece, find questions and answers, delete the sound.

        Running it twice changes nothing. What cannot be heard fails with its sentence and keeps the sound.
        """
        with self._database.as_user(user_id) as tx:
            call = tx.calls.get(user_id, call_id)
            person = tx.people.by_id(user_id)
        if call.state is not CallState.LISTENING or person is None:
            return
        try:
            words, cut = self._hear(person, call)
        except NotFound as error:
            self._fail(user_id, call, error, keep=False)
        except (InvalidUpload, ModelUnavailable) as error:
            self._fail(user_id, call, error, keep=True)
        else:
            self._store(user_id, call, utterances_of(words), cut=cut)

    def _hear(self, person: Person, call: Call) -> tuple[list[SpokenWord], bool]:
        data = self._files.read(person.id, call.stored_name)
        self._tell(person.id, call.id, 0.02)
        heard, cut = samples(data, LONGEST, MAX_BYTES)
        del data
        parts, words, begun = pieces(heard, MAX_SECONDS), list[SpokenWord](), 0.0
        for number, part in enumerate(parts):
            found = self._piece(person, as_wav(part))
            words += [w.model_copy(update={"start": w.start + begun, "end": w.end + begun}) for w in found]
            begun += len(part) / RATE
            self._tell(person.id, call.id, (number + 1) / len(parts))
        if not words:
            raise refused("silent")
        return words, cut

    def _piece(self, person: Person, sound: bytes) -> tuple[SpokenWord, ...]:
        try:
            found: Transcript = self._listening.transcribe(sound, person)
        except InvalidUpload as error:
            if error.code in ("silent", "too_short_recording"):  # ten minutes of a break are no reason to give up
                return ()
            raise
        return found.words

    def _tell(self, user_id: UUID, call_id: UUID, progress: float) -> None:
        try:
            with self._database.as_user(user_id) as tx:
                tx.calls.set_progress(user_id, call_id, progress)
        except DatabaseBusy:
            log.warning("call_progress_not_stored", call=str(call_id))

    def _store(self, user_id: UUID, call: Call, utterances: tuple[Utterance, ...], *, cut: bool) -> None:
        with self._database.as_user(user_id) as tx:
            current = tx.calls.get(user_id, call.id, lock=True)
            if current.state is not CallState.LISTENING:
                return
            heard = current.model_copy(
                update={
                    "state": CallState.OPEN, "utterances": utterances, "problem": CUT if cut else "",
                    "exchanges": exchanges_of(utterances, UNKNOWN), "candidate": UNKNOWN,
                }
            )  # fmt: skip
            tx.calls.save(user_id, heard)
            tx.events.add(user_id, "call_heard", call.id, exchanges=len(heard.exchanges))
        self._files.delete(user_id, call.stored_name)
        with self._database.as_user(user_id) as tx:
            tx.calls.save(user_id, heard.model_copy(update={"stored_name": ""}))

    def _fail(self, user_id: UUID, call: Call, error: AppError, *, keep: bool) -> None:
        with self._database.as_user(user_id) as tx:
            current = tx.calls.get(user_id, call.id, lock=True)
            if current.state is CallState.LISTENING:
                kept = current.stored_name if keep else ""
                changes = {"state": CallState.FAILED, "problem": error.message, "stored_name": kept}
                tx.calls.save(user_id, current.model_copy(update=changes))
                tx.events.add(user_id, "call_not_heard", call.id, code=error.code)


def utterances_of(words: list[SpokenWord]) -> tuple[Utterance, ...]:
    """The words cut at pauses; who speaks is not known from the sound."""
    rows: list[list[SpokenWord]] = []
    for word in words:
        if not rows or word.start - rows[-1][-1].end >= PAUSE:
            rows.append([])
        rows[-1].append(word)
    return tuple(
        Utterance(text=" ".join(w.word for w in row), start=row[0].start, end=row[-1].end) for row in rows if row
    )


def _enqueue(tx: Transaction, call: Call) -> None:
    tx.enqueue("read_call", f"read_call:{call.id}:1", user_id=str(call.user_id), call_id=str(call.id))
