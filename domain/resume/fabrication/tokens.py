"""A line cut into words, numbers and signs, with phrases put together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.resume.fabrication.lemmas import lemma
from domain.resume.fabrication.synonyms import PHRASES
from domain.resume.fabrication.words import STOP, STOP_FORMS

_TOKEN = re.compile(
    r"[$€£¥]|\d[\d.,]*\d\+?|\d\+?|%|&|[^\W\d_](?:\w|['’](?=\w)|\.(?=\w\w?\b)|\.(?=\w))*(?:\+\+|#)?", re.UNICODE
)
_SPLIT = {"bring_down", "set_up", "carry_out", "draw_up", "roll_out", "bring_in", "sum_up"}
_BREAK = re.compile(r"[.;:!?()\[\]–—|•\n]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or phrase (by its `lemma`), a number or a sign. `before` is what stands between it and the one before."""

    text: str
    start: int
    end: int
    lemma: str
    before: str = ""

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()

    @property
    def is_stop(self) -> bool:
        return (self.lemma in STOP and self.text != "May") or self.text.lower() in STOP_FORMS

    @property
    def is_word(self) -> bool:
        """Whether it says something: no small word, number or sign."""
        return self.text[0].isalpha() and not self.is_stop

    @property
    def starts_part(self) -> bool:
        """Whether a sentence, a bracket or a dash begins before it."""
        return _BREAK.search(self.before) is not None


def tokenise(text: str) -> list[Token]:
    """The tokens of a line, each knowing where it stands."""
    found: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        found.append(Token(match.group(), match.start(), match.end(), lemma(match.group()), text[last : match.start()]))
        last = match.end()
    return _with_particles(_with_phrases(found, text))


def _with_particles(tokens: list[Token]) -> list[Token]:
    """ "Brought the cost down": the verb says what "bring down" says."""
    for place, token in enumerate(tokens):
        for further, other in enumerate(tokens[place + 1 : place + 5], place + 1):
            if other.starts_part or "," in other.before:
                break
            both = f"{token.lemma}_{other.lemma}"
            if both in _SPLIT:
                tokens[place] = replace(token, lemma=both)
                tokens[further] = replace(other, lemma="to_date")
                break
    return tokens


def _with_phrases(tokens: Sequence[Token], text: str) -> list[Token]:
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        for words, stands_for in PHRASES.get(tokens[index].lemma, ()):
            part = tokens[index : index + len(words)]
            if tuple(t.lemma for t in part) == words and not any(t.starts_part or "," in t.before for t in part[1:]):
                end = part[-1].end
                found.append(replace(part[0], text=text[part[0].start : end], end=end, lemma=stands_for))
                index += len(words)
                break
        else:
            found.append(tokens[index])
            index += 1
    return found
