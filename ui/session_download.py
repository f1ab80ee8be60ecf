"""The session as a file for a mentor: written at a press, because a PDF takes a moment."""

from dataclasses import replace
from uuid import UUID

import streamlit as st

from domain.people import Person
from services.bootstrap import get_services
from services.session_exports import SessionFormat
from ui.errors import show_errors
from ui.layout import choice, note, section
from ui.safe_text import plain

FORMS = {SessionFormat.PDF: "PDF", SessionFormat.DOCX: "Word", SessionFormat.MARKDOWN: "Markdown"}
WRITTEN = "written_session"


def download(user: Person, interview_id: UUID) -> None:
    """Choose a format and take the file; written anew each time, so it holds the newest scores."""
    with section(
        "Download", "Questions, your answers in full, scores with their grounds. For a mentor, or for yourself."
    ):
        form = choice("File", list(FORMS), "session-form", words=lambda f: FORMS[f], show_label=False)
        wanted = (str(interview_id), form)
        if st.button("Write the file", icon=":material/draft:"):
            with show_errors(safe="Your session is unchanged."):
                made = get_services().session_exports.export(user, interview_id, form)
                st.session_state[WRITTEN] = (wanted, replace(made, data=b""))
        written = st.session_state.get(WRITTEN)
        if not written or written[0] != wanted:
            return
        made = written[1]
        for sentence in made.notes:
            note(plain(sentence))
        st.download_button(
            f"Download {plain(made.file_name)}",
            data=lambda: get_services().session_exports.export(user, interview_id, form).data,
            file_name=made.file_name,
            mime=made.media_type,
            on_click="ignore",
            icon=":material/download:",
        )
