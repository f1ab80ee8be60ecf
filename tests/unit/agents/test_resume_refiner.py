"""The resume refiner over HTTP: what is sent, what comes back, what is left out."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from agents.resume_refiner import RefinedLine, ResumeRefiner
from domain.errors import ModelAnswerRejected
from prompts.library import load_prompt
from tests.doubles.model_provider import ModelProvider
from tests.doubles.refined_lines import lines_asked, rewritten
from tests.gateways import gateway_to, groq

LINES = (
    RefinedLine("Summary", "Baker who also writes to [EMAIL 1] about bread"),
    RefinedLine("Baker, 2019 - 2021", "Was responsible for baking 300 loaves a day"),
)
Refine = Callable[..., Any]


@pytest.fixture
def refine_at() -> Iterator[Callable[[ModelProvider], Refine]]:
    with ExitStack() as open_gateways:

        def make(server: ModelProvider) -> Refine:
            gateway = open_gateways.enter_context(gateway_to([groq(server.url)]))
            refiner = ResumeRefiner(gateway.chat_model("planner"))
            return lambda job="", **how: refiner.refine(LINES, job, **how)

        yield make


def test_lines_go_out_numbered_between_marks_and_come_back_in_order(refine_at) -> None:
    with ModelProvider(reply=rewritten(lambda text: text.replace("Was responsible for baking", "Baked"))) as server:
        reply = refine_at(server)(job="A bakery looks for a baker.")
    assert [(p.line, p.text) for p in reply.value.proposals] == [(2, "Baked 300 loaves a day")]
    assert reply.account == "groq:default"
    system, asked = server.requests[0].texts
    assert system == load_prompt("resume_refiner").system
    assert lines_asked(server.requests[0]) == {1: LINES[0].text, 2: LINES[1].text}
    assert "A bakery looks for a baker.\n<<<END JOB_TEXT " in asked
    assert "2. (Baker, 2019 - 2021) Was responsible" in asked


def test_what_a_check_finds_is_told_once_and_may_be_mended(refine_at) -> None:
    lie = rewritten(lambda _: "Led baking of 300 loaves a day", mended=lambda text: text.upper())
    with ModelProvider(reply=lie) as server:
        reply = refine_at(server)(check=lambda _number, text: ["Led"] if "Led" in text else [])
    assert "Line 2 does not say “Led”" in server.requests[1].texts[-1]
    assert reply.value.proposals[1].text == LINES[1].text.upper()


def test_a_claim_that_stays_comes_back_for_the_guard_to_ask_about(refine_at) -> None:
    with ModelProvider(reply=rewritten(lambda _: "Led baking of 300 loaves a day")) as server:
        reply = refine_at(server)(check=lambda _number, _text: ["Led"])
    assert len(server.requests) == 2
    assert {p.text for p in reply.value.proposals} == {"Led baking of 300 loaves a day"}


@pytest.mark.parametrize(
    "proposal",
    [
        {"line": 0, "why": "", "text": "Baked"},
        {"line": 3, "why": "", "text": "Baked"},
        {"line": 2, "why": "", "text": ""},
        {"line": 2, "why": "", "text": "Baked for [EMAIL 1]"},
        {"line": 2, "why": "", "text": "Baked " * 200},
        {"line": 2, "why": "", "text": "Was responsible for baking 300 loaves a day"},
    ],
)
def test_a_proposal_that_cannot_be_used_is_left_out(refine_at, proposal) -> None:
    with ModelProvider(reply=lambda _: json.dumps({"proposals": [proposal]})) as server:
        assert refine_at(server)().value.proposals == []


def test_markup_is_made_plain_and_a_second_text_for_a_line_is_left_out(refine_at) -> None:
    said = [
        {"line": 2, "why": "**Bold**", "text": "**Baked** 300 <b>loaves</b> a day https://evil.example"},
        {"line": 2, "why": "", "text": "Other"},
    ]
    with ModelProvider(reply=lambda _: json.dumps({"proposals": said})) as server:
        (one,) = refine_at(server)().value.proposals
    assert (one.text, one.why) == ("Baked 300 loaves a day", "Bold")


def test_a_reply_of_another_form_is_rejected(refine_at) -> None:
    with ModelProvider(reply=lambda _: "Sure!") as server, pytest.raises(ModelAnswerRejected):
        refine_at(server)()
