"""Help with a question while practising: what a good answer covers, and lines of the person's own resume for it."""

from uuid import UUID

from domain.errors import InvalidInput
from domain.interview import Mode
from domain.people import Person
from domain.talking_points import Hints, talking_points
from services.embeddings import Embedder
from services.question_bank import MAX_RESUME_LINES, similarity_of
from services.storage.database import Database


class HintService:
    """Reads; nothing is stored and no model is asked."""

    def __init__(self, database: Database, embedder: Embedder) -> None:
        self._database = database
        self._embedder = embedder

    def hints(self, user: Person, turn_id: UUID) -> Hints:
        """The hints of a question of one's own practice interview; InvalidInput in a realistic one."""
        with self._database.as_user(user.id) as tx:
            turn = tx.interviews.turn(user.id, turn_id)
            interview = tx.interviews.get(user.id, turn.interview_id)
            resume_id = interview.setup.resume_id
            resumes = tx.resumes.list(user.id) if resume_id is None else [tx.resumes.get(user.id, resume_id)]
        if interview.setup.mode is not Mode.PRACTICE:
            raise InvalidInput("A realistic interview shows no hints until its end.")
        facts = resumes[0].facts if resumes else None
        lines = facts.lines()[:MAX_RESUME_LINES] if facts else []
        return Hints(
            talking_points=talking_points(turn.question, lines, similarity_of(self._embedder)),
            has_resume=bool(lines),
            key_points=turn.question.key_points,
            anchors=turn.question.anchors,
        )
