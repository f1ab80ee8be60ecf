"""Finding words in an answer that speak to whoever grades it instead of answering the question."""

import re

from domain.evaluation.disguise import hidden_words, readings
from domain.evaluation.grader_phrases import ALWAYS, EVERY
from domain.evaluation.text import Span, sentences

_ABOUT_INJECTION = re.compile(
    r"\b(?:prompt injection|jailbreak|language models?|llms?|prompts?|chatbots?|system prompt)\b", re.I
)


def grader_instructions(text: str, question_text: str = "") -> list[Span]:
    """Return the sentences that speak to the grader, in plain sight or disguised.

    A question about language models may be answered with examples of such words, so fewer forms count there.
    """
    patterns = ALWAYS if _ABOUT_INJECTION.search(question_text) else EVERY
    hits = [m.span() for pattern in patterns for m in pattern.finditer(text)]
    hidden = hidden_words(text)
    if hidden:
        at = text.index(hidden)
        hits.append((at, at + len(hidden)))
    return [
        s
        for s in sentences(text)
        if any(a < s.end and b > s.start for a, b in hits)
        or any(pattern.search(reading) for reading in readings(s.text)[1:] for pattern in patterns)
    ]
