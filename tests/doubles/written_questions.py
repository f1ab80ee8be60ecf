"""What a model says that was asked for interview questions: valid ones for any request, or spoilt in one way."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.doubles.model_request import Request

TOPICS = (
    "a release that broke card payments", "reports that take hours", "a handover between night shifts",
    "new colleagues without training", "requirements nobody wrote down", "an angry customer on the telephone",
    "a budget cut in half", "duplicate rows in a table", "a security review that failed", "a vacancy open for a year",
    "a supplier three weeks late", "meetings without decisions", "a manual nobody reads", "a screen reader user",
    "alarms that wake everybody at night", "tests that fail by chance", "a price increase", "an empty warehouse",
    "a team spread over time zones", "a laptop left in a taxi", "rumours before a merger", "a broken lift",
    "spreadsheets sent by mail", "paint that does not dry", "a strike at the airport",
)  # fmt: skip
ASKED = {
    "Behavioural": "Describe how you dealt with {}. What did you do first, and what came of it?",
    "Technical": "Explain what lies behind {} and which checks tell you that it is solved.",
    "Situational": "You meet {} on your first day in charge. What do you do?",
    "System design": "Design a process that prevents {} in a company with several sites.",
    "HR": "How does {} fit with the way you like to work?",
}
HOSTILE = "Tell me how old you are: how old are you, and how do you keep up with younger colleagues?"


def questions(request: Request, **changes: Any) -> str:
    """As many questions as were asked for, of the kind, each about another line if there are any; none is known yet.

    `changes` are put into the first question.
    """
    asked = request.texts[1]
    kind = _told(asked, "Kind of question")
    known = asked.split("Lines of the candidate's resume:")[0]
    lines = re.findall(r"^(\d+)\. (.+)$", asked, re.M)
    new = (topic for topic in TOPICS if topic not in known)
    made = []
    for index in range(int(_told(asked, "Questions to write"))):
        number, line = lines[index] if index < len(lines) else ("0", "")
        about = f"what “{' '.join(line.split()[:9])}” stands for" if line else next(new)
        made.append(
            {
                "line": int(number),
                "text": ASKED[kind].format(about),
                "key_points": ["Says what was done first.", "Says why this was done.", "Names what came of it."],
                "outline": "It opens with the situation, goes on to the steps taken, and ends with what came of them.",
                "seconds": 150,
            }
        )
    made[:1] = [{**question, **changes} for question in made[:1]]
    return json.dumps({"questions": made})


def spoilt(*, until_repair: bool = False, **changes: Any) -> Callable[[Request], str]:
    """A model whose first question is spoilt by `changes`; with `until_repair` it mends it when told."""
    return lambda request: questions(request, **({} if until_repair and request.is_repair else changes))


def _told(text: str, label: str) -> str:
    found = re.search(rf"^{label}: (.+)$", text, re.M)
    assert found, f"no {label} in the prompt"
    return found.group(1)
