"""The one way to a value: asked for, checked, mended once, or rejected; never invented."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import pytest
from pydantic import BaseModel, Field

from agents.llm.accounting import Budgets
from agents.llm.structured import Problem, Reply, structured_call
from domain.errors import ModelAnswerRejected, ModelUnavailable, QuotaExceeded
from domain.model_use import Outcome, RunState
from prompts.library import RenderedPrompt
from tests.doubles.model_faults import FAULTS
from tests.doubles.model_provider import ModelProvider
from tests.doubles.model_request import Request
from tests.gateways import LocalGateway, gateway_to, groq, huggingface
from tests.unit.llm.conftest import GROQ, HF, both, only_run, outcomes

PROMPT = RenderedPrompt(
    system="Give a verdict.", user="<<<ANSWER 1>>>\nI did it.\n<<<END ANSWER 1>>>", ref="verdict v1"
)
GOOD, OTHER = '{"score": 3.5, "reason": "It is clear."}', '{"score": 1, "reason": "It is short."}'
either = pytest.mark.parametrize("account", [groq, huggingface], ids=["groq", "openai"])


class Verdict(BaseModel):
    """How good it is."""

    score: float = Field(ge=0, le=4)
    reason: str


Check = Callable[[Verdict], Sequence[Problem]]


def verdict(gateway: LocalGateway, check: Check = lambda _: (), *, mend: bool = True) -> Reply[Verdict]:
    with gateway.run("judge"):
        return structured_call(gateway.chat_model("evaluator"), PROMPT, Verdict, check, mend=mend)


def says(*texts: str) -> Callable[[Request], str]:
    """One text after the other, the last one for ever."""
    return lambda request: texts[min(request.number, len(texts)) - 1]


def too_low(least: float, *, fatal: bool) -> Check:
    return lambda v: [Problem("The score is too low.", fatal)] if v.score < least else []


@either
def test_good_reply_is_taken_with_who_gave_it(account: Any, first: ModelProvider):
    first.reply = says(GOOD)
    with gateway_to([account(first.url)]) as gateway:
        reply = verdict(gateway)
    settings = account("")
    assert reply == Reply(
        Verdict(score=3.5, reason="It is clear."), settings.name, settings.models["evaluator"], problems=()
    )
    assert len(first.requests) == 1


@either
@pytest.mark.parametrize(
    ("bad", "quoted"),
    [
        ('{"score": 9, "reason": "x"}', "score: Input should be less than or equal to 4"),
        ('{"score": 3}', "reason: Field required"),
        ('{"verdict": "fine"}', "score: Field required"),
        ('{"score": NaN, "reason": "x"}', "expected value at line 1"),
        ("Sure! Here it is: 3 of 4", "expected value at line 1"),
    ],
)
def test_reply_that_does_not_fit_is_asked_for_once_more_with_the_error(
    bad: str, quoted: str, account: Any, first: ModelProvider
):
    first.reply = says(bad, GOOD)
    with gateway_to([account(first.url)]) as gateway:
        assert verdict(gateway).value.score == 3.5
    repair = first.requests[1]
    assert repair.is_repair
    assert quoted in repair.texts[-1]
    assert repair.texts[:2] == [PROMPT.system, PROMPT.user]
    assert outcomes(gateway) == [Outcome.ANSWERED] * 2


def test_reply_that_is_still_wrong_is_rejected(first: ModelProvider):
    first.reply = says('{"score": 9, "reason": "x"}')
    with gateway_to([groq(first.url)]) as gateway, pytest.raises(ModelAnswerRejected, match="could not be used"):
        verdict(gateway)
    assert len(first.requests) == 2
    assert only_run(gateway).state is RunState.FAILED


def test_without_mending_there_is_no_second_request(first: ModelProvider):
    first.reply = says("nonsense", GOOD)
    with gateway_to([groq(first.url)]) as gateway, pytest.raises(ModelAnswerRejected):
        verdict(gateway, mend=False)
    assert len(first.requests) == 1


def test_problem_that_is_not_fatal_is_worth_a_second_try_and_the_second_reply_counts(first: ModelProvider):
    first.reply = says(OTHER, GOOD)
    with gateway_to([groq(first.url)]) as gateway:
        reply = verdict(gateway, too_low(2, fatal=False))
    assert (reply.value.score, reply.problems) == (3.5, ())
    assert "- The score is too low." in first.requests[1].texts[-1]


def test_problem_that_is_not_fatal_and_stays_is_handed_over_with_the_reply(first: ModelProvider):
    first.reply = says(OTHER, '{"score": 0, "reason": "Still."}')
    with gateway_to([groq(first.url)]) as gateway:
        reply = verdict(gateway, too_low(2, fatal=False))
    assert (reply.value.score, [p.text for p in reply.problems]) == (0, ["The score is too low."])


@pytest.mark.parametrize("second", ["nonsense", None])
def test_first_reply_is_kept_when_its_problem_is_not_fatal_and_the_second_is_worse(
    second: str | None, first: ModelProvider
):
    first.reply = says(OTHER, second or "")
    first.faults = ["ok"] if second else ["ok", "500"]
    with gateway_to([groq(first.url)]) as gateway:
        reply = verdict(gateway, too_low(2, fatal=False))
    assert (reply.value.score, len(reply.problems), len(first.requests)) == (1, 1, 2)


def test_first_reply_is_kept_when_the_person_may_not_ask_again(first: ModelProvider):
    first.reply = says(OTHER)
    with gateway_to([groq(first.url)], budgets=Budgets(person_day_requests=1)) as gateway:
        with gateway.run("judge", user_id=uuid4()):
            model = gateway.chat_model("evaluator")
            reply = structured_call(model, PROMPT, Verdict, too_low(2, fatal=False))
        assert reply.value.score == 1
        with pytest.raises(QuotaExceeded), gateway.run("judge", user_id=uuid4()):
            structured_call(model, PROMPT, Verdict, too_low(2, fatal=True))


def test_fatal_problem_is_mended_or_rejected(first: ModelProvider):
    first.reply = says(OTHER, GOOD, OTHER)
    with gateway_to([groq(first.url)]) as gateway:
        assert verdict(gateway, too_low(2, fatal=True)).value.score == 3.5
        with pytest.raises(ModelAnswerRejected):
            verdict(gateway, too_low(2, fatal=True))


def test_repair_goes_to_another_account_when_the_words_of_the_first_were_of_no_use(
    first: ModelProvider, second: ModelProvider
):
    first.reply, second.reply = says("nonsense"), says(GOOD)
    with gateway_to(both(first, second)) as gateway:
        reply = verdict(gateway)
        assert (reply.account, reply.value.score) == (HF, 3.5)
        assert second.requests[0].is_repair
        assert verdict(gateway).account == HF
    assert [len(first.requests), len(second.requests)] == [2, 2]


def test_repair_of_a_small_problem_stays_where_it_is(first: ModelProvider, second: ModelProvider):
    first.reply = says(OTHER, GOOD)
    with gateway_to(both(first, second)) as gateway:
        assert verdict(gateway, too_low(2, fatal=False)).account == GROQ
    assert not second.requests


def test_second_try_that_nobody_answers_leaves_a_rejected_first_one(first: ModelProvider):
    first.reply, first.faults = says("nonsense"), ["ok", "500"]
    with gateway_to([groq(first.url)]) as gateway, pytest.raises(ModelAnswerRejected):
        verdict(gateway)
    assert outcomes(gateway) == [Outcome.ANSWERED, Outcome.BROKEN]


def test_first_try_that_nobody_answers_is_not_a_rejected_answer(first: ModelProvider):
    first.fault = "500"
    with gateway_to([groq(first.url)]) as gateway, pytest.raises(ModelUnavailable):
        verdict(gateway)
    assert len(first.requests) == 1


@either
def test_reply_that_was_cut_off_is_asked_for_in_fewer_words(account: Any, first: ModelProvider):
    first.behaviour = "cut_off"
    with gateway_to([account(first.url)]) as gateway, pytest.raises(ModelAnswerRejected), gateway.run("judge"):
        structured_call(gateway.chat_model("evaluator"), PROMPT, Long)
    assert "- It was cut off. Be shorter." in first.requests[1].texts[-1]


class Long(BaseModel):
    words: str = Field(min_length=200)


@pytest.mark.parametrize("fault", [f for f in FAULTS if f not in ("400", "ok", "duplicate_chunk")])
def test_no_fault_of_an_account_ends_in_an_invented_value(fault: str, first: ModelProvider, second: ModelProvider):
    first.fault, first.reply, second.reply = fault, says(OTHER), says(GOOD)
    with gateway_to(both(first, second)) as gateway:
        reply = verdict(gateway)
    assert (reply.account, reply.value) == (HF, Verdict.model_validate_json(GOOD))


def test_faults_of_every_account_end_in_a_notice_and_no_value(first: ModelProvider):
    slow = ("read_timeout", "hang_after_headers", "one_byte_a_second", "endless_stream")
    for fault in FAULTS:
        if fault in ("ok", "duplicate_chunk", *slow):
            continue
        first.fault = fault
        with gateway_to([groq(first.url)]) as gateway, pytest.raises((ModelAnswerRejected, ModelUnavailable)):
            verdict(gateway)


@either
def test_form_goes_over_the_wire_as_the_account_understands_it(account: Any, first: ModelProvider):
    first.reply = says(GOOD)
    with gateway_to([account(first.url)]) as gateway:
        verdict(gateway)
    body = first.requests[0].body
    schema = (
        body["response_format"]["json_schema"]["schema"]
        if account is groq
        else body["tools"][0]["function"]["parameters"]
    )
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["score", "reason"]
    assert ("tools" in body) == (account is huggingface)
    if account is groq:
        assert body["response_format"]["json_schema"]["strict"] is True
    else:
        assert body["tool_choice"] == {"type": "function", "function": {"name": "Verdict"}}
        assert "response_format" not in body
    assert json.dumps(body).count("Give a verdict.") == 1
