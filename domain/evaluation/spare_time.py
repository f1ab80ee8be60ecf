"""Telling a story of somebody's spare time from one of their work or studies."""

from operator import mul

from domain.evaluation.relevance import Embed, cosine
from domain.evaluation.text import count_words, passages

_WORK = (
    "What I did at my job with my colleagues, customers and tasks",
    "How I plan my work, what I was taught, and what came of it",
    "The position, the company, my career, my training and my studies",
)
_SPARE_TIME = (
    "Holidays, weddings and weekends with my family at home",
    "A film, a series, a book or music that I enjoyed",
    "Cooking, gardening, pets, the weather and walking outdoors",
    "A sports match, a hobby or a trip in my spare time",
)


def spare_time(text: str, embed: Embed) -> float:
    """Return by how much (a difference of cosines) the text is nearer to spare time than to work.

    Answers to open questions stay under 0.05; weddings, recipes, series and gardens lie between 0.12 and 0.27.
    """
    parts = passages(text)
    weights = [count_words(part.text) for part in parts]
    vectors = embed([part.text for part in parts])
    mean = [sum(map(mul, weights, column)) for column in zip(*vectors, strict=True)]
    length = cosine(mean, mean) ** 0.5 or 1.0
    at = [value / length for value in mean]
    nearest = [max(cosine(at, vector) for vector in embed(list(texts))) for texts in (_SPARE_TIME, _WORK)]
    return nearest[0] - nearest[1]
