"""The account screen's part on passwords, the address and devices."""

import streamlit as st

from domain.people import Person, Role
from domain.sign_in import OpenSession
from services.bootstrap import Services
from ui.account_parts import pause_in_words
from ui.errors import attempt, show_errors
from ui.layout import section
from ui.navigation import go
from ui.safe_text import plain
from ui.session import device, token
from ui.when import count, day_and_clock

PROBLEM = "device-problem"


def address_section(services: Services, user: Person) -> None:
    """Whether mails are known to reach the person, and a link to show that they do."""
    with section("Email address"):
        if user.email_verified:
            st.markdown(f":green[:material/check:] {plain(user.email)} is confirmed.")
            return
        st.markdown(f"{plain(user.email)} is not confirmed yet. Should you forget your password, a link goes there.")
        if st.button("Send a link to confirm it", icon=":material/mail:"):
            with show_errors() as shown:
                services.recovery.ask_to_verify(user)
            if not shown.failed:
                sent = "The link is on its way; it works for a day."
                kept = "This server sends no mail: whoever runs it finds the link in the outbox folder."
                st.info(sent if services.recovery.mail_leaves else kept, icon=":material/mail:")


def password_section(services: Services, user: Person) -> None:
    """Change the password; the present one is asked for, so that an open screen is not enough."""
    with section("Password"), st.form("password", clear_on_submit=False):
        places = {}
        current = st.text_input("Present password", type="password", autocomplete="current-password")
        places["current"] = st.empty()
        new = st.text_input("New password, at least 8 characters", type="password", autocomplete="new-password")
        places["password"] = st.empty()
        if st.form_submit_button("Change password"):
            ended = 0
            with show_errors(places) as shown, pause_in_words():
                ended = services.recovery.change_password(user, token(), current, new, device())
            if not shown.failed:
                others = f" {count(ended, 'other device')} signed out." if ended else ""
                st.success(f"Your password is changed.{others}", icon=":material/check:")


def devices_section(services: Services, user: Person) -> None:
    """Every open session, and the way to end one."""
    with section("Where you are signed in", "A session lasts for 7 days. What a browser says of itself can be wrong."):
        if problem := st.session_state.pop(PROBLEM, ""):
            st.error(plain(problem), icon=":material/error:")
        sessions = services.accounts.sessions(user, token())
        for session in sessions:
            _device(services, user, session)
        if len(sessions) > 1:
            st.button("Sign out everywhere else", on_click=_end_others, args=(services, user, token()))


def first_admin_section(services: Services, user: Person) -> None:
    """Whoever knows the deployment's set-up code may run it, while nobody does yet."""
    if Role.ADMIN in user.roles or not services.accounts.setup_is_open():
        return
    lead = "Nobody runs this server yet. The set-up code stands in its settings as SETUP_CODE."
    with section("Run this server", lead), st.form("first-admin"):
        code = st.text_input("Set-up code", type="password", autocomplete="off")
        places = {"code": st.empty()}
        if st.form_submit_button("Become its admin"):
            with show_errors(places) as shown:
                services.accounts.claim_admin(user, code)
            if not shown.failed:
                go("users")


def _device(services: Services, user: Person, session: OpenSession) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        since = f":small[:gray[Since {day_and_clock(session.began_at, user)}]]"
        own = " :green-badge[This device]" if session.current else ""
        st.markdown(f"{plain(session.device)}{own}  \n{since}", width="stretch")
        if not session.current:
            key = f"end-{session.id}"
            st.button(
                "Sign out there",
                key=key,
                help=f"Sign out {session.device}",
                on_click=_end,
                args=(services, user, session),
            )


def _end(services: Services, user: Person, session: OpenSession) -> None:
    st.session_state[PROBLEM] = attempt(lambda: services.accounts.end_session(user, session.id))


def _end_others(services: Services, user: Person, held: str) -> None:
    st.session_state[PROBLEM] = attempt(lambda: services.accounts.sign_out_elsewhere(user, held))
