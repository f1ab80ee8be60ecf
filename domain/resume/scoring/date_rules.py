"""ATS rules about positions: complete, dated, possible, in one form, newest first."""

import re
from collections import Counter
from collections.abc import Mapping

from domain.resume.dates import plain
from domain.resume.facts import Position
from domain.resume.scoring.evidence import Evidence, shown
from domain.resume.scoring.experience import month_number
from domain.resume.scoring.file_rules import Check
from domain.resume.scoring.points import Cause, all_or_nothing, for_each
from domain.resume.scoring.results import RuleResult
from domain.resume.scoring.weights import Rule

_LONG = re.compile(r"\b(?:january|february|march|april|june|july|august|september|october|november|december)\b", re.I)
_SHORT = re.compile(r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b", re.I)


def _dates_missing(rule: Rule, seen: Evidence) -> RuleResult:
    causes = []
    for i, position in seen.positions:
        lacking = [what for what, value in (("start", position.start), ("end", position.end)) if not plain(value)]
        if lacking:
            why = f"This position has no {' and no '.join(lacking)} that can be read as a date."
            gain = f"Add {' and '.join(f'its {what}' for what in lacking)}, with month and year."
            causes.append(_cause(seen, i, position, why, gain, "start" if "start" in lacking else "end"))
    return for_each(rule, causes, _of(causes, seen, "dated"))


def _entry_incomplete(rule: Rule, seen: Evidence) -> RuleResult:
    causes = []
    for i, position in seen.positions:
        for field, what in (("title", "job title"), ("employer", "employer")):
            if not str(getattr(position, field)).strip():
                why = f"We found no {what} for this position."
                causes.append(_cause(seen, i, position, why, f"Add the {what} on the line with the dates.", field))
    return for_each(rule, causes, _of(causes, seen, "complete"))


def _dates_impossible(rule: Rule, seen: Evidence) -> RuleResult:
    now = seen.today.year * 12 + seen.today.month - 1
    causes = []
    for i, position in seen.positions:
        start, end = month_number(plain(position.start)), month_number(plain(position.end), last=True)
        if start is not None and end is not None and end < start:
            why = f"The end ({position.end}) is before the start ({position.start})."
            causes.append(_cause(seen, i, position, why, "Correct the dates.", "end"))
        elif start is not None and start > now:
            why = f"The start ({position.start}) lies in the future."
            causes.append(_cause(seen, i, position, why, "Correct the start, or say when you will begin.", "start"))
    return for_each(rule, causes, _of(causes, seen, "dated in a possible order"))


def _date_format(rule: Rule, seen: Evidence) -> RuleResult:
    forms = {i: [form for form in (_form(p.start), _form(p.end)) if form] for i, p in seen.positions}
    counts = Counter(form for pair in forms.values() for form in pair)
    if len(counts) < 2:
        return for_each(rule, [], "All dates have one form.")
    usual = max(counts, key=lambda form: counts[form])
    causes = []
    for i, position in seen.positions:
        if any(form != usual for form in forms[i]):
            why = f"Other positions write their dates like {usual}; this one does not."
            field = "start" if forms[i] and _form(position.start) not in ("", usual) else "end"
            causes.append(_cause(seen, i, position, why, f"Write every date like {usual}.", field))
    return for_each(rule, causes, f"{len(counts)} forms of dates.")


def _form(written: str) -> str:
    """A date's form by an example ("March 2023"); "" for "now", for "May" and for what is no date."""
    found = plain(written)
    if not found or found == "present":
        return ""
    if _LONG.search(written):
        return "March 2023"
    if _SHORT.search(written):
        return "Mar 2023"
    if "-" not in found:
        return "2023"
    if re.search(r"[^\W\d_]{3,}", written):
        return ""
    return "03/2023" if re.match(r"\s*\d{1,2}\D", written) else "2023-03"


def _date_order(rule: Rule, seen: Evidence) -> RuleResult:
    before: int | None = None
    for i, position in seen.positions:
        end = plain(position.end)
        latest = 12 * 9999 if end == "present" else month_number(end, last=True)
        if latest is None:
            continue
        if before is not None and latest > before:
            why = "This position is newer than the one above it. Programs and people expect the newest first."
            cause = _cause(seen, i, position, why, "Sort the positions by date, newest first.", "end")
            return all_or_nothing(rule, cause, "Not in order of time.")
        before = latest
    return all_or_nothing(rule, None, "Newest first.")


def _cause(seen: Evidence, index: int, position: Position, why: str, gain: str, field: str) -> Cause:
    dates = " to ".join(filter(None, (position.start, position.end)))
    text = ", ".join(filter(None, (position.title, position.employer, dates))) or f"Position {index + 1}"
    path = f"work.{index}.{field}"
    named = (f"work.{index}.{name}" for name in (field, "start", "end", "title", "employer"))
    line = next((found for path_ in named if (found := seen.line_of(path_)) is not None), None)
    return Cause(shown(text), why, gain, path=path, line=line)


def _of(causes: list[Cause], seen: Evidence, what: str) -> str:
    total = len(seen.positions)
    wrong = len({cause.path.split(".")[1] for cause in causes})
    if not total:
        return "No positions."
    return f"All {total} positions are {what}." if not wrong else f"{total - wrong} of {total} positions are {what}."


DATE_CHECKS: Mapping[str, Check] = {
    "dates_missing": _dates_missing,
    "entry_incomplete": _entry_incomplete,
    "dates_impossible": _dates_impossible,
    "date_format": _date_format,
    "date_order": _date_order,
}
