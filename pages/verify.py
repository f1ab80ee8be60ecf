"""Confirming an address, by the link of a mail. A button, because mail filters open links by themselves."""

import streamlit as st

from services.account_recovery import DEAD_LINK
from services.bootstrap import get_services
from ui.account_parts import frame, token_of_link
from ui.errors import show_errors
from ui.navigation import go

SLOT = "verify_link"
DONE = "address_verified"

with frame("Confirm your address", "It shows that mails from us reach you."):
    held = token_of_link(SLOT)
    if st.session_state.get(DONE):
        st.success("Your address is confirmed.", icon=":material/check:")
    elif not held:
        st.error(DEAD_LINK, icon=":material/link_off:")
    elif st.button("Confirm this address", type="primary", width="stretch"):
        with show_errors() as shown:
            get_services().recovery.verify(held)
        if not shown.failed:
            st.session_state[DONE] = True
            st.rerun()
    if st.button("Go on", type="tertiary"):
        st.session_state.pop(DONE, None)
        go("account")
