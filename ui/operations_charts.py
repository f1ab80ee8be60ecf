"""Figures of the Operations page: a row of response times, and small multiples by day (UTC)."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from services.operations import DayFigures
from ui import operations_words
from ui.charts import TOKENS, layout
from ui.layout import dark

SECONDS_STEPS = (2, 5, 10, 30, 60, 120)
COUNT_STEPS = (5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10_000, 100_000)
DOLLAR_STEPS = (0.02, 0.1, 0.5, 1, 2, 5, 10, 20, 50, 100, 500, 1000)
BROKEN = {False: "#b3302a", True: "#ee8c85"}
"""The theme's red: red means broken, here runs without an answer."""
HEIGHT = 190


def top(largest: float, steps: Sequence[float]) -> float:
    """The end of a scale: the first step that holds `largest`. Steps, so that noise never fills a chart."""
    return next((step for step in steps if step >= largest), largest)


def response_times(seconds: Sequence[float], end: float) -> Any:
    """Seconds of the last answered tries from left to right, on a scale from 0 to `end` that all accounts share."""
    import plotly.graph_objects as go

    t = TOKENS[dark()]
    fig = go.Figure(layout=layout(84) | {"margin": {"l": 34, "r": 10, "t": 8, "b": 8}})
    fig.add_scatter(
        y=list(seconds), mode="lines", line={"color": t["main"], "width": 1.5}, hoverinfo="skip",
    )  # fmt: skip
    fig.add_scatter(
        x=[len(seconds) - 1], y=[seconds[-1]], mode="markers", marker={"size": 8, "color": t["main"]},
        hoverinfo="skip",
    )  # fmt: skip
    fig.update_yaxes(range=[-end * 0.04, end * 1.04], tickvals=[0, end], ticktext=["0 s", f"{end:g} s"])
    fig.update_xaxes(visible=False)
    return fig


def _by_day(days: Sequence[DayFigures]) -> Any:
    import plotly.graph_objects as go

    fig = go.Figure(layout=layout(HEIGHT) | {"bargap": 0.35, "margin": {"l": 46, "r": 10, "t": 10, "b": 30}})
    half = timedelta(hours=12)
    fig.update_xaxes(range=[_noon(days[0]) - half, _noon(days[-1]) + half], tickformat="%e %b", nticks=5)
    return fig


def _noon(day: DayFigures) -> datetime:
    return datetime.combine(day.day, time(12))


def _scale(figure: Any, end: float, words: Callable[[float], str]) -> Any:
    ticks = [0, end / 2, end]
    figure.update_yaxes(range=[0, end * 1.03], tickvals=ticks, ticktext=[words(n) for n in ticks])
    return figure


def dollars(days: Sequence[DayFigures]) -> Any:
    """One bar a day."""
    fig = _by_day(days)
    fig.add_bar(
        x=[_noon(d) for d in days], y=[float(d.dollars) for d in days], hoverinfo="skip",
        marker={"color": TOKENS[dark()]["main"]},
    )  # fmt: skip
    return _scale(
        fig, top(max(float(d.dollars) for d in days), DOLLAR_STEPS), lambda n: operations_words.dollars(Decimal(str(n)))
    )


def latency(days: Sequence[DayFigures]) -> Any:
    """The median as a solid line and the 95th percentile as a dashed one; a day without an answer is a gap."""
    fig, t = _by_day(days), TOKENS[dark()]
    for values, colour, dash, symbol in (
        ([d.p95_ms for d in days], t["muted"], "dot", "circle-open"),
        ([d.median_ms for d in days], t["main"], "solid", "circle"),
    ):
        fig.add_scatter(
            x=[_noon(d) for d in days], y=[None if ms is None else ms / 1000 for ms in values], mode="lines+markers",
            line={"color": colour, "width": 1.5, "dash": dash}, marker={"size": 7, "symbol": symbol}, hoverinfo="skip",
        )  # fmt: skip
    longest = max((d.p95_ms or d.median_ms or 0) for d in days) / 1000
    return _scale(fig, top(longest, SECONDS_STEPS), lambda n: f"{n:g} s")


def hit_rate(days: Sequence[DayFigures]) -> Any:
    """Share of look-ups that the cache answered; a day without one has no dot."""
    fig, t = _by_day(days), TOKENS[dark()]
    asked = [d.cache_hits + d.cache_misses for d in days]
    fig.add_scatter(
        x=[_noon(d) for d in days],
        y=[100 * d.cache_hits / n if n else None for d, n in zip(days, asked, strict=True)],
        mode="lines+markers", line={"color": t["main"], "width": 1.5}, marker={"size": 7}, hoverinfo="skip",
    )  # fmt: skip
    return _scale(fig, 100, lambda n: f"{n:g} %")


def troubles(days: Sequence[DayFigures]) -> Any:
    """Runs that failed, filled, below those that got the offline answer, hollow."""
    fig, t = _by_day(days), TOKENS[dark()]
    x, red = [_noon(d) for d in days], BROKEN[dark()]
    fig.update_layout(barmode="stack")
    fig.add_bar(x=x, y=[d.failed for d in days], marker={"color": red}, hoverinfo="skip")
    fig.add_bar(
        x=x, y=[d.fallback or None for d in days], hoverinfo="skip",
        marker={"color": "rgba(0,0,0,0)", "line": {"color": t["late"], "width": 1.5}},
    )  # fmt: skip
    return _scale(fig, top(max(d.failed + d.fallback for d in days), COUNT_STEPS), lambda n: f"{n:g}")
