"""Bringing questions along: looked at first, stored on a press, one's own alone."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.errors import InvalidInput
from domain.own_questions import (
    MOST_KEPT,
    NewQuestion,
    OwnQuestion,
    RawQuestion,
    Review,
    plain_form,
    read_csv,
    read_json,
    read_lines,
    review,
)
from domain.people import Person, Role
from domain.question_checks import repeats
from services.embeddings import Embedder
from services.evaluation import guess_kind
from services.question_bank import read_bank
from services.storage.database import Database

MAX_BYTES = 1_000_000


class OwnQuestionService:
    """Every method is about the person's own questions."""

    def __init__(self, database: Database, embedder: Embedder) -> None:
        self._database = database
        self._embedder = embedder

    def look_at_text(self, user: Person, text: str) -> Review:
        """What pasted lines would bring; nothing is stored."""
        return self._look_at(user, read_lines(text))

    def look_at_file(self, user: Person, file_name: str, data: bytes) -> Review:
        """What a CSV, JSON or text file would bring. InvalidInput for what cannot be read; nothing is stored."""
        return self._look_at(user, entries_of(file_name, data))

    def _look_at(self, user: Person, entries: Sequence[RawQuestion]) -> Review:
        if not entries:
            raise InvalidInput("There is no question in it. Write one a line, or choose another file.")
        own = [question.text for question in self.list(user)]
        return review(entries, {plain_form(t) for t in own}, guess_kind, lambda texts: self._twins(texts, own))

    def add(self, user: Person, questions: Sequence[NewQuestion]) -> int:
        """Store what was looked at; returns how many were new. InvalidInput beyond MOST_KEPT."""
        user.require(Role.CANDIDATE, Role.COACH)
        with self._database.as_user(user.id) as tx:
            kept = len(tx.own_questions.list(user.id))
            if kept + len(questions) > MOST_KEPT:
                raise InvalidInput(f"You can keep {MOST_KEPT} questions and have {kept}. Delete some first.")
            added = tx.own_questions.add(user.id, questions)
            tx.events.add(user.id, "questions_imported", None, questions=added)
        return added

    def list(self, user: Person) -> list[OwnQuestion]:
        """The person's questions, newest first."""
        with self._database.as_user(user.id) as tx:
            return tx.own_questions.list(user.id)

    def change(self, user: Person, question_id: UUID, new: NewQuestion) -> None:
        """Replace a question of one's own by words that pass the same checks; InvalidInput says what is wrong."""
        raw = RawQuestion(line=1, text=new.text, kind=new.kind.value, key_points=new.key_points)
        with self._database.as_user(user.id) as tx:
            others = {plain_form(q.text) for q in tx.own_questions.list(user.id) if q.id != question_id}
            found = review([raw], others, guess_kind, lambda _: {})
            if found.refused:
                raise InvalidInput(found.refused[0].why, field="text")
            tx.own_questions.change(user.id, question_id, found.accepted[0].model_copy(update={"level": new.level}))

    def delete(self, user: Person, question_id: UUID) -> None:
        """Delete a question of one's own, or NotFound."""
        with self._database.as_user(user.id) as tx:
            tx.own_questions.delete(user.id, question_id)

    def _twins(self, texts: Sequence[str], own: Sequence[str]) -> Mapping[int, str]:
        """For a text by its index, the question that it repeats: of the list itself, one's own, or the bank."""
        known = [*own, *(question.text for question in read_bank())]
        return dict(repeats(texts, known, self._embedder if self._embedder.available else None))


def entries_of(file_name: str, data: bytes) -> list[RawQuestion]:
    """Read a file by its name's end: .csv, .json, or lines. InvalidInput for what cannot be read."""
    if len(data) > MAX_BYTES:
        raise InvalidInput("This file is over 1 MB. Import a shorter list.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("This file is not text in UTF-8. Save it as CSV, JSON or text with UTF-8.") from error
    ending = file_name.rsplit(".", 1)[-1].casefold()
    return read_csv(text) if ending == "csv" else read_json(text) if ending == "json" else read_lines(text)
