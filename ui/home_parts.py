"""Home: what to do next for a new person, where they stand for a returning one."""

from datetime import UTC, datetime

import streamlit as st

from domain.evaluation.types import State
from domain.people import Person
from domain.resume.facts import Resume
from services.reports import HomeView, TrendPoint
from ui import history_parts, score_view
from ui.components import score_band
from ui.layout import STATES, note, section, state_badge
from ui.navigation import go
from ui.safe_text import plain, quoted
from ui.when import clock, count, day, greeting, zone_of

TREND_FROM = 3
SAMPLE_QUOTE = "the queue at noon was down from forty to about six"
FIRST_STEPS = (  # heading, text, button, screen
    (
        "1. Add your resume",
        "Questions are built from what you have done. PDF or Word, up to 10 MB.",
        "Add resume",
        "resume",
    ),
    (
        "2. Answer three questions",
        "Typed, about ten minutes. Each answer is saved as you go.",
        "Set up an interview",
        "interview",
    ),
    (
        "3. Read your report",
        "Every score shows the words it rests on and how sure it is. It opens once you have answered.",
        "",
        "",
    ),
)
ABOUT_STATES = (
    "Scored: graded by a model, and each quote checked. Estimated: worked out offline by fixed rules, with a wider "
    "range. Not scored: you see the reason."
)
LEGEND = (
    "Score of 100 for each interview. Filled dot: scored. Hollow dot: estimated. Line through a dot: its range. "
    "Grey band: your typical range; a score inside it is not a change."
)


def title(user: Person, view: HomeView) -> str:
    """A greeting by the person's clock, or a welcome the first time."""
    name = plain(user.first_name)
    return f"{greeting(datetime.now(UTC), user)}, {name}" if view.sessions else f"Welcome, {name}"


def first_steps(resume: Resume | None) -> None:
    """Three numbered cards; only the next one is primary."""
    upcoming = 0 if resume is None else 1
    with st.grid(3, min_column_width=240, gap="medium"):
        for i, (heading, text, action, target) in enumerate(FIRST_STEPS):
            with st.container(border=True, gap="small", height="stretch"):
                st.subheader(heading, anchor=False)
                st.markdown(text)
                if i < upcoming:
                    st.badge("Done", icon=":material/check:", color="green")
                st.space("stretch")
                if action and st.button(action, type="primary" if i == upcoming else "secondary", width="stretch"):
                    go(target)


def sample() -> None:
    """What a score looks like, labelled as a sample."""
    with (
        section("What a score looks like here", "This is a sample, not yours."),
        st.container(border=True, gap="small"),
    ):
        score_band(score_view.band(State.SCORED, 78, 74, 82, say="likely between 74 and 82 of 100"), key="sample")
        st.markdown(f"Rests on your words, for example: {quoted(SAMPLE_QUOTE)}")
        with st.container(horizontal=True, gap="xsmall"):
            for state in STATES:
                state_badge(state)
        note(ABOUT_STATES)


def next_step(user: Person, view: HomeView) -> None:
    """One card, one primary button."""
    heading, text, action, target, query = _next(user, view)
    with st.container(border=True, gap="small"):
        with st.container(gap="xxsmall"):
            note("Next step")
            st.header(heading, anchor=False)
            st.markdown(text)
        with st.container(horizontal=True):
            if st.button(action, type="primary", icon=":material/play_arrow:"):
                go(target, query)
            if target == "room" and st.button("Start another", type="tertiary"):
                go("interview")


def _next(user: Person, view: HomeView) -> tuple[str, str, str, str, dict[str, str]]:
    interview = view.unfinished
    turn = interview.current_turn if interview else None
    if interview and turn:
        saved = view.unfinished_draft_at
        draft = f" Your draft was saved at {clock(saved, user)} on {day(saved, user)}." if saved else ""
        text = f"Question {turn.position} of {len(interview.main_turns)}.{draft}"
        return (
            f"Continue {plain(interview.title)}",
            text,
            "Continue interview",
            "room",
            {"interview": str(interview.id)},
        )
    if view.resume is None:
        text = "Questions built from what you have done are the ones you will be asked. PDF or Word, up to 10 MB."
        return "Add your resume", text, "Add resume", "resume", {}
    if view.weakest:
        weak = f"{plain(view.weakest[0])} is at {view.weakest[1]:.1f} of 4 in your last answers."
        text = f"{weak} Three questions take about ten minutes."
        return f"Practise {plain(view.weakest[0].lower())}", text, "Set up an interview", "interview", {}
    return "Practise again", "Three questions take about ten minutes.", "Set up an interview", "interview", {}


def numbers(view: HomeView) -> None:
    """Small cards: where the person stands. What is not known yet is said in words, never as a zero."""
    with st.grid(4, min_column_width=160, gap="small"):
        with st.container(border=True, height="stretch", gap="xsmall"):
            if view.typical:
                st.metric("Typical score", f"{view.typical[0]} ± {view.typical[1]}")
                if view.typical_state:
                    state_badge(view.typical_state)
            else:
                st.metric("Typical score", "Not yet")
                note("It needs one scored answer.")
        with st.container(border=True, height="stretch", gap="xsmall"):
            if view.weakest:
                st.metric("Weakest criterion", plain(view.weakest[0]))
                note(f"{view.weakest[1]:.1f} of 4 on average")
            else:
                st.metric("Weakest criterion", "Not yet")
                note("It needs three scored answers.")
        with st.container(border=True, height="stretch", gap="xsmall"):
            st.metric("Answers with a score", str(view.scored) if view.scored else "Not yet")
            note(f"in {count(view.sessions, 'interview')}")
        with st.container(border=True, height="stretch", gap="xsmall"):
            st.metric("Days practised", f"{view.days_practised} of 7")
            st.markdown(" ".join(_dots(view.days_practised)))


def _dots(days: int) -> list[str]:
    return [":blue[:material/radio_button_checked:]"] * days + [":gray[:material/radio_button_unchecked:]"] * (7 - days)


def trend(user: Person, view: HomeView) -> None:
    """The course of the totals, with an honest heading; nothing is drawn below three."""
    points = view.trend
    if len(points) < TREND_FROM:
        if points:
            note(f"{count(len(points), 'interview')} with a score so far. A trend needs three.")
        return
    heading, lead = verdict(points)
    with section(heading, lead):
        from ui import charts

        zone = zone_of(user)
        drawn = [charts.Point(p.at.astimezone(zone), p.total, p.low, p.high, p.state) for p in points]
        charts.draw(charts.trend(drawn, view.typical or (0, 0)), f"{heading}. {lead}", "trend")
        note(LEGEND)
        with st.expander("Show the numbers as a table"):
            st.table([_table_row(user, p) for p in reversed(points)], hide_index=True)


def verdict(points: list[TrendPoint]) -> tuple[str, str]:
    """First interview against the last: a change only where their ranges do not touch."""
    first, last = points[0], points[-1]
    a, b = (f"{p.total} ± {score_view.spread(p.low, p.high)}" for p in (first, last))
    if last.low > first.high:
        return f"Up, from {a} to {b}", "The two ranges do not overlap, so this is a real change."
    if last.high < first.low:
        return f"Down, from {a} to {b}", "The two ranges do not overlap, so this is a real change."
    return f"Steady: {b} after {a}", "The two ranges overlap, so this is within the noise: read it as steady."


def _table_row(user: Person, p: TrendPoint) -> dict[str, str]:
    return {
        "Date": day(p.at, user),
        "Score": str(p.total),
        "Range": f"{p.low} to {p.high}",
        "State": score_view.WORDS[p.state],
    }


def recent(user: Person, view: HomeView) -> None:
    """The newest interviews."""
    if view.recent:
        with section("Recent interviews"):
            for item in view.recent:
                history_parts.row(user, item, "home")
