"""Lines of the audit log on a screen."""

from collections.abc import Sequence

import streamlit as st

from domain.audit import AuditArea, AuditLine
from domain.people import Person
from services.bootstrap import get_services
from ui.layout import choice, note
from ui.safe_text import plain
from ui.when import day_and_clock

MOST = "audit-most"
STEP = 50
_EVERYTHING = "everything"
_AREAS = {
    _EVERYTHING: "Everything",
    AuditArea.ACCOUNTS: "Accounts",
    AuditArea.WORK: "Work",
    AuditArea.OPERATION: "Operation",
}


def own_lines(user: Person) -> None:
    """The person's own part of the log, folded away."""
    with st.expander("What happened on your account"):
        for line in get_services().audit.mine(user):
            by = "" if line.actor in (user.id, None) else " · by an admin"
            _line(line, user, by)


def log(user: Person) -> None:
    """The whole log with its filters."""
    area = choice("About", list(_AREAS), "audit-area", _EVERYTHING, words=lambda a: _AREAS[a], show_label=False)
    words = st.text_input("Of a person, by name or address", key="audit-search", icon=":material/search:")
    most = st.session_state.get(MOST, STEP)
    lines: Sequence[AuditLine] = get_services().audit.search(
        user, None if area == _EVERYTHING else AuditArea(area), words, most
    )
    if not lines:
        st.markdown("Nothing in the log fits this. Take a filter away.")
    for line in lines:
        subject = f" · about {plain(line.subject_email)}" if line.subject_email not in ("", line.actor_email) else ""
        _line(line, user, f" · by {plain(line.actor_email or _nobody(line))}{subject}")
    if len(lines) == most and st.button("Show older lines"):
        st.session_state[MOST] = most + STEP
        st.rerun()
    note("Lines are written in the transaction of what they tell. No login of the app can change or delete one.")


def _line(line: AuditLine, user: Person, by: str) -> None:
    details = f" · {plain(line.details)}" if line.details else ""
    st.markdown(f"{plain(line.words)}  \n:small[:gray[{day_and_clock(line.at, user)}{by}{details}]]")


def _nobody(line: AuditLine) -> str:
    return "an account that is gone" if line.actor else "the system or somebody not signed in"
