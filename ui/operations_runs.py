"""Operations, runs: what the agents did, and every try of one run."""

from dataclasses import replace
from uuid import UUID

import streamlit as st

from domain.model_use import AgentRun, Considered, ModelCall, RunState
from domain.people import Person
from services.bootstrap import get_services
from services.operations import RunFilter
from ui.errors import show_errors
from ui.layout import choice, note, section
from ui.navigation import asked_for
from ui.operations_parts import UNCHANGED
from ui.operations_words import OUTCOMES, account_name, agent_name, dollars, moment, score_parts, tokens, took
from ui.safe_text import plain
from ui.when import count

SPANS = (1, 7, 30)
A_PAGE = 25
SHOWN = "operations_runs_shown"
STATES = {  # words, icon, colour
    RunState.ANSWERED: ("Answered", ":material/check:", "green"),
    RunState.CACHED: ("From cache", ":material/bolt:", "blue"),
    RunState.FALLBACK: ("Offline answer", ":material/contrast:", "orange"),
    RunState.FAILED: ("Failed", ":material/error:", "red"),
}
ABOUT_CHOICE = "Chosen by score, which is 0.4 × health + 0.3 × quota left + 0.3 × response time:"
CACHES = {"": "cache not asked", "miss": "cache missed"}


def view(user: Person) -> None:
    """The list, or the run that the address names, such as ?view=runs&run=..."""
    with show_errors(safe=UNCHANGED):
        if "run" in st.query_params:
            _one(user, asked_for("run"))
        else:
            _list(user)


def _list(user: Person) -> None:
    with section("Runs", "Every run of an agent, newest first."):
        wanted = _filter(user)
        shown = st.session_state.get(SHOWN, A_PAGE)
        # One more than is drawn tells whether there are more.
        runs = get_services().operations.runs(user, replace(wanted, limit=shown + 1))
        if not runs:
            _none(wanted)
        for run in runs[:shown]:
            _row(user, run)
        if len(runs) > shown:
            note(f"The newest {shown} are shown. A filter finds older ones faster.")
            if st.button(f"Show {A_PAGE} more", icon=":material/expand_more:"):
                st.session_state[SHOWN] = shown + A_PAGE
                st.rerun()


def _filter(user: Person) -> RunFilter:
    operations = get_services().operations
    accounts = [card.account for card in operations.providers(user)]
    with st.grid(3, min_column_width=160, gap="small"):
        agent = st.selectbox(
            "Agent", ["", *operations.agents(user)], format_func=lambda a: agent_name(a) if a else "All agents",
            key="runs-agent",
        )  # fmt: skip
        state = st.selectbox(
            "State", [None, *RunState], format_func=lambda s: STATES[s][0] if s else "All states", key="runs-state"
        )
        account = st.selectbox(
            "Account", ["", *accounts], format_func=lambda a: account_name(a) if a else "All accounts",
            key="runs-account",
        )  # fmt: skip
    days = choice("Days", SPANS, "runs-days", 7, words=lambda n: f"Last {count(n, 'day')}", show_label=False)
    return RunFilter(agent=agent, state=state, account=account, days=days)


def _none(wanted: RunFilter) -> None:
    if wanted.agent or wanted.state or wanted.account:
        note("No run fits this filter. Choose “All” in each field to see the others.")
        return
    with st.container(border=True, gap="small"):
        st.subheader("No runs yet", anchor=False, icon=":material/history:")
        st.markdown(
            f"No agent has run in the last {count(wanted.days, 'day')}. Each question set and each score made with a "
            "model will be one line here, with what it cost and who answered."
        )


def _row(user: Person, run: AgentRun) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap="xxsmall", width="stretch"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                _badge(run.state)
                st.markdown(f"**{plain(agent_name(run.agent))}**", width="content")
                note(moment(run.at, user, seconds=True))
            note(plain(figures(run)))
            if run.error:
                st.markdown(f":small[Error: {plain(run.error)}]")
        if st.button(
            "Open", key=f"open-{run.id}", type="tertiary", icon=":material/arrow_forward:", icon_position="right"
        ):
            st.query_params["run"] = str(run.id)
            st.rerun()


def _badge(state: RunState) -> None:
    label, icon, colour = STATES[state]
    st.badge(label, icon=icon, color=colour)


def figures(run: AgentRun) -> str:
    """Who answered, tokens, dollars, time and cache, in one line."""
    if run.state is RunState.CACHED:
        return f"From the cache ({run.cache or 'unnamed'}) · {took(run.ms)}"
    asked = bool(run.tokens_in or run.tokens_out)
    parts = (
        account_name(run.provider) if run.provider else "No account answered",
        run.model,
        tokens(run.tokens_in, run.tokens_out, run.tokens_cached) if asked else "",
        cost(run) if run.calls or asked else "",
        took(run.ms),
        CACHES.get(run.cache, f"cache: {run.cache}"),
    )
    return " · ".join(part for part in parts if part)


def cost(run: AgentRun) -> str:
    """Its dollars, and how many tries are not in them."""
    unknown = f"{count(run.unpriced, 'try', 'tries')} without a known price" if run.unpriced else ""
    return " and ".join(part for part in (dollars(run.dollars) if run.dollars or not unknown else "", unknown) if part)


def _one(user: Person, run_id: UUID | None) -> None:
    if st.button("All runs", type="tertiary", icon=":material/arrow_back:"):
        del st.query_params["run"]
        st.rerun()
    if run_id is None:
        note("This address is not complete. Open the run again from the list.")
        return
    run = get_services().operations.run(user, run_id)
    with (
        section(plain(agent_name(run.agent)), f"Run of {moment(run.at, user, seconds=True)}."),
        st.container(border=True, gap="small"),
    ):
        with st.container(horizontal=True):
            _badge(run.state)
        st.markdown(plain(figures(run)))
        if run.error:
            st.markdown(f"Error: {plain(run.error)}")
        st.table([{"": name, " ": plain(value)} for name, value in facts(run)], hide_index=True, hide_header=True)
    with section("Tries", f"{count(len(run.calls), 'try', 'tries')}, in order." if run.calls else ""):
        if not run.calls:
            note("Nothing was asked of a provider.")
        for number, call in enumerate(run.calls, 1):
            _call(user, number, call)


def facts(run: AgentRun) -> list[tuple[str, str]]:
    """What identifies the run elsewhere."""
    return [
        ("Prompt", run.prompt or "none"),
        ("Run", str(run.id)),
        ("Trace", str(run.trace_id) if run.trace_id else "not traced"),
        ("About", str(run.subject_id) if run.subject_id else "nothing stored"),
    ]


def _call(user: Person, number: int, call: ModelCall) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{number}. {plain(account_name(call.account))}**", width="content")
            label, icon, colour = OUTCOMES[call.outcome.value]
            st.badge(label, icon=icon, color=colour)
            note(moment(call.at, user, seconds=True))
        price = "price unknown" if call.dollars is None else dollars(call.dollars)
        parts = [call.model, tokens(call.tokens_in, call.tokens_out, call.tokens_cached), price, took(call.ms)]
        note(plain(" · ".join(parts if call.sent else [call.model, "nothing was sent", took(call.ms)])))
        if call.error:
            st.markdown(f"Error: {plain(call.error)}")
        if call.considered:
            st.markdown(f":small[{ABOUT_CHOICE}]")
            st.markdown("\n".join(f"- :small[{_weighed(c)}]" for c in call.considered))


def _weighed(c: Considered) -> str:
    left_out = f", left out: {plain(c.left_out)}" if c.left_out else ""
    return f"{plain(account_name(c.account))} {score_parts(c)}{left_out}"
