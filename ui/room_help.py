"""Around a question: read aloud, hints while practising, what was just submitted, and another attempt."""

from typing import Any
from uuid import UUID

import streamlit as st

from domain.interview import Interview, Mode, Turn
from domain.people import Person
from services.bootstrap import get_services
from services.interviews import Room
from ui.better_answer import anchor_list
from ui.components import read_aloud
from ui.errors import show_errors
from ui.layout import note
from ui.navigation import go
from ui.safe_text import plain, plain_lines

SUBMISSION = "submission"


def aloud(turn: Turn, attempt: int) -> None:
    """The browser reads the question; of itself where the person has said "Always", and not at a second attempt."""
    read_aloud(turn.question.text, now=attempt == 1, key=f"aloud-{turn.id}-{attempt}")


def hints(user: Person, turn: Turn) -> None:
    """Practice only: talking points from the own resume, what is looked for, and what answers of each grade say."""
    with st.expander(
        "Hints for this question", icon=":material/lightbulb:", key=f"hints-{turn.id}", on_change="rerun"
    ) as box:
        if not box.open:
            return
        with show_errors():
            found = get_services().hints.hints(user, turn.id)
            st.markdown("**From your resume**")
            if found.talking_points:
                st.markdown("\n".join(f"- “{plain(point.line)}”" for point in found.talking_points))
                note("Your own lines, word for word. Tell the story behind one of them.")
            elif found.has_resume:
                note("No line of your resume fits this question.")
            else:
                note("With a resume added, your own lines that fit the question stand here.")
            if found.key_points:
                st.markdown("**What is looked for**")
                st.markdown("\n".join(f"- {plain(point)}" for point in found.key_points))
            if found.anchors:
                st.markdown("**What answers say**")
                anchor_list(found.anchors)


def last_attempt(room: Room) -> None:
    """What was said the time before, to do better than."""
    if not room.last_answer.strip():
        return
    with st.expander(f"Your attempt {room.attempt - 1}", icon=":material/history:"):
        st.markdown(plain_lines(room.last_answer))


def just_answered(interview_id: UUID) -> dict[str, Any] | None:
    """The submission this tab has just made in this interview, until `move_on`."""
    done: dict[str, Any] = st.session_state.get(SUBMISSION, {})
    return done if done.get("answer") and done.get("interview") == str(interview_id) else None


def move_on() -> None:
    """Forget the last submission: the next question may start."""
    st.session_state.pop(SUBMISSION, None)


def again_button(user: Person, interview: Interview, turn_id: UUID, *, key: str, label: str = "Answer again") -> None:
    """Opens the question once more; practice only."""
    if interview.setup.mode is not Mode.PRACTICE or interview.setup.real:
        return
    if st.button(label, icon=":material/replay:", key=key):
        with show_errors():
            get_services().interviews.answer_again(user, interview.id, turn_id)
            move_on()
            go("room", {"interview": interview.id})
