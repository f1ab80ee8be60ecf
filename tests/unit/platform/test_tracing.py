"""Tracing is off and costs nothing without a key; with one, what people wrote does not leave the process."""

import json
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from services.settings import ROOT, Settings
from services.tracing import Tracing


class Collector:
    """Keeps the body of everything that is posted to it."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                outer.bodies.append(self.rfile.read(int(self.headers.get("content-length", 0))))
                self.send_response(202)
                self.send_header("content-length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def collector():
    collector = Collector()
    yield collector
    collector.server.shutdown()
    collector.server.server_close()


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
