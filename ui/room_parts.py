"""The interview room: the answer box and what happens around it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import streamlit as st

from domain.errors import NotAllowed
from domain.interview import MAX_ANSWER_CHARS, Interview, Mode, Turn
from domain.people import Person
from domain.recordings import Recording, RecordingState, edition
from services.bootstrap import get_services
from services.interviews import Room
from ui import room_help, voice_parts
from ui.better_answer import expectations
from ui.components import AnswerBox, answer_box
from ui.errors import attempt, fragment, show_errors
from ui.layout import note
from ui.navigation import go
from ui.safe_text import plain
from ui.session import current_user
from ui.when import clock

SAVED_DRAFT = "draft_receipt"
EDITIONS_AN_ATTEMPT = 1000
"""More than recordings can make of one attempt, so that editions of two attempts never meet."""
SIGNED_OUT = "You were signed out. Your words stay in this tab; sign in to continue."


def box_key(turn_id: UUID, edition: int = 0) -> str:
    """The answer box's slot in st.session_state; a new edition of the draft gets a new box."""
    return f"answer-{turn_id}-{edition}" if edition else f"answer-{turn_id}"


@fragment()
def question(user: Person, room: Room, turn: Turn) -> None:
    """The whole room in one fragment, so that an autosave does not draw the page again.

    The buttons belong into it: the browser sends what happens at the same moment (the draft a tap on "Leave" pushes
    out of the box) under one fragment only, and would lose the tap if the button stood outside.
    """
    done = st.session_state.get(room_help.SUBMISSION, {})
    if done.get("turn") == str(turn.id) and done.get("answer"):
        st.rerun()
    heading(user, room, turn)
    spoken = get_services().recordings.of_turn(user, turn.id)
    by_voice = voice_parts.way() == voice_parts.SPEAK or voice_parts.waiting(spoken) is not None
    if by_voice:
        voice_parts.record(user, room.interview.id, turn, spoken)
    voice_parts.heard(user, spoken)
    answer_area(user, room, turn, done, spoken, by_voice=by_voice)
    if room.interview.setup.mode is Mode.PRACTICE:
        room_help.last_attempt(room)
        room_help.hints(user, turn)
        strong_answer(room, turn)
    other_ways(user, room, turn)


def answer_area(
    user: Person, room: Room, turn: Turn, done: Mapping[str, Any], spoken: Sequence[Recording], *, by_voice: bool
) -> None:
    """The answer box with what the server has confirmed; the text waits until a spoken answer has been heard."""
    receipt = st.session_state.get(SAVED_DRAFT, {})
    listening = voice_parts.waiting(spoken) is not None
    heard = [r.transcript.text for r in spoken if r.state is RecordingState.HEARD and r.transcript]
    written = bool(room.draft and room.draft.text.strip())
    box = AnswerBox(
        interview=str(room.interview.id),
        turn=str(turn.id),
        draft=room.draft.text if room.draft else "",
        draft_at=clock(room.draft.saved_at, user) if room.draft else "",
        left=room.seconds_left,
        total=turn.seconds,
        realistic=room.interview.setup.mode is Mode.REALISTIC,
        max_chars=MAX_ANSWER_CHARS,
        saved=receipt if receipt.get("turn") == str(turn.id) else None,
        refused=done if done.get("turn") == str(turn.id) and done.get("problem") else None,
        deadline=turn.deadline_at.isoformat() if turn.deadline_at else "",
        speaking=listening or (by_voice and not heard and not written),
        listening=listening,
        first_edition=EDITIONS_AN_ATTEMPT * (room.attempt - 1),
        edition=EDITIONS_AN_ATTEMPT * (room.attempt - 1) + edition(spoken),
        heard=heard[-1] if heard else "",
    )
    key = box_key(turn.id, box.edition)
    answer_box(
        box,
        key=key,
        on_draft=lambda: keep_draft(user, st.session_state[key].draft),
        on_submit=lambda: hand_in(user, room.interview.id, st.session_state[key].submitted),
    )


def keep_draft(user: Person, sent: dict[str, Any] | None) -> None:
    """Save a draft the box sent, and leave the receipt that the box will show."""
    if not sent:
        return
    receipt: dict[str, Any] = {"turn": sent["turn"], "seq": sent["seq"]}

    def save() -> None:
        draft = get_services().interviews.save_draft(user, UUID(sent["turn"]), sent["text"])
        receipt["at"] = clock(draft.saved_at, user)

    problem = _problem(user, save)
    if problem:
        receipt["problem"] = problem
    st.session_state[SAVED_DRAFT] = receipt


def hand_in(user: Person, interview_id: UUID, sent: dict[str, Any] | None) -> None:
    """Store a submitted answer, and leave its id or the problem. The box's key makes a second press harmless."""
    if not sent:
        return
    outcome: dict[str, Any] = {"turn": sent["turn"], "attempt": sent["attempt"], "interview": str(interview_id)}

    def submit() -> None:
        answer = get_services().interviews.submit_answer(
            user, interview_id, UUID(sent["turn"]), sent["text"], sent["key"], by_clock=sent["by_clock"]
        )
        outcome["answer"] = str(answer.id)
        outcome["at"] = clock(answer.submitted_at, user)

    problem = _problem(user, submit)
    if problem:
        outcome["problem"] = problem
    st.session_state[room_help.SUBMISSION] = outcome


def _problem(user: Person, action: Callable[[], None]) -> str:
    """Run `action` if the person is still signed in; the sentence for the box when something stood in the way."""

    def run() -> None:
        present = current_user()
        if present is None or present.id != user.id:
            raise NotAllowed(SIGNED_OUT)
        action()

    return attempt(run, safe="Your words stay in this tab.")


def between(user: Person, interview: Interview, done: dict[str, Any], number: int, of: int) -> None:
    """Practice only: a breath between two questions. The next clock starts with the press."""
    interview_id = interview.id
    with st.container(border=True, gap="small"):
        st.title(f"Answer {number} of {of} is saved", anchor=False)
        st.markdown(f"Saved at {done['at']}. It is being read now; the next question starts when you are ready.")
        with st.container(horizontal=True):
            if st.button("Next question", type="primary", icon=":material/arrow_forward:", icon_position="right"):
                room_help.move_on()
                st.rerun()
            room_help.again_button(user, interview, UUID(done["turn"]), key="answer-again")
            if st.button("Read its report"):
                _pause_and_go(user, interview_id, "report", {"answer": done["answer"]})
            if st.button("Continue later", type="tertiary", icon=":material/logout:"):
                _pause_and_go(user, interview_id, "home", {})


def _pause_and_go(user: Person, interview_id: UUID, target: str, query: dict[str, str]) -> None:
    with show_errors():
        get_services().interviews.pause(user, interview_id)
        room_help.move_on()
        go(target, query)


def heading(user: Person, room: Room, turn: Turn) -> None:
    """Where the person is, the one way out, the question, and why it was chosen."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        mode = room.interview.setup.mode.value
        back = (", follow-up" if turn.part else "") + (f", attempt {room.attempt}" if room.attempt > 1 else "")
        st.markdown(
            f":gray[Question {room.number} of {room.of}{back}, {turn.question.kind.label}, {mode}]", width="content"
        )
        if st.button("Leave", type="tertiary", icon=":material/logout:"):
            leave(user, room)
    with st.container(gap="xsmall"):
        st.title(plain(turn.question.text), anchor=False)
        note(plain(turn.reason) if turn.part else f"Why this question: {plain(turn.reason)}")
    room_help.aloud(turn, room.attempt)


def strong_answer(room: Room, turn: Turn) -> None:
    """Practice only: what the rubric looks for, at the level before the best."""
    with st.expander("What a strong answer shows", icon=":material/checklist:"):
        rubric = get_services().evaluation.rubric_for(turn.question.kind, room.interview.setup.level)
        st.markdown("\n".join(f"- **{plain(c.name)}**: {plain(c.anchors[3])}" for c in rubric.criteria))
        expectations(rubric)


def other_ways(user: Person, room: Room, turn: Turn) -> None:
    """Skip or pause; neither loses what was written."""
    with st.container(horizontal=True):
        if st.button("Skip this question", type="tertiary", icon=":material/skip_next:"):
            skip(user, room, turn)
        if st.button("Pause", type="tertiary", icon=":material/pause:"):
            _pause_and_go(user, room.interview.id, "home", {})


@st.dialog("Leave the interview?", icon=":material/logout:")
def leave(user: Person, room: Room) -> None:
    """Say what is safe before leaving; leaving for good is offered apart."""
    st.markdown(
        "Your draft and your answers are saved. You can continue from Home on any device; the clock of this question "
        "starts again then."
    )
    note("Finish now ends the interview: questions you have not answered count as skipped.")
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Finish now", type="tertiary"):
            with show_errors():
                get_services().interviews.finish(user, room.interview.id)
                room_help.move_on()
                go("session", {"interview": room.interview.id})
        if st.button("Leave", key="leave-now"):
            _pause_and_go(user, room.interview.id, "home", {})
        if st.button("Keep answering", type="primary"):
            st.rerun()


@st.dialog("Skip this question?", icon=":material/skip_next:")
def skip(user: Person, room: Room, turn: Turn) -> None:
    """A skipped question does not come back in this interview, so ask."""
    st.markdown(
        "You cannot come back to it in this interview, and it will have no score. Your other answers stay as they are."
    )
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Skip", key="skip-now"):
            with show_errors():
                get_services().interviews.skip(user, room.interview.id, turn.id)
                st.rerun()
        if st.button("Keep answering", type="primary", key="skip-not"):
            st.rerun()
