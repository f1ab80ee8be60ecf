"""Whole runs through the gateway with a real model: LOCAL_MODEL_URL=http://127.0.0.1:8101/v1 pytest -s -m local_model.

Not part of the usual run: a small model takes minutes on two cores, and its scores are not worth showing to anybody.
"""

import os
from collections.abc import Iterator

import pytest

from agents.follow_up_writer import FollowUpWriter, ToWord
from agents.llm.gateway import Gateway
from agents.question_writer import QuestionWriter
from domain.errors import ModelAnswerRejected
from domain.evaluation.offline import estimate
from domain.evaluation.types import State
from domain.follow_ups import follow_up
from domain.interview import Level, QuestionKind, Style, Wording
from prompts.library import load_rubric
from services.embeddings import Embedder
from services.evaluation import EvaluatorFactory, score
from services.model_gateway import build_gateway
from services.question_bank import read_bank
from services.settings import Settings
from services.storage.database import Database

URL = os.environ.get("LOCAL_MODEL_URL", "")
pytestmark = [
    pytest.mark.local_model,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not URL, reason="needs a model: set LOCAL_MODEL_URL"),
]


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


def test_an_evaluation_is_scored_or_says_why_not(gateway: Gateway) -> None:
    question = next(q for q in read_bank() if q.kind is QuestionKind.BEHAVIOURAL)
    embedder = Embedder()
    factory = EvaluatorFactory(gateway, embedder)
    found = score(question, question.outline, load_rubric(question.kind.value), embed=embedder, evaluator=factory)
    print(f"\n{question.text}\n{question.outline}\n{found.model_dump_json(indent=1)}")
    assert found.state is State.SCORED or (found.state is State.ESTIMATED and found.reason)
    assert all(question.outline[q.start : q.end] == q.text for c in found.criteria for q in c.quotes)


def test_a_question_set_is_written_to_the_form(gateway: Gateway) -> None:
    with gateway.run("question_writer") as run:
        written = QuestionWriter(gateway.chat_model("interviewer")).write(
            "Data analyst", Level.MID, QuestionKind.TECHNICAL, 3, avoid=()
        )
    questions = written.value.questions
    print("\n" + "\n".join(f"- {q.text} {q.key_points}" for q in questions))
    assert len(questions) == 3
    assert run.calls


def test_a_question_back_is_worded_or_refused(gateway: Gateway) -> None:
    question = next(q for q in read_bank() if q.kind is QuestionKind.BEHAVIOURAL)
    answer = (
        "Last year I moved our order queue with two colleagues. I talked to every team first. It got faster in the end."
    )
    embedder, rubric = Embedder(), load_rubric(question.kind.value)
    back = follow_up(question, answer, estimate(question, answer, rubric, embed=embedder), Style.NEUTRAL)
    assert back
    asked = ToWord("Backend engineer", question, answer, back, rubric, Style.NEUTRAL, Wording.PLAIN)
    with gateway.run("follow_up_writer") as run:
        try:
            said = FollowUpWriter(gateway.chat_model("interviewer"), embed=embedder).write(asked).value
            print(f"\n{back.text}\n{said.text} ({said.quote})")
        except ModelAnswerRejected:
            print(f"\n{back.text}\nrefused twice")
    assert run.calls
