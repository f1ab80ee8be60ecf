"""Spoken answers: a recording of a turn from the microphone to the words that were heard."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from domain.interview import MAX_ANSWER_CHARS
from domain.speech import SpokenWord, Transcript

TIME_TO_CORRECT = 60.0
"""Seconds a person has at least to read a transcript, however little time the question had left."""

STILL_LISTENING = "We are still listening to your recording. Its words come in a moment; then submit."


class RecordingState(StrEnum):
    """One recording's life. Only a waiting one has work left to do."""

    WAITING = "waiting"
    HEARD = "heard"
    REFUSED = "refused"
    DISCARDED = "discarded"


class Recording(BaseModel):
    """One clip of a turn. `stored_name` is empty once the sound is gone; `answer_id` is set when it was handed in."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    user_id: UUID
    turn_id: UUID
    interview_id: UUID
    answer_id: UUID | None = None
    digest: str
    state: RecordingState = RecordingState.WAITING
    progress: float = Field(default=0.0, ge=0, le=1)
    stored_name: str = ""
    keep_audio: bool = False
    seconds_left: float = 0.0
    """What the question's clock showed when the clip came in."""
    draft_before: str = ""
    """The draft the words were added to, for taking them out again."""
    transcript: Transcript | None = None
    problem: str = ""
    created_at: datetime

    @property
    def has_audio(self) -> bool:
        """True while the sound can be played."""
        return bool(self.stored_name)


class SpokenAnswer(BaseModel):
    """All clips of one answer as one: the words' times go on from clip to clip."""

    model_config = ConfigDict(frozen=True)

    words: tuple[SpokenWord, ...]
    duration: float
    starts: tuple[float, ...]
    """The second at which each clip begins."""
    engines: tuple[str, ...]

    def place(self, second: float) -> tuple[int, float]:
        """The clip that plays at this second of the whole, and the second inside it."""
        clip = max((i for i, start in enumerate(self.starts) if start <= second), default=0)
        return clip, max(0.0, second - self.starts[clip])


def joined(recordings: Sequence[Recording]) -> SpokenAnswer | None:
    """The heard clips one behind the other, or None when nothing was heard."""
    heard = [r.transcript for r in recordings if r.state is RecordingState.HEARD and r.transcript]
    words: list[SpokenWord] = []
    starts: list[float] = []
    at = 0.0
    for transcript in heard:
        starts.append(at)
        words += [w.model_copy(update={"start": w.start + at, "end": w.end + at}) for w in transcript.words]
        at += transcript.duration
    if not words:
        return None
    engines = tuple(dict.fromkeys(t.engine for t in heard))
    return SpokenAnswer(words=tuple(words), duration=at, starts=tuple(starts), engines=engines)


def edition(recordings: Sequence[Recording]) -> int:
    """How often recordings have changed a turn's draft; it only grows, so that a screen knows an older text."""
    taken_back = sum(r.state is RecordingState.DISCARDED and r.transcript is not None for r in recordings)
    return sum(r.state is RecordingState.HEARD for r in recordings) + 2 * taken_back


def with_words(draft: str, heard: str) -> str:
    """The draft with the heard words behind it, no longer than an answer may be."""
    before = draft.rstrip()
    return (f"{before}\n\n{heard}" if before else heard)[:MAX_ANSWER_CHARS]


def unsure_words(transcript: Transcript) -> tuple[SpokenWord, ...]:
    """The words its speaker should look at first, in order."""
    return tuple(w for w in transcript.words if w.unsure and any(c.isalnum() for c in w.word))
