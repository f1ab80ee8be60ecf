"""Spoken words with their times."""

from pydantic import BaseModel, ConfigDict, Field

UNSURE = 0.6
"""Below this probability a word is marked, so that its speaker looks at it first."""


class SpokenWord(BaseModel):
    """A word as it was heard. Seconds from the start of the recording."""

    model_config = ConfigDict(frozen=True)

    word: str
    start: float = Field(ge=0)
    end: float = Field(ge=0)
    probability: float = Field(default=1.0, ge=0, le=1)

    @property
    def unsure(self) -> bool:
        """True when it may well have been another word."""
        return self.probability < UNSURE


class Transcript(BaseModel):
    """What was heard in one recording. `duration` is the recording's length in seconds; `engine` is who listened."""

    model_config = ConfigDict(frozen=True)

    text: str
    words: tuple[SpokenWord, ...]
    duration: float
    engine: str
    language: str = "en"
    cut: bool = False
    """True when the recording went on and the rest was not listened to."""
