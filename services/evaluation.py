"""Scoring an answer: by a model where keys and the person's consent allow it, else by the offline rubric."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog
from pydantic import ValidationError

from agents.llm.gateway import Gateway
from domain.errors import NotFound
from domain.evaluation.disagreements import Contested, widened
from domain.evaluation.offline import estimate
from domain.evaluation.relevance import Embed
from domain.evaluation.text import sentences
from domain.evaluation.types import Evaluation, Rubric, State, StoredEvaluation
from domain.evaluation.word_matches import Align
from domain.flags import MODEL_SCORING
from domain.follow_ups import FollowUp, follow_up
from domain.interview import Level, Question, QuestionKind, Style
from domain.people import ConsentKind, Person
from prompts.library import load_rubric
from services.embeddings import Embedder
from services.flags import FlagService
from services.model_attempts import ModelFailure, failure_notes, tried
from services.storage.database import Database

if TYPE_CHECKING:  # langchain comes with it, and start-up must not wait for that
    from agents.answer_evaluator import AnswerEvaluator

log = structlog.get_logger(__name__)

NO_KEY = "No model is set up here, so this is an offline estimate with a wider range."
NO_CONSENT = "You have not allowed your answers to go to a model, so this is an offline estimate with a wider range."
SWITCHED_OFF = "Scoring by a model is switched off here at present, so this is an offline estimate with a wider range."
INSTEAD = "This is an offline estimate with a wider range; you can ask for a full score later."
NO_REPLY = f"The model did not answer. {INSTEAD}"
NOT_USABLE = f"What the model said did not hold up against your answer. {INSTEAD}"
SECOND_OPINION_TEMPERATURE = 0.6
"""A second reader has to be able to differ; at temperature 0 it would only repeat the first."""


class EvaluatorFactory:
    """Makes the model evaluator at first use; `configured` is False when no provider is set."""

    def __init__(self, gateway: Gateway, embedder: Embedder) -> None:
        self.gateway = gateway
        self._embedder = embedder
        self._made: AnswerEvaluator | None = None

    @property
    def configured(self) -> bool:
        """True when a model could be asked."""
        return self.gateway.configured

    def __call__(self) -> "AnswerEvaluator | None":
        """Return the evaluator, or None without a provider."""
        if not self.configured:
            return None
        if self._made is None:
            from agents.answer_evaluator import AnswerEvaluator

            first = self.gateway.chat_model("evaluator")
            again = self.gateway.chat_model("evaluator", SECOND_OPINION_TEMPERATURE)
            self._made = AnswerEvaluator(
                first, resample=again, embed=_embed(self._embedder), align=_align(self._embedder)
            )
        return self._made


class EvaluationService:
    """Scores stored answers; the worker calls it, at least once a job."""

    def __init__(
        self,
        database: Database,
        embedder: Embedder,
        evaluator: EvaluatorFactory,
        flags: FlagService,
        contested: Callable[[], Sequence[Contested]] = tuple,
    ) -> None:
        self._database = database
        self._embedder = embedder
        self._evaluator = evaluator
        self._flags = flags
        self._contested = contested

    @property
    def model_configured(self) -> bool:
        """True when answers could go to a model, so that people are asked whether they may."""
        return self._evaluator.configured

    def model_available(self, person: Person) -> bool:
        """True when a model would be asked for this person's answers now: set up, allowed, and not known to be down."""
        evaluator, _ = self._evaluator_for(person)
        return evaluator is not None and evaluator.gateway.available("evaluator")

    def rubric_for(self, kind: QuestionKind, level: Level | None = None) -> Rubric:
        """The rubric that answers to this kind of question are scored with, and what it expects of a level."""
        return load_rubric(kind.value, level.value if level else "")

    def follow_up(self, question: Question, answer: str, style: Style, focus: str = "") -> FollowUp | None:
        """The question back to an answer, by fixed rules and at once; None when it needs none.

        In a drill it asks about the criterion `focus` as long as that is not strong.
        """
        found = estimate(question, answer, self.rubric_for(question.kind), embed=_embed(self._embedder))
        return follow_up(question, answer, found, style, focus)

    def evaluate_answer(self, user_id: UUID, answer_id: UUID, key: str) -> StoredEvaluation:
        """Score one answer and store it under `key` (<task>:<answer>:<version>); a repeat gives the stored one."""
        with self._database.as_user(user_id) as tx:
            answer = tx.answers.get(user_id, answer_id)
            turn = tx.interviews.turn(user_id, answer.turn_id)
            level = tx.interviews.get(user_id, turn.interview_id).setup.level
            person = tx.people.by_id(user_id)
            newest = tx.evaluations.latest(user_id, answer_id)
        if person is None:
            raise NotFound("This account does not exist.")
        if newest and newest.version >= _version(key):
            return newest
        rubric = self.rubric_for(turn.question.kind, level)
        if turn.aims_at:
            rubric = rubric.narrowed(turn.aims_at)
        evaluator, why_not = self._evaluator_for(person)
        found = score(
            turn.question,
            answer.text,
            rubric,
            embed=_embed(self._embedder),
            align=_align(self._embedder),
            evaluator=evaluator,
            seconds_used=answer.seconds_used or None,
            user_id=user_id,
            answer_id=answer_id,
            session_id=answer.interview_id,
        )
        if found.state is State.ESTIMATED and why_not:
            found = found.model_copy(update={"reason": why_not})
        found = widened(found, self._contested())
        with self._database.as_system() as tx:
            stored = tx.evaluations.add(user_id, answer_id, key, found)
            if stored.created_at == tx.now:  # stored by this transaction, not by another run of the same job
                tx.events.add(user_id, "answer_evaluated", answer_id, state=found.state.value, total=found.total)
        log.info("answer_evaluated", answer_id=str(answer_id), state=found.state.value, ms=found.ms)
        return stored

    def _evaluator_for(self, person: Person) -> "tuple[EvaluatorFactory | None, str]":
        """The evaluator this person's answers may go to, or None and why not (a sentence, where there is a choice)."""
        if not self._evaluator.configured:
            return None, ""
        if not person.allows(ConsentKind.MODEL_USE):
            return None, NO_CONSENT
        if not self._flags.allows(person, MODEL_SCORING):
            return None, SWITCHED_OFF
        return self._evaluator, ""

    def score_lines(self, lines: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Score answers that are not stored; see `line_result` for the form."""
        return (line_result(line, self._embedder, self._evaluator) for line in lines)


def score(
    question: Question,
    answer: str,
    rubric: Rubric,
    *,
    embed: Embed | None,
    align: Align | None = None,
    evaluator: EvaluatorFactory | None,
    seconds_used: float | None = None,
    user_id: UUID | None = None,
    answer_id: UUID | None = None,
    session_id: UUID | None = None,
) -> Evaluation:
    """Score with the model when there is one, else estimate; a model that fails is named in `reason`."""
    why = NO_KEY
    model = evaluator() if evaluator else None
    if evaluator and model is not None:
        opened = evaluator.gateway.run("answer_evaluator", user_id=user_id, subject_id=answer_id, session_id=session_id)
        with opened as run:
            scored = tried(run, lambda: model.evaluate(question, answer, rubric), "answer_estimated_instead")
        if not isinstance(scored, ModelFailure):
            return scored
        why = failure_notes(
            no_reply=NO_REPLY, used_up=f"{scored.message} {INSTEAD}", not_usable=NOT_USABLE
        )[type(scored)]  # fmt: skip
    found = estimate(question, answer, rubric, seconds_used=seconds_used, embed=embed, align=align)
    return found.model_copy(update={"reason": why}) if found.state is State.ESTIMATED else found


def line_scorer(
    gateway: Gateway | None, embedder: Embedder
) -> Callable[[Iterable[Mapping[str, Any]]], Iterator[dict[str, Any]]]:
    """Return what scores lines that are not stored; by a model where there is a gateway to one."""
    factory = EvaluatorFactory(gateway, embedder) if gateway else None

    def run(lines: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        return (line_result(line, embedder, factory) for line in lines)

    return run


def line_result(line: Mapping[str, Any], embedder: Embedder, evaluator: EvaluatorFactory | None) -> dict[str, Any]:
    """Score {"id","question","answer","reference"?,"kind"?,"role"?}.

    Gives {"id","state","total","low","high","criteria","rubric","provider","ms","reason","reason_code"}, or
    {"id","error"} when the line lacks something; a line that already is an error is passed on.
    """
    if "error" in line:
        return dict(line)
    missing = [name for name in ("question", "answer") if not isinstance(line.get(name), str)]
    if missing:
        return {"id": line.get("id"), "error": {"code": "invalid_line", "message": f"The line has no {missing[0]}."}}
    try:
        question = line_question(line)
    except (ValidationError, ValueError) as error:
        text = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        return {"id": line.get("id"), "error": {"code": "invalid_line", "message": text}}
    started = time.perf_counter()
    found = score(
        question,
        line["answer"],
        rubric_for(question, words_known=embedder.available),
        embed=_embed(embedder),
        align=_align(embedder),
        evaluator=evaluator,
    )
    return {
        "id": line.get("id"),
        "state": found.state.value,
        "total": found.total,
        "low": found.low,
        "high": found.high,
        "criteria": [
            {"name": c.name, "level": c.level, "quotes": [q.text for q in c.quotes], "verified": c.verified}
            for c in found.criteria
        ],
        "rubric": found.rubric,
        "provider": found.provider,
        "ms": round(1000 * (time.perf_counter() - started)),
        "reason": found.reason,
        "reason_code": found.reason_code,
    }


def line_question(line: Mapping[str, Any]) -> Question:
    """Make a question of a line; a `reference` answer becomes its key points, a missing `kind` is told by the words."""
    text = str(line["question"]).strip()
    reference = str(line.get("reference") or "").strip()
    kind = QuestionKind(line["kind"]) if line.get("kind") else guess_kind(text)
    return Question(
        id=str(line.get("id", "line")),
        kind=kind,
        roles=(str(line.get("role") or "any"),),
        levels=(Level.MID,),
        seconds=180,
        text=text,
        key_points=reference_points(reference),
        outline=reference,
        source="reference",
    )


_CLAUSES = re.compile(r"(?:,\s+(?:and|but|while|whereas|which)\s+|\s+(?:whereas|while)\s+)")
MIN_POINT_WORDS, MAX_POINT_WORDS, MAX_POINTS = 4, 30, 16


def reference_points(reference: str) -> tuple[str, ...]:
    """Cut a model answer into key points: its sentences, long ones at clauses; short scraps join the one before."""
    pieces: list[str] = []
    for span in sentences(reference):
        parts = span.text.split("; ")
        if len(span.text.split()) > MAX_POINT_WORDS:
            parts = [clause for part in parts for clause in _CLAUSES.split(part)]
        for part in (p.strip(" ,.;:-") for p in parts):
            if pieces and len(part.split()) < MIN_POINT_WORDS:
                pieces[-1] = f"{pieces[-1]}; {part}"
            elif part:
                pieces.append(part)
    if len(pieces) <= MAX_POINTS:
        return tuple(pieces)
    size = -(-len(pieces) // MAX_POINTS)
    return tuple(" ".join(pieces[i : i + size]) for i in range(0, len(pieces), size))


_BEHAVIOURAL = (
    r"\b(?:a time|an occasion|a situation (?:where|when|in which) you|have you ever"
    r"|your (?:proudest|biggest|hardest)|tell (?:me|us) about (?:a|an|the|your last)"
    r"|describe (?:a|an|the) \w+(?: \w+){0,4} (?:you|your))\b"
)
_DESIGN = r"^(?:design|sketch|architect|lay out|how would you (?:design|build|architect))\b"
_SITUATIONAL = (
    r"\b(?:what would you do|how would you (?:handle|respond|react|deal|approach)|imagine|suppose|what do you do)\b"
)
_HR = (
    r"\b(?:why (?:do you want|should we|are you)|your (?:strengths?|weakness\w*|salary)|about yourself"
    r"|where do you see yourself|notice period|motivat\w+ you|career)\b"
)
_KIND_CUES = (
    (QuestionKind.HR, _HR),
    (QuestionKind.BEHAVIOURAL, _BEHAVIOURAL),
    (QuestionKind.SYSTEM_DESIGN, _DESIGN),
    (QuestionKind.SITUATIONAL, _SITUATIONAL),
)


def guess_kind(question: str) -> QuestionKind:
    """Tell a question's kind by its words; technical when nothing else fits."""
    return next((kind for kind, cue in _KIND_CUES if re.search(cue, question, re.I)), QuestionKind.TECHNICAL)


SHORT_ANSWER = "short_answer"


def rubric_for(question: Question, *, words_known: bool) -> Rubric:
    """The rubric of the question's kind; for knowledge with a model answer, the one that compares with it.

    That one needs word vectors (`words_known`).
    """
    compared = question.source == "reference" and question.kind is QuestionKind.TECHNICAL and bool(question.outline)
    return load_rubric(SHORT_ANSWER if compared and words_known else question.kind.value)


def _align(embedder: Embedder) -> Align | None:
    return embedder.match_words if embedder.available else None


def _embed(embedder: Embedder) -> Embed | None:
    return embedder if embedder.available else None


def _version(key: str) -> int:
    last = key.rsplit(":", 1)[-1]
    return int(last) if last.isdigit() else 1_000_000
