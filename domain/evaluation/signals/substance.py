"""Signals of how much is said in how many words. They let a short answer beat a long one that says less.

Marks set on one half of the simulated candidates' questions (tests/evals/candidates) and checked on the other.
"""

from math import log1p

from domain.evaluation import lexicon as lex
from domain.evaluation.neutral import neutral
from domain.evaluation.signals.material import Material, Reading, own_verbs, pick
from domain.evaluation.text import STOPWORDS, Span, count_words, quoted, words

SMALL_WORDS_DENSE, SMALL_WORDS_THIN = 0.40, 0.56
"""Share of small words (the, of, it, very ...): dense answers have the first, rambling ones the second."""
PADDING_NONE, PADDING_MUCH = 0.01, 0.08
"""General words and hedges per word: in plain answers, and in rambling ones."""
MANY_FACTS = 10
"""Figures and own actions after which more add nothing."""
DENSITY_SHARE = 0.5
USUAL_WORDS, USUAL_SMALL, USUAL_PADDING = 40, 0.47, PADDING_NONE
"""Shares are taken as if 40 words of usual talk had gone before: in 50 words, one "of" more or less says nothing.
More would even out what makes a short right answer better than a longer one."""


def substance(m: Material) -> Reading:
    """How much of the answer carries something: few small words, and figures and actions."""
    found = [w.text.lower() for w in words(neutral(m.text))]
    small = _smoothed(sum(w in STOPWORDS for w in found), len(found), USUAL_SMALL)
    dense = _between(small, SMALL_WORDS_THIN, SMALL_WORDS_DENSE)
    actions = [v for v in own_verbs(m.text) if v not in lex.STATE_VERBS | lex.VAGUE_VERBS]
    facts = len(lex.NUMBER.findall(m.text)) + len(actions)
    counted = min(1.0, log1p(facts) / log1p(MANY_FACTS))
    value = min(4 * (DENSITY_SHARE * dense + (1 - DENSITY_SHARE) * counted), 0.4 + 4 * m.relevance)
    telling = pick(m.unique, [s for s in m.unique if _tells(s)])
    thin = _thinnest(m)
    thick = "few" if dense >= 0.6 else "many" if dense < 0.3 else "some"
    why = f"Figures and own actions: {'several' if facts > 3 else 'few' if facts else 'none'}; small words: {thick}."
    step = f"In {quoted(thin.text, 80)}, put a name, a figure or what you did in place of the general words."
    if not telling:
        return Reading(min(value, 1.4), tuple(m.unique[:1]), why, step)
    return Reading(value, telling[:2], why, step)


def padding(m: Material) -> Reading:
    """Whether it does without hedges and words that would fit any answer."""
    found = lex.PADDING.findall(m.text)
    share = _smoothed(len(found), m.words, USUAL_PADDING)
    value = min(4 * _between(share, PADDING_MUCH, PADDING_NONE), 0.4 + 4 * m.relevance)
    clear = tuple(s for s in m.unique if not lex.PADDING.search(s.text)) or tuple(m.unique[:1])
    if not found:
        step = f"Say what {quoted(clear[0].text, 70)} has to do with {quoted(m.question.text, 90)}."
        return Reading(value, clear[:1], "No hedges and no words that would fit any answer.", step)
    shown = ", ".join(f"“{w}”" for w in list(dict.fromkeys(w.lower() for w in found))[:3])
    worst = max(m.unique or m.spans, key=lambda s: len(lex.PADDING.findall(s.text)))
    why = f"General words and hedges, such as {shown}."
    return Reading(value, clear[:1], why, f"Say {quoted(worst.text, 80)} without {shown}.")


def _smoothed(count: int, of: int, usual: float) -> float:
    """A share drawn towards the usual one, the more so the shorter the answer."""
    return (count + USUAL_WORDS * usual) / (of + USUAL_WORDS)


def _between(value: float, none: float, full: float) -> float:
    return min(1.0, max(0.0, (none - value) / (none - full)))


def _tells(span: Span) -> bool:
    return bool(lex.NUMBER.search(span.text) or lex.NAMED.search(span.text) or own_verbs(span.text))


def _thinnest(m: Material) -> Span:
    """The longest sentence without a figure, a name or an action."""
    thin = [s for s in m.unique if not _tells(s)] or list(m.unique) or list(m.spans)
    return max(thin, key=lambda s: count_words(s.text))
