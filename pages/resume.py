"""Resume."""

import streamlit as st

from domain.resume.facts import Resume, ResumeFacts, ResumeStatus
from services.bootstrap import get_services
from ui import fact_cards, resume_download, resume_parts, resume_score, resume_versions, resume_wording
from ui.layout import choice, page
from ui.safe_text import plain
from ui.session import require_user
from ui.when import day

user = require_user()
VIEWS = ("Facts", "Score", "Wording", "Versions", "Download")


def lead(resume: Resume | None) -> str:
    """File, version and date, or what the page is for."""
    if resume is None:
        return "Questions are built from what you have done."
    version = f", version {resume.version}" if resume.version else ""
    return f"{plain(resume.file_name)}{version}, added on {day(resume.created_at, user)}"


def read(resume: Resume) -> None:
    """How well it was read comes before anything that is built on it."""
    if resume.quality:
        resume_parts.quality_note(resume.quality)
    resume_parts.hidden_text(user, resume.id)
    view = choice("What to see", VIEWS, "resume-view", show_label=False)
    if view == "Facts":
        resume_parts.next_steps()
        fact_cards.cards(user, resume)
        resume_parts.file_actions(user, resume)
    elif view == "Score":
        resume_score.view(user, resume.id)
    elif view == "Wording":
        findings = get_services().resume_review.review(user, resume.id).findings
        resume_wording.wording(user, resume.id, resume.facts or ResumeFacts(), findings)
    elif view == "Versions":
        resume_versions.versions(user, resume.id)
    else:
        resume_download.download(user, resume.id, resume.version)


def draw() -> None:
    """Upload first, then the reading, then what was read."""
    resume = get_services().resumes.current(user)
    with page("Resume", lead(resume), width=640 if resume is None else 1040):
        if resume is None:
            resume_parts.upload(user)
        elif st.session_state.get(resume_parts.REPLACING):
            resume_parts.replacing(user)
        elif resume.status is ResumeStatus.FAILED:
            st.error(plain(resume.error), icon=":material/error:")
            resume_parts.upload(user)
            resume_parts.file_actions(user, resume)
        elif resume.status is not ResumeStatus.READ:
            resume_parts.being_read(user, resume.id)
        else:
            read(resume)


draw()
