"""Which lines a question is worth writing about, and how written questions take their places among the bank's."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.interview import ChosenQuestion, InterviewSetup, Question, QuestionKind
from domain.question_selection import (
    ALIKE,
    GENERIC_SKILLS,
    LIST_DISCOUNT,
    WEIGHTS,
    Context,
    Similarity,
    is_list,
    names,
    shorten,
)

MODEL = "model"
"""Origin of a written question in an interview, and its source."""
FEWEST_WORDS = 4
LEAST = 0.05
"""Strength of a line of the resume that names no skill."""
WRITTEN_SHARE = 3
"""One question in so many may be about a line."""


@dataclass(frozen=True)
class Line:
    """A line of the resume, else of the job description."""

    text: str
    of_resume: bool

    @property
    def reason(self) -> str:
        """Why a question about it is asked, for the person."""
        whose = "your resume" if self.of_resume else "the job"
        return f"Written by a model for this line of {whose}: “{shorten(self.text)}”."


def strongest_lines(
    bank: Sequence[Question], role_id: str, context: Context, similarity: Similarity | None
) -> list[Line]:
    """Return the lines worth a question for this role, best first, by what its own questions in `bank` are about.

    A line of the job has to name a skill of theirs, or with `similarity` to be like one, which lines about perks and
    applying are not (at most 0.33 in the advertisements tried); what a person has done is always worth one.
    """
    questions = [question for question in bank if role_id in question.roles]
    lines = [Line(text, True) for text in context.resume_lines]
    lines += [Line(text, False) for text in context.job_lines if text not in context.resume_lines]
    lines = [line for line in dict.fromkeys(lines) if len(line.text.split()) >= FEWEST_WORDS]
    if not lines or not questions:
        return []
    table = similarity([q.text for q in questions], [line.text for line in lines]) if similarity else None
    skills = {skill for question in questions for skill in question.skills}
    strengths = [
        _strength(line, skills, max(row[i] for row in table) if table else 0.0) for i, line in enumerate(lines)
    ]
    order = sorted(range(len(lines)), key=lambda i: -strengths[i])
    return [lines[i] for i in order if strengths[i] > 0]


def _strength(line: Line, skills: set[str], cosine: float) -> float:
    lowered = line.text.casefold()
    named = {skill for skill in skills if names(lowered, skill)}
    if not line.of_resume and not named - GENERIC_SKILLS and cosine < ALIKE:
        return 0.0
    about = 0.7 if named - GENERIC_SKILLS else 0.35 if named else LEAST
    strength = min(1.0, about + 1.5 * max(0.0, cosine - 0.15)) * (LIST_DISCOUNT if is_list(line.text) else 1.0)
    return strength * WEIGHTS["resume" if line.of_resume else "job"]


def kind_to_write(chosen: Sequence[ChosenQuestion], setup: InterviewSetup) -> QuestionKind:
    """The kind with the fewest questions while some are missing, else the one with the most that cite no line."""
    if len(chosen) < setup.count:
        return min(setup.kinds, key=lambda kind: sum(c.question.kind is kind for c in chosen))
    return max(setup.kinds, key=lambda kind: sum(c.question.kind is kind and not c.cited_line for c in chosen))


def most_about_lines(setup: InterviewSetup) -> int:
    """How many questions about lines an interview may have."""
    return setup.count // WRITTEN_SHARE


def with_written(
    chosen: Sequence[ChosenQuestion], written: Sequence[tuple[Question, Line]], setup: InterviewSetup
) -> list[ChosenQuestion]:
    """Give written questions their places: free ones first, then those of the bank's of the same kind.

    The count never falls, and no line is cited twice: a question about a cited line takes the place of the one that
    cites it. Lines that nothing cites come first.
    """
    picks = list(chosen)
    cited = {pick.cited_line for pick in chosen}
    for question, line in sorted(written, key=lambda pair: pair[1].text in cited)[: most_about_lines(setup)]:
        pick = ChosenQuestion(question=question, reason=line.reason, origin=MODEL, cited_line=line.text)
        place = _place(picks, question.kind, line.text)
        if len(picks) < setup.count and line.text not in cited:
            picks.append(pick)
        elif place is not None:
            picks[place] = pick
    return picks


def _place(picks: Sequence[ChosenQuestion], kind: QuestionKind, line: str) -> int | None:
    """Whose place a question about `line` takes: who cites it, else the last of its kind, best one without a line."""
    citing = [i for i, pick in enumerate(picks) if pick.cited_line == line and pick.origin != MODEL]
    of_kind = [i for i, pick in enumerate(picks) if pick.question.kind is kind and pick.origin != MODEL]
    bare = [i for i in of_kind if not picks[i].cited_line]
    return next((places[-1] for places in (citing, bare, of_kind) if places), None)
