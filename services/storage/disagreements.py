"""What people say about single criteria of a scoring."""

from dataclasses import dataclass
from uuid import UUID

from domain.evaluation.disagreements import Contested, Counted, Disagreement
from services.storage.repository import Repository


@dataclass(frozen=True)
class Unsent:
    """A disagreement that has not reached the trace of its scoring."""

    disagreement: Disagreement
    trace_id: UUID


class DisagreementsRepository(Repository):
    """One row a scoring and criterion."""

    def save(self, user_id: UUID, answer_id: UUID, evaluation_id: UUID, criterion_id: str, shown: int, wanted: int,
             words: str) -> Disagreement:  # fmt: skip
        """Store or change what the person says; a change counts as not sent."""
        row = self._row(
            """
            insert into public.disagreements as d
              (user_id, answer_id, evaluation_id, criterion_id, shown, wanted, words)
            values (%(user_id)s, %(answer_id)s, %(evaluation_id)s, %(criterion_id)s, %(shown)s, %(wanted)s, %(words)s)
            on conflict (evaluation_id, user_id, criterion_id) do update
              set wanted = excluded.wanted, words = excluded.words,
                  sent_at = case when d.wanted = excluded.wanted then d.sent_at end
            returning *
            """,
            user_id=user_id,
            answer_id=answer_id,
            evaluation_id=evaluation_id,
            criterion_id=criterion_id,
            shown=shown,
            wanted=wanted,
            words=words,
        )
        return Disagreement.model_validate(row)

    def of_evaluation(self, user_id: UUID, evaluation_id: UUID) -> list[Disagreement]:
        """What the person says about one scoring, oldest first."""
        rows = self._rows(
            """
            select * from public.disagreements where evaluation_id = %(evaluation_id)s and user_id = %(user_id)s
            order by created_at, criterion_id
            """,
            user_id=user_id,
            evaluation_id=evaluation_id,
        )
        return [Disagreement.model_validate(row) for row in rows]

    def take_back(self, user_id: UUID, evaluation_id: UUID, criterion_id: str) -> int:
        """Delete what the person said about a criterion; returns how many rows went."""
        return self._run(
            """
            delete from public.disagreements
            where evaluation_id = %(evaluation_id)s and user_id = %(user_id)s and criterion_id = %(criterion_id)s
            """,
            user_id=user_id,
            evaluation_id=evaluation_id,
            criterion_id=criterion_id,
        )

    def counted(self) -> list[Counted]:
        """Every disagreement without person and words, with its rubric's edition and engine. System."""
        rows = self._rows(
            """
            select e.rubric, coalesce(e.body ->> 'rubric_digest', '') as rubric_digest, e.provider, d.criterion_id,
                   d.shown, d.wanted
            from public.disagreements d join public.evaluations e on e.id = d.evaluation_id
            order by d.created_at, d.id
            """
        )
        return [Counted.model_validate(row) for row in rows]

    def contested(self) -> list[Contested]:
        """What people say by edition, engine and criterion, the newest word of each person. System."""
        rows = self._rows(
            """
            with scored as (
              select coalesce(body ->> 'rubric_digest', '') as rubric_digest, provider,
                     count(distinct user_id)::float as people
              from public.evaluations group by 1, 2),
            newest as (
              select distinct on (d.user_id, 2, e.provider, d.criterion_id)
                     d.user_id, coalesce(e.body ->> 'rubric_digest', '') as rubric_digest, e.provider, d.criterion_id,
                     d.wanted - d.shown as shift
              from public.disagreements d join public.evaluations e on e.id = d.evaluation_id
              order by d.user_id, 2, e.provider, d.criterion_id, d.created_at desc, d.id)
            select rubric_digest, provider, criterion_id, count(*) as people, count(*) / min(scored.people) as share,
                   avg(shift)::float as mean_shift
            from newest join scored using (rubric_digest, provider)
            group by rubric_digest, provider, criterion_id
            """
        )
        return [Contested.model_validate(row) for row in rows]

    def unsent(self, limit: int) -> list[Unsent]:
        """Disagreements not sent whose answer has a traced run, in any order. System."""
        rows = self._rows(
            """
            select d.*, r.trace_id from public.disagreements d
            cross join lateral (
              select trace_id from public.agent_runs
              where user_id = d.user_id and subject_id = d.answer_id and trace_id is not null
              order by at desc limit 1) r
            where d.sent_at is null order by random() limit %(limit)s
            """,
            limit=limit,
        )
        return [Unsent(Disagreement.model_validate({k: v for k, v in r.items() if k != "trace_id"}), r["trace_id"])
                for r in rows]  # fmt: skip

    def mark_sent(self, sent: Disagreement) -> None:
        """Note that this form of it was sent. System."""
        self._run(
            "update public.disagreements set sent_at = now() where id = %(id)s and wanted = %(wanted)s",
            id=sent.id,
            wanted=sent.wanted,
        )
