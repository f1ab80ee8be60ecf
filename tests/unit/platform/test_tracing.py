"""Tracing is off and costs nothing without a key; with one, what people wrote does not leave the process."""

import json
import subprocess
import sys
import time
from uuid import uuid4

import pytest
from pydantic import BaseModel

from agents.llm.structured import structured_call
from prompts.library import RenderedPrompt
from services.settings import ROOT, Settings
from services.tracing import Tracing
from tests.doubles.langsmith_collector import PROJECT_ID, LangSmithCollector
from tests.doubles.model_provider import ModelProvider
from tests.gateways import gateway_to, groq


@pytest.fixture
def collector():
    with LangSmithCollector() as collector:
        yield collector


def test_without_a_key_nothing_is_imported():
    code = (
        "import sys; from services.settings import Settings; from services.tracing import Tracing\n"
        "t = Tracing(Settings(_env_file=None)); t.start(); t.stop()\n"
        "print(t.on, 'langsmith' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_a_trace_arrives_without_the_persons_words(collector):
    tracing = Tracing(Settings(_env_file=None, langsmith_api_key="lsv2_key", langsmith_endpoint=collector.url))
    tracing.start()
    try:
        import langsmith

        @langsmith.traceable(name="evaluate_answer")
        def evaluate(answer: str) -> str:
            return "score for " + answer

        evaluate("my private answer")
    finally:
        tracing.stop()
    assert not tracing.on
    deadline = time.monotonic() + 5
    while not collector.bodies and time.monotonic() < deadline:
        time.sleep(0.02)
    sent = b"".join(collector.bodies)
    assert b"evaluate_answer" in sent
    assert b"private answer" not in sent
    assert tracing.failures == 0


def test_an_endpoint_that_is_down_holds_up_nothing():
    tracing = Tracing(Settings(_env_file=None, langsmith_api_key="lsv2_key", langsmith_endpoint="http://127.0.0.1:1"))
    tracing.start()
    import langsmith

    @langsmith.traceable
    def work(number: int) -> int:
        return number

    begun = time.monotonic()
    assert [work(n) for n in range(20)] == list(range(20))
    assert time.monotonic() - begun < 2
    tracing.stop()
    assert time.monotonic() - begun < 15
    assert tracing.failures > 0


def test_collector_is_a_fair_witness(collector):
    """The test above could not fail if the collector lost what it is sent."""
    import urllib.request

    urllib.request.urlopen(urllib.request.Request(collector.url, data=json.dumps({"a": "private answer"}).encode()))
    assert b"private answer" in collector.bodies[0]


@pytest.fixture
def tracing(collector):
    tracing = Tracing(Settings(_env_file=None, langsmith_api_key="lsv2_key", langsmith_endpoint=collector.url))
    tracing.start()
    yield tracing
    tracing.stop()


def until(condition, seconds=8.0):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert condition()


def test_a_run_is_one_tree_with_its_numbers_and_nobody_in_it(collector, tracing):
    class Form(BaseModel):
        words: str

    person, subject, session = uuid4(), uuid4(), uuid4()
    prompt = RenderedPrompt(system="Be brief.", user="my private answer", ref="chat v1 abc")
    with (
        ModelProvider() as provider,
        gateway_to([groq(provider.url)], tracer=tracing) as gateway,
        gateway.run("answer_evaluator", user_id=person, subject_id=subject, session_id=session) as run,
    ):
        structured_call(gateway.chat_model("chat"), prompt, Form)
    root, trace = str(run.trace_id), gateway.ledger.runs[0].trace_id
    assert trace == run.trace_id
    until(lambda: len(collector.runs) >= 2 and all(r.get("end_time") for r in collector.runs.values()))
    child = next(r for rid, r in collector.runs.items() if rid != root)
    assert collector.runs[root]["name"] == "answer_evaluator"
    assert (child["parent_run_id"], child["run_type"]) == (root, "llm")
    metadata = child["extra"]["metadata"]
    assert (metadata["ls_provider"], metadata["ls_model_name"]) == ("groq", "openai/gpt-oss-20b")
    assert metadata["prompt"] == "chat v1 abc"
    assert metadata["usage_metadata"]["input_tokens"] == gateway.ledger.tokens_in
    sent = b"".join(collector.bodies)
    assert b"private answer" not in sent
    assert str(person).encode() not in sent
    assert str(subject).encode() in sent
    assert collector.runs[root]["extra"]["metadata"]["session_id"] == str(session)


def test_a_thumb_reaches_its_trace_without_the_comment(collector, tracing):
    trace = uuid4()
    assert tracing.send_rating(trace, -1, "my private reason", "answer") is True
    until(lambda: collector.feedback)
    (told,) = collector.feedback
    assert (told["run_id"], told["key"], told["score"]) == (str(trace), "thumbs_answer", 0)
    assert told["session_id"] == PROJECT_ID
    assert b"private reason" not in b"".join(collector.bodies)


def test_without_tracing_a_thumb_is_not_sent(collector):
    assert Tracing(Settings(_env_file=None)).send_rating(uuid4(), 1, "", "answer") is False
    assert collector.bodies == []


def test_a_server_that_refuses_a_thumb_loses_nothing_here(collector, tracing):
    collector.mode = "refuse"
    assert tracing.send_rating(uuid4(), 1, "", "answer") is False


def test_a_server_that_hangs_does_not_hold_up_the_exit(collector, tracing):
    collector.mode = "hang"
    with ModelProvider() as provider, gateway_to([groq(provider.url)], tracer=tracing) as gateway:
        begun = time.monotonic()
        with gateway.run("chat"):
            gateway.chat_model("chat").invoke("hello")
        assert time.monotonic() - begun < 5
    begun = time.monotonic()
    tracing.stop()
    assert time.monotonic() - begun < 15
