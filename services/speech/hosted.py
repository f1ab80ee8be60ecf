"""Listening by a provider's model (Whisper at Groq), through the gateway that counts and guards every call."""

import math
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from agents.llm.gateway import Gateway
from domain.errors import ModelUnavailable
from domain.speech import SpokenWord, Transcript
from services.speech.audio import RATE, as_wav, refused, samples
from services.speech.port import FILLER_PROMPT, Progress

RUN_SECONDS = 90.0
AGENT = "transcriber"


class HostedTranscriber:
    """Sends a recording to whichever account is fit. Ask only for people who allow it."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    @property
    def available(self) -> bool:
        """True when an account could listen now."""
        return self._gateway.hears and self._gateway.available("speech")

    def transcribe(self, data: bytes, *, progress: Progress | None = None, user_id: UUID | None = None) -> Transcript:
        """See the port. Raises ModelUnavailable and QuotaExceeded as every call to a model does."""
        del progress  # a provider tells nothing until it has done
        heard, cut = samples(data)
        duration = len(heard) / RATE
        with self._gateway.run(AGENT, user_id=user_id, seconds=RUN_SECONDS, most_calls=1) as run:
            found = self._gateway.transcribe(run, as_wav(heard), duration, FILLER_PROMPT)
            words = _words(found, duration)
            if not any(c.isalnum() for w in words for c in w.word):
                raise refused("silent")
        engine = f"{found['model']} at {str(found['provider']).partition(':')[0].capitalize()}"
        text = " ".join(w.word for w in words)
        return Transcript(text=text, words=words, duration=round(duration, 2), engine=engine, cut=cut)


def _words(found: Mapping[str, Any], duration: float) -> tuple[SpokenWord, ...]:
    """Words with times, each as sure as its segment; ModelUnavailable for an answer that has none."""
    segments = [s for s in found.get("segments") or [] if isinstance(s, Mapping)]
    words = []
    try:
        for word in found.get("words") or []:
            start = min(max(0.0, float(word["start"])), duration)
            end = min(max(start, float(word["end"])), duration)
            words.append(
                SpokenWord(word=str(word["word"]).strip(), start=start, end=end, probability=_sure(start, segments))
            )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelUnavailable("What the model heard came without times. Your recording is saved.") from error
    if not words and str(found.get("text") or "").strip():
        raise ModelUnavailable("What the model heard came without times. Your recording is saved.")
    return tuple(words)


def _sure(at: float, segments: list[Mapping[str, Any]]) -> float:
    """The mean probability of the segment's tokens: the provider tells none for single words."""
    segment = next((s for s in segments if float(s["start"]) <= at <= float(s["end"])), None)
    return 1.0 if segment is None else round(min(1.0, math.exp(float(segment["avg_logprob"]))), 3)
