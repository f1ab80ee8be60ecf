"""Sentences that are no part of an answer: in another language, markup, or about its own grading. They count nothing.

Orders to the grader that are known stop the scoring (gates.py). What is said in ways nobody has thought of yet must at
least gain nothing, so every sentence has to belong: to the question, or to the rest of the answer.
"""

import re

from domain.evaluation.grader_direction import SPEAKS_TO_GRADER, to_grader
from domain.evaluation.relevance import Embed, cosine
from domain.evaluation.text import Span, count_words, passages, word_set, words
from domain.interview import Question, QuestionKind

APART = 0.06
"""Cosine to the question and to the rest of the answer below which any sentence belongs to neither."""
FARTHEST_APART = 0.34
"""The same for a sentence that sounds in every word like words to a grader."""
BORDER = 0.11
STEEPNESS = 3.0
"""Between the two, a sentence needs BORDER plus STEEPNESS times how much further than the question it lies along the
grader's direction. Chosen on the held out orders, and on the bank's outlines: of their 3,285 sentences about 30 are set
aside (23 without the direction), and not more of those whose work is to grade."""
_MARKUP = re.compile(r"&(?:lt|gt|amp|quot);|</?\w+[^>]{0,40}>|\{\{.*?\}\}|\[\[.*?\]\]|<\|.*?\|>|\{%.*?%\}")
_SMALL_FOREIGN = word_set(
    """
    el la los las una del que por para con pero les des une est dans avec sur pas nous vous der das und ist ich nicht
    ein eine mit auf den dem von il gli che di non per sono um uma com foi na ao dê acima regras het een van niet dit en
    geef voor og att det som är för ikke og jeg w nie jest na się że bir ve bu için
    """
)


def without_asides(question: Question, text: str, embed: Embed | None) -> str:
    """The text with every aside blanked, each character by a space, so that places in it stay what they were."""
    spans = passages(text)
    apart = [s for s in spans if _foreign(s.text) or _marked_up(question, s.text)]
    if embed and len(spans) - len(apart) > 1:
        apart += _beside_the_rest(question, [s for s in spans if s not in apart], embed)
    if len(apart) == len(spans):
        return text
    letters = list(text)
    for span in apart:
        letters[span.start : span.end] = " " * (span.end - span.start)
    return "".join(letters)


def _foreign(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    if len(letters) >= 4 and sum(ord(c) > 0x24F for c in letters) > 0.4 * len(letters):
        return True
    found = [w.text.lower() for w in words(text)]
    return len(found) >= 5 and sum(w in _SMALL_FOREIGN for w in found) >= 0.2 * len(found)


def _marked_up(question: Question, text: str) -> bool:
    technical = question.kind in (QuestionKind.TECHNICAL, QuestionKind.SYSTEM_DESIGN)
    return bool(_MARKUP.search(text)) and not technical


def _beside_the_rest(question: Question, spans: list[Span], embed: Embed) -> list[Span]:
    """Sentences like neither the question nor any other sentence of the answer."""
    vectors = embed([s.text for s in spans])
    asked = embed([question.text, " ".join(question.key_points) or question.text])
    heard = [to_grader(vector) for vector in vectors]
    lean = max(0.0, to_grader(asked[0]))  # a question about marks and scores is answered with marks and scores
    found = []
    for number, span in enumerate(spans):
        # Orders vouch for each other, so what sounds like one does not count as the rest of the answer.
        others = [v for n, v in enumerate(vectors) if n != number and heard[n] < SPEAKS_TO_GRADER]
        likeness = max(cosine(vectors[number], other) for other in [*asked, *others])
        limit = max(APART, min(FARTHEST_APART, BORDER + STEEPNESS * (heard[number] - lean)))
        if likeness < limit and count_words(span.text) >= 2:
            found.append(span)
    return found
