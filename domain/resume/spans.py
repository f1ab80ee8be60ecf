"""Where in the file a fact stands."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field


class Span(BaseModel):
    """Characters `start` to `end` (exclusive) of the line with that index in `ReadDocument.lines`."""

    model_config = ConfigDict(frozen=True)

    line: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int = Field(ge=0)


Sources = Mapping[str, tuple[Span, ...]]
"""A fact's path ("contact.name", "work.0.title", "work.0.bullets.2", "skills.5") and the spans it was read from.

A value that is not written in the file as it stands here (a person typed it) has no entry.
"""
