"""Finding a quote in an answer: white space, case and typographic marks may differ, words may not."""

import re
from collections.abc import Sequence

from domain.evaluation.types import Quote

_FOLD = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "‑": "-"})
_EDGES = " \t\r\n\"'“”‘’.…,;:"
MIN_QUOTE_CHARS = 3


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text with runs of white space as one space, and for each kept character its old offset."""
    kept: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        plain = char.translate(_FOLD).lower()
        if len(plain) != 1:
            plain = char  # a few letters grow when lowered; offsets must stay true
        if plain.isspace():
            if not kept or kept[-1] == " ":
                continue
            plain = " "
        kept.append(plain)
        offsets.append(offset)
    return "".join(kept), offsets


def find_quote(answer: str, quote: str) -> Quote | None:
    """Return where `quote` stands in `answer`, or None when its words are not there in this order.

    A quote must begin and end at a word's edge: "art" is not found in "started".
    """
    needle = _folded(quote)[0].strip(_EDGES)
    if len(needle) < MIN_QUOTE_CHARS or not any(c.isalnum() for c in needle):
        return None
    hay, offsets = _folded(answer)
    found = re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", hay)
    if found is None:
        return None
    start, end = offsets[found.start()], offsets[found.end() - 1] + 1
    return Quote(start=start, end=end, text=answer[start:end])


def find_quotes(answer: str, quotes: Sequence[str]) -> tuple[tuple[Quote, ...], int]:
    """Return the quotes found (no repeats, in reading order) and how many were not found."""
    found = [find_quote(answer, quote) for quote in quotes]
    kept = {(q.start, q.end): q for q in found if q}
    return tuple(kept[key] for key in sorted(kept)), sum(q is None for q in found)
