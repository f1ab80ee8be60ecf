"""The resume screen: upload, progress, how well it was read."""

from functools import partial
from uuid import UUID

import streamlit as st

from domain.people import Person
from domain.resume.document import Hiding
from domain.resume.facts import ReadingQuality, Resume, ResumeStatus
from services.bootstrap import get_services
from ui.errors import fragment, show_errors
from ui.layout import confirm_delete, note, steps
from ui.navigation import go
from ui.safe_text import plain
from ui.when import clock

MAX_MB = 10
TYPES = ["pdf", "docx"]
POLL_SECONDS = 0.7
UPLOADS = "uploads"
REPLACING = "replacing_resume"
WELL_READ = 0.85
PARTLY_READ = 0.6
HIDDEN_SHOWN = 20
HIDING = {
    Hiding.COLOUR: "in the colour of the page",
    Hiding.TINY: "too small to see",
    Hiding.OFF_PAGE: "outside the page",
    Hiding.INVISIBLE: "marked as invisible",
    Hiding.COVERED: "under something else",
    Hiding.ZERO_WIDTH: "in letters without a picture",
}
LOSS = (
    "The file and everything read from it are deleted for good. Your interviews, answers and scores stay, and so do "
    "the questions that were built from it."
)


def upload(user: Person) -> None:
    """The file chooser; a new key after each upload keeps a rerun from sending the same file twice."""
    turn = st.session_state.setdefault(UPLOADS, 0)
    chosen = st.file_uploader(
        f"PDF or Word file, up to {MAX_MB} MB", TYPES, max_upload_size=MAX_MB, key=f"resume-{turn}"
    )
    note("We keep the file under a name of ours. Only you can open it, and you can delete it at any time.")
    if chosen is None:
        return
    with show_errors(safe="Nothing was changed.") as shown:
        get_services().resumes.upload(user, chosen.name, chosen.getvalue())
    if not shown.failed:
        st.session_state[UPLOADS] = turn + 1
        st.session_state.pop(REPLACING, None)
        st.rerun()


@fragment(run_every=POLL_SECONDS)
def being_read(user: Person, resume_id: UUID) -> None:
    """Which step the reading has reached; the whole page once more when it is done."""
    resume = get_services().resumes.get(user, resume_id)
    if resume.status in (ResumeStatus.READ, ResumeStatus.FAILED):
        st.rerun()
    done = [f"File saved at {clock(resume.created_at, user)}"]
    running = [plain(resume.step) or "Waiting for its turn"]
    steps("Reading your resume", done, running, "Usually a few seconds.", later="what we read will be here.")
    st.skeleton(160)


def quality_note(quality: ReadingQuality) -> None:
    """How well the file was read, and what to check."""
    n = len(quality.issues)
    things = "with one thing to check" if n == 1 else f"with {n} things to check" if n else "nothing to check"
    how = (
        "Read well"
        if quality.score >= WELL_READ
        else "Read in part"
        if quality.score >= PARTLY_READ
        else "Hard to read"
    )
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            icon = ":material/task_alt:" if quality.score >= WELL_READ else ":material/help:"
            st.subheader(f"{how}, {things}", anchor=False, icon=icon, width="content")
            colour = "green" if quality.score >= WELL_READ else "orange"
            st.badge(f"Quality {round(quality.score * 100)} of 100", color=colour)
        if quality.issues:
            st.markdown("\n".join(f"- {plain(issue)}" for issue in quality.issues))


def file_actions(user: Person, resume: Resume) -> None:
    """Replace, download, delete."""
    resumes = get_services().resumes
    with st.container(horizontal=True):
        if st.button("Replace", icon=":material/upload_file:"):
            st.session_state[REPLACING] = True
            st.rerun()
        st.download_button(
            "Download original",
            data=lambda: resumes.file(user, resume.id)[1],
            file_name=resume.file_name,
            mime=resume.media_type,
            on_click="ignore",
            icon=":material/download:",
        )
        if st.button("Delete", type="tertiary", icon=":material/delete:"):
            delete = partial(resumes.delete, user, resume.id)
            confirm_delete("Delete this resume", LOSS, "Delete resume", delete, st.rerun)


def next_steps() -> None:
    """What a read resume is for."""
    with st.container(horizontal=True):
        if st.button("Set up an interview from it", type="primary", icon=":material/forum:"):
            go("interview")
        if st.button("Match it to a job", icon=":material/join_inner:"):
            go("job-match")
        if st.button("Refine the wording", icon=":material/edit_note:"):
            go("refine")


def replacing(user: Person) -> None:
    """Another file in the place of the present one."""
    st.markdown("The new file becomes your current resume. The old one stays stored until you delete it.")
    upload(user)
    if st.button("Keep the present one", type="tertiary"):
        st.session_state.pop(REPLACING)
        st.rerun()


def hidden_text(user: Person, resume_id: UUID) -> None:
    """What a reader of the page would not see: shown to its owner, used for nothing."""
    hidden = get_services().resumes.hidden_text(user, resume_id)
    if not hidden:
        return
    with st.expander(f"Hidden text in your file ({len(hidden)})", icon=":material/visibility_off:"):
        st.markdown("\n".join(f"- Page {h.page}, {HIDING[h.hiding]}: “{plain(h.text)}”" for h in hidden[:HIDDEN_SHOWN]))
    if len(hidden) > HIDDEN_SHOWN:
        note(f"And {len(hidden) - HIDDEN_SHOWN} more.")
