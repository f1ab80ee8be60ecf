"""Sentences for the person that name what stands in this answer, and no praise without words behind it."""

from collections.abc import Sequence

from domain.evaluation.text import quoted
from domain.evaluation.types import CriterionScore, KeyPointCheck

STRONG, WEAK = 3, 1


def verdict(scores: Sequence[CriterionScore], key_points: Sequence[KeyPointCheck] = (), caution: str = "") -> str:
    """Return one or two sentences: the strongest criterion with its words, and the one to work on next.

    A strength is named only when its words stand in the answer; `caution` (why levels were held down) comes first.
    """
    strong = [s for s in scores if s.level >= STRONG and s.verified and s.quotes]
    weak = [s for s in scores if s.level <= WEAK]
    best = max(strong, key=lambda s: (s.level, s.weight), default=None)
    worst = max(weak, key=lambda s: s.weight * (4 - s.level), default=None)
    missing = next((k for k in key_points if not k.covered), None)
    parts = [caution] if caution else []
    if best:
        parts.append(f"Clearest: {_lower(best.name)}, in {quoted(best.quotes[0].text, 70)}.")
    if worst:
        parts.append(f"Work on next: {_lower(worst.name)}.")
    elif missing:
        parts.append(f"Still missing: {quoted(missing.text, 110)}.")
    elif not best:
        parts.append("Something of each part is here, none of it in full.")
    return " ".join(parts)


def _lower(name: str) -> str:
    return name if name[:2].isupper() else name[0].lower() + name[1:]
