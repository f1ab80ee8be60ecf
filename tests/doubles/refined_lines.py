"""What a model says that was asked to rewrite resume lines: a text for each line, made by a function of the line."""

import json
import re
from collections.abc import Callable

from tests.doubles.model_request import Request

Rewrite = Callable[[str], str | None]


def lines_asked(request: Request) -> dict[int, str]:
    """The numbered lines of the prompt, without what they belong to."""
    block = re.search(r"<<<RESUME_LINES (\w+)>>>\n(.*)\n<<<END RESUME_LINES \1>>>", request.texts[1], re.S)
    assert block, "no lines in the prompt"
    found = re.findall(r"^(\d+)\. \([^)]*\) (.+)$", block.group(2), re.M)
    return {int(number): text for number, text in found}


def rewritten(rewrite: Rewrite, *, mended: Rewrite | None = None) -> Callable[[Request], str]:
    """A model that rewrites every line for which `rewrite` gives a text; `mended` is used when it is told off."""

    def reply(request: Request) -> str:
        chosen = mended if mended and request.is_repair else rewrite
        made = [(number, chosen(text)) for number, text in lines_asked(request).items()]
        proposals = [{"line": n, "why": "It is shorter.", "text": text} for n, text in made if text is not None]
        return json.dumps({"proposals": proposals})

    return reply
