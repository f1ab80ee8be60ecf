"""Months, and how languages write them."""

from benchmarks.resumes.content_types import Month
from benchmarks.resumes.pools import pool

TODAY: Month = (2026, 6)
"""The month in which every generated resume was written."""


def back(month: Month, months: int) -> Month:
    """That many months earlier."""
    index = month[0] * 12 + month[1] - 1 - months
    return index // 12, index % 12 + 1


def later(month: Month, months: int) -> Month:
    """That many months later."""
    return back(month, -months)


def written(month: Month, form: str, language: str) -> str:
    """The month in a form such as "{Mmm} {yyyy}"; the pools hold the forms of each language."""
    words = pool(language)
    long, short = words["months"][month[1] - 1], words["short"][month[1] - 1]
    if "." in short:
        form = form.replace("{Mmm}.", "{Mmm}")
    return form.format(
        Mmmm=long[:1].upper() + long[1:],
        mmmm=long,
        Mmm=short[:1].upper() + short[1:],
        mmm=short,
        mm=f"{month[1]:02}",
        yyyy=month[0],
        yy=f"{month[0] % 100:02}",
    )


def duration(start: Month, end: Month) -> str:
    """How long it lasted, as profile pages write it: "2 years 3 months"."""
    months = (end[0] - start[0]) * 12 + end[1] - start[1] + 1
    years, rest = divmod(months, 12)
    parts = [f"{years} year{'s' if years > 1 else ''}"] if years else []
    return " ".join(parts + ([f"{rest} month{'s' if rest > 1 else ''}"] if rest else []))
