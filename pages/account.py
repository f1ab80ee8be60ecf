"""Account."""

import streamlit as st

from domain.people import ConsentKind
from services.bootstrap import get_services
from ui.account_parts import MODEL_QUESTION
from ui.account_security import address_section, devices_section, first_admin_section, password_section
from ui.audit_parts import own_lines
from ui.errors import show_errors
from ui.layout import choice, note, page, section
from ui.safe_text import plain
from ui.session import end, require_user
from ui.when import zone_names

user = require_user()
services = get_services()

with page("Account", f"Signed in as {plain(user.email)}.", width=640):
    with section("Profile"), st.form("profile"):
        places = {}
        name = st.text_input("Name", user.full_name, autocomplete="name")
        places["full_name"] = st.empty()
        zones = zone_names()
        zone = st.selectbox("Time zone", zones, index=zones.index(user.time_zone) if user.time_zone in zones else None)
        places["time_zone"] = st.empty()
        if st.form_submit_button("Save profile", type="primary"):
            with show_errors(places) as shown:
                services.accounts.update_profile(user, full_name=name, time_zone=zone or "")
            if not shown.failed:
                st.toast("Profile saved", icon=":material/check:")

    with section("Who reads your answers"):
        st.markdown(MODEL_QUESTION)
        held = user.consents.get(ConsentKind.MODEL_USE)
        answer = choice(
            "May a model read your answers?",
            [True, False],
            "model-use",
            bool(held),
            words=lambda yes: "Yes, use the model" if yes else "No, score offline",
        )
        if answer is not bool(held):
            with show_errors():
                services.accounts.set_consent(user, ConsentKind.MODEL_USE, answer)
                st.toast("Choice saved", icon=":material/check:")
        if not services.evaluation.model_configured:
            note("No model is set up on this server, so every answer is scored offline for now.")

    address_section(services, user)
    password_section(services, user)
    devices_section(services, user)
    own_lines(user)
    first_admin_section(services, user)
    if st.button("Sign out", icon=":material/logout:"):
        with show_errors():
            end()
