"""Questions written by a model, kept in the cache; where the model fails there are none, and a sentence says so."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import structlog
from pydantic import BaseModel

from agents.llm.cache import MISS, QUESTIONS, cache_key
from agents.llm.gateway import Gateway
from agents.llm.roles import role_named
from agents.llm.runs import Run
from agents.question_writer import ROLE, QuestionWriter, WrittenQuestion, writer_prompt
from domain.evaluation.relevance import Embed
from domain.flags import WRITTEN_QUESTIONS
from domain.interview import JobRole, Level, Question, QuestionKind, Wording
from domain.people import ConsentKind, Person
from domain.question_checks import SECONDS
from domain.question_mixing import MODEL
from prompts.library import RenderedPrompt
from services.embeddings import Embedder
from services.flags import FlagService
from services.model_attempts import ModelFailure, failure_notes, tried

log = structlog.get_logger(__name__)

AGENT = "question_writer"
BANK = "question bank"
"""The provider of what no model wrote."""
INSTEAD = "so all questions come from the bank."
NO_MODEL = f"No model is set up here, {INSTEAD}"
NO_REPLY = f"The model did not answer, {INSTEAD}"
NOT_USABLE = f"What the model wrote could not be used, {INSTEAD}"
USED_UP = f"The allowance for models is used up for now, {INSTEAD}"
NOTES = failure_notes(no_reply=NO_REPLY, used_up=USED_UP, not_usable=NOT_USABLE)


@dataclass(frozen=True)
class Written:
    """What became of a request. `lines` has the line of each question, "" where it is about none."""

    questions: tuple[Question, ...] = ()
    lines: tuple[str, ...] = ()
    cached: bool = False
    provider: str = BANK
    """The account that wrote them."""
    personal: bool = False
    """True when lines of a resume or job were sent."""
    note: str = ""
    """Why there are none, as a sentence for the person."""


class _Kept(BaseModel):
    """The cache's form of a set."""

    provider: str
    questions: tuple[Question, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True)
class _Wanted:
    role: JobRole
    level: Level
    kind: QuestionKind
    count: int
    wording: Wording = Wording.STANDARD
    avoid: tuple[str, ...] = ()
    resume_lines: tuple[str, ...] = ()
    job_lines: tuple[str, ...] = ()

    @property
    def personal(self) -> bool:
        return bool(self.resume_lines or self.job_lines)

    def prompt(self) -> RenderedPrompt:
        return writer_prompt(
            self.role.name,
            self.level,
            self.kind,
            self.count,
            wording=self.wording,
            avoid=self.avoid,
            resume_lines=self.resume_lines,
            job_lines=self.job_lines,
        )

    def question(self, written: WrittenQuestion) -> Question:
        text = _usual_marks(written.text)
        least, most = SECONDS[self.kind]
        digest = hashlib.sha256(f"{self.kind.value}|{text}".encode()).hexdigest()
        return Question(
            id=f"{MODEL}:{digest[:16]}",
            kind=self.kind,
            roles=(self.role.id,),
            levels=(self.level,),
            seconds=min(max(written.seconds, least), most),
            text=text,
            key_points=tuple(_usual_marks(point) for point in written.key_points),
            outline=_usual_marks(written.outline),
            source=MODEL,
        )


class QuestionWritingService:
    """Written questions for interviews. Without `flags` nobody's interview gets any."""

    def __init__(self, gateway: Gateway, embedder: Embedder, flags: FlagService | None = None) -> None:
        self._gateway = gateway
        self._embedder = embedder
        self._flags = flags
        self._writer: QuestionWriter | None = None

    def allows(self, user: Person) -> bool:
        """True when this person's interviews may contain written questions."""
        return self._gateway.configured and self._flags is not None and self._flags.allows(user, WRITTEN_QUESTIONS)

    def write(
        self,
        user: Person | None,
        role: JobRole,
        level: Level,
        kind: QuestionKind,
        count: int,
        *,
        wording: Wording = Wording.STANDARD,
        avoid: Sequence[str] = (),
        resume_lines: Sequence[str] = (),
        job_lines: Sequence[str] = (),
        seconds: float | None = None,
    ) -> Written:
        """Return `count` questions, or none and a note when the model fails.

        With lines each question is about another one of them, and those that are not are left out.
        A person's lines are sent only when they have said yes, and what came of them is kept for that person alone.
        None is an operator with files of their own: they are sent, and nothing of them is kept.
        """
        wanted = _Wanted(role, level, kind, count, wording, tuple(avoid), tuple(resume_lines), tuple(job_lines))
        if user is not None and not user.allows(ConsentKind.MODEL_USE):
            wanted = replace(wanted, resume_lines=(), job_lines=())
        if not self._gateway.configured:
            return Written(note=NO_MODEL)
        with self._gateway.run(AGENT, user_id=user.id if user else None, seconds=seconds) as run:
            found = tried(run, lambda: self._obtain(run, user, wanted, seconds), "questions_not_written")
        if isinstance(found, ModelFailure):
            return Written(personal=wanted.personal, note=NOTES[type(found)])
        kept, cached = found
        return _written(kept, wanted, cached=cached)

    def _obtain(self, run: Run, user: Person | None, wanted: _Wanted, seconds: float | None) -> tuple[_Kept, bool]:
        """The set and whether a cache had it."""
        prompt = wanted.prompt()
        run.prompt = prompt.ref
        if user is None and wanted.personal:
            return self._make(wanted), False
        owner = user.id if user and wanted.personal else None
        key = cache_key(
            QUESTIONS,
            prompt=prompt.ref,
            model=self._gateway.label(ROLE),
            parameters=asdict(role_named(ROLE)),
            inputs_digest=prompt.inputs_digest,
            owner=owner,
        )
        run.cache = MISS
        found = self._gateway.cache.get_or_make(
            QUESTIONS, key, lambda: self._make(wanted).model_dump_json(), owner=owner, patience=seconds
        )
        run.cache = found.layer or MISS
        return _Kept.model_validate_json(found.value), bool(found.layer)

    def _make(self, wanted: _Wanted) -> _Kept:
        if self._writer is None:
            self._writer = QuestionWriter(self._gateway.chat_model(ROLE), embed=self._embed())
        reply = self._writer.write(
            wanted.role.name,
            wanted.level,
            wanted.kind,
            wanted.count,
            wording=wanted.wording,
            avoid=wanted.avoid,
            resume_lines=wanted.resume_lines,
            job_lines=wanted.job_lines,
        )
        written = reply.value.questions
        questions = tuple(wanted.question(question) for question in written)
        return _Kept(provider=reply.account, questions=questions, lines=tuple(question.line for question in written))

    def _embed(self) -> Embed | None:
        return self._embedder if self._embedder.available else None


def _written(kept: _Kept, wanted: _Wanted, *, cached: bool) -> Written:
    lines = ["", *wanted.resume_lines, *wanted.job_lines]
    return Written(
        questions=kept.questions,
        lines=tuple(lines[number] if wanted.personal else "" for number in kept.lines),
        cached=cached,
        provider=kept.provider,
        personal=wanted.personal,
    )


def _usual_marks(text: str) -> str:
    """Models like hyphens and spaces that no keyboard has."""
    return text.translate({0x2010: "-", 0x2011: "-", 0x00A0: " ", 0x202F: " "})
