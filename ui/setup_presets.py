"""Short ways to start: saved set-ups, and a drill of what is weakest."""

import streamlit as st

from domain.interview import InterviewSetup
from domain.people import Person
from domain.practice import Preset
from services.bootstrap import get_services
from services.practice import LONGEST_NAME
from ui.errors import show_errors
from ui.layout import note
from ui.navigation import go
from ui.safe_text import plain
from ui.setup_parts import ROUND
from ui.when import count

CHOSEN = "chosen_preset"


def drill(user: Person) -> None:
    """One press to practise the weakest criterion; says what it needs while there is none."""
    found = get_services().practice.weakest(user)
    if found is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(gap="xxsmall", width="stretch"):
            st.markdown(f"**Drill my weakest: {plain(found.name.lower())}**")
            note(
                f"{found.mean_level:.1f} of 4 on average over {count(found.answers, 'answer')}. "
                "Three questions, about 10 min."
            )
        if st.button("Start the drill", icon=":material/target:"):
            services = get_services()
            with show_errors():
                interview = services.interviews.start(user, services.practice.drill(user))
                go("room", {"interview": interview.id})


def chosen(user: Person) -> InterviewSetup | None:
    """A saved set-up to begin from, chosen from a list; None when none is saved or chosen."""
    found = get_services().practice.presets(user)
    if not found:
        return None
    by_id = {str(p.id): p for p in found}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key: str | None = st.selectbox(
            "Saved set-ups",
            list(by_id),
            index=None,
            format_func=lambda k: by_id[k].name,
            placeholder="Begin from one of them",
            key="preset",
        )
        if key and st.button("Delete it", type="tertiary", icon=":material/delete:"):
            _delete(user, by_id[key])
    if key != st.session_state.get(CHOSEN):
        st.session_state[CHOSEN] = key
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        st.rerun()
    return by_id[key].setup if key else None


def _delete(user: Person, preset: Preset) -> None:
    with show_errors():
        get_services().practice.delete_preset(user, preset.id)
        st.session_state.pop("preset", None)
        st.toast(f"“{preset.name}” is deleted.")
        st.rerun()


def save(user: Person, setup: InterviewSetup | None) -> None:
    """Keep the choices under a name."""
    with st.popover("Save this set-up", icon=":material/bookmark_add:"):
        name = st.text_input(
            "Name", max_chars=LONGEST_NAME, placeholder="For example: Friday screening", key="preset-name"
        )
        note("A name you have used before is replaced.")
        if st.button("Save", key="save-preset"):
            if setup is None:
                st.error("Choose a role first, then save.", icon=":material/error:")
                return
            with show_errors():
                saved = get_services().practice.save_preset(user, name, setup)
                st.toast(f"Saved as “{saved.name}”.")
