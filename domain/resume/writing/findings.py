"""What a check found in one line of a resume."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class WritingKind(StrEnum):
    """What is the matter with some words; GRAMMAR and SPELLING come from the grammar checker."""

    WEAK_VERB = "weak_verb"
    PASSIVE = "passive"
    VAGUE = "vague"
    NO_NUMBER = "no_number"
    TENSE = "tense"
    REPETITION = "repetition"
    FIRST_PERSON = "first_person"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    CLICHE = "cliche"
    FILLER = "filler"
    GRAMMAR = "grammar"
    SPELLING = "spelling"


NAMES: dict[WritingKind, str] = {
    WritingKind.WEAK_VERB: "Weak opening",
    WritingKind.PASSIVE: "Passive voice",
    WritingKind.VAGUE: "Vague words",
    WritingKind.NO_NUMBER: "No number",
    WritingKind.TENSE: "Tense",
    WritingKind.REPETITION: "Same opening again",
    WritingKind.FIRST_PERSON: "First person",
    WritingKind.TOO_LONG: "Long line",
    WritingKind.TOO_SHORT: "Short line",
    WritingKind.CLICHE: "Worn phrase",
    WritingKind.FILLER: "Words to drop",
    WritingKind.GRAMMAR: "Grammar",
    WritingKind.SPELLING: "Spelling",
}
"""How each kind is called on screen."""

WHOLE_LINE = frozenset({WritingKind.NO_NUMBER, WritingKind.TOO_LONG, WritingKind.TOO_SHORT})
"""Kinds that are about a line, not about some of its words."""


class WritingFinding(BaseModel):
    """Characters `start` to `end` (exclusive) of the text at `path` in the facts, and what could stand there instead.

    `replacement` is None where no rule can be trusted to write it; "" means that the words can simply go. It never
    adds a fact, and never says that the person did more than the line says.
    """

    model_config = ConfigDict(frozen=True)

    path: str
    """ "summary", "work.0.bullets.2", "projects.1.bullets.0"."""
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    kind: WritingKind
    text: str
    """The words found, exactly as they stand there."""
    why: str
    replacement: str | None = None

    @property
    def whole_line(self) -> bool:
        """Whether this is about the line as a whole, so that there is nothing to mark in it."""
        return self.kind in WHOLE_LINE
