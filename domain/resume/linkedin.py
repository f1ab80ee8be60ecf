"""The profile PDF that LinkedIn makes: what it needs before the usual rules can read it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.resume.document import Line

_PAGE = re.compile(
    r"^(?:page|seite|página|pagina|stránka) \d+ (?:of|von|de|di|sur) \d+$|^第?\s*\d+\s*页.*共\s*\d+\s*页$",
    re.IGNORECASE,
)
_MARK = re.compile(r"\((?:LinkedIn|Personal|Company|Portfolio|Blog|Other|Mobile|Home|Work)\)\s*$")
_OPEN_ADDRESS = re.compile(r"(?:linkedin\.com/(?:in|pub)/|https?://|www\.)\S*$", re.IGNORECASE)


def is_profile(lines: Sequence[Line]) -> bool:
    """Whether the file is LinkedIn's own export."""
    return any(line.text.rstrip().endswith("(LinkedIn)") for line in lines[:25])


def tidied(lines: Sequence[Line]) -> list[Line]:
    """Without page numbers; an address that was cut at the edge of the side column is whole again."""
    kept = [line for line in lines if not _PAGE.match(line.text.strip())]
    if not is_profile(kept):
        return kept
    result: list[Line] = []
    for line in kept:
        above = result[-1] if result else None
        if (
            above is not None
            and above.column == line.column
            and _OPEN_ADDRESS.search(above.text)
            and re.fullmatch(r"[\w%/.-]+(?:\s*\(\w+\))?", line.text)
            and ("-" in above.text[-1:] or _MARK.search(line.text))
        ):
            result[-1] = replace(above, text=f"{above.text}{line.text}", cells=(), links=(*above.links, *line.links))
        else:
            result.append(line)
    return [
        replace(line, text=_MARK.sub("", line.text).rstrip(), cells=()) if _MARK.search(line.text) else line
        for line in result
    ]
