"""A model that lies about the answer's words, up to a thousand times: no lie is stored, and none lifts a level.

The double stands in the process, not behind HTTP: a thousand evaluations with repairs and second opinions are some four
thousand replies. tests/unit/agents plays the same over the real client.
"""

import json
import os
import random
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from agents.answer_evaluator import UNVERIFIED_LEVEL, AnswerEvaluator
from benchmarks.candidates import candidates, questions
from benchmarks.evaluation import score
from domain.errors import ModelAnswerRejected
from domain.evaluation.types import Evaluation, Rubric, State
from domain.interview import Question
from prompts.library import load_rubric

ROUNDS = 1000 if os.environ.get("NIGHTLY") else 250
TOLD = ("average", "short_right", "weak", "non_native")
"""Whose answers: the long ones cost three times as much and show nothing else."""
INVENTED = (
    "I single-handedly tripled the revenue of the company",
    "as the award committee noted when I was promoted twice",
    "we migrated eleven petabytes without a second of downtime",
)


class LyingModel:
    """Answers the evaluator's prompt in its form, with quotes made by `lie`; the same seed tells the same lies."""

    def __init__(self, question: Question, answer: str, rubric: Rubric, seed: int) -> None:
        self._question, self._answer, self._rubric = question, answer, rubric
        self._dice = random.Random(seed)
        self.told: Counter[str] = Counter()

    def bind(self, **_: Any) -> "LyingModel":
        return self

    def with_config(self, **_: Any) -> "LyingModel":
        return self

    def invoke(self, _: Any) -> AIMessage:
        criteria = [self._criterion(criterion.id) for criterion in self._rubric.criteria]
        points = [{"number": n + 1, "quote": self._quote()} for n in range(len(self._question.key_points))]
        reply = json.dumps({"criteria": criteria, "key_points": points})
        return AIMessage(reply, response_metadata={"provider": "double", "model_name": "liar"})

    def _criterion(self, name: str) -> dict[str, Any]:
        return {
            "criterion_id": name,
            "quotes": [self._quote() for _ in range(self._dice.randint(0, 3))],
            "reasoning": "These words show it.",
            "level": self._dice.choice((0, 1, 2, 2, 3, 3, 4)),
            "borderline": self._dice.choice(("no", "no", "lower", "higher")),
            "next_step": "Say what the second sentence leaves open.",
        }

    def _quote(self) -> str:
        name = self._dice.choice(list(LIES))
        self.told[name] += 1
        return LIES[name](self._dice, self._question, self._answer, self._rubric)


def sentence(dice: random.Random, answer: str) -> str:
    return dice.choice([part for part in re.split(r"(?<=[.!?])\s+", answer) if part])


def half(dice: random.Random, answer: str) -> str:
    words = sentence(dice, answer).split()
    return " ".join(words[: max(1, len(words) // 2)])


Lie = Callable[[random.Random, Question, str, Rubric], str]
LIES: dict[str, Lie] = {
    "true": lambda dice, question, answer, rubric: sentence(dice, answer),
    "true again": lambda dice, question, answer, rubric: half(dice, answer),
    "re-cased": lambda dice, question, answer, rubric: sentence(dice, answer).swapcase(),
    "re-spaced": lambda dice, question, answer, rubric: sentence(dice, answer).replace(" ", " \n "),
    "invented": lambda dice, question, answer, rubric: dice.choice(INVENTED),
    "half right": lambda dice, question, answer, rubric: f"{half(dice, answer)} and tripled the revenue",
    "joined": lambda dice, question, answer, rubric: f"{half(dice, answer)} {half(dice, answer)}",
    "elided": lambda dice, question, answer, rubric: f"{half(dice, answer)} ... {half(dice, answer)}",
    "corrected": lambda dice, question, answer, rubric: (
        sentence(dice, answer).replace(" I ", " I myself ", 1) + " indeed"
    ),
    "from the question": lambda dice, question, answer, rubric: sentence(dice, question.text),
    "from the notes": lambda dice, question, answer, rubric: dice.choice(question.key_points),
    "from the rubric": lambda dice, question, answer, rubric: dice.choice(dice.choice(rubric.criteria).anchors),
    "a letter": lambda dice, question, answer, rubric: dice.choice(answer.strip()),
    "part of a word": lambda dice, question, answer, rubric: max(answer.split(), key=len)[1:-1],
    "nothing": lambda dice, question, answer, rubric: "",
}


def evaluate(number: int) -> tuple[str, Evaluation, Counter[str]]:
    """Return answer, evaluation and lies of one round; a rejected reply ends in the estimate, as in the service."""
    keys = list(candidates())
    key = keys[number % len(keys)]
    question, answer = questions()[key], candidates()[key][TOLD[number % len(TOLD)]]
    rubric = load_rubric(question.kind.value)
    liar = LyingModel(question, answer, rubric, number)
    try:
        found = AnswerEvaluator(liar).evaluate(question, answer, rubric)  # type: ignore[arg-type]
    except ModelAnswerRejected:
        found = score(question, answer, None)
    return answer, found, liar.told


@pytest.fixture(scope="module")
def rounds() -> list[tuple[str, Evaluation, Counter[str]]]:
    return [evaluate(number) for number in range(ROUNDS)]


def test_the_double_tells_every_kind_of_lie_and_is_often_believed_in_part(
    rounds: list[tuple[str, Evaluation, Counter[str]]],
) -> None:
    told = sum((lies for _, _, lies in rounds), Counter[str]())
    assert set(told) == set(LIES)
    assert min(told.values()) >= ROUNDS / 5
    scored = [found for _, found, _ in rounds if found.state is State.SCORED]
    assert len(scored) >= 0.4 * ROUNDS
    assert sum(c.verified for found in scored for c in found.criteria) >= ROUNDS / 5


def test_every_stored_quote_is_a_verbatim_span_of_the_answer(
    rounds: list[tuple[str, Evaluation, Counter[str]]],
) -> None:
    stored = 0
    for answer, found, _ in rounds:
        points = [k.quote for k in found.key_points if k.quote]
        for quote in [*(q for c in found.criteria for q in c.quotes), *points]:
            stored += 1
            assert quote.text
            assert answer[quote.start : quote.end] == quote.text
        assert all(point.quote is not None for point in found.key_points if point.covered)
        shown = found.model_dump_json()
        assert not any(words in shown for words in INVENTED)
        assert "tripled the revenue" not in shown
    assert stored >= ROUNDS


def test_no_level_rests_on_words_that_are_not_there(rounds: list[tuple[str, Evaluation, Counter[str]]]) -> None:
    for _, found, _ in rounds:
        for criterion in found.criteria:
            if not criterion.quotes:
                assert criterion.level <= UNVERIFIED_LEVEL
                assert not (criterion.verified and criterion.level)
            # A letter or one word is no evidence, however true it is.
            if found.state is State.SCORED and criterion.level > UNVERIFIED_LEVEL:
                assert sum(len(quote.text.split()) for quote in criterion.quotes) >= 2
        if found.state is not State.UNSCORED:
            weights = sum(c.weight for c in found.criteria)
            exact = 25 * sum(c.weight * c.level for c in found.criteria) / weights
            assert abs((found.total or 0) - exact) <= 1
