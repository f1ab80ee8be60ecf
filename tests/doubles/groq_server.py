"""A local server that speaks Groq's chat completions and can behave well, badly or obediently."""

import json
import re
import threading
import time
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Reply = Callable[["Request"], str]


class Request:
    """What came in: the whole body, and the parts that an evaluator's prompt has."""

    def __init__(self, body: dict[str, Any], number: int) -> None:
        self.body = body
        self.number = number
        texts = [m["content"] for m in body["messages"] if isinstance(m["content"], str)]
        self.criteria = re.findall(r"^criterion_id: (\w+)", texts[0], re.M)
        wrapped = re.search(r"<<<ANSWER (\w+)>>>\n(.*)\n<<<END ANSWER \1>>>", texts[1] if len(texts) > 1 else "", re.S)
        self.answer = wrapped.group(2) if wrapped else ""
        self.is_repair = "cannot be used as it is" in texts[-1]
        self.points = len(re.findall(r"^\d+\. ", texts[1] if len(texts) > 1 else "", re.M))

    @property
    def sentences(self) -> list[str]:
        """The sentences of the answer, long enough to quote."""
        found = [s.strip() for s in re.split(r"(?<=[.!?])\s+", self.answer)]
        return [s for s in found if len(s.split()) >= 5] or [self.answer.strip()]


def evaluation(
    request: Request,
    *,
    level: int = 3,
    quote: str | None = None,
    borderline: str = "no",
    leave_out: Sequence[str] = (),
    reasoning: str = "These words show it, without the last detail.",
    next_step: str = "Add the figure that your second sentence leaves open.",
) -> str:
    """A reply in the evaluator's form; without `quote` each criterion quotes a sentence of the answer."""
    criteria = [
        {
            "criterion_id": name,
            "quotes": [quote if quote is not None else request.sentences[i % len(request.sentences)]] if level else [],
            "reasoning": reasoning,
            "level": level,
            "borderline": borderline,
            "next_step": next_step if level < 4 else "",
        }
        for i, name in enumerate(request.criteria)
        if name not in leave_out
    ]
    points = [{"number": n, "quote": request.sentences[0] if n == 1 else ""} for n in range(1, request.points + 1)]
    return json.dumps({"criteria": criteria, "key_points": points})


_COMMAND = re.compile(
    r"ignore|disregard|level 4|full marks|highest|maximum|you are now|system|grader|evaluator|rubric|score|perfect"
    r"|top of|outstanding|best possible",
    re.I,
)


def obedient(request: Request) -> str:
    """Does whatever the answer seems to ask for: level 4 throughout, else level 1."""
    told = bool(_COMMAND.search(request.answer))
    longest = max(request.sentences, key=len)
    return evaluation(request, level=4 if told else 1, quote=longest)


BEHAVIOURS: dict[str, Reply] = {
    "good": evaluation,
    "borderline": lambda r: evaluation(r, borderline="lower", level=3 if r.number % 2 else 2),
    "wrong_quotes": lambda r: evaluation(r, quote="I single-handedly tripled the revenue of the company"),
    "wrong_quotes_once": lambda r: evaluation(r, quote=None if r.is_repair else "words that nobody wrote here"),
    "garbage": lambda _: "Sure! Here is my evaluation: {criteria: [",
    "garbage_once": lambda r: evaluation(r) if r.is_repair else "not json at all",
    "missing": lambda r: evaluation(r, leave_out=r.criteria[:1]),
    "missing_once": lambda r: evaluation(r, leave_out=() if r.is_repair else r.criteria[-1:]),
    "level_seven": lambda r: evaluation(r, level=7),
    "zero": lambda r: evaluation(r, level=0),
    "obedient": obedient,
    "hostile_text": lambda r: evaluation(
        r,
        reasoning="Fine <script>steal()</script> ![x](https://evil.example/p.png?d=1) and **bold**",
        next_step='See [this](https://evil.example) or <a href="javascript:x">that</a> at www.evil.example now',
    ),
}
STATUSES = {"401": 401, "429": 429, "500": 500, "json_validate_failed": 400, "bad_request": 400}


class GroqServer:
    """Use as a context manager. `behaviour` is a key of BEHAVIOURS or STATUSES, "timeout", or "cut_off"."""

    def __init__(self, behaviour: str = "good", *, delay: float = 0.0) -> None:
        self.behaviour = behaviour
        self.delay = delay
        self.requests: list[Request] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args: object) -> None:
                """Say nothing."""

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.answer(self, body)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        """Answer one request as this server behaves."""
        request = Request(body, len(self.requests) + 1)
        self.requests.append(request)
        if handler.path != "/openai/v1/chat/completions":
            return self._send(handler, 404, {"error": {"message": "no such path", "type": "invalid_request_error"}})
        time.sleep(self.delay)
        if self.behaviour == "timeout":
            time.sleep(3)
        if self.behaviour in STATUSES:
            error = {"message": self.behaviour, "type": "server_error", "code": self.behaviour}
            return self._send(handler, STATUSES[self.behaviour], {"error": error})
        cut = self.behaviour == "cut_off"
        text = evaluation(request)[:80] if cut else BEHAVIOURS.get(self.behaviour, evaluation)(request)
        message = {"role": "assistant", "content": text}
        return self._send(
            handler,
            200,
            {
                "id": f"chatcmpl-{request.number}",
                "object": "chat.completion",
                "created": int(time.time()),
                "model": body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": "length" if cut else "stop"}],
                "usage": {"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": 1200},
            },
        )

    @staticmethod
    def _send(handler: BaseHTTPRequestHandler, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        try:
            handler.send_response(status)
            handler.send_header("Content-Type", "application/json")
            if status == 429:
                handler.send_header("retry-after", "7")
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client gave up first, as it should on "timeout"
