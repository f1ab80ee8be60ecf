"""A line cut into parts that say one thing each, and what small part each claims."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.resume.fabrication.lemmas import is_past
from domain.resume.fabrication.synonyms import VERBS
from domain.resume.fabrication.tokens import Token
from domain.resume.fabrication.words import HEDGES, PEOPLE

FULL = 3
"""The part somebody claims who does not say that it was less."""
_TURNS = {"whil", "wherea", "but"}


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens `first` to `last` (inclusive). A `soft` one hangs on the one before ("..., which cut costs")."""

    first: int
    last: int
    soft: bool = False

    def places(self) -> range:
        """The places of its tokens."""
        return range(self.first, self.last + 1)


def segments(tokens: Sequence[Token]) -> list[Segment]:
    """The parts of a line, in order."""
    found: list[Segment] = []
    first, soft = 0, False
    for index in range(1, len(tokens)):
        turn = _turn(tokens, index)
        preface = turn and "," in tokens[index].before and not _has_verb(tokens[first:index])
        if turn and not preface:
            found.append(Segment(first, index - 1, soft))
            first, soft = index, turn == "soft"
    return [*found, Segment(first, len(tokens) - 1, soft)] if tokens else []


def _turn(tokens: Sequence[Token], index: int) -> str:
    token = tokens[index]
    word = token.text.lower()
    if token.starts_part or token.lemma in _TURNS:
        return "hard"
    verb = token.lemma in VERBS
    if word == "which" or ("," in token.before and verb and word.endswith("ing")):
        return "soft"
    if "," in token.before and verb and is_past(word):
        return "hard"
    if word == "and" and index + 1 < len(tokens):
        following = tokens[index + 1]
        if (
            following.lemma in VERBS
            and is_past(following.text)
            and following.text.lower() not in ("cut", "set", "read")
        ):
            return "hard"
        opening = tokens[0]
        if (
            following.lemma in VERBS
            and opening.lemma in VERBS
            and following.text.islower()
            and _same_form(opening, following)
        ):
            return "hard"
    return ""


def _has_verb(tokens: Sequence[Token]) -> bool:
    """False for a preface such as "In 2022, ..." or "Together with the head chef, ..."."""
    opening = tokens[0].lemma in VERBS and not tokens[0].is_stop
    return opening or any(t.lemma in VERBS and (is_past(t.text) or t.text.endswith("ing")) for t in tokens)


def _same_form(one: Token, other: Token) -> bool:
    return _form(one.text) == _form(other.text)


def _form(word: str) -> str:
    return "ing" if word.endswith("ing") else "past" if is_past(word) else "s" if word.endswith("s") else "base"


def parts_claimed(tokens: Sequence[Token]) -> list[int | None]:
    """For each token how big a part is claimed of it: 0 to 3, None where the line leaves it open."""
    claimed: list[int | None] = [FULL] * len(tokens)
    rank: int | None = None
    for segment in segments(tokens):
        if not segment.soft:
            rank = None
        for place in segment.places():
            small = hedge(tokens, place)
            if small is not None:
                if rank is None:
                    for earlier in range(segment.first, place):
                        claimed[earlier] = None
                rank = small if rank is None else min(rank, small)
            if rank is not None:
                claimed[place] = rank
    return claimed


def hedge(tokens: Sequence[Token], place: int) -> int | None:
    """How small a part this token claims; None when it claims none."""
    token = tokens[place]
    if token.lemma == "work" and not token.text.lower().startswith("works"):
        following = tokens[place + 1 : place + 6]
        if following and following[0].lemma in ("in", "on") and (following[0].lemma == "on" or _is_people(following)):
            return 2
        return 2 if following and following[0].lemma in ("with", "alongsid") and _is_people(following) else None
    return HEDGES.get(token.lemma)


def _is_people(tokens: Sequence[Token]) -> bool:
    return any(token.lemma in PEOPLE for token in tokens)
