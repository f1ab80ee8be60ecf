"""Decides the question back to an answer: by rules at once, and in a model's words where the person allows it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from agents.follow_up_writer import ToWord
from domain.follow_ups import FollowUp, FollowUpState, as_question
from domain.interview import Answer, Interview, InterviewStatus, Question, Style, Turn
from domain.people import Person
from prompts.library import load_rubric
from services.follow_up_writing import FollowUpWritingService
from services.storage.database import Database
from services.storage.transaction import Transaction

AskBack = Callable[[Question, str, Style, str], FollowUp | None]
"""Question, answer, style and the criterion a drill is for (or "")."""


@dataclass(frozen=True)
class Prepared:
    """What was found for one answer before the interview was locked; None when nothing is to be asked back."""

    answer_id: UUID
    found: FollowUp | None


class AskingBack:
    """Finds the question back that is due; without `find` there is none, without a `writer` only the rules' words."""

    def __init__(self, database: Database, find: AskBack | None, writer: FollowUpWritingService | None = None) -> None:
        self._database = database
        self._find = find
        self._writer = writer

    @property
    def asks(self) -> bool:
        """True when answers are looked at for a question back."""
        return self._find is not None

    def prepare(self, user: Person, interview_id: UUID) -> Prepared | None:
        """Ask a model for its words, if one may be asked: before the lock is taken, so that nobody waits for it there.

        None where there is nothing to prepare; `decide` then goes by the rules alone.
        """
        if self._writer is None or not self._writer.configured:
            return None
        with self._database.as_user(user.id) as tx:
            interview = tx.interviews.get(user.id, interview_id)
            parent = interview.follow_up_due
            answer = _answer_of(tx, user, parent) if parent else None
            person = tx.people.by_id(user.id)
        done = interview.status is InterviewStatus.FINISHED
        # The stored consent counts: it may have been taken back in another tab.
        if done or parent is None or answer is None or person is None or not self._writer.allows(person):
            return None
        found = self._by_rule(interview, parent, answer)
        if found:
            asked = ToWord(
                role_name=interview.role_name,
                question=parent.question,
                answer=answer.text,
                found=found,
                rubric=load_rubric(parent.question.kind.value),
                style=interview.setup.style,
                wording=interview.setup.wording,
            )
            found = self._writer.word(person, asked, answer.id, interview.id)
        return Prepared(answer.id, found)

    def decide(self, tx: Transaction, user: Person, interview: Interview, prepared: Prepared | None) -> bool:
        """Put the question back that is due behind its parent, or leave it out; once, under the caller's lock.

        False when none was due. Not done when the answer is submitted, because reading it takes a hundred times as long
        as storing it; a process that dies here leaves it due.
        """
        parent = interview.follow_up_due
        if parent is None or interview.status is InterviewStatus.FINISHED:
            return False
        answer = _answer_of(tx, user, parent)
        if answer and prepared and prepared.answer_id == answer.id:
            found = prepared.found
        else:
            found = self._by_rule(interview, parent, answer) if answer else None
        if found:
            tx.interviews.add_follow_up(user.id, parent, as_question(parent.question, found), found)
            tx.events.add(user.id, "follow_up_asked", parent.id, aims_at=found.aims_at)
        tx.interviews.set_follow_up(user.id, parent.id, FollowUpState.ASKED if found else FollowUpState.LEFT_OUT)
        return True

    def _by_rule(self, interview: Interview, parent: Turn, answer: Answer) -> FollowUp | None:
        if self._find is None:
            return None
        return self._find(parent.question, answer.text, interview.setup.style, interview.setup.focus)


def _answer_of(tx: Transaction, user: Person, turn: Turn) -> Answer | None:
    return next((a for a in tx.answers.of_interview(user.id, turn.interview_id) if a.turn_id == turn.id), None)
