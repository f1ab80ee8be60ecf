"""How a resume is written: each line with something to mend, and one press for what a rule can safely mend."""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

import streamlit as st

from domain.people import Person
from domain.resume.facts import ResumeFacts
from domain.resume.paths import text_at
from domain.resume.writing.findings import NAMES, WritingFinding
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.fact_places import place
from ui.layout import note
from ui.safe_text import marked, plain


def wording(user: Person, resume_id: UUID, facts: ResumeFacts, findings: Sequence[WritingFinding]) -> None:
    """Findings by line, in the order of the resume."""
    if not findings:
        st.markdown("Nothing was found to mend in the wording.")
        note("Checked by fixed rules and a grammar checker, for English text only.")
        return
    safe = sum(finding.replacement is not None for finding in findings)
    with st.container(gap="xxsmall"):
        st.header(f"{len(findings)} things to look at", anchor=False)
        st.markdown(f":gray[{safe} of them can be mended with one press. Nothing is added to what you wrote.]")
    for path, group in groupby(findings, key=lambda finding: finding.path):
        _line(user, resume_id, facts, path, list(group))
    note("Found by fixed rules and a grammar checker, for English text only. They can be wrong: you decide.")


def _line(user: Person, resume_id: UUID, facts: ResumeFacts, path: str, findings: Sequence[WritingFinding]) -> None:
    text = _text(facts, path)
    with st.container(border=True, gap="small"):
        note(plain(place(facts, path)))
        st.markdown(_marked(text, findings))
        for number, finding in enumerate(findings):
            with st.container(gap="xsmall"):
                st.markdown(f"**{NAMES[finding.kind]}.** {plain(finding.why)}")
                if finding.replacement is not None:
                    _suggestion(user, resume_id, text, finding, f"take-{path}-{number}")


def _text(facts: ResumeFacts, path: str) -> str:
    try:
        return text_at(facts, path)
    except KeyError:  # changed in another tab since the review was made
        return ""


def _marked(text: str, findings: Sequence[WritingFinding]) -> str:
    """The line with the words found marked."""
    return marked(
        text,
        [(f.start, f.end) for f in findings if not f.whole_line and text[f.start : f.end] == f.text],
    )


def _suggestion(user: Person, resume_id: UUID, text: str, finding: WritingFinding, key: str) -> None:
    changed = mended(text, finding)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Use this", icon=":material/check:", key=key):
            with show_errors(safe="Your resume is unchanged.") as shown:
                get_services().resume_review.take_up(user, resume_id, finding)
            if not shown.failed:
                st.rerun()
        st.markdown(f"“{plain(changed)}”" if changed else "The line goes.", width="stretch")


def mended(text: str, finding: WritingFinding) -> str:
    """The line as it reads with the suggestion taken up."""
    return " ".join((text[: finding.start] + (finding.replacement or "") + text[finding.end :]).split())
