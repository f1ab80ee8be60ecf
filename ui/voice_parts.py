"""Answering by voice: record, wait until it is heard, look at what was heard."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from domain.interview import Turn
from domain.people import ConsentKind, Person
from domain.recordings import Recording, RecordingState, unsure_words
from services.bootstrap import get_services
from services.speech.local import MISSING
from services.speech.port import MAX_SECONDS
from ui.components import microphone
from ui.errors import fragment, show_errors
from ui.layout import choice, note
from ui.safe_text import plain, unsure
from ui.when import length, place

TYPE, SPEAK = "Type", "Speak"
WAY = "answer_way"
POLL_SECONDS = 0.6
LONGEST_LIST = 12
"""Unsure words offered for listening; more would be a transcript to type anew."""


def way() -> str:
    """How the person answers; kept from question to question."""
    chosen = choice("How do you answer?", (TYPE, SPEAK), "way", st.session_state.get(WAY, TYPE))
    st.session_state[WAY] = chosen
    return chosen


def waiting(recordings: Sequence[Recording]) -> Recording | None:
    """The clip that is being listened to, if any."""
    return next((r for r in recordings if r.state is RecordingState.WAITING), None)


def record(user: Person, interview_id: UUID, turn: Turn, recordings: Sequence[Recording]) -> None:
    """The recorder, or how far the listening is."""
    pending = waiting(recordings)
    if pending:
        listening(user, turn.id, pending.id)
        return
    if not get_services().recordings.available(user):
        st.info(MISSING, icon=":material/mic_off:")
        return
    last = recordings[-1] if recordings else None
    if last and last.state is RecordingState.REFUSED:
        _refused(user, last)
    if any(r.state is RecordingState.HEARD for r in recordings):
        with st.expander("Add to your answer", icon=":material/mic:"):
            _recorder(user, interview_id, turn, recordings, "Record what is missing")
    else:
        _recorder(user, interview_id, turn, recordings, "Record your answer")


def _recorder(user: Person, interview_id: UUID, turn: Turn, recordings: Sequence[Recording], label: str) -> None:
    # Each clip has a recorder of its own: a recorder hands its clip in again with every run.
    clip = st.audio_input(label, sample_rate=16_000, key=f"clip-{turn.id}-{len(recordings)}")
    if clip is not None:
        with show_errors():
            get_services().recordings.add(user, interview_id, turn.id, clip.getvalue())
            st.rerun()
    where = get_services().recordings.where(user)
    note(f"Up to {MAX_SECONDS // 60} minutes. Stop it, and your words appear here for you to correct. {where}")
    _keep_sound(user, turn.id)
    with st.popover("Check your microphone", icon=":material/graphic_eq:"):
        microphone(key=f"microphone-{turn.id}")


@fragment(run_every=POLL_SECONDS)
def listening(user: Person, turn_id: UUID, recording_id: UUID) -> None:
    """Drawn until the clip is heard; then the whole page once more."""
    found = next((r for r in get_services().recordings.of_turn(user, turn_id) if r.id == recording_id), None)
    if found is None or found.state is not RecordingState.WAITING:
        st.rerun()
    st.progress(max(0.04, found.progress), text="Listening to your recording. It is saved, and the clock stands still.")


def _refused(user: Person, recording: Recording) -> None:
    st.info(plain(recording.problem), icon=":material/mic_off:")
    if recording.has_audio and st.button("Listen again to this recording", icon=":material/refresh:"):
        with show_errors():
            get_services().recordings.try_again(user, recording.id)
            st.rerun()


def _keep_sound(user: Person, turn_id: UUID) -> None:
    services = get_services()
    before = user.allows(ConsentKind.AUDIO)
    keep = st.toggle("Keep the sound, so that I can play it in the report", value=before, key=f"keep-{turn_id}")
    if not keep:
        note("The sound is deleted soon after you submit. Your words and how they were timed stay.")
    if keep != before:
        with show_errors():
            services.accounts.set_consent(user, ConsentKind.AUDIO, keep)
            services.recordings.keep_sound(user, turn_id, keep)
            st.rerun()


def heard(user: Person, recordings: Sequence[Recording]) -> None:
    """What each clip was taken for, its doubtful words marked, with the sound at hand."""
    clips = [r for r in recordings if r.state is RecordingState.HEARD and r.transcript]
    if not clips:
        return
    with st.container(border=True, gap="small"):
        for number, clip in enumerate(clips, 1):
            _clip(user, clip, number if len(clips) > 1 else 0)


def _clip(user: Person, clip: Recording, number: int) -> None:
    transcript = clip.transcript
    if transcript is None:
        return
    doubtful = unsure_words(transcript)
    title = f"What we heard, recording {number}" if number else "What we heard"
    note(f"**{title}**, {length(transcript.duration)}, by {plain(transcript.engine)}")
    st.markdown(unsure([(w.word, w in doubtful) for w in transcript.words]))
    if transcript.cut:
        st.info(
            f"This recording is longer than {MAX_SECONDS // 60} minutes. The rest was not listened to; type it, or "
            "record it on its own.",
            icon=":material/timer_off:",
        )
    if doubtful:
        note("Words with a question mark may have been others. Correct the text below, then submit.")
    else:
        note("Correct the text below where it is wrong, then submit.")
    _player(user, clip)


def _player(user: Person, clip: Recording) -> None:
    """The sound, from the moment of a doubtful word on; read from the disk only when it is asked for."""
    transcript, start = clip.transcript, 0.0
    with st.container(horizontal=True, vertical_alignment="center"):
        if clip.has_audio and transcript:
            places = unsure_words(transcript)[:LONGEST_LIST]
            if places:
                chosen = st.pills(
                    "Listen from a doubtful word",
                    range(len(places)),
                    format_func=lambda i: f"{place(places[i].start)} {plain(places[i].word.strip('.,;:!?'))}",
                    key=f"places-{clip.id}",
                )
                start = max(0.0, places[chosen].start - 1) if chosen is not None else 0.0
        play = clip.has_audio and st.toggle("Listen to it", key=f"play-{clip.id}")
        if st.button("Discard this recording", type="tertiary", icon=":material/delete:", key=f"discard-{clip.id}"):
            with show_errors():
                get_services().recordings.discard(user, clip.id)
                st.rerun()
    if play:
        with show_errors():
            st.audio(get_services().recordings.sound(user, clip.id), format="audio/wav", start_time=int(start))
