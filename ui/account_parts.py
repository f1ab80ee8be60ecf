"""What the sign-in, sign-up and account screens share."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from domain.errors import RateLimited, SignInPaused
from domain.people import ConsentKind, Person
from services.accounts import SignedIn
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.layout import dark, note
from ui.session import device
from ui.when import clock_in, zone_names

MODEL_QUESTION = (
    "Your answers can be scored in two ways. **Offline**, by fixed rules on this server: private, with a wider range. "
    "**By a language model**: your answer and its question are sent to an outside provider, which makes the score more "
    "exact; where you want a question back about an answer, the model words that too. What you speak is then heard by "
    "the provider's speech model, where one is set up. Your name, email and resume file are not sent."
)


@contextmanager
def frame(title: str, lead: str) -> Iterator[None]:
    """The narrow column of the guest screens, under the wordmark."""
    shade = "dark" if dark() else "light"
    with st.container(horizontal_alignment="center"), st.container(width=400, gap="medium"):
        # st.image cannot carry an alternative text.
        st.markdown(f"![InterviewMaster AI](/app/static/wordmark-{shade}.svg)")
        with st.container(gap="xxsmall"):
            st.title(title, anchor=False)
            st.markdown(f":gray[{lead}]")
        yield


def privacy() -> None:
    """The one sentence a new person needs before giving anything away."""
    st.divider()
    note("Your resume and answers are yours alone. Nothing is sent to an outside model unless you say yes to it.")


def create(email: str, password: str, full_name: str) -> SignedIn:
    """Open the account and take the time zone from the browser, so that dates are right from the start."""
    accounts = get_services().accounts
    signed = accounts.sign_up(email, password, full_name, device())
    zone = st.context.timezone
    if zone in zone_names():
        person = accounts.update_profile(signed.person, full_name=signed.person.full_name, time_zone=zone)
        return SignedIn(person, signed.token)
    return signed


@contextmanager
def pause_in_words() -> Iterator[None]:
    """Tell how long sign-in is paused by the clock of whoever reads it."""
    try:
        yield
    except SignInPaused as paused:
        until = clock_in(paused.until, st.context.timezone)
        raise RateLimited(f"Sign-in is paused until {until}. You can reset your password now.") from None


def sign_in(email: str, password: str) -> SignedIn:
    """Sign in from this browser."""
    with pause_in_words():
        return get_services().accounts.sign_in(email, password, device())


def token_of_link(slot: str) -> str:
    """The token of a mailed link: read once, then gone from the address bar and from what a browser remembers."""
    given = st.query_params.get("token", "")
    if given:
        st.session_state[slot] = given
        st.query_params.clear()
    return str(st.session_state.get(slot, ""))


def model_question(user: Person) -> None:
    """Ask once, plainly, whether answers may go to a model. Either answer is a good one."""
    with st.container(border=True, gap="small"):
        st.subheader("May a language model read your answers?", anchor=False)
        st.markdown(MODEL_QUESTION)
        with st.container(horizontal=True):
            yes = st.button("Yes, use the model")
            no = st.button("No, score offline")
        note("You can change this at any time under Account.")
    if yes or no:
        with show_errors():
            get_services().accounts.set_consent(user, ConsentKind.MODEL_USE, yes)
            st.rerun()
