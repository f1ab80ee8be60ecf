"""Unmodified clients talk to the model provider as they would to the real ones."""

import asyncio
import io
import wave
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import groq
import openai
import pytest
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_groq import ChatGroq
from langchain_openai import ChatOpenAI
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from tests.doubles.model_provider import HEARD, MODELS, ModelProvider
from tests.unit.doubles.conftest import MODEL


class Step(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: Literal["read", "practise"]
    minutes: int = Field(ge=5, le=90)


class Plan(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    steps: list[Step]
    note: str | None


def chat_model(client: str, server: ModelProvider, **options: Any) -> BaseChatModel:
    key = SecretStr("gsk_one")
    if client == "groq":
        return ChatGroq(model=MODEL, api_key=key, base_url=server.url, max_retries=0, timeout=20, **options)
    url = f"{server.url}/v1"
    return ChatOpenAI(model=MODEL, api_key=key, base_url=url, max_retries=0, timeout=20, stream_usage=True, **options)


clients = pytest.mark.parametrize("client", ["groq", "openai"])


@clients
def test_invoke_gets_words_with_their_usage(client: str, provider: ModelProvider):
    reply = chat_model(client, provider).invoke("Hello there.")
    told = provider.ledger["default", MODEL]
    assert str(reply.content).startswith("Reply 1:")
    assert reply.response_metadata["finish_reason"] == "stop"
    assert reply.usage_metadata["input_tokens"] == told.tokens_in > 0
    assert reply.usage_metadata["output_tokens"] == told.tokens_out > 0


@clients
def test_stream_gets_the_same_words_in_parts_with_one_usage(client: str, provider: ModelProvider):
    parts = list(chat_model(client, provider).stream("Hello there."))
    whole = parts[0]
    for part in parts[1:]:
        whole += part
    told = provider.ledger["default", MODEL]
    assert len([p for p in parts if p.content]) > 3
    assert whole.content.endswith("what changed because of it.")
    assert whole.response_metadata["finish_reason"] == "stop"
    assert (whole.usage_metadata["input_tokens"], whole.usage_metadata["output_tokens"]) == (
        told.tokens_in,
        told.tokens_out,
    )


@clients
@pytest.mark.parametrize("method", ["json_schema", "function_calling"])
def test_any_schema_is_filled_whichever_way_it_is_asked_for(client: str, method: str, provider: ModelProvider):
    plan = chat_model(client, provider).with_structured_output(Plan, method=method, strict=True).invoke("Plan my week.")
    assert isinstance(plan, Plan)
    assert plan.steps[0].kind == "read"
    assert plan.steps[0].minutes >= 5


def test_tool_call_holds_the_same_json_as_a_json_schema_reply(provider: ModelProvider):
    model = chat_model("openai", provider)
    by_schema = model.with_structured_output(Plan, method="json_schema", include_raw=True).invoke("Plan.")
    by_tool = model.with_structured_output(Plan, method="function_calling", include_raw=True).invoke("Plan.")
    assert by_schema["parsed"] == by_tool["parsed"]
    assert by_tool["raw"].response_metadata["finish_reason"] == "tool_calls"


@clients
def test_streamed_tool_call_adds_up(client: str, provider: ModelProvider):
    model = chat_model(client, provider).bind_tools([Plan], tool_choice="Plan")
    parts = list(model.stream("Plan."))
    whole = parts[0]
    for part in parts[1:]:
        whole += part
    assert Plan.model_validate(whole.tool_calls[0]["args"]).title == "Title 1"


def test_agent_with_tools_ends(provider: ModelProvider):
    from langchain.agents import create_agent
    from langchain.agents.structured_output import ToolStrategy

    def look_up(company: str) -> str:
        """Look a company up."""
        return f"{company} makes boats."

    words = create_agent(chat_model("groq", provider), tools=[look_up]).invoke(
        {"messages": [("user", "Who are they?")]}
    )
    assert [m.type for m in words["messages"]] == ["human", "ai", "tool", "ai"]
    form = create_agent(chat_model("groq", provider), tools=[look_up], response_format=ToolStrategy(Plan))
    assert isinstance(form.invoke({"messages": [("user", "Plan.")]})["structured_response"], Plan)


def test_evaluator_prompt_gets_an_evaluation_and_other_prompts_do_not(provider: ModelProvider):
    prompt = SystemMessage("criterion_id: own_action (Own action)\ncriterion_id: result (Result)")
    answer = HumanMessage("1. Says who.\n\n<<<ANSWER x1>>>\nI moved the whole queue myself.\n<<<END ANSWER x1>>>")
    said = str(chat_model("groq", provider).invoke([prompt, answer]).content)
    request = provider.requests[0]
    assert (request.criteria, request.points) == (["own_action", "result"], 1)
    assert request.answer == "I moved the whole queue myself."
    assert '"criterion_id": "result"' in said
    assert "I moved the whole queue myself." in said
    assert "criterion_id" not in str(chat_model("groq", provider).invoke("Hello.").content)


@pytest.mark.parametrize(
    ("behaviour", "sign"),
    [("garbage", "{criteria: ["), ("level_seven", '"level": 7'), ("zero", '"level": 0'), ("hostile_text", "<script>")],
)
def test_behaviour_decides_what_an_evaluation_says(behaviour: str, sign: str):
    with ModelProvider(behaviour) as server:
        prompt = [SystemMessage("criterion_id: own_action"), HumanMessage("<<<ANSWER a>>>\nI did.\n<<<END ANSWER a>>>")]
        assert sign in str(chat_model("groq", server).invoke(prompt).content)


def test_cut_off_behaviour_says_so():
    with ModelProvider("cut_off") as server:
        reply = chat_model("groq", server).with_structured_output(Plan, method="json_schema", include_raw=True)
        raw = reply.invoke("Plan.")["raw"]
    assert raw.response_metadata["finish_reason"] == "length"
    assert len(raw.content) == 80


def test_reply_argument_decides_alone_and_may_wait(provider: ModelProvider):
    provider.reply = lambda request: f"{request.organization} said {request.texts[-1]}"
    assert chat_model("groq", provider).invoke("boo").content == "default said boo"


def test_groq_client_gets_what_was_heard(provider: ModelProvider):
    client = groq.Groq(api_key="gsk_one", base_url=provider.url, max_retries=0)
    file = ("answer.wav", _wav(2.5))
    model = "whisper-large-v3-turbo"
    assert client.audio.transcriptions.create(file=file, model=model).text == HEARD
    assert client.audio.transcriptions.create(file=file, model=model, response_format="text") == HEARD
    full: Any = client.audio.transcriptions.create(
        file=file, model=model, response_format="verbose_json", timestamp_granularities=["word", "segment"]
    )
    assert full.duration == 2.5
    assert full.segments[0]["end"] == 2.5
    assert full.words[0]["word"] == "I"
    told = provider.ledger["default", model]
    assert (told.answered, told.unreported, told.audio_seconds) == (3, 0, 7.5)


def test_transcription_without_a_file_is_refused(provider: ModelProvider):
    client = groq.Groq(api_key="gsk_one", base_url=provider.url, max_retries=0)
    with pytest.raises(groq.BadRequestError, match="file"):
        client.audio.transcriptions.create(url="", model="whisper-large-v3")


def test_models_are_listed_on_both_paths(provider: ModelProvider):
    listed = openai.OpenAI(api_key="hf_one", base_url=f"{provider.url}/v1", max_retries=0).models.list()
    assert tuple(model.id for model in listed) == MODELS
    assert len(groq.Groq(api_key="gsk_one", base_url=provider.url, max_retries=0).models.list().data) == len(MODELS)
    assert provider.lists == 2
    assert provider.requests == []


def test_model_that_is_not_on_offer_is_not_found():
    with (
        ModelProvider(models=["openai/gpt-oss-20b"]) as server,
        pytest.raises(groq.NotFoundError, match="gpt-oss-120b"),
    ):
        chat_model("groq", server).invoke("Hello.")


def test_groq_takes_no_schema_beside_tools(provider: ModelProvider):
    form = {"type": "json_object"}
    model = chat_model("groq", provider).bind_tools([Plan])
    with pytest.raises(groq.BadRequestError, match="cannot be combined"):
        model.invoke("Plan.", response_format=form)


@clients
def test_fifty_parallel_calls_are_told_exactly_what_the_ledger_holds(client: str, provider: ModelProvider):
    model = chat_model(client, provider)
    rubric = "A fixed rubric stands before every answer. " * 200

    def ask(number: int) -> dict[str, Any]:
        messages = [SystemMessage(rubric), HumanMessage(f"Answer {number}")]
        if number % 2:
            return dict(model.invoke(messages).usage_metadata or {})
        told = [part.usage_metadata for part in model.stream(messages) if part.usage_metadata]
        assert len(told) == 1
        return dict(told[0])

    with ThreadPoolExecutor(50) as pool:
        told = list(pool.map(ask, range(50)))
    counted = provider.ledger["default", MODEL]
    assert (counted.requests, counted.answered, counted.failed, counted.unreported) == (50, 50, 0, 0)
    assert counted.tokens_in == sum(t["input_tokens"] for t in told)
    assert counted.tokens_out == sum(t["output_tokens"] for t in told)
    cached = [t.get("input_token_details", {}).get("cache_read", 0) for t in told]
    assert counted.tokens_cached == sum(cached)
    assert cached.count(0) == 1


def test_asynchronous_client_is_answered_too(provider: ModelProvider):
    async def all_at_once() -> list[Any]:
        model = chat_model("openai", provider)
        return await asyncio.gather(*(model.ainvoke(f"Hello {n}") for n in range(20)))

    assert len({reply.content for reply in asyncio.run(all_at_once())}) == 20


def _wav(seconds: float) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(int(8000 * seconds) * 2))
    return file.getvalue()
