"""Speech to text: what listens here or elsewhere keeps to this."""

from collections.abc import Callable
from typing import Protocol

from domain.speech import Transcript

Progress = Callable[[float], None]
"""Told now and then how far the listening is, 0 to 1."""

FILLER_PROMPT = "Um, uh, so, like, you know, umm, uhh, erm, I mean, well, hmm."
"""Whisper leaves fillers out unless its prompt has some; with this it writes them down."""
MAX_SECONDS = 600
"""What comes after ten minutes is not listened to, and the person is told."""
MAX_BYTES = 25_000_000


class Transcriber(Protocol):
    """Turns a recording into words with their times."""

    @property
    def available(self) -> bool:
        """True when it can listen here and now."""
        ...

    def transcribe(self, data: bytes, *, progress: Progress | None = None) -> Transcript:
        """The words of a recording, of its first MAX_SECONDS.

        InvalidUpload with a sentence when it is none, silent, too short or too large, ModelUnavailable when nobody
        could listen now.
        """
        ...
