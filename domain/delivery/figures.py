"""How an answer was spoken, from the times of its words: pace, pauses, fillers, hedges, repeats. Never part of a score.

Norms: 120 to 160 words a minute is what speakers are advised to keep to, conversation runs to about 180; pauses under a
second belong to fluent speech (Goldman-Eisler 1968). Accent is not looked at.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from domain.evaluation.text import STOPWORDS, word_set
from domain.speech import SpokenWord

PACE_NORM = (120, 160)
PAUSE, LONG_PAUSE = 1.0, 2.5
"""Seconds of silence between two words."""
WINDOW = 15.0
FILLERS = {
    "um": word_set("um umm uhm"),
    "uh": word_set("uh uhh"),
    "er": word_set("er erm err"),
    "hmm": word_set("hmm hm mm"),
    "basically": word_set("basically"),
    "actually": word_set("actually"),
    "literally": word_set("literally"),
}
PHRASES = {"you know": ("you", "know"), "I mean": ("i", "mean"), "sort of": ("sort", "of"), "kind of": ("kind", "of")}
_LIKE_IS_A_WORD_AFTER = word_set(
    "i you we they he she would d looks look looked feel feels felt sound sounds sounded seems seem is was things "
    "something not don't didn't really to people places tools"
)
HEDGES = word_set("maybe perhaps probably possibly somewhat hopefully")
SHORTEST_REPEAT = 4


class Moment(BaseModel):
    """Something heard at a second of the recording."""

    model_config = ConfigDict(frozen=True)

    kind: str
    """pause | filler | hedge | repeat"""
    at: float
    seconds: float = 0.0
    text: str


class Delivery(BaseModel):
    """The figures of one spoken answer. Fillers are a lower bound: the listening leaves some out."""

    model_config = ConfigDict(frozen=True)

    words: int
    duration: float
    talk_seconds: float
    words_a_minute: float
    """Over the time from the first word to the last."""
    pace: tuple[tuple[float, float], ...]
    """(second the window begins, words a minute in it)."""
    pauses: int
    long_pauses: int
    longest_pause: float
    fillers: dict[str, int]
    hedges: int
    repeats: int
    moments: tuple[Moment, ...]

    @property
    def silence_share(self) -> float:
        """Share (0-1) of the recording in which nobody speaks."""
        return max(0.0, 1 - self.talk_seconds / self.duration) if self.duration else 0.0

    @property
    def filler_count(self) -> int:
        """All fillers."""
        return sum(self.fillers.values())


def figures(words: Sequence[SpokenWord], duration: float) -> Delivery | None:
    """Return the figures, or None when nothing was said."""
    said = [w for w in words if re.search(r"\w", w.word)]
    if not said:
        return None
    span = max(0.5, said[-1].end - said[0].start)
    pauses = _pauses(said)
    fillers = _fillers(said)
    hedges = [Moment(kind="hedge", at=w.start, text=w.word) for w in said if _bare(w) in HEDGES]
    repeats = _repeats(said)
    spoken = [w for w in said if not any(f.at == w.start for f in fillers)]
    return Delivery(
        words=len(spoken),
        duration=duration,
        talk_seconds=round(sum(w.end - w.start for w in said), 2),
        words_a_minute=round(60 * len(spoken) / span, 1),
        pace=_pace(spoken, said[0].start, said[-1].end),
        pauses=len(pauses),
        long_pauses=sum(p.seconds >= LONG_PAUSE for p in pauses),
        longest_pause=max((p.seconds for p in pauses), default=0.0),
        fillers=dict(sorted(Counter(f.text for f in fillers).items())),
        hedges=len(hedges),
        repeats=len(repeats),
        moments=tuple(sorted([*pauses, *fillers, *hedges, *repeats], key=lambda m: (m.at, m.kind))),
    )


def _bare(word: SpokenWord) -> str:
    return re.sub(r"[^\w']", "", word.word.lower())


def _pauses(said: Sequence[SpokenWord]) -> list[Moment]:
    gaps = ((a, b.start - a.end) for a, b in pairwise(said))
    return [
        Moment(kind="pause", at=a.end, seconds=round(gap, 2), text=f"after “{a.word}”")
        for a, gap in gaps
        if gap >= PAUSE
    ]


def _fillers(said: Sequence[SpokenWord]) -> list[Moment]:
    found: list[Moment] = []
    bare = [_bare(w) for w in said]
    for at, word in enumerate(bare):
        name = next((name for name, forms in FILLERS.items() if word in forms), "")
        following = tuple(bare[at : at + 2])
        phrase = next((name for name, form in PHRASES.items() if following == form), "")
        if phrase in ("you know", "I mean") and not _set_apart(said, at, 2):
            phrase = ""
        if word == "like" and _is_filler_like(said, bare, at):
            name = "like"
        if name or phrase:
            found.append(Moment(kind="filler", at=said[at].start, text=name or phrase))
    return found


def _set_apart(said: Sequence[SpokenWord], at: int, length: int) -> bool:
    """True when a comma or a small gap stands before or behind the words: "you know," and not "you know the rules"."""
    before = at == 0 or said[at - 1].word.endswith((",", ".")) or said[at].start - said[at - 1].end > 0.25
    last = at + length - 1
    after = (
        last + 1 >= len(said) or said[last].word.endswith((",", ".")) or said[last + 1].start - said[last].end > 0.25
    )
    return before and after


def _is_filler_like(said: Sequence[SpokenWord], bare: Sequence[str], at: int) -> bool:
    """ "It was, like, huge" and not "I like it", "looks like" or "tools like this"."""
    if at and bare[at - 1] in _LIKE_IS_A_WORD_AFTER and not said[at - 1].word.endswith(","):
        return False
    return _set_apart(said, at, 1)


def _repeats(said: Sequence[SpokenWord]) -> list[Moment]:
    """A word said twice in a row, or the same two words: a restart."""
    bare = [_bare(w) for w in said]
    found = []
    for at in range(1, len(bare)):
        twice = bare[at] == bare[at - 1] and (len(bare[at]) >= SHORTEST_REPEAT or bare[at] in STOPWORDS)
        pair = at >= 3 and bare[at - 1 : at + 1] == bare[at - 3 : at - 1]
        if (twice or pair) and bare[at] not in ("very", "really", "so", "that"):
            found.append(Moment(kind="repeat", at=said[at].start, text=said[at].word))
    return found


def _pace(spoken: Sequence[SpokenWord], first: float, last: float) -> tuple[tuple[float, float], ...]:
    """Words a minute in windows of WINDOW seconds; a last piece under half a window is left out."""
    found: list[tuple[float, float]] = []
    start = first
    while start < last:
        length = min(WINDOW, last - start)
        if length >= WINDOW / 2 or not found:
            count = sum(start <= w.start < start + WINDOW for w in spoken)
            found.append((round(start, 1), round(60 * count / max(1.0, length), 1)))
        start += WINDOW
    return tuple(found)
