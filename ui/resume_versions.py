"""The versions of a resume: what changed in each, and a way back that loses nothing."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from domain.people import Person
from domain.resume.differences import Difference, differences
from domain.resume.facts import ResumeFacts, ResumeVersion
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.fact_places import place
from ui.layout import note
from ui.safe_text import plain
from ui.when import day_and_clock

SHOWN = 20
"""Versions listed; all of them stay stored."""


def versions(user: Person, resume_id: UUID) -> None:
    """Newest first, each with what it changed against the one before."""
    found = get_services().resume_review.versions(user, resume_id)
    with st.container(gap="xxsmall"):
        st.header("Versions", anchor=False)
        st.markdown(":gray[Every change is kept. Going back makes a new version, so nothing is lost.]")
    for position, version in enumerate(found[:SHOWN]):
        before = found[position + 1] if position + 1 < len(found) else None
        _version(user, resume_id, version, before, newest=position == 0)
    if len(found) > SHOWN:
        note(f"{len(found) - SHOWN} older versions are stored too.")
    if len(found) > 2:
        _compare(found)
    _again(user, resume_id)


def _again(user: Person, resume_id: UUID) -> None:
    with st.container(gap="xsmall"):
        note("Our reading gets better over time. Reading again keeps everything you corrected.")
        if st.button("Read the file again", icon=":material/refresh:"):
            with show_errors(safe="Your resume is unchanged.") as shown:
                get_services().resumes.read_again(user, resume_id)
            if not shown.failed:
                st.rerun()


def _version(
    user: Person, resume_id: UUID, version: ResumeVersion, before: ResumeVersion | None, *, newest: bool
) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.subheader(f"Version {version.version}", anchor=False, width="content")
            if newest:
                st.badge("Current", icon=":material/check:", color="green")
        note(f"{plain(version.note) or 'Kept'}, {day_and_clock(version.created_at, user)}")
        if before is not None:
            changed = differences(before.facts, version.facts)
            with st.expander(f"What changed ({len(changed)})"):
                draw(changed, before.facts, version.facts)
        if not newest and st.button("Go back to this", icon=":material/history:", key=f"restore-{version.version}"):
            with show_errors(safe="Your resume is unchanged.") as shown:
                get_services().resume_review.restore(user, resume_id, version.version)
            if not shown.failed:
                st.rerun()


def draw(changed: Sequence[Difference], before: ResumeFacts, after: ResumeFacts) -> None:
    """What stood there and what stands there now, place by place."""
    if not changed:
        note("No fact differs.")
    for difference in changed:
        note(plain(place(after if difference.after else before, difference.path)))
        if difference.before:
            st.markdown(f":gray[Before:] {plain(difference.before)}")
        st.markdown(f":gray[Now:] {plain(difference.after)}" if difference.after else ":gray[Now: left out]")


def _compare(found: Sequence[ResumeVersion]) -> None:
    numbers = [version.version for version in found]
    with st.expander("Compare any two versions"):
        with st.grid(2, min_column_width=160):
            older = st.selectbox("From version", numbers, index=len(numbers) - 1, key="compare-from")
            newer = st.selectbox("To version", numbers, key="compare-to")
        if older == newer:
            note("Choose two different versions.")
        else:
            facts = {version.version: version.facts for version in found}
            draw(differences(facts[older], facts[newer]), facts[older], facts[newer])
