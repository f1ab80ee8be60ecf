"""One form of request and reply, whatever the account behind it understands."""

import json
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from pydantic import BaseModel

from agents.llm.dialect import reply_of, request_for, strict_form, value_of
from agents.llm.failures import BadGeneration


class Step(BaseModel):
    name: str
    score: float = 0.0


class Plan(BaseModel):
    """What to do."""

    steps: list[Step]
    note: str | None = None


FORM = {"response_format": strict_form(Plan)}
TOOL = {"type": "function", "function": {"name": "look_up", "description": "", "parameters": {}}}


def message(content: str = "", calls: tuple[tuple[str, dict[str, Any]], ...] = (), **changes: Any) -> AIMessage:
    made = [{"name": name, "args": args, "id": str(i)} for i, (name, args) in enumerate(calls)]
    return AIMessage(content, tool_calls=made, response_metadata={"finish_reason": "stop"}, **changes)


def objects(schema: Any) -> list[dict[str, Any]]:
    """Every object type in a JSON schema."""
    inside = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    here = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    return here + [found for part in inside for found in objects(part)]


@pytest.mark.parametrize("schema", [Plan, Plan.model_json_schema()], ids=["class", "dict"])
def test_strict_form_closes_every_object_and_requires_every_property(schema: Any):
    form = strict_form(schema)["json_schema"]
    assert (form["name"], form["strict"]) == ("Plan", True)
    found = objects(form["schema"])
    assert len(found) == 2
    assert all(o["additionalProperties"] is False and set(o["required"]) == set(o["properties"]) for o in found)


def test_strict_form_of_a_strict_form_is_the_same():
    form = strict_form(Plan)
    again = strict_form({**form["json_schema"]["schema"], "title": form["json_schema"]["name"]})
    assert again == form


def test_account_that_enforces_schemas_is_asked_for_one():
    assert request_for(FORM, enforces_schemas=True) == FORM


def test_account_that_enforces_none_is_made_to_call_a_tool_of_that_form():
    asked = request_for(FORM | {"seed": 1}, enforces_schemas=False)
    (tool,) = asked["tools"]
    assert tool["function"]["name"] == "Plan"
    assert tool["function"]["parameters"] == FORM["response_format"]["json_schema"]["schema"]
    assert asked["tool_choice"] == {"type": "function", "function": {"name": "Plan"}}
    assert asked["seed"] == 1
    assert "response_format" not in asked


@pytest.mark.parametrize("enforces", [True, False])
def test_schema_beside_tools_becomes_one_more_tool_of_which_one_must_be_called(enforces: bool):
    asked = request_for(FORM | {"tools": [TOOL]}, enforces_schemas=enforces)
    assert [t["function"]["name"] for t in asked["tools"]] == ["look_up", "Plan"]
    assert asked["tool_choice"] == "required"
    assert "response_format" not in asked


@pytest.mark.parametrize("options", [{}, {"tools": [TOOL]}, {"response_format": {"type": "json_object"}}])
def test_request_without_a_schema_stays_as_it_is(options: dict[str, Any]):
    assert request_for(options, enforces_schemas=False) == options


def test_call_of_the_form_becomes_the_text_of_the_reply():
    reply = reply_of(message(calls=(("Plan", {"steps": []}),)), FORM)
    assert (json.loads(str(reply.content)), reply.tool_calls) == ({"steps": []}, [])


def test_call_of_the_form_that_is_no_json_is_handed_on_as_it_is():
    broken = AIMessage(
        "",
        invalid_tool_calls=[{"name": "Plan", "args": '{"steps": [', "id": "1", "error": None}],
        response_metadata={"finish_reason": "stop"},
    )
    assert reply_of(broken, FORM).content == '{"steps": ['


def test_other_calls_beside_the_form_are_kept():
    said = message(calls=(("look_up", {"word": "x"}), ("Plan", {"steps": []})))
    reply = reply_of(said, FORM | {"tools": [TOOL]})
    assert [call["name"] for call in reply.tool_calls] == ["look_up"]


def test_words_in_place_of_the_form_are_handed_on():
    assert reply_of(message('{"steps": []}'), FORM).content == '{"steps": []}'


@pytest.mark.parametrize("options", [{}, FORM, {"tools": [TOOL]}])
def test_call_of_what_was_not_offered_is_useless(options: dict[str, Any]):
    with pytest.raises(BadGeneration) as caught:
        reply_of(message("Sure.", calls=(("drop_everything", {}),)), options)
    assert "not offered" in caught.value.problem


@pytest.mark.parametrize(("end", "problem"), [("stop", "It was empty."), ("length", "It was cut off. Be shorter.")])
def test_reply_without_words_is_useless(end: str, problem: str):
    with pytest.raises(BadGeneration) as caught:
        reply_of(AIMessage("", response_metadata={"finish_reason": end}), {})
    assert caught.value.problem == problem


def test_reply_without_an_end_broke_off():
    with pytest.raises(EOFError):
        reply_of(AIMessage("Half a"), {})


def test_sentence_for_the_person_is_not_the_one_for_the_model():
    assert str(BadGeneration("It was empty.")) == "What the model said could not be used."


def test_value_is_read_from_json_of_the_form():
    assert value_of('{"steps": [{"name": "a", "score": 1}]}', Plan) == Plan(steps=[Step(name="a", score=1)])


@pytest.mark.parametrize(
    "text",
    [
        '{"steps": [{"name": "a", "score": NaN}]}',
        '{"steps": [{"name": "a", "score": Infinity}]}',
        '{"steps": [{"name": "a", "score": 1',
        '```json\n{"steps": []}\n```',
        '{"steps": []} and so on',
        '{"verdict": "fine"}',
        "",
    ],
)
def test_nothing_is_made_of_any_other_text(text: str):
    with pytest.raises(ValueError):
        value_of(text, Plan)
