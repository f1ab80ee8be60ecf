"""Every screen's address, and which of them a role finds in the menu."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from uuid import UUID

import streamlit as st

from domain.people import Person, Role

FOLDER = Path(__file__).resolve().parent.parent / "pages"


@dataclass(frozen=True)
class Screen:
    """One page file. Hidden screens are reached from other screens, or by their address."""

    title: str
    icon: str
    hidden: bool = False


SCREENS = {
    "home": Screen("Home", "home"),
    "resume": Screen("Resume", "description"),
    "refine": Screen("Refine", "edit_note"),
    "job-match": Screen("Job match", "work"),
    "interview": Screen("Interview", "forum"),
    "questions": Screen("My questions", "playlist_add", hidden=True),
    "history": Screen("History", "history"),
    "calls": Screen("Real interviews", "record_voice_over"),
    "account": Screen("Account", "person"),
    "operations": Screen("Operations", "dns"),
    "audit": Screen("Audit", "receipt_long"),
    "users": Screen("Users", "group"),
    "room": Screen("Interview room", "mic", hidden=True),
    "session": Screen("Session summary", "fact_check", hidden=True),
    "report": Screen("Answer report", "grading", hidden=True),
    "sign-in": Screen("Sign in", "login", hidden=True),
    "sign-up": Screen("Create account", "person_add", hidden=True),
    "forgot": Screen("Forgot password", "lock_reset", hidden=True),
    "reset": Screen("New password", "lock_reset", hidden=True),
    "verify": Screen("Confirm address", "mark_email_read", hidden=True),
}
GUEST_SCREENS = ("sign-in", "sign-up", "forgot", "reset", "verify")
MAILED_SCREENS = ("reset", "verify")
"""Reached by a link in a mail, also while signed in."""
CANDIDATE_MENU = {
    "": ("home", "room", "session", "report", "questions"),
    "Prepare": ("resume", "job-match", "refine"),
    "Practise": ("interview",),
    "Results": ("history", "calls"),
}
ADMIN_MENU = {"Operations": ("operations", "audit"), "People": ("users",)}
YOU_MENU = {"You": ("account",)}


def menu_for(user: Person | None) -> dict[str, tuple[str, ...]]:
    """Sections and their screens. A guest's menu names every screen, so that an address survives signing in."""
    if user is None:
        return {"": tuple(SCREENS)}
    menu: dict[str, tuple[str, ...]] = {}
    if user.roles & {Role.CANDIDATE, Role.COACH}:
        menu |= CANDIDATE_MENU
    if Role.ADMIN in user.roles:
        menu |= ADMIN_MENU
    return menu | YOU_MENU


def landing(user: Person) -> str:
    """The screen a person starts on: the first one of their menu."""
    return next(iter(menu_for(user).values()))[0]


def page_for(key: str, *, default: bool = False) -> st.Page:
    """The Streamlit page of a screen."""
    screen = SCREENS[key]
    return st.Page(
        FOLDER / f"{key.replace('-', '_')}.py",
        title=screen.title,
        icon=f":material/{screen.icon}:",
        url_path=key,
        default=default,
        visibility="hidden" if screen.hidden else "visible",
    )


def pages_for(user: Person | None) -> dict[str, list[st.Page]]:
    """What st.navigation registers for this person. The guest screens stay known, so that they can send people on."""
    start = landing(user) if user else "home"
    menu = menu_for(user)
    pages = {section: [page_for(key, default=key == start) for key in keys] for section, keys in menu.items()}
    if user:
        next(iter(pages.values())).extend(page_for(key) for key in GUEST_SCREENS)
    return pages


def go(key: str, query: Mapping[str, str | UUID] | None = None) -> NoReturn:
    """Leave for another screen. `query` becomes its address, such as {"answer": id}."""
    st.switch_page(page_for(key), query_params={k: str(v) for k, v in (query or {}).items()} or None)


def asked_for(name: str) -> UUID | None:
    """The id in this screen's address, or None when it is missing or mangled."""
    try:
        return UUID(st.query_params.get(name, ""))
    except ValueError:
        return None
