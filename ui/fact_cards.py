"""What was read from a resume, as cards that can be confirmed and corrected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain.people import Person
from domain.resume.facts import (
    Certificate,
    Contact,
    Doubt,
    Education,
    Position,
    Project,
    Publication,
    Resume,
    ResumeFacts,
    SkillCategory,
    SkillFact,
    SpokenLanguage,
)
from services.bootstrap import get_services
from ui import fact_forms as forms
from ui.errors import show_errors
from ui.fact_forms import lines_of
from ui.layout import note
from ui.safe_text import plain, plain_lines

EDITING = "editing_fact"
Save = Callable[[ResumeFacts], None]


@dataclass(frozen=True)
class Kind:
    """One list of ResumeFacts: how its items are drawn and edited. A needed one is shown while it is empty."""

    field: str
    title: str
    add: str
    blank: Any
    draw: Callable[[Any], None]
    form: Callable[[Any], Any]
    needed: bool = False


KINDS = (
    Kind("work", "Work", "Add position", Position(), forms.position_text, forms.position_form, needed=True),
    Kind("education", "Education", "Add education", Education(), forms.education_text, forms.education_form, True),
    Kind("projects", "Projects", "Add project", Project(), forms.project_text, forms.project_form),
    Kind(
        "certificates", "Certificates and awards", "Add certificate", Certificate(),
        forms.certificate_text, forms.certificate_form,
    ),
    Kind(
        "publications", "Publications", "Add publication", Publication(),
        forms.publication_text, forms.publication_form,
    ),
    Kind("languages", "Languages", "Add language", SpokenLanguage(), forms.language_text, forms.language_form),
)  # fmt: skip
CATEGORIES = {
    SkillCategory.TECHNICAL: "Technical",
    SkillCategory.TOOL: "Tools",
    SkillCategory.SOFT: "Working with people",
    SkillCategory.LANGUAGE: "Languages",
    SkillCategory.OTHER: "Other, in your words",
}


def cards(user: Person, resume: Resume) -> None:
    """Every fact; what still wants a look comes before what is confirmed, within its group."""
    facts = resume.facts or ResumeFacts()

    def save(changed: ResumeFacts) -> None:
        with show_errors(safe="Your resume is unchanged.") as shown:
            get_services().resumes.save_edits(user, resume.id, changed)
        if not shown.failed:
            st.session_state.pop(EDITING, None)
            st.rerun()

    contact_card(facts, save, resume.doubts)
    empty = [kind for kind in KINDS if not (kind.needed or getattr(facts, kind.field) or _adding(kind, facts))]
    for kind in KINDS:
        if kind not in empty:
            _group(kind, facts, save, resume.doubts)
    skills_card(facts, save)
    if empty:
        with st.container(gap="small"):
            note("Not found in your file. Add what you have:")
            with st.container(horizontal=True):
                for kind in empty:
                    if st.button(kind.add, icon=":material/add:", key=f"add-{kind.field}"):
                        _open(_key(kind, 0))


def _key(kind: Kind, i: int) -> str:
    return f"{kind.field}-{i}"


def _adding(kind: Kind, facts: ResumeFacts) -> bool:
    return bool(st.session_state.get(EDITING) == _key(kind, len(getattr(facts, kind.field))))


def _open(key: str) -> None:
    st.session_state[EDITING] = key
    st.rerun()


def _group(kind: Kind, facts: ResumeFacts, save: Save, doubts: Sequence[Doubt]) -> None:
    items = getattr(facts, kind.field)
    with st.container(gap="small"):
        st.header(kind.title, anchor=False)
        if not items and not _adding(kind, facts):
            note(f"Nothing was found under {kind.title.lower()}. Add it, so that questions can be built on it.")
        for i in sorted(range(len(items)), key=lambda i: items[i].confirmed):
            _item(kind, facts, i, save, doubts)
        if _adding(kind, facts):
            _edit(kind, (*items, kind.blank), len(items), facts, save)
        elif st.button(kind.add, icon=":material/add:", key=f"add-{kind.field}"):
            _open(_key(kind, len(items)))


def _item(kind: Kind, facts: ResumeFacts, i: int, save: Save, doubts: Sequence[Doubt]) -> None:
    items, key = getattr(facts, kind.field), _key(kind, i)
    if st.session_state.get(EDITING) == key:
        _edit(kind, items, i, facts, save)
        return
    with st.container(border=True, gap="xsmall"):
        kind.draw(items[i])
        if not items[i].confirmed:
            _doubts(doubts, f"{kind.field}.{i}")
        with st.container(horizontal=True):
            if not items[i].confirmed and st.button("Confirm", icon=":material/check:", key=f"ok-{key}"):
                confirmed = items[i].model_copy(update={"confirmed": True})
                save(facts.model_copy(update={kind.field: _with(items, i, confirmed)}))
            if st.button("Edit", icon=":material/edit:", key=f"edit-{key}", type="tertiary"):
                _open(key)


def _doubts(doubts: Sequence[Doubt], path: str) -> None:
    """Why a card wants a look, in sentences."""
    for doubt in doubts:
        if doubt.path == path or doubt.path.startswith(f"{path}."):
            st.markdown(f":orange[:material/help: {plain(doubt.reason)}]")


def _edit(kind: Kind, items: tuple[Any, ...], i: int, facts: ResumeFacts, save: Save) -> None:
    with st.form(f"form-{kind.field}-{i}"):
        changed = kind.form(items[i])
        with st.container(horizontal=True):
            keep = st.form_submit_button("Save", type="primary")
            drop = st.form_submit_button("Remove", icon=":material/delete:")
            cancel = st.form_submit_button("Cancel", type="tertiary")
    if keep:
        save(facts.model_copy(update={kind.field: _with(items, i, changed)}))
    if drop:
        save(facts.model_copy(update={kind.field: tuple(x for n, x in enumerate(items) if n != i)}))
    if cancel:
        st.session_state.pop(EDITING, None)
        st.rerun()


def _with(items: Sequence[Any], i: int, item: Any) -> tuple[Any, ...]:
    return tuple(item if n == i else old for n, old in enumerate(items))


def contact_card(facts: ResumeFacts, save: Save, doubts: Sequence[Doubt] = ()) -> None:
    """Name, how to reach the person, and the summary."""
    contact = facts.contact
    if st.session_state.get(EDITING) == "contact":
        _contact_form(facts, save)
        return
    with st.container(border=True, gap="xsmall"):
        st.subheader(plain(contact.name) or "No name found", anchor=False)
        if contact.headline:
            st.markdown(plain(contact.headline))
        reach = [plain(part) for part in (contact.email, contact.phone, contact.place, *contact.links) if part]
        st.markdown("  \n".join(f":gray[{part}]" for part in reach) or ":gray[No email or phone found.]")
        if facts.summary:
            st.markdown(plain_lines(facts.summary))
        _doubts(doubts, "contact")
        _doubts(doubts, "summary")
        if st.button("Edit", icon=":material/edit:", key="edit-contact", type="tertiary"):
            _open("contact")


def _contact_form(facts: ResumeFacts, save: Save) -> None:
    contact = facts.contact
    with st.form("form-contact"):
        name = st.text_input("Name", contact.name)
        headline = st.text_input("Line under your name", contact.headline, placeholder="Data analyst")
        email = st.text_input("Email", contact.email)
        phone = st.text_input("Phone", contact.phone)
        place = st.text_input("Place", contact.place)
        links = st.text_area("Links, one a line", "\n".join(contact.links), height=80)
        summary = st.text_area("Summary", facts.summary, height=120)
        with st.container(horizontal=True):
            keep = st.form_submit_button("Save", type="primary")
            cancel = st.form_submit_button("Cancel", type="tertiary")
    if keep:
        changed = Contact(
            name=name, email=email, phone=phone, links=lines_of(links), place=place, headline=headline
        )  # fmt: skip
        save(facts.model_copy(update={"contact": changed, "summary": summary.strip()}))
    if cancel:
        st.session_state.pop(EDITING, None)
        st.rerun()


def skills_card(facts: ResumeFacts, save: Save) -> None:
    """The skills by category, each with the line it was found in."""
    with st.container(border=True, gap="small"):
        st.subheader("Skills found", anchor=False)
        if st.session_state.get(EDITING) == "skills":
            _skills_form(facts, save)
            return
        if not facts.skills:
            note("No skills were found.")
        for category, title in CATEGORIES.items():
            names = [plain(skill.name) for skill in facts.skills if skill.category is category]
            if names:
                note(title)
                st.markdown(" ".join(f":gray-badge[{name}]" for name in names))
        if facts.skills:
            with st.expander("Where each was found"):
                _skill_lines(facts.skills)
        if st.button("Add or remove skills", icon=":material/edit:", key="edit-skills"):
            _open("skills")


def _skill_lines(skills: Sequence[SkillFact]) -> None:
    rows = [
        {
            "Skill": skill.name,
            "Line in your resume": skill.line or "Added by you",
            "Years": skill.years,
            "Last used": skill.last_used or None,
        }
        for skill in skills
    ]
    st.dataframe(
        rows, hide_index=True, column_config={"Years": st.column_config.NumberColumn(format="%.1f")}, height="content"
    )
    note("Years are counted from the dates of the jobs that name the skill; empty where they do not say.")


def _skills_form(facts: ResumeFacts, save: Save) -> None:
    with st.form("form-skills", border=False):
        typed = st.text_area("One skill a line", "\n".join(s.name for s in facts.skills), height=200)
        with st.container(horizontal=True):
            keep = st.form_submit_button("Save", type="primary")
            cancel = st.form_submit_button("Cancel", type="tertiary")
    if keep:
        known = {s.name: s for s in facts.skills}
        names = dict.fromkeys(lines_of(typed))
        save(facts.model_copy(update={"skills": tuple(known.get(n, SkillFact(name=n)) for n in names)}))
    if cancel:
        st.session_state.pop(EDITING, None)
        st.rerun()
