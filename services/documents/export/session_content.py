"""A session as blocks for somebody who was not there: questions, answers in full, scores and their grounds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.delivery.figures import Delivery
from domain.delivery.words import in_one_line
from domain.evaluation.one_level_up import Piece as Part
from domain.evaluation.one_level_up import PieceKind, one_level_up
from domain.evaluation.summary import SessionSummary
from domain.evaluation.types import CriterionScore, Evaluation, State
from domain.interview import Answer, Interview, Question, Turn
from services.documents.export.content import Block, Kind, Piece, tidy

Row = tuple[Turn, Answer | None, Evaluation | None]
BY_RULES = "One level up: the person's own sentences, gaps in brackets"
BY_A_MODEL = (
    "One level up: the person's account written by a model, checked by rules that can miss something; gaps in brackets"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What else is known of an answer: how it was spoken, and its rewriting by a model."""

    delivery: Delivery | None = None
    rewritten: Sequence[Part] = ()


STATES = {
    State.SCORED: "scored by a model, with every quote checked against the answer",
    State.ESTIMATED: "estimated by fixed rules, with a wider range",
    State.UNSCORED: "not scored",
}


def compose_session(
    interview: Interview,
    rows: Sequence[Row],
    summary: SessionSummary | None,
    *,
    person: str,
    written_at: datetime,
    beside: Mapping[UUID, Beside] | None = None,
) -> list[Block]:
    """Every question in order with its answer in full; a follow-up stands under its question.

    `beside` holds what else there is of an answer, by the answer's id.
    """
    made = interview.created_at
    about = f"{made.day} {made:%B %Y} | {interview.setup.level.value} level | {interview.setup.mode.value}"
    blocks = [
        _line(Kind.NAME, interview.title),
        _line(Kind.HEADLINE, f"{person} | {about}" if person else about),
        *_summary(summary),
    ]
    for turn, answer, evaluation in rows:
        known = (beside or {}).get(answer.id) if answer else None
        blocks += [
            _line(Kind.SECTION, f"{turn.label}: {turn.question.text}"),
            *_answer(turn, answer, evaluation, known or Beside()),
        ]
    stamp = f"{written_at.day} {written_at:%B %Y}"
    blocks += [
        _line(Kind.SECTION, "How to read this"),
        _line(
            Kind.TEXT,
            "A score is 0 to 100 with the range it likely lies in. It is the weighted mean of the criteria, each at a "
            "level from 0 to 4. A score is an aid for practice, not a verdict on a person.",
        ),
        _line(Kind.TEXT, f"Written by InterviewMaster AI on {stamp}."),
    ]
    return blocks


def _summary(summary: SessionSummary | None) -> list[Block]:
    if summary is None:
        return [_line(Kind.TEXT, "No answer has been read yet.")]
    if summary.total is None:
        head = "No answer could be scored."
    else:
        states = ", ".join(f"{n} {state.value}" for state, n in summary.state_counts.items())
        head = f"{summary.total} of 100, likely between {summary.low} and {summary.high} ({states})."
    blocks = [_line(Kind.SECTION, "Summary"), Block(Kind.TEXT, (Piece(tidy(head), bold=True),))]
    blocks += [_line(Kind.TEXT, text) for text in (summary.verdict, summary.time_use) if text]
    for title, lines in (
        ("Strengths that repeat", summary.strengths),
        ("Gaps that repeat", summary.gaps),
        ("Next actions", summary.actions),
    ):
        if lines:
            blocks += [_line(Kind.ENTRY, title), *(_line(Kind.BULLET, line) for line in lines)]
    return blocks


def _answer(turn: Turn, answer: Answer | None, evaluation: Evaluation | None, beside: Beside) -> list[Block]:
    blocks = [_line(Kind.TEXT, turn.reason)] if turn.reason else []
    if answer is None:
        return [*blocks, _line(Kind.TEXT, "Not answered.")]
    took = f"{round(answer.seconds_used)} seconds" if answer.seconds_used else ""
    blocks.append(_line(Kind.ENTRY, "Answer" + (f", {took}" if took else "")))
    paragraphs = [tidy(p) for p in re.split(r"\n+", answer.text)]
    blocks += [_line(Kind.TEXT, p) for p in paragraphs if p] or [_line(Kind.TEXT, "An empty answer was handed in.")]
    blocks += [_line(Kind.TEXT, in_one_line(beside.delivery))] if beside.delivery else []
    return [*blocks, *_score(turn.question, answer, evaluation, beside.rewritten)]


def _score(question: Question, answer: Answer, evaluation: Evaluation | None, rewritten: Sequence[Part]) -> list[Block]:
    if evaluation is None:
        return [_line(Kind.ENTRY, "Score"), _line(Kind.TEXT, "The answer is still being read.")]
    state = STATES[evaluation.state]
    if evaluation.total is None:
        return [_line(Kind.ENTRY, "Score"), _line(Kind.TEXT, f"Not scored: {evaluation.reason}")]
    head = f"{evaluation.total} of 100, likely between {evaluation.low} and {evaluation.high}, {state}."
    blocks = [_line(Kind.ENTRY, "Score"), Block(Kind.TEXT, (Piece(tidy(head), bold=True),))]
    blocks += [_line(Kind.TEXT, text) for text in (evaluation.verdict, evaluation.reason) if text]
    for criterion in evaluation.criteria:
        blocks += [*_criterion(criterion, answer.text)]
    blocks += _one_level_up(rewritten or one_level_up(question, answer.text, evaluation), by_model=bool(rewritten))
    if evaluation.key_points:
        found = [p.text for p in evaluation.key_points if p.covered]
        missing = [p.text for p in evaluation.key_points if not p.covered]
        blocks.append(_line(Kind.ENTRY, f"Key points: {len(found)} of {len(evaluation.key_points)} found"))
        blocks += [_line(Kind.BULLET, f"Found: {text}") for text in found]
        blocks += [_line(Kind.BULLET, f"Not found: {text}") for text in missing]
    by = f"{evaluation.provider} {evaluation.model}".strip()
    rubric = f"Rubric {evaluation.rubric}, edition {evaluation.rubric_digest[:12]}; read by {by}."
    return [*blocks, _line(Kind.TEXT, rubric)]


def _one_level_up(pieces: Sequence[Part], *, by_model: bool) -> list[Block]:
    if not pieces:
        return []
    text = " ".join(p.text if p.kind is PieceKind.OWN else f"[{p.text}]" for p in pieces)
    return [_line(Kind.ENTRY, BY_A_MODEL if by_model else BY_RULES), _line(Kind.TEXT, text)]


def _criterion(criterion: CriterionScore, answer: str) -> list[Block]:
    sure = "" if criterion.verified or not criterion.level else ", not verified"
    pieces = (
        Piece(tidy(criterion.name), bold=True),
        Piece(tidy(f", {criterion.level} of 4{sure}: {criterion.why}").replace(" ,", ",", 1)),
    )
    blocks = [Block(Kind.BULLET, pieces)]
    # Only what stands in the answer is printed as the person's words.
    said = [q.text for q in criterion.quotes if answer[q.start : q.end] == q.text]
    blocks += [_line(Kind.DETAIL, f"“{text}”") for text in said]
    if criterion.next_step:
        blocks.append(_line(Kind.DETAIL, f"Next: {criterion.next_step}"))
    return blocks


def _line(kind: Kind, text: str) -> Block:
    return Block(kind, (Piece(tidy(text)),))


_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_START = re.compile(r"^([-+=]|\d+[.)])(?=\s)")
_HEADS = {Kind.NAME: "# ", Kind.SECTION: "## ", Kind.ENTRY: "### ", Kind.BULLET: "- ", Kind.DETAIL: "  "}


def as_markdown(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown; marks inside foreign words are escaped, so they are shown and never obeyed."""
    lines: list[str] = []
    for block in blocks:
        pieces = (f"**{_escaped(p.text)}**" if p.bold else _escaped(p.text) for p in block.pieces)
        in_list = block.kind in (Kind.BULLET, Kind.DETAIL)
        if lines and not (in_list and lines[-1].startswith(("- ", "  "))):
            lines.append("")
        lines.append(_HEADS.get(block.kind, "") + "".join(pieces))
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return _START.sub(
        lambda m: f"\\{m[1]}" if not m[1][0].isdigit() else f"{m[1][:-1]}\\{m[1][-1]}", _MARKS.sub(r"\\\1", text)
    )
