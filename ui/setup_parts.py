"""The form that sets up an interview."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from domain.interview import InterviewSetup, JobRole, Level, Mode, QuestionKind, Style, Wording
from domain.resume.facts import Resume, ResumeStatus
from ui.layout import choice, choices, note
from ui.navigation import go
from ui.safe_text import plain
from ui.when import count

COUNTS = (3, 5, 8, 10)
BY_QUESTIONS, BY_MINUTES = "Questions", "Minutes"
MINUTES = (10, 20, 30, 45)
MOST_QUESTIONS = 15
FOLLOW_UP_SECONDS = 60
AS_SUGGESTED = 0
TIMES = (AS_SUGGESTED, 60, 120, 180, 300)
USUAL_SECONDS = {
    QuestionKind.BEHAVIOURAL: 180,
    QuestionKind.TECHNICAL: 180,
    QuestionKind.SITUATIONAL: 150,
    QuestionKind.SYSTEM_DESIGN: 420,
    QuestionKind.HR: 120,
}
MODES = {
    Mode.PRACTICE: "What a strong answer shows is open to you. The clock guides, it never cuts you off.",
    Mode.REALISTIC: "No hints. Each answer is handed in when its time is up.",
}
STYLES = {
    Style.FRIENDLY: "Thanks you, and asks back gently. Scores stay the same.",
    Style.NEUTRAL: "Asks back without comment. Scores stay the same.",
    Style.TOUGH: "Says when something does not convince. Scores stay the same.",
}
WORDINGS = {
    Wording.STANDARD: "As the trade speaks.",
    Wording.PLAIN: "Short sentences, common words and no idioms come first. Your answers are scored the same.",
}
MAX_JOB_CHARS = 20_000
ROUND = "set_up_round"


def slot(name: str) -> str:
    """The key of a choice. Beginning from another set-up makes new widgets, which take their values from it."""
    begun = st.session_state.get(ROUND, 0)
    return f"{name}-{begun}" if begun else name


def minutes(number: int, seconds: int, kinds: Sequence[QuestionKind]) -> int:
    """About how long `number` questions take."""
    usual = [USUAL_SECONDS[k] for k in kinds] or [180]
    return max(1, round(number * (seconds or sum(usual) / len(usual)) / 60))


def time_words(seconds: int) -> str:
    """The label of a time per question."""
    return count(seconds // 60, "minute") if seconds else "As suggested"


def form(
    roles: Sequence[JobRole], last: InterviewSetup | None, resume: Resume | None, job_text: str | None = None
) -> InterviewSetup | None:
    """The choices, the last ones preselected; `job_text` comes from Job match. None until a role is chosen."""
    role_id = role_choice(roles, last)
    level = choice(
        "Level", list(Level), slot("level"), last.level if last else Level.MID, words=lambda v: v.value.capitalize()
    )
    kinds = choices(
        "Kinds of question",
        list(QuestionKind),
        slot("kinds"),
        last.kinds if last else (QuestionKind.BEHAVIOURAL, QuestionKind.TECHNICAL),
        words=lambda kind: kind.label,
    )
    seconds = st.session_state.get(slot("seconds")) or (last.seconds_per_question if last else None) or AS_SUGGESTED
    number, total_minutes = how_long(last, seconds, kinds)
    with st.container(gap="xxsmall"):
        mode = choice(
            "Mode", list(Mode), slot("mode"), last.mode if last else Mode.PRACTICE, words=lambda v: v.value.capitalize()
        )
        note(MODES[mode])
    resume_id = resume.id if resume and use_resume(resume, last) else None
    job_text = st.text_area(
        "Job description, if you have one",
        job_text if job_text is not None else last.job_text if last else "",
        max_chars=MAX_JOB_CHARS,
        height=140,
        placeholder="Paste it here. Questions are then chosen to fit it.",
        key=slot("job"),
    )
    more = more_choices(last)
    if role_id is None:
        return None
    return InterviewSetup(
        role_id=role_id,
        level=level,
        kinds=tuple(kinds),
        count=number,
        seconds_per_question=more.seconds_per_question or None,
        mode=mode,
        resume_id=resume_id,
        job_text=job_text,
        style=more.style,
        wording=more.wording,
        follow_ups=more.follow_ups,
        adaptive=more.adaptive,
        minutes=total_minutes,
        company=more.company,
        own_questions=more.own_questions,
    )


def how_long(last: InterviewSetup | None, seconds: int, kinds: Sequence[QuestionKind]) -> tuple[int, int | None]:
    """How many questions, asked for as a number or as the minutes there are for them."""
    by = choice(
        "How long", (BY_QUESTIONS, BY_MINUTES), slot("length"), BY_MINUTES if last and last.minutes else BY_QUESTIONS
    )
    if by == BY_QUESTIONS:
        number = choice(
            "Questions",
            COUNTS,
            slot("count"),
            last.count if last else 3,
            words=lambda n: f"{n}, about {minutes(n, seconds, kinds)} min",
        )
        return number, None
    back = st.session_state.get(slot("follow-ups"), last.follow_ups if last else True)
    total = choice(
        "Minutes",
        MINUTES,
        slot("minutes"),
        last.minutes if last else None,
        words=lambda m: f"{m}, {count(questions_in(m, seconds, kinds, back=back), 'question')}",
    )
    return questions_in(total, seconds, kinds, back=back), total


def questions_in(total: int, seconds: int, kinds: Sequence[QuestionKind], *, back: bool) -> int:
    """How many questions fit into `total` minutes, a question back to each included where there is one."""
    usual = [USUAL_SECONDS[k] for k in kinds] or [180]
    each = (seconds or sum(usual) / len(usual)) + (FOLLOW_UP_SECONDS if back else 0)
    return max(1, min(MOST_QUESTIONS, int(60 * total / each)))


@dataclass(frozen=True)
class MoreChoices:
    """What most people leave as it is; each as in InterviewSetup, with 0 seconds for as suggested."""

    seconds_per_question: int
    style: Style
    wording: Wording
    follow_ups: bool
    adaptive: bool
    company: str
    own_questions: bool


def more_choices(last: InterviewSetup | None) -> MoreChoices:
    """The choices behind "More choices"."""
    with st.expander("More choices", icon=":material/tune:"):
        follow_ups = st.toggle(
            "Ask a question back about the weakest part of an answer",
            value=last.follow_ups if last else True,
            key=slot("follow-ups"),
        )
        adaptive = st.toggle(
            "Make questions harder or easier by how my answers go",
            value=last.adaptive if last else False,
            key=slot("adaptive"),
        )
        if adaptive:
            note("It moves only when your scores leave no doubt, so a short interview may stay where it starts.")
        own_questions = st.toggle(
            "Ask my own questions first", value=last.own_questions if last else False, key=slot("own-questions")
        )
        if st.button("My questions", type="tertiary", icon=":material/playlist_add:"):
            go("questions")
        with st.container(gap="xxsmall"):
            style = choice(
                "Interviewer",
                list(Style),
                slot("style"),
                last.style if last else Style.NEUTRAL,
                words=lambda v: v.value.capitalize(),
            )
            note(STYLES[style])
        with st.container(gap="xxsmall"):
            wording = choice(
                "Language of the questions",
                list(Wording),
                slot("wording"),
                last.wording if last else Wording.STANDARD,
                words=lambda v: v.value.capitalize(),
            )
            note(WORDINGS[wording])
        seconds = choice(
            "Time for each question",
            TIMES,
            slot("seconds"),
            (last.seconds_per_question if last else None) or AS_SUGGESTED,
            words=time_words,
        )
        company = st.text_input(
            "Company, if you have one in mind", last.company if last else "", max_chars=120, key=slot("company")
        )
        if company.strip():
            note("It stands on your session, so that you find it again. Nothing about the company is made up.")
    return MoreChoices(seconds, style, wording, follow_ups, adaptive, company.strip(), own_questions)


def role_choice(roles: Sequence[JobRole], last: InterviewSetup | None) -> str | None:
    """The role's id, found by typing; None until one is chosen."""
    by_id = {role.id: role for role in roles}
    ids = list(by_id)
    chosen: str | None = st.selectbox(
        "Role",
        ids,
        index=ids.index(last.role_id) if last and last.role_id in by_id else None,
        format_func=lambda key: by_id[key].name,
        placeholder="Type to search, for example “nurse”",
        key=slot("role"),
    )
    return chosen


def use_resume(resume: Resume, last: InterviewSetup | None) -> bool:
    """Whether questions are built from the resume; only once it has been read."""
    if resume.status is not ResumeStatus.READ:
        note("Your resume has not been read yet, so questions come from the role alone.")
        return False
    return st.toggle(
        f"Build questions from my resume, {plain(resume.file_name)}",
        value=last is None or last.resume_id is not None,
        key=slot("use-resume"),
    )
