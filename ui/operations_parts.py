"""What every view of the Operations page has above it, and the view of the health checks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from domain.model_use import Alert, AlertLevel
from domain.people import Person
from services.bootstrap import get_services
from services.health import Check
from ui.errors import show_errors
from ui.layout import choice, note, section
from ui.operations_words import moment
from ui.safe_text import plain
from ui.when import count

SEEN = "operations_view"
DONE = "operations_done"
UNCHANGED = "Nothing was changed."
ALERTS_SHOWN = 3
LEVELS = {  # words, icon, colour
    AlertLevel.PROBLEM: ("Problem", ":material/error:", "red"),
    AlertLevel.WARNING: ("Look soon", ":material/help:", "orange"),
    AlertLevel.NOTICE: ("Good to know", ":material/info:", "blue"),
}


@dataclass(frozen=True)
class View:
    """One part of the page: its label and what draws it."""

    label: str
    draw: Callable[[Person], None]


def chosen_view(views: Mapping[str, View]) -> str:
    """The view the address names, such as ?view=runs, and the control to change it.

    A press writes the address. Where the address changes by itself (Back, a link), the control starts anew from it.
    """
    named = st.query_params.get("view", "")
    asked = named if named in views else next(iter(views))
    before, turn = st.session_state.get(SEEN, (asked, 0))
    turn += asked != before
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        view = choice(
            "Part of this page",
            list(views),
            f"operations-view-{turn}",
            asked,
            words=lambda key: views[key].label,
            show_label=False,
        )
        st.button("Read again", type="tertiary", icon=":material/refresh:")
    if view != asked:
        st.query_params.from_dict({"view": view})
    st.session_state[SEEN] = (view, turn)
    return view


def done(words: str) -> NoReturn:
    """Draw the page anew after a change, and say there what was done: a toast does not outlive a rerun."""
    st.session_state[DONE] = words
    st.rerun()


def say_what_was_done() -> None:
    """The toast of the change before this run, once."""
    if DONE in st.session_state:
        st.toast(plain(st.session_state.pop(DONE)), icon=":material/check:")


def broken_checks() -> None:
    """A red line for each part of the app that cannot work; nothing while all can."""
    with show_errors(safe=UNCHANGED):
        for check in get_services().health.report():
            if not check.ok:
                name = plain(check.name.capitalize())
                st.error(f"**{name}:** {plain(check.text)}", icon=":material/error:")


def alerts(user: Person) -> None:
    """What is not settled, most serious first; nothing when there is none."""
    with show_errors(safe=UNCHANGED):
        unsettled = get_services().operations.alerts(user)
        if not unsettled:
            return
        with section("Needs a look", "A cause that goes away settles its own alert."):
            for alert in unsettled[:ALERTS_SHOWN]:
                _alert(user, alert)
            if len(unsettled) > ALERTS_SHOWN:
                with st.expander(f"Show {len(unsettled) - ALERTS_SHOWN} more"):
                    for alert in unsettled[ALERTS_SHOWN:]:
                        _alert(user, alert)


def _alert(user: Person, alert: Alert) -> None:
    label, icon, colour = LEVELS[alert.level]
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap="xsmall", width="stretch"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.badge(label, icon=icon, color=colour)
                note(_since(user, alert))
            st.markdown(plain(alert.text))
        settled = st.button("Settled", key=f"settle-{alert.key}", icon=":material/check:")
    if settled:
        with show_errors():
            get_services().operations.settle_alert(user, alert.key)
            done("Alert settled")


def _since(user: Person, alert: Alert) -> str:
    first = moment(alert.first_at, user)
    if alert.times == 1:
        return f"Since {first}."
    return f"Since {first}, {count(alert.times, 'time')}, last at {moment(alert.last_at, user)}."


def health(_: Person) -> None:
    """Every check, in words."""
    report = get_services().health.report()
    with section("Health", "What the app stands on, looked at just now."):
        for check in report:
            with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
                label, icon, colour = _look(check)
                st.badge(label, icon=icon, color=colour)
                st.markdown(f"**{plain(check.name.capitalize())}**", width="content")
                st.markdown(f":gray[{plain(check.text)}]", width="content")


def _look(check: Check) -> tuple[str, str, str]:
    """Words, icon and colour of one check; a warning works but wants to be read."""
    if not check.ok:
        return "Not working", ":material/error:", "red"
    if check.name == "warning":
        return "Worth reading", ":material/help:", "orange"
    return "Working", ":material/check:", "green"
