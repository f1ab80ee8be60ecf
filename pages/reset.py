"""A new password, by the link of a mail."""

import streamlit as st

from services.account_recovery import DEAD_LINK
from services.bootstrap import get_services
from ui.account_parts import frame, token_of_link
from ui.errors import show_errors
from ui.navigation import go
from ui.session import PASSWORD_SET, TOKEN

SLOT = "reset_link"

recovery = get_services().recovery
held = token_of_link(SLOT)
with frame("Choose a new password", "It ends every session of your account, on this device too."):
    if not held or not recovery.link_is_good(held):
        st.error(DEAD_LINK, icon=":material/link_off:")
        if st.button("Send a new link", type="primary"):
            go("forgot")
    else:
        with st.form("reset", border=False):
            password = st.text_input(
                "New password, at least 8 characters", type="password", autocomplete="new-password"
            )
            place = st.empty()
            if st.form_submit_button("Set the new password", type="primary", width="stretch"):
                with show_errors({"password": place}) as shown:
                    recovery.reset(held, password)
                if not shown.failed:
                    for slot in (SLOT, TOKEN):
                        st.session_state.pop(slot, None)
                    st.session_state[PASSWORD_SET] = True
                    go("sign-in")
    if st.button("Back to sign in", type="tertiary"):
        go("sign-in")
