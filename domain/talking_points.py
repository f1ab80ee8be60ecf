"""Lines of a person's own resume that would serve an answer. They are quoted as they stand: nothing is written."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from domain.interview import Question
from domain.question_selection import GENERIC_SKILLS, LIST_DISCOUNT, Similarity, is_list, names

NEAR = 0.22
"""Cosine from which a line is offered; lower than for choosing a question, because a person picks among these."""
MOST = 3
WITH_FIGURE = 0.08
"""A line with a figure makes the better story."""


class TalkingPoint(BaseModel):
    """One line of the resume, word for word, and the skill it shares with the question (may be empty)."""

    model_config = ConfigDict(frozen=True)

    line: str
    skill: str = ""


class Hints(BaseModel):
    """What a practice question shows on request. `has_resume` tells "no line fits" from "there is no resume"."""

    model_config = ConfigDict(frozen=True)

    talking_points: tuple[TalkingPoint, ...] = ()
    has_resume: bool = False
    key_points: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    """What a weak, a solid and a strong answer says; empty for questions without."""


def talking_points(question: Question, lines: Sequence[str], similarity: Similarity | None) -> tuple[TalkingPoint, ...]:
    """The lines that fit the question best, at most MOST, the best first; none when none fits."""
    if not lines:
        return ()
    table = similarity([question.text, *question.key_points], lines) if similarity else None
    found: list[tuple[float, TalkingPoint]] = []
    for index, line in enumerate(lines):
        skill = next((s for s in question.skills if names(line.casefold(), s)), "")
        # Half the question itself, half the one of its points that is nearest: a line rarely serves all of them.
        near = max(row[index] for row in table) / 2 + table[0][index] / 2 if table is not None else 0.0
        worth = near + (0.0 if not skill else 0.1 if skill in GENERIC_SKILLS else 0.3)
        worth = (worth + WITH_FIGURE * any(c.isdigit() for c in line)) * (LIST_DISCOUNT if is_list(line) else 1.0)
        if near >= NEAR or skill:
            found.append((worth, TalkingPoint(line=line, skill=skill)))
    return tuple(point for _, point in sorted(found, key=lambda pair: -pair[0])[:MOST])
