"""The course of a spoken answer: pace over time, and the moments worth hearing again."""

from typing import Any

from domain.delivery.figures import PACE_NORM, Delivery
from domain.delivery.words import MOMENT_NAMES
from ui.charts import TOKENS, layout
from ui.layout import dark
from ui.when import place

SYMBOLS = {"pause": "line-ns", "filler": "circle", "hedge": "diamond", "repeat": "triangle-up"}
HOVER = "%{customdata[1]}<br>at %{customdata[2]}<extra></extra>"


def course(delivery: Delivery) -> Any:
    """Pace in windows above, with the advised band; a row for each kind of moment below. customdata: (second, ...)."""
    import plotly.graph_objects as go

    t = TOKENS[dark()]
    names = [MOMENT_NAMES[k] for k in ("repeat", "hedge", "filler", "pause")]
    base = layout(320)
    base["margin"] = base["margin"] | {"l": 64}
    fig = go.Figure(layout=base | {"clickmode": "event+select"})
    fig.add_hrect(y0=PACE_NORM[0], y1=PACE_NORM[1], fillcolor=t["noise"], line_width=0, layer="below", yref="y")
    starts = [start for start, _ in delivery.pace]
    fig.add_scatter(
        x=starts, y=[pace for _, pace in delivery.pace], mode="lines+markers",
        line={"color": t["main"], "width": 1.5, "shape": "hv"}, marker={"size": 8, "color": t["main"]},
        customdata=[[s, f"{p:.0f} words a minute", place(s)] for s, p in delivery.pace], hovertemplate=HOVER,
    )  # fmt: skip
    for kind, name in MOMENT_NAMES.items():
        found = [m for m in delivery.moments if m.kind == kind]
        fig.add_scatter(
            x=[m.at for m in found], y=[name] * len(found), yaxis="y2", mode="markers",
            marker={"symbol": SYMBOLS[kind], "size": 13, "color": t["main"], "line": {"color": t["main"], "width": 2}},
            customdata=[[m.at, m.text + (f", {m.seconds:.1f} s" if m.seconds else ""), place(m.at)] for m in found],
            hovertemplate=HOVER,
        )  # fmt: skip
    highest = max([PACE_NORM[1] + 40, *(pace for _, pace in delivery.pace)])
    axis = base["yaxis"]
    fig.update_layout(
        yaxis=axis | {"domain": [0.52, 1], "range": [0, highest * 1.05], "nticks": 4},
        yaxis2=axis | {"domain": [0, 0.42], "categoryorder": "array", "categoryarray": names, "range": [-0.6, 3.6],
                       "tickfont": {"color": t["ink"], "size": 13}},
    )  # fmt: skip
    end = max(1.0, delivery.duration)
    ticks = [end * i / 4 for i in range(5)]
    fig.update_xaxes(anchor="y2", range=[-end * 0.02, end * 1.02], tickvals=ticks, ticktext=[place(s) for s in ticks])
    return fig
