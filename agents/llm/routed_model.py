"""LangChain's view of the gateway: one chat model for a role, whichever account answers.

Works with create_agent, with_structured_output, streaming and tracing like any other chat model. Imported at first use:
it brings LangChain with it.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing, closing
from functools import partial
from operator import itemgetter
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.language_models.base import LangSmithParams
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable, RunnableLambda, RunnableMap, RunnablePassthrough
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import from_json

from agents.llm.background_loop import BackgroundLoop
from agents.llm.dialect import strict_form, value_of, wanted_form
from agents.llm.router import Router
from agents.llm.runs import RunOpener
from agents.llm.tries import Ask


class RoutedChatModel(BaseChatModel):
    """Asks through the gateway. Errors are those of Router.complete: ModelUnavailable, QuotaExceeded, BadGeneration."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    router: Router = Field(exclude=True, repr=False)
    loop: BackgroundLoop = Field(exclude=True, repr=False)
    runs: RunOpener = Field(exclude=True, repr=False)
    role: str
    temperature: float | None = None
    label: str
    """Provider and model of the account that is asked first: for traces and cache keys, whichever one answers."""

    @property
    def _llm_type(self) -> str:
        return "routed"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"role": self.role, "temperature": self.temperature, "label": self.label}

    def _get_ls_params(self, stop: list[str] | None = None, **kwargs: Any) -> LangSmithParams:
        provider, _, model = self.label.partition(" ")
        params = super()._get_ls_params(stop=stop, **kwargs)
        return {**params, "ls_provider": provider, "ls_model_name": model}

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Offer tools; `tool_choice` is "auto", "any" or a tool's name."""
        if not tools:
            return self.bind(**kwargs)
        offered = [convert_to_openai_tool(tool) for tool in tools]
        names = {tool["function"]["name"] for tool in offered}
        choice: Any = {"any": "required"}.get(tool_choice or "", tool_choice)
        if choice in names:
            choice = {"type": "function", "function": {"name": choice}}
        return self.bind(tools=offered, **({"tool_choice": choice} if choice else {}), **kwargs)

    def with_structured_output(
        self, schema: dict[str, Any] | type, *, include_raw: bool = False, method: str = "json_schema", **_: Any
    ) -> Runnable[LanguageModelInput, dict[str, Any] | BaseModel]:
        """Replies of the form `schema`; `method` is "json_schema" or "function_calling"."""
        if method == "function_calling":
            return super().with_structured_output(schema, include_raw=include_raw)
        asked = self.bind(response_format=strict_form(schema))
        parser = RunnableLambda(partial(_value_of, schema=schema))
        if not include_raw:
            return asked | parser
        good = RunnablePassthrough.assign(parsed=itemgetter("raw") | parser, parsing_error=lambda _: None)
        bad = RunnablePassthrough.assign(parsed=lambda _: None)
        return RunnableMap(raw=asked) | good.with_fallbacks([bad], exception_key="parsing_error")

    def _ask(self, messages: list[BaseMessage], stop: list[str] | None, options: dict[str, Any], run: Any) -> Ask:
        kept = {key: value for key, value in options.items() if key != "stream"}
        if form := wanted_form(kept):
            kept["response_format"] = strict_form({**form["schema"], "title": form["name"]})
        return Ask(self.role, messages, run, kept, stop, self.temperature)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,
    ) -> ChatResult:
        with self.runs.joined(self.role) as run:
            message = self.loop.run(self.router.complete(self._ask(messages, stop, kwargs, run)))
        return _result(message)

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,
    ) -> ChatResult:
        with self.runs.joined(self.role) as run:
            message = await self.loop.arun(self.router.complete(self._ask(messages, stop, kwargs, run)))
        return _result(message)

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        with (
            self.runs.joined(self.role) as run,
            closing(self.loop.iterate(self.router.stream(self._ask(messages, stop, kwargs, run)))) as pieces,
        ):
            for piece in pieces:
                if run_manager:
                    run_manager.on_llm_new_token(piece.text, chunk=piece)
                yield piece

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        with self.runs.joined(self.role) as run:
            asked = self.router.stream(self._ask(messages, stop, kwargs, run))
            async with aclosing(self.loop.aiterate(asked)) as pieces:
                async for piece in pieces:
                    if run_manager:
                        await run_manager.on_llm_new_token(piece.text, chunk=piece)
                    yield piece


def _value_of(message: AIMessage, schema: dict[str, Any] | type) -> Any:
    """A reply as the value that was asked for; ValueError when it is not."""
    if isinstance(schema, type) and issubclass(schema, BaseModel):
        return value_of(message.text, schema)
    return from_json(message.text, allow_inf_nan=False)


def _result(message: AIMessage) -> ChatResult:
    return ChatResult(generations=[ChatGeneration(message=message)])
