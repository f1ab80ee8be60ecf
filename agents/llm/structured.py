"""The one way to a reply of a given form: asked for, checked, mended once, or rejected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from agents.llm.dialect import CUT_OFF, strict_form, value_of
from agents.llm.failures import BadGeneration
from agents.llm.runs import current_run
from domain.errors import ModelAnswerRejected, ModelUnavailable, QuotaExceeded
from prompts.library import RenderedPrompt

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

    from agents.llm.routed_model import RoutedChatModel

T = TypeVar("T", bound=BaseModel)
NOT_USABLE = "What the model said could not be used."


@dataclass(frozen=True)
class Problem:
    """Something wrong with a reply, in words for the model. One that is not `fatal` is worth a second try, no more."""

    text: str
    fatal: bool = True


@dataclass(frozen=True)
class Reply(Generic[T]):
    """A reply of the wanted form, and who gave it. `problems` are those that the second try left."""

    value: T
    account: str
    model: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Attempt(Generic[T]):
    value: T | None
    raw: str
    problems: tuple[Problem, ...]
    account: str = ""
    model: str = ""

    @property
    def usable(self) -> bool:
        return self.value is not None and not any(p.fatal for p in self.problems)


def structured_call(
    model: "RoutedChatModel",
    prompt: RenderedPrompt,
    schema: type[T],
    check: Callable[[T], Sequence[Problem]] = lambda _: (),
    *,
    mend: bool = True,
) -> Reply[T]:
    """Ask for a `schema`; a reply that fails it, or `check`, is asked for once more with what was wrong.

    The better of the two counts; with `mend` off there is no second try. Raises ModelAnswerRejected when neither can be
    used, ModelUnavailable when no reply came, QuotaExceeded when a budget is used up.
    """
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    asked = model.bind(response_format=strict_form(schema)).with_config(metadata={"prompt": prompt.ref})
    messages: list[BaseMessage] = [SystemMessage(prompt.system), HumanMessage(prompt.user)]
    first = _ask(asked, messages, schema, check)
    if not first.problems or not mend:
        return _reply(first)
    run = current_run()
    if run and not first.usable:
        run.avoid.add(first.account)  # the same words from the same place would hardly be better
    listed = "\n".join(f"- {p.text}" for p in first.problems)
    fix = HumanMessage(f"Your reply cannot be used as it is:\n{listed}\nGive the whole reply again, corrected.")
    said = [AIMessage(first.raw)] if first.raw else []
    try:
        second = _ask(asked, [*messages, *said, fix], schema, check)
    except ModelUnavailable:
        second = first
    except QuotaExceeded:
        if not first.usable:
            raise
        second = first
    best = second if second.usable else first
    return _reply(best)


def _ask(
    asked: Any, messages: "list[BaseMessage]", schema: type[T], check: Callable[[T], Sequence[Problem]]
) -> _Attempt[T]:
    try:
        message = asked.invoke(messages)
    except BadGeneration as error:
        return _Attempt(None, "", (Problem(error.problem),))
    raw = message.content if isinstance(message.content, str) else ""
    told = message.response_metadata
    account, model = str(told.get("provider", "")), str(told.get("model_name", ""))
    try:
        value = value_of(raw, schema)
    except ValueError as error:
        problems = [Problem(f"It was not JSON of the given form ({_shown(error)}).")]
        if told.get("finish_reason") == "length":
            problems.insert(0, Problem(CUT_OFF))
        return _Attempt(None, raw, tuple(problems), account, model)
    return _Attempt(value, raw, tuple(check(value)), account, model)


def _shown(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    worst = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(str(part) for part in worst['loc'])}: {worst['msg']}"


def _reply(attempt: _Attempt[T]) -> Reply[T]:
    if attempt.value is None or not attempt.usable:
        raise ModelAnswerRejected(NOT_USABLE)
    return Reply(attempt.value, attempt.account, attempt.model, attempt.problems)
