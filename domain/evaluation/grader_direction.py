"""How much a sentence sounds like words to a grader: its vector along one direction, measured once.

The direction is the mean vector of sentences known to speak to a grader minus the mean of sentences of answers
(benchmarks/grader_direction.py makes it and prints what it tells apart). It catches meanings that no form of words in
grader_phrases.py foresees; alone it refuses nothing.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("grader_direction.json")
SPEAKS_TO_GRADER = 0.03
"""Above this lie one sentence in thirty of honest answers and nearly every order to a grader."""


@cache
def direction() -> tuple[float, ...]:
    """The direction, 384 numbers for the shipped sentence model."""
    return tuple(json.loads(FILE.read_text("utf-8"))["direction"])


def to_grader(vector: Sequence[float]) -> float:
    """How far a sentence's vector lies towards words to whoever grades; honest sentences lie around -0.04."""
    return sum(a * b for a, b in zip(vector, direction(), strict=True))
