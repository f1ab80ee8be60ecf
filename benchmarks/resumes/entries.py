"""The head lines of a job or a school, in the forms people write them."""

from collections.abc import Callable

from benchmarks.resumes.blocks import Row, Run, Side
from benchmarks.resumes.content_types import Content

AT = {"en": " at ", "es": " en ", "fr": " chez ", "de": " bei ", "pt": " na ", "zh": " · ", "ja": " · "}


def head(form: str, what: str, where: str, place: str, dates: str, language: str) -> list[Row]:
    """The head lines of an entry. `what` is the title or degree, `where` the employer or school."""
    if not where:
        return [Row((Run(what, "b"),), _runs(dates))]
    if form == "at":
        rest = f"{AT[language]}{where}" + (f" ({dates})" if dates else "")
        return [Row((Run(what, "b"), Run(rest)))]
    return _FORMS[form](what, where, place, dates)


def _runs(text: str, style: str = "") -> tuple[Run, ...]:
    return (Run(text, style),) if text else ()


def _joined(between: str, *texts: str) -> str:
    return between.join(text for text in texts if text)


def _line(between: str, *texts: str, right: str = "") -> list[Row]:
    """One line; the first text is bold."""
    given = [text for text in texts if text]
    rest = "".join(between + text for text in given[1:])
    return [Row((Run(given[0], "b"), *_runs(rest)), _runs(right))]


def _rows(*lines: tuple[Run, ...]) -> list[Row]:
    return [Row(line) for line in lines if line]


_Form = Callable[[str, str, str, str], list[Row]]
_FORMS: dict[str, _Form] = {
    "title_dates": lambda what, where, place, dates: [
        Row((Run(what, "b"),), _runs(dates)),
        Row((Run(_joined(", ", where, place), "i"),)),
    ],
    "title_dates_place": lambda what, where, place, dates: [
        Row((Run(what, "b"),), _runs(dates)),
        Row((Run(where, "i"),), _runs(place, "i")),
    ],
    "employer_dates": lambda what, where, place, dates: [
        Row((Run(_joined(", ", where, place), "b"),), _runs(dates)),
        Row((Run(what, "i"),)),
    ],
    "employer_place": lambda what, where, place, dates: [
        Row((Run(where, "b"),), _runs(place)),
        Row((Run(what, "i"),), _runs(dates, "i")),
    ],
    "pipe": lambda what, where, place, dates: _line(" | ", what, where, place, dates),
    "pipe_employer": lambda what, where, place, dates: _line(" | ", where, what, dates),
    "pipe_right": lambda what, where, place, dates: _line(" | ", what, where, right=dates),
    "comma": lambda what, where, place, dates: _line(", ", what, where, place, right=dates),
    "comma_employer": lambda what, where, place, dates: _line(", ", where, what, right=dates),
    "dash": lambda what, where, place, dates: _line(" – ", where, what, right=dates),
    "dash_title": lambda what, where, place, dates: _line(" — ", what, where, right=dates),
    "hyphen": lambda what, where, place, dates: _line(" - ", what, where, right=dates),
    "dot": lambda what, where, place, dates: _line(" · ", what, where, dates),
    "paren": lambda what, where, place, dates: [
        Row((Run(what, "b"), Run(f" ({_joined(', ', where, place)})")), _runs(dates)),
    ],
    "stacked_title": lambda what, where, place, dates: _rows(
        (Run(what, "b"),), (Run(_joined(" | ", where, place)),), _runs(dates, "d")
    ),
    "stacked_employer": lambda what, where, place, dates: _rows(
        (Run(where, "b"),), (Run(what, "i"),), _runs(_joined(" | ", dates, place), "d")
    ),
    "dates_under_title": lambda what, where, place, dates: _rows(
        (Run(what, "b"),), _runs(dates, "i"), (Run(_joined(" — ", where, place)),)
    ),
    "dates_first": lambda what, where, place, dates: _rows(
        _runs(dates, "d"), (Run(what, "b"), Run(f", {_joined(', ', where, place)}"))
    ),
    "dates_first_employer": lambda what, where, place, dates: _rows(
        _runs(_joined("  ", dates, where), "b"), (Run(what, "i"),)
    ),
    "dates_comma": lambda what, where, place, dates: _rows(
        (Run(where, "b"), *_runs(f", {place}" if place else "")),
        (Run(what, "i"), *_runs(f", {dates}" if dates else "")),
    ),
    "dates_paren": lambda what, where, place, dates: _rows(
        (Run(what, "b"), *_runs(f" ({dates})" if dates else "")), (Run(_joined(", ", where, place)),)
    ),
    "profile_page": lambda what, where, place, dates: _rows(
        (Run(where, "b"),), (Run(what),), _runs(dates), _runs(place, "d")
    ),
}
FORMS = (*_FORMS, "at")


def left_dates(dates: str, rows: list[Row], rest: tuple[Row, ...] = ()) -> Side:
    """The entry with its dates in a column of their own."""
    return Side(dates, (*rows, *rest))


def between(content: Content, start: str, end: str) -> str:
    """A range of dates as this resume writes it; one date where the other is missing."""
    if not (start and end):
        return start or end
    to = content.to
    if content.wide or (to == "-" and "-" not in start):
        return f"{start}{to}{end}" if content.wide else f"{start} {to} {end}"
    return f"{start} {to} {end}"
