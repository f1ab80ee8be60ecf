"""Create account."""

import streamlit as st

from ui.account_parts import create, frame, privacy
from ui.errors import show_errors
from ui.navigation import go
from ui.session import begin

with frame("Create account", "Free to use, and it works without any key or subscription."):
    with st.form("sign-up", border=False):
        places = {}
        full_name = st.text_input("Name", autocomplete="name")
        places["full_name"] = st.empty()
        email = st.text_input("Email", autocomplete="email", placeholder="you@example.org")
        places["email"] = st.empty()
        password = st.text_input("Password, at least 8 characters", type="password", autocomplete="new-password")
        places["password"] = st.empty()
        if st.form_submit_button("Create account", type="primary", width="stretch"):
            with show_errors(places):
                begin(create(email, password, full_name))
    if st.button("I have an account", type="tertiary"):
        go("sign-in")
    privacy()
