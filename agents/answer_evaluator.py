"""Levels an answer with a chat model. What the model says is checked here; totals and ranges are code's work."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from agents.llm.runs import current_run
from agents.llm.structured import Problem, Reply, structured_call
from agents.model_text import plain_text
from domain.errors import ModelAnswerRejected, ModelUnavailable, QuotaExceeded
from domain.evaluation import totals
from domain.evaluation.advice import verdict
from domain.evaluation.gates import gate_for
from domain.evaluation.offline import estimate, unscored
from domain.evaluation.quotes import find_quote, find_quotes
from domain.evaluation.relevance import Embed
from domain.evaluation.text import count_words
from domain.evaluation.types import CriterionScore, Evaluation, KeyPointCheck, Quote, Rubric, State
from domain.evaluation.word_matches import Align
from domain.interview import Question
from prompts.library import RenderedPrompt, render

if TYPE_CHECKING:
    from agents.llm.routed_model import RoutedChatModel

PROMPT = "answer_evaluator"
UNVERIFIED_LEVEL = 1
"""The highest level of a criterion whose quotes do not stand in the answer."""
EXTRA_SAMPLES = 2
ABOVE_RULES = (2, 3, 3, 4, 4)
"""The highest level believed, by the offline rubric's level: the rules are rough, but a model can be talked into 4s."""
HELD_SHARE = 0.5
"""Share of the rubric's weight that may be held down in this way; beyond it the whole reply is rejected."""
DISAGREEMENT = 30
_HELD = "The fixed rules find less in these words than the model did, so the level is held down."
_QUOTE_WORDS = {1: 2, 2: 3, 3: 4, 4: 6}


class CriterionReply(BaseModel):
    """One criterion as the model gives it: the words first, then the reasons, then the level."""

    model_config = ConfigDict(extra="forbid")

    criterion_id: str
    quotes: list[str]
    reasoning: str
    level: Literal[0, 1, 2, 3, 4]
    borderline: Literal["no", "lower", "higher"]
    next_step: str


class KeyPointReply(BaseModel):
    """The words that cover a key point (counted from 1); empty when nothing does."""

    model_config = ConfigDict(extra="forbid")

    number: int
    quote: str


class EvaluatorReply(BaseModel):
    """A whole reply: levels and words only; adding up is not the reader's work."""

    model_config = ConfigDict(extra="forbid")

    criteria: list[CriterionReply]
    key_points: list[KeyPointReply]


class AnswerEvaluator:
    """Scores one answer with a chat model; `resample` is asked for second opinions (default: the same model)."""

    def __init__(
        self,
        chat_model: "RoutedChatModel",
        *,
        resample: "RoutedChatModel | None" = None,
        embed: Embed | None = None,
        align: Align | None = None,
    ) -> None:
        self._model = chat_model
        self._resample = resample or chat_model
        self._embed = embed
        self._align = align

    def evaluate(self, question: Question, answer: str, rubric: Rubric) -> Evaluation:
        """Return a scored evaluation, or an unscored one when a gate stops the answer before any model sees it.

        Raises ModelUnavailable when no reply came, QuotaExceeded when a budget is used up, ModelAnswerRejected when the
        reply stayed unusable after one repair.
        """
        started = time.perf_counter()
        stopped = gate_for(question, answer, self._embed)
        if stopped:
            return unscored(stopped, rubric, answer)
        prompt = self._prompt(question, answer, rubric)
        run = current_run()
        if run:
            run.prompt = prompt.ref
        first = structured_call(self._model, prompt, EvaluatorReply, lambda reply: _problems(reply, answer, rubric))
        rules = estimate(question, answer, rubric, embed=self._embed, align=self._align, ceilings=False)
        scores = _scores(first.value, answer, rubric, rules)
        if sum(s.weight for s in scores if s.why == _HELD) > HELD_SHARE * sum(s.weight for s in scores):
            raise ModelAnswerRejected("The model's levels do not fit the words of the answer.")
        others = self._second_opinions(prompt, answer, rubric, rules) if _unsure(first.value, scores) else []
        return _evaluation(first, [scores, *others], question, answer, rubric, rules, prompt, started)

    def _prompt(self, question: Question, answer: str, rubric: Rubric) -> RenderedPrompt:
        return render(
            PROMPT,
            rubric=rubric,
            question=question.text,
            kind=question.kind.label,
            key_points=question.key_points,
            outline=question.outline,
            answer=answer,
        )

    def _second_opinions(
        self, prompt: RenderedPrompt, answer: str, rubric: Rubric, rules: Evaluation
    ) -> list[list[CriterionScore]]:
        found = []
        for _ in range(EXTRA_SAMPLES):
            try:
                asked = structured_call(
                    self._resample, prompt, EvaluatorReply, lambda reply: _problems(reply, answer, rubric), mend=False
                )
            except (ModelUnavailable, QuotaExceeded):
                break  # the first reply stands; the range stays wide
            except ModelAnswerRejected:
                continue
            found.append(_scores(asked.value, answer, rubric, rules))
        return found


def _problems(reply: EvaluatorReply, answer: str, rubric: Rubric) -> list[Problem]:
    """What is wrong with a reply; without every criterion once it cannot be scored from."""
    given = [c.criterion_id for c in reply.criteria]
    problems = [Problem(f'Criterion "{c.id}" is missing.') for c in rubric.criteria if c.id not in given]
    twice = sorted({name for name in given if given.count(name) > 1})
    problems += [Problem(f'Criterion "{name}" stands there more than once.') for name in twice]
    for criterion in reply.criteria:
        for quote in criterion.quotes:
            if find_quote(answer, quote) is None:
                text = f'{criterion.criterion_id}: the answer does not contain "{quote[:120]}".'
                problems.append(Problem(text, fatal=False))
        if criterion.level > 0 and not criterion.quotes:
            text = f"{criterion.criterion_id}: level {criterion.level} without a quote."
            problems.append(Problem(text, fatal=False))
    return problems


def _scores(reply: EvaluatorReply, answer: str, rubric: Rubric, rules: Evaluation) -> list[CriterionScore]:
    """Turn a reply into scores in the rubric's order; a level that its quotes do not carry is held down."""
    given = {c.criterion_id: c for c in reply.criteria}
    by_rules = {c.criterion_id: c for c in rules.criteria}
    scores = []
    for criterion in rubric.criteria:
        said, rule = given[criterion.id], by_rules[criterion.id]
        quotes, lost = find_quotes(answer, said.quotes)
        level, verified, note = _held(said, quotes, lost, rule.level)
        scores.append(
            CriterionScore(
                criterion_id=criterion.id,
                name=criterion.name,
                weight=criterion.weight,
                level=level,
                quotes=quotes,
                verified=verified,
                why=note or plain_text(said.reasoning),
                next_step="" if level == 4 else plain_text(said.next_step) or rule.next_step,
                anchor=criterion.anchors[level],
                next_anchor="" if level == 4 else criterion.anchors[level + 1],
            )
        )
    return scores


def _held(said: CriterionReply, quotes: Sequence[Quote], lost: int, rule: int) -> tuple[int, bool, str]:
    """Return (level, verified, note): the note replaces the model's reasoning where the level was held down."""
    if lost or (said.level and not quotes):
        level = min(said.level, UNVERIFIED_LEVEL)
        return level, False, "The words given for this do not stand in the answer, so the level is held down."
    if said.level == 0:
        return 0, bool(quotes), ""
    if sum(count_words(q.text) for q in quotes) < _QUOTE_WORDS[said.level]:
        return min(said.level, UNVERIFIED_LEVEL), False, "The words given for this are too few to carry a level."
    if said.level > ABOVE_RULES[rule]:
        return ABOVE_RULES[rule], False, _HELD
    return said.level, True, ""


def _unsure(reply: EvaluatorReply, scores: Sequence[CriterionScore]) -> bool:
    return any(c.borderline != "no" for c in reply.criteria) or any(not s.verified and s.level for s in scores)


def _evaluation(
    first: Reply[EvaluatorReply],
    samples: Sequence[Sequence[CriterionScore]],
    question: Question,
    answer: str,
    rubric: Rubric,
    rules: Evaluation,
    prompt: RenderedPrompt,
    started: float,
) -> Evaluation:
    merged = tuple(_middle(column) for column in zip(*samples, strict=True))
    value = totals.total(merged)
    spread = totals.MODEL_SPREAD + totals.unsure_points(merged)
    if len(samples) == 1 and _unsure(first.value, merged):
        spread += totals.MODEL_SPREAD  # near a boundary, and nobody gave a second opinion
    if rules.total is not None and abs(value - rules.total) > DISAGREEMENT:
        spread += totals.MODEL_SPREAD
    known = rubric.calibration(first.model)
    low, high = totals.likely_range(value, spread, [totals.total(s) for s in samples])
    if known:
        fitted, value = known.range(value), known.corrected(value)
        low, high = min(low, fitted[0], value), max(high, fitted[1], value)
    checks = _key_points(first.value, question, answer)
    return Evaluation(
        state=State.SCORED,
        total=value,
        low=low,
        high=high,
        verdict=verdict(merged, checks),
        criteria=merged,
        calibrated=known is not None,
        key_points=checks,
        rubric=rubric.label,
        rubric_digest=rubric.digest,
        seniority=rubric.seniority,
        provider=first.account,
        model=first.model,
        prompt=prompt.ref,
        words=count_words(answer),
        ms=round(1000 * (time.perf_counter() - started)),
    )


def _middle(column: Sequence[CriterionScore]) -> CriterionScore:
    """The sample whose level is the median one; of several with it, a verified one."""
    level = totals.middle_level([s.level for s in column])
    return max((s for s in column if s.level == level), key=lambda s: s.verified)


def _key_points(reply: EvaluatorReply, question: Question, answer: str) -> tuple[KeyPointCheck, ...]:
    quotes = {k.number: find_quote(answer, k.quote) for k in reply.key_points}
    return tuple(
        KeyPointCheck(text=text, covered=quotes.get(n) is not None, quote=quotes.get(n))
        for n, text in enumerate(question.key_points, 1)
    )
