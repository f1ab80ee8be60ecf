"""How far people's scores lie from ours: ranges and a monotone correction, per rubric and engine."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field

OFFLINE = "offline rules"
LEAST = 30
"""Scored answers a band needs; with fewer, neighbours are joined, and a set below it is refused."""
INSIDE = 0.85
"""Share aimed at; ties at full marks bring more inside."""
EDGES = (0, 15, 30, 40, 50, 60, 70, 80, 90, 96)
NARROWEST = 3.0
"""Points; a handful of equal human scores must not end in no range at all."""


class Band(BaseModel):
    """Totals from `start` on: people's scores lie between total - below and total + above, INSIDE of them."""

    model_config = ConfigDict(frozen=True)

    start: int
    below: float = Field(ge=0)
    above: float = Field(ge=0)
    answers: int


class Calibration(BaseModel):
    """What was learned about one engine with one edition of a rubric. `points` map a raw total to a corrected one."""

    model_config = ConfigDict(frozen=True)

    rubric_digest: str
    engine: str
    answers: int
    questions: int
    source: str
    bands: tuple[Band, ...]
    points: tuple[tuple[float, float], ...] = ()

    def corrected(self, total: int) -> int:
        """The total on people's scale: linear between `points`, unchanged without any."""
        if not self.points:
            return total
        if total <= self.points[0][0]:
            return round(self.points[0][1])
        for (x0, y0), (x1, y1) in pairwise(self.points):
            if total <= x1:
                return round(y0 + (y1 - y0) * (total - x0) / (x1 - x0))
        return round(self.points[-1][1])

    def range(self, total: int) -> tuple[int, int]:
        """(low, high) around a raw total, within 0 and 100."""
        band = self.bands[max(0, bisect_right([b.start for b in self.bands], total) - 1)]
        shown = self.corrected(total)
        return max(0, round(shown - band.below)), min(100, round(shown + band.above))


def fit_bands(pairs: Sequence[tuple[float, float]]) -> tuple[Band, ...]:
    """Bands from (our total, people's score), both 0-100; ValueError below LEAST pairs.

    Half of what may lie outside lies on either side, with the finite-sample step of split conformal prediction.
    """
    if len(pairs) < LEAST:
        raise ValueError(f"{len(pairs)} scored answers are too few to fit a range; at least {LEAST} are needed.")
    groups: list[tuple[int, list[float]]] = []
    for start, end in pairwise((*EDGES, 101)):
        found = [people - ours for ours, people in pairs if start <= ours < end]
        if groups and len(groups[-1][1]) < LEAST:
            groups[-1][1].extend(found)
        else:
            groups.append((start, found))
    if len(groups) > 1 and len(groups[-1][1]) < LEAST:
        last = groups.pop()
        groups[-1][1].extend(last[1])
    return tuple(
        Band(
            start=start,
            below=round(max(NARROWEST, -quantile(errors, (1 - INSIDE) / 2)), 1),
            above=round(max(NARROWEST, quantile(errors, (1 + INSIDE) / 2)), 1),
            answers=len(errors),
        )
        for start, errors in groups
    )


def fit_points(pairs: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """A monotone correction by pooling adjacent violators; ValueError below LEAST pairs."""
    if len(pairs) < LEAST:
        raise ValueError(f"{len(pairs)} scored answers are too few to fit a correction; at least {LEAST} are needed.")
    blocks: list[list[float]] = []  # [sum of ours, sum of people's, n]
    for ours, people in sorted(pairs):
        blocks.append([ours, people, 1.0])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    points: list[tuple[float, float]] = []
    for ours, people, n in blocks:
        x, y = round(ours / n, 2), round(people / n, 2)
        if not points or x > points[-1][0]:
            points.append((x, y))
    return tuple(points)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of `values` do not exceed, one rank further out for a finite sample."""
    ranked = sorted(values)
    at = share * (len(ranked) + 1) - 1
    index = int(at) if share < 0.5 else -int(-at // 1)
    return ranked[min(len(ranked) - 1, max(0, index))]
