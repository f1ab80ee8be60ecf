"""For how long a skill was used, from the dates of the jobs that name it."""

from collections.abc import Sequence
from datetime import date

from domain.resume.dates import plain
from domain.resume.facts import Position

Months = tuple[int, int]
"""Months since the year 0, the end exclusive."""


def years_used(jobs: Sequence[Position], today: date | None = None) -> float | None:
    """Years of these jobs, one decimal; time in two of them at once counts once.

    The first and the last month count whole; a year alone stands for its middle. None when no job has dates that say
    how long, or when one of them is not over and `today` is not given.
    """
    if today is None and any(plain(job.end) == "present" for job in jobs):
        return None
    spans = [span for job in jobs if (span := months_of(job, today)) is not None]
    months, reached = 0, 0
    for start, end in sorted(spans):
        months += max(0, end - max(start, reached))
        reached = max(reached, end)
    return round(months / 12, 1) if months else None


def last_used(jobs: Sequence[Position]) -> str:
    """The end of the newest of these jobs, as written; empty when none has one."""
    dated = [(key, job.end) for job in jobs if (key := _sort_key(job.end))]
    return max(dated, key=lambda pair: pair[0])[1] if dated else ""


def months_of(job: Position, today: date | None = None) -> Months | None:
    """From when to when a job went; None where its dates do not say."""
    start = _month(plain(job.start) if job.start else "", 0)
    end = _month(plain(job.end) if job.end else "", 1, today)
    return (start, end) if start is not None and end is not None and end > start else None


def _month(text: str, after: int, today: date | None = None) -> int | None:
    """ "2020-03" is that month, or the one after it for an end; "2020" is the middle of the year."""
    if text == "present":
        return today.year * 12 + today.month if today else None
    if not text:
        return None
    year, _, month = text.partition("-")
    return int(year) * 12 + (int(month) - 1 + after if month else 6)


def _sort_key(written: str) -> int:
    found = plain(written) if written else ""
    return 10**6 if found == "present" else _month(found, 1) or 0
