"""The question bank."""

from collections.abc import Iterable, Sequence

from domain.errors import NotFound
from domain.interview import Question, QuestionKind
from services.storage.repository import Repository


class QuestionsRepository(Repository):
    """Questions are never deleted: one that left the bank is retired."""

    def sync(self, questions: Sequence[Question], digest: str) -> int:
        """Make the bank hold exactly `questions`, retire the others, store `digest`; returns how many. System."""
        self._run("select pg_advisory_xact_lock(hashtextextended('question_bank', 0))")
        with self._connection.cursor() as cursor:
            cursor.executemany(
                """
                insert into public.questions
                  (id, kind, roles, levels, skills, seconds, text, key_points, outline, anchors, source)
                values (%(id)s, %(kind)s, %(roles)s, %(levels)s, %(skills)s, %(seconds)s, %(text)s, %(key_points)s,
                        %(outline)s, %(anchors)s, %(source)s)
                on conflict (id) do update set
                  kind = excluded.kind, roles = excluded.roles, levels = excluded.levels, skills = excluded.skills,
                  seconds = excluded.seconds, text = excluded.text, key_points = excluded.key_points,
                  outline = excluded.outline, anchors = excluded.anchors, source = excluded.source, updated_at = now(),
                  retired_at = null
                """,
                [_columns(question) for question in questions],
            )
        self._run(
            "update public.questions set retired_at = now() where retired_at is null and id <> all (%(ids)s::text[])",
            ids=[question.id for question in questions],
        )
        self._run(
            """
            insert into private.question_bank (digest) values (%(digest)s)
            on conflict (only_row) do update set digest = excluded.digest, synced_at = now()
            """,
            digest=digest,
        )
        return len(questions)

    def bank_digest(self) -> str:
        """Digest of the edition last synced, "" before the first. System."""
        row = self._row("select digest from private.question_bank")
        return str(row["digest"]) if row else ""

    def for_role(self, role_id: str, kinds: Iterable[QuestionKind]) -> list[Question]:
        """The role's own questions and the general ones of these kinds, at every level, by id."""
        rows = self._rows(
            """
            select id, kind, roles, levels, skills, seconds, text, key_points, outline, anchors, source
            from public.questions
            where roles && %(roles)s::text[] and kind = any (%(kinds)s::text[]) and retired_at is null order by id
            """,
            roles=[role_id, "any"],
            kinds=[kind.value for kind in kinds],
        )
        return [Question.model_validate(row) for row in rows]

    def by_id(self, question_id: str) -> Question:
        """One question, retired or not, or NotFound."""
        row = self._row(
            """
            select id, kind, roles, levels, skills, seconds, text, key_points, outline, anchors, source
            from public.questions where id = %(question_id)s
            """,
            question_id=question_id,
        )
        if row is None:
            raise NotFound("This question is not in the bank.")
        return Question.model_validate(row)


def _columns(question: Question) -> dict[str, object]:
    return {
        **question.model_dump(mode="json"),
        "roles": list(question.roles),
        "levels": [level.value for level in question.levels],
        "skills": list(question.skills),
        "key_points": list(question.key_points),
        "anchors": list(question.anchors),
    }
