"""The unmodified LangSmith client talks to the collector."""

import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import langsmith
import pytest
from urllib3.util import Retry

from tests.doubles.langsmith_collector import LangSmithCollector


@pytest.fixture
def collector() -> Iterator[LangSmithCollector]:
    with LangSmithCollector() as server:
        yield server


def client_at(collector: LangSmithCollector, **options: object) -> langsmith.Client:
    times = {"timeout_ms": (300, 300), "retry_config": Retry(total=0)}
    return langsmith.Client(api_url=collector.url, api_key="lsv2_key", **times | options)  # type: ignore[arg-type]


def run(client: langsmith.Client) -> str:
    """One traced run, posted, patched and flushed; returns its id."""
    run_id, now = uuid4(), datetime.now(UTC)
    dotted = f"{now:%Y%m%dT%H%M%S%f}Z{run_id}"
    known = {"trace_id": run_id, "dotted_order": dotted}
    client.create_run("score", {"asked": "a question"}, "chain", id=run_id, start_time=now, **known)
    client.update_run(run_id, outputs={"said": "an answer"}, end_time=now, **known)
    client.flush()
    return str(run_id)


@pytest.mark.parametrize("options", [{}, {"info": {}}, {"auto_batch_tracing": False}], ids=["usual", "blind", "single"])
def test_post_and_patch_of_a_run_are_merged(options: dict[str, object], collector: LangSmithCollector):
    client = client_at(collector, **options)
    run_id = run(client)
    wait_for(lambda: "outputs" in collector.runs.get(run_id, {}))
    kept = collector.runs[run_id]
    assert (kept["name"], kept["inputs"], kept["outputs"]) == ("score", {"asked": "a question"}, {"said": "an answer"})
    assert b"a question" in b"".join(collector.bodies)


def test_feedback_is_kept(collector: LangSmithCollector):
    client, project = client_at(collector), {"session_id": uuid4()}
    run_id = run(client)
    client.create_feedback(run_id, "user_thumbs", score=1, trace_id=run_id, **project)
    client.create_feedback(uuid4(), "user_thumbs", score=0, **project)
    client.flush()
    wait_for(lambda: len(collector.feedback) == 2)
    assert {f["key"] for f in collector.feedback} == {"user_thumbs"}
    assert sorted(f["score"] for f in collector.feedback) == [0, 1]


def test_refusing_collector_keeps_bodies_but_no_runs(collector: LangSmithCollector):
    collector.mode = "refuse"
    errors: list[Exception] = []
    run_id = run(client_at(collector, info={}, tracing_error_callback=errors.append))
    wait_for(lambda: bool(errors))
    assert run_id not in collector.runs
    assert collector.bodies


def test_hanging_collector_never_answers(collector: LangSmithCollector):
    collector.mode = "hang"
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{collector.url}/runs/batch", json={}, timeout=0.2)
    assert collector.bodies == [b"{}"]


def test_anything_posted_is_kept(collector: LangSmithCollector):
    urllib.request.urlopen(urllib.request.Request(collector.url, data=b"words"))
    assert collector.bodies == [b"words"]


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)
