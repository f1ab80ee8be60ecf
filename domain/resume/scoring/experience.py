"""How long somebody has worked, from the dates of their positions."""

from datetime import date

from domain.resume.dates import plain
from domain.resume.facts import Position, ResumeFacts


def month_number(plain_date: str, *, last: bool = False) -> int | None:
    """Months since year 0 of "2020-03" or "2020" (its first month, or its last); None for anything else."""
    year, _, month = plain_date.partition("-")
    if not year.isdecimal():
        return None
    return int(year) * 12 + (int(month) if month else 12 if last else 1) - 1


def months_of(position: Position, today: date) -> tuple[int, int] | None:
    """First and last month of a position (both included); None where its dates do not say."""
    now = today.year * 12 + today.month - 1
    start = plain(position.start) if position.start else ""
    end = plain(position.end) if position.end else ""
    last = now if end == "present" else month_number(end, last=True)
    first = month_number(start) if start else month_number(end)
    if first is None or last is None or last < first:
        return None
    return first, min(last, now) if first <= now else last


def years_of_work(facts: ResumeFacts, today: date) -> float:
    """Years in work; months of two jobs at once count once."""
    months: set[int] = set()
    for position in facts.work:
        span = months_of(position, today)
        if span and span[1] - span[0] < 12 * 70:
            months.update(range(span[0], span[1] + 1))
    return len(months) / 12
