"""Resume."""

import streamlit as st

from domain.resume.facts import Resume, ResumeStatus
from services.bootstrap import get_services
from ui import fact_cards, resume_parts
from ui.layout import page
from ui.safe_text import plain
from ui.session import require_user
from ui.when import day

user = require_user()


def lead(resume: Resume | None) -> str:
    """File, version and date, or what the page is for."""
    if resume is None:
        return "Questions are built from what you have done."
    version = f", version {resume.version}" if resume.version else ""
    return f"{plain(resume.file_name)}{version}, added on {day(resume.created_at, user)}"


def draw() -> None:
    """Upload first, then the reading, then what was read."""
    resume = get_services().resumes.current(user)
    with page("Resume", lead(resume), width=640 if resume is None else 1040):
        if resume is None:
            resume_parts.upload(user)
            return
        if st.session_state.get(resume_parts.REPLACING):
            st.markdown("The new file becomes your current resume. The old one stays stored until you delete it.")
            resume_parts.upload(user)
            if st.button("Keep the present one", type="tertiary"):
                st.session_state.pop(resume_parts.REPLACING)
                st.rerun()
            return
        if resume.status is ResumeStatus.FAILED:
            st.error(plain(resume.error), icon=":material/error:")
            resume_parts.upload(user)
            resume_parts.file_actions(user, resume)
        elif resume.status is not ResumeStatus.READ:
            resume_parts.being_read(user, resume.id)
        else:
            if resume.quality:
                resume_parts.quality_note(resume.quality)
            resume_parts.next_step()
            fact_cards.cards(user, resume)
            resume_parts.file_actions(user, resume)


draw()
