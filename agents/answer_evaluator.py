"""Levels an answer with a chat model. What the model says is checked here; totals and ranges are code's work."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from agents.model_text import plain_text
from domain.errors import ModelAnswerRejected, ModelUnavailable
from domain.evaluation import totals
from domain.evaluation.advice import verdict
from domain.evaluation.gates import gate_for
from domain.evaluation.offline import estimate, unscored
from domain.evaluation.quotes import find_quote, find_quotes
from domain.evaluation.relevance import Embed
from domain.evaluation.text import count_words
from domain.evaluation.types import CriterionScore, Evaluation, KeyPointCheck, Quote, Rubric, State
from domain.interview import Question
from prompts.library import RenderedPrompt, render

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.messages import BaseMessage

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


@dataclass
class _Asked:
    """One reply, checked: `problems` are sentences for the model, `unusable` means it cannot be scored from."""

    reply: EvaluatorReply | None
    raw: str
    problems: list[str] = field(default_factory=list)
    unusable: bool = False
    model: str = ""


class AnswerEvaluator:
    """Scores one answer with a chat model; `resample` is asked for second opinions (default: the same model)."""

    def __init__(
        self, chat_model: "BaseChatModel", *, resample: "BaseChatModel | None" = None, embed: Embed | None = None
    ) -> None:
        self._model = chat_model
        self._resample = resample or chat_model
        self._embed = embed

    def evaluate(self, question: Question, answer: str, rubric: Rubric) -> Evaluation:
        """Return a scored evaluation, or an unscored one when a gate stops the answer before any model sees it.

        Raises ModelUnavailable when no reply came, ModelAnswerRejected when the reply stayed unusable after one repair.
        """
        started = time.perf_counter()
        stopped = gate_for(question, answer, self._embed)
        if stopped:
            return unscored(stopped, rubric, answer)
        prompt = self._prompt(question, answer, rubric)
        first = self._first(prompt, answer, rubric)
        if first.reply is None:
            raise ModelAnswerRejected("The model's reply could not be used.")
        rules = estimate(question, answer, rubric, embed=self._embed, ceilings=False)
        scores = _scores(first.reply, answer, rubric, rules)
        if sum(s.weight for s in scores if s.why == _HELD) > HELD_SHARE * sum(s.weight for s in scores):
            raise ModelAnswerRejected("The model's levels do not fit the words of the answer.")
        others = self._second_opinions(prompt, answer, rubric, rules) if _unsure(first.reply, scores) else []
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

    def _first(self, prompt: RenderedPrompt, answer: str, rubric: Rubric) -> _Asked:
        """Ask, and ask once more with what was wrong; the better of the two replies counts."""
        from langchain_core.messages import AIMessage, HumanMessage

        messages = _messages(prompt)
        asked = self._ask(self._model, messages, answer, rubric)
        if not asked.problems:
            return asked
        listed = "\n".join(f"- {p}" for p in asked.problems)
        fix = HumanMessage(f"Your reply cannot be used as it is:\n{listed}\nGive the whole reply again, corrected.")
        repaired = self._ask(self._model, [*messages, AIMessage(asked.raw), fix], answer, rubric)
        if not repaired.unusable:
            return repaired
        if not asked.unusable:
            return asked
        raise ModelAnswerRejected(f"The model's reply could not be used: {repaired.problems[0]}")

    def _second_opinions(
        self, prompt: RenderedPrompt, answer: str, rubric: Rubric, rules: Evaluation
    ) -> list[list[CriterionScore]]:
        found = []
        for _ in range(EXTRA_SAMPLES):
            try:
                asked = self._ask(self._resample, _messages(prompt), answer, rubric)
            except ModelUnavailable:
                break  # the first reply stands; the range stays wide
            if asked.reply is not None and not asked.unusable:
                found.append(_scores(asked.reply, answer, rubric, rules))
        return found

    def _ask(self, model: "BaseChatModel", messages: "Sequence[BaseMessage]", answer: str, rubric: Rubric) -> _Asked:
        import groq
        import httpx

        # include_raw: the client's own parsing may fail or be skipped; what counts is our check of the text.
        structured = model.with_structured_output(EvaluatorReply, method="json_schema", include_raw=True, strict=True)
        try:
            out: Any = structured.invoke(list(messages))
        except groq.BadRequestError as error:
            if "json_validate_failed" not in str(error):
                raise ModelUnavailable("The model refused the request.") from error
            return _Asked(None, "", ["It was not JSON of the given form."], unusable=True)
        except (groq.GroqError, httpx.HTTPError) as error:
            raise ModelUnavailable(f"The model did not answer ({type(error).__name__}).") from error
        message = out["raw"]
        asked = _checked(_raw_text(message), answer, rubric)
        asked.model = str(message.response_metadata.get("model_name", ""))
        if message.response_metadata.get("finish_reason") == "length" and asked.unusable:
            asked.problems.insert(0, "It was cut off. Be shorter.")
        return asked


def _messages(prompt: RenderedPrompt) -> "list[BaseMessage]":
    from langchain_core.messages import HumanMessage, SystemMessage

    return [SystemMessage(prompt.system), HumanMessage(prompt.user)]


def _raw_text(message: Any) -> str:
    if isinstance(message.content, str) and message.content:
        return message.content
    return json.dumps(message.tool_calls[0]["args"]) if message.tool_calls else ""


def _checked(raw: str, answer: str, rubric: Rubric) -> _Asked:
    try:
        reply = EvaluatorReply.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return _Asked(None, raw, [f"It was not JSON of the given form ({where}: {first['msg']})."], unusable=True)
    given = [c.criterion_id for c in reply.criteria]
    problems = [f'Criterion "{c.id}" is missing.' for c in rubric.criteria if c.id not in given]
    problems += [
        f'Criterion "{name}" stands there more than once.' for name in {n for n in given if given.count(n) > 1}
    ]
    asked = _Asked(reply, raw, problems, unusable=bool(problems))
    for criterion in reply.criteria:
        for quote in criterion.quotes:
            if find_quote(answer, quote) is None:
                asked.problems.append(f'{criterion.criterion_id}: the answer does not contain "{quote[:120]}".')
        if criterion.level > 0 and not criterion.quotes:
            asked.problems.append(f"{criterion.criterion_id}: level {criterion.level} without a quote.")
    return asked


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
    first: _Asked,
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
    if len(samples) == 1 and first.reply and _unsure(first.reply, merged):
        spread += totals.MODEL_SPREAD  # near a boundary, and nobody gave a second opinion
    if rules.total is not None and abs(value - rules.total) > DISAGREEMENT:
        spread += totals.MODEL_SPREAD
    low, high = totals.likely_range(value, spread, [totals.total(s) for s in samples])
    checks = _key_points(first.reply, question, answer)
    return Evaluation(
        state=State.SCORED,
        total=value,
        low=low,
        high=high,
        verdict=verdict(merged, checks),
        criteria=merged,
        key_points=checks,
        rubric=rubric.label,
        rubric_digest=rubric.digest,
        provider="groq",
        model=first.model,
        prompt=prompt.ref,
        words=count_words(answer),
        ms=round(1000 * (time.perf_counter() - started)),
    )


def _middle(column: Sequence[CriterionScore]) -> CriterionScore:
    """The sample whose level is the median one; of several with it, a verified one."""
    level = totals.middle_level([s.level for s in column])
    return max((s for s in column if s.level == level), key=lambda s: s.verified)


def _key_points(reply: EvaluatorReply | None, question: Question, answer: str) -> tuple[KeyPointCheck, ...]:
    quotes = {k.number: find_quote(answer, k.quote) for k in reply.key_points} if reply else {}
    return tuple(
        KeyPointCheck(text=text, covered=quotes.get(n) is not None, quote=quotes.get(n))
        for n, text in enumerate(question.key_points, 1)
    )
