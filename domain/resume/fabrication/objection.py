"""What the guard holds against a rewritten line."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class ObjectionKind(StrEnum):
    """What has no source."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    SKILL = "skill"
    TITLE = "title"
    OWNERSHIP = "ownership"
    SCOPE = "scope"
    SUPERLATIVE = "superlative"
    AWARD = "award"
    RESULT = "result"
    NEGATION = "negation"
    TENSE = "tense"
    MERGED = "merged"
    CLAIM = "claim"


class Objection(BaseModel):
    """Characters `start` to `end` (exclusive) of the text that nothing supports, and what to ask the person."""

    model_config = ConfigDict(frozen=True)

    kind: ObjectionKind
    words: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    question: str


_QUESTIONS = {
    ObjectionKind.NUMBER: "Your resume does not say “{words}”. Is this figure right?",
    ObjectionKind.DATE: "Your resume does not give “{words}” here. Is this date right?",
    ObjectionKind.NAME: "Your resume does not name “{words}” here. Is it true?",
    ObjectionKind.SKILL: "Did you use {words} for this?",
    ObjectionKind.TITLE: "Were you “{words}” in this job?",
    ObjectionKind.OWNERSHIP: "Your resume claims a smaller part. Is “{words}” true of you?",
    ObjectionKind.SCOPE: "Your resume does not say how far it reached. Is “{words}” right?",
    ObjectionKind.SUPERLATIVE: "Can you show that “{words}” is true?",
    ObjectionKind.AWARD: "Did you really receive this: “{words}”?",
    ObjectionKind.RESULT: "Did your work cause this: “{words}”?",
    ObjectionKind.NEGATION: "Your resume limits or denies this. Is “{words}” true without that?",
    ObjectionKind.TENSE: "This job is over. Do you still do this: “{words}”?",
    ObjectionKind.MERGED: "Your resume says this of another place. Does “{words}” belong here?",
    ObjectionKind.CLAIM: "Your resume does not say “{words}”. Is it true?",
}


def objection(kind: ObjectionKind, text: str, start: int, end: int) -> Objection:
    """An objection to these characters of the text, with its question."""
    words = text[start:end]
    return Objection(kind=kind, words=words, start=start, end=end, question=_QUESTIONS[kind].format(words=words))
