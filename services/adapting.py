"""Exchanges the next question of an adaptive interview, inside the transaction that is about to show it."""

from uuid import UUID

from domain.adapting import Asked, next_level, replacement
from domain.interview import ChosenQuestion, Interview, Level, Turn, TurnStatus
from services.storage.transaction import Transaction


def adapt(tx: Transaction, user_id: UUID, interview: Interview, turn: Turn) -> None:
    """Give a waiting turn the level that the answers so far call for, and another question where it needs one.

    A score that is not there yet counts as none. The caller holds the interview's lock.
    """
    if not interview.setup.adaptive or turn.part or turn.status is not TurnStatus.WAITING:
        return
    newest = {a.turn_id: a.id for a in tx.answers.of_interview(user_id, interview.id)}
    scores = tx.evaluations.latest_of_interview(user_id, interview.id)
    asked = []
    for other in interview.main_turns:
        if other.status in (TurnStatus.ANSWERED, TurnStatus.SKIPPED):
            answer_id = newest.get(other.id)
            stored = scores.get(answer_id) if answer_id else None
            level = Level(other.level) if other.level else interview.setup.level
            asked.append(Asked(level, stored.evaluation if stored else None))
    level, why = next_level(interview.setup.level, asked)
    bank = tx.questions.for_role(interview.setup.role_id, [turn.question.kind])
    taken = {t.question.id for t in interview.turns}
    question = replacement(bank, turn.question, level, taken, tx.interviews.asked_question_ids(user_id))
    if question.id == turn.question.id:
        tx.interviews.set_level(user_id, turn.id, level)
        return
    reason = why or f"Chosen for {level.value} level, by how your answers went."
    seconds = interview.setup.seconds_per_question or question.seconds
    tx.interviews.exchange(user_id, turn.id, ChosenQuestion(question=question, reason=reason), level, seconds)
    tx.events.add(user_id, "question_adapted", turn.id, level=level.value)
