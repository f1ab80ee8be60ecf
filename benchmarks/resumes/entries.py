"""The head lines of a job or a school, in the forms people write them."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.resumes.blocks import Grid, Row, Run
from benchmarks.resumes.content_types import Content

AT = {"en": " at ", "es": " en ", "fr": " chez ", "de": " bei ", "pt": " na ", "zh": " · ", "ja": " · "}


def head(form: str, what: str, where: str, place: str, dates: str, language: str) -> list[Row | Grid]:
    """The head lines of an entry. `what` is the title or degree, `where` the employer or school."""
    if form == "three_columns":
        return [Grid((dates, where, what), 3, plain=True)]
    if form == "at":
        rest = f"{AT[language]}{where}" + (f" ({dates})" if dates else "")
        return [Row((Run(what, "b"), Run(rest)))]
    return [*_FORMS[form](_Entry(what, where, place, dates))]


def _runs(text: str, style: str = "") -> tuple[Run, ...]:
    return (Run(text, style),) if text else ()


def _after(between: str, text: str) -> tuple[Run, ...]:
    return _runs(between + text if text else "")


def _joined(between: str, *texts: str) -> str:
    return between.join(text for text in texts if text)


def _line(between: str, *texts: str, right: str = "") -> list[Row]:
    """One line; the first text is bold."""
    given = [text for text in texts if text]
    rest = "".join(between + text for text in given[1:])
    return [Row((Run(given[0], "b"), *_runs(rest)), _runs(right))]


def _rows(*lines: tuple[Run, ...]) -> list[Row]:
    return [Row(line) for line in lines if line]


@dataclass(frozen=True)
class _Entry:
    what: str
    where: str
    place: str
    dates: str

    @property
    def where_and_place(self) -> str:
        return _joined(", ", self.where, self.place)


_FORMS: dict[str, Callable[[_Entry], list[Row]]] = {
    "title_dates": lambda e: [Row((Run(e.what, "b"),), _runs(e.dates)), Row((Run(e.where_and_place, "i"),))],
    "title_dates_place": lambda e: [
        Row((Run(e.what, "b"),), _runs(e.dates)),
        Row((Run(e.where, "i"),), _runs(e.place, "i")),
    ],
    "employer_dates": lambda e: [Row((Run(e.where_and_place, "b"),), _runs(e.dates)), Row((Run(e.what, "i"),))],
    "employer_place": lambda e: [
        Row((Run(e.where, "b"),), _runs(e.place)),
        Row((Run(e.what, "i"),), _runs(e.dates, "i")),
    ],
    "pipe": lambda e: _line(" | ", e.what, e.where, e.place, e.dates),
    "pipe_employer": lambda e: _line(" | ", e.where, e.what, e.dates),
    "pipe_right": lambda e: _line(" | ", e.what, e.where, right=e.dates),
    "comma": lambda e: _line(", ", e.what, e.where, e.place, right=e.dates),
    "comma_employer": lambda e: _line(", ", e.where, e.what, right=e.dates),
    "dash": lambda e: _line(" – ", e.where, e.what, right=e.dates),
    "dash_title": lambda e: _line(" — ", e.what, e.where, right=e.dates),
    "hyphen": lambda e: _line(" - ", e.what, e.where, right=e.dates),
    "dot": lambda e: _line(" · ", e.what, e.where, e.dates),
    "paren": lambda e: [Row((Run(e.what, "b"), Run(f" ({e.where_and_place})")), _runs(e.dates))],
    "stacked_title": lambda e: _rows(
        (Run(e.what, "b"),), (Run(_joined(" | ", e.where, e.place)),), _runs(e.dates, "d")
    ),
    "stacked_employer": lambda e: _rows(
        (Run(e.where, "b"),), (Run(e.what, "i"),), _runs(_joined(" | ", e.dates, e.place), "d")
    ),
    "dates_under_title": lambda e: _rows(
        (Run(e.what, "b"),), _runs(e.dates, "i"), (Run(_joined(" — ", e.where, e.place)),)
    ),
    "dates_first": lambda e: _rows(_runs(e.dates, "d"), (Run(e.what, "b"), Run(f", {e.where_and_place}"))),
    "dates_first_employer": lambda e: _rows(_runs(_joined("  ", e.dates, e.where), "b"), (Run(e.what, "i"),)),
    "dates_comma": lambda e: _rows(
        (Run(e.where, "b"), *_after(", ", e.place)), (Run(e.what, "i"), *_after(", ", e.dates))
    ),
    "dates_paren": lambda e: _rows(
        (Run(_joined(" ", e.what, f"({e.dates})" if e.dates else ""), "b"),), (Run(e.where_and_place),)
    ),
}
FORMS = (*_FORMS, "at")


SINCE = {"en": "Since", "es": "Desde", "fr": "Depuis", "de": "seit", "pt": "Desde"}


def between(content: Content, start: str, end: str, *, since: bool = False) -> str:
    """A range of dates as this resume writes it; one date where the other is missing. `since` is for what lasts."""
    if not (start and end):
        return start or end
    if since and content.language in SINCE:
        return f"{SINCE[content.language]} {start}"
    to = content.to
    if content.wide or (to == "-" and "-" not in start):
        return f"{start}{to}{end}" if content.wide else f"{start} {to} {end}"
    return f"{start} {to} {end}"
