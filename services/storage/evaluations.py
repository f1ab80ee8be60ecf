"""Scorings of answers. A new scoring is a new version; earlier ones stay."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.errors import NotFound
from domain.evaluation.types import Evaluation, State, StoredEvaluation
from domain.interview import Mode, QuestionKind
from services.storage.repository import Repository, Row, as_json


@dataclass(frozen=True)
class AnswerTotal:
    """The newest scoring of one answer in numbers; total, low and high are None when unscored."""

    answer_id: UUID
    interview_id: UUID
    question_id: str
    kind: QuestionKind
    role_id: str
    mode: Mode
    state: State
    total: int | None
    low: int | None
    high: int | None
    submitted_at: datetime


@dataclass(frozen=True)
class CriterionRow:
    """One criterion (level 0-4) of the newest scoring of one answer."""

    criterion_id: str
    name: str
    level: int
    verified: bool
    state: State
    submitted_at: datetime
    interview_id: UUID


@dataclass(frozen=True)
class Attempt:
    """One answer to a question that was answered before. state, total, low and high are None until it has been read."""

    answer_id: UUID
    interview_id: UUID
    turn_id: UUID
    attempt: int
    submitted_at: datetime
    state: State | None
    total: int | None
    low: int | None
    high: int | None


class EvaluationsRepository(Repository):
    """`add` needs a transaction of the system: nobody writes their own score."""

    def add(self, user_id: UUID, answer_id: UUID, job_key: str, evaluation: Evaluation) -> StoredEvaluation:
        """Store a scoring as the answer's next version; the same `job_key` again gives the first row. System."""
        self._run("select pg_advisory_xact_lock(hashtextextended(%(key)s, 0))", key=f"evaluation:{answer_id}")
        row = self._row(
            """
            insert into public.evaluations
              (user_id, answer_id, version, job_key, state, total, low, high, rubric, provider, body)
            select %(user_id)s, a.id,
                   coalesce((select max(version) from public.evaluations where answer_id = a.id), 0) + 1, %(job_key)s,
                   %(state)s, %(total)s, %(low)s, %(high)s, %(rubric)s, %(provider)s, %(body)s
            from public.answers a where a.id = %(answer_id)s and a.user_id = %(user_id)s
            on conflict (user_id, job_key) do nothing
            returning id, answer_id, user_id, version, created_at, body
            """,
            user_id=user_id,
            answer_id=answer_id,
            job_key=job_key,
            state=evaluation.state,
            total=evaluation.total,
            low=evaluation.low,
            high=evaluation.high,
            rubric=evaluation.rubric,
            provider=evaluation.provider,
            body=as_json(evaluation),
        )
        if row is not None:
            self._add_criteria(user_id, row["id"], evaluation)
            return _stored(row)
        row = self._row(
            """
            select id, answer_id, user_id, version, created_at, body from public.evaluations
            where user_id = %(user_id)s and job_key = %(job_key)s
            """,
            user_id=user_id,
            job_key=job_key,
        )
        if row is None:
            raise NotFound("This answer no longer exists.")
        return _stored(row)

    def _add_criteria(self, user_id: UUID, evaluation_id: UUID, evaluation: Evaluation) -> None:
        # The same levels as in `body`, as rows that trends can be computed from; neither is ever changed.
        self._run(
            """
            insert into public.criterion_scores (evaluation_id, user_id, criterion_id, name, weight, level, verified)
            select %(evaluation_id)s, %(user_id)s, c.*
            from unnest(%(ids)s::text[], %(names)s::text[], %(weights)s::float8[], %(levels)s::smallint[],
                        %(verified)s::boolean[]) as c
            """,
            evaluation_id=evaluation_id,
            user_id=user_id,
            ids=[c.criterion_id for c in evaluation.criteria],
            names=[c.name for c in evaluation.criteria],
            weights=[c.weight for c in evaluation.criteria],
            levels=[c.level for c in evaluation.criteria],
            verified=[c.verified for c in evaluation.criteria],
        )

    def latest(self, user_id: UUID, answer_id: UUID) -> StoredEvaluation | None:
        """The newest scoring of an answer."""
        row = self._row(
            """
            select id, answer_id, user_id, version, created_at, body from public.evaluations
            where answer_id = %(answer_id)s and user_id = %(user_id)s order by version desc limit 1
            """,
            answer_id=answer_id,
            user_id=user_id,
        )
        return _stored(row) if row else None

    def latest_of_interview(self, user_id: UUID, interview_id: UUID) -> dict[UUID, StoredEvaluation]:
        """The newest scoring of each answer of an interview, by answer id."""
        rows = self._rows(
            """
            select distinct on (e.answer_id) e.id, e.answer_id, e.user_id, e.version, e.created_at, e.body
            from public.answers a join public.evaluations e on e.answer_id = a.id
            where a.interview_id = %(interview_id)s and a.user_id = %(user_id)s
            order by e.answer_id, e.version desc
            """,
            interview_id=interview_id,
            user_id=user_id,
        )
        return {row["answer_id"]: _stored(row) for row in rows}

    def totals(self, user_id: UUID) -> list[AnswerTotal]:
        """The newest scoring of the last attempt at each question (not at follow-ups), newest answer first."""
        rows = self._rows(
            """
            select e.answer_id, a.interview_id, t.question_id, t.question ->> 'kind' as kind, i.role_id, i.mode,
                   e.state, e.total, e.low, e.high, a.submitted_at
            from (select distinct on (answer_id) answer_id, state, total, low, high from public.evaluations
                  where user_id = %(user_id)s order by answer_id, version desc) e
            join public.answers a on a.id = e.answer_id
            join public.turns t on t.id = a.turn_id and t.part = 0
            join public.interviews i on i.id = a.interview_id
            where not exists (select from public.answers later
                              where later.turn_id = a.turn_id and later.attempt > a.attempt)
            order by a.submitted_at desc, a.id
            """,
            user_id=user_id,
        )
        return [
            AnswerTotal(
                **{**row, "kind": QuestionKind(row["kind"]), "mode": Mode(row["mode"]), "state": State(row["state"])}
            )
            for row in rows
        ]

    def criterion_rows(self, user_id: UUID) -> list[CriterionRow]:
        """The criteria of the newest scoring of the last attempt at each question, newest answer first."""
        rows = self._rows(
            """
            select c.criterion_id, c.name, c.level, c.verified, e.state, a.submitted_at, a.interview_id
            from (select distinct on (answer_id) id, answer_id, state from public.evaluations
                  where user_id = %(user_id)s order by answer_id, version desc) e
            join public.answers a on a.id = e.answer_id
            join public.criterion_scores c on c.evaluation_id = e.id
            where not exists (select from public.answers later
                              where later.turn_id = a.turn_id and later.attempt > a.attempt)
            order by a.submitted_at desc, a.id, c.criterion_id
            """,
            user_id=user_id,
        )
        return [CriterionRow(**{**row, "state": State(row["state"])}) for row in rows]

    def attempts(self, user_id: UUID, question_id: str) -> list[Attempt]:
        """Every answer the person gave to a question, in whatever interview, oldest first, with its newest scoring."""
        rows = self._rows(
            """
            select a.id as answer_id, a.interview_id, a.turn_id, a.attempt, a.submitted_at, e.state, e.total, e.low,
                   e.high
            from public.turns t join public.answers a on a.turn_id = t.id
            left join lateral (select state, total, low, high from public.evaluations
                               where answer_id = a.id order by version desc limit 1) e on true
            where t.user_id = %(user_id)s and t.question_id = %(question_id)s and t.part = 0
            order by a.submitted_at, a.id
            """,
            user_id=user_id,
            question_id=question_id,
        )
        return [Attempt(**{**row, "state": State(row["state"]) if row["state"] else None}) for row in rows]


def _stored(row: Row) -> StoredEvaluation:
    return StoredEvaluation.model_validate({**row, "evaluation": row["body"]})
