"""Refine."""

from domain.resume.facts import ResumeStatus
from domain.resume.refining import RefinementState
from services.bootstrap import get_services
from ui import refine_parts, resume_parts
from ui.layout import empty, page
from ui.navigation import asked_for
from ui.safe_text import plain
from ui.session import require_user
from ui.when import day

user = require_user()
LEAD = "Better lines for your resume. Nothing is added that your resume or you do not say."


def draw() -> None:
    """The form, or the proposals named in the address."""
    services = get_services()
    refinement_id = asked_for("refinement")
    if refinement_id is not None:
        refinement = services.resume_refining.get(user, refinement_id)
        resume = services.resumes.get(user, refinement.resume_id)
        made = f"{plain(resume.file_name)}, version {refinement.base_version}, {day(refinement.created_at, user)}"
        with page("Refine", made, width=860):
            if refinement.state is RefinementState.APPLIED:
                refine_parts.applied(refinement)
            else:
                refine_parts.proposals(user, refinement)
        return
    every = services.resumes.list(user)
    resumes = [resume for resume in every if resume.status is ResumeStatus.READ]
    with page("Refine", LEAD, width=640):
        if resumes:
            refine_parts.form(user, resumes)
            refine_parts.earlier(user, resumes)
        elif every and every[0].status is not ResumeStatus.FAILED:
            resume_parts.being_read(user, every[0].id)
        else:
            text = "Add your resume first. Reading it takes a few seconds."
            empty("No resume to refine yet", text, "Add your resume", "resume", "description")


draw()
