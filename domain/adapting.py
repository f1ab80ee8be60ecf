"""Adaptive difficulty: whether the next question should be harder or easier, and which one it is then."""

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from domain.evaluation.totals import Ranged, mean_range
from domain.interview import Level, Question

ORDER = tuple(Level)
MIDDLE = 50
"""A level fits while the answers to it lie around the middle of the scale."""
HARDER = "A harder question than before: your answers so far lie clearly above the middle."
EASIER = "An easier question than before: your answers so far lie clearly below the middle."


@dataclass(frozen=True)
class Asked:
    """A question of this interview that was shown: the level it was chosen for, and its score if there is one."""

    level: Level
    score: Ranged | None


def next_level(start: Level, asked: Sequence[Asked]) -> tuple[Level, str]:
    """The level of the next question, at most one step from the last one's, and why ("" when it stays).

    Only the answers since the last step count, with their ranges: what may be noise moves nothing.
    """
    if not asked:
        return start, ""
    now = asked[-1].level
    run: list[Ranged] = []
    for item in reversed(asked):
        if item.level is not now:
            break
        if item.score is not None and item.score.total is not None:
            run.append(item.score)
    if not run:
        return now, ""
    _, low, high = mean_range(run)
    place = ORDER.index(now)
    if low > MIDDLE and place + 1 < len(ORDER):
        return ORDER[place + 1], HARDER
    if high < MIDDLE and place > 0:
        return ORDER[place - 1], EASIER
    return now, ""


def replacement(
    bank: Sequence[Question], planned: Question, level: Level, taken: Set[str], times_asked: Mapping[str, int]
) -> Question:
    """A question of the planned one's kind at `level` that is not `taken`; the planned one when there is none.

    Those asked least come first, then the role's own, then chance that is the same for the same interview.
    """
    if level in planned.levels:
        return planned
    fits = [q for q in bank if q.kind is planned.kind and level in q.levels and q.id not in taken]

    def order(q: Question) -> tuple[int, bool, bytes]:
        chance = hashlib.sha256(f"{planned.id}|{q.id}".encode()).digest()
        return times_asked.get(q.id, 0), "any" in q.roles, chance

    return min(fits, key=order, default=planned)
