"""Questions that people have brought along."""

from collections.abc import Sequence
from uuid import UUID

from domain.errors import NotFound
from domain.own_questions import NewQuestion, OwnQuestion, plain_form
from services.storage.repository import Repository

OwnQuestions = list[OwnQuestion]  # inside the class, `list` is its method
_GONE = "This question no longer exists."


class OwnQuestionsRepository(Repository):
    """One row a question; the same words twice are one."""

    def add(self, user_id: UUID, questions: Sequence[NewQuestion]) -> int:
        """Store the questions that are not there yet; returns how many were."""
        added = 0
        for new in questions:
            added += self._run(
                """
                insert into public.own_questions (user_id, text, plain, kind, level, key_points)
                values (%(user_id)s, %(text)s, %(plain)s, %(kind)s, %(level)s, %(key_points)s)
                on conflict (user_id, plain) do nothing
                """,
                user_id=user_id,
                text=new.text,
                plain=plain_form(new.text),
                kind=new.kind.value,
                level=new.level.value if new.level else None,
                key_points=list(new.key_points),
            )
        return added

    def list(self, user_id: UUID) -> OwnQuestions:
        """The person's questions, newest first."""
        rows = self._rows(
            """
            select id, user_id, text, kind, level, key_points, created_at from public.own_questions
            where user_id = %(user_id)s order by created_at desc, id
            """,
            user_id=user_id,
        )
        return [OwnQuestion.model_validate(row) for row in rows]

    def change(self, user_id: UUID, question_id: UUID, new: NewQuestion) -> None:
        """Replace a question, or raise NotFound."""
        if not self._run(
            """
            update public.own_questions
            set text = %(text)s, plain = %(plain)s, kind = %(kind)s, level = %(level)s, key_points = %(key_points)s
            where id = %(id)s and user_id = %(user_id)s
            """,
            id=question_id,
            user_id=user_id,
            text=new.text,
            plain=plain_form(new.text),
            kind=new.kind.value,
            level=new.level.value if new.level else None,
            key_points=list(new.key_points),
        ):
            raise NotFound(_GONE)

    def delete(self, user_id: UUID, question_id: UUID) -> None:
        """Delete a question, or raise NotFound. Interviews that asked it keep it."""
        query = "delete from public.own_questions where id = %(id)s and user_id = %(user_id)s"
        if not self._run(query, id=question_id, user_id=user_id):
            raise NotFound(_GONE)
