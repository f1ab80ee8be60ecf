"""The job match screen: the form, and what the resume says to each requirement."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

import streamlit as st

from domain.evaluation.text import clip
from domain.job_match.types import MAX_JOB_CHARS, Gap, JobMatch, Keyword, Kind, RequirementMatch, Status
from domain.people import Person
from domain.resume.facts import Resume
from services.bootstrap import get_services
from ui.errors import show_errors
from ui.layout import confirm_delete, note, section
from ui.navigation import go
from ui.safe_text import plain, quoted
from ui.when import count, day

MAX_MB = 10
TYPES = ["pdf", "docx", "txt"]
TEXT, TAKEN = "job-match-text", "job-match-file"
STATUSES = {  # label, icon, colour: the shape carries the meaning too
    Status.STRONG: ("Strong", ":material/check_circle:", "green"),
    Status.PARTIAL: ("In part", ":material/contrast:", "orange"),
    Status.MISSING: ("Missing", ":material/radio_button_unchecked:", "gray"),
}
HEADINGS = {Kind.REQUIRED: "Required", Kind.PREFERRED: "Preferred"}
BY_MEANING = "Found by rules and word meaning, not by a model. Check each line: you know your work better."
BY_WORDS = "Found by rules and equal words only, because word meaning cannot be compared here. Check each line."
FORMULA = (
    "A required one weighs twice a preferred one. Strong counts in full, in part counts half, missing counts nothing."
)
LOSS = "The job description is deleted for good. Your resume and your interviews stay."
SHOWN_KEYWORDS = 20
LINE_CHARS = 240


def form(user: Person, resumes: Sequence[Resume]) -> None:
    """Paste or upload a job description, or take an earlier one."""
    resume = _resume_choice(resumes)
    with show_errors(safe="Nothing was changed."):
        _take_upload()
    text = st.text_area(
        "Job description",
        key=TEXT,
        height=260,
        placeholder="Paste the whole text here, with its requirements.",
        help=f"Up to {MAX_JOB_CHARS:,} characters.",
    )
    slot = st.empty()
    if st.button("Compare", type="primary", icon=":material/compare_arrows:"):
        with show_errors({"job_text": slot}, safe="Your text is still here."):
            found = get_services().job_match.match(user, resume.id, text)
            go("job-match", {"job": str(found.job_id), "resume": resume.id})
    note("The text is stored with your account, so that you can compare again. You can delete it at any time.")
    _earlier(user, resume)


def _resume_choice(resumes: Sequence[Resume]) -> Resume:
    if len(resumes) == 1:
        note(f"Your resume: {plain(resumes[0].file_name)}")
        return resumes[0]
    by_id = {resume.id: resume for resume in resumes}
    chosen: UUID = st.selectbox(
        "Resume", list(by_id), format_func=lambda key: plain(by_id[key].file_name), key="job-match-resume"
    )
    return by_id[chosen]


def _take_upload() -> None:
    """The words of an uploaded file go into the text field, once, where they can be checked."""
    chosen = st.file_uploader(
        f"PDF, Word or text file, up to {MAX_MB} MB, or paste below",
        TYPES,
        max_upload_size=MAX_MB,
        key="job-match-upload",
    )
    if chosen is None or st.session_state.get(TAKEN) == chosen.file_id:
        return
    st.session_state[TAKEN] = chosen.file_id
    st.session_state[TEXT] = get_services().job_match.text_of_upload(chosen.name, chosen.getvalue())


def _earlier(user: Person, resume: Resume) -> None:
    jobs = get_services().job_match.jobs(user)
    if not jobs:
        return
    by_id = {job.id: job for job in jobs}
    with section("Earlier job descriptions"):
        chosen: UUID = st.selectbox(
            "Text of",
            list(by_id),
            format_func=lambda key: f"{plain(by_id[key].title)}, {day(by_id[key].created_at, user)}",
            key="job-match-earlier",
        )
        if st.button("Compare again", icon=":material/refresh:"):
            go("job-match", {"job": chosen, "resume": resume.id})


def result(user: Person, match: JobMatch, job_id: UUID) -> None:
    """Score, ways on, requirements, what to do, keywords."""
    _score(match)
    _ways_on(user, match, job_id)
    for kind in Kind:
        _requirements(kind, match.of_kind(kind))
    if match.gaps:
        _gaps(match.gaps)
    if match.keywords:
        _keywords(match)


def _score(match: JobMatch) -> None:
    with st.container(border=True, gap="small"):
        if match.score is None:
            st.subheader("No score", anchor=False)
            st.markdown(plain(match.reason))
            return
        st.metric("Match", f"{match.score} of 100")
        st.markdown(" ".join(filter(None, (_answered(kind, match.of_kind(kind)) for kind in Kind))))
        note(FORMULA)
        for told in match.notes:
            st.markdown(f":material/help: {plain(told)}")
        note(BY_MEANING if match.by_meaning else BY_WORDS)


def _answered(kind: Kind, matches: Sequence[RequirementMatch]) -> str:
    """ "Required: 5 strong, 2 in part, 2 missing."; empty when there is none."""
    counts = [(sum(m.status is status for m in matches), STATUSES[status][0].lower()) for status in Status]
    told = ", ".join(f"{number} {label}" for number, label in counts if number)
    return f"{HEADINGS[kind]}: {told}." if told else ""


def _ways_on(user: Person, match: JobMatch, job_id: UUID) -> None:
    with st.container(horizontal=True):
        label = "Practise these" if match.gaps else "Practise for this job"
        if st.button(label, type="primary", icon=":material/forum:"):
            go("interview", {"job": job_id})
        if st.button("Compare another", icon=":material/compare_arrows:"):
            go("job-match")
        if st.button("Delete", type="tertiary", icon=":material/delete:"):
            forget = partial(get_services().job_match.forget, user, job_id)
            what = "Delete this job description"
            confirm_delete(what, LOSS, "Delete job description", forget, partial(go, "job-match"))


def _requirements(kind: Kind, matches: Sequence[RequirementMatch]) -> None:
    if not matches:
        return
    with section(HEADINGS[kind]):
        for match in matches:
            with st.container(border=True, gap="xsmall"):
                _requirement(match)


def _requirement(match: RequirementMatch) -> None:
    label, icon, colour = STATUSES[match.status]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(label, icon=icon, color=colour)
        st.markdown(f"**{plain(_sentence(match.text))}**")
    for line in match.evidence:
        st.markdown(quoted(clip(line.text, LINE_CHARS)))
    if match.reason:
        note(plain(match.reason))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _gaps(gaps: Sequence[Gap]) -> None:
    """What to do, with the requirements each piece of advice is for."""
    by_advice: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_advice.setdefault(gap.suggestion, []).append(gap)
    with section("What to do", f"{count(len(gaps), 'requirement')} not answered in full, required ones first."):
        for advice, ones in by_advice.items():
            names = "\n".join(f"- {plain(_sentence(gap.requirement))} ({gap.kind.value})" for gap in ones)
            st.markdown(f"{plain(advice)}\n\n{names}")


def _keywords(match: JobMatch) -> None:
    """Terms of the advertisement beside how often they stand in both texts."""
    shown = match.keywords[:SHOWN_KEYWORDS]
    here = sum(k.in_resume > 0 for k in shown)
    with section("Keywords", f"{here} of {count(len(shown), 'term')} of the advertisement stand in your resume."):
        rows = "\n".join(_row(keyword) for keyword in shown)
        st.markdown(f"| Term | In the advertisement | In your resume |\n| --- | ---: | ---: |\n{rows}")


def _row(keyword: Keyword) -> str:
    mine = str(keyword.in_resume) if keyword.in_resume else "missing"
    return f"| {plain(keyword.term)} | {keyword.in_ad} | {mine} |"
