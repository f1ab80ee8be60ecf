"""Operations, cost: dollars, and what the runs of each day took."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from domain.model_use import AccountUsage
from domain.people import Person
from services.bootstrap import get_services
from services.operations import CostView, DayFigures, QuotaBar
from ui.errors import show_errors
from ui.layout import choice, note, section
from ui.operations_parts import UNCHANGED
from ui.operations_providers import quota_bar
from ui.operations_words import account_name, dollars, percent, took
from ui.safe_text import plain
from ui.when import count

SPANS = (7, 30)
LEGENDS = {
    "dollars": "Each bar is one day.",
    "latency": "Solid with filled dots: half of the runs were faster. Dotted with hollow dots: 95 % were faster.",
    "cache": "Share of look-ups that the cache answered. A day without a look-up has no dot.",
    "troubles": "Filled red: failed, no answer. Hollow orange: the offline answer was given instead.",
}


def view(user: Person) -> None:
    """Sums first, then the days."""
    with show_errors(safe=UNCHANGED):
        _sums(get_services().operations.cost(user))
    with show_errors(safe=UNCHANGED):
        _days(user)


def _sums(cost: CostView) -> None:
    with section("Cost", "US dollars, from the prices known. Days and months begin at midnight UTC."):
        with st.grid(3, min_column_width=160, gap="small"):
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.metric("Today", dollars(cost.today))
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.metric("This month", dollars(cost.month))
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.metric("Estimated", dollars(cost.month_estimated))
                note("at most this much more, for tries that ended without telling what they used")
        if cost.budget is None:
            note("No monthly budget is set, so nothing stops at a sum.")
        else:
            spent = float(cost.month + cost.month_estimated)
            with st.container(border=True):
                quota_bar(QuotaBar("Budget of this month, estimates included", spent, float(cost.budget), "dollars"))
        if cost.unpriced:
            one = cost.unpriced == 1
            note(
                f"{count(cost.unpriced, 'try', 'tries')} this month {'has' if one else 'have'} no known price and "
                f"{'is' if one else 'are'} in no sum."
            )


def _days(user: Person) -> None:
    with section("Day by day", "Days are UTC."):
        span = choice("Days", SPANS, "cost-days", words=lambda n: f"{n} days", show_label=False)
        days = get_services().operations.days(user, span)
        ran = [d for d in days if d.runs]
        if not ran:
            note(f"No agent has run in the last {span} days.")
        elif ran == days[-1:]:
            note("Less than one day of data so far: the charts begin tomorrow. Today's numbers are in the table.")
        else:
            _charts(days)
        if ran:
            with st.expander("Show the numbers as a table"):
                _table([_day_row(d) for d in reversed(days) if d.runs or d.calls])
        ledger = get_services().operations.usage(user, span)
        if ledger:
            with st.expander("Show the use of each account and model"):
                _table([_usage_row(row) for row in ledger])


def _charts(days: Sequence[DayFigures]) -> None:
    from ui import operations_charts

    with st.grid(2, min_column_width=320, gap="medium"):
        _chart("dollars", "Dollars a day", spent_words(days), days, operations_charts.dollars)
        _chart("latency", "Time to answer", latency_words(days), days, operations_charts.latency)
        _chart("cache", "Cache hits", cache_words(days), days, operations_charts.hit_rate)
        _chart("troubles", "Failed runs and offline answers", trouble_words(days), days, operations_charts.troubles)


def _chart(
    key: str, heading: str, words: str, days: Sequence[DayFigures], figure: Callable[[Sequence[DayFigures]], Any]
) -> None:
    """One small multiple; where `words` is empty there is nothing to draw, and the legend's place says so."""
    from ui import charts

    with st.container(border=True, gap="xsmall", height="stretch"):
        st.subheader(heading, anchor=False)
        if words:
            st.markdown(plain(words))
            charts.draw(figure(days), f"{heading}. {words}", f"days-{key}")
            note(LEGENDS[key])
        else:
            note("Nothing to draw: no such run in these days.")


def spent_words(days: Sequence[DayFigures]) -> str:
    """ "$0.42 in 7 days, most on 17 November ($0.12)."."""
    most = max(days, key=lambda d: d.dollars)
    if not most.dollars:
        return ""
    total = dollars(sum((d.dollars for d in days), start=most.dollars * 0))
    return f"{total} in {len(days)} days, most on {_date(most)} ({dollars(most.dollars)})."


def latency_words(days: Sequence[DayFigures]) -> str:
    """The last day with an answer, in words."""
    last = next((d for d in reversed(days) if d.median_ms is not None), None)
    if last is None or last.median_ms is None:
        return ""
    slow = f", 95 % within {took(last.p95_ms)}" if last.p95_ms is not None else ""
    return f"{_date(last)}: half within {took(last.median_ms)}{slow}."


def cache_words(days: Sequence[DayFigures]) -> str:
    """ "58 % of 214 look-ups."."""
    hits, misses = sum(d.cache_hits for d in days), sum(d.cache_misses for d in days)
    return f"{percent(hits / (hits + misses))} of {hits + misses:,} look-ups." if hits + misses else ""


def trouble_words(days: Sequence[DayFigures]) -> str:
    """ "3 of 214 runs failed, 12 got the offline answer."."""
    runs, failed, offline = (sum(getattr(d, n) for d in days) for n in ("runs", "failed", "fallback"))
    return f"{failed:,} of {runs:,} runs failed, {offline:,} got the offline answer." if failed + offline else ""


def _date(d: DayFigures) -> str:
    return f"{d.day.day} {d.day:%B}"


def _table(rows: list[dict[str, Any]]) -> None:
    """Not st.table: wider than a phone, it can be moved by touch only."""
    thousands = st.column_config.NumberColumn(format="localized")
    milliseconds = st.column_config.NumberColumn(format="%d ms")
    units = {
        "Day": st.column_config.DateColumn(format="D MMMM"),
        "Tokens in": thousands,
        "Tokens out": thousands,
        "Tokens estimated": thousands,
        "Cost": st.column_config.NumberColumn(format="$%.4f"),
        "Median": milliseconds,
        "95 % within": milliseconds,
    }
    st.dataframe(rows, hide_index=True, column_config=units)


def _day_row(d: DayFigures) -> dict[str, Any]:
    return {
        "Day": d.day,
        "Runs": d.runs,
        "Answered": d.answered,
        "From cache": d.cached,
        "Offline": d.fallback,
        "Failed": d.failed,
        "Cost": float(d.dollars),
        "Median": d.median_ms,
        "95 % within": d.p95_ms,
        "Cache hits": d.cache_hits,
        "Cache misses": d.cache_misses,
        "Tries": d.calls,
        "Failed tries": d.failed_calls,
    }


def _usage_row(row: AccountUsage) -> dict[str, Any]:
    return {
        "Day": row.day,
        "Account": account_name(row.account),
        "Model": row.model,
        "Requests": row.requests,
        "Failed": row.failures,
        "Tokens in": row.tokens_in,
        "Tokens out": row.tokens_out,
        "Tokens estimated": row.tokens_estimated,
        "Audio seconds": row.audio_seconds,
        "Cost": float(row.dollars),
    }
