"""Patterns that every screen shares, made of native elements."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import streamlit as st

from domain.evaluation.types import State
from ui.components import step_back
from ui.errors import show_errors
from ui.navigation import go

T = TypeVar("T")

STATES = {  # label, icon, colour: the icon's fill carries the meaning too
    State.SCORED: ("Scored", ":material/radio_button_checked:", "blue"),
    State.ESTIMATED: ("Estimated", ":material/contrast:", "orange"),
    State.UNSCORED: ("Not scored", ":material/radio_button_unchecked:", "gray"),
}
DELETE_WORD = "delete"


@contextmanager
def page(title: str, lead: str = "", width: int = 1040) -> Iterator[None]:
    """Title, one sentence, then the content, in a column that stays readable on a wide screen."""
    with st.container(horizontal_alignment="center"), st.container(width=width, gap="medium"):
        with st.container(gap="xxsmall"):
            st.title(title, anchor=False)
            if lead:
                st.markdown(f":gray[{lead}]")
        yield


@contextmanager
def section(title: str, lead: str = "") -> Iterator[None]:
    """A heading that stays closer to its own content than to what came before."""
    with st.container(gap="small"):
        with st.container(gap="xxsmall"):
            st.header(title, anchor=False)
            if lead:
                st.markdown(f":gray[{lead}]")
        yield


def note(text: str) -> None:
    """Small print. Not st.caption: that is the text colour at 60 percent, 4.4:1 on white."""
    st.markdown(f":small[:gray[{text}]]")


def choice(
    label: str,
    options: Sequence[T],
    key: str,
    default: T | None = None,
    *,
    words: Callable[[T], str] = str,
    show_label: bool = True,
) -> T:
    """A segmented control with blue labels: the selected label alone would have 3.8:1 in the dark."""
    chosen: T = st.segmented_control(
        label,
        options,
        key=key,
        default=default if default in options else options[0],
        required=True,
        format_func=lambda option: f":blue[{words(option)}]",
        label_visibility="visible" if show_label else "collapsed",
    )
    return chosen


def choices(
    label: str, options: Sequence[T], key: str, default: Sequence[T], *, words: Callable[[T], str] = str
) -> list[T]:
    """Like `choice`, for any number of options."""
    chosen: list[T] = st.segmented_control(
        label,
        options,
        key=key,
        default=list(default),
        selection_mode="multi",
        format_func=lambda option: f":blue[{words(option)}]",
    )
    return chosen


def state_badge(state: State) -> None:
    """How far a score may be trusted, in words, shape and colour."""
    label, icon, colour = STATES[state]
    st.badge(label, icon=icon, color=colour)


def empty(title: str, text: str, action: str, target: str, icon: str, *, primary: bool = True) -> None:
    """What will stand here, why it is empty, and the one way to fill it."""
    with st.container(border=True, gap="small"):
        st.subheader(title, anchor=False, icon=f":material/{icon}:")
        st.markdown(text)
        if st.button(action, key=f"empty-{target}", type="primary" if primary else "secondary"):
            go(target)


def steps(title: str, done: Sequence[str], running: Sequence[str], usual: str, *, later: str) -> None:
    """Long work: what is safe already, what runs, and that the person may leave."""
    total = len(done) + len(running)
    with st.container(border=True, gap="small"):
        st.subheader(title, anchor=False)
        st.progress(len(done) / total)
        lines = [f":material/check: {line}" for line in done] + [f":material/pending: {line}" for line in running]
        st.markdown("  \n".join(lines))
        note(f"{usual} You can leave this page; {later}")


def incomplete_address(text: str, action: str = "Go to History", target: str = "history") -> None:
    """The whole screen when its address lacks its id: a trace of the browser's Back, or typed by hand."""
    step_back()
    gone("This address is not complete", text, action, target)


def gone(title: str, text: str, action: str = "Go to History", target: str = "history") -> None:
    """The whole screen when its address leads nowhere."""
    with page(title, text, width=640):
        if st.button(action, type="primary"):
            go(target)


def confirm_delete(what: str, loss: str, button: str, run: Callable[[], object], after: Callable[[], object]) -> None:
    """Ask before deleting; the word must be typed. Call it from a button's run, it opens the dialog."""

    @st.dialog(f"{what}?", icon=":material/delete:")
    def ask() -> None:
        st.markdown(loss)
        typed = st.text_input(f"Type “{DELETE_WORD}” to go on", key="delete-word", autocomplete="off")
        with st.container(horizontal=True, horizontal_alignment="right"):
            confirmed = st.button(button, key="delete-now")
            if st.button("Keep it", type="primary", key="delete-not"):
                st.rerun()
        if confirmed and typed.strip().lower() != DELETE_WORD:
            st.error(f"Type the word “{DELETE_WORD}” first. Nothing has been deleted.", icon=":material/error:")
        elif confirmed:
            with show_errors() as shown:
                run()
            if not shown.failed:
                after()

    ask()


def dark() -> bool:
    """True when the person sees the dark theme."""
    return st.context.theme.type == "dark"
