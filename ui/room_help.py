"""Help around a question: read aloud, hints while practising, and another attempt."""

from uuid import UUID

import streamlit as st

from domain.interview import Mode, Turn
from domain.people import Person
from services.bootstrap import get_services
from services.interviews import Room
from ui.components import read_aloud
from ui.errors import show_errors
from ui.layout import note
from ui.navigation import go
from ui.safe_text import plain, plain_lines

ANCHORS = ("A weak answer", "A solid answer", "A strong answer")


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
                st.markdown(
                    "\n".join(f"- **{name}:** {plain(text)}" for name, text in zip(ANCHORS, found.anchors, strict=True))
                )


def last_attempt(room: Room) -> None:
    """What was said the time before, to do better than."""
    if not room.last_answer.strip():
        return
    with st.expander(f"Your attempt {room.attempt - 1}", icon=":material/history:"):
        st.markdown(plain_lines(room.last_answer))


def answer_again(user: Person, interview_id: UUID, turn: Turn, mode: Mode, *, key: str) -> None:
    """A button that opens the question once more; practice only."""
    if mode is not Mode.PRACTICE:
        return
    if st.button("Answer again", icon=":material/replay:", key=key):
        with show_errors():
            get_services().interviews.answer_again(user, interview_id, turn.id)
            go("room", {"interview": interview_id})
