"""Job match: a person's resume beside a job description."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from domain.errors import InvalidInput, InvalidUpload
from domain.job_match.ad_check import check_job_text
from domain.job_match.ad_lines import ad_title
from domain.job_match.matching import match_job
from domain.job_match.types import JobMatch
from domain.people import Person, Role
from domain.resume.facts import ResumeFacts
from services.documents.parsing import facts_of
from services.documents.skills_list import load_skills
from services.documents.upload_checks import MAX_BYTES
from services.embeddings import Embedder
from services.job_ad_files import text_of_file
from services.storage.database import Database

NOT_READ = "This resume has not been read yet. Wait until it has been read, then compare it."
TITLE_CHARS = 60


@dataclass(frozen=True)
class StoredJob:
    """A job description the person has used. `title` is its job title, else its first words."""

    id: UUID
    title: str
    created_at: datetime


class JobMatchService:
    """Compares by rules and word meaning; nothing is sent to a model."""

    def __init__(self, database: Database, embedder: Embedder) -> None:
        self._database = database
        self._embedder = embedder

    def match(self, user: Person, resume_id: UUID, job_text: str) -> JobMatch:
        """Store the job description and compare; InvalidInput when the text is none or the resume is not read yet."""
        user.require(Role.CANDIDATE, Role.COACH)
        text = check_job_text(job_text, load_skills())
        facts, today = self._facts(user, resume_id)
        found = compare(text, facts, today, self._embedder)
        with self._database.as_user(user.id) as tx:
            job_id = tx.jobs_described.add(user.id, text)
            tx.events.add(
                user.id, "job_matched", resume_id, score=found.score, requirements=len(found.requirements)
            )  # fmt: skip
        return found.model_copy(update={"job_id": job_id})

    def again(self, user: Person, resume_id: UUID, job_id: UUID) -> JobMatch:
        """Compare with a stored job description; same resume version, text and day give the same result."""
        text = self.job_text(user, job_id)
        facts, today = self._facts(user, resume_id)
        return compare(text, facts, today, self._embedder).model_copy(update={"job_id": job_id})

    def job_text(self, user: Person, job_id: UUID) -> str:
        """The words of a stored job description, or NotFound."""
        with self._database.as_user(user.id) as tx:
            return tx.jobs_described.get(user.id, job_id)

    def jobs(self, user: Person) -> list[StoredJob]:
        """The person's job descriptions, newest first."""
        with self._database.as_user(user.id) as tx:
            rows = tx.jobs_described.list(user.id)
        return [StoredJob(job_id, _title_of(text), created_at) for job_id, text, created_at in rows]

    def forget(self, user: Person, job_id: UUID) -> None:
        """Delete a stored job description, or NotFound. Interviews built from it keep their questions."""
        with self._database.as_user(user.id) as tx:
            tx.jobs_described.delete(user.id, job_id)
            tx.audit.add(user.id, "job_description.delete", str(job_id))

    def text_of_upload(self, name: str, data: bytes) -> str:
        """The words of an uploaded PDF, Word or text file; InvalidUpload with a sentence about a job description."""
        return text_of_file(name, data)

    def _facts(self, user: Person, resume_id: UUID) -> tuple[ResumeFacts, date]:
        with self._database.as_user(user.id) as tx:
            resume = tx.resumes.get(user.id, resume_id)
            today = tx.now.date()
        if resume.facts is None:
            raise InvalidInput(NOT_READ, field="resume")
        return resume.facts, today


def compare(text: str, facts: ResumeFacts, today: date, embedder: Embedder) -> JobMatch:
    """The rules with the project's skills, and word vectors where they can be had."""
    return match_job(text, facts, load_skills(), today=today, embed=embedder if embedder.available else None)


def _title_of(text: str) -> str:
    first = next((line.strip(" #*") for line in text.splitlines() if line.strip(" #*")), "")
    name = ad_title(text) or first
    return name if len(name) <= TITLE_CHARS else f"{name[:TITLE_CHARS].rsplit(' ', 1)[0]}…"


def match_files(resume: Path, job: Path) -> tuple[JobMatch, dict[str, Any]]:
    """Two files: the match, and the form of `manage.py match-resume --json`; raises InvalidUpload or InvalidInput."""
    begun = time.perf_counter()
    text = check_job_text(text_of_file(job.name, _bytes(job)), load_skills())
    found = compare(text, facts_of(resume), datetime.now(UTC).date(), Embedder())
    return found, as_form(found, round((time.perf_counter() - begun) * 1000))


def as_form(found: JobMatch, ms: int) -> dict[str, Any]:
    """The JSON form of the design: evidence as lines of the resume, keywords by their words."""
    return {
        "score": found.score,
        "requirements": [
            {"text": r.text, "kind": r.kind.value, "status": r.status.value, "evidence": [e.text for e in r.evidence]}
            for r in found.requirements
        ],
        "keywords": {
            "matched": [k.term for k in found.matched_keywords],
            "missing": [k.term for k in found.missing_keywords],
        },
        "ms": ms,
    }


def as_text(found: JobMatch) -> str:
    """The match for a terminal: score, then each requirement with its evidence."""
    head = f"Score {found.score} of 100" if found.score is not None else found.reason
    lines = [head, *found.notes]
    for match in found.requirements:
        lines.append(f"{match.kind.value:9} {match.status.value:8} {match.text}")
        lines += [f"{'':19}{line.text}" for line in match.evidence]
        lines += [f"{'':19}{match.reason}"] if match.reason else []
    lines.append(f"keywords matched: {', '.join(k.term for k in found.matched_keywords) or 'none'}")
    lines.append(f"keywords missing: {', '.join(k.term for k in found.missing_keywords) or 'none'}")
    return "\n".join(lines)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InvalidUpload("not_found", f"There is no file {path.name}, or it cannot be opened.") from error
