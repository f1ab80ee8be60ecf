"""Writes interview questions with a chat model; domain/question_checks says which of them anybody may be asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from agents.llm.structured import Problem, Reply, structured_call
from domain import question_checks as checks
from domain.evaluation.relevance import Embed
from domain.interview import Level, QuestionKind, Wording
from domain.plain_language import plain_findings
from domain.question_selection import shorten
from prompts.library import RenderedPrompt, render

if TYPE_CHECKING:
    from agents.llm.routed_model import RoutedChatModel

PROMPT = "question_writer"
ROLE = "interviewer"
"""The role whose model writes; see agents/llm/roles.py."""
LINE_CHARS = 300
_NONE = "(none)"


class WrittenQuestion(BaseModel):
    """One question as the model gives it. `line` is the line it is about, counted from 1, or 0."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    line: int
    text: str
    key_points: list[str]
    outline: str
    seconds: int


class WriterReply(BaseModel):
    """A whole reply."""

    model_config = ConfigDict(extra="forbid")

    questions: list[WrittenQuestion]


def writer_prompt(
    role_name: str,
    level: Level,
    kind: QuestionKind,
    count: int,
    *,
    wording: Wording = Wording.STANDARD,
    avoid: Sequence[str] = (),
    resume_lines: Sequence[str] = (),
    job_lines: Sequence[str] = (),
) -> RenderedPrompt:
    """The prompt for these questions; its `inputs_digest` is what a cache may go by.

    The lines are numbered from 1, those of the resume first.
    """
    return render(
        PROMPT,
        role=role_name,
        level=level.value,
        kind=kind.label,
        count=count,
        wording=wording.value,
        resume_lines=_numbered(resume_lines, 1),
        job_lines=_numbered(job_lines, 1 + len(resume_lines)),
        avoid="\n".join(f"- {text}" for text in avoid) or _NONE,
    )


class QuestionWriter:
    """Writes questions with the model of the role "interviewer". With `embed` it also finds repeats in other words."""

    def __init__(self, model: "RoutedChatModel", *, embed: Embed | None = None) -> None:
        self._model = model
        self._embed = embed

    def write(
        self,
        role_name: str,
        level: Level,
        kind: QuestionKind,
        count: int,
        *,
        wording: Wording = Wording.STANDARD,
        avoid: Sequence[str] = (),
        resume_lines: Sequence[str] = (),
        job_lines: Sequence[str] = (),
    ) -> Reply[WriterReply]:
        """Return `count` questions that keep to every rule, and who wrote them.

        With lines each question is about another one of them, and those that are not are left out, so that there may
        be fewer. Raises ModelUnavailable when no reply came, QuotaExceeded when a budget is used up,
        ModelAnswerRejected when the reply stayed unusable after one repair.
        """
        prompt = writer_prompt(
            role_name, level, kind, count, wording=wording, avoid=avoid, resume_lines=resume_lines, job_lines=job_lines
        )
        lines = _Lines(resume_lines, job_lines, self._embed)

        def problems(reply: WriterReply) -> list[Problem]:
            return [*self._problems(reply, kind, count, avoid), *_unplain(reply, wording), *lines.problems(reply)]

        reply = structured_call(self._model, prompt, WriterReply, problems)
        kept = WriterReply(questions=lines.kept(reply.value.questions))
        return Reply(kept, reply.account, reply.model, reply.problems)

    def _problems(self, reply: WriterReply, kind: QuestionKind, count: int, avoid: Sequence[str]) -> list[Problem]:
        found = []
        if len(reply.questions) != count:
            found.append(Problem(f"There are {len(reply.questions)} questions instead of {count}."))
        for number, question in enumerate(reply.questions, 1):
            wrong = checks.question_findings(question.text, kind)
            wrong += checks.answer_findings(question.key_points, question.outline)
            found += [Problem(f"Question {number}: {finding}") for finding in wrong]
        for index, other in checks.repeats([q.text for q in reply.questions], avoid, self._embed):
            found.append(Problem(f"Question {index + 1} repeats “{other}” Ask for something else."))
        return found


def _unplain(reply: WriterReply, wording: Wording) -> list[Problem]:
    if wording is not Wording.PLAIN:
        return []
    numbered = enumerate(reply.questions, 1)
    return [Problem(f"Question {number}: {finding}") for number, q in numbered for finding in plain_findings(q.text)]


class _Lines:
    """The lines that questions have to be about, if there are any."""

    def __init__(self, resume_lines: Sequence[str], job_lines: Sequence[str], embed: Embed | None) -> None:
        self._lines = [*resume_lines, *job_lines]
        self._resume_lines = len(resume_lines)
        self._embed = embed

    def findings(self, question: WrittenQuestion) -> list[str]:
        """What of the question does not keep to its line."""
        number = question.line
        if not self._lines:
            return []
        if not 1 <= number <= len(self._lines):
            return [f"It must be about one of the lines, numbered 1 to {len(self._lines)}."]
        line = self._lines[number - 1]
        found = []
        if not checks.is_about(question.text, line, self._embed):
            found.append(f"It is not about line {number}.")
        if number <= self._resume_lines:
            said = [question.text, *question.key_points, question.outline]
            invented = checks.invented_figures(said, line)
            if invented:
                found.append(f"Line {number} of the resume does not say {', '.join(invented)}.")
        return found

    def problems(self, reply: WriterReply) -> list[Problem]:
        """The same for a whole reply: worth a second try, and fatal when no question would be left."""
        fatal = bool(reply.questions) and not self.kept(reply.questions)
        numbers = [q.line for q in reply.questions]
        problems = [
            Problem(f"Question {n}: {finding}", fatal)
            for n, question in enumerate(reply.questions, 1)
            for finding in self.findings(question)
        ]
        if self._lines and len(set(numbers)) < len(numbers):
            problems.append(Problem("Two questions are about the same line.", fatal=False))
        return problems

    def kept(self, questions: Sequence[WrittenQuestion]) -> list[WrittenQuestion]:
        """Those that keep to their line, the first of each line; all of them where there are no lines."""
        if not self._lines:
            return list(questions)
        by_line: dict[int, WrittenQuestion] = {}
        for question in questions:
            if not self.findings(question):
                by_line.setdefault(question.line, question)
        return list(by_line.values())


def _numbered(lines: Sequence[str], first: int) -> str:
    return "\n".join(f"{n}. {shorten(line, LINE_CHARS)}" for n, line in enumerate(lines, first)) or _NONE
