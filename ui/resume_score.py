"""The two scores of a resume: the number, then every rule with what it cost, where, and how to win it back."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from domain.people import Person
from domain.resume.scoring.results import Loss, ResumeScores, RuleGroup, Score, ScoreKind, ScoreState
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.layout import note
from ui.safe_text import plain, quoted

TITLES = {ScoreKind.ATS: "Readable by hiring software", ScoreKind.CONTENT: "Convincing to a person"}
LEADS = {
    ScoreKind.ATS: "Worked out by fixed rules, so the same file always gets the same number. "
    "It does not predict any employer's software.",
    ScoreKind.CONTENT: "Worked out by fixed rules from how your lines are written. It does not judge your career.",
}
SHOWN = 8
"""Causes of one group that are listed before the rest is counted."""


def view(user: Person, resume_id: UUID) -> None:
    """The scores, for a job description the person has matched where they choose one."""
    services = get_services()
    jobs = services.job_match.jobs(user)
    job = None
    if jobs:
        job = st.selectbox(
            "Keywords of", [None, *jobs], key="score-job", format_func=lambda j: j.title if j else "No certain job"
        )
    with show_errors(safe="Your resume is unchanged."):
        keywords = None
        if job:
            keywords = [keyword.term for keyword in services.job_match.again(user, resume_id, job.id).keywords]
        scores(services.resume_review.review(user, resume_id, keywords).scores)


def scores(found: ResumeScores) -> None:
    """Both scores. The reading quality stands above them on the page already."""
    for notice in found.notices:
        with st.container(border=True, gap="small"):
            st.badge("Please check", icon=":material/help:", color="orange")
            st.markdown(plain(notice))
    for score in (found.ats, found.content):
        _score(score)
    note(f"Weights version {plain(found.ats.version)}. Every weight is published in docs/resume-scores.md.")


def _score(score: Score) -> None:
    with st.container(gap="small"):
        with st.container(border=True, gap="xsmall"):
            st.subheader(TITLES[score.kind], anchor=False)
            if score.state is ScoreState.NOT_SCORED or score.points is None:
                st.badge("Not scored", icon=":material/radio_button_unchecked:", color="gray")
                st.markdown(plain(score.reason))
                return
            st.markdown(f"**{_points(score.points)} of 100**")
            note(LEADS[score.kind])
        for group in score.groups:
            _group(group)


def _points(points: object) -> str:
    return f"{points:.1f}".removesuffix(".0")


def _group(group: RuleGroup) -> None:
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            st.markdown(f"**{plain(group.name)}**", width="content")
            st.markdown(f"{_points(group.points)} of {group.weight}", width="content")
        st.progress(float(group.points) / group.weight)
        losing = [rule for rule in group.rules if rule.lost]
        for rule in losing:
            note(f"{plain(rule.name)}: −{_points(rule.lost)}. {plain(rule.note)}")
        if not losing:
            note("Nothing is lost here.")
        with st.expander(f"What is measured ({len(group.rules)})" if not losing else "What costs points, and where"):
            _causes([loss for rule in losing for loss in rule.losses])
            note("  \n".join(f"{plain(rule.name)}: {plain(rule.note)}" for rule in group.rules if not rule.lost))


def _causes(causes: Sequence[Loss]) -> None:
    for loss in causes[:SHOWN]:
        cost = f"{_points(loss.lost)} points. " if loss.lost else ""
        where = quoted(loss.text) if loss.path or loss.line is not None else plain(loss.text)
        st.markdown(f"{where}  \n{cost}{plain(loss.why)}  \n:material/arrow_forward: {plain(loss.gain)}")
    if len(causes) > SHOWN:
        note(f"And {len(causes) - SHOWN} more of the same kind. Mend these first; the rest is shown afterwards.")
