"""Real speech through the real model, and what is no speech at all."""

import io
import json
import subprocess
import sys

import numpy as np
import pytest

from domain.errors import InvalidUpload
from services.speech.audio import RATE, as_wav, samples
from services.speech.local import LocalTranscriber
from services.speech.port import MAX_BYTES, MAX_SECONDS

TEXT = "Last March I moved our warehouse to a new system. It took five weeks, and we lost no order."


def encoded(data: bytes, form: str, codec: str, rate: int) -> bytes:
    """The recording in another container, as browsers and phones make them."""
    import av

    out = io.BytesIO()
    with av.open(io.BytesIO(data)) as source, av.open(out, "w", format=form) as target:
        stream = target.add_stream(codec, rate=rate)
        stream.layout = "mono"
        resampler = av.AudioResampler(
            format=stream.format, layout="mono", rate=rate, frame_size=stream.frame_size or 960
        )
        for frame in source.decode(audio=0):
            for part in resampler.resample(frame):
                part.pts = None
                target.mux(stream.encode(part))
        for part in resampler.resample(None):
            part.pts = None
            target.mux(stream.encode(part))
        target.mux(stream.encode(None))
    return out.getvalue()


def plain(text: str) -> list[str]:
    return "".join(c for c in text.lower() if c.isalnum() or c.isspace()).replace("five", "5").split()


def test_what_was_said_is_written_down_with_times(say, transcriber):
    seen: list[float] = []
    found = transcriber.transcribe(say(TEXT), progress=seen.append)
    assert plain(found.text) == plain(TEXT)
    assert found.engine == "faster-whisper tiny.en"
    assert [w.start for w in found.words] == sorted(w.start for w in found.words)
    assert all(0 <= w.start <= w.end <= found.duration + 0.01 for w in found.words)
    assert seen
    assert seen[-1] > 0.5
    assert transcriber.transcribe(say(TEXT)) == found


def test_fillers_are_heard(say, transcriber):
    found = transcriber.transcribe(say("Um, I led the team, uh, for two years, and um, we shipped every month."))
    heard = plain(found.text)
    assert sum(w in ("um", "uh", "umm", "uhh") for w in heard) >= 2


@pytest.mark.parametrize(("form", "codec", "rate"), [("webm", "libopus", 48_000), ("mp3", "mp3", 44_100)])
def test_formats_of_browsers_and_phones(say, transcriber, form, codec, rate):
    found = transcriber.transcribe(encoded(say(TEXT), form, codec, rate))
    assert len(set(plain(TEXT)) - set(plain(found.text))) <= 1


def test_a_recording_that_is_cut_off_gives_what_is_there(say, transcriber):
    whole = say(TEXT)
    found = transcriber.transcribe(whole[: len(whole) // 2])
    assert plain(found.text)[:4] == plain(TEXT)[:4]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_recording"),
        (b"not a recording at all, only words " * 40, "not_audio"),
        (as_wav(np.zeros(RATE * 3)), "silent"),
        (as_wav(np.zeros(RATE // 10)), "too_short_recording"),
        (b"RIFF" + b"x" * 25_000_001, "too_large"),
    ],
    ids=["empty", "text", "silence", "a click", "26 MB"],
)
def test_what_is_no_answer_is_said_plainly(transcriber, data, code):
    with pytest.raises(InvalidUpload) as refused:
        transcriber.transcribe(data)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


def test_an_hour_is_listened_to_for_ten_minutes_and_the_person_is_told():
    hour = as_wav(np.tile(np.sin(np.arange(RATE) / 20) * 0.3, 3600), RATE)[:MAX_BYTES]
    heard, cut = samples(hour)
    assert cut
    assert len(heard) == MAX_SECONDS * RATE
    assert samples(as_wav(np.sin(np.arange(RATE * 3) / 20) * 0.3))[1] is False


def test_without_the_model_people_are_told_to_type(tmp_path):
    absent = LocalTranscriber(tmp_path)
    assert not absent.available
    with pytest.raises(InvalidUpload, match="Type your answer"):
        absent.transcribe(as_wav(np.zeros(RATE)))
    (tmp_path / "model.bin").write_bytes(b"another model")
    wrong = LocalTranscriber(tmp_path)
    with pytest.raises(InvalidUpload, match="Type your answer"):
        wrong.transcribe(as_wav(np.sin(np.arange(RATE) / 20) * 0.3))
    assert "SHA-256" in wrong.problem
    assert not wrong.available


def test_the_command_prints_one_document_a_file(say, tmp_path):
    good, bad = tmp_path / "answer.wav", tmp_path / "notes.txt"
    good.write_bytes(say(TEXT))
    bad.write_text("nothing to hear")
    done = subprocess.run(
        [sys.executable, "manage.py", "transcribe", str(good), str(bad), "--json"], capture_output=True, text=True
    )
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert plain(first["text"]) == plain(TEXT)
    assert {"word", "start", "end", "probability"} == set(first["words"][0])
    assert first["duration"] > 3
    assert second["error"]["code"] == "not_audio"
    assert done.returncode == 1
