"""The refine screen: asking for proposals, deciding about each, applying them."""

from collections.abc import Callable, Sequence

import streamlit as st

from domain.people import Person
from domain.resume.facts import Resume
from domain.resume.refining import (
    AnswerKind,
    Change,
    ChangeStatus,
    DiffPart,
    Origin,
    Question,
    Refinement,
    RefinementState,
    diff,
)
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.layout import note, section
from ui.navigation import go
from ui.safe_text import model_text, plain
from ui.when import day

MOST_JOB_CHARS = 20_000
ORIGINS = {Origin.RULES: "By fixed rules", Origin.MODEL: "Written by a model, checked against your resume"}
DECIDED = {
    ChangeStatus.ACCEPTED: (":material/check_circle:", "Accepted"),
    ChangeStatus.EDITED: (":material/edit:", "Accepted in your words"),
    ChangeStatus.REJECTED: (":material/cancel:", "Left as it is"),
}
EDITING = "editing_change"


def form(user: Person, resumes: Sequence[Resume]) -> None:
    """Which resume, for which job, and a word on who will read it."""
    service = get_services().resume_refining
    with st.form("refine", border=False):
        resume = st.selectbox("Resume", resumes, format_func=lambda r: r.file_name)
        job = st.text_area("Job description (optional)", max_chars=MOST_JOB_CHARS, height=180)
        if service.model_allowed(user):
            note("Your lines go to the model without your name, contacts and addresses.")
        else:
            note("No model takes part: fixed rules shorten, reorder and tidy. You can allow a model under Account.")
        sent = st.form_submit_button("Propose changes", type="primary")
    if not sent:
        return
    with show_errors(safe="Nothing was changed.") as shown, st.spinner("Reading your lines"):
        made = service.propose(user, resume.id, job)
    if not shown.failed:
        go("refine", {"refinement": made.id})


def earlier(user: Person, resumes: Sequence[Resume]) -> None:
    """Proposals that were asked for before, so that nothing is lost with a closed tab."""
    names = {resume.id: resume.file_name for resume in resumes}
    made = [r for r in get_services().resume_refining.list(user) if r.resume_id in names]
    if not made:
        return
    with section("Earlier proposals"):
        for one in made[:10]:
            state = "applied" if one.state is RefinementState.APPLIED else f"{_open(one)} to decide"
            label = f"{plain(names[one.resume_id])}, {day(one.created_at, user)}, {state}"
            if st.button(label, key=f"earlier-{one.id}", type="tertiary"):
                go("refine", {"refinement": one.id})


def applied(refinement: Refinement) -> None:
    """What came of it, and where to go."""
    st.success(f"Version {refinement.result_version} of your resume has these changes.", icon=":material/check_circle:")
    for change in refinement.changes:
        if change.is_taken:
            _difference(change)
    if st.button("Go to your resume", type="primary"):
        go("resume")


def proposals(user: Person, refinement: Refinement) -> None:
    """Every change with its decision, then one button for all that were accepted."""
    if refinement.note:
        st.info(plain(refinement.note), icon=":material/rule:")
    if not refinement.changes:
        st.markdown("No better version was found. Your lines are clear as they are.")
        return
    for change in refinement.changes:
        _card(user, refinement, change)
    taken = sum(change.is_taken for change in refinement.changes)
    waiting = _open(refinement)
    if waiting:
        note(f"{waiting} not decided yet; they leave your resume as it is.")
    label = f"Apply {taken} {'change' if taken == 1 else 'changes'}"
    if st.button(label, type="primary", disabled=not taken):
        with show_errors(safe="Nothing was changed.") as shown:
            get_services().resume_refining.apply(user, refinement.id)
        if not shown.failed:
            st.rerun()


def _open(refinement: Refinement) -> int:
    return sum(change.is_open for change in refinement.changes)


def _card(user: Person, refinement: Refinement, change: Change) -> None:
    with st.container(border=True, gap="small"):
        _difference(change)
        note(f"{model_text(change.why)} {ORIGINS[change.origin]}.")
        if change.status in DECIDED:
            icon, words = DECIDED[change.status]
            st.markdown(f"{icon} {words}")
        if st.session_state.get(EDITING) == f"{refinement.id}-{change.id}":
            _editor(user, refinement, change)
        elif change.status is ChangeStatus.ASKS:
            question = next((q for q in change.questions if q.answer is None), None)
            if question:
                _question(user, refinement, change, question)
        else:
            _choices(user, refinement, change)


def _difference(change: Change) -> None:
    if change.order:
        lines = change.text.split("\n")
        st.markdown("**New order**\n\n" + "\n".join(f"{n}. {plain(line)}" for n, line in enumerate(lines, 1)))
        return
    st.markdown(" ".join(_marked(part) for part in diff(change.original, change.text)))


def _marked(part: DiffPart) -> str:
    """Removed words are struck through and added ones coloured: shape and colour say the same."""
    text = plain(part.text)
    return {"same": text, "removed": f"~~:gray[{text}]~~", "added": f":green-background[{text}]"}[part.kind]


def _question(user: Person, refinement: Refinement, change: Change, question: Question) -> None:
    st.markdown(f":material/help: {plain(question.objection.question)}")
    service = get_services().resume_refining
    key = f"{change.id}-{question.id}"
    with st.container(horizontal=True):
        for label, said in (("Yes, it is true", AnswerKind.YES), ("No, take it out", AnswerKind.NO)):
            if st.button(label, key=f"{said.value}-{key}"):
                _do(lambda said=said: service.answer(user, refinement.id, change.id, question.id, said))  # type: ignore[misc]
        if st.button("Edit", key=f"edit-{key}"):
            st.session_state[EDITING] = f"{refinement.id}-{change.id}"
            st.rerun()


def _choices(user: Person, refinement: Refinement, change: Change) -> None:
    service = get_services().resume_refining
    with st.container(horizontal=True):
        if not change.is_taken and st.button("Accept", key=f"accept-{change.id}"):
            _do(lambda: service.accept(user, refinement.id, change.id))
        if not change.order and st.button("Edit", key=f"edit-{change.id}"):
            st.session_state[EDITING] = f"{refinement.id}-{change.id}"
            st.rerun()
        if change.status is not ChangeStatus.REJECTED and st.button("Reject", key=f"reject-{change.id}"):
            _do(lambda: service.reject(user, refinement.id, change.id))


def _editor(user: Person, refinement: Refinement, change: Change) -> None:
    with st.form(f"edit-form-{change.id}", border=False):
        text = st.text_area("Your words", change.text, max_chars=1000)
        with st.container(horizontal=True):
            saved = st.form_submit_button("Save", type="primary")
            left = st.form_submit_button("Cancel")
    if left:
        st.session_state.pop(EDITING, None)
        st.rerun()
    if saved:
        _do(lambda: get_services().resume_refining.accept(user, refinement.id, change.id, text))


def _do(decide: Callable[[], Refinement]) -> None:
    """Store a decision and draw the page anew; a refusal is shown in its place."""
    with show_errors(safe="Nothing was changed.") as shown:
        decide()
    if not shown.failed:
        st.session_state.pop(EDITING, None)
        st.rerun()
