"""Figures of delivery in words, each with what is usual. Nothing here is part of a score."""

from collections.abc import Sequence
from statistics import median

from pydantic import BaseModel, ConfigDict

from domain.delivery.figures import LONG_PAUSE, PACE_NORM, Delivery

USUAL_FILLERS = "about 2 to 3 in 100 words in everyday talk"
"""Bortfeld et al. 2001, Language and Speech 44(2): 2.6 fillers in 100 words of conversation."""
NOT_SCORED = "How you spoke is never part of the score, and accent is not looked at."
AS_HEARD = "Measured on what was heard, before you corrected it. Some fillers and repeats escape the listening."
MOMENT_NAMES = {"pause": "Pause", "filler": "Filler", "hedge": "Hedge", "repeat": "Repeat"}


class Figure(BaseModel):
    """One figure: its name, its value, and what is usual (empty where no source is known)."""

    model_config = ConfigDict(frozen=True)

    name: str
    value: str
    usual: str = ""


def told(delivery: Delivery) -> list[Figure]:
    """Every figure of one spoken answer."""
    d = delivery
    low, high = PACE_NORM
    per_hundred = 100 * d.filler_count / max(1, d.words)
    kinds = _fillers(d)
    pauses = f"{d.pauses}, the longest {d.longest_pause:.1f} s" if d.pauses else "None over a second"
    return [
        Figure(
            name="Pace",
            value=f"{d.words_a_minute:.0f} words a minute",
            usual=f"{_pace(d.words_a_minute)}; {low} to {high} is advised for speaking to others",
        ),
        Figure(
            name="Pauses",
            value=pauses,
            usual=f"{d.long_pauses} of them {LONG_PAUSE} s or more" if d.long_pauses else "A short pause is no fault",
        ),
        Figure(
            name="Fillers",
            value=f"{kinds} ({per_hundred:.1f} in 100 words)" if kinds else "None heard",
            usual=USUAL_FILLERS,
        ),
        Figure(
            name="Talk time",
            value=f"{d.talk_seconds:.0f} of {d.duration:.0f} s",
            usual=f"{100 * d.silence_share:.0f} % of the recording is silence",
        ),
        Figure(name="Hedges", value=str(d.hedges), usual="maybe, probably, perhaps and the like"),
        Figure(name="Repeats", value=str(d.repeats), usual="words or pairs said twice in a row"),
    ]


def _pace(words_a_minute: float) -> str:
    low, high = PACE_NORM
    return "Slower" if words_a_minute < low else "Faster" if words_a_minute > high else "Within it"


def _fillers(delivery: Delivery) -> str:
    """ "um 3, like 1", the most frequent first."""
    return ", ".join(f"{name} {n}" for name, n in sorted(delivery.fillers.items(), key=lambda item: -item[1]))


def in_one_line(delivery: Delivery) -> str:
    """The figures for a file: "Spoken at 128 words a minute, 2 pauses, fillers: um 3. Not part of the score." """
    d = delivery
    kinds = _fillers(d)
    pauses = "1 pause" if d.pauses == 1 else f"{d.pauses} pauses"
    fillers = f"fillers: {kinds}" if kinds else "no fillers heard"
    return f"Spoken at {d.words_a_minute:.0f} words a minute, {pauses} over a second, {fillers}. Not part of the score."


def over_answers(deliveries: Sequence[Delivery]) -> list[Figure]:
    """A session's spoken answers together; medians, so that one odd answer does not speak for all."""
    if not deliveries:
        return []
    words = sum(d.words for d in deliveries)
    fillers = sum(d.filler_count for d in deliveries)
    pace = median(d.words_a_minute for d in deliveries)
    low, high = PACE_NORM
    return [
        Figure(
            name="Typical pace", value=f"{pace:.0f} words a minute", usual=f"{low} to {high} is advised; {_pace(pace)}"
        ),
        Figure(name="Fillers", value=f"{100 * fillers / max(1, words):.1f} in 100 words", usual=USUAL_FILLERS),
        Figure(name="Long pauses", value=str(sum(d.long_pauses for d in deliveries)), usual=f"{LONG_PAUSE} s or more"),
    ]
