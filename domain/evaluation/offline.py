"""The offline rubric: levels from measurable signals, each with the words it rests on. No model is asked."""

import re
import time
from dataclasses import dataclass

from domain.evaluation import totals
from domain.evaluation.advice import verdict
from domain.evaluation.asides import without_asides
from domain.evaluation.calibration import OFFLINE
from domain.evaluation.coverage import match_points
from domain.evaluation.flat import flatten
from domain.evaluation.gates import Gate, gate_for
from domain.evaluation.lexicon import BUZZWORDS, I_DID, NAMED, NUMBER, REASON
from domain.evaluation.neutral import neutrally
from domain.evaluation.reference import Beside, beside
from domain.evaluation.relevance import A_LITTLE, HALF, MOSTLY, Embed, cosine, relevance
from domain.evaluation.signals import SIGNALS
from domain.evaluation.signals.material import Material, Reading, own_account
from domain.evaluation.text import STOPWORDS, content_stems, copied_share, count_words, passages, quoted, words
from domain.evaluation.types import Criterion, CriterionScore, Evaluation, Rubric, State
from domain.evaluation.word_matches import Align
from domain.interview import Question, QuestionKind

OFFLINE_REASON = "Estimated by fixed rules, so the range is wide; no model has read it."
UNMATCHED_ACCOUNT = 0.4
"""Relevance of a first-person account that shares nothing with its question: held at level 2, not refused."""
RELATIVE = frozenset({"reasoning", "specifics", "trade_offs", "delivery"})


@dataclass(frozen=True)
class Cap:
    """A ceiling for every level of one answer, and why, in words for the person."""

    limit: float
    """0-4; between levels where what it rests on fades out."""
    why: str
    step: str


def unscored(found: Gate, rubric: Rubric, answer: str) -> Evaluation:
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
    align: Align | None = None,
    ceilings: bool = True,
) -> Evaluation:
    """Return an estimated evaluation, or an unscored one when a gate stops the answer.

    `ceilings=False` leaves out what holds every level down, to see what the signals alone find.
    """
    started = time.perf_counter()
    if embed and question.source != "reference":
        embed = neutrally(embed)
    stopped = gate_for(question, answer, embed)
    if stopped:
        return unscored(stopped, rubric, answer)
    flat = flatten(answer)
    said = flat.text if question.source == "reference" else without_asides(question, flat.text, embed)
    material = read(question, said, seconds_used=seconds_used, embed=embed, align=align)
    cap = ceiling(material) if ceilings and material.beside is None else None
    asked = demands(question, rubric, embed)
    scores = tuple(_score(c, SIGNALS[c.signal](material), cap, asked.get(c.id, 4.0), material) for c in rubric.criteria)
    value = totals.total(scores)
    known = rubric.calibration(OFFLINE) if embed else None
    low, high = known.range(value) if known else totals.likely_range(value, _spread(material, embed))
    checks = tuple(p.check for p in material.points)
    told = verdict(scores, checks, cap.why if cap else "")
    scores = tuple(s.model_copy(update={"quotes": tuple(flat.quote(q, answer) for q in s.quotes)}) for s in scores)
    checks = tuple(c.model_copy(update={"quote": flat.quote(c.quote, answer)}) if c.quote else c for c in checks)
    return Evaluation(
        state=State.ESTIMATED,
        total=value,
        low=low,
        high=high,
        reason=OFFLINE_REASON,
        verdict=told,
        criteria=scores,
        key_points=checks,
        calibrated=known is not None,
        rubric=rubric.label,
        rubric_digest=rubric.digest,
        words=material.words,
        ms=round(1000 * (time.perf_counter() - started)),
    )


def _spread(material: Material, embed: Embed | None) -> float:
    """Half the range where no people's scores are at hand: wider for a short answer, and without key points."""
    spread = totals.ESTIMATE_SPREAD if embed else totals.RULES_ONLY_SPREAD
    if not material.question.key_points:
        spread += totals.NO_POINTS_SPREAD
    short = max(0.0, 1 - material.words / totals.ENOUGH_WORDS)
    return spread + totals.SHORT_SPREAD * short


def read(
    question: Question, answer: str, *, seconds_used: float | None, embed: Embed | None, align: Align | None = None
) -> Material:
    """Cut the answer up and match it to the question, once for all signals."""
    spans = tuple(passages(answer))
    points = match_points(question, spans, embed)
    return Material(
        question=question,
        text=answer,
        spans=spans,
        points=points,
        relevance=_relevance(question, answer, embed),
        seconds_used=seconds_used,
        beside=_beside_the_model(question, answer, embed, align),
    )


def _beside_the_model(question: Question, answer: str, embed: Embed | None, align: Align | None) -> Beside | None:
    if question.source != "reference" or not question.outline or embed is None or align is None:
        return None
    closeness = cosine(*embed([question.outline, answer]))
    return beside(question.text, question.outline, answer, closeness, align)


def _relevance(question: Question, answer: str, embed: Embed | None) -> float:
    found = relevance(question, answer, embed)
    if own_account(question, answer):
        return max(found, HALF if found >= 0 else UNMATCHED_ACCOUNT)
    return max(0.0, found)


def demands(question: Question, rubric: Rubric, embed: Embed | None) -> dict[str, float]:
    """Return, for a question with a model answer, how much (0-4) of each criterion that answer itself shows.

    Nobody is asked for figures or trade-offs that a full answer does not need; such a criterion then follows the
    points covered. Questions of the bank ask for every criterion in full.
    """
    if question.source != "reference" or not question.key_points:
        return {}
    model = read(question, question.outline, seconds_used=None, embed=embed)
    return {c.id: min(4.0, SIGNALS[c.signal](model).value) for c in rubric.criteria if c.signal in RELATIVE}


def ceiling(material: Material) -> Cap | None:
    """Return what holds every level of this answer down, the lowest ceiling first; None when nothing does."""
    caps = [
        c
        for c in (_empty_words(material), _copied(material), _beside_the_point(material), _keyword_list(material))
        if c
    ]
    return min(caps, key=lambda c: c.limit, default=None)


def _empty_words(m: Material) -> Cap | None:
    content = content_stems(m.text)
    buzz = [b.group() for b in BUZZWORDS.finditer(m.text)]
    share = len(buzz) / max(1, len(content))
    concrete = (
        len(NUMBER.findall(m.text))
        + len(set(NAMED.findall(m.text)))
        + len(REASON.findall(m.text))
        + len({v.lower() for v in I_DID.findall(m.text)}) / 2
    )
    if share < 0.16 or concrete / len(m.unique) >= (0.5 if share < 0.24 else 1.0):
        return None
    shown = ", ".join(f"“{b}”" for b in list(dict.fromkeys(b.lower() for b in buzz))[:3])
    return Cap(
        1,
        f"General terms such as {shown} stand where something done or explained should.",
        f"Replace {shown} in {quoted(m.spans[0].text, 70)} with one thing you did, or one reason, and what came of it.",
    )


def _copied(m: Material) -> Cap | None:
    if m.question.source == "reference":
        return None
    notes, model = copied_share(m.text, m.question.key_points), copied_share(m.text, [m.question.outline])
    if max(notes, model) < 0.6:
        return None
    which = "notes" if notes >= model else "model answer"
    return Cap(
        1 if notes >= model else 2,
        f"This repeats the question's own {which} almost word for word.",
        f"Put {quoted(m.spans[0].text, 80)} in your own words, with a case of your own.",
    )


def _beside_the_point(m: Material) -> Cap | None:
    # A story from another trade can fit a behavioural question, so likeness says less there.
    story = m.question.kind is QuestionKind.BEHAVIOURAL
    for limit, level in ((A_LITTLE, 1), (HALF, 2)) if story else ((A_LITTLE, 1), (HALF, 2), (MOSTLY, 3)):
        if m.relevance < limit:
            much = "Most of this is beside" if level < 3 else "Part of this is beside"
            if own_account(m.question, m.text):
                much = "These rules could match little of your story to"
            asked = quoted(m.question.text, 90)
            step = f"Say what {quoted(m.spans[0].text, 70)} has to do with {asked}, or choose another example for it."
            return Cap(level, f"{much} the question {asked}.", step)
    return None


def _keyword_list(m: Material) -> Cap | None:
    """Terms with nothing said about them. The ceiling rises with what joins them, so one sentence more or less moves it
    a little; a figure says something about a term as a small word does."""
    found = [w.text.lower() for w in words(m.text)]
    joined = sum(w in STOPWORDS or w[0].isdigit() for w in found) / len(found)
    commas = len(re.findall(r",", m.text)) / len(found)
    sentence_like = max(_rise(joined, 0.12, 0.2), (1 - _rise(commas, 0.08, 0.12)) * _rise(joined, 0.08, 0.14))
    limit = 2 + 2 * max(sentence_like, 1 - _rise(len(found), 12, 20))
    if limit >= 4:
        return None
    return Cap(
        limit,
        f"This is a list of terms, such as {quoted(m.spans[0].text, 60)}, with little said about them.",
        f"Take one term of {quoted(m.spans[0].text, 60)} and say how it works, or what you did with it.",
    )


def _rise(value: float, none: float, full: float) -> float:
    """0 up to `none`, 1 from `full` on, and a straight line between."""
    return min(1.0, max(0.0, (value - none) / (full - none)))


def _score(criterion: Criterion, reading: Reading, cap: Cap | None, asked: float, material: Material) -> CriterionScore:
    share = asked / 4
    value = share * reading.value + (1 - share) * 4 * material.coverage
    value = max(0.0, min(4.0, value))
    level = int(value + 0.5)
    why, step, spans = reading.why, reading.step, reading.spans
    if cap and value > cap.limit:
        value = cap.limit
        lowered = int(value + 0.5)
        if lowered < level:
            level, why, step = lowered, f"{cap.why} {why}", cap.step
    if not spans and share < 1:
        spans = tuple(p.nearest for p in material.points if p.covered and p.nearest)[:1]
    quotes = tuple(s.quote for s in spans) if level else ()
    if not quotes:
        level, value = 0, 0.0
    return CriterionScore(
        criterion_id=criterion.id,
        name=criterion.name,
        weight=criterion.weight,
        level=level,
        value=round(value, 2),
        quotes=quotes,
        verified=bool(quotes),
        why=why,
        next_step=step if level < 4 else "",
        anchor=criterion.anchors[level],
        next_anchor=criterion.anchors[level + 1] if level < 4 else "",
    )
