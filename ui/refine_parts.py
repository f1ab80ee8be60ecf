"""Rewrites of a resume: each one a change to accept, edit or reject, and questions where a claim has no source."""

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from domain.people import ConsentKind, Person
from domain.resume.facts import Resume, ResumeFacts
from domain.resume.refining import AnswerKind, Change, ChangeStatus, Origin, Question, Refinement, diff
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.fact_places import place
from ui.layout import note
from ui.navigation import go
from ui.safe_text import model_text, plain

MAX_JOB_TEXT = 20_000
SAFE = "Your resume is unchanged."
EDITING = "editing_change"
MARKS = {
    ChangeStatus.ACCEPTED: ("Accepted", ":material/check:", "green"),
    ChangeStatus.EDITED: ("In your words", ":material/edit:", "green"),
    ChangeStatus.REJECTED: ("Left as it was", ":material/close:", "gray"),
}
DRAWN = {"same": "{}", "removed": "~~{}~~", "added": "**{}**"}


def start(user: Person, resume: Resume) -> None:
    """What happens, with whose help, and for which job."""
    with st.container(border=True, gap="small"):
        st.markdown(
            "Each rewrite is a change you accept, edit or reject. A rewrite that says more than your resume does is "
            "turned into a question first; nothing is added that you have not confirmed."
        )
        note(_whose_help(user))
        job = st.text_area(
            "Job description (optional)", height=140, max_chars=MAX_JOB_TEXT, key="refine-job",
            placeholder="Paste the job ad to bring the lines it asks for to the front.",
        )  # fmt: skip
        if st.button("Propose changes", type="primary", icon=":material/edit_note:"):
            with show_errors(safe=SAFE) as shown, st.spinner("Looking at every line"):
                made = get_services().resume_refining.propose(user, resume.id, job.strip() or None)
            if not shown.failed:
                go("refine", {"refinement": made.id})


def _whose_help(user: Person) -> str:
    if not get_services().resume_refining.has_model:
        return "No model is set up here, so changes come from fixed rules only: weak openings, filler words, order."
    if not user.allows(ConsentKind.MODEL_USE):
        return (
            "You have not allowed models, so changes come from fixed rules only and nothing leaves this server. "
            "You can change this under Account."
        )
    return "Your lines go to a model without your name, contact details and addresses. Fixed rules check its answer."


def refinement(user: Person, found: Refinement, facts: ResumeFacts) -> None:
    """Open changes first, then what is decided, then the one button that makes a new version."""
    if found.note:
        note(plain(found.note))
    still_open = [change for change in found.changes if change.is_open]
    decided = [change for change in found.changes if not change.is_open]
    if not found.changes:
        st.markdown("No change is proposed: the rules found nothing to mend.")
    for change in (*still_open, *decided):
        _change(user, found, change, facts)
    taken = sum(change.is_taken for change in found.changes)
    if taken:
        _finish(user, found, taken, len(still_open))


def _finish(user: Person, found: Refinement, taken: int, left: int) -> None:
    with st.container(border=True, gap="small"):
        waiting = f" {left} still wait for you and are left as they are." if left else ""
        st.markdown(f"{taken} {'change' if taken == 1 else 'changes'} to take over.{waiting}")
        if st.button("Make a new version", type="primary", icon=":material/check:"):
            with show_errors(safe=SAFE) as shown:
                get_services().resume_refining.apply(user, found.id)
            if not shown.failed:
                st.rerun()
        note("The present version stays stored, and you can go back to it.")


def _change(user: Person, found: Refinement, change: Change, facts: ResumeFacts) -> None:
    service = get_services().resume_refining
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f":gray[{plain(place(facts, change.path))}]", width="content")
            if change.status in MARKS:
                label, icon, colour = MARKS[change.status]
                st.badge(label, icon=icon, color=colour)
            elif change.status is ChangeStatus.ASKS:
                st.badge("Needs your word", icon=":material/help:", color="orange")
        _text(change, facts)
        source = "Fixed rule" if change.origin is Origin.RULES else "Model, checked against your resume"
        note(f"{model_text(change.why)} ({source})")
        if st.session_state.get(EDITING) == (str(found.id), change.id):
            _editor(user, found, change)
            return
        for question in change.questions if change.is_open else ():
            _question(user, found, change, question)
        if change.is_open:
            _decide(found, change, lambda: service.accept(user, found.id, change.id),
                    lambda: service.reject(user, found.id, change.id))  # fmt: skip


def _text(change: Change, facts: ResumeFacts) -> None:
    if change.order:
        lines = facts.work[int(change.path.split(".")[1])].bullets
        st.markdown("\n".join(f"{n}. {plain(lines[at])}" for n, at in enumerate(change.order, 1) if at < len(lines)))
        return
    parts = [DRAWN[part.kind].format(plain(part.text)) for part in diff(change.original, change.text)]
    st.markdown(" ".join(parts))


def _decide(found: Refinement, change: Change, accept: Callable[[], object], reject: Callable[[], object]) -> None:
    with st.container(horizontal=True):
        if change.status is ChangeStatus.PROPOSED:
            _press("Accept", ":material/check:", f"accept-{change.id}", accept)
        if not change.order and st.button("Edit", icon=":material/edit:", key=f"edit-{change.id}"):
            st.session_state[EDITING] = (str(found.id), change.id)
            st.rerun()
        _press("Leave as it is", ":material/close:", f"reject-{change.id}", reject)


def _press(label: str, icon: str, key: str, run: Callable[[], object]) -> None:
    if st.button(label, icon=icon, key=key):
        with show_errors(safe=SAFE) as shown:
            run()
        if not shown.failed:
            st.rerun()


def _question(user: Person, found: Refinement, change: Change, question: Question) -> None:
    if question.answer is not None:
        note(f"{plain(question.objection.question)} You said {question.answer.value}.")
        return
    answer = get_services().resume_refining.answer
    with st.container(gap="xsmall"):
        st.markdown(f"**{plain(question.objection.question)}**")
        note("Nothing in your resume says so. Only confirm what is true.")
        with st.container(horizontal=True):
            key = f"{change.id}-{question.id}"
            _press("Yes, that is true", ":material/check:", f"yes-{key}",
                   lambda: answer(user, found.id, change.id, question.id, AnswerKind.YES))  # fmt: skip
            _press("No, leave it out", ":material/close:", f"no-{key}",
                   lambda: answer(user, found.id, change.id, question.id, AnswerKind.NO))  # fmt: skip


def _editor(user: Person, found: Refinement, change: Change) -> None:
    with st.form(f"form-{change.id}"):
        text = st.text_area("Your words", change.text, height=100)
        with st.container(horizontal=True):
            keep = st.form_submit_button("Save", type="primary")
            cancel = st.form_submit_button("Cancel", type="tertiary")
    if keep:
        with show_errors(safe=SAFE) as shown:
            get_services().resume_refining.accept(user, found.id, change.id, text=text)
        if not shown.failed:
            st.session_state.pop(EDITING, None)
            st.rerun()
    if cancel:
        st.session_state.pop(EDITING, None)
        st.rerun()


def applied(found: Refinement) -> None:
    """What came of it, and the way on."""
    with st.container(border=True, gap="small"):
        st.subheader(f"Version {found.result_version} is your resume now", anchor=False, icon=":material/task_alt:")
        with st.container(horizontal=True):
            if st.button("Download it", type="primary", icon=":material/download:"):
                st.session_state["resume-view"] = "Download"
                go("resume")
            if st.button("Refine again", icon=":material/edit_note:"):
                go("refine")


def earlier(resume_id: UUID, found: list[Refinement]) -> None:
    """Refinements begun before: the open one can be taken up again."""
    for one in found:
        left = sum(change.is_open for change in one.changes)
        if one.resume_id == resume_id and one.state == "open" and left:
            with st.container(border=True, gap="small"):
                st.markdown(f"You have {left} proposed {'change' if left == 1 else 'changes'} waiting.")
                if st.button("Go on with them", key=f"go-on-{one.id}", type="primary"):
                    go("refine", {"refinement": one.id})
            return
