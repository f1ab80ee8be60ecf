"""A real interview call: who said what, and the questions and answers found in it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from domain.interview import MAX_ANSWER_CHARS, QuestionKind

UNKNOWN = "Unknown speaker"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Utterance(_Value):
    """What one speaker said without a break. Seconds from the start of the call; None when the file has no times."""

    speaker: str = UNKNOWN
    text: str
    start: float | None = None
    end: float | None = None


class Exchange(_Value):
    """One question of the interviewer and the answer to it, as the person may correct them."""

    question: str = Field(max_length=2_000)
    answer: str = Field(max_length=MAX_ANSWER_CHARS)
    kind: QuestionKind = QuestionKind.BEHAVIOURAL
    start: float | None = None
    """Seconds from the start of the call to the question."""
    seconds: float | None = None
    """How long the answer took; None when the file has no times."""
    included: bool = True
    """False: left out of the scoring, such as small talk."""


class CallState(StrEnum):
    """A call is open for correction until it is scored; a recording is listened to first."""

    LISTENING = "listening"
    OPEN = "open"
    SCORED = "scored"
    FAILED = "failed"


class Call(_Value):
    """An imported call. `candidate` is the speaker the person says they are."""

    id: UUID
    user_id: UUID
    name: str
    state: CallState
    candidate: str = ""
    utterances: tuple[Utterance, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    interview_id: UUID | None = None
    """The scored session, once there is one."""
    problem: str = ""
    """Why a recording could not be heard, or what of it was not, as a sentence."""
    stored_name: str = ""
    """The file of a recording, until it has been listened to."""
    progress: float = 0.0
    """How far the listening is, 0 to 1."""
    created_at: datetime

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody who speaks, in the order of their first words."""
        return tuple(dict.fromkeys(u.speaker for u in self.utterances))
