"""Operations."""

import streamlit as st

from domain.people import Role
from services.bootstrap import get_services
from services.health import Check
from ui.layout import page
from ui.safe_text import plain
from ui.session import require_user
from ui.when import count

user = require_user()
user.require(Role.ADMIN)


def look(check: Check) -> tuple[str, str, str]:
    """Words, icon and colour of one check; a warning works but wants to be read."""
    if not check.ok:
        return "Not working", ":material/error:", "red"
    if check.name == "warning":
        return "Worth reading", ":material/help:", "orange"
    return "Working", ":material/check:", "green"


with page("Operations", "What runs, and what needs a look. This page is read fresh each time you open it."):
    report = get_services().health.report()
    broken = [check for check in report if not check.ok]
    if broken:
        st.error(f"{count(len(broken), 'check')} of {len(report)} cannot work as it should.", icon=":material/error:")
    for check in report:
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            label, icon, colour = look(check)
            st.badge(label, icon=icon, color=colour)
            st.markdown(f"**{plain(check.name.capitalize())}**", width="content")
            st.markdown(f":gray[{plain(check.text)}]", width="content")
    if st.button("Check again", icon=":material/refresh:"):
        st.rerun()
