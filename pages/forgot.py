"""Forgot password."""

import streamlit as st

from services.bootstrap import get_services
from ui.account_parts import frame
from ui.errors import show_errors
from ui.layout import note
from ui.navigation import go

SENT = (
    "If there is an account with this address, a link to choose a new password is on its way. It works for an hour. "
    "Look into the spam folder too."
)
KEPT = (
    "If there is an account with this address, a link to choose a new password now lies in the outbox of this server. "
    "Ask whoever runs it; it works for an hour."
)
STAYS_HERE = (
    "This server sends no mail. Whoever runs it finds the link in the folder `outbox`, or makes one with "
    "`python manage.py reset-link` and your address."
)

recovery = get_services().recovery
with frame("Choose a new password", "By a link to your address. Your answers and resumes stay as they are."):
    with st.form("forgot", border=False):
        email = st.text_input("Email", autocomplete="email", placeholder="you@example.org")
        place = st.empty()
        if st.form_submit_button("Send the link", type="primary", width="stretch"):
            with show_errors({"email": place}) as shown:
                recovery.forgot(email)
            if not shown.failed:
                st.info(SENT if recovery.mail_leaves else KEPT, icon=":material/mail:")
    if not recovery.mail_leaves:
        note(STAYS_HERE)
    if st.button("Back to sign in", type="tertiary"):
        go("sign-in")
