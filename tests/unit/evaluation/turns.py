"""Turns for tests about sessions."""

from itertools import count
from uuid import uuid4

from domain.interview import Question, Turn, TurnStatus

_positions = count(1)


def a_turn(question: Question, *, part: int = 0) -> Turn:
    """An answered turn with this question."""
    return Turn(
        id=uuid4(), interview_id=uuid4(), position=next(_positions), part=part, question=question, reason="",
        status=TurnStatus.ANSWERED, seconds=120,
    )  # fmt: skip
