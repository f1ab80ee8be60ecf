"""The admin's list of accounts, and one account in a dialog."""

import streamlit as st

from domain.people import AccountRow, Person, Role
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.layout import choices, note
from ui.safe_text import plain
from ui.when import count, day

MOST = "users-most"
STEP = 20
DONE = "users-done"


def accounts(user: Person) -> None:
    """Search, then one row an account."""
    if done := st.session_state.pop(DONE, ""):
        st.toast(plain(done), icon=":material/check:")
    words = st.text_input("Search by name or address", key="users-search", icon=":material/search:")
    most = st.session_state.get(MOST, STEP)
    found, total = get_services().user_admin.find(user, words, most)
    if not found:
        st.markdown("No account has this in its name or address. Try fewer letters.")
        return
    note(count(total, "account") + (f", the newest {len(found)} of them" if total > len(found) else ""))
    for row in found:
        _row(user, row)
    if total > len(found) and st.button("Show more"):
        st.session_state[MOST] = most + STEP
        st.rerun()


def _row(user: Person, row: AccountRow) -> None:
    person = row.person
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        badges = " ".join(f":gray-badge[{role.value.capitalize()}]" for role in sorted(person.roles))
        locked = " :red-badge[:material/lock: Locked]" if person.locked else ""
        confirmed = "confirmed" if person.email_verified else "not confirmed"
        name = plain(person.full_name or person.email)
        seen = f"last sign-in {day(row.last_sign_in_at, user)}" if row.last_sign_in_at else "no sign-in of late"
        about = f"{plain(person.email)}, {confirmed} · since {day(row.created_at, user)} · {seen}"
        st.markdown(f"**{name}** {badges}{locked}  \n:small[:gray[{about}]]", width="stretch")
        if st.button("Open", key=f"open-{person.id}"):
            account(user, person)


@st.dialog("Account")
def account(user: Person, person: Person) -> None:
    """What may be changed about one account."""
    st.markdown(f"**{plain(person.full_name or person.email)}**  \n{plain(person.email)}")
    users = get_services().user_admin
    with st.form("account-roles", border=False):
        roles = choices("Roles", list(Role), f"roles-{person.id}", sorted(person.roles), words=_spoken)
        places = {"roles": st.empty()}
        if st.form_submit_button("Save roles", key="save-roles", type="primary"):
            with show_errors(places) as shown:
                users.set_roles(user, person.id, roles)
            if not shown.failed:
                _close(f"Roles of {person.email} saved")
    _link(user, person)
    if person.id == user.id:
        return
    note("A locked account signs in nowhere and its sessions end. Nothing of it is deleted.")
    if st.button("Unlock" if person.locked else "Lock", icon=":material/lock:", key="lock-account"):
        with show_errors() as shown:
            (users.unlock if person.locked else users.lock)(user, person.id)
        if not shown.failed:
            _close(f"{person.email} is {'open again' if person.locked else 'locked'}")


def _link(user: Person, person: Person) -> None:
    if st.button("Make a link for a new password", icon=":material/link:", key="make-link"):
        with show_errors():
            link = get_services().user_admin.reset_link(user, person.id)
            st.code(link, language=None, wrap_lines=True)
            note("Give it to this person only: it works once, within an hour, and the audit log names you.")


def _spoken(role: Role) -> str:
    return role.value.capitalize()


def _close(done: str) -> None:
    st.session_state[DONE] = done
    st.rerun()
