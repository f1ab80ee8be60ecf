"""The offline rubric: levels from measurable signals, each with the words it rests on. No model is asked."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from domain.evaluation import totals
from domain.evaluation.advice import verdict
from domain.evaluation.coverage import match_points
from domain.evaluation.gates import MINIMUM_WORDS, Embed, Gate, gate, likeness
from domain.evaluation.lexicon import BUZZWORDS, I_DID, NAMED, NUMBER, REASON
from domain.evaluation.signals import SIGNALS, Material, Reading
from domain.evaluation.text import STOPWORDS, Span, content_stems, copied_share, count_words, quoted, sentences, words
from domain.evaluation.types import Criterion, CriterionScore, Evaluation, Rubric, State
from domain.interview import Question, QuestionKind

OFFLINE_REASON = "Estimated by fixed rules, so the range is wide; no model has read it."
MINIMUM_BY_KIND = {QuestionKind.TECHNICAL: 20, QuestionKind.HR: 20}
MAX_SENTENCES = 28
"""More are joined in pairs and so on, which holds the time for embeddings under 200 ms of CPU."""
_NEAR, _FAR = 0.42, 0.10


@dataclass(frozen=True)
class Cap:
    """A ceiling for every level of one answer, and why, in words for the person."""

    level: int
    why: str


def minimum_words(question: Question) -> int:
    """Return how many words an answer needs to be scored; less when the model answer itself is short."""
    usual = MINIMUM_BY_KIND.get(question.kind, MINIMUM_WORDS)
    if question.source == "reference":
        return max(2, min(usual, count_words(" ".join(question.key_points)) // 5))
    return usual


def unscored(question: Question, found: Gate, rubric: Rubric, answer: str) -> Evaluation:
    """Return the evaluation of an answer that a gate stopped: no number, no criteria, the reason."""
    return Evaluation(
        state=State.UNSCORED,
        reason=found.sentence,
        reason_code=found.code,
        verdict="",
        rubric=rubric.label,
        rubric_digest=rubric.digest,
        words=count_words(answer),
    )


def estimate(
    question: Question,
    answer: str,
    rubric: Rubric,
    *,
    seconds_used: float | None = None,
    embed: Embed | None = None,
) -> Evaluation:
    """Return an estimated evaluation, or an unscored one when a gate stops the answer."""
    started = time.perf_counter()
    points = question.key_points
    stopped = gate(question.text, answer, embed, minimum_words=minimum_words(question), key_points=points)
    if stopped:
        return unscored(question, stopped, rubric, answer)
    material = read(question, answer, seconds_used=seconds_used, embed=embed)
    cap = ceiling(material)
    scores = tuple(_score(c, SIGNALS[c.signal](material), cap) for c in rubric.criteria)
    value = totals.total(scores)
    low, high = totals.likely_range(value, totals.ESTIMATE_SPREAD if embed else totals.RULES_ONLY_SPREAD)
    checks = tuple(p.check for p in material.points)
    return Evaluation(
        state=State.ESTIMATED,
        total=value,
        low=low,
        high=high,
        reason=OFFLINE_REASON,
        verdict=verdict(scores, checks, cap.why if cap else ""),
        criteria=scores,
        key_points=checks,
        rubric=rubric.label,
        rubric_digest=rubric.digest,
        words=material.words,
        ms=round(1000 * (time.perf_counter() - started)),
    )


def read(question: Question, answer: str, *, seconds_used: float | None, embed: Embed | None) -> Material:
    """Cut the answer up and match it to the question, once for all signals."""
    spans = _joined(answer, sentences(answer))
    points = match_points(question.key_points, question.text, question.kind, spans, embed)
    return Material(
        question=question,
        text=answer,
        spans=spans,
        points=points,
        relevance=_relevance(question, answer, embed),
        seconds_used=seconds_used,
    )


def _joined(answer: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    step = -(-len(spans) // MAX_SENTENCES)
    if step <= 1:
        return tuple(spans)
    groups = [spans[i : i + step] for i in range(0, len(spans), step)]
    return tuple(Span(g[0].start, g[-1].end, answer[g[0].start : g[-1].end]) for g in groups)


def _relevance(question: Question, answer: str, embed: Embed | None) -> float:
    asked = set(content_stems(question.text))
    said = set(content_stems(answer))
    shared = len(asked & said) / len(asked) if asked else 0.0
    if embed is None:
        every = asked | set(content_stems(" ".join(question.key_points)))
        return min(1.0, 1.6 * shared + 2.0 * len(every & said) / max(12, len(every)))
    near = likeness(question.text, answer, embed, question.key_points)
    return min(1.0, max(0.0, (near - _FAR) / (_NEAR - _FAR)) + 0.2 * shared)


def ceiling(material: Material) -> Cap | None:
    """Return what holds every level of this answer down, the lowest ceiling first; None when nothing does."""
    caps = [c for c in (_empty_words(material), _copied(material), _beside_the_point(material), _keyword_list(material)) if c]
    return min(caps, key=lambda c: c.level, default=None)


def _empty_words(m: Material) -> Cap | None:
    content = content_stems(m.text)
    buzz = [b.group() for b in BUZZWORDS.finditer(m.text)]
    share = len(buzz) / max(1, len(content))
    concrete = len(NUMBER.findall(m.text)) + len(set(NAMED.findall(m.text))) + len(REASON.findall(m.text)) + len({v.lower() for v in I_DID.findall(m.text)}) / 2
    if share < 0.16 or concrete / len(m.unique) >= (0.5 if share < 0.24 else 1.0):
        return None
    shown = ", ".join(f"“{b}”" for b in list(dict.fromkeys(b.lower() for b in buzz))[:3])
    return Cap(1, f"General terms such as {shown} stand where something done or explained should.")


def _copied(m: Material) -> Cap | None:
    if m.question.source == "reference":
        return None
    notes, model = copied_share(m.text, m.question.key_points), copied_share(m.text, [m.question.outline])
    if max(notes, model) < 0.6:
        return None
    which = "notes" if notes >= model else "model answer"
    return Cap(1 if notes >= model else 2, f"This repeats the question's own {which} almost word for word; tell it from your own experience.")


def _beside_the_point(m: Material) -> Cap | None:
    grip = max(m.relevance, m.coverage)
    for limit, level in ((0.14, 1), (0.26, 2)):
        if grip < limit:
            return Cap(level, f"Most of this is beside the question {quoted(m.question.text, 90)}.")
    return None


def _keyword_list(m: Material) -> Cap | None:
    found = [w.text.lower() for w in words(m.text)]
    joined = sum(w in STOPWORDS for w in found) / len(found)
    commas = len(re.findall(r",", m.text)) / len(found)
    if len(found) < 20 or joined > 0.2 or commas < 0.12 and joined > 0.12:
        return None
    return Cap(2, f"This is a list of terms, such as {quoted(m.spans[0].text, 60)}, with little said about them.")


def _score(criterion: Criterion, reading: Reading, cap: Cap | None) -> CriterionScore:
    level = max(0, min(4, int(reading.value + 0.5)))
    why = reading.why
    if cap and level > cap.level:
        level, why = cap.level, f"{cap.why} {why}"
    quotes = tuple(s.quote for s in reading.spans) if level else ()
    if level and not quotes:
        level = 0
    return CriterionScore(
        criterion_id=criterion.id,
        name=criterion.name,
        weight=criterion.weight,
        level=level,
        quotes=quotes,
        verified=bool(quotes),
        why=why,
        next_step=reading.step if level < 4 else "",
        anchor=criterion.anchors[level],
        next_anchor=criterion.anchors[level + 1] if level < 4 else "",
    )
