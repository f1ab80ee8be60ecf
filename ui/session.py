"""Who is looking at the screen: the session token of this tab, else the browser's cookie."""

import secrets
from collections.abc import Mapping
from typing import NoReturn

import streamlit as st

from domain.people import Person
from domain.sign_in import Device
from services.accounts import SignedIn
from services.bootstrap import get_services
from ui.components import auth_call
from ui.errors import fragment
from ui.navigation import go, landing, menu_for

COOKIE = "im_session"
TOKEN = "session_token"  # noqa: S105 - the name of a slot, not a secret
CALL = "auth_call"
RETURN_TO = "return_to"
SIGNED_OUT = "signed_out"
PASSWORD_SET = "password_set"  # noqa: S105 - the name of a slot


def token() -> str:
    """The session token of this tab, or an empty string."""
    own = st.session_state.get(TOKEN)
    if own:
        return str(own)
    # The cookies are a snapshot from when the tab connected: after signing out here, the old one no longer counts.
    return "" if st.session_state.get(SIGNED_OUT) else st.context.cookies.get(COOKIE, "")


def device() -> Device:
    """What this browser tells of itself."""
    return Device(st.context.ip_address or "", st.context.headers.get("User-Agent", ""))


def current_user() -> Person | None:
    """The signed-in person, freshly read from the store, or None."""
    held = token()
    return get_services().accounts.person_for(held) if held else None


def require_user() -> Person:
    """The signed-in person; anyone else is sent to Sign in, and back here afterwards."""
    user = current_user()
    if user is None:
        go("sign-in")
    return user


def remember_way(key: str) -> None:
    """Keep the address a guest asked for, to continue there after signing in."""
    st.session_state[RETURN_TO] = (key, dict(st.query_params))


def begin(signed: SignedIn) -> NoReturn:
    """Sign this tab in, hand the browser a cookie for other tabs, and go where the person was heading."""
    st.session_state[TOKEN] = signed.token
    st.session_state.pop(SIGNED_OUT, None)
    ticket = get_services().accounts.issue_ticket(signed.token)
    _ask_browser("/auth/redeem", {"ticket": ticket})
    key, query = st.session_state.pop(RETURN_TO, (landing(signed.person), {}))
    known = {k for keys in menu_for(signed.person).values() for k in keys}
    if key in known:
        go(key, query)
    go(landing(signed.person))


def end() -> NoReturn:
    """Sign out here and on every device that holds this session, and forget what this tab knew."""
    get_services().accounts.sign_out(token())
    st.session_state.clear()
    st.session_state[SIGNED_OUT] = True
    _ask_browser("/auth/sign-out", {})
    go("sign-in")


def _ask_browser(path: str, body: Mapping[str, str]) -> None:
    st.session_state[CALL] = {"id": secrets.token_hex(8), "path": path, "body": dict(body)}


@fragment()
def settle_cookie() -> None:
    """Let the browser fetch or drop its cookie, once. Where that fails, being signed in lasts as long as the tab."""
    call: Mapping[str, object] | None = st.session_state.get(CALL)
    if call and auth_call(call).done == call["id"]:
        st.session_state.pop(CALL, None)
