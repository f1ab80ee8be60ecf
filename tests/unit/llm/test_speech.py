"""Recordings heard by a provider: the real client over HTTP to a local double, with and without faults."""

from decimal import Decimal
from uuid import UUID

import pytest

from agents.llm.prices import speech_price
from agents.llm.roles import SPEECH, models_by_role
from domain.errors import InvalidUpload, ModelUnavailable
from domain.model_use import Outcome, Provider, RunState
from domain.people import ConsentKind, Person
from services.speech.hosted import HostedTranscriber
from services.speech.listening import Listening
from services.speech.local import LocalTranscriber
from tests.doubles.model_provider import ModelProvider
from tests.gateways import gateway_to, groq, huggingface
from tests.unit.speech.conftest import spoken

SAID = "In March I moved our warehouse to a new system."
PERSON = Person(id=UUID(int=5), email="ada@example.org")
WILLING = PERSON.model_copy(update={"consents": {ConsentKind.MODEL_USE: True}})
WITH_SPEECH = models_by_role(Provider.GROQ, {})


def account(url, **changes):
    return groq(url, models=WITH_SPEECH, **changes)


@pytest.fixture
def first():
    with ModelProvider() as provider:
        yield provider


@pytest.fixture
def second():
    with ModelProvider() as provider:
        yield provider


def test_words_come_with_times_and_are_counted_in_seconds_and_dollars(first):
    first.heard = "um in March we moved"
    with gateway_to([account(first.url)]) as gateway:
        found = HostedTranscriber(gateway).transcribe(spoken(SAID))
        run = gateway.ledger.runs[-1]
    assert found.text == "um in March we moved"
    assert [w.start for w in found.words] == sorted(w.start for w in found.words)
    assert found.words[-1].end <= found.duration
    assert all(0.85 < w.probability < 0.95 for w in found.words), "exp of the segment's mean log probability"
    assert found.engine == f"{SPEECH} at Groq"
    (request,) = first.requests
    assert request.audio.startswith(b"RIFF")
    assert request.body["prompt"].startswith("Um, uh")
    assert run.agent == "transcriber"
    assert run.state is RunState.ANSWERED
    (call,) = run.calls
    assert call.audio_seconds == pytest.approx(found.duration, abs=0.01)
    assert call.dollars == speech_price(SPEECH, found.duration) > 0
    assert (call.tokens_in, call.tokens_out) == (0, 0)


def test_a_short_clip_is_charged_for_ten_seconds_and_an_unknown_model_has_no_price():
    assert speech_price(SPEECH, 1) == speech_price(SPEECH, 10) == Decimal("0.04") * 10 / 3600
    assert speech_price("another", 10) is None


@pytest.mark.parametrize("fault", ["500", "429", "html", "cut_mid_token", "refused"])
def test_another_account_listens_when_the_first_fails(first, second, fault):
    first.fault = "500" if fault == "refused" else fault
    second.heard = "we moved"
    accounts = [account(first.url), account(second.url, organization="other", priority=2)]
    with gateway_to(accounts) as gateway:
        assert HostedTranscriber(gateway).transcribe(spoken(SAID)).text == "we moved"
        outcomes = [c.outcome for c in gateway.ledger.runs[-1].calls]
    assert outcomes[-1] is Outcome.ANSWERED
    assert len(outcomes) == 2


def test_only_accounts_with_a_model_for_speech_are_asked(first):
    with gateway_to([huggingface(first.url)]) as gateway:
        hosted = HostedTranscriber(gateway)
        assert not hosted.available
        with pytest.raises(ModelUnavailable, match="Your recording is saved"):
            hosted.transcribe(spoken(SAID))
    assert first.requests == []


def test_silence_from_the_provider_is_silence(first):
    first.heard = ""
    with gateway_to([account(first.url)]) as gateway, pytest.raises(InvalidUpload, match="heard nothing"):
        HostedTranscriber(gateway).transcribe(spoken(SAID))


def test_nothing_is_sent_without_consent_and_this_machine_listens_when_nobody_answers(first):
    with gateway_to([account(first.url)]) as gateway:
        listening = Listening(LocalTranscriber(), HostedTranscriber(gateway))
        assert "faster-whisper" in listening.transcribe(spoken(SAID), PERSON).engine
        assert first.requests == []
        assert "nowhere else" in listening.where(PERSON)
        assert "allowed" in listening.where(WILLING)
        first.fault = "500"
        found = listening.transcribe(spoken(SAID), WILLING)
        assert "faster-whisper" in found.engine
        assert "warehouse" in found.text
        assert len(first.requests) == 1


def test_with_nobody_to_listen_the_recording_waits_for_later(first, tmp_path):
    first.fault = "500"
    with gateway_to([account(first.url)]) as gateway:
        listening = Listening(LocalTranscriber(tmp_path), HostedTranscriber(gateway))
        assert listening.available_to(WILLING)
        with pytest.raises(ModelUnavailable, match="type your answer"):
            listening.transcribe(spoken(SAID), WILLING)
