"""Spoken answers through the services: real speech, a real engine, a real database and files."""

from datetime import timedelta

import numpy as np
import psycopg
import pytest

from domain.errors import InvalidInput, InvalidUpload, NotFound
from domain.interview import InterviewSetup, Mode, TurnStatus
from domain.people import ConsentKind
from domain.recordings import TIME_TO_CORRECT, RecordingState, edition, joined, with_words
from services.jobs import enqueue_left_over
from services.speech.audio import as_wav
from tests.services import services_on
from tests.unit.speech.conftest import spoken

SAID = "In March I moved our warehouse to a new system."
MORE = "It took five weeks, and we lost no order."
SILENCE = as_wav(np.zeros(16_000 * 2))


@pytest.fixture
def services(database, tmp_path):
    found = services_on(database, tmp_path)
    yield found
    found.gateway.close()


@pytest.fixture
def owner(cluster, database_name):
    with psycopg.connect(cluster.dsn("postgres", database_name), autocommit=True) as connection:
        yield connection


@pytest.fixture
def room(services, person):
    interview = services.interviews.start(person, InterviewSetup(role_id="teacher", count=2, mode=Mode.REALISTIC))
    return services.interviews.room(person, interview.id)


def add(services, person, room, data):
    return services.recordings.add(person, room.interview.id, room.turn.id, data)


def heard(services, person, room, data):
    recording = add(services, person, room, data)
    services.recordings.transcribe(person.id, recording.id)
    return next(r for r in services.recordings.of_turn(person, room.turn.id) if r.id == recording.id)


def draft(services, person, room):
    with services.database.as_user(person.id) as tx:
        found = tx.drafts.get(person.id, room.turn.id)
    return found.text if found else ""


def sounds(tmp_path, person):
    folder = tmp_path / "files" / str(person.id)
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_words_go_behind_what_was_typed_and_are_corrected_before_they_are_scored(services, person, room):
    services.interviews.save_draft(person, room.turn.id, "Typed first.")
    first = heard(services, person, room, spoken(SAID))
    assert first.state is RecordingState.HEARD
    assert first.draft_before == "Typed first."
    assert draft(services, person, room) == f"Typed first.\n\n{first.transcript.text}"
    second = heard(services, person, room, spoken(MORE))
    assert draft(services, person, room).endswith(f"\n\n{second.transcript.text}")
    corrected = draft(services, person, room).replace("warehouse", "Lagerhalle")
    answer = services.interviews.submit_answer(person, room.interview.id, room.turn.id, corrected, "k")
    assert "Lagerhalle" in answer.text
    clips = services.recordings.of_interview(person, room.interview.id)[answer.id]
    assert [c.id for c in clips] == [first.id, second.id]
    whole = joined(clips)
    assert whole.duration == pytest.approx(first.transcript.duration + second.transcript.duration)
    assert whole.place(whole.starts[1] + 0.5) == (1, pytest.approx(0.5))
    assert [w.start for w in whole.words] == sorted(w.start for w in whole.words)


def test_the_same_clip_is_one_recording_however_often_it_comes_and_however_often_the_job_runs(services, person, room):
    clip = spoken(SAID)
    first = add(services, person, room, clip)
    assert add(services, person, room, clip).id == first.id
    for _ in range(3):
        services.recordings.transcribe(person.id, first.id)
    assert draft(services, person, room).count("warehouse") == 1
    assert add(services, person, room, clip).state is RecordingState.HEARD
    services.interviews.submit_answer(person, room.interview.id, room.turn.id, draft(services, person, room), "k")
    following = services.interviews.room(person, room.interview.id)
    with pytest.raises(InvalidInput, match="another question"):
        add(services, person, following, clip)
    assert services.recordings.of_turn(person, following.turn.id) == []


def test_nothing_is_handed_in_while_a_recording_is_listened_to(services, person, room, owner):
    services.interviews.save_draft(person, room.turn.id, "Half a")
    recording = add(services, person, room, spoken(SAID))
    for by_clock in (False, True):
        with pytest.raises(InvalidInput, match="still listening"):
            services.interviews.submit_answer(
                person, room.interview.id, room.turn.id, "Half a", f"k{by_clock}", by_clock=by_clock
            )
    owner.execute("update public.turns set deadline_at = now() - interval '5 minutes' where status = 'asking'")
    assert services.interviews.room(person, room.interview.id).turn.id == room.turn.id, (
        "not handed in without its words"
    )
    services.recordings.transcribe(person.id, recording.id)
    again = services.interviews.room(person, room.interview.id)
    assert again.turn.id == room.turn.id
    assert "warehouse" in again.draft.text
    assert again.seconds_left > TIME_TO_CORRECT


def test_there_is_time_to_correct_however_late_the_clip_came(services, person, room, owner):
    owner.execute("update public.turns set deadline_at = now() + interval '2 seconds' where status = 'asking'")
    heard(services, person, room, spoken(SAID))
    assert services.interviews.room(person, room.interview.id).seconds_left == pytest.approx(TIME_TO_CORRECT, abs=5)


def test_silence_is_refused_with_a_sentence_and_can_be_listened_to_again(services, person, room):
    services.interviews.save_draft(person, room.turn.id, "Typed.")
    refused = heard(services, person, room, SILENCE)
    assert refused.state is RecordingState.REFUSED
    assert refused.problem.startswith("We heard nothing.")
    assert draft(services, person, room) == "Typed."
    services.recordings.try_again(person, refused.id)
    assert services.recordings.of_turn(person, room.turn.id)[0].state is RecordingState.WAITING
    services.recordings.transcribe(person.id, refused.id)
    answer = services.interviews.submit_answer(person, room.interview.id, room.turn.id, "Typed.", "k")
    assert answer.text == "Typed."
    assert services.recordings.of_interview(person, room.interview.id) == {}


def test_a_discarded_clip_takes_its_words_along_unless_they_were_edited(services, person, room, tmp_path):
    services.interviews.save_draft(person, room.turn.id, "Typed.")
    first = heard(services, person, room, spoken(SAID))
    before = edition(services.recordings.of_turn(person, room.turn.id))
    services.recordings.discard(person, first.id)
    services.recordings.discard(person, first.id)
    assert draft(services, person, room) == "Typed."
    assert edition(services.recordings.of_turn(person, room.turn.id)) > before
    assert sounds(tmp_path, person) == 0
    second = heard(services, person, room, spoken(MORE))
    services.interviews.save_draft(person, room.turn.id, "Typed. Five weeks, in my own words.")
    services.recordings.discard(person, second.id)
    assert draft(services, person, room) == "Typed. Five weeks, in my own words."


def test_sound_goes_once_the_answer_is_handed_in_unless_it_is_to_be_kept(services, person, room, tmp_path):
    first = heard(services, person, room, spoken(SAID))
    assert services.recordings.sound(person, first.id)
    assert services.recordings.forget_unneeded() == 0
    services.interviews.submit_answer(person, room.interview.id, room.turn.id, "Said.", "k1")
    assert services.recordings.forget_unneeded() == 1
    assert sounds(tmp_path, person) == 0
    with pytest.raises(NotFound, match="not kept"):
        services.recordings.sound(person, first.id)
    keeper = services.accounts.set_consent(person, ConsentKind.AUDIO, True)
    following = services.interviews.room(keeper, room.interview.id)
    second = heard(services, keeper, following, spoken(MORE))
    services.interviews.submit_answer(keeper, room.interview.id, following.turn.id, "Said more.", "k2")
    assert services.recordings.forget_unneeded() == 0
    assert services.recordings.sound(keeper, second.id)
    services.recordings.delete_sound(keeper, second.id)
    assert sounds(tmp_path, keeper) == 0
    assert services.recordings.of_interview(keeper, room.interview.id)


def test_deleting_an_interview_deletes_its_sound(services, person, room, tmp_path):
    heard(services, person, room, spoken(SAID))
    assert sounds(tmp_path, person) == 1
    services.interviews.delete(person, room.interview.id)
    assert sounds(tmp_path, person) == 0


def test_a_clip_that_nobody_heard_before_a_crash_is_queued_again(services, person, room):
    recording = add(services, person, room, spoken(SAID))
    with services.database.as_system() as tx:
        assert (person.id, recording.id) in tx.recordings.unheard()
        assert tx.recordings.unheard(timedelta(hours=1)) == []
    assert enqueue_left_over(services.database) >= 1
    services.recordings.transcribe(person.id, recording.id)
    with services.database.as_system() as tx:
        assert tx.recordings.unheard() == []


def test_a_question_that_is_closed_takes_no_clip_and_an_empty_clip_is_none(services, person, room):
    with pytest.raises(InvalidUpload, match="no sound"):
        add(services, person, room, b"")
    services.interviews.skip(person, room.interview.id, room.turn.id)
    assert services.interviews.get(person, room.interview.id).turns[0].status is TurnStatus.SKIPPED
    with pytest.raises(InvalidInput, match="already skipped"):
        add(services, person, room, spoken(SAID))


def test_an_answer_stays_within_its_limit():
    assert with_words("", "heard") == "heard"
    assert len(with_words("x" * 19_999, "heard")) == 20_000
