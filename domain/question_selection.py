"""Which questions an interview asks, and why: pure rules over the bank, the resume and the job description."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from domain.interview import ChosenQuestion, InterviewSetup, Level, Question, QuestionKind, Wording
from domain.plain_language import plainness

Similarity = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]
"""Cosine similarity of every first text with every second one: len(first) rows of len(second) values."""

LEVEL_ORDER = tuple(Level)
ALIKE = 0.34
"""Cosine from which a resume or job line counts as the reason for a question (unrelated MiniLM pairs lie near 0.05)."""
CITED_CHARS = 110
LIST_DISCOUNT = 0.75
GENERIC_SKILLS = frozenset({"communication", "teamwork", "leadership", "problem solving", "collaboration"})
WEIGHTS = {
    "level": 1.5,
    "resume": 3.0,
    "job": 2.5,
    "role": 0.6,
    "asked": 4.0,
    "chance": 3.0,
    "cited_again": 1.2,
    "plain": 3.0,
}
"""What a question is chosen by. "plain" counts only for who asks for plain language."""


@dataclass(frozen=True)
class Evidence:
    """How strongly a text speaks for a question (0-1) and the line that does."""

    strength: float = 0.0
    line: str = ""
    skill: str = ""


@dataclass(frozen=True)
class Context:
    """What is known about the person and the job when questions are chosen."""

    resume_lines: Sequence[str] = ()
    resume_skills: Sequence[str] = ()
    job_lines: Sequence[str] = ()
    times_asked: Mapping[str, int] | None = None
    seed: str = ""
    """Equal seeds give equal choices; the resume and the number of earlier interviews belong in it."""


def choose_questions(
    bank: Sequence[Question],
    setup: InterviewSetup,
    context: Context,
    role_name: str,
    similarity: Similarity | None = None,
) -> list[ChosenQuestion]:
    """Pick `setup.count` questions, kinds taking turns, each with its reason; fewer only when the bank has fewer."""
    wanted = [q for q in bank if q.suits_role(setup.role_id) and q.kind in setup.kinds]
    resume = _evidence(wanted, context.resume_lines, context.resume_skills, similarity)
    job = _evidence(wanted, context.job_lines, (), similarity)
    chosen: list[ChosenQuestion] = []
    cited: set[str] = set()
    left = {q.id: q for q in wanted}
    for kind in cycle(_kinds_by_supply(setup.kinds, wanted)):
        if len(chosen) >= setup.count or not left:
            break
        pool = [q for q in left.values() if q.kind is kind]
        if not pool:
            continue

        def worth(q: Question) -> float:
            return _worth(q, setup, context, resume[q.id], job[q.id], cited)

        best = max(pool, key=worth)
        del left[best.id]
        pick = _explain(best, resume[best.id], job[best.id], role_name, setup.level)
        if pick.cited_line:
            cited.add(pick.cited_line)
        chosen.append(pick)
    return chosen


def own_first(
    questions: Sequence[Question], setup: InterviewSetup, times_asked: Mapping[str, int]
) -> list[ChosenQuestion]:
    """The person's own questions for the level, at most `setup.count`, those asked least first.

    Of whatever kind: who asks for their own questions means all of them, and a kind may have been guessed.
    """
    fits = [q for q in questions if setup.level in q.levels]
    taken = sorted(fits, key=lambda q: times_asked.get(q.id, 0))[: setup.count]
    return [ChosenQuestion(question=q, reason="One of your own questions.", origin="own") for q in taken]


def filled_up(
    chosen: Sequence[ChosenQuestion],
    bank: Sequence[Question],
    setup: InterviewSetup,
    context: Context,
    role_name: str,
    similarity: Similarity | None = None,
) -> list[ChosenQuestion]:
    """Bring `chosen` to `setup.count` with questions of other kinds for the role; each says why it stands in.

    Fewer only when the whole bank has fewer for this role, which no role of data/roles.yaml has.
    """
    missing = setup.count - len(chosen)
    if missing <= 0:
        return list(chosen)
    taken = {c.question.id for c in chosen}
    others = tuple(kind for kind in QuestionKind if kind not in setup.kinds) or setup.kinds
    wider = setup.model_copy(update={"kinds": others, "count": missing})
    found = choose_questions([q for q in bank if q.id not in taken], wider, context, role_name, similarity)
    wanted = ", ".join(kind.label if kind is QuestionKind.HR else kind.label.lower() for kind in setup.kinds)
    note = f"The bank has no more {wanted} questions for this role, so this is another kind."
    return [*chosen, *(c.model_copy(update={"reason": f"{note} {c.reason}"}) for c in found)]


def _kinds_by_supply(kinds: Sequence[QuestionKind], wanted: Sequence[Question]) -> list[QuestionKind]:
    return [k for k in kinds if any(q.kind is k for q in wanted)] or list(kinds)


def _worth(
    q: Question, setup: InterviewSetup, context: Context, resume: Evidence, job: Evidence, cited: set[str]
) -> float:
    asked = (context.times_asked or {}).get(q.id, 0)
    digest = hashlib.sha256(f"{context.seed}|{q.id}".encode()).digest()
    chance = int.from_bytes(digest[:4], "big") / 2**32
    return (
        WEIGHTS["level"] * _level_fit(q, setup.level)
        + WEIGHTS["resume"] * resume.strength
        + WEIGHTS["job"] * job.strength
        + WEIGHTS["role"] * (setup.role_id in q.roles)
        + WEIGHTS["chance"] * chance
        + WEIGHTS["plain"] * (plainness(q.text) if setup.wording is Wording.PLAIN else 0.0)
        - WEIGHTS["asked"] * asked
        - WEIGHTS["cited_again"] * (resume.line in cited)
    )


def _level_fit(q: Question, level: Level) -> float:
    """1 for the level itself, 0.3 for a neighbour, -1 for a question two or more levels away."""
    distance = min(abs(LEVEL_ORDER.index(x) - LEVEL_ORDER.index(level)) for x in q.levels)
    return (1.0, 0.3)[distance] if distance < 2 else -1.0


def _evidence(
    questions: Sequence[Question], lines: Sequence[str], skills: Sequence[str], similarity: Similarity | None
) -> dict[str, Evidence]:
    if not lines and not skills:
        return {q.id: Evidence() for q in questions}
    table = similarity([q.text for q in questions], lines) if similarity and lines and questions else None
    lowered = [line.casefold() for line in lines]
    return {
        q.id: _best(q, lines, lowered, skills, table[i] if table is not None else None) for i, q in enumerate(questions)
    }


def _best(
    q: Question, lines: Sequence[str], lowered: Sequence[str], skills: Sequence[str], near: Sequence[float] | None
) -> Evidence:
    found = Evidence()
    for index, line in enumerate(lines):
        skill = next((s for s in q.skills if names(lowered[index], s)), "")
        cosine = float(near[index]) if near is not None else 0.0
        named = 0.0 if not skill else 0.35 if skill in GENERIC_SKILLS else 0.7
        strength = min(1.0, named + 1.5 * max(0.0, cosine - 0.15)) * (LIST_DISCOUNT if is_list(line) else 1.0)
        if (skill or cosine >= ALIKE) and strength > found.strength:
            found = Evidence(strength, line, skill)
    if not found.strength:
        known = {s.casefold() for s in skills}
        skill = next((s for s in q.skills if s.casefold() in known), "")
        if skill:
            return Evidence(0.5, "", skill)
    return found


def is_list(line: str) -> bool:
    """True for a line that only lists skills; what a person did says more."""
    return line.count(",") >= 2 and len(line.split()) <= 3 * (line.count(",") + 1)


def names(text: str, skill: str) -> bool:
    """True when casefolded `text` contains `skill` as whole words ("go" is not in "good")."""
    return re.search(rf"(?<![\w+#]){re.escape(skill.casefold())}(?![\w+#])", text) is not None


def _explain(q: Question, resume: Evidence, job: Evidence, role_name: str, level: Level) -> ChosenQuestion:
    if resume.strength and resume.strength >= job.strength:
        if resume.line:
            about = f", so this asks about {resume.skill}" if resume.skill else ""
            reason = f"Your resume says “{shorten(resume.line)}”{about}."
        else:
            reason = f"Your resume lists {resume.skill}."
        return ChosenQuestion(question=q, reason=reason, origin="resume", cited_line=resume.line or resume.skill)
    if job.strength:
        return ChosenQuestion(
            question=q, reason=f"The job description says “{shorten(job.line)}”.", origin="job", cited_line=job.line
        )
    general = "A question that most interviews include, whatever the role."
    own = f"A core question for a {role_name.lower()} at {level.value} level."
    return ChosenQuestion(question=q, reason=general if "any" in q.roles else own)


def shorten(line: str, limit: int = CITED_CHARS) -> str:
    """The line, cut at a word with an ellipsis when it is longer than `limit` characters."""
    line = " ".join(line.split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"
