"""Interviews and their turns."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain.errors import NotFound
from domain.follow_ups import FollowUp, FollowUpState
from domain.interview import (
    ChosenQuestion,
    Interview,
    InterviewSetup,
    InterviewStatus,
    Level,
    Question,
    Turn,
    TurnStatus,
)
from services.storage.repository import Repository, as_json

Interviews = list[Interview]  # inside the class, `list` is its method
_GONE = "This interview no longer exists."
_TURN_GONE = "This question no longer exists."


class InterviewsRepository(Repository):
    """An interview always comes with its turns, in order."""

    def add(
        self,
        user_id: UUID,
        setup: InterviewSetup,
        role_name: str,
        chosen: Sequence[ChosenQuestion],
        seconds: Sequence[int],
    ) -> Interview:
        """Store an interview with a turn for each chosen question; `seconds[i]` is the time for `chosen[i]`."""
        row = self._row(
            """
            insert into public.interviews (user_id, role_id, role_name, mode, setup, resume_id)
            values (%(user_id)s, %(role_id)s, %(role_name)s, %(mode)s, %(setup)s, %(resume_id)s) returning id
            """,
            user_id=user_id,
            role_id=setup.role_id,
            role_name=role_name,
            mode=setup.mode,
            setup=as_json(setup),
            resume_id=setup.resume_id,
        )
        if row is None:
            raise NotFound(_GONE)
        self._run(
            """
            insert into public.turns
              (interview_id, user_id, position, question_id, question, reason, origin, cited_line, seconds)
            select %(interview_id)s, %(user_id)s, t.position, t.question ->> 'id', t.question, t.reason, t.origin,
                   t.cited_line, t.seconds
            from unnest(%(questions)s::jsonb[], %(reasons)s::text[], %(origins)s::text[], %(cited)s::text[],
                        %(seconds)s::int[])
              with ordinality as t (question, reason, origin, cited_line, seconds, position)
            """,
            interview_id=row["id"],
            user_id=user_id,
            questions=[as_json(c.question) for c in chosen],
            reasons=[c.reason for c in chosen],
            origins=[c.origin for c in chosen],
            cited=[c.cited_line for c in chosen],
            seconds=list(seconds),
        )
        return self.get(user_id, row["id"])

    def lock(self, user_id: UUID, interview_id: UUID) -> None:
        """Keep other changes of this interview waiting until the transaction ends; NotFound when there is none."""
        if not self._run(
            "select from public.interviews where id = %(id)s and user_id = %(user_id)s for no key update",
            id=interview_id,
            user_id=user_id,
        ):
            raise NotFound(_GONE)

    def get(self, user_id: UUID, interview_id: UUID) -> Interview:
        """One interview, or NotFound."""
        found = self._select(user_id, interview_id)
        if not found:
            raise NotFound(_GONE)
        return found[0]

    def list(self, user_id: UUID) -> Interviews:
        """The person's interviews, newest first."""
        return self._select(user_id, None)

    def _select(self, user_id: UUID, interview_id: UUID | None) -> Interviews:
        rows = self._rows(
            """
            select id, user_id, role_name, status, created_at, finished_at,
                   -- a resume deleted since then is no longer named
                   setup || jsonb_build_object('resume_id', resume_id) as setup
            from public.interviews
            where user_id = %(user_id)s and (%(interview_id)s::uuid is null or id = %(interview_id)s)
            order by created_at desc, id
            """,
            user_id=user_id,
            interview_id=interview_id,
        )
        turns: defaultdict[UUID, list[Turn]] = defaultdict(list)
        for row in self._rows(
            """
            select id, interview_id, position, part, follow_up_of, follow_up, aims_at, level, question, reason,
                   origin, cited_line, status, seconds, started_at, deadline_at
            from public.turns
            where user_id = %(user_id)s and interview_id = any (%(ids)s::uuid[]) order by interview_id, position, part
            """,
            user_id=user_id,
            ids=[row["id"] for row in rows],
        ):
            turns[row["interview_id"]].append(Turn.model_validate(row))
        return [Interview.model_validate({**row, "turns": turns[row["id"]]}) for row in rows]

    def set_status(self, user_id: UUID, interview_id: UUID, status: InterviewStatus) -> None:
        """Move an interview on; the first time it is finished is kept."""
        changed = self._run(
            """
            update public.interviews
            set status = %(status)s,
                finished_at = case when %(status)s = 'finished' then coalesce(finished_at, now()) end
            where id = %(interview_id)s and user_id = %(user_id)s
            """,
            user_id=user_id,
            interview_id=interview_id,
            status=status.value,
        )
        if not changed:
            raise NotFound(_GONE)

    def turn(self, user_id: UUID, turn_id: UUID, *, lock: bool = False) -> Turn:
        """One turn, or NotFound; `lock` holds it until the transaction ends."""
        columns = {"turn_id": turn_id, "user_id": user_id}
        row = (
            self._row(
                """
                select id, interview_id, position, part, follow_up_of, follow_up, aims_at, level, question,
                       reason, origin, cited_line, status, seconds, started_at, deadline_at
                from public.turns where id = %(turn_id)s and user_id = %(user_id)s for update
                """,
                **columns,
            )
            if lock
            else self._row(
                """
                select id, interview_id, position, part, follow_up_of, follow_up, aims_at, level, question,
                       reason, origin, cited_line, status, seconds, started_at, deadline_at
                from public.turns where id = %(turn_id)s and user_id = %(user_id)s
                """,
                **columns,
            )
        )
        if row is None:
            raise NotFound(_TURN_GONE)
        return Turn.model_validate(row)

    def set_turn(
        self,
        user_id: UUID,
        turn_id: UUID,
        status: TurnStatus,
        *,
        started_at: datetime | None = None,
        deadline_at: datetime | None = None,
    ) -> None:
        """Set a turn's status; a time left out stays as it is. The caller has checked the move."""
        changed = self._run(
            """
            update public.turns
            set status = %(status)s, started_at = coalesce(%(started_at)s, started_at),
                deadline_at = coalesce(%(deadline_at)s, deadline_at)
            where id = %(turn_id)s and user_id = %(user_id)s
            """,
            user_id=user_id,
            turn_id=turn_id,
            status=status,
            started_at=started_at,
            deadline_at=deadline_at,
        )
        if not changed:
            raise NotFound(_TURN_GONE)

    def ask_again(self, user_id: UUID, turn_id: UUID) -> None:
        """Open an answered turn with a fresh clock."""
        if not self._run(
            """
            update public.turns set status = 'asking', started_at = now(),
                                    deadline_at = now() + make_interval(secs => seconds)
            where id = %(turn_id)s and user_id = %(user_id)s and status = 'answered'
            """,
            user_id=user_id,
            turn_id=turn_id,
        ):
            raise NotFound(_TURN_GONE)

    def set_level(self, user_id: UUID, turn_id: UUID, level: Level) -> None:
        """Note the level that a question was chosen for."""
        query = "update public.turns set level = %(level)s where id = %(turn_id)s and user_id = %(user_id)s"
        if not self._run(query, user_id=user_id, turn_id=turn_id, level=level.value):
            raise NotFound(_TURN_GONE)

    def exchange(self, user_id: UUID, turn_id: UUID, chosen: ChosenQuestion, level: Level, seconds: int) -> None:
        """Put another question in the place of one that was not shown yet."""
        if not self._run(
            """
            update public.turns
            set question_id = %(question_id)s, question = %(question)s, reason = %(reason)s, origin = %(origin)s,
                cited_line = %(cited)s, seconds = %(seconds)s, level = %(level)s
            where id = %(turn_id)s and user_id = %(user_id)s and status = 'waiting'
            """,
            user_id=user_id,
            turn_id=turn_id,
            question_id=chosen.question.id,
            question=as_json(chosen.question),
            reason=chosen.reason,
            origin=chosen.origin,
            cited=chosen.cited_line,
            seconds=seconds,
            level=level.value,
        ):
            raise NotFound(_TURN_GONE)

    def set_follow_up(self, user_id: UUID, turn_id: UUID, state: FollowUpState) -> None:
        """Note how far the question back to a turn's answer is."""
        if not self._run(
            "update public.turns set follow_up = %(state)s where id = %(turn_id)s and user_id = %(user_id)s",
            user_id=user_id,
            turn_id=turn_id,
            state=state.value,
        ):
            raise NotFound(_TURN_GONE)

    def add_follow_up(self, user_id: UUID, parent: Turn, question: Question, found: FollowUp) -> None:
        """Put a question back behind its parent; a parent that has one keeps it."""
        self._run(
            """
            insert into public.turns
              (interview_id, user_id, position, part, follow_up_of, aims_at, question_id, question, reason, origin,
               seconds)
            values (%(interview_id)s, %(user_id)s, %(position)s, 1, %(parent)s, %(aims_at)s, %(question_id)s,
                    %(question)s, %(reason)s, 'answer', %(seconds)s)
            on conflict do nothing
            """,
            interview_id=parent.interview_id,
            user_id=user_id,
            position=parent.position,
            parent=parent.id,
            aims_at=found.aims_at,
            question_id=question.id,
            question=as_json(question),
            reason=found.reason,
            seconds=question.seconds,
        )

    def asked_question_ids(self, user_id: UUID) -> dict[str, int]:
        """How often each question has been shown to the person."""
        rows = self._rows(
            """
            select question_id, count(*)::int as times from public.turns
            where user_id = %(user_id)s and status <> 'waiting' and part = 0 group by question_id
            """,
            user_id=user_id,
        )
        return {row["question_id"]: row["times"] for row in rows}

    def delete(self, user_id: UUID, interview_id: UUID) -> None:
        """Delete an interview with its turns, drafts, answers and scores, for good."""
        if not self._run(
            "delete from public.interviews where id = %(interview_id)s and user_id = %(user_id)s",
            interview_id=interview_id,
            user_id=user_id,
        ):
            raise NotFound(_GONE)
