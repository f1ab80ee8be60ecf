"""Operations, flags: what is switched on for whom."""

import streamlit as st

from domain.flags import Flag
from domain.people import Person, Role
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.layout import choices, note, section
from ui.operations_parts import done
from ui.operations_words import spoken
from ui.safe_text import plain
from ui.when import count

LEAD = "A change reaches every process within seconds and is kept in the audit log."


def view(user: Person) -> None:
    """Each flag as a card with its own Save."""
    flags = get_services().flags.list(user)
    with section("Flags", LEAD if flags else ""):
        if not flags:
            with st.container(border=True, gap="small"):
                st.subheader("No flags", anchor=False, icon=":material/flag:")
                st.markdown("Nothing in this version is switched by a flag. A part that can be will stand here.")
        for flag in flags:
            _flag(user, flag)


def _flag(user: Person, flag: Flag) -> None:
    places = {}
    # Named after what is stored, so that the fields start anew when another operator has changed the flag.
    stored = f"{flag.name}-{flag.enabled}-{flag.percentage}-{'-'.join(sorted(flag.roles))}"
    with st.form(f"flag-{flag.name}", border=True), st.container(gap="small"):
        with st.container(gap="xsmall"):
            st.subheader(plain(spoken(flag.name)), anchor=False)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                if flag.enabled:
                    st.badge("On", icon=":material/toggle_on:", color="green")
                else:
                    st.badge("Off", icon=":material/toggle_off:", color="gray")
                note(plain(reach(flag)))
            st.markdown(plain(flag.text))
        enabled = st.toggle("Switched on", flag.enabled, key=f"on-{stored}")
        places["enabled"] = st.empty()
        with st.grid(2, min_column_width=240, gap="small"):
            with st.container(gap="xxsmall"):
                percentage = st.number_input(
                    "Share of people, in percent", value=flag.percentage, step=5, key=f"share-{stored}"
                )
                places["percentage"] = st.empty()
            with st.container(gap="xxsmall"):
                roles = choices(
                    "Roles, none for everyone", list(Role), f"roles-{stored}", sorted(flag.roles),
                    words=lambda role: role.value.capitalize(),
                )  # fmt: skip
                places["roles"] = st.empty()
        if st.form_submit_button("Save"):
            changed = Flag(
                name=flag.name, text=flag.text, enabled=enabled, percentage=percentage, roles=frozenset(roles),
                people=flag.people,
            )  # fmt: skip
            with show_errors(places):
                get_services().flags.change(user, changed)
                done(f"{spoken(flag.name)} saved")


def reach(flag: Flag) -> str:
    """Whom the flag reaches as it is stored."""
    if not flag.enabled:
        return "for nobody"
    named = f", and {count(len(flag.people), 'named person', 'named people')}" if flag.people else ""
    who = " and ".join(f"{role.value}s" for role in sorted(flag.roles)) or "everyone"
    return f"for {flag.percentage} % of {who}{named}"
