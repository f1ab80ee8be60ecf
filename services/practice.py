"""Saved set-ups, and the drill of what is weakest."""

from uuid import UUID

from domain.errors import InvalidInput
from domain.interview import InterviewSetup, QuestionKind
from domain.people import Person
from domain.practice import MAX_PRESETS, Preset, Weakest, drill, weakest
from prompts.library import load_rubric
from services.storage.database import Database

LONGEST_NAME = 60


class PracticeService:
    """Every method is about the person's own things."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def presets(self, user: Person) -> list[Preset]:
        """The saved set-ups, by name. One whose resume is gone is offered without it."""
        with self._database.as_user(user.id) as tx:
            resumes = {resume.id for resume in tx.resumes.list(user.id)}
            found = tx.presets.list(user.id)
        return [
            p if p.setup.resume_id is None or p.setup.resume_id in resumes
            else p.model_copy(update={"setup": p.setup.model_copy(update={"resume_id": None})})
            for p in found
        ]  # fmt: skip

    def save_preset(self, user: Person, name: str, setup: InterviewSetup) -> Preset:
        """Keep a set-up under a name; the same name again replaces it.

        Raises InvalidInput without a name or beyond MAX_PRESETS.
        """
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            raise InvalidInput(f"Give it a name of 1 to {LONGEST_NAME} characters.", field="preset")
        with self._database.as_user(user.id) as tx:
            known = {p.name for p in tx.presets.list(user.id)}
            if name not in known and len(known) >= MAX_PRESETS:
                raise InvalidInput(f"You have {MAX_PRESETS} saved set-ups. Delete one, then save again.")
            return tx.presets.save(user.id, name, setup)

    def delete_preset(self, user: Person, preset_id: UUID) -> None:
        """Delete a saved set-up, or NotFound."""
        with self._database.as_user(user.id) as tx:
            tx.presets.delete(user.id, preset_id)

    def weakest(self, user: Person) -> Weakest | None:
        """The criterion to drill, None while too few answers have a score."""
        with self._database.as_user(user.id) as tx:
            return weakest(tx.evaluations.criterion_rows(user.id))

    def drill(self, user: Person) -> InterviewSetup:
        """The set-up of a drill of the weakest criterion; InvalidInput while there is none."""
        with self._database.as_user(user.id) as tx:
            found = weakest(tx.evaluations.criterion_rows(user.id))
            newest = tx.interviews.list(user.id)[:1]
        if found is None or not newest:
            raise InvalidInput("A drill needs three answers with a score. Finish an interview first.")
        return drill(found, newest[0].setup, _criteria())

    def drill_on(self, user: Person, interview_id: UUID, criterion_id: str) -> InterviewSetup:
        """The set-up of a drill of one criterion, for the role and level of an interview of one's own."""
        with self._database.as_user(user.id) as tx:
            interview = tx.interviews.get(user.id, interview_id)
        known = _criteria()
        if not any(criterion_id in ids for ids in known.values()):
            raise InvalidInput("No question is about this criterion.")
        named = Weakest(criterion_id=criterion_id, name=criterion_id, mean_level=0, answers=0)
        return drill(named, interview.setup, known)


def _criteria() -> dict[QuestionKind, list[str]]:
    return {kind: [c.id for c in load_rubric(kind.value).criteria] for kind in QuestionKind}
