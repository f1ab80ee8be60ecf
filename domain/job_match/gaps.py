"""The requirements a resume does not answer in full, with what the person can do."""

from collections.abc import Iterable

from domain.job_match import advice
from domain.job_match.background import Verdict
from domain.job_match.types import Gap, Kind, Requirement, Status


def gaps_in(judged: Iterable[tuple[Requirement, Verdict]]) -> tuple[Gap, ...]:
    """Required before preferred, missing before partial, else in the order of the advertisement."""
    gaps = [
        Gap(requirement=asked.text, kind=asked.kind, status=verdict.status, suggestion=_suggestion(verdict))
        for asked, verdict in judged
        if verdict.status is not Status.STRONG
    ]
    return tuple(sorted(gaps, key=lambda gap: (gap.kind is not Kind.REQUIRED, gap.status is not Status.MISSING)))


def _suggestion(verdict: Verdict) -> str:
    return verdict.advice or (advice.MISSING if verdict.status is Status.MISSING else advice.SAY_IT_ALL)
