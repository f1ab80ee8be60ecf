"""The report of one answer."""

from uuid import UUID

import streamlit as st

from domain.evaluation.types import Evaluation, KeyPointCheck, State, StoredEvaluation
from domain.interview import InterviewStatus
from domain.people import Person
from services.bootstrap import get_services
from services.feedback import LONGEST_COMMENT
from services.reports import AnswerReport
from ui import evidence_view, room_help, score_view
from ui.components import evidence, score_band
from ui.errors import fragment, show_errors
from ui.layout import note, section, state_badge, steps
from ui.navigation import go
from ui.safe_text import emphasised, model_text, plain, quoted
from ui.when import clock, count, day, length

POLL_SECONDS = 0.7
WAITING_FOR = "waiting_for_version"
LONGEST_ADVICE = 3
SCORE_WITH_MODEL = "Score with the model"


def lead(user: Person, report: AnswerReport) -> str:
    """ "Question 2 of 5, written by a model, 19 November, practice, answered in 3 min 20 s"."""
    answer = report.answer
    by = ", written by a model" if report.turn.written_by_model else ""
    how = "handed in by the clock after" if answer.submitted_by_clock else "answered in"
    when, mode = day(answer.submitted_at, user), report.interview.setup.mode.value
    return f"Question {report.number} of {report.of}{by}, {when}, {mode}, {how} {length(answer.seconds_used)}"


@fragment(run_every=POLL_SECONDS)
def being_read(user: Person, answer_id: UUID) -> None:
    """Drawn until the evaluation is stored; then the whole page once more."""
    report = get_services().reports.answer_report(user, answer_id)
    if report.evaluation is not None:
        st.rerun()
    usual = "This takes longer than usual, and it goes on." if report.slow else "Usually a few seconds."
    steps(
        "Reading your answer",
        [f"Answer saved at {clock(report.answer.submitted_at, user)}"],
        ["Grading each criterion", "Checking every quote against your words"],
        usual,
        later="the report will be in History.",
    )
    st.skeleton(120)
    st.skeleton(240)


@fragment(run_every=POLL_SECONDS)
def being_read_again(user: Person, answer_id: UUID, version: int) -> None:
    """A line above the present report until the new scoring has replaced it."""
    stored = get_services().reports.answer_report(user, answer_id).evaluation
    if stored and stored.version >= version:
        st.session_state.pop(WAITING_FOR, None)
        st.rerun()
    st.info("Scoring again. The report below stays until the new one is ready.", icon=":material/pending:")


def result(stored: StoredEvaluation, user: Person) -> None:
    """Score with range, state, verdict, and how it was made."""
    e = stored.evaluation
    with (
        st.container(border=True),
        st.grid(2, min_column_width=300, gap=("small", "large"), vertical_alignment="center"),
    ):
        score_band(score_view.band_of(e), key=f"band-{stored.id}")
        with st.container(gap="xsmall"):
            state_badge(e.state)
            if e.verdict:
                st.markdown(emphasised(e.verdict))
            if e.state is State.ESTIMATED and e.reason:
                st.markdown(f":gray[{plain(e.reason)}]")
            if e.contested:
                note(plain(e.contested))
            note(how_made(stored, user))
            if e.state is State.ESTIMATED and get_services().evaluation.model_available(user):
                _score_again(user, stored.answer_id, SCORE_WITH_MODEL)
            if e.total is not None:
                fairness(user, stored)


def how_made(stored: StoredEvaluation, user: Person) -> str:
    """One line: rubric, who scored, when, how long."""
    e = stored.evaluation
    level = f" for {e.seniority} level" if e.seniority else ""
    parts = [
        f"Rubric {e.rubric}{level}" if e.rubric else "No rubric used",
        e.model or e.provider,
        count(e.words, "word"),
    ]
    parts.append(f"{day(stored.created_at, user)} at {clock(stored.created_at, user)}")
    parts.append(f"scored in {e.ms / 1000:.1f} s" if e.ms >= 100 else "")
    parts.append(f"version {stored.version}" if stored.version > 1 else "")
    return plain(", ".join(p for p in parts if p)) + "."


def words_and_marks(report: AnswerReport, e: Evaluation) -> None:
    """The answer with its marks beside the criteria; without criteria, just the answer."""
    text = report.answer.text
    if not text.strip():
        return
    title, lead = ("What you said, and what it showed", "Select a criterion to see only its words.")
    if not e.criteria:
        title, lead = "What you said", ""
    with section(title, lead):
        evidence(evidence_view.view(text, e.criteria, e.state), key=f"evidence-{report.answer.id}")


def next_steps(e: Evaluation) -> None:
    """What would lift this answer most, heaviest first."""
    weighed = sorted((c for c in e.criteria if c.next_step), key=lambda c: c.weight * (4 - c.level), reverse=True)
    if not weighed:
        return
    with section("What would lift it", "The criteria that hold this score back most come first."):
        for c in weighed[:LONGEST_ADVICE]:
            with st.container(border=True, gap="xxsmall"):
                st.markdown(f"**{plain(c.name)}**, {c.level} of 4")
                st.markdown(model_text(c.next_step))


def key_points(points: tuple[KeyPointCheck, ...], answer: str) -> None:
    """What the question was after: found, with the words; or not found."""
    if not points:
        return
    found = [p for p in points if p.covered]
    with section("Key points of this question", f"{len(found)} of {len(points)} found in your answer."):
        for point in [*found, *(p for p in points if not p.covered)]:
            icon = ":blue[:material/check_circle:]" if point.covered else ":gray[:material/radio_button_unchecked:]"
            words = evidence_view.standing_quotes(answer, [point.quote]) if point.quote else []
            said = f"  \n{quoted(words[0].text)}" if words else ""
            st.markdown(f"{icon} {'' if point.covered else ':gray[Not found:] '}{plain(point.text)}{said}")


def ways_on(user: Person, report: AnswerReport) -> None:
    """One way forward, the neighbours, and scoring again."""
    interview = report.interview
    open_still = interview.status is not InterviewStatus.FINISHED and interview.current_turn is not None
    with st.container(border=True, horizontal=True):
        if open_still and st.button("Continue interview", type="primary", icon=":material/play_arrow:"):
            go("room", {"interview": interview.id})
        if st.button("Session summary", type="secondary" if open_still or report.next_id else "primary"):
            go("session", {"interview": interview.id})
        room_help.again_button(user, interview, report.turn.id, key="answer-again")
        if report.previous_id and st.button("Previous answer", icon=":material/arrow_back:"):
            go("report", {"answer": report.previous_id})
        if report.next_id and st.button(
            "Next answer",
            type="secondary" if open_still else "primary",
            icon=":material/arrow_forward:",
            icon_position="right",
        ):
            go("report", {"answer": report.next_id})
        stored = report.evaluation
        offered_above = stored is not None and stored.evaluation.state is State.ESTIMATED
        if stored and not (offered_above and get_services().evaluation.model_available(user)):
            _score_again(user, report.answer.id, "Score again", quiet=True)


def _score_again(user: Person, answer_id: UUID, label: str, *, quiet: bool = False) -> None:
    if st.button(label, type="tertiary" if quiet else "secondary", icon=":material/refresh:"):
        with show_errors():
            version = get_services().reports.rescore(user, answer_id)
            st.session_state[WAITING_FOR] = (str(answer_id), version)
            st.rerun()


def fairness(user: Person, stored: StoredEvaluation) -> None:
    """Thumbs for the score, and room for a word when it is down."""
    service, answer_id = get_services().feedback, stored.answer_id
    given = service.rating(user, answer_id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        note("Is this score fair?")
        before = None if given is None else int(given.score > 0)
        chosen = st.feedback("thumbs", key=f"fair-{stored.id}", default=before)
    if chosen is not None and chosen != before:
        with show_errors():
            service.rate(user, answer_id, 1 if chosen else -1, given.comment if given else "")
            st.toast("Noted. Thank you." if chosen else "Noted. Say what is wrong below, if you like.")
    if chosen == 0:
        _objection(user, answer_id, given.comment if given else "")


def _objection(user: Person, answer_id: UUID, before: str) -> None:
    with st.form(f"objection-{answer_id}", border=False):
        said = st.text_area("What is wrong with this score?", before, max_chars=LONGEST_COMMENT, height=100)
        note("It stays here, for the people who run this service.")
        if st.form_submit_button("Save comment"):
            with show_errors():
                get_services().feedback.rate(user, answer_id, -1, said)
                st.toast("Comment saved.")


def version_awaited(answer_id: UUID) -> int | None:
    """The version this tab asked for with "Score again", while it waits for it."""
    held, version = st.session_state.get(WAITING_FOR, ("", 0))
    return version if held == str(answer_id) else None
