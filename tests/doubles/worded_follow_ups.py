"""What a model says that was asked to word a question back: one that keeps to every rule, or spoilt in one way."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.doubles.model_request import Request


def worded(request: Request, **changes: Any) -> str:
    """A question back that starts from the words it was given; `changes` are put into it."""
    quote = _block(request.texts[1], "ABOUT").rstrip("…").strip()
    usual = re.fullmatch(r".*”[^”]*?\. (.+)", _block(request.texts[1], "USUAL"), re.S)
    assert usual, "the usual question does not quote the answer"
    text = f"Let us stay with “{quote}” for a moment. {usual[1]}"
    return json.dumps({"quote": quote, "text": text} | changes)


def spoilt(*, until_repair: bool = False, **changes: Any) -> Callable[[Request], str]:
    """A model whose question back is spoilt by `changes`; with `until_repair` it mends it when told."""
    return lambda request: worded(request, **({} if until_repair and request.is_repair else changes))


def _block(text: str, name: str) -> str:
    found = re.search(rf"<<<{name} (\w+)>>>\n(.*?)\n<<<END {name} \1>>>", text, re.S)
    assert found, f"no {name} in the prompt"
    return found.group(2)
