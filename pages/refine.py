"""Refine: rewrites of the resume that stay true."""

import streamlit as st

from domain.resume.facts import ResumeStatus
from domain.resume.refining import RefinementState
from services.bootstrap import get_services
from ui import refine_parts
from ui.layout import empty, page
from ui.navigation import asked_for
from ui.session import require_user

user = require_user()
LEAD = "Say what you did more clearly, for a job you have in mind. Nothing is made up."


def draw() -> None:
    """Proposals by address; without one, where they start."""
    services = get_services()
    wanted = asked_for("refinement")
    found = services.resume_refining.get(user, wanted) if wanted else None
    resume = services.resumes.get(user, found.resume_id) if found else services.resumes.current(user)
    with page("Refine", LEAD, width=760):
        if resume is None or resume.status is not ResumeStatus.READ or resume.facts is None:
            empty(
                "No resume to refine yet", "Upload one first; reading it takes a few seconds.",
                "Go to Resume", "resume", "description",
            )  # fmt: skip
            return
        if found is None:
            refine_parts.earlier(resume.id, services.resume_refining.list(user))
            refine_parts.start(user, resume)
            return
        if found.state is RefinementState.APPLIED:
            refine_parts.applied(found)
        refine_parts.refinement(user, found, resume.facts)
        if st.button("Begin anew", type="tertiary", icon=":material/restart_alt:"):
            st.query_params.clear()
            st.rerun()


draw()
