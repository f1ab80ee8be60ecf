"""Who did what to what: each verb of a line with its object."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.resume.fabrication.lemmas import is_past, lemma
from domain.resume.fabrication.quantities import NUMBER_WORDS
from domain.resume.fabrication.synonyms import VERBS
from domain.resume.fabrication.tokens import Token

_GROUPS = {lemma(word) for word in "team group series range set pair variety total sum crew number majority".split()}
_ARTICLES = {"a", "an", "the", "my", "our", "its", "their"}
_BETWEEN = {"a", "an", "the", "and", "or", "my", "our", "its", "their", "his", "her", "up", "out"}


@dataclass(frozen=True)
class Deed:
    """A verb with the words it goes with."""

    verb: str
    place: int
    direct: frozenset[str]
    """Its object: the words after it up to the first preposition or the next verb."""
    after: frozenset[str]
    """All words after it up to the next verb; with those before it when none follow."""
    around: frozenset[str]
    """Those before it as well."""
    by_others: bool
    """True for "built by the vendor"."""


def deeds(tokens: Sequence[Token], first: int, last: int) -> Iterator[Deed]:
    """The deeds told by tokens `first` to `last`."""
    verbs = [i for i in range(first, last + 1) if _is_verb(tokens, i, first)]
    for number, place in enumerate(verbs):
        stop = verbs[number + 1] if number + 1 < len(verbs) else last + 1
        after = {tokens[i].lemma for i in range(place + 1, stop) if tokens[i].is_word or tokens[i].is_number}
        around = after | {tokens[i].lemma for i in range(first, place) if tokens[i].is_word}
        if not after or tokens[place].text.endswith("ing"):
            after = around
        direct, by_others = _direct(tokens, place, stop), _is_by_others(tokens, place, last)
        yield Deed(tokens[place].lemma, place, frozenset(direct), frozenset(after), frozenset(around), by_others)


def _is_verb(tokens: Sequence[Token], place: int, first: int) -> bool:
    token = tokens[place]
    if token.lemma not in VERBS or not token.is_word:
        return False
    if token.text.endswith("ing") and place > first:
        before = tokens[place - 1]
        return "," in token.before or not (before.is_word or before.text.lower() in _ARTICLES)
    return is_past(token.text) or token.text.endswith("ing") or place == first


def _direct(tokens: Sequence[Token], place: int, stop: int) -> set[str]:
    found: set[str] = set()
    counted = False
    for token in tokens[place + 1 : stop]:
        figure = token.is_number or token.text.lower() in NUMBER_WORDS
        grouped = token.lemma == "of" and bool(found & _GROUPS)
        between = token.text.lower() in _BETWEEN or (counted and token.lemma == "to") or grouped
        if token.starts_part or not (token.is_word or figure or between):
            break
        if token.is_word and not figure:
            found.add(token.lemma)
        counted = figure
    return found


def _is_by_others(tokens: Sequence[Token], place: int, last: int) -> bool:
    if not is_past(tokens[place].text) or place + 2 > last or tokens[place + 1].lemma != "by":
        return False
    agent = tokens[place + 2]
    return not agent.is_number and not agent.text.endswith("ing") and agent.text[0] not in "$€£¥"
