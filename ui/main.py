"""The main script: page set-up, who is looking, and the menu for their roles."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from domain.errors import NotFound, SettingsRefused
from services import bootstrap
from ui.errors import show_errors
from ui.layout import dark, gone, page
from ui.navigation import GUEST_SCREENS, MAILED_SCREENS, SCREENS, go, landing, pages_for
from ui.safe_text import plain
from ui.session import current_user, remember_way, settle_cookie

STATIC = Path(__file__).parent / "static"


def flat_secrets() -> dict[str, str]:
    """Streamlit's secrets as settings; empty when there are none."""
    if not st.secrets.load_if_toml_exists():
        return {}
    return {key: str(value) for key, value in st.secrets.items() if not isinstance(value, Mapping)}


def refused(error: SettingsRefused) -> None:
    """A deployer may have only a browser: name the setting on the page."""
    with page("A setting needs attention", "The app starts again once it is mended.", width=640):
        st.error(plain(error.message), icon=":material/settings_alert:")


def nothing_there(error: NotFound, start: str) -> None:
    """Deleted, or somebody else's: the same screen for both, with a way on (the room has no menu)."""
    account = "If you expected it here, check that you are signed in with the right account."
    title = SCREENS[start].title
    gone("There is nothing at this address", f"{plain(error.message)} {account}", f"Go to {title}", start)


def main() -> None:
    """Draw the screen of this address for the person of this session."""
    st.set_page_config(
        "InterviewMaster AI", str(STATIC / "icon-light.svg"), layout="wide", initial_sidebar_state="auto"
    )
    if bootstrap.started() is None:
        try:
            bootstrap.get_services(flat_secrets())
        except SettingsRefused as error:
            refused(error)
            return
    user = current_user()
    shade = "dark" if dark() else "light"
    if user:
        st.logo(STATIC / f"wordmark-{shade}.svg", icon_image=STATIC / f"icon-{shade}.svg", size="medium")
    pages = pages_for(user)
    current = st.navigation(pages, position="sidebar" if user else "hidden", expanded=True)
    if current.url_path == "room":  # a quiet place: no menu, one way out
        current = st.navigation(pages, position="hidden")
    if user is None and current.url_path not in GUEST_SCREENS:
        remember_way(current.url_path or "home")
        go("sign-in")
    if user and current.url_path in GUEST_SCREENS and current.url_path not in MAILED_SCREENS:
        go(landing(user))
    settle_cookie()
    try:
        current.run()
    except NotFound as error:
        nothing_there(error, landing(user) if user else "sign-in")


with show_errors():
    main()
