"""Looks again at the parts of a resume that the rules are not sure of; it may only pick words out of their lines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from agents.llm.structured import Problem, structured_call
from domain.resume.repair import DoubtfulPart, Repair, as_written
from prompts.library import RenderedPrompt, render

if TYPE_CHECKING:
    from agents.llm.routed_model import RoutedChatModel

PROMPT = "resume_repairer"
ROLE = "extractor"
"""The role whose model reads; see agents/llm/roles.py."""
_KINDS = {"contact": "the person", "work": "a job", "education": "a study"}


class RepairedField(BaseModel):
    """One value as the model gives it: which part it belongs to, which field it is, and the words of the lines."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    part: int
    field: Literal["name", "title", "employer", "place", "school", "degree", "field", "start", "end"]
    value: str


class RepairerReply(BaseModel):
    """A whole reply."""

    model_config = ConfigDict(extra="forbid")

    values: list[RepairedField]


def repairer_prompt(parts: Sequence[DoubtfulPart]) -> RenderedPrompt:
    """The prompt for these parts."""
    return render(PROMPT, parts="\n\n".join(map(_shown, parts)))


class ResumeRepairer:
    """Reads doubtful parts with the model of the role "extractor"."""

    def __init__(self, model: "RoutedChatModel") -> None:
        self._model = model

    def repair(self, parts: Sequence[DoubtfulPart]) -> list[Repair]:
        """The values the model read; those that do not stand in the lines of their part are left out.

        Raises ModelUnavailable when no reply came, QuotaExceeded when a budget is used up, ModelAnswerRejected when the
        reply stayed unusable after one repair.
        """
        by_number = {part.number: part for part in parts}

        def problems(reply: RepairerReply) -> list[Problem]:
            return [Problem(text, fatal=False) for value in reply.values if (text := _wrong(value, by_number))]

        reply = structured_call(self._model, repairer_prompt(parts), RepairerReply, problems)
        return [
            Repair(value.part, value.field, as_written(value.value, by_number[value.part].lines))
            for value in reply.value.values
            if not _wrong(value, by_number)
        ]


def _wrong(value: RepairedField, parts: dict[int, DoubtfulPart]) -> str:
    """Why a value cannot be used, in words for the model; empty when it can."""
    part = parts.get(value.part)
    if part is None:
        return f"There is no part {value.part}."
    if value.field not in dict(part.values):
        return f"Part {value.part} has no field “{value.field}”."
    if not as_written(value.value, part.lines):
        return f"“{value.value[:80]}” does not stand in the lines of part {value.part}."
    return ""


def _shown(part: DoubtfulPart) -> str:
    read = "; ".join(f"{field}: {value or '(nothing)'}" for field, value in part.values)
    lines = "\n".join(f"  {line}" for line in part.lines)
    kind = _KINDS[part.path.split(".")[0]]
    return f"Part {part.number}, {kind}\nRead so far: {read}\nDoubts: {' '.join(part.reasons)}\nLines:\n{lines}"
