"""Scores as the screens show them: never a number without its range and state."""

from typing import Any

from domain.evaluation.types import Evaluation, State

WORDS = {State.SCORED: "Scored", State.ESTIMATED: "Estimated", State.UNSCORED: "Not scored"}


def band(
    state: State, total: int | None, low: int | None, high: int | None, *, say: str = "", mini: bool = False
) -> dict[str, Any]:
    """Data of `components.score_band`. `say` stands beside the number, or is the reason there is none.

    The label is the whole sentence for a screen reader.
    """
    if total is None or low is None or high is None:
        reason = say or "No answer could be scored."
        return _data(State.UNSCORED, None, 0, 0, reason, f"No score: {reason}", mini)
    label = f"{WORDS[state]}: {total} of 100, likely between {low} and {high}."
    return _data(state, total, low, high, say, label, mini)


def _data(state: State, total: int | None, low: int, high: int, say: str, label: str, mini: bool) -> dict[str, Any]:
    return {
        "state": state.value,
        "total": total,
        "low": low,
        "high": high,
        "spread": spread(low, high),
        "say": say,
        "label": label,
        "mini": mini,
    }


def band_of(evaluation: Evaluation, *, mini: bool = False) -> dict[str, Any]:
    """The band of one answer's evaluation."""
    if evaluation.total is None:
        return band(State.UNSCORED, None, None, None, say=evaluation.reason, mini=mini)
    say = "" if mini else f"likely between {evaluation.low} and {evaluation.high} of 100"
    return band(evaluation.state, evaluation.total, evaluation.low, evaluation.high, say=say, mini=mini)


def spread(low: int, high: int) -> int:
    """Half the range, for "78 ± 4"."""
    return max(1, round((high - low) / 2))
