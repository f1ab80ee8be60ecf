"""Who of the speakers is the candidate: the one who answers, tells of their own work and asks the least."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.calls.types import Utterance
from domain.evaluation.lexicon import I_DID
from domain.evaluation.text import count_words

_ASKS = re.compile(
    r"\?|\b(?:tell (?:me|us) (?:about|more)|walk (?:me|us) through|describe (?:a|an|how|your)|give (?:me|us) an example"
    r"|talk (?:me|us) through|can you|could you|what would you|how (?:do|did|would) you|why (?:do|did|are) you)\b",
    re.I,
)
_HOSTS = re.compile(
    r"\b(?:thanks? (?:you )?for (?:joining|coming|your time|taking the time)|our (?:team|company|next question)"
    r"|next question|move on to|any questions for (?:me|us)|we(?:'ll| will) (?:be in touch|get back to you)|this role"
    r")\b",
    re.I,
)


@dataclass(frozen=True)
class Guess:
    """The likeliest candidate, and how sure the rules are (0 none, 1 sure)."""

    speaker: str
    sureness: float


def asks(text: str) -> bool:
    """True when somebody is asked something."""
    return bool(_ASKS.search(text))


def guess_candidate(utterances: Sequence[Utterance], own_name: str = "") -> Guess:
    """Return who is likely the candidate; a speaker who bears the person's `own_name` settles it."""
    names = list(dict.fromkeys(u.speaker for u in utterances))
    if not names:
        return Guess("", 0.0)
    own = [n for n in names if _same_person(n, own_name)]
    if len(own) == 1:
        return Guess(own[0], 1.0)
    if len(names) == 1:
        return Guess(names[0], 0.0)
    marks = {name: _mark([u for u in utterances if u.speaker == name]) for name in names}
    ranked = sorted(names, key=lambda n: -marks[n])
    lead = marks[ranked[0]] - marks[ranked[1]]
    return Guess(ranked[0], max(0.0, min(1.0, lead)))


def _mark(said: Sequence[Utterance]) -> float:
    words = [count_words(u.text) for u in said]
    total = sum(words) or 1
    own = sum(len(I_DID.findall(u.text)) for u in said)
    asked = sum(asks(u.text) for u in said) / len(said)
    hosting = sum(bool(_HOSTS.search(u.text)) for u in said) / len(said)
    length = min(1.0, total / len(said) / 60)
    return min(1.0, 30 * own / total) + length - 1.2 * asked - hosting


def _same_person(speaker: str, name: str) -> bool:
    ours, theirs = set(name.casefold().split()), set(re.sub(r"\(.*?\)", " ", speaker).casefold().split())
    return bool(ours) and bool(theirs) and (theirs <= ours or ours <= theirs)
