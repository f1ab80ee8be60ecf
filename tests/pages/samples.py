"""Invented people, resumes, interviews and evaluations, and the store they live in."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from domain.audit import AuditLine
from domain.evaluation.types import (
    Criterion,
    CriterionScore,
    Evaluation,
    KeyPointCheck,
    Quote,
    Rubric,
    State,
    StoredEvaluation,
)
from domain.interview import (
    Answer,
    Draft,
    Interview,
    InterviewSetup,
    InterviewStatus,
    JobRole,
    Mode,
    Question,
    QuestionKind,
    Turn,
    TurnStatus,
)
from domain.people import Person, Role
from domain.resume.document import HiddenText
from domain.resume.facts import (
    Contact,
    Education,
    Position,
    ReadingQuality,
    Resume,
    ResumeFacts,
    ResumeStatus,
    SkillFact,
)
from domain.sign_in import OpenSession

NOW = datetime(2026, 11, 19, 14, 2, tzinfo=UTC)
PASSWORD = "correct horse 7"

QUESTIONS = (
    "What drew you to operations work in health care?",
    "Tell me about a time you improved something that nobody had asked you to improve.",
    "Describe a disagreement with a colleague. What did you do?",
    "How would you measure whether a new process works?",
    "What would you ask us?",
)
ANSWER = (
    "In my second year at the clinic the intake queue kept growing. We had about forty patients waiting by noon, and "
    "everyone had simply got used to it. I timed each step for a week and found that most of the delay came from "
    "people filling the same form twice, once on paper and once at the desk.\n\n"
    "I wrote a short proposal, showed it to the head nurse, and we tried a single form on two days. I built the form "
    "myself and trained the three people at the desk. There was some push back, but we talked it through.\n\n"
    "By the end of the month the queue at noon was down from forty to about six, and the desk asked to keep it."
)
CRITERIA: tuple[tuple[str, str, float, int, tuple[str, ...], str, str], ...] = (
    (
        "situation", "Situation", 15, 4, ("We had about forty patients waiting by noon",),
        "Place, time and scale come first.", "",
    ),
    (
        "action", "Your own action", 35, 3,
        ("I timed each step for a week", "I built the form myself and trained the three people at the desk"),
        "Three steps are clearly yours.", "Say what the push back was and what you did about it.",
    ),
    (
        "result", "Result", 35, 3, ("the queue at noon was down from forty to about six",),
        "A clear before and after.", "Add what the change was worth, for example minutes saved for a patient.",
    ),
    (
        "reflection", "Reflection", 15, 1, (),
        "No sentence says what you would keep or change.", "End with one sentence on what you learned.",
    ),
)  # fmt: skip
ANCHORS = (
    "Not shown.",
    "Hinted at, not stated.",
    "Stated in part.",
    "Says what happened, step by step, with a number.",
    "Clear and complete, with what it was worth.",
)


def rubric(kind: QuestionKind) -> Rubric:
    """A rubric of four criteria."""
    criteria = tuple(Criterion(id=i, name=n, weight=w, anchors=ANCHORS, signal=i) for i, n, w, *_ in CRITERIA)
    return Rubric(name=kind.value, version=1, kind=kind.value, criteria=criteria)


def quote(text: str, words: str) -> Quote:
    """Where `words` stand in `text`."""
    start = text.index(words)
    return Quote(start=start, end=start + len(words), text=words)


def full_evaluation(state: State = State.SCORED, total: int = 71, half: int = 4, text: str = ANSWER) -> Evaluation:
    """An evaluation with quotes that stand in `text`."""
    scores = tuple(
        CriterionScore(
            criterion_id=i, name=n, weight=w, level=level, quotes=tuple(quote(text, q) for q in quotes if q in text),
            verified=any(q in text for q in quotes), why=why, next_step=step, anchor=ANCHORS[level],
            next_anchor=ANCHORS[min(4, level + 1)],
        )
        for i, n, w, level, quotes, why, step in CRITERIA
    )  # fmt: skip
    found = "the queue at noon was down from forty to about six"
    points = (
        KeyPointCheck(
            text="Says what changed, with a number",
            covered=found in text,
            quote=quote(text, found) if found in text else None,
        ),
        KeyPointCheck(text="Names what it cost or saved", covered=False),
    )
    estimated = state is State.ESTIMATED
    return Evaluation(
        state=state,
        total=total,
        low=total - half,
        high=total + half,
        reason="No model is set up, so this is an offline estimate with a wider range." if estimated else "",
        verdict="A clear story with a measured result. It ends without a lesson, and that holds the score back.",
        criteria=scores,
        key_points=points,
        rubric="behavioural v1",
        provider="offline rules" if estimated else "a model",
        words=len(text.split()),
        ms=1200,
    )


UNSCORED = Evaluation(
    state=State.UNSCORED,
    reason="9 words, too short to score. Answer again with at least 30.",
    reason_code="too_short",
    words=9,
)
FACTS = ResumeFacts(
    contact=Contact(
        name="Mara Lindqvist", email="mara@example.org", phone="+46 40 123 45", links=("example.org/mara",),
    ),
    summary="Operations coordinator with six years in clinics.",
    work=(
        Position(
            title="Operations coordinator", employer="Northside Clinic", place="Malmö", start="March 2023", end="now",
            bullets=("Cut the noon intake queue from 40 patients to 6", "Trained three desk staff on a single form"),
            confirmed=True,
        ),
        Position(
            title="Front desk lead", employer="Lindholm Dental", start="2020", end="February 2023",
            bullets=("Scheduled 60 visits a day across four rooms",),
        ),
    ),
    education=(
        Education(school="Malmö University", degree="BSc", field="Health administration", start="2016", end="2019"),
    ),
    skills=tuple(SkillFact(name=n) for n in ("Scheduling", "Process mapping", "Training", "Excel", "Patient intake")),
)  # fmt: skip
ROLES = (
    JobRole(id="operations-manager", name="Operations manager", family="operations"),
    JobRole(id="registered-nurse", name="Registered nurse", family="nursing"),
    JobRole(id="backend-engineer", name="Backend engineer", family="software"),
)


@dataclass
class Store:
    """What the fake remembers."""

    hidden: tuple[HiddenText, ...] = ()
    people: dict[str, Person] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    resumes: list[Resume] = field(default_factory=list)
    interviews: dict[UUID, Interview] = field(default_factory=dict)
    drafts: dict[UUID, Draft] = field(default_factory=dict)
    answers: dict[UUID, Answer] = field(default_factory=dict)
    evaluations: dict[UUID, StoredEvaluation] = field(default_factory=dict)
    calls: list[tuple[str, Any]] = field(default_factory=list)
    failure: Exception | None = None
    """Raised by the next service call of a screen."""
    model_configured: bool = False
    sessions: list[OpenSession] = field(default_factory=list)
    paused_until: datetime | None = None
    setup_code: str = ""
    audit: list[AuditLine] = field(default_factory=list)
    evaluate: bool = True

    def note(self, name: str, what: Any = None) -> None:
        self.calls.append((name, what))
        if self.failure:
            failure, self.failure = self.failure, None
            raise failure


def new_resume(
    user: Person, status: ResumeStatus = ResumeStatus.READ, *, file_name: str = "mara-lindqvist.pdf", **changes: Any
) -> Resume:
    """A resume of two jobs, read with one thing to check."""
    read = status is ResumeStatus.READ
    quality = ReadingQuality(
        score=0.94, issues=("Page 1 has two columns. We joined them; please check the dates of the second position.",)
    )
    resume = Resume(
        id=uuid4(), user_id=user.id, file_name=file_name, media_type="application/pdf", size=84_000, status=status,
        created_at=NOW, version=1 if read else 0, facts=FACTS if read else None, quality=quality if read else None,
    )  # fmt: skip
    return resume.model_copy(update=changes)


def add_interview(
    store: Store,
    user: Person,
    *,
    setup: InterviewSetup | None = None,
    created_at: datetime | None = None,
    status: InterviewStatus = InterviewStatus.IN_PROGRESS,
) -> Interview:
    """An interview of `setup.count` questions, nothing asked yet."""
    setup = setup or InterviewSetup(
        role_id="operations-manager", kinds=(QuestionKind.BEHAVIOURAL,), count=5, mode=Mode.PRACTICE
    )
    interview_id = uuid4()
    turns = tuple(
        Turn(
            id=uuid4(),
            interview_id=interview_id,
            position=n + 1,
            question=Question(
                id=f"q{n}", kind=(setup.kinds or (QuestionKind.BEHAVIOURAL,))[0], roles=("any",),
                levels=(setup.level,), seconds=180,
                text=QUESTIONS[n % len(QUESTIONS)], key_points=("Says what changed",), outline="",
            ),
            reason="Your resume says “Cut the noon intake queue from 40 patients to 6”.",
            origin="resume",
            cited_line="Cut the noon intake queue from 40 patients to 6",
            seconds=setup.seconds_per_question or 180,
        )
        for n in range(setup.count)
    )  # fmt: skip
    interview = Interview(
        id=interview_id, user_id=user.id, setup=setup, role_name="Operations manager", status=status,
        created_at=created_at or datetime.now(UTC), turns=turns,
    )  # fmt: skip
    store.interviews[interview_id] = interview
    return interview


def set_turn(store: Store, turn: Turn, status: TurnStatus) -> None:
    """Move a turn, and finish its interview with the last one."""
    interview = store.interviews[turn.interview_id]
    turns = tuple(t.model_copy(update={"status": status}) if t.id == turn.id else t for t in interview.turns)
    interview = interview.model_copy(update={"turns": turns})
    if interview.current_turn is None:
        interview = interview.model_copy(update={"status": InterviewStatus.FINISHED})
    store.interviews[interview.id] = interview


def add_answer(
    store: Store, interview: Interview, turn: Turn, text: str = ANSWER, *, used: float = 200, by_clock: bool = False
) -> Answer:
    """An answer, not evaluated yet."""
    answer = Answer(
        id=uuid4(), turn_id=turn.id, interview_id=interview.id, user_id=interview.user_id, text=text,
        client_key=uuid4().hex, seconds_used=used, submitted_by_clock=by_clock,
        submitted_at=interview.created_at + timedelta(minutes=3 * turn.position),
    )  # fmt: skip
    store.answers[answer.id] = answer
    return answer


def evaluate(store: Store, answer: Answer, evaluation: Evaluation | None = None, version: int = 1) -> StoredEvaluation:
    """Store an evaluation; without one, an estimate for long answers and none for short ones."""
    long_enough = len(answer.text.split()) >= 30
    evaluation = evaluation or (full_evaluation(State.ESTIMATED, 62, 9, answer.text) if long_enough else UNSCORED)
    stored = StoredEvaluation(
        id=uuid4(),
        answer_id=answer.id,
        user_id=answer.user_id,
        version=version,
        created_at=answer.submitted_at,
        evaluation=evaluation,
    )
    store.evaluations[answer.id] = stored
    return stored


def finished_interview(
    store: Store, user: Person, *, days_ago: int = 0, totals: tuple[tuple[State, int, int], ...] = ()
) -> Interview:
    """A finished interview: scored, estimated and unscored answers, and one question skipped."""
    totals = totals or ((State.SCORED, 75, 5), (State.SCORED, 71, 4), (State.ESTIMATED, 62, 9))
    interview = add_interview(store, user, created_at=NOW - timedelta(days=days_ago))
    for turn, (state, total, half), used in zip(interview.turns, totals, (150, 210, 95, 120), strict=False):
        evaluate(store, add_answer(store, interview, turn, used=used), full_evaluation(state, total, half))
        set_turn(store, turn, TurnStatus.ANSWERED)
    for turn in interview.turns[len(totals) : -1]:
        evaluate(store, add_answer(store, interview, turn, "I would ask about the team.", used=30), UNSCORED)
        set_turn(store, turn, TurnStatus.ANSWERED)
    set_turn(store, interview.turns[-1], TurnStatus.SKIPPED)
    return store.interviews[interview.id]


def person(
    store: Store, *roles: Role, email: str = "mara@example.org", name: str = "Mara Lindqvist", **changes: Any
) -> Person:
    """A person who can sign in with PASSWORD."""
    made = Person(id=uuid4(), email=email, full_name=name, roles=frozenset(roles or {Role.CANDIDATE}), **changes)
    store.people[email] = made
    return made


def returning(store: Store) -> Person:
    """A candidate with a resume, a history of eight weeks and an unfinished interview with a draft."""
    user = person(store)
    store.resumes = [new_resume(user)]
    for days, total, state in (
        (50, 58, State.SCORED),
        (40, 61, State.ESTIMATED),
        (25, 66, State.SCORED),
        (9, 73, State.SCORED),
    ):
        finished_interview(store, user, days_ago=days, totals=((state, total, 5), (state, total, 5), (state, total, 5)))
    open_one = add_interview(store, user, created_at=NOW)
    for turn in open_one.turns[:2]:
        evaluate(store, add_answer(store, open_one, turn), full_evaluation())
        set_turn(store, turn, TurnStatus.ANSWERED)
    draft = ANSWER[: ANSWER.index("everyone")]
    store.drafts[open_one.turns[2].id] = Draft(turn_id=open_one.turns[2].id, text=draft, saved_at=NOW)
    return user
