"""Logging what came of real interviews, and what the scores before them say."""

from functools import partial

import streamlit as st

from domain.outcomes import Outcome, OutcomeDetails, Result, Stage
from domain.people import Person
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.layout import confirm_delete, note
from ui.safe_text import plain, plain_lines

COLOURS = {True: "green", False: "gray", None: "gray"}
ICONS = {
    Result.WAITING: ":material/schedule:",
    Result.ADVANCED: ":material/arrow_forward:",
    Result.OFFER: ":material/handshake:",
    Result.REJECTED: ":material/block:",
    Result.WITHDREW: ":material/undo:",
}


def view(user: Person) -> None:
    """The honest sentence about scores and outcomes."""
    found = get_services().outcomes.view(user)
    if found.logged:
        st.markdown(found.sentence)


def form(user: Person) -> None:
    """Log one interview."""
    with (
        st.expander("Log an interview", icon=":material/add:"),
        st.form("outcome-new", border=False, clear_on_submit=True),
    ):
        details = _fields("new", None)
        if st.form_submit_button("Log it", type="primary"):
            with show_errors():
                get_services().outcomes.log(user, details)
                st.rerun()


def list_of_outcomes(user: Person) -> None:
    """Every outcome, newest first, each to correct or delete."""
    for outcome in get_services().outcomes.list(user):
        _row(user, outcome)


def _row(user: Person, outcome: Outcome) -> None:
    with st.container(border=True, gap="xsmall"):
        what = ", ".join(plain(t) for t in (outcome.role_name, outcome.company) if t) or "Interview"
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            when = f"{outcome.happened_on.day} {outcome.happened_on:%B %Y}"
            st.markdown(f"**{what}**  \n:small[:gray[{outcome.stage.label}, {when}]]", width="content")
            st.badge(outcome.result.label, icon=ICONS[outcome.result], color=COLOURS[outcome.result.positive])
        if outcome.heard:
            st.markdown(plain_lines(outcome.heard))
        with st.expander("Change or delete"):
            with st.form(f"outcome-{outcome.id}", border=False):
                details = _fields(str(outcome.id), outcome)
                if st.form_submit_button("Save"):
                    with show_errors():
                        get_services().outcomes.change(user, outcome.id, details)
                        st.rerun()
            if st.button("Delete", key=f"outcome-del-{outcome.id}", type="tertiary", icon=":material/delete:"):
                delete = partial(get_services().outcomes.delete, user, outcome.id)
                loss = "What you logged about this interview is deleted for good. Your practice stays."
                confirm_delete("Delete this outcome", loss, "Delete outcome", delete, st.rerun)


def _fields(key: str, known: Outcome | None) -> OutcomeDetails:
    with st.grid(2, min_column_width=240):
        happened = st.date_input("When", known.happened_on if known else "today", key=f"when-{key}")
        stage = st.selectbox(
            "Stage",
            list(Stage),
            index=list(Stage).index(known.stage if known else Stage.INTERVIEW),
            format_func=lambda s: s.label,
            key=f"stage-{key}",
        )
        company = st.text_input("Company", known.company if known else "", key=f"company-{key}", max_chars=120)
        role = st.text_input("Role", known.role_name if known else "", key=f"role-{key}", max_chars=120)
    result = st.selectbox(
        "What happened",
        list(Result),
        index=list(Result).index(known.result if known else Result.WAITING),
        format_func=lambda r: r.label,
        key=f"result-{key}",
    )
    heard = st.text_area(
        "Feedback you heard", known.heard if known else "", key=f"heard-{key}", max_chars=4000, height=100
    )
    note("Waiting interviews, and those you withdrew from, are left out of every comparison.")
    return OutcomeDetails(
        happened_on=happened,
        company=company.strip(),
        role_name=role.strip(),
        stage=stage,
        result=result,
        heard=heard.strip(),
    )
