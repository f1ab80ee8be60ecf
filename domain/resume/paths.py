"""Facts by their path: "summary", "contact.name", "work.0.bullets.2"."""

from typing import Any

from pydantic import BaseModel

from domain.resume.facts import ResumeFacts


def value_at(facts: ResumeFacts, path: str) -> Any:
    """What stands at a path; KeyError when there is nothing."""
    found: Any = facts
    for step in path.split("."):
        found = _step(found, step, path)
    return found


def text_at(facts: ResumeFacts, path: str) -> str:
    """The text at a path; KeyError when nothing stands there or it is not a text."""
    found = value_at(facts, path)
    if not isinstance(found, str):
        raise KeyError(path)
    return found


def with_text(facts: ResumeFacts, path: str, text: str) -> ResumeFacts:
    """The facts with another text at a path; KeyError when no text stands there."""
    text_at(facts, path)
    changed = _with(facts, path.split("."), text)
    return ResumeFacts.model_validate(changed)


def _step(found: Any, step: str, path: str) -> Any:
    if isinstance(found, tuple) and step.isdecimal() and int(step) < len(found):
        return found[int(step)]
    if isinstance(found, BaseModel) and step in type(found).model_fields:
        return getattr(found, step)
    raise KeyError(path)


def _with(found: Any, steps: list[str], text: str) -> Any:
    if not steps:
        return text
    step, rest = steps[0], steps[1:]
    if isinstance(found, tuple):
        return tuple(_with(part, rest, text) if i == int(step) else part for i, part in enumerate(found))
    return found.model_copy(update={step: _with(getattr(found, step), rest, text)})
