"""What was read from a resume, as cards that can be confirmed and corrected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain.people import Person
from domain.resume.facts import Contact, Education, Position, Resume, ResumeFacts, SkillFact
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.layout import note
from ui.safe_text import plain, plain_lines

EDITING = "editing_fact"
Save = Callable[[ResumeFacts], None]


@dataclass(frozen=True)
class Kind:
    """One list of ResumeFacts: how its items are drawn and edited."""

    field: str
    title: str
    add: str
    blank: Any
    draw: Callable[[Any], None]
    form: Callable[[Any], Any]


def cards(user: Person, resume: Resume) -> None:
    """Every fact; what still wants a look comes before what is confirmed, within its group."""
    facts = resume.facts or ResumeFacts()

    def save(changed: ResumeFacts) -> None:
        with show_errors(safe="Your resume is unchanged.") as shown:
            get_services().resumes.save_edits(user, resume.id, changed)
        if not shown.failed:
            st.session_state.pop(EDITING, None)
            st.rerun()

    contact_card(facts, save)
    _group(Kind("work", "Work", "Add position", Position(), position_text, position_form), facts, save)
    _group(Kind("education", "Education", "Add education", Education(), education_text, education_form), facts, save)
    skills_card(facts, save)


def lines_of(text: str) -> tuple[str, ...]:
    """The non-empty lines of a text area."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _open(key: str) -> None:
    st.session_state[EDITING] = key
    st.rerun()


def _group(kind: Kind, facts: ResumeFacts, save: Save) -> None:
    items = getattr(facts, kind.field)
    with st.container(gap="small"):
        st.header(kind.title, anchor=False)
        if not items:
            note(f"Nothing was found under {kind.title.lower()}. Add it, so that questions can be built on it.")
        for i in sorted(range(len(items)), key=lambda i: items[i].confirmed):
            _item(kind, facts, i, save)
        new = f"{kind.field}-{len(items)}"
        if st.session_state.get(EDITING) == new:
            _edit(kind, facts, (*items, kind.blank), len(items), save)
        elif st.button(kind.add, icon=":material/add:", key=f"add-{kind.field}"):
            _open(new)


def _item(kind: Kind, facts: ResumeFacts, i: int, save: Save) -> None:
    items, key = getattr(facts, kind.field), f"{kind.field}-{i}"
    if st.session_state.get(EDITING) == key:
        _edit(kind, facts, items, i, save)
        return
    with st.container(border=True, gap="xsmall"):
        kind.draw(items[i])
        with st.container(horizontal=True):
            if not items[i].confirmed and st.button("Confirm", icon=":material/check:", key=f"ok-{key}"):
                confirmed = items[i].model_copy(update={"confirmed": True})
                save(facts.model_copy(update={kind.field: _with(items, i, confirmed)}))
            if st.button("Edit", icon=":material/edit:", key=f"edit-{key}", type="tertiary"):
                _open(key)


def _edit(kind: Kind, facts: ResumeFacts, items: tuple[Any, ...], i: int, save: Save) -> None:
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


def _head(title: str, second: str, confirmed: bool) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(plain(title), anchor=False, width="content")
        if confirmed:
            st.badge("Confirmed", icon=":material/check:", color="green")
        else:
            st.badge("Check", icon=":material/help:", color="orange")
    if second:
        st.markdown(f":gray[{plain(second)}]")


def _period(start: str, end: str) -> str:
    return " to ".join(part for part in (start, end) if part)


def position_text(item: Position) -> None:
    """One job, as read."""
    where = ", ".join(part for part in (item.employer, item.place) if part)
    second = ". ".join(part for part in (where, _period(item.start, item.end)) if part)
    _head(item.title or item.employer or "No title found", second, item.confirmed)
    if item.bullets:
        st.markdown("\n".join(f"- {plain(line)}" for line in item.bullets))


def position_form(item: Position) -> Position:
    """The fields of one job; saving them confirms it."""
    title = st.text_input("Title", item.title)
    employer = st.text_input("Employer", item.employer)
    place = st.text_input("Place", item.place)
    with st.grid(2, min_column_width=160):
        start = st.text_input("Start", item.start, placeholder="March 2023")
        end = st.text_input("End", item.end, placeholder="now")
    bullets = st.text_area("What you did, one line each", "\n".join(item.bullets), height=160)
    return Position(
        title=title, employer=employer, place=place, start=start, end=end, bullets=lines_of(bullets), confirmed=True
    )


def education_text(item: Education) -> None:
    """One school or degree, as read."""
    degree = ", ".join(part for part in (item.degree, item.field) if part)
    second = ". ".join(part for part in (item.school if degree else "", _period(item.start, item.end)) if part)
    _head(degree or item.school or "No degree found", second, item.confirmed)


def education_form(item: Education) -> Education:
    """The fields of one school or degree; saving them confirms it."""
    school = st.text_input("School", item.school)
    degree = st.text_input("Degree", item.degree)
    field = st.text_input("Field", item.field)
    with st.grid(2, min_column_width=160):
        start = st.text_input("Start", item.start)
        end = st.text_input("End", item.end)
    return Education(school=school, degree=degree, field=field, start=start, end=end, confirmed=True)


def contact_card(facts: ResumeFacts, save: Save) -> None:
    """Name, how to reach the person, and the summary."""
    contact = facts.contact
    if st.session_state.get(EDITING) == "contact":
        with st.form("form-contact"):
            name = st.text_input("Name", contact.name)
            email = st.text_input("Email", contact.email)
            phone = st.text_input("Phone", contact.phone)
            links = st.text_area("Links, one a line", "\n".join(contact.links), height=80)
            summary = st.text_area("Summary", facts.summary, height=120)
            keep = st.form_submit_button("Save", type="primary")
        if keep:
            changed = Contact(name=name, email=email, phone=phone, links=lines_of(links))
            save(facts.model_copy(update={"contact": changed, "summary": summary.strip()}))
        return
    with st.container(border=True, gap="xsmall"):
        st.subheader(plain(contact.name) or "No name found", anchor=False)
        reach = [plain(part) for part in (contact.email, contact.phone, *contact.links) if part]
        st.markdown("  \n".join(f":gray[{part}]" for part in reach) or ":gray[No email or phone found.]")
        if facts.summary:
            st.markdown(plain_lines(facts.summary))
        if st.button("Edit", icon=":material/edit:", key="edit-contact", type="tertiary"):
            _open("contact")


def skills_card(facts: ResumeFacts, save: Save) -> None:
    """The skills found, as one list."""
    with st.container(border=True, gap="small"):
        st.subheader("Skills found", anchor=False)
        if st.session_state.get(EDITING) == "skills":
            with st.form("form-skills", border=False):
                typed = st.text_area("One skill a line", "\n".join(s.name for s in facts.skills), height=200)
                keep = st.form_submit_button("Save", type="primary")
            if keep:
                known = {s.name: s for s in facts.skills}
                names = dict.fromkeys(lines_of(typed))
                save(facts.model_copy(update={"skills": tuple(known.get(n, SkillFact(name=n)) for n in names)}))
            return
        if facts.skills:
            st.markdown(" ".join(f":gray-badge[{plain(s.name)}]" for s in facts.skills))
        else:
            note("No skills were found.")
        if st.button("Add or remove skills", icon=":material/edit:", key="edit-skills"):
            _open("skills")
