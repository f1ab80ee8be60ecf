"""History."""

import streamlit as st

from domain.evaluation.types import State
from domain.interview import QuestionKind
from services.bootstrap import get_services
from ui import history_parts
from ui.layout import STATES, empty, note, page
from ui.session import require_user

user = require_user()
reports = get_services().reports

with page("History", "Every interview you started, newest first; unfinished ones on top."):
    with st.grid(2, min_column_width=160):
        kind = st.selectbox(
            "Kind", [None, *QuestionKind], format_func=lambda k: k.label if k else "All kinds", key="history-kind"
        )
        state = st.selectbox(
            "Score", [None, *State], format_func=lambda s: STATES[s][0] if s else "All scores", key="history-state"
        )
    rows = reports.history(user, kind=kind, state=state)
    for item in rows:
        history_parts.row(user, item, "history")
    if not rows and (kind or state):
        note("No interview fits this filter. Choose “All kinds” and “All scores” to see the others.")
    elif not rows:
        empty(
            "No interviews yet",
            "Your interviews, drafts and reports will be listed here. The first one takes about ten minutes.",
            "Start an interview",
            "interview",
            "history",
        )
