"""Answers one level up in a model's words."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from domain.evaluation.better_answer import BetterAnswer
from domain.evaluation.one_level_up import Piece
from services.storage.repository import Repository, as_json


class BetterAnswersRepository(Repository):
    """One row an answer: asked for by its person, written by the worker."""

    def ask(self, user_id: UUID, answer_id: UUID) -> bool:
        """Ask for one, again where the last failed. False where one waits or is there already."""
        return bool(
            self._run(
                """
                insert into public.better_answers as b (answer_id, user_id) values (%(answer_id)s, %(user_id)s)
                on conflict (answer_id) do update set state = 'waiting', asked_at = now()
                where b.state = 'failed' and b.user_id = %(user_id)s
                """,
                answer_id=answer_id,
                user_id=user_id,
            )
        )

    def get(self, user_id: UUID, answer_id: UUID) -> BetterAnswer | None:
        """What there is for an answer, or None when nobody has asked."""
        row = self._row(
            """
            select state, pieces, note, account from public.better_answers
            where answer_id = %(answer_id)s and user_id = %(user_id)s
            """,
            answer_id=answer_id,
            user_id=user_id,
        )
        return BetterAnswer.model_validate(row) if row else None

    def of_interview(self, user_id: UUID, interview_id: UUID) -> dict[UUID, tuple[Piece, ...]]:
        """Those that are ready in an interview, by the answer's id."""
        rows = self._rows(
            """
            select b.answer_id, b.state, b.pieces, b.note, b.account
            from public.better_answers b join public.answers a on a.id = b.answer_id
            where a.interview_id = %(interview_id)s and b.user_id = %(user_id)s and b.state = 'ready'
            """,
            interview_id=interview_id,
            user_id=user_id,
        )
        return {row.pop("answer_id"): BetterAnswer.model_validate(row).pieces for row in rows}

    def write(self, answer_id: UUID, made: BetterAnswer) -> bool:
        """Store what came of it; False when it no longer waits."""
        return bool(
            self._run(
                """
                update public.better_answers
                set state = %(state)s, pieces = %(pieces)s, note = %(note)s, account = %(account)s
                where answer_id = %(answer_id)s and state = 'waiting'
                """,
                answer_id=answer_id,
                state=made.state.value,
                pieces=as_json([piece.model_dump(mode="json") for piece in made.pieces]),
                note=made.note,
                account=made.account,
            )
        )

    def waiting(self, older_than: timedelta) -> Sequence[tuple[UUID, UUID]]:
        """(user, answer) of those asked for longer ago than this that nobody has written."""
        rows = self._rows(
            """
            select user_id, answer_id from public.better_answers
            where state = 'waiting' and asked_at <= now() - %(older_than)s
            """,
            older_than=older_than,
        )
        return [(row["user_id"], row["answer_id"]) for row in rows]
