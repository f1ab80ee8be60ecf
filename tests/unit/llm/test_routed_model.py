"""LangChain's view of the gateway: agents, structured output, other event loops; and no key anywhere in sight."""

import asyncio
import json
import logging
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain.agents.structured_output import ProviderStrategy, ToolStrategy
from langchain_core.load import dumpd
from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.tools import tool
from pydantic import BaseModel
from structlog.testing import capture_logs

from domain.errors import ModelUnavailable
from domain.model_use import Outcome, RunState
from tests.doubles.model_provider import ModelProvider
from tests.doubles.model_request import Request
from tests.gateways import LocalGateway, gateway_to, groq, huggingface
from tests.unit.llm.conftest import GROQ, SMALL, both, only_run, outcomes

either = pytest.mark.parametrize("account", [groq, huggingface], ids=["groq", "openai"])
ways = pytest.mark.parametrize("way", ["invoke", "ainvoke", "stream"])
ASKED = {"messages": [("user", "Plan my week.")]}
SECRETS = ("gsk_secret_one", "gsk_secret_two")


class Step(BaseModel):
    name: str
    minutes: int


class Plan(BaseModel):
    """What to do."""

    title: str
    steps: list[Step]


@tool
def look_up(word: str) -> str:
    """Look a word up."""
    return f"{word} means work"


def run_agent(agent: Any, way: str) -> dict[str, Any]:
    """The agent's last state, whichever way it is run."""
    if way == "invoke":
        return agent.invoke(ASKED)
    if way == "ainvoke":
        return asyncio.run(agent.ainvoke(ASKED))
    *_, (_, last) = agent.stream(ASKED, stream_mode=["messages", "values"])
    return last


@either
@ways
@pytest.mark.parametrize("tools", [[], [look_up]], ids=["no tool", "a tool"])
@pytest.mark.parametrize(
    "strategy", [ToolStrategy, ProviderStrategy, lambda schema: schema], ids=["tool", "own", "auto"]
)
def test_agent_ends_with_a_value_of_its_form(
    strategy: Any, tools: list[Any], way: str, account: Any, first: ModelProvider
):
    with gateway_to([account(first.url)]) as gateway, gateway.run("planner"):
        agent = create_agent(gateway.chat_model("planner"), tools=tools, response_format=strategy(Plan))
        found = run_agent(agent, way)["structured_response"]
    assert found == Plan(title="Title 1", steps=[Step(name="Name 1", minutes=1)])
    assert outcomes(gateway) == [Outcome.ANSWERED]
    assert len(first.requests) == 1


def closed_objects(form: Any) -> bool:
    """True when every object type in a form is closed."""
    text = json.dumps(form)
    return text.count('"additionalProperties": false') == text.count('"type": "object"') == 2


@pytest.mark.parametrize("strict", [None, True])
def test_agent_of_its_own_strategy_asks_for_a_strict_form(strict: bool | None, first: ModelProvider):
    with gateway_to([groq(first.url)]) as gateway:
        strategy = ProviderStrategy(Plan, strict=strict)
        run_agent(create_agent(gateway.chat_model("planner"), tools=[], response_format=strategy), "invoke")
    form = first.requests[0].body["response_format"]["json_schema"]
    assert (form["name"], form["strict"], closed_objects(form)) == ("Plan", True, True)


@either
@ways
def test_agent_uses_its_tool_and_answers(way: str, account: Any, first: ModelProvider):
    with gateway_to([account(first.url)]) as gateway, gateway.run("planner"):
        agent = create_agent(gateway.chat_model("planner"), tools=[look_up], system_prompt="Help.")
        messages = run_agent(agent, way)["messages"]
    assert [m.content for m in messages if isinstance(m, ToolMessage)] == ["Word 1 means work"]
    assert messages[-1].content.startswith("Reply 2")
    assert (len(only_run(gateway).calls), len(first.requests)) == (2, 2)


@either
def test_agent_streams_its_words_one_by_one(account: Any, first: ModelProvider):
    with gateway_to([account(first.url)]) as gateway:
        agent = create_agent(gateway.chat_model("chat"), tools=[])
        pieces = [m.text for m, _ in agent.stream(ASKED, stream_mode="messages")]
    assert len([p for p in pieces if p]) >= 5
    assert "".join(pieces).startswith("Reply 1: tell me more")


@pytest.mark.parametrize("way", ["invoke", "ainvoke"])
def test_agent_whose_model_ignores_what_it_must_call_ends_at_the_most_calls(way: str):
    class Talks(ModelProvider):
        async def _say(self, request: Request) -> Any:
            request.tool = None
            return await super()._say(request)

    with Talks("chat") as talks, gateway_to([groq(talks.url)]) as gateway:
        agent = create_agent(gateway.chat_model("planner"), tools=[], response_format=ToolStrategy(Plan))
        with pytest.raises(ModelUnavailable, match="did not come to an end"), gateway.run("planner", most_calls=4):
            run_agent(agent, way)
        assert len(talks.requests) == 4
    assert only_run(gateway).state is RunState.FAILED


def test_agent_goes_on_at_another_account_in_the_middle_of_its_work(first: ModelProvider, second: ModelProvider):
    first.faults = ["ok", "500"]
    with gateway_to(both(first, second)) as gateway, gateway.run("planner"):
        agent = create_agent(gateway.chat_model("planner"), tools=[look_up])
        assert run_agent(agent, "invoke")["messages"][-1].content.startswith("Reply 1")
    assert [len(first.requests), len(second.requests)] == [2, 1]
    assert second.requests[0].body["messages"][-1]["content"] == "Word 1 means work"


@either
@pytest.mark.parametrize("method", ["json_schema", "function_calling"])
def test_structured_output_goes_over_the_wire_in_the_accounts_own_form(method: str, account: Any, first: ModelProvider):
    with gateway_to([account(first.url)]) as gateway:
        model = gateway.chat_model("planner").with_structured_output(Plan, method=method)
        assert model.invoke("Plan.") == Plan(title="Title 1", steps=[Step(name="Name 1", minutes=1)])
        assert asyncio.run(model.ainvoke("Plan.")) == model.invoke("Plan.")
        as_dict = gateway.chat_model("planner").with_structured_output(Plan.model_json_schema(), method=method)
        assert as_dict.invoke("Plan.") == {"title": "Title 1", "steps": [{"name": "Name 1", "minutes": 1}]}
    for request in first.requests:
        body = request.body
        if method == "json_schema" and account is groq:
            assert "tools" not in body
            assert body["response_format"]["json_schema"]["strict"] is True
            assert closed_objects(body["response_format"])
        else:
            assert "response_format" not in body
            assert [t["function"]["name"] for t in body["tools"]] == ["Plan"]
            assert body["tool_choice"] in ("required", {"type": "function", "function": {"name": "Plan"}})


@either
@pytest.mark.parametrize("method", ["json_schema", "function_calling"])
def test_raw_reply_comes_beside_the_value_or_the_error(method: str, account: Any, first: ModelProvider):
    with gateway_to([account(first.url)]) as gateway:
        model = gateway.chat_model("planner").with_structured_output(Plan, method=method, include_raw=True)
        good = model.invoke("Plan.")
        first.fault = "wrong_schema"
        bad = model.invoke("Plan.")
    assert isinstance(good["raw"], AIMessage)
    assert (good["parsed"].title, good["parsing_error"]) == ("Title 1", None)
    assert bad["parsed"] is None
    assert isinstance(bad["parsing_error"], ValueError)


@pytest.mark.parametrize("text", ['{"score": NaN}', '{"score": 3, "why": "It is', '```json\n{"score": 3}\n```', "3"])
def test_structured_output_makes_no_value_of_what_is_none(text: str, first: ModelProvider):
    class Score(BaseModel):
        score: float

    first.reply = lambda _: text
    with gateway_to([groq(first.url)]) as gateway, pytest.raises(ValueError):
        gateway.chat_model("planner").with_structured_output(Score).invoke("Score.")


def test_choice_of_a_tool_goes_over_the_wire(first: ModelProvider):
    choices = {"any": "required", "auto": "auto", "look_up": {"type": "function", "function": {"name": "look_up"}}}
    with gateway_to([groq(first.url)]) as gateway:
        for choice in choices:
            gateway.chat_model("chat").bind_tools([look_up], tool_choice=choice).invoke("Hello")
        gateway.chat_model("chat").bind_tools([]).invoke("Hello")
    assert [r.body.get("tool_choice") for r in first.requests] == [*choices.values(), None]
    assert "tools" not in first.requests[-1].body


def test_role_decides_model_effort_and_length_and_a_temperature_may_be_given(first: ModelProvider):
    with gateway_to([groq(first.url)]) as gateway:
        gateway.chat_model("evaluator").invoke("Hello")
        gateway.chat_model("chat", 0.9).invoke("Hello", stop=["END"])
        assert gateway.chat_model("chat", 0.9) is gateway.chat_model("chat", 0.9)
    strict, free = (r.body for r in first.requests)
    assert (strict["model"], strict["reasoning_effort"], strict["max_tokens"]) == (
        "openai/gpt-oss-120b",
        "medium",
        6000,
    )
    assert strict["temperature"] < 0.01
    assert (free["model"], free["temperature"], free["stop"]) == (SMALL, 0.9, ["END"])


def test_calls_from_several_event_loops_share_the_gateway(first: ModelProvider):
    first.delay = 0.1

    async def several(gateway: LocalGateway) -> list[Any]:
        return await asyncio.gather(*(gateway.chat_model("chat").ainvoke("Hello") for _ in range(10)))

    with gateway_to([groq(first.url)]) as gateway:
        replies = [message for _ in range(2) for message in asyncio.run(several(gateway))]
    assert {m.response_metadata["provider"] for m in replies} == {GROQ}
    assert len(gateway.ledger.runs) == 20


def test_no_key_is_in_any_text_of_any_object_or_log_line(first: ModelProvider, caplog: pytest.LogCaptureFixture):
    first.faults = ["ok", "401", "500"]
    caplog.set_level(logging.DEBUG)
    with capture_logs() as logs, gateway_to([groq(first.url, keys=SECRETS), huggingface(first.url)]) as gateway:
        model = gateway.chat_model("chat")
        for _ in range(3):
            model.invoke("Hello")
        gateway.look_at_models()
        account = gateway.router.accounts[GROQ]
        clients = gateway.router.clients(GROQ)
        things = [
            gateway, gateway._settings, gateway.router, account, clients, clients.chat_model(0, "chat"), model,
            dumpd(model), model.model_dump(exclude={"router", "loop", "runs"}), gateway.accounts(),
            gateway.ledger.runs, gateway.ledger.states, gateway.alerts.told, logs,
        ]  # fmt: skip
        shown = " ".join(f"{thing!r} {thing!s}" for thing in things) + caplog.text
    assert any(r.headers["authorization"].endswith(SECRETS[0]) for r in first.requests)
    assert len(logs) > 5
    assert not [secret for secret in (*SECRETS, "hf_one") if secret in shown]
