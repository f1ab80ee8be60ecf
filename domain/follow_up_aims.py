"""Whether a question back asks about the part it is meant for: its answer is scored by that part alone."""

from collections.abc import Sequence

from domain.evaluation.relevance import Embed, cosine
from domain.evaluation.types import Criterion
from domain.follow_ups import asks_about

MARGIN = 0.05
"""How much nearer another part may be. Of 25 questions written for their part the furthest was less than 0.01 off."""


def strays_to(text: str, aim: Criterion, criteria: Sequence[Criterion], embed: Embed) -> str:
    """Return the name of the criterion that `text` is clearly nearer to than to `aim`, or "".

    A criterion is known by the questions the rules ask about it and by what a good answer does in it; `aim`, or another
    that the rules have no such questions for, is left to the other checks.
    """
    asked = [c for c in criteria if asks_about(c.id)]
    if aim.id not in {c.id for c in asked}:
        return ""
    known = [
        (c, sentence) for c in asked for sentence in (*asks_about(c.id), f"{c.name}: {c.anchors[4]}", c.anchors[3])
    ]
    said, *others = embed([text, *(sentence for _, sentence in known)])
    nearness: dict[str, float] = {}
    for (criterion, _), vector in zip(known, others, strict=True):
        nearness[criterion.name] = max(nearness.get(criterion.name, -1.0), cosine(said, vector))
    nearest = max(nearness, key=lambda name: nearness[name])
    return nearest if nearness[nearest] - nearness[aim.name] > MARGIN else ""
