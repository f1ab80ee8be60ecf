"""Rewrites resume lines for a job with a chat model; the fabrication guard in the domain decides what may stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from agents.llm.structured import Problem, Reply, structured_call
from agents.model_text import plain_text
from domain.question_selection import shorten
from domain.resume.redaction import marks
from prompts.library import RenderedPrompt, render

if TYPE_CHECKING:
    from agents.llm.routed_model import RoutedChatModel

PROMPT = "resume_refiner"
ROLE = "planner"
"""The role whose model writes; see agents/llm/roles.py."""
LINE_CHARS = 600
JOB_CHARS = 6000
LONGEST_TEXT = 600
_NONE = "(none)"


@dataclass(frozen=True)
class RefinedLine:
    """A line to be rewritten: what it is ("Summary", "Data analyst, 2020 - 2023") and its text, already redacted."""

    about: str
    text: str


class LineProposal(BaseModel):
    """One rewritten line as the model gives it. `line` counts from 1."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    line: int
    why: str
    text: str


class RefinerReply(BaseModel):
    """A whole reply; lines that are good as they are are left out."""

    model_config = ConfigDict(extra="forbid")

    proposals: list[LineProposal]


Check = Callable[[int, str], Sequence[str]]
"""What a text for a line (counted from 1) says without a source: words, for the model's second try."""


def refiner_prompt(lines: Sequence[RefinedLine], job_text: str) -> RenderedPrompt:
    """The prompt for these lines."""
    listed = "\n".join(
        f"{n}. ({shorten(line.about, 120)}) {shorten(line.text, LINE_CHARS)}" for n, line in enumerate(lines, 1)
    )
    return render(PROMPT, resume_lines=listed, job_text=job_text[:JOB_CHARS].strip() or _NONE)


class ResumeRefiner:
    """Proposes better lines with the model of the role "planner"."""

    def __init__(self, model: "RoutedChatModel") -> None:
        self._model = model

    def refine(
        self, lines: Sequence[RefinedLine], job_text: str, check: Check = lambda _line, _text: ()
    ) -> Reply[RefinerReply]:
        """Return at most one proposal a line, as plain text, only for lines that change, and who wrote them.

        What `check` finds is told to the model once; it may still be in the texts that come back. Raises
        ModelUnavailable when no reply came, QuotaExceeded when a budget is used up, ModelAnswerRejected when the reply
        stayed unusable after one repair.
        """
        prompt = refiner_prompt(lines, job_text)
        reply = structured_call(
            self._model,
            prompt,
            RefinerReply,
            lambda said: [p for one in said.proposals for p in _problems(one, lines, check)],
        )
        kept: dict[int, LineProposal] = {}
        for proposal in reply.value.proposals:
            text = _plain(proposal.text)
            if not _misplaced(proposal, lines) and text and text != lines[proposal.line - 1].text:
                kept.setdefault(
                    proposal.line, LineProposal(line=proposal.line, why=plain_text(proposal.why, 200), text=text)
                )
        ordered = RefinerReply(proposals=[kept[number] for number in sorted(kept)])
        return Reply(ordered, reply.account, reply.model, reply.problems)


def _problems(proposal: LineProposal, lines: Sequence[RefinedLine], check: Check) -> list[Problem]:
    """None of these spoils the other lines, so that none is fatal: what cannot be used is left out."""
    wrong = _misplaced(proposal, lines)
    if wrong:
        return [Problem(wrong, fatal=False)]
    number, text = proposal.line, _plain(proposal.text)
    if not text:
        return [Problem(f"Line {number}: the text is empty.", fatal=False)]
    return [
        Problem(f"Line {number} does not say “{words}”. Leave it out.", fatal=False) for words in check(number, text)
    ]


def _misplaced(proposal: LineProposal, lines: Sequence[RefinedLine]) -> str:
    if not 1 <= proposal.line <= len(lines):
        return f"There is no line {proposal.line}; they are numbered 1 to {len(lines)}."
    if len(proposal.text) > LONGEST_TEXT:
        return f"Line {proposal.line}: the text is longer than {LONGEST_TEXT} characters."
    strange = set(marks(proposal.text)) - set(marks(lines[proposal.line - 1].text))
    return f"Line {proposal.line}: the mark {sorted(strange)[0]} does not belong to it." if strange else ""


def _plain(text: str) -> str:
    """Plain text; nothing when that would cost a mark, which looks like the start of a link."""
    plain = plain_text(text, LONGEST_TEXT).strip(" -•")
    return plain if marks(plain) == marks(text) else ""
