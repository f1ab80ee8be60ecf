"""Which word of another text says what a word says: the port through which contextual word vectors come in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class WordMatch:
    """One content word of the first text, text[start:end], and the word of the second nearest to it in its context."""

    start: int
    end: int
    likeness: float
    """Cosine of the two words' vectors; 0 when the second text has no content word."""
    other_start: int
    other_end: int


Align = Callable[[str, str], Sequence[WordMatch]]
"""The content words of the first text, each with its nearest word of the second."""
