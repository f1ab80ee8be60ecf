"""Interview room."""

import streamlit as st

from domain.interview import Mode
from services.bootstrap import get_services
from ui import room_help, room_parts
from ui.layout import incomplete_address
from ui.navigation import asked_for, go
from ui.session import require_user

user = require_user()
interviews = get_services().interviews


def draw() -> None:
    """One question, or the step between two of them."""
    interview_id = asked_for("interview")
    if interview_id is None:
        incomplete_address("Open the interview again from Home or History.", "Go to Home", "home")
        return
    with st.container(horizontal_alignment="center"), st.container(width=760, gap="medium"):
        done = room_help.just_answered(interview_id)
        if done:
            interview = interviews.get(user, interview_id)
            answered = next((t.position for t in interview.turns if str(t.id) == done["turn"]), 0)
            if interview.current_turn and interview.setup.mode is Mode.PRACTICE:
                room_parts.between(user, interview, done, answered, len(interview.main_turns))
                return
            room_help.move_on()
        with st.spinner("Your answers are saved. The next question is on its way."):  # shown only when it takes a while
            room = interviews.room(user, interview_id)
        if room.turn is None:
            go("session", {"interview": interview_id})
        room_parts.question(user, room, room.turn)


draw()
