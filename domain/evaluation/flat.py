"""An answer as one flat text for measuring, and the way back to the person's own characters.

Text pasted from a PDF breaks lines anywhere and doubles spaces; the same words must get the same score.
"""

import re
from dataclasses import dataclass

from domain.evaluation.types import Quote

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\t": " "})
_ENDS = (".", "!", "?", ":", ";", "。", "！", "？")
_ITEM = re.compile(r"(?:[-*•–]|\(?\d{1,2}[.)])\s")
FULL_LINE_WORDS = 4
"""A line of fewer words that ends without a full stop was broken in the middle of a sentence."""


@dataclass(frozen=True)
class Flat:
    """`text`, and for each of its characters the place of that character in the answer."""

    text: str
    places: tuple[int, ...]

    def quote(self, quote: Quote, answer: str) -> Quote:
        """The quote of the flat text as the same words of the answer."""
        start, end = self.places[quote.start], self.places[quote.end - 1] + 1
        return Quote(start=start, end=end, text=answer[start:end])


def flatten(answer: str) -> Flat:
    """Runs of white space as one space, or as one line break where a line or list item ends; straight quotes."""
    straight = answer.translate(_STRAIGHT)
    letters: list[str] = []
    places: list[int] = []
    line_start = 0
    for found in re.finditer(r"\s+|\S", straight):
        mark = found.group()
        if not mark.isspace():
            letters.append(mark)
            places.append(found.start())
            continue
        if not letters:
            continue
        ends = "\n" in mark and _line_ends("".join(letters[line_start:]), straight[found.end() : found.end() + 4])
        letters.append("\n" if ends else " ")
        places.append(found.start())
        if ends:
            line_start = len(letters)
    while letters and letters[-1].isspace():
        letters.pop()
        places.pop()
    return Flat("".join(letters), tuple(places))


def _line_ends(line: str, following: str) -> bool:
    if line.endswith(_ENDS) or _ITEM.match(following):
        return True
    return len(line.split()) >= FULL_LINE_WORDS and not following[:1].islower()
