"""What a model says that was asked to rewrite an answer: the person's own sentences with one gap, or spoilt."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.doubles.model_request import Request

GAP = {"kind": "gap", "text": "say what you do differently since then"}


def improved(request: Request, extra: str = "") -> str:
    """The answer's sentences in their order with a gap behind them; `extra` is one more sentence of "the person's"."""
    found = re.search(r"<<<ANSWER (\w+)>>>\n(.*?)\n<<<END ANSWER \1>>>", request.texts[1], re.S)
    assert found, "no answer in the prompt"
    said = re.split(r"(?<=[.!?])\s+", found.group(2).strip())
    pieces: list[dict[str, Any]] = [{"kind": "own", "text": text} for text in [*said, extra] if text]
    return json.dumps({"pieces": [*pieces, GAP]})


def lying(extra: str, *, until_repair: bool = False) -> Callable[[Request], str]:
    """A model that adds a sentence nobody said; with `until_repair` it takes it out when told."""
    return lambda request: improved(request, "" if until_repair and request.is_repair else extra)
