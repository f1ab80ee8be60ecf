"""A recording of a real interview, heard by the real engine, becomes questions and answers, and its sound goes."""

import io
import wave

import numpy as np
import pytest

from domain.calls.types import CallState
from domain.errors import InvalidInput, InvalidUpload
from domain.interview import Level
from services import call_recordings, calls
from services.jobs import enqueue_left_over
from services.speech.audio import RATE, as_wav
from tests.services import services_on
from tests.unit.speech.conftest import spoken

QUESTION = "Can you tell me about a time you changed how your team works?"
ANSWER = "In March I moved our warehouse to a new system. I trained twelve people and we lost no orders at all."


@pytest.fixture
def services(database, tmp_path):
    found = services_on(database, tmp_path)
    yield found
    found.gateway.close()


def call_of(*said: str) -> bytes:
    """The sentences one after another with a silence of two seconds between them."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        for text in said:
            with wave.open(io.BytesIO(spoken(text))) as clip:
                if not file.getnframes():
                    file.setparams(clip.getparams())
                file.writeframes(clip.readframes(clip.getnframes()) + bytes(2 * 2 * clip.getframerate()))
    return out.getvalue()


def sounds(tmp_path):
    return [path for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_size > RATE]


def test_a_recording_becomes_questions_and_answers_to_correct(services, person, tmp_path):
    call = services.call_recordings.add(person, "folder/friday call.wav", call_of(QUESTION, ANSWER))
    assert (call.name, call.state) == ("friday call.wav", CallState.LISTENING)
    assert len(sounds(tmp_path)) == 1
    services.call_recordings.listen(person.id, call.id)
    services.call_recordings.listen(person.id, call.id)
    heard = services.calls.get(person, call.id)
    assert (heard.state, heard.stored_name, heard.problem) == (CallState.OPEN, "", "")
    assert sounds(tmp_path) == []
    (exchange,) = heard.exchanges
    assert "changed how your team works" in exchange.question
    assert "warehouse" in exchange.answer
    interview = services.calls.score(person, call.id, "operations-manager", Level.MID)
    assert interview.setup.real


def test_a_long_call_is_heard_in_pieces_and_the_rest_is_told(services, person, monkeypatch):
    monkeypatch.setattr(call_recordings, "LONGEST", 20)
    monkeypatch.setattr(call_recordings, "MAX_SECONDS", 8)
    data = call_of(QUESTION, ANSWER, QUESTION, ANSWER)
    call = services.call_recordings.add(person, "long.wav", data)
    services.call_recordings.listen(person.id, call.id)
    heard = services.calls.get(person, call.id)
    assert heard.state is CallState.OPEN
    assert heard.problem == call_recordings.CUT
    assert heard.utterances[-1].end <= 20
    assert [u.start for u in heard.utterances] == sorted(u.start for u in heard.utterances)


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"no sound at all" * 400, "no recording we can read"), (as_wav(np.zeros(3 * RATE)), "We heard nothing")],
)
def test_what_cannot_be_heard_fails_with_its_sentence_and_is_kept(services, person, data, told, tmp_path):
    call = services.call_recordings.add(person, "x.mp3", data)
    services.call_recordings.listen(person.id, call.id)
    failed = services.calls.get(person, call.id)
    assert failed.state is CallState.FAILED
    assert told in failed.problem
    assert failed.stored_name
    services.call_recordings.try_again(person, call.id)
    assert services.calls.get(person, call.id).state is CallState.LISTENING
    services.call_recordings.listen(person.id, call.id)
    services.calls.delete(person, call.id)
    assert not list(tmp_path.rglob(failed.stored_name))


def test_too_large_too_many_and_empty_are_refused(services, person, monkeypatch, tmp_path):
    with pytest.raises(InvalidUpload, match="no sound"):
        services.call_recordings.add(person, "a.wav", b"")
    monkeypatch.setattr(call_recordings, "MAX_BYTES", 10)
    with pytest.raises(InvalidUpload, match="over"):
        services.call_recordings.add(person, "a.wav", b"x" * 11)
    monkeypatch.setattr(call_recordings, "MAX_CALLS", 0)
    with pytest.raises(InvalidInput, match="Delete one"):
        services.call_recordings.add(person, "a.wav", b"x")
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and p.read_bytes() == b"x"]
    assert calls.MAX_CALLS > 0


def test_a_call_left_behind_by_a_killed_process_is_listened_to(services, person, database):
    call = services.call_recordings.add(person, "a.wav", b"left")
    services.call_recordings.try_again(person, call.id)  # nothing to do while it waits
    assert services.calls.get(person, call.id).state is CallState.LISTENING
    with database.as_system() as tx:
        assert (person.id, call.id) in tx.calls.unheard()
    enqueue_left_over(database)
