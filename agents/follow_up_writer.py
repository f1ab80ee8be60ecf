"""Words a question back with a chat model; a rule has chosen what it is about, the domain says if it may be asked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from agents.llm.structured import Problem, Reply, structured_call
from domain.evaluation.relevance import Embed
from domain.evaluation.types import Criterion, Rubric
from domain.follow_up_aims import strays_to
from domain.follow_up_checks import follow_up_findings
from domain.follow_ups import FollowUp
from domain.interview import Question, Style, Wording
from domain.question_selection import shorten
from prompts.library import RenderedPrompt, render

if TYPE_CHECKING:
    from agents.llm.routed_model import RoutedChatModel

PROMPT = "follow_up_writer"
ROLE = "interviewer"
"""The role whose model writes; see agents/llm/roles.py."""
ANSWER_CHARS = 6000


class WordedFollowUp(BaseModel):
    """The question back as the model gives it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    quote: str
    text: str


@dataclass(frozen=True)
class ToWord:
    """A question back as the rules found it, with the answer it is about."""

    role_name: str
    question: Question
    answer: str
    found: FollowUp
    rubric: Rubric
    style: Style
    wording: Wording

    @property
    def criterion(self) -> Criterion:
        """The part it asks about; ValueError when the rubric has no such part."""
        found = next((c for c in self.rubric.criteria if c.id == self.found.aims_at), None)
        if found is None:
            raise ValueError(f"{self.rubric.label} has no criterion {self.found.aims_at}.")
        return found

    def prompt(self) -> RenderedPrompt:
        """The prompt; its `inputs_digest` is what a cache may go by."""
        return render(
            PROMPT,
            role=self.role_name,
            kind=self.question.kind.label,
            style=self.style.value,
            wording=self.wording.value,
            criterion=self.criterion.name,
            full=self.criterion.anchors[-1],
            question=self.question.text,
            about=self.found.about,
            usual=self.found.text,
            answer=shorten(self.answer, ANSWER_CHARS),
        )


class FollowUpWriter:
    """Words questions back with the model of the role "interviewer". `embed` also finds repeats in other words."""

    def __init__(self, model: "RoutedChatModel", *, embed: Embed | None = None) -> None:
        self._model = model
        self._embed = embed

    def write(self, asked: ToWord) -> Reply[WordedFollowUp]:
        """Return words that keep to every rule, and whose they are.

        Raises ModelUnavailable when no reply came, QuotaExceeded when a budget is used up, ModelAnswerRejected when the
        reply stayed unusable after one repair.
        """

        def problems(said: WordedFollowUp) -> list[Problem]:
            found = follow_up_findings(
                said.text, said.quote, asked.question.text, asked.answer, asked.found.text, self._embed
            )
            if not found and self._embed:
                other = strays_to(said.text, asked.criterion, asked.rubric.criteria, self._embed)
                found = [f"It asks about “{other}” instead of “{asked.criterion.name}”."] if other else []
            return [Problem(finding) for finding in found]

        return structured_call(self._model, asked.prompt(), WordedFollowUp, problems)
