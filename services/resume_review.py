"""Reviewing a resume: how well it was read, what it scores, what could be written better; and its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date
from functools import cached_property
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from domain.errors import InvalidInput, NotFound
from domain.people import Person
from domain.resume.differences import Difference, differences
from domain.resume.document import HiddenText, ReadDocument
from domain.resume.facts import ReadingQuality, Resume, ResumeFacts, ResumeVersion
from domain.resume.scoring.results import ResumeScores
from domain.resume.scoring.score import score_resume
from domain.resume.vocabulary import SkillVocabulary
from domain.resume.writing.checks import resume_is_english, writing_findings, written_lines
from domain.resume.writing.findings import WritingFinding
from domain.resume.writing.language import is_foreign_line
from domain.resume.writing.suggestions import applied
from services.documents.skills_list import load_skills
from services.grammar import GrammarChecker, known_words
from services.storage.database import Database

NOT_READ = "This resume has not been read yet. Wait a moment and try again."


class ResumeReview(BaseModel):
    """One version of a resume, judged. A page shows `quality` first."""

    model_config = ConfigDict(frozen=True)

    resume_id: UUID
    file_name: str
    version: int
    quality: ReadingQuality
    hidden: tuple[HiddenText, ...]
    """Text of the file that a person would not see; none of it is used."""
    scores: ResumeScores
    findings: tuple[WritingFinding, ...]
    """In the order of the resume."""
    english: bool
    """False: only the ATS score knows the language, and `findings` is empty."""


class ResumeReviewService:
    """What a person may ask about the quality of their resumes, and the way back to an earlier version."""

    def __init__(self, database: Database) -> None:
        """Nothing is loaded before it is needed: the list of skills and the dictionaries take about a second."""
        self._database = database

    @cached_property
    def _vocabulary(self) -> SkillVocabulary:
        return load_skills()

    @cached_property
    def _grammar(self) -> GrammarChecker:
        return GrammarChecker(self._vocabulary)

    def warm_up(self) -> None:
        """Load what the first review would have to wait for."""
        self._grammar.warm_up()

    def review(self, user: Person, resume_id: UUID, job_keywords: Sequence[str] | None = None) -> ResumeReview:
        """Quality, scores and findings of the newest version; `job_keywords` are those of a job description.

        Raises NotFound, and InvalidInput while the resume has not been read.
        """
        newest = self._newest(user, resume_id)
        resume, document = newest.resume, newest.document
        scores = score_resume(
            document, newest.facts, newest.quality, newest.day,
            job_keywords=job_keywords, sources=resume.sources, vocabulary=self._vocabulary,
        )  # fmt: skip
        return ResumeReview(
            resume_id=resume.id,
            file_name=resume.file_name,
            version=resume.version,
            quality=newest.quality,
            hidden=document.hidden if document else (),
            scores=scores,
            findings=self.findings(newest.facts, newest.day),
            english=resume_is_english(newest.facts),
        )

    def findings(self, facts: ResumeFacts, today: date) -> tuple[WritingFinding, ...]:
        """What could be written better in these facts: writing, then grammar where it says something else."""
        if not resume_is_english(facts):
            return ()
        lines = [line for line in written_lines(facts, today) if not is_foreign_line(line.text)]
        found = list(writing_findings(facts, today))
        for mistake in self._grammar.check([(line.path, line.text) for line in lines], known_words(facts)):
            if not any(_overlap(mistake, other) for other in found):
                found.append(mistake)
        order = {line.path: number for number, line in enumerate(lines)}
        return tuple(sorted(found, key=lambda f: (order[f.path], f.start, f.end, f.kind)))

    def take_up(self, user: Person, resume_id: UUID, finding: WritingFinding) -> Resume:
        """Put one suggestion into the resume as a new version.

        Only a suggestion that the review of the newest version makes is taken up: another one (the line has changed
        meanwhile, or it was never made) raises InvalidInput.
        """
        newest = self._newest(user, resume_id)
        offered = finding in self.findings(newest.facts, newest.day)
        with self._database.as_user(user.id) as tx:
            tx.resumes.lock(user.id, resume_id)
            now = tx.resumes.get(user.id, resume_id)
            if finding.replacement is None:
                raise InvalidInput("There is no ready suggestion for this line. Edit it yourself.")
            if not offered or now.facts != newest.facts or now.quality is None:
                raise InvalidInput("This line has changed since. Look at the review again.")
            changed = applied(newest.facts, finding)
            sources = {path: spans for path, spans in now.sources.items() if path != finding.path}
            tx.resumes.add_version(
                user.id, resume_id, changed, now.quality,
                edited=True, note=_note(finding), sources=sources, doubts=now.doubts,
            )  # fmt: skip
            tx.events.add(user.id, "resume_suggestion_taken", resume_id, kind=finding.kind.value)
            return tx.resumes.get(user.id, resume_id)

    def versions(self, user: Person, resume_id: UUID) -> list[ResumeVersion]:
        """Every version, newest first, or NotFound."""
        with self._database.as_user(user.id) as tx:
            tx.resumes.get(user.id, resume_id)
            return tx.resumes.versions(user.id, resume_id)

    def restore(self, user: Person, resume_id: UUID, version: int) -> Resume:
        """Make an earlier version the newest again, as a new version; nothing is lost. Raises NotFound."""
        with self._database.as_user(user.id) as tx:
            tx.resumes.lock(user.id, resume_id)
            resume = tx.resumes.get(user.id, resume_id)
            old = _version(tx.resumes.versions(user.id, resume_id), version)
            if version != resume.version:
                tx.resumes.add_version(
                    user.id, resume_id, old.facts, old.quality,
                    edited=old.edited, note=f"Version {version} again", sources=old.sources, doubts=old.doubts,
                )  # fmt: skip
                tx.events.add(user.id, "resume_restored", resume_id, version=version)
            return tx.resumes.get(user.id, resume_id)

    def compare(self, user: Person, resume_id: UUID, earlier: int, later: int) -> tuple[Difference, ...]:
        """What changed from one version to another, or NotFound."""
        found = self.versions(user, resume_id)
        return differences(_version(found, earlier).facts, _version(found, later).facts)

    def _newest(self, user: Person, resume_id: UUID) -> "_Newest":
        with self._database.as_user(user.id) as tx:
            resume = tx.resumes.get(user.id, resume_id)
            document = tx.resumes.document(user.id, resume_id)
            versions = tx.resumes.versions(user.id, resume_id)
        if not versions:
            raise InvalidInput(NOT_READ)
        newest = versions[0]
        return _Newest(resume, newest.facts, newest.quality, document, newest.created_at.astimezone(UTC).date())


@dataclass(frozen=True)
class _Newest:
    """The newest version of a resume. `day` is the one it was made on: a score does not change as time goes by."""

    resume: Resume
    facts: ResumeFacts
    quality: ReadingQuality
    document: ReadDocument | None
    day: date


def _version(versions: Sequence[ResumeVersion], number: int) -> ResumeVersion:
    found = next((v for v in versions if v.version == number), None)
    if found is None:
        raise NotFound("This version no longer exists.")
    return found


def _note(finding: WritingFinding) -> str:
    if finding.replacement:
        return f"Changed \u201c{finding.text.strip()}\u201d to \u201c{finding.replacement.strip()}\u201d"
    return f"Left out \u201c{finding.text.strip()}\u201d"


def _overlap(one: WritingFinding, other: WritingFinding) -> bool:
    return not other.whole_line and one.path == other.path and one.start < other.end and other.start < one.end
