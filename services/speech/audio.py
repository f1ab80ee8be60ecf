"""A recording's bytes, whatever their format, as 16,000 samples a second of one channel."""

import io
from typing import Any

from domain.errors import InvalidUpload
from services.speech.port import MAX_BYTES, MAX_SECONDS

RATE = 16_000
SILENCE = 0.003
"""Mean amplitude (of 1) of the loudest second below which nobody can have spoken."""
SHORTEST = 0.4
_SENTENCES = {
    "empty_recording": "There is no sound in this recording. Check which microphone is chosen, then record again.",
    "silent": "We heard nothing. Check that the microphone is switched on and not muted, then record again.",
    "too_short_recording": "This recording is under half a second long. Hold on a little, then record again.",
    "too_large": f"This recording is over {MAX_BYTES // 1_000_000} MB. Record a shorter answer, or save it as MP3.",
    "not_audio": "This is no recording we can read. Use WAV, MP3, M4A, WebM or OGG.",
}


def refused(code: str) -> InvalidUpload:
    """The error of this code, with its sentence."""
    return InvalidUpload(code, _SENTENCES[code])


def samples(data: bytes, longest: float = MAX_SECONDS, max_bytes: int = MAX_BYTES) -> tuple[Any, bool]:
    """Decode to a float32 array between -1 and 1, and whether it went on after `longest` seconds.

    InvalidUpload when there is nothing to hear. A file that is cut off gives what can be read of it.
    """
    if not data:
        raise refused("empty_recording")
    if len(data) > max_bytes:
        raise refused("too_large")
    heard = _decoded(data, longest)
    if len(heard) < SHORTEST * RATE:
        raise refused("too_short_recording")
    most = int(longest * RATE)
    heard, cut = heard[:most], len(heard) > most
    if _loudest_second(heard) < SILENCE:
        raise refused("silent")
    return heard, cut


def pieces(heard: Any, longest: float) -> list[Any]:
    """Cut into parts of at most `longest` seconds, each end at the quietest half second of its end."""
    import numpy as np

    found = []
    most, step = int(longest * RATE), RATE // 2
    back = min(20 * RATE, most // 2) // step * step
    while len(heard) > most:
        tail = np.abs(heard[most - back : most]).reshape(-1, step).mean(axis=1)
        end = most - back + int(tail.argmin()) * step + step // 2
        found.append(heard[:end])
        heard = heard[end:]
    return [*found, heard]


def as_wav(heard: Any, rate: int = RATE) -> bytes:
    """Samples between -1 and 1 as a WAV file of 16 bits, which every provider and browser takes."""
    import wave

    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((heard * 32767).astype("<i2").tobytes())
    return out.getvalue()


def _decoded(data: bytes, longest: float) -> Any:
    import av

    pieces: list[Any] = []
    length = 0
    try:
        with av.open(io.BytesIO(data), mode="r", metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise refused("not_audio")
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            try:
                for frame in container.decode(audio=0):
                    for part in resampler.resample(frame):
                        pieces.append(part.to_ndarray().reshape(-1))
                        length += len(pieces[-1])
                    if length > longest * RATE:
                        return _joined(pieces)
            except (av.error.InvalidDataError, av.error.EOFError):
                if not pieces:
                    raise
    except (av.error.FFmpegError, ValueError, IndexError) as error:
        raise refused("not_audio") from error
    if not pieces:
        raise refused("empty_recording")
    return _joined(pieces)


def _joined(pieces: list[Any]) -> Any:
    import numpy as np

    return np.concatenate(pieces).astype(np.float32) / 32768.0


def _loudest_second(heard: Any) -> float:
    import numpy as np

    whole = np.abs(heard)
    seconds = [whole[at : at + RATE] for at in range(0, len(whole), RATE)]
    return max(float(part.mean()) for part in seconds)
