"""Plotly figures from the theme's tokens. Plotly is imported when a figure is drawn, not before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from domain.evaluation.types import State
from ui.layout import dark

TOKENS = {
    False: {"ink": "#17202f", "muted": "#546072", "line": "#d5dbe6", "main": "#2f4a9e", "soft": "#eceff4",
            "late": "#b65a12", "noise": "rgba(90,102,120,.13)", "paper": "#ffffff"},
    True: {"ink": "#e7ebf3", "muted": "#a8b2c3", "line": "#323c4d", "main": "#9db4ff", "soft": "#252d3a",
           "late": "#eaa063", "noise": "rgba(152,163,181,.16)", "paper": "#10141c"},
}  # fmt: skip
HOVER = "%{x|%e %b}<br>%{y}, likely %{customdata[0]} to %{customdata[1]}, %{customdata[2]}<extra></extra>"
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True)
class Point:
    """One total with its range, at a moment in the person's time zone."""

    at: datetime
    total: int
    low: int
    high: int
    state: State


@dataclass(frozen=True)
class TimeUsed:
    """One answer's seconds beside the time the question suggests."""

    label: str
    used: float
    allowed: float


def draw(figure: Any, alt: str, key: str) -> None:
    """Show a figure with its own template; Streamlit's theme would replace it."""
    st.plotly_chart(figure, theme=None, width="stretch", config=CONFIG, key=key, alt=alt)


def layout(height: int) -> dict[str, Any]:
    """What every figure shares: transparent paper, horizontal hairlines, no legend, no zoom."""
    t = TOKENS[dark()]
    axis = {"showgrid": False, "zeroline": False, "linecolor": t["line"], "ticks": "", "fixedrange": True,
            "tickfont": {"color": t["muted"], "size": 13}}  # fmt: skip
    return {
        "font": {"family": "'Source Sans', sans-serif", "size": 14, "color": t["ink"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 34, "r": 12, "t": 12, "b": 34},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": t["paper"], "bordercolor": t["line"], "font": {"color": t["ink"], "size": 14}},
        "xaxis": axis,
        "yaxis": axis | {"showgrid": True, "gridcolor": t["line"], "gridwidth": 1},
        "height": height,
    }


def trend(points: Sequence[Point], typical: tuple[int, int]) -> Any:
    """Totals over time, each with its range; the grey band is the typical range, where a change means nothing yet."""
    import plotly.graph_objects as go

    t = TOKENS[dark()]
    fig = go.Figure(layout=layout(280))
    middle, spread = typical
    fig.add_hrect(
        y0=max(0, middle - spread), y1=min(100, middle + spread), fillcolor=t["noise"], line_width=0, layer="below"
    )
    scored = [p for p in points if p.state is State.SCORED]
    fig.add_scatter(
        x=[p.at for p in scored], y=[p.total for p in scored], mode="lines",
        line={"color": t["main"], "width": 1.5}, hoverinfo="skip",
    )  # fmt: skip
    for state, dot in (
        (State.SCORED, {"size": 11, "color": t["main"]}),
        (State.ESTIMATED, {"size": 11, "color": t["paper"], "line": {"color": t["main"], "width": 2}}),
    ):
        part = [p for p in points if p.state is state]
        fig.add_scatter(
            x=[p.at for p in part],
            y=[p.total for p in part],
            mode="markers",
            marker=dot,
            error_y={
                "type": "data", "symmetric": False, "array": [p.high - p.total for p in part],
                "arrayminus": [p.total - p.low for p in part], "color": t["main"], "thickness": 1.5, "width": 0,
            },
            customdata=[[p.low, p.high, state.value] for p in part],
            hovertemplate=HOVER,
        )  # fmt: skip
    low, high, step = (40, 90, 10) if all(p.low >= 40 and p.high <= 90 for p in points) else (0, 100, 25)
    fig.update_yaxes(range=[low, high + 2], tickvals=list(range(low, high + 1, step)))
    fig.update_xaxes(tickformat="%e %b", nticks=6)
    return fig


def time_use(rows: Sequence[TimeUsed]) -> Any:
    """One bar an answer in minutes, with a tick where the suggested time ends; orange is what went over it."""
    import plotly.graph_objects as go

    t = TOKENS[dark()]
    labels = [r.label for r in rows]
    fig = go.Figure(layout=layout(44 * len(rows) + 60) | {"barmode": "stack", "bargap": 0.5})
    fig.add_bar(
        y=labels, x=[min(r.used, r.allowed) / 60 for r in rows], orientation="h",
        marker={"color": t["main"]}, hoverinfo="skip",
    )  # fmt: skip
    fig.add_bar(
        y=labels, x=[max(0.0, r.used - r.allowed) / 60 for r in rows], orientation="h",
        marker={"color": t["late"]}, hoverinfo="skip",
    )  # fmt: skip
    fig.add_scatter(
        y=labels, x=[r.allowed / 60 for r in rows], mode="markers", hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 22, "line": {"color": t["ink"], "width": 2.5}},
    )  # fmt: skip
    longest = max(max(r.used, r.allowed) for r in rows) / 60
    fig.update_xaxes(
        range=[0, longest * 1.06], ticksuffix=" min", nticks=6, showgrid=True, gridcolor=t["line"], rangemode="tozero"
    )
    fig.update_yaxes(autorange="reversed", showgrid=False, tickfont={"color": t["ink"], "size": 14}, automargin=True)
    return fig
