"""Rewrites an answer one level up with a chat model; the domain says whether it holds only what the person said."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from agents.llm.structured import Problem, Reply, structured_call
from domain.evaluation.one_level_up import Piece
from domain.evaluation.types import Evaluation, Rubric
from domain.interview import Question, Wording
from prompts.library import RenderedPrompt, render

if TYPE_CHECKING:
    from agents.llm.routed_model import RoutedChatModel

PROMPT = "answer_improver"
ROLE = "evaluator"
"""The role whose model writes; see agents/llm/roles.py."""
STRONG = 3
"""Level from which a part needs nothing."""
NONE = "(none)"

Check = Callable[[Sequence[Piece]], Sequence[str]]
"""Pieces -> what is wrong with them."""


class ImprovedAnswer(BaseModel):
    """The answer as the model gives it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    pieces: list[Piece]


@dataclass(frozen=True)
class ToImprove:
    """An answer with its scoring, and the lines of the person's resume that are about the same matter."""

    role_name: str
    question: Question
    answer: str
    evaluation: Evaluation
    rubric: Rubric
    wording: Wording
    resume: tuple[str, ...] = ()

    def prompt(self) -> RenderedPrompt:
        """The prompt; weak parts come with what the next level up does."""
        levels = {score.criterion_id: score.level for score in self.evaluation.criteria}
        weak = [c for c in self.rubric.criteria if levels.get(c.id, STRONG) < STRONG]
        return render(
            PROMPT,
            role=self.role_name,
            kind=self.question.kind.label,
            wording=self.wording.value,
            weak=_listed(f"{c.name}: {c.anchors[levels[c.id] + 1]}" for c in weak),
            question=self.question.text,
            missing=_listed(p.text for p in self.evaluation.key_points if not p.covered),
            resume=_listed(self.resume),
            answer=self.answer,
        )


class AnswerImprover:
    """Rewrites answers with the model of the role "evaluator"."""

    def __init__(self, model: "RoutedChatModel") -> None:
        self._model = model

    def improve(self, asked: ToImprove, check: Check) -> Reply[ImprovedAnswer]:
        """Return a rewriting with which `check` finds nothing wrong, and whose it is.

        Raises ModelUnavailable when no reply came, QuotaExceeded when a budget is used up, ModelAnswerRejected when the
        reply stayed unusable after one repair.
        """
        return structured_call(
            self._model,
            asked.prompt(),
            ImprovedAnswer,
            lambda said: [Problem(finding) for finding in check(said.pieces)],
        )


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) or NONE
