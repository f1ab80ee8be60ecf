"""Bringing questions along: import, what was found, and the list."""

import streamlit as st

from domain.interview import Level, QuestionKind
from domain.own_questions import NewQuestion, OwnQuestion, Review
from domain.people import Person
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.layout import choice, note, section
from ui.safe_text import plain
from ui.when import count

REVIEW = "question_review"
KEPT = "question_imports"
"""How many imports were kept; each begins with an empty field."""
PASTE, FILE = "Paste", "File"
ANY = "any"


def import_form(user: Person) -> None:
    """Pasted lines or a file; nothing is stored before the next press."""
    how = choice("From", (PASTE, FILE), "questions-how", show_label=False)
    with st.form("question-import", border=True):
        text, file = "", None
        if how == PASTE:
            text = st.text_area(
                "Questions, one a line",
                height=180,
                placeholder="Why do you want to leave your job?",
                key=f"pasted-{st.session_state.get(KEPT, 0)}",
            )
        else:
            file = st.file_uploader("CSV, JSON or text file", type=["csv", "json", "txt"], max_upload_size=1)
            note("A CSV has a heading: question, and if you like kind, level and key_points (split by semicolons).")
        decided = "secondary" if REVIEW in st.session_state else "primary"
        if st.form_submit_button("Look at them", type=decided, icon=":material/search:"):
            with show_errors():
                service = get_services().own_questions
                if how == FILE and file is None:
                    st.error("Choose a file first.", icon=":material/error:")
                else:
                    found = (
                        service.look_at_file(user, file.name, file.getvalue())
                        if file
                        else service.look_at_text(user, text)
                    )
                    st.session_state[REVIEW] = found


def looked_at(user: Person) -> None:
    """What an import would bring: twins to decide on, refused lines with their reason."""
    found: Review | None = st.session_state.get(REVIEW)
    if found is None:
        return
    chosen: list[NewQuestion] = []
    if found.accepted:
        with section(f"{count(len(found.accepted), 'question')} can be kept"):
            for new in found.accepted:
                take = st.checkbox(plain(new.text), value=not new.twin, key=f"take-{new.line}-{hash(new.text)}")
                if new.twin:
                    note(f"Much like a question that is there: “{plain(new.twin)}”")
                if take:
                    chosen.append(new)
    if found.refused:
        with section(f"{count(len(found.refused), 'line')} cannot be kept"):
            for line in found.refused:
                st.markdown(f"{line.line}. {plain(line.text) or '(empty)'}")
                note(plain(line.why))
    with st.container(horizontal=True):
        label = f"Keep {count(len(chosen), 'question')}"
        if found.accepted and st.button(label, type="primary", icon=":material/add:", disabled=not chosen):
            with show_errors():
                added = get_services().own_questions.add(user, chosen)
                st.session_state.pop(REVIEW, None)
                st.session_state[KEPT] = st.session_state.get(KEPT, 0) + 1
                st.toast(f"{count(added, 'question')} kept.")
                st.rerun()
        if st.button("Forget this import", type="tertiary", icon=":material/close:"):
            st.session_state.pop(REVIEW, None)
            st.rerun()


def list_of_questions(user: Person) -> None:
    """Every question of one's own."""
    found = get_services().own_questions.list(user)
    if not found:
        return
    with section(f"{count(len(found), 'question')} of your own"):
        for own in found:
            _row(user, own)


def _row(user: Person, own: OwnQuestion) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(plain(own.text))
        level = own.level.value if own.level else "every"
        points = f", {count(len(own.key_points), 'key point')}" if own.key_points else ""
        note(f"{own.kind.label}, {level} level{points}")
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.popover("Change", icon=":material/edit:"):
                _edit(user, own)
            if st.button("Delete", key=f"delete-{own.id}", type="tertiary", icon=":material/delete:"):
                with show_errors():
                    get_services().own_questions.delete(user, own.id)
                    st.rerun()


def _edit(user: Person, own: OwnQuestion) -> None:
    with st.form(f"edit-{own.id}", border=False):
        text = st.text_area("Question", own.text, max_chars=400)
        kinds = list(QuestionKind)
        kind = st.selectbox("Kind", kinds, index=kinds.index(own.kind), format_func=lambda k: k.label)
        levels = [ANY, *(level.value for level in Level)]
        level = st.selectbox("Level", levels, index=levels.index(own.level.value if own.level else ANY))
        points = st.text_area("Key points, one a line", "\n".join(own.key_points))
        if st.form_submit_button("Save"):
            with show_errors():
                new = NewQuestion(
                    line=1, text=text, kind=kind, level=None if level == ANY else Level(level),
                    key_points=tuple(p.strip() for p in points.splitlines() if p.strip()),
                )  # fmt: skip
                get_services().own_questions.change(user, own.id, new)
                st.rerun()
