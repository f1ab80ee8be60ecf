"""How an answer was spoken: figures with what is usual, and a course to listen from."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from domain.delivery.figures import Delivery, Moment, figures
from domain.delivery.words import AS_HEARD, MOMENT_NAMES, NOT_SCORED, Figure, over_answers, told
from domain.people import Person
from domain.recordings import Recording, SpokenAnswer, joined
from services.bootstrap import get_services
from ui import charts, delivery_charts
from ui.errors import show_errors
from ui.layout import note, section
from ui.safe_text import plain
from ui.when import place

MOST_MOMENTS = 60
BEFORE = 1.0
"""Seconds heard before a moment, so that it is understood."""


def report(user: Person, interview_id: UUID, answer_id: UUID) -> None:
    """The section of a report; nothing for a typed answer."""
    clips = get_services().recordings.of_interview(user, interview_id).get(answer_id, [])
    spoken = joined(clips)
    delivery = figures(spoken.words, spoken.duration) if spoken else None
    if spoken is None or delivery is None:
        return
    with section("How you spoke", NOT_SCORED):
        _table(told(delivery))
        start = _course(delivery, answer_id)
        _sound(user, clips, spoken, start)
        note(f"{AS_HEARD} Heard by {plain(', '.join(spoken.engines))}.")


def session(user: Person, interview_id: UUID) -> None:
    """The section of a session; nothing when no answer was spoken."""
    found = get_services().recordings.of_interview(user, interview_id)
    spoken = [s for s in (joined(clips) for clips in found.values()) if s]
    deliveries = [d for d in (figures(s.words, s.duration) for s in spoken) if d]
    if not deliveries:
        return
    answers = "1 spoken answer" if len(deliveries) == 1 else f"{len(deliveries)} spoken answers"
    with section("How you spoke", f"Over {answers}. {NOT_SCORED}"):
        _table(over_answers(deliveries))


def _table(rows: Sequence[Figure]) -> None:
    with st.grid(3, min_column_width=220, gap="small"):
        for row in rows:
            with st.container(border=True, gap="xxsmall"):
                note(row.name)
                st.markdown(f"**{plain(row.value)}**")
                note(plain(row.usual))


def _course(delivery: Delivery, answer_id: UUID) -> float | None:
    """The figure and the list of its moments; the second the person chose in either."""
    moments = delivery.moments[:MOST_MOMENTS]
    alt = f"Pace over time and {len(delivery.moments)} moments: pauses, fillers, hedges and repeats"
    event = st.plotly_chart(
        delivery_charts.course(delivery),
        theme=None,
        width="stretch",
        config=charts.CONFIG,
        key=f"course-{answer_id}",
        on_select="rerun",
        selection_mode="points",
        alt=alt,
    )
    points = event["selection"]["points"]
    clicked = float(points[0]["customdata"][0]) if points and points[0].get("customdata") else None
    if not moments:
        return clicked
    at = st.selectbox(
        "Listen from a moment",
        range(len(moments)),
        index=None,
        format_func=lambda i: _moment(moments[i]),
        placeholder="Choose one, or select a mark above",
        key=f"moment-{answer_id}",
    )
    return moments[at].at if at is not None else clicked


def _moment(moment: Moment) -> str:
    seconds = f", {moment.seconds:.1f} s" if moment.seconds else ""
    return f"{place(moment.at)} {MOMENT_NAMES[moment.kind]}: {moment.text}{seconds}"


def _sound(user: Person, clips: Sequence[Recording], spoken: SpokenAnswer, start: float | None) -> None:
    """The clip that the chosen second falls into; says so when the sound was not kept."""
    heard = [c for c in clips if c.transcript]
    at, second = spoken.place(max(0.0, (start or 0.0) - BEFORE))
    clip = heard[at]
    if not clip.has_audio:
        note("The sound of this answer was not kept, so the moments cannot be played.")
        return
    with show_errors():
        data = get_services().recordings.sound(user, clip.id)
        st.audio(data, format="audio/wav", start_time=int(second), autoplay=start is not None)
    if st.button("Delete the sound", type="tertiary", icon=":material/delete:", key=f"drop-{clip.id}"):
        with show_errors():
            for each in heard:
                get_services().recordings.delete_sound(user, each.id)
            st.rerun()
