"""Reviewing a real interview: its transcript, who is the candidate, questions and answers, and their scores."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from domain.calls.exchanges import find_exchanges, find_unnamed_exchanges
from domain.calls.speakers import Guess, guess_candidate
from domain.calls.types import UNKNOWN, Call, CallState, Exchange, Utterance
from domain.errors import InvalidInput
from domain.interview import (
    ChosenQuestion,
    Interview,
    InterviewSetup,
    InterviewStatus,
    Level,
    Mode,
    Question,
    QuestionKind,
    TurnStatus,
)
from domain.people import Person, Role
from services.call_files import read_text, read_transcript
from services.evaluation import guess_kind
from services.files.port import FileStore
from services.question_bank import QuestionBankService
from services.storage.database import Database, Transaction

MAX_CALLS = 50
MAX_NAME = 120
QUESTION_SECONDS = 180
NOT_OPEN = "This call has been scored already. Read its summary, or import it again."


class CallService:
    """Calls of a person. The words stay here: nothing goes to a model but what scoring itself sends, with consent."""

    def __init__(self, database: Database, bank: QuestionBankService, files: FileStore | None = None) -> None:
        self._database = database
        self._bank = bank
        self._files = files

    def import_file(self, user: Person, file_name: str, data: bytes) -> Call:
        """Read a transcript's file and store it for correction; InvalidUpload when it cannot be read."""
        return self._import(user, file_name, read_transcript(file_name, data))

    def import_text(self, user: Person, text: str) -> Call:
        """The same for pasted words."""
        if not text.strip():
            raise InvalidInput("Paste the transcript first.", field="text")
        return self._import(user, "Pasted transcript", read_text(text))

    def import_words(self, user: Person, file_name: str, text: str) -> Call:
        """The same for the words of a recording, which name no speakers."""
        if not text.strip():
            raise InvalidInput("We heard no words in this recording. Check that it is the right file.")
        return self._import(user, file_name, (Utterance(text=text.strip()),))

    def _import(self, user: Person, name: str, utterances: Sequence[Utterance]) -> Call:
        user.require(Role.CANDIDATE, Role.COACH)
        guess = guess_candidate(utterances, user.full_name)
        with self._database.as_user(user.id) as tx:
            call = Call(
                id=uuid4(),
                user_id=user.id,
                name=" ".join(name.split())[-MAX_NAME:] or "Call",
                state=CallState.OPEN,
                candidate=guess.speaker,
                utterances=tuple(utterances),
                exchanges=exchanges_of(utterances, guess.speaker),
                created_at=tx.now,
            )
            if len(tx.calls.list(user.id)) >= MAX_CALLS:
                raise InvalidInput(f"You have {MAX_CALLS} calls. Delete one you no longer need, then import again.")
            stored = tx.calls.add(user.id, call)
            tx.events.add(user.id, "call_imported", stored.id, exchanges=len(stored.exchanges))
            tx.audit.add(user.id, "call.import", str(stored.id))
        return stored

    def list(self, user: Person) -> list[Call]:
        """The person's calls, newest first."""
        with self._database.as_user(user.id) as tx:
            return tx.calls.list(user.id)

    def get(self, user: Person, call_id: UUID) -> Call:
        """One call, or NotFound."""
        with self._database.as_user(user.id) as tx:
            return tx.calls.get(user.id, call_id)

    def candidate_guess(self, user: Person, call: Call) -> Guess:
        """Who the rules take for the candidate, and how sure they are."""
        return guess_candidate(call.utterances, user.full_name)

    def choose_candidate(self, user: Person, call_id: UUID, speaker: str) -> Call:
        """Say who the candidate is; questions and answers are found anew, which drops corrections made before."""
        with self._database.as_user(user.id) as tx:
            call = _open(tx, user, call_id)
            if speaker not in call.speakers:
                raise InvalidInput("Choose one of the speakers of this call.", field="candidate")
            call = call.model_copy(update={"candidate": speaker, "exchanges": exchanges_of(call.utterances, speaker)})
            tx.calls.save(user.id, call)
        return call

    def correct(self, user: Person, call_id: UUID, exchanges: Sequence[Exchange]) -> Call:
        """Store the exchanges as the person has corrected them."""
        with self._database.as_user(user.id) as tx:
            call = _open(tx, user, call_id).model_copy(update={"exchanges": tuple(exchanges)})
            tx.calls.save(user.id, call)
        return call

    def score(self, user: Person, call_id: UUID, role_id: str, level: Level) -> Interview:
        """Make a session of the exchanges that are taken in, and queue its scoring, all in one transaction.

        A second call for the same one returns the session it has become.
        """
        role = self._bank.role(role_id)
        with self._database.as_user(user.id) as tx:
            call = tx.calls.get(user.id, call_id, lock=True)
            if call.interview_id is not None:
                return tx.interviews.get(user.id, call.interview_id)
            taken = [e for e in call.exchanges if e.included and e.answer.strip()]
            if not taken:
                raise InvalidInput("Take in at least one question with an answer, then score.")
            if any(not e.question.strip() for e in taken):
                raise InvalidInput("One of the answers has no question. Write what was asked, or leave that part out.")
            kinds = tuple(dict.fromkeys(e.kind for e in taken))
            setup = InterviewSetup(
                role_id=role.id,
                level=level,
                kinds=kinds,
                count=min(15, len(taken)),
                mode=Mode.REALISTIC,
                real=True,
                follow_ups=False,
            )
            chosen = [_chosen(call.id, number, e, role.id, level) for number, e in enumerate(taken)]
            interview = tx.interviews.add(user.id, setup, role.name, chosen, [QUESTION_SECONDS] * len(chosen))
            self._answer(tx, user, interview, taken)
            tx.calls.save(user.id, call.model_copy(update={"state": CallState.SCORED, "interview_id": interview.id}))
            tx.events.add(user.id, "call_scored", call.id, answers=len(taken))
            tx.audit.add(user.id, "call.score", str(call.id))
            return tx.interviews.get(user.id, interview.id)

    @staticmethod
    def _answer(tx: Transaction, user: Person, interview: Interview, taken: Sequence[Exchange]) -> None:
        for turn, exchange in zip(interview.turns, taken, strict=True):
            key = f"call:{turn.id}"
            answer, _ = tx.answers.add(user.id, turn.id, interview.id, exchange.answer, key, exchange.seconds or 0.0)
            tx.interviews.set_turn(user.id, turn.id, TurnStatus.ANSWERED)
            tx.enqueue(
                "evaluate_answer",
                f"evaluate_answer:{answer.id}:1",
                user_id=str(user.id),
                answer_id=str(answer.id),
                version=1,
            )
        tx.interviews.set_status(user.id, interview.id, InterviewStatus.FINISHED)

    def delete(self, user: Person, call_id: UUID) -> None:
        """Delete an imported call with its words and sound; the session it became stays until it is deleted itself."""
        with self._database.as_user(user.id) as tx:
            stored_name = tx.calls.get(user.id, call_id).stored_name
            tx.calls.delete(user.id, call_id)
            tx.audit.add(user.id, "call.delete", str(call_id))
        if stored_name and self._files:
            self._files.delete(user.id, stored_name)


def _open(tx: Transaction, user: Person, call_id: UUID) -> Call:
    call = tx.calls.get(user.id, call_id, lock=True)
    if call.state is not CallState.OPEN:
        raise InvalidInput(NOT_OPEN)
    return call


def exchanges_of(utterances: Sequence[Utterance], candidate: str) -> tuple[Exchange, ...]:
    """Questions and answers: by speaker, and where none is named by what sounds like a question."""
    if {u.speaker for u in utterances} == {UNKNOWN}:
        return find_unnamed_exchanges("\n".join(u.text for u in utterances), guess_kind)
    return find_exchanges(utterances, candidate, guess_kind)


def _chosen(call_id: UUID, number: int, exchange: Exchange, role_id: str, level: Level) -> ChosenQuestion:
    question = Question(
        id=f"call:{call_id}:{number}",
        kind=QuestionKind(exchange.kind),
        roles=(role_id,),
        levels=(level,),
        seconds=QUESTION_SECONDS,
        text=exchange.question.strip(),
        key_points=(),
        outline="",
        source="call",
    )
    return ChosenQuestion(question=question, reason="Asked in your real interview.", origin="call")
