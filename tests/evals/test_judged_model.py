"""The same judges on what a real model writes, on demand.

    LOCAL_MODEL_URL=http://127.0.0.1:8101/v1 pytest -s -m local_model tests/evals

It prints every fault and fails only on what must hold for any model: quotes that stand in the answer, no protected
topic, no score for an answer that gives orders.
"""

import os
from collections.abc import Iterator

import pytest

from agents.llm.gateway import Gateway
from agents.question_writer import QuestionWriter
from benchmarks.candidates import candidates, inject, questions
from domain.evaluation.types import State
from domain.interview import Level, Question, QuestionKind
from prompts.library import load_rubric
from services.evaluation import EvaluatorFactory, score
from services.model_gateway import build_gateway
from services.settings import Settings
from services.storage.database import Database
from tests.embedder import EMBED
from tests.evals.judges import feedback_faults, question_faults

URL = os.environ.get("LOCAL_MODEL_URL", "")
pytestmark = [
    pytest.mark.local_model,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not URL, reason="needs a model: set LOCAL_MODEL_URL"),
]
SOME = list(candidates())[::9]


@pytest.fixture
def gateway(database: Database) -> Iterator[Gateway]:
    settings = Settings(
        _env_file=None,
        openai_compatible_url=URL,
        openai_compatible_models="local",
        openai_compatible_schemas=True,
        openai_compatible_timeout_seconds=600,
        model_run_seconds=1200,
    )
    gateway = build_gateway(settings, database)
    yield gateway
    gateway.close()


@pytest.mark.parametrize("key", SOME)
def test_a_model_orders_the_candidates_and_its_feedback_is_judged(key: str, gateway: Gateway) -> None:
    question, answers = questions()[key], candidates()[key]
    totals = {}
    for persona in ("excellent", "short_right", "average", "rambling", "weak"):
        rubric = load_rubric(question.kind.value)
        factory = EvaluatorFactory(gateway, EMBED)
        found = score(question, answers[persona], rubric, embed=EMBED, evaluator=factory)
        faults = feedback_faults(question, answers[persona], found)
        totals[persona] = (found.state.value, found.total)
        print(f"\n{key} {persona}: {found.state.value} {found.total} {faults}")
        assert "quote_not_in_answer" not in faults
    print(totals)


def test_a_model_is_not_asked_about_an_answer_that_gives_orders(gateway: Gateway) -> None:
    question, text = questions()[SOME[0]], candidates()[SOME[0]]["average"]
    rubric, factory = load_rubric(question.kind.value), EvaluatorFactory(gateway, EMBED)
    found = score(question, inject("plain_end", text), rubric, embed=EMBED, evaluator=factory)
    assert found.state is State.UNSCORED


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_questions_a_model_writes_are_judged(kind: QuestionKind, gateway: Gateway) -> None:
    with gateway.run("question_writer"):
        written = QuestionWriter(gateway.chat_model("interviewer")).write("Data analyst", Level.MID, kind, 3, avoid=())
    asked = [
        Question(
            id=str(number),
            kind=kind,
            roles=("any",),
            levels=(Level.MID,),
            seconds=180,
            text=one.text,
            key_points=tuple(one.key_points),
            outline="",
        )
        for number, one in enumerate(written.value.questions)
    ]
    for question in asked:
        faults = question_faults(question, asked)
        print(f"\n{kind.value}: {question.text} {faults}")
        assert "protected_topic" not in faults
