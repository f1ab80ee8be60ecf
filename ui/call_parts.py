"""Importing a real interview, correcting what was found in it, and sending it to be scored."""

from functools import partial
from uuid import UUID

import streamlit as st

from domain.calls.types import Call, CallState, Exchange
from domain.interview import MAX_ANSWER_CHARS, InterviewSetup, Level, QuestionKind
from domain.people import Person
from services.bootstrap import get_services
from services.call_recordings import LONGEST, MAX_BYTES, SUFFIXES
from ui.errors import fragment, show_errors
from ui.layout import choice, confirm_delete, note, section
from ui.navigation import go
from ui.safe_text import plain
from ui.when import count, day

TYPES = ["vtt", "srt", "docx", "txt"]
FILE, SOUND, PASTE = "Transcript file", "Recording", "Paste"
POLL_SECONDS = 1.5
UNSURE = 0.25
STATES = {
    CallState.LISTENING: "is being listened to",
    CallState.OPEN: "waits for your corrections",
    CallState.SCORED: "scored",
    CallState.FAILED: "could not be heard",
}
MINUTE = 60
LOSS = (
    "The imported words and your corrections are deleted for good. A session that was scored from it stays in History."
)


def lead(call: Call) -> str:
    """How much was found, in one sentence."""
    if call.state is CallState.SCORED:
        return "This call has been scored."
    if call.state is not CallState.OPEN:
        return "A recording becomes questions and answers that you correct before anything is scored."
    found = count(len(call.exchanges), "question")
    return f"{found} found. Correct what was misheard or cut wrongly; only then is anything scored."


def import_form(user: Person) -> None:
    """A file or pasted words."""
    how = choice("Transcript", (FILE, SOUND, PASTE), "call-how", show_label=False)
    if how == SOUND:
        _recording_form(user)
        return
    with st.form("call-import", border=True):
        if how == FILE:
            file = st.file_uploader("Transcript file (VTT, SRT, Word or text)", type=TYPES, max_upload_size=5)
            text = ""
        else:
            file = None
            text = st.text_area("Transcript", height=180, placeholder="Dana: Tell me about yourself.\nYou: I am …")
        note("Import only calls you may keep: ask the other people first. The words stay in your account.")
        if st.form_submit_button("Import", type="primary", icon=":material/upload_file:"):
            with show_errors():
                calls = get_services().calls
                if how == FILE and file is None:
                    st.error("Choose a file first, then import.", icon=":material/error:")
                else:
                    call = (
                        calls.import_file(user, file.name, file.getvalue()) if file else calls.import_text(user, text)
                    )
                    go("calls", {"call": call.id})


def _recording_form(user: Person) -> None:
    service = get_services().call_recordings
    if not service.available(user):
        st.info("Listening is not set up here. Import a transcript instead.", icon=":material/mic_off:")
        return
    with st.form("call-recording", border=True):
        file = st.file_uploader(
            "Recording (MP3, M4A, MP4, WAV, WebM, OGG)", type=list(SUFFIXES), max_upload_size=MAX_BYTES // 1_000_000
        )
        note(f"Up to {LONGEST // 60} minutes are listened to. {service.where(user)} The sound is deleted after that.")
        note("Import only calls you may keep: ask the other people first.")
        if st.form_submit_button("Import", type="primary", icon=":material/upload_file:"):
            with show_errors():
                if file is None:
                    st.error("Choose a file first, then import.", icon=":material/error:")
                else:
                    go("calls", {"call": service.add(user, file.name, file.getvalue()).id})


@fragment(run_every=POLL_SECONDS)
def _listening(user: Person, call_id: UUID) -> None:
    call = get_services().calls.get(user, call_id)
    if call.state is not CallState.LISTENING:
        st.rerun()
    st.progress(max(0.04, call.progress), text="Listening to your recording. You can leave this page and come back.")


def not_yet(user: Person, call: Call) -> bool:
    """Draws a recording that is being listened to, or could not be; False when there is something to correct."""
    if call.state is CallState.LISTENING:
        _listening(user, call.id)
    elif call.state is CallState.FAILED:
        st.info(plain(call.problem), icon=":material/mic_off:")
        if call.stored_name and st.button("Listen again", icon=":material/refresh:"):
            with show_errors():
                get_services().call_recordings.try_again(user, call.id)
                st.rerun()
    else:
        if call.problem:
            st.info(plain(call.problem), icon=":material/info:")
        return False
    if st.button("Back", type="tertiary", icon=":material/arrow_back:"):
        go("calls")
    return True


def list_of_calls(user: Person) -> None:
    """Every imported call with the way in."""
    for call in get_services().calls.list(user):
        with (
            st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"),
        ):
            state = STATES[call.state]
            st.markdown(
                f"**{plain(call.name)}**  \n:small[:gray[{day(call.created_at, user)}, {state}]]", width="content"
            )
            with st.container(horizontal=True, width="content"):
                if call.interview_id and st.button("Read summary", key=f"call-{call.id}", type="tertiary"):
                    go("session", {"interview": call.interview_id})
                label = "Correct and score" if call.state is CallState.OPEN else "Open"
                if not call.interview_id and st.button(label, key=f"call-{call.id}"):
                    go("calls", {"call": call.id})
                if st.button("Delete", key=f"del-{call.id}", type="tertiary", icon=":material/delete:"):
                    delete = partial(get_services().calls.delete, user, call.id)
                    confirm_delete("Delete this call", LOSS, "Delete call", delete, st.rerun)


def review(user: Person, call: Call) -> None:
    """Who is the candidate, the exchanges to correct, and scoring."""
    if call.interview_id is not None:
        if st.button("Read summary", type="primary"):
            go("session", {"interview": call.interview_id})
        return
    if not_yet(user, call):
        return
    _candidate(user, call)
    with section("Questions and answers", "Leave out small talk. Change words where the transcript misheard you."):
        corrected = tuple(_exchange(number, exchange) for number, exchange in enumerate(call.exchanges))
        if not corrected:
            note("No question with an answer was found. Choose another speaker above, or import another file.")
    role, level = _role_and_level(user)
    taken = sum(e.included for e in corrected)
    with st.container(horizontal=True):
        if st.button(f"Score {count(taken, 'answer')}", type="primary", icon=":material/fact_check:"):
            with show_errors():
                calls = get_services().calls
                calls.correct(user, call.id, corrected)
                interview = calls.score(user, call.id, role, level)
                go("session", {"interview": interview.id})
        if st.button("Save corrections"):
            with show_errors():
                get_services().calls.correct(user, call.id, corrected)
                st.toast("Saved. You can come back later.")
        if st.button("Back", type="tertiary", icon=":material/arrow_back:"):
            go("calls")


def _candidate(user: Person, call: Call) -> None:
    if len(call.speakers) < 2:
        st.info(
            "Nothing here says who speaks, so questions were told from answers by their words. Check each one.",
            icon=":material/info:",
        )
        return
    guess = get_services().calls.candidate_guess(user, call)
    speakers = list(call.speakers)
    chosen = st.selectbox(
        "Which speaker are you?", speakers, index=speakers.index(call.candidate) if call.candidate in speakers else 0
    )
    if guess.sureness < UNSURE:
        note("We are not sure here. Check it before you go on.")
    if chosen != call.candidate:
        with show_errors():
            get_services().calls.choose_candidate(user, call.id, chosen)
            st.rerun()


def _exchange(number: int, exchange: Exchange) -> Exchange:
    key = f"exchange-{number}"
    with st.container(border=True, gap="small"):
        at = (
            f", at {int(exchange.start // MINUTE)}:{int(exchange.start % MINUTE):02d}"
            if exchange.start is not None
            else ""
        )
        included = st.checkbox(f"Score this answer{at}", exchange.included, key=f"{key}-in")
        question = st.text_area("Question", exchange.question, key=f"{key}-q", height=80, max_chars=2_000)
        answer = st.text_area("Your answer", exchange.answer, key=f"{key}-a", height=160, max_chars=MAX_ANSWER_CHARS)
        kinds = list(QuestionKind)
        kind = st.selectbox(
            "Kind", kinds, index=kinds.index(exchange.kind), format_func=lambda k: k.label, key=f"{key}-kind", width=220
        )
    changes = {"included": included, "question": question, "answer": answer, "kind": kind}
    return exchange.model_copy(update=changes)


def _role_and_level(user: Person) -> tuple[str, Level]:
    services = get_services()
    roles = services.bank.roles()
    last: InterviewSetup | None = services.interviews.last_setup(user)
    ids = [r.id for r in roles]
    names = {r.id: r.name for r in roles}
    with st.grid(2, min_column_width=240):
        role: str = st.selectbox(
            "Role",
            ids,
            index=ids.index(last.role_id) if last and last.role_id in ids else 0,
            format_func=lambda i: names[i],
        )
        levels = list(Level)
        level: Level = st.selectbox(
            "Level",
            levels,
            index=levels.index(last.level if last else Level.MID),
            format_func=lambda x: x.value.capitalize(),
        )
    return role, level
