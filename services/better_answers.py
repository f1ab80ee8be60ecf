"""An answer one level up in a model's words: asked for by its person, written by the worker, checked, then shown."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from agents.answer_improver import ROLE, AnswerImprover, ToImprove
from agents.llm.gateway import Gateway
from domain.errors import InvalidInput
from domain.evaluation.better_answer import FEWEST_WORDS, BetterAnswer, BetterAnswerState, better_answer_findings
from domain.evaluation.text import count_words
from domain.evaluation.types import StoredEvaluation
from domain.flags import BETTER_ANSWERS
from domain.interview import Answer, Interview, Turn
from domain.people import ConsentKind, Person
from domain.resume.facts import ResumeFacts
from domain.resume.redaction import Redaction
from domain.talking_points import talking_points
from prompts.library import load_rubric
from services.embeddings import Embedder
from services.flags import FlagService
from services.model_attempts import ModelFailure, failure_notes, tried
from services.question_bank import MAX_RESUME_LINES, similarity_of
from services.storage.database import Database
from services.storage.transaction import Transaction

AGENT = "answer_improver"
TASK = "improve_answer"
INSTEAD = "The version made by fixed rules stays."
NO_REPLY = f"The model did not answer. {INSTEAD}"
NOT_USABLE = f"What the model wrote did not hold up against your answer, so it is not shown. {INSTEAD}"
USED_UP = f"The allowance for models is used up for now. {INSTEAD}"
NO_CONSENT = f"You no longer allow your answers to go to a model. {INSTEAD}"
NOTES = failure_notes(no_reply=NO_REPLY, used_up=USED_UP, not_usable=NOT_USABLE)


class BetterAnswerService:
    """Rewrites answers for people who ask for it; nothing is shown that they have not said."""

    def __init__(
        self,
        database: Database,
        gateway: Gateway,
        embedder: Embedder,
        flags: FlagService,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._embedder = embedder
        self._flags = flags
        self._clock = clock
        self._improver: AnswerImprover | None = None

    def allows(self, person: Person) -> bool:
        """True when this person's answers may go to a model for this."""
        agreed = self._gateway.configured and person.allows(ConsentKind.MODEL_USE)
        return agreed and self._flags.allows(person, BETTER_ANSWERS)

    def of_answer(self, user: Person, answer_id: UUID) -> BetterAnswer | None:
        """What there is for an answer, or None when it was not asked for."""
        with self._database.as_user(user.id) as tx:
            return tx.better_answers.get(user.id, answer_id)

    def ask(self, user: Person, answer_id: UUID) -> None:
        """Have one written; twice changes nothing. InvalidInput where none can be, NotFound for others' answers."""
        with self._database.as_user(user.id) as tx:
            answer = tx.answers.get(user.id, answer_id)
            stored = tx.evaluations.latest(user.id, answer_id)
            if not self.allows(user):
                raise InvalidInput("No model may be asked for this. See Settings, Privacy.")
            if stored is None or stored.evaluation.total is None or count_words(answer.text) < FEWEST_WORDS:
                raise InvalidInput(f"A rewriting needs a scored answer of {FEWEST_WORDS} words or more.")
            if tx.better_answers.ask(user.id, answer_id):
                _enqueue(tx, user.id, answer_id)
                tx.events.add(user.id, "better_answer_asked", answer_id)

    def write(self, user_id: UUID, answer_id: UUID) -> None:
        """Write one that was asked for; the worker calls it, at least once. Raises NotFound when it is gone."""
        with self._database.as_user(user_id) as tx:
            asked = tx.better_answers.get(user_id, answer_id)
            answer = tx.answers.get(user_id, answer_id)
            turn = tx.interviews.turn(user_id, answer.turn_id)
            interview = tx.interviews.get(user_id, turn.interview_id)
            stored = tx.evaluations.latest(user_id, answer_id)
            person = tx.people.by_id(user_id)
            facts = _facts(tx, user_id, interview)
        if asked is None or asked.state is not BetterAnswerState.WAITING or stored is None or person is None:
            return
        made = self._made(person, interview, turn, answer, stored, facts)
        with self._database.as_system() as tx:
            if tx.better_answers.write(answer_id, made):
                tx.events.add(user_id, "better_answer_written", answer_id, state=made.state.value)

    def _made(
        self,
        person: Person,
        interview: Interview,
        turn: Turn,
        answer: Answer,
        stored: StoredEvaluation,
        facts: ResumeFacts | None,
    ) -> BetterAnswer:
        if not self.allows(person):
            return BetterAnswer(state=BetterAnswerState.FAILED, note=NO_CONSENT)
        redaction = Redaction(facts or ResumeFacts())
        lines = tuple(redaction.hide(line) for line in self._fitting(turn, facts))
        asked = ToImprove(
            role_name=interview.role_name,
            question=turn.question,
            answer=answer.text,
            evaluation=stored.evaluation,
            rubric=load_rubric(turn.question.kind.value, interview.setup.level.value),
            wording=interview.setup.wording,
            resume=lines,
        )
        today = self._clock().date()
        opened = self._gateway.run(AGENT, user_id=person.id, subject_id=answer.id, session_id=interview.id)
        with opened as run:
            reply = tried(
                run,
                lambda: self._model().improve(
                    asked, lambda pieces: better_answer_findings(pieces, answer.text, lines, today=today)
                ),
                "answer_not_improved",
            )
        if isinstance(reply, ModelFailure):
            return BetterAnswer(state=BetterAnswerState.FAILED, note=NOTES[type(reply)])
        pieces = tuple(p.model_copy(update={"text": redaction.restore(p.text)}) for p in reply.value.pieces)
        return BetterAnswer(state=BetterAnswerState.READY, pieces=pieces, account=reply.account)

    def _fitting(self, turn: Turn, facts: ResumeFacts | None) -> list[str]:
        """The lines of the resume that are about the question."""
        lines = facts.lines()[:MAX_RESUME_LINES] if facts else []
        return [point.line for point in talking_points(turn.question, lines, similarity_of(self._embedder))]

    def _model(self) -> AnswerImprover:
        if self._improver is None:
            self._improver = AnswerImprover(self._gateway.chat_model(ROLE))
        return self._improver


def _facts(tx: Transaction, user_id: UUID, interview: Interview) -> ResumeFacts | None:
    resume_id = interview.setup.resume_id
    return tx.resumes.get(user_id, resume_id).facts if resume_id else None


def _enqueue(tx: Transaction, user_id: UUID, answer_id: UUID) -> None:
    tx.enqueue(TASK, f"{TASK}:{answer_id}", user_id=str(user_id), answer_id=str(answer_id))
