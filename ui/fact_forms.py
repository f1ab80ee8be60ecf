"""Each kind of fact of a resume: how it is drawn, and the form that corrects it. Saving a form confirms the fact."""

import streamlit as st

from domain.resume.facts import Certificate, Education, Position, Project, Publication, SpokenLanguage
from ui.safe_text import plain


def lines_of(text: str) -> tuple[str, ...]:
    """The non-empty lines of a text area."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _joined(separator: str, *parts: str) -> str:
    return separator.join(part for part in parts if part)


def _head(title: str, second: str, confirmed: bool) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(plain(title), anchor=False, width="content")
        if confirmed:
            st.badge("Confirmed", icon=":material/check:", color="green")
        else:
            st.badge("Check", icon=":material/help:", color="orange")
    if second:
        st.markdown(f":gray[{plain(second)}]")


def _bullets(lines: tuple[str, ...]) -> None:
    if lines:
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _period(start: str, end: str) -> str:
    return _joined(" to ", start, end)


def _dates(start: str, end: str) -> tuple[str, str]:
    with st.grid(2, min_column_width=160):
        return (
            st.text_input("Start", start, placeholder="March 2023"),
            st.text_input("End", end, placeholder="now"),
        )


def position_text(item: Position) -> None:
    """One job, as read."""
    second = _joined(". ", _joined(", ", item.employer, item.place), _period(item.start, item.end))
    _head(item.title or item.employer or "No title found", second, item.confirmed)
    _bullets(item.bullets)


def position_form(item: Position) -> Position:
    """The fields of one job."""
    title = st.text_input("Title", item.title)
    employer = st.text_input("Employer", item.employer)
    place = st.text_input("Place", item.place)
    start, end = _dates(item.start, item.end)
    bullets = lines_of(st.text_area("What you did, one line each", "\n".join(item.bullets), height=160))
    return Position(title=title, employer=employer, place=place, start=start, end=end, bullets=bullets, confirmed=True)


def education_text(item: Education) -> None:
    """One school or degree, as read."""
    degree = _joined(", ", item.degree, item.field)
    second = _joined(". ", item.school if degree else "", _period(item.start, item.end))
    _head(degree or item.school or "No degree found", second, item.confirmed)
    _bullets(item.details)


def education_form(item: Education) -> Education:
    """The fields of one school or degree."""
    school = st.text_input("School", item.school)
    degree = st.text_input("Degree", item.degree)
    field = st.text_input("Field", item.field)
    start, end = _dates(item.start, item.end)
    details = lines_of(st.text_area("Grade, honours, courses, one line each", "\n".join(item.details), height=80))
    return Education(
        school=school, degree=degree, field=field, start=start, end=end, details=details, confirmed=True
    )  # fmt: skip


def project_text(item: Project) -> None:
    """One project, as read."""
    second = _joined(". ", item.role, _period(item.start, item.end), item.link)
    _head(item.title or "No title found", second, item.confirmed)
    _bullets(item.bullets)


def project_form(item: Project) -> Project:
    """The fields of one project."""
    title = st.text_input("Title", item.title)
    role = st.text_input("Your role", item.role)
    link = st.text_input("Link", item.link)
    start, end = _dates(item.start, item.end)
    bullets = lines_of(st.text_area("What you did, one line each", "\n".join(item.bullets), height=120))
    return Project(title=title, role=role, link=link, start=start, end=end, bullets=bullets, confirmed=True)


def certificate_text(item: Certificate) -> None:
    """One certificate, licence or award, as read."""
    _head(item.name or "No name found", _joined(", ", item.issuer, item.date), item.confirmed)


def certificate_form(item: Certificate) -> Certificate:
    """The fields of one certificate."""
    name = st.text_input("Name", item.name)
    issuer = st.text_input("Given by", item.issuer)
    return Certificate(name=name, issuer=issuer, date=st.text_input("Date", item.date), confirmed=True)


def publication_text(item: Publication) -> None:
    """One publication, as read."""
    second = _joined(". ", _joined(", ", item.venue, item.date), item.link)
    _head(item.title or "No title found", second, item.confirmed)


def publication_form(item: Publication) -> Publication:
    """The fields of one publication."""
    title = st.text_input("Title", item.title)
    venue = st.text_input("Where it appeared", item.venue)
    date = st.text_input("Date", item.date)
    return Publication(title=title, venue=venue, date=date, link=st.text_input("Link", item.link), confirmed=True)


def language_text(item: SpokenLanguage) -> None:
    """One spoken language, as read."""
    _head(item.name or "No language found", item.level, item.confirmed)


def language_form(item: SpokenLanguage) -> SpokenLanguage:
    """The fields of one spoken language."""
    name = st.text_input("Language", item.name)
    return SpokenLanguage(name=name, level=st.text_input("Level", item.level, placeholder="B2, native"), confirmed=True)
