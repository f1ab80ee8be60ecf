"""Sign in."""

import streamlit as st

from ui.account_parts import frame, privacy, sign_in
from ui.errors import show_errors
from ui.navigation import go
from ui.session import PASSWORD_SET, SIGNED_OUT, begin

PROMISE = "Interview practice with scores that quote your own words and say how sure they are."

with frame("Practise, and see why", PROMISE):
    if st.session_state.get(SIGNED_OUT):
        st.info("You are signed out.", icon=":material/check:")
    if st.session_state.pop(PASSWORD_SET, False):
        st.success("Your new password is set, and every device signed out. Sign in with it.", icon=":material/check:")
    with st.form("sign-in", border=False):
        email = st.text_input("Email", autocomplete="email", placeholder="you@example.org")
        password = st.text_input("Password", type="password", autocomplete="current-password")
        if st.form_submit_button("Sign in", type="primary", width="stretch"):
            with show_errors():
                begin(sign_in(email, password))
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if st.button("Create an account", type="tertiary"):
            go("sign-up")
        if st.button("Forgot your password?", type="tertiary"):
            go("forgot")
    privacy()
