"""What the evaluator's tests share: one question, one good answer, an evaluator aimed at a local server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from agents.answer_evaluator import AnswerEvaluator
from domain.interview import Level, Question, QuestionKind
from tests.doubles.model_provider import ModelProvider
from tests.embedder import EMBED
from tests.gateways import gateway_to, groq

ANSWER = (
    "Last year at Norvik two engineers on my team of six disagreed on rewriting the billing service. "
    "I met each of them alone and wrote down what they feared. "
    "I proposed a two-day test of the riskiest part, because nobody knew how slow the old queue was. "
    "The test showed that the queue carried three times the load, so we kept it. "
    "We shipped nine days later and billing tickets fell from 40 to 11 a week. "
    "Since then I ask for a small experiment before a long debate."
)
QUESTION = Question(
    id="conflict",
    kind=QuestionKind.BEHAVIOURAL,
    roles=("any",),
    levels=(Level.MID,),
    seconds=180,
    text="Tell me about a time you solved a conflict in a team.",
    key_points=("Names who disagreed and about what.", "Says what was done to settle the conflict."),
    outline="Two colleagues disagreed about a design; I had both tested and we chose by the result.",
)


@pytest.fixture
def question() -> Question:
    return QUESTION


@pytest.fixture
def answer() -> str:
    return ANSWER


@pytest.fixture
def evaluator_at() -> Iterator[Callable[..., AnswerEvaluator]]:
    """An evaluator behind a gateway to one local server, with the real Groq client."""
    with ExitStack() as open_gateways:

        def make(server: ModelProvider, *, timeout: float = 10.0) -> AnswerEvaluator:
            gateway = open_gateways.enter_context(gateway_to([groq(server.url, timeout_seconds=timeout)]))
            again = gateway.chat_model("evaluator", 0.6)
            return AnswerEvaluator(gateway.chat_model("evaluator"), resample=again, embed=EMBED)

        yield make
