"""Job match."""

from domain.resume.facts import ResumeStatus
from services.bootstrap import get_services
from ui import job_match_parts, resume_parts
from ui.layout import empty, page
from ui.navigation import asked_for
from ui.safe_text import plain
from ui.session import require_user

user = require_user()
LEAD = "See which lines of your resume answer a job description, and what is missing."


def draw() -> None:
    """The form, or the match named in the address."""
    every = get_services().resumes.list(user)
    resumes = [resume for resume in every if resume.status is ResumeStatus.READ]
    if not resumes:
        with page("Job match", LEAD, width=640):
            being_read = next((r for r in every if r.status is not ResumeStatus.FAILED), None)
            if being_read is not None:
                resume_parts.being_read(user, being_read.id)
            else:
                title, text = "No resume to compare yet", "Add your resume first. Reading it takes a few seconds."
                empty(title, text, "Add your resume", "resume", "description")
        return
    job_id = asked_for("job")
    if job_id is None:
        with page("Job match", LEAD, width=640):
            job_match_parts.form(user, resumes)
        return
    chosen = asked_for("resume")
    resume = next((r for r in resumes if r.id == chosen), resumes[0])
    match = get_services().job_match.again(user, resume.id, job_id)
    title = plain(match.title) or "Job match"
    with page(title, f"Compared with {plain(resume.file_name)}, version {resume.version}"):
        job_match_parts.result(user, match, job_id)


draw()
