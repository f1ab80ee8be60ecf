"""What the evaluator's tests share: one question, one good answer, an evaluator aimed at a local server."""

from collections.abc import Callable

import pytest

from agents.answer_evaluator import AnswerEvaluator
from agents.llm.chat_models import ChatModels, ModelSettings
from domain.interview import Level, Question, QuestionKind
from services.embeddings import Embedder
from tests.doubles.groq_server import GroqServer

EMBED = Embedder()
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
def evaluator_at() -> Callable[..., AnswerEvaluator]:
    """An evaluator with the real Groq client, aimed at a local server."""

    def make(server: GroqServer, *, timeout: float = 10.0) -> AnswerEvaluator:
        models = ChatModels(ModelSettings(groq_keys=("gsk_test",), groq_base_url=server.url, timeout_seconds=timeout))
        first, again = models.for_role("evaluator"), models.for_role("evaluator_again")
        assert first is not None
        return AnswerEvaluator(first, resample=again, embed=EMBED)

    return make
