"""Sentences and words of an answer, each with its character offsets, and how alike two texts are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.evaluation.types import Quote

MAX_SENTENCE_WORDS = 45
MAX_PASSAGES = 28
"""Each costs about 4 ms of CPU to embed; an answer is to stay under 200 ms."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, which white space keeps apart."""
    return frozenset(text.split())


STOPWORDS = word_set(
    """
    a an the and or but if then so of to in on at by for with from as is are was were be been being am it its this
    that these those there here i you he she we they them their his her our your my me us him do does did done doing
    have has had having not no nor can could will would should may might must shall which who whom whose what when
    where why how than too very just also each any all both few more most other some such only own same into about
    over under between after before during through above below up down out off again once because while until
    against i'm i'd i've i'll it's don't didn't we'd we've that's there's can't won't
    """
)

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_ABBREVIATION = re.compile(r"\b(?:[Ee]\.g|[Ii]\.e|vs|Dr|Mr|Mrs|Ms|Prof|approx|[A-Z])\.$")
_BREAK = re.compile(
    r"[.!?;。！？]+[\"'”’)\]]*(?=\s|$)|\n+|(?:^|(?<=\s))[-*•–]\s+(?=\w)|(?:^|(?<=[.:;]\s)|(?<=\n))\(?\d{1,2}[.)](?=\s?[A-Za-z])"
)
_CLAUSE = re.compile(
    r",\s+(?=(?:and|but|so|then|which|because|while|after|when)\b)|\s+(?=(?:and then|and so|so then|but then)\b)"
)

_ENDINGS = tuple(
    part.partition(":")[::2]
    for part in re.split(
        r"\s+",
        "ization isation ational fulness iveness ements ement ments ment ations ation ising izing ities ity ingly edly "
        "ings ing ions ion ies:y ied:y ers er ors or ed es ly s e",
    )
)
"""Endings taken off a word, longest first, and what stands in their place."""


@dataclass(frozen=True)
class Span:
    """A stretch of a text: text == whole[start:end]."""

    start: int
    end: int
    text: str

    @property
    def quote(self) -> Quote:
        """The same stretch as evidence."""
        return Quote(start=self.start, end=self.end, text=self.text)


def words(text: str) -> list[Span]:
    """Return the words of `text` in order; numbers count as words."""
    return [Span(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]


def count_words(text: str) -> int:
    """Return how many words `text` has."""
    return sum(1 for _ in _WORD.finditer(text))


def sentences(text: str) -> list[Span]:
    """Return the sentences and list items of `text`, trimmed; very long ones are cut at a clause."""
    edges, start = [], 0
    for found in _BREAK.finditer(text):
        if found.group().startswith(".") and _ABBREVIATION.search(text[start : found.start() + 1]):
            continue
        edges.append((start, found.end() if found.group()[0] in ".!?;。！？" else found.start()))
        start = found.end()
    edges.append((start, len(text)))
    spans = [_trim(text, a, b) for a, b in edges]
    return [piece for span in spans if _WORD.search(span.text) for piece in _cut_long(text, span)]


def passages(text: str) -> list[Span]:
    """Return the sentences; neighbours joined where there are more than MAX_PASSAGES, to bound the work."""
    found = sentences(text)
    step = -(-len(found) // MAX_PASSAGES)
    groups = [found[i : i + step] for i in range(0, len(found), step)] if step > 1 else [[s] for s in found]
    return [Span(g[0].start, g[-1].end, text[g[0].start : g[-1].end]) for g in groups]


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = end - (len(piece) - len(piece.rstrip()))
    return Span(left, max(left, right), text[left : max(left, right)])


def _cut_long(text: str, span: Span) -> list[Span]:
    # Speech comes without full stops; without a cut one "sentence" would match everything.
    if count_words(span.text) <= MAX_SENTENCE_WORDS:
        return [span]
    found = words(span.text)
    middle = len(found) // 2
    cuts = [m.end() for m in _CLAUSE.finditer(span.text)] or [found[middle].start]
    at = min(cuts, key=lambda cut: abs(cut - found[middle].start))
    left = _trim(text, span.start, span.start + at)
    right = _trim(text, span.start + at, span.end)
    if not left.text or not right.text or min(count_words(left.text), count_words(right.text)) < 4:
        at = found[middle].start
        left, right = _trim(text, span.start, span.start + at), _trim(text, span.start + at, span.end)
    return [*_cut_long(text, left), *_cut_long(text, right)]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return `word` without its commonest English endings, lower case; good enough to match word forms."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    for ending, instead in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            return lower[: len(lower) - len(ending)] + instead
    return lower


def content_stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order, repeats kept."""
    lowered = (w.text.lower().replace("’", "'") for w in words(text))
    return [stem(part) for word in lowered if word not in STOPWORDS for part in word.split("-") if part]


def ngrams(items: Sequence[str], size: int) -> set[tuple[str, ...]]:
    """Return the runs of `size` items."""
    return {tuple(items[i : i + size]) for i in range(len(items) - size + 1)}


def copied_share(answer: str, sources: Iterable[str], size: int = 5) -> float:
    """Return the share (0-1) of the answer's runs of `size` words that stand in one of `sources`."""
    mine = ngrams([w.text.lower() for w in words(answer)], size)
    theirs: set[tuple[str, ...]] = set()
    for source in sources:
        theirs |= ngrams([w.text.lower() for w in words(source)], size)
    return len(mine & theirs) / len(mine) if mine else 0.0


def clip(text: str, limit: int = 90) -> str:
    """Return `text` on one line, cut at a word with an ellipsis when longer than `limit` characters."""
    flat = " ".join(text.split()).rstrip(".;,:")
    if len(flat) <= limit:
        return flat
    return flat[:limit].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def quoted(text: str, limit: int = 90) -> str:
    """Return `text` in curly quotation marks, clipped."""
    return f"“{clip(text, limit)}”"
