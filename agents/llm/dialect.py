"""One form of request and reply for callers, whatever the account behind it understands.

A caller asks for a strict JSON schema and gets JSON text. Where no schema is enforced, or where the model has tools to
choose from (Groq takes no schema beside tools), the schema is offered as a tool, and the arguments of its call become
that text.
"""

from collections.abc import Mapping, Set
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel
from pydantic_core import from_json

from agents.llm.failures import BadGeneration

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage


T = TypeVar("T", bound=BaseModel)
CUT_OFF = "It was cut off. Be shorter."


def strict_form(schema: dict[str, Any] | type[BaseModel]) -> dict[str, Any]:
    """The `response_format` that asks for a strict JSON schema; the name of a dict's form is its "title"."""
    if isinstance(schema, type):
        return deepcopy(_form_of_model(schema))
    return _form(schema)


@cache
def _form_of_model(schema: type[BaseModel]) -> dict[str, Any]:
    return _form(schema)


def _form(schema: dict[str, Any] | type[BaseModel]) -> dict[str, Any]:
    from langchain_core.utils.function_calling import convert_to_json_schema

    strict = convert_to_json_schema(schema, strict=True)
    name = strict.pop("title", None) or "Reply"
    strict.pop("description", None)
    return {"type": "json_schema", "json_schema": {"name": name, "schema": strict, "strict": True}}


def value_of(text: str, schema: type[T]) -> T:
    """The value of the form `schema` in a reply; ValueError for anything else, NaN and Infinity included."""
    from_json(text, allow_inf_nan=False)
    return schema.model_validate_json(text)


def request_for(options: Mapping[str, Any], *, enforces_schemas: bool) -> dict[str, Any]:
    """`options` of a chat completion in the form that this account honours."""
    schema = wanted_form(options)
    if not schema or (enforces_schemas and not options.get("tools")):
        return dict(options)
    rest = {key: value for key, value in options.items() if key != "response_format"}
    name = schema["name"]
    tool = {"name": name, "description": f"Give the {name} in this form.", "parameters": schema["schema"]}
    tools = [*rest.get("tools", []), {"type": "function", "function": tool}]
    choice = {"type": "function", "function": {"name": name}} if len(tools) == 1 else "required"
    return {**rest, "tools": tools, "tool_choice": choice}


def wanted_form(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The "json_schema" part of the `response_format`; empty when the reply may have any form."""
    form = options.get("response_format")
    found = form.get("json_schema") if isinstance(form, Mapping) and form.get("type") == "json_schema" else None
    return found or {}


def calls_unoffered(called: Set[str | None], options: Mapping[str, Any]) -> bool:
    """True when one of the names in `called` is no tool that was offered."""
    offered = {tool["function"]["name"] for tool in options.get("tools") or ()}
    return bool(called - offered - {wanted_form(options).get("name")})


def check_reply(end: str | None, *, said: bool, called: Set[str | None], options: Mapping[str, Any]) -> None:
    """Raise EOFError for a reply that broke off, BadGeneration for one that is empty or calls what was not offered.

    `end` is its finish_reason; a model may come to the end of its tokens while it still reasons.
    """
    if not end:
        raise EOFError("The reply ended without saying why.")
    if calls_unoffered(called, options):
        raise BadGeneration("It called a tool that was not offered. Answer without it.")
    if not said:
        raise BadGeneration(CUT_OFF if end == "length" else "It was empty.")


def reply_of(message: "AIMessage", options: Mapping[str, Any]) -> "AIMessage":
    """The reply as the caller asked for it; raises what check_reply() does."""
    called = {call["name"] for call in [*message.tool_calls, *message.invalid_tool_calls]}
    end = message.response_metadata.get("finish_reason")
    check_reply(end, said=bool(message.content or called), called=called, options=options)
    wanted = wanted_form(options).get("name")
    if wanted in called:
        return _as_text(message, str(wanted))
    return message


def _as_text(message: "AIMessage", name: str) -> "AIMessage":
    import json

    raw = next((c["args"] for c in message.tool_calls if c["name"] == name), None)
    broken = next((c["args"] for c in message.invalid_tool_calls if c["name"] == name), "")
    text = json.dumps(raw) if raw is not None else broken or ""
    rest = [c for c in message.tool_calls if c["name"] != name]
    extra = {key: value for key, value in message.additional_kwargs.items() if key != "tool_calls"}
    changes = {"content": text, "tool_calls": rest, "invalid_tool_calls": [], "additional_kwargs": extra}
    return message.model_copy(update=changes)
