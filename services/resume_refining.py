"""Refining a resume: proposals by rules and, where the person allows it, a model; no claim stands without a source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from agents.llm.gateway import Gateway
from domain.errors import InvalidInput, NotFound
from domain.people import ConsentKind, Person, Role
from domain.resume.fabrication.objection import Objection
from domain.resume.facts import Resume, ResumeFacts
from domain.resume.refining import (
    AnswerKind,
    Change,
    ChangeStatus,
    Confirmed,
    Refinement,
    RefinementState,
    apply_changes,
    open_objections,
    with_questions,
    without_claim,
)
from domain.resume.rule_refining import rule_changes
from domain.resume.vocabulary import SkillVocabulary
from services.resume_rewriting import NO_CONSENT, NO_KEY, ResumeRewriter, Rewritten
from services.storage.database import Database
from services.storage.transaction import Transaction

REFINED = "Refined"
MOST_JOB_CHARS = 20_000
MOST_TEXT_CHARS = 1000
_NOT_READ = "This resume has not been read yet. Wait a moment and try again."
Objections = list[Objection]  # inside the class, `list` is its method
Refinements = list[Refinement]


@dataclass(frozen=True)
class AppliedRefinement:
    """The resume with its new version, and the changes that were left out because their line had changed meanwhile."""

    resume: Resume
    version: int
    skipped: tuple[Change, ...] = ()


class ResumeRefiningService:
    """Proposals for a resume, the person's decisions about them, and the version that comes of it."""

    def __init__(
        self,
        database: Database,
        gateway: Gateway,
        vocabulary: SkillVocabulary | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._rewriter = ResumeRewriter(gateway)
        self._vocabulary = vocabulary
        self._clock = clock

    def model_allowed(self, user: Person) -> bool:
        """True when a model would take part in this person's proposals."""
        return self._rewriter.configured and user.allows(ConsentKind.MODEL_USE)

    def propose(self, user: Person, resume_id: UUID, job_text: str | None = None) -> Refinement:
        """Proposals for the newest version of a resume, stored before any model is asked.

        Raises NotFound for a resume that is not the person's, InvalidInput while it is not read or for a job
        description of more than 20,000 characters.
        """
        user.require(Role.CANDIDATE, Role.COACH)
        job = (job_text or "").strip()
        if len(job) > MOST_JOB_CHARS:
            raise InvalidInput(f"The job description has more than {MOST_JOB_CHARS:,} characters.", field="job_text")
        with self._database.as_user(user.id) as tx:
            resume = tx.resumes.get(user.id, resume_id)
            if resume.facts is None:
                raise InvalidInput(_NOT_READ)
            made = Refinement(
                id=uuid4(), user_id=user.id, resume_id=resume_id, base_version=resume.version, job_text=job,
                note=self._why_no_model(user), changes=tuple(self._by_rules(resume.facts, job)), created_at=tx.now,
            )  # fmt: skip
            stored = tx.refinements.add(user.id, made)
            tx.events.add(user.id, "resume_refined", resume_id, changes=len(made.changes))
        if stored.note:
            return stored
        return self._with_model(user, stored, resume.facts)

    def get(self, user: Person, refinement_id: UUID) -> Refinement:
        """One refinement, or NotFound."""
        with self._database.as_user(user.id) as tx:
            return tx.refinements.get(user.id, refinement_id)

    def list(self, user: Person, resume_id: UUID | None = None) -> Refinements:
        """The person's refinements, newest first; of one resume where it is named."""
        with self._database.as_user(user.id) as tx:
            return tx.refinements.list(user.id, resume_id)

    def accept(self, user: Person, refinement_id: UUID, change_id: str, text: str | None = None) -> Refinement:
        """Take a change as proposed, or with the person's own `text`, which may have to ask first.

        InvalidInput while a change still asks, or when the refinement has been applied.
        """

        def decide(tx: Transaction, refinement: Refinement, change: Change) -> Change:
            if text is not None and not change.order and text.strip() != change.text:
                return self._edited(tx, refinement, change, text)
            if change.order:
                return change.model_copy(update={"status": ChangeStatus.ACCEPTED})
            if self._open(tx, refinement, change, change.text):
                raise InvalidInput("Answer the questions about this change first.")
            taken = change.status if change.status is ChangeStatus.EDITED else ChangeStatus.ACCEPTED
            return change.model_copy(update={"status": taken})

        return self._decide(user, refinement_id, change_id, decide)

    def reject(self, user: Person, refinement_id: UUID, change_id: str) -> Refinement:
        """Leave the line as it is."""
        return self._decide(
            user, refinement_id, change_id, lambda _tx, _r, c: c.model_copy(update={"status": ChangeStatus.REJECTED})
        )

    def answer(
        self,
        user: Person,
        refinement_id: UUID,
        change_id: str,
        question_id: str,
        said: AnswerKind,
        text: str | None = None,
    ) -> Refinement:
        """Answer a question about a claim: yes makes it a source, no takes the claim out, edit puts `text` there."""

        def decide(tx: Transaction, refinement: Refinement, change: Change) -> Change:
            question = next((q for q in change.questions if q.id == question_id), None)
            if question is None or change.status is not ChangeStatus.ASKS:
                raise InvalidInput("This question no longer stands.")
            if said is AnswerKind.EDIT:
                return self._edited(tx, refinement, change, text or "")
            answered = question.model_copy(update={"answer": said})
            questions = tuple(answered if q.id == question_id else q for q in change.questions)
            change = change.model_copy(update={"questions": questions})
            if said is AnswerKind.NO:
                return self._without(tx, refinement, change)
            if any(q.answer is None for q in questions):
                return change
            return self._asked_again(tx, refinement, change)

        return self._decide(user, refinement_id, change_id, decide)

    def apply(self, user: Person, refinement_id: UUID) -> AppliedRefinement:
        """Store the taken changes as a new version of the resume; the refinement is closed.

        InvalidInput when nothing was accepted, or when it was applied before.
        """
        with self._database.as_user(user.id) as tx:
            refinement = self._locked(tx, user, refinement_id)
            resume = tx.resumes.get(user.id, refinement.resume_id)
            if resume.facts is None or resume.quality is None:
                raise InvalidInput(_NOT_READ)
            sound = [c for c in refinement.changes if c.is_taken and self._holds(resume.facts, refinement, c)]
            applied = apply_changes(resume.facts, sound)
            if not applied.done:
                raise InvalidInput("None of the accepted changes fits the resume as it is now. Accept one first.")
            moved = {c.path for c in sound if c.id in applied.done}
            sources = {
                p: s for p, s in resume.sources.items() if not any(p == m or p.startswith(f"{m}.") for m in moved)
            }
            doubts = tuple(d for d in resume.doubts if d.path not in moved)
            version = tx.resumes.add_version(
                user.id, resume.id, applied.facts, resume.quality,
                edited=True, note=REFINED, sources=sources, doubts=doubts,
            )  # fmt: skip
            closed = refinement.model_copy(update={"state": RefinementState.APPLIED, "result_version": version})
            tx.refinements.save(user.id, closed)
            tx.events.add(user.id, "refinement_applied", resume.id, changes=len(applied.done), version=version)
            left = tuple(c for c in refinement.changes if c.is_taken and c.id not in applied.done)
            return AppliedRefinement(tx.resumes.get(user.id, resume.id), version, left)

    def delete(self, user: Person, refinement_id: UUID) -> None:
        """Delete the proposals; what was applied stays."""
        with self._database.as_user(user.id) as tx:
            tx.refinements.delete(user.id, refinement_id)

    def _by_rules(self, facts: ResumeFacts, job: str) -> Sequence[Change]:
        found = rule_changes(facts, job, self._today())
        return [c for c in found if c.order or not self._objections(facts, c.path, c.original, c.text)]

    def _why_no_model(self, user: Person) -> str:
        if not self._rewriter.configured:
            return NO_KEY
        return "" if user.allows(ConsentKind.MODEL_USE) else NO_CONSENT

    def _with_model(self, user: Person, refinement: Refinement, facts: ResumeFacts) -> Refinement:
        """Ask the model, and put its changes in the place of those that rules made for the same lines."""

        def check(path: str, original: str, text: str) -> Sequence[str]:
            return [one.words for one in self._objections(facts, path, original, text)]

        written = self._rewriter.rewrite(user.id, refinement.id, facts, refinement.job_text, check)
        by_rules = {change.path: change.text for change in refinement.changes}
        new = []
        for change in written.changes:
            asks = self._objections(facts, change.path, change.original, change.text)
            fallback = by_rules.get(change.path, "") if asks else ""
            new.append(with_questions(change.model_copy(update={"fallback": fallback}), asks))
        return self._add(user, refinement, new, written)

    def _add(self, user: Person, refinement: Refinement, new: Sequence[Change], written: Rewritten) -> Refinement:
        with self._database.as_user(user.id) as tx:
            now = tx.refinements.locked(user.id, refinement.id)
            if now.state is RefinementState.APPLIED:
                return now
            decided = {change.path for change in now.changes if not change.is_open}
            new = [change for change in new if change.path not in decided]
            replaced = {change.path for change in new}
            kept = [change for change in now.changes if change.path not in replaced]
            after = now.model_copy(update={"changes": (*new, *kept), "provider": written.account, "note": written.note})
            tx.refinements.save(user.id, after)
            return after

    def _decide(
        self,
        user: Person,
        refinement_id: UUID,
        change_id: str,
        decide: Callable[[Transaction, Refinement, Change], Change],
    ) -> Refinement:
        with self._database.as_user(user.id) as tx:
            refinement = self._locked(tx, user, refinement_id)
            changed = decide(tx, refinement, refinement.change(change_id))
            new = [one for one in _said_yes(changed) if one not in refinement.confirmed]
            after = refinement.with_change(changed).model_copy(update={"confirmed": (*refinement.confirmed, *new)})
            tx.refinements.save(user.id, after)
            return after

    def _locked(self, tx: Transaction, user: Person, refinement_id: UUID) -> Refinement:
        refinement = tx.refinements.locked(user.id, refinement_id)
        if refinement.state is RefinementState.APPLIED:
            raise InvalidInput("These proposals have been applied. Ask for new ones to change more.")
        return refinement

    def _edited(self, tx: Transaction, refinement: Refinement, change: Change, text: str) -> Change:
        """The change with the person's words: taken, or asking about what has no source."""
        text = " ".join(text.split())
        if not text or len(text) > MOST_TEXT_CHARS:
            raise InvalidInput(f"The text must have 1 to {MOST_TEXT_CHARS:,} characters.", field="text")
        found = self._open(tx, refinement, change, text)
        changed = with_questions(change.model_copy(update={"text": text}), found)
        return changed if found else changed.model_copy(update={"status": ChangeStatus.EDITED})

    def _asked_again(self, tx: Transaction, refinement: Refinement, change: Change) -> Change:
        """The change with whatever is still open once everything asked so far was confirmed."""
        known = refinement.model_copy(update={"confirmed": (*refinement.confirmed, *_said_yes(change))})
        left = self._open(tx, known, change, change.text)
        more = with_questions(change, left).questions
        numbered = (q.model_copy(update={"id": f"q{n}"}) for n, q in enumerate(more, len(change.questions) + 1))
        status = ChangeStatus.ASKS if left else ChangeStatus.PROPOSED
        return change.model_copy(update={"questions": (*change.questions, *numbered), "status": status})

    def _without(self, tx: Transaction, refinement: Refinement, change: Change) -> Change:
        """The change without the claims that the person said no to; rejected when nothing sound would be left."""
        denied = [q.objection for q in change.questions if q.answer is AnswerKind.NO]
        shorter = [t for one in denied for t in without_claim(change.text, one.start, one.end)]
        for text in filter(None, (*shorter, change.fallback)):
            if text != change.original and not self._open(tx, refinement, change, text):
                return change.model_copy(update={"text": text, "status": ChangeStatus.PROPOSED})
        return change.model_copy(update={"status": ChangeStatus.REJECTED})

    def _open(self, tx: Transaction, refinement: Refinement, change: Change, text: str) -> Objections:
        """What the text says without a source in the version that the change was made for."""
        versions = tx.resumes.versions(refinement.user_id, refinement.resume_id)
        facts = next((v.facts for v in versions if v.version == refinement.base_version), None)
        if facts is None:
            raise NotFound("This resume no longer exists.")
        said = refinement.confirmed_for(change.path)
        return self._objections(facts, change.path, change.original, text, said)

    def _holds(self, facts: ResumeFacts, refinement: Refinement, change: Change) -> bool:
        """Whether a taken change still has its sources in the facts as they are now."""
        if change.order:
            return True
        said = refinement.confirmed_for(change.path)
        return not self._objections(facts, change.path, change.original, change.text, said)

    def _objections(
        self, facts: ResumeFacts, path: str, original: str, text: str, confirmed: Sequence[Confirmed] = ()
    ) -> Objections:
        return open_objections(
            path, original, text, facts, today=self._today(), confirmed=confirmed, vocabulary=self._vocabulary
        )

    def _today(self) -> date:
        return self._clock().date()


def _said_yes(change: Change) -> list[Confirmed]:
    found = (q.objection for q in change.questions if q.answer is AnswerKind.YES)
    return [Confirmed(path=change.path, kind=one.kind, words=one.words) for one in found]
