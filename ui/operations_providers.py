"""Operations, providers: every account, what is left of its quota, and how it is switched."""

from collections.abc import Sequence

import streamlit as st

from domain.model_use import Considered, SwitchState
from domain.people import Person
from services.bootstrap import get_services
from services.operations import Decision, ProviderCard, QuotaBar
from ui.errors import show_errors
from ui.layout import note, section
from ui.operations_parts import UNCHANGED, done
from ui.operations_words import (
    NEARLY_USED,
    OUTCOMES,
    account_name,
    agent_name,
    amount,
    moment,
    percent,
    score_parts,
    took,
)
from ui.safe_text import plain
from ui.when import count

ABOUT_PROVIDERS = (
    "In the order of priority, over all processes. Health is the share of the last tries that were answered; "
    "a limit that was reached is not held against it."
)
STATES = {  # words, icon, colour, what it means
    "working": ("Working", ":material/check:", "green", ""),
    "unused": ("Not used yet", ":material/radio_button_unchecked:", "gray", "No call has gone there so far."),
    "degraded": ("Degraded", ":material/trending_down:", "orange", "Some of the last tries were not answered."),
    "cooling": ("Cooling down", ":material/hourglass_top:", "orange", "The provider asked us to wait."),
    "open": ("Circuit open", ":material/sync_problem:", "red", "Too many tries failed, so none is sent for a minute."),
    "exhausted": ("Used up", ":material/data_usage:", "red", "A quota or budget is used up. Calls go elsewhere."),
    "draining": ("Draining", ":material/hourglass_bottom:", "gray", "Runs that asked it may finish; new ones do not."),
    "off": ("Off", ":material/toggle_off:", "gray", "An operator has switched it off."),
    "denied": ("Key refused", ":material/key_off:", "red", "Every key was refused. Put a new one into the settings."),
}
BREAKERS = {
    "closed": "Circuit breaker closed.",
    "open": "Circuit breaker open.",
    "half_open": "Circuit breaker half open: one probe is let through.",
}
SWITCHES = {  # what is offered, by what holds now
    SwitchState.ON: (SwitchState.DRAINING, SwitchState.OFF),
    SwitchState.DRAINING: (SwitchState.ON, SwitchState.OFF),
    SwitchState.OFF: (SwitchState.ON,),
}
VERBS = {SwitchState.ON: "Turn on", SwitchState.DRAINING: "Drain", SwitchState.OFF: "Turn off"}
ICONS = {
    SwitchState.ON: ":material/toggle_on:",
    SwitchState.DRAINING: ":material/hourglass_bottom:",
    SwitchState.OFF: ":material/toggle_off:",
}
DONE = {SwitchState.ON: "is on", SwitchState.DRAINING: "is draining", SwitchState.OFF: "is off"}
KEEP = {SwitchState.ON: "Keep it on", SwitchState.DRAINING: "Keep draining", SwitchState.OFF: "Keep it off"}
EFFECTS = {
    SwitchState.ON: "Runs may go there again, from the next one on.",
    SwitchState.DRAINING: "A run that has already asked it may finish there. No new run begins with it.",
    SwitchState.OFF: "No call is sent there any more. A call that is running now is not cut off: it ends as usual.",
}
ALONE = "No other account is on, so answers will be estimated offline until one is."
NO_PROVIDER = (
    "Without one, every score is an offline estimate with a wider range, and is labelled so. To use a model, set one "
    "of these and start the app again:\n\n"
    "- `GROQ_API_KEYS`: one or more Groq keys\n"
    "- `HF_TOKENS`: one or more Hugging Face tokens\n"
    "- `OPENAI_COMPATIBLE_URL`: a server of your own, such as Ollama, vLLM or llama.cpp"
)
DECISIONS_SHOWN, DECISIONS_KEPT = 5, 50
ABOUT_DECISIONS = (
    "The account with the highest score is asked. Score = 0.4 × health + 0.3 × quota left + 0.3 × response time, each "
    "part from 0 to 1. Whatever is left out is not asked, however high its score."
)


def view(user: Person) -> None:
    """Every account as a card, then the last decisions."""
    with show_errors(safe=UNCHANGED):
        cards = get_services().operations.providers(user)
        if cards:
            with (
                section("Providers", ABOUT_PROVIDERS),
                st.grid(2, min_column_width=320, gap="medium"),
            ):
                for card in cards:
                    _card(user, card, cards)
        else:
            _none_set()
    with show_errors(safe=UNCHANGED):
        _decisions(user)


def _none_set() -> None:
    with section("Providers"), st.container(border=True, gap="small"):
        st.subheader("No provider is set", anchor=False, icon=":material/dns:")
        st.markdown(NO_PROVIDER)


def title(card: ProviderCard) -> str:
    """ "Groq, organization default"."""
    return f"{card.provider.label}, organization {card.organization}"


def _card(user: Person, card: ProviderCard, cards: Sequence[ProviderCard]) -> None:
    label, icon, colour, meaning = STATES.get(card.state, (card.state, ":material/help:", "gray", ""))
    with st.container(border=True, gap="small", height="stretch"):
        with st.container(gap="xsmall"):
            st.subheader(plain(title(card)), anchor=False)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.badge(plain(label), icon=icon, color=colour)
                if card.since:
                    note(f"since {moment(card.since, user)}")
            note(f"{meaning} {BREAKERS.get(card.breaker, '')} {count(card.keys, 'key')}.".strip())
        _numbers(card)
        _response_times(card, cards)
        for quota in card.quotas:
            quota_bar(quota)
        _models(card)
        st.space("stretch")
        _switches(user, card, cards)


def _numbers(card: ProviderCard) -> None:
    answered = "none yet" if card.health is None else percent(card.health)
    usual = "none yet" if card.response_seconds is None else took(card.response_seconds * 1000)
    with st.grid(3, min_column_width=90, gap="small"):
        for value, label in (
            (answered, "health"),
            (usual, "typical response" if card.latencies else "expected response"),
            (str(card.in_flight), "running now"),
        ):
            st.markdown(f"**{value}**  \n:small[:gray[{label}]]")


def _response_times(card: ProviderCard, cards: Sequence[ProviderCard]) -> None:
    times = card.latencies
    if len(times) < 2:
        note("Response times are drawn from the second answered try on.")
        return
    from ui import charts, operations_charts

    end = operations_charts.top(max(max(c.latencies, default=0) for c in cards), operations_charts.SECONDS_STEPS)
    middle = sorted(times)[len(times) // 2]
    low, high, half = (took(s * 1000) for s in (min(times), max(times), middle))
    words = f"Last {len(times)} answered tries: {low} to {high}, half within {half}."
    with st.container(gap="xxsmall"):
        charts.draw(operations_charts.response_times(times, end), words, f"times-{card.account}")
        note(words)


def quota_bar(quota: QuotaBar) -> None:
    """How much of a limit is used, as a bar and in words; a plain number where there is no limit."""
    source = " Told by the provider." if quota.told_by_provider else ""
    used = amount(quota.used, quota.unit)
    with st.container(gap="xxsmall"):
        st.markdown(f":small[{plain(quota.label)}]")
        if quota.limit is None:
            note(plain(f"{used}, no limit set.{source}"))
            return
        share = 1.0 if quota.share is None else quota.share
        st.progress(share)
        number = used if quota.unit == "dollars" else f"{quota.used:,.0f}"
        words = plain(f"{number} of {amount(quota.limit, quota.unit)}.{source}")
        st.markdown(f":small[:gray[{words}] {_used_words(share)}]")


def _used_words(share: float) -> str:
    if share >= 1:
        return ":red-badge[:material/error: 100 % used, used up]"
    if share >= NEARLY_USED:
        return f":orange-badge[:material/data_usage: {percent(share)} used, nearly used up]"
    return f":gray[{percent(share).capitalize()} used.]"


def _models(card: ProviderCard) -> None:
    roles: dict[tuple[str, bool | None], list[str]] = {}
    for role, model, offered in card.models:
        roles.setdefault((model, offered), []).append(role)
    with st.container(gap="xxsmall"):
        st.markdown(":small[Models]")
        for (model, offered), names in roles.items():
            warning = " :orange-badge[:material/help: Not offered by this provider]" if offered is False else ""
            note(f"{plain(model)}: {plain(', '.join(names))}.{warning}")
        if any(offered is None for _, offered in roles):
            note("The provider's list of models has not been read yet.")


def _switches(user: Person, card: ProviderCard, cards: Sequence[ProviderCard]) -> None:
    with st.container(horizontal=True, gap="small"):
        for wanted in SWITCHES[card.switch]:
            if st.button(VERBS[wanted], key=f"{wanted.value}-{card.account}", icon=ICONS[wanted]):
                _ask(user, card, wanted, cards)


def effect(card: ProviderCard, wanted: SwitchState, cards: Sequence[ProviderCard]) -> str:
    """What a switch does, to the calls that are running too."""
    others_on = any(c.switch is SwitchState.ON for c in cards if c.account != card.account)
    parts = [EFFECTS[wanted]]
    if wanted is not SwitchState.ON:
        parts.append(f"{count(card.in_flight, 'call')} {'is' if card.in_flight == 1 else 'are'} running now.")
        parts += [] if others_on else [ALONE]
    return " ".join([*parts, "Every process follows within seconds, and the change is kept in the audit log."])


def _ask(user: Person, card: ProviderCard, wanted: SwitchState, cards: Sequence[ProviderCard]) -> None:
    @st.dialog(f"{VERBS[wanted]} {plain(title(card))}?", icon=ICONS[wanted])
    def ask() -> None:
        st.markdown(effect(card, wanted, cards))
        with st.container(horizontal=True, horizontal_alignment="right"):
            confirmed = st.button(VERBS[wanted], key="switch-now")
            if st.button(KEEP[card.switch], type="primary", key="switch-not"):
                st.rerun()
        if confirmed:
            with show_errors():
                get_services().operations.switch(user, card.account, wanted)
                done(f"{title(card)} {DONE[wanted]}")

    ask()


def _decisions(user: Person) -> None:
    decisions = get_services().operations.decisions(user, DECISIONS_KEPT)
    if not decisions:
        return
    with section("Last decisions", ABOUT_DECISIONS):
        st.table(decision_rows(user, decisions[:DECISIONS_SHOWN]), hide_index=True)
        if len(decisions) > DECISIONS_SHOWN:
            with st.expander(f"Show the {len(decisions) - DECISIONS_SHOWN} before these"):
                st.table(decision_rows(user, decisions[DECISIONS_SHOWN:]), hide_index=True)


def decision_rows(user: Person, decisions: Sequence[Decision]) -> list[dict[str, str]]:
    """A row for each account weighed; time and agent stand in a decision's first row, the chosen account's."""
    rows = []
    for decision in decisions:
        when = f"{moment(decision.at, user, seconds=True)} {plain(agent_name(decision.agent))}"
        for considered in decision.considered or (None,):
            account = considered.account if considered else decision.chosen
            rows.append(
                {
                    "Try": when,
                    "Account": plain(account_name(account)),
                    "Result": _result(account, decision, considered),
                    "Score": score_parts(considered) if considered else "",
                }
            )
            when = ""
    return rows


def _result(account: str, decision: Decision, considered: Considered | None) -> str:
    if account == decision.chosen:
        outcome = OUTCOMES.get(decision.outcome, (decision.outcome,))[0]
        return f"**Chosen:** {plain(outcome.lower())}, {took(decision.ms)}"
    left_out = considered.left_out if considered else ""
    return f"Left out: {plain(left_out)}" if left_out else "Not chosen"
