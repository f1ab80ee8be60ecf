"""Which item of one list is which item of another, when both may have been changed."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from domain.resume.facts import (
    Certificate,
    Education,
    Position,
    Project,
    Publication,
    ResumeFacts,
    SkillFact,
    SpokenLanguage,
)

T = TypeVar("T")
Item = Position | Education | Project | Certificate | Publication | SpokenLanguage | SkillFact

LISTS = ("work", "education", "skills", "projects", "certificates", "publications", "languages")
"""The lists of items of ResumeFacts that a person can correct."""

_WEIGHTS: Mapping[type, Mapping[str, float]] = {
    Position: {"title": 2, "employer": 2, "start": 1, "end": 0.5, "bullets": 2},
    Education: {"school": 2, "degree": 2, "field": 1, "start": 0.75, "end": 0.75},
    Project: {"title": 2, "role": 0.5, "link": 1.5, "start": 0.5, "end": 0.5, "bullets": 2},
    Certificate: {"name": 2, "issuer": 1, "date": 1},
    Publication: {"title": 2, "venue": 1, "date": 0.5, "link": 1.5},
    SpokenLanguage: {"name": 2},
    SkillFact: {"name": 2},
}
_SAME = 1.5
"""The least likeness of two states of one item: one name, or both dates."""


def items_of(facts: ResumeFacts, name: str) -> tuple[Item, ...]:
    """The list of that name ("work", "education", ...)."""
    found: tuple[Item, ...] = getattr(facts, name)
    return found


def matched(left: Sequence[T], right: Sequence[T], likeness: Callable[[T, T], float]) -> dict[int, int]:
    """Index in `left` -> index in `right`: equal ones in their order first, then the most alike, each only once."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, item in enumerate(left):
        j = next((j for j, other in enumerate(right) if j not in taken and other == item), None)
        if j is not None:
            pairs[i] = j
            taken.add(j)
    ranked = [
        (-score, abs(i - j), i, j)
        for i, item in enumerate(left)
        if i not in pairs
        for j, other in enumerate(right)
        if j not in taken and (score := likeness(item, other)) >= _SAME
    ]
    for _, _, i, j in sorted(ranked):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def item_likeness(item: Item, other: Item) -> float:
    """0 for strangers; `_SAME` and more for two states of one item."""
    total = 0.0
    for name, weight in _WEIGHTS[type(item)].items():
        first, second = getattr(item, name), getattr(other, name)
        if isinstance(first, tuple):
            shared = len(set(first) & set(second))
            total += weight * shared / max(len(first), len(second), 1)
        else:
            total += weight * _alike(first, second)
    return total


def text_likeness(text: str, other: str) -> float:
    """The same for two texts: bullets of which at least half the words are shared are one bullet."""
    return 3 * _alike(text, other)


def _alike(text: str, other: str) -> float:
    if not text or not other:
        return 0.0
    if text == other:
        return 1.0
    words, others = _words(text), _words(other)
    shared = len(words & others) / max(len(words | others), 1)
    return shared if shared >= 0.5 else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
