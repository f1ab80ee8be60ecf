"""The job match over in-memory job descriptions, with the real rules and no word vectors."""

from datetime import date
from uuid import UUID, uuid4

from domain.errors import InvalidUpload, NotFound
from domain.job_match.ad_check import check_job_text
from domain.job_match.matching import match_job
from domain.job_match.types import JobMatch
from domain.people import Person
from domain.resume.facts import ResumeFacts
from domain.resume.vocabulary import SkillVocabulary
from services.job_match import StoredJob
from tests.pages.samples import NOW, Store

SKILLS = SkillVocabulary.of(
    [("Excel", ["MS Excel"], False), ("Scheduling", [], False), ("Power BI", [], False), ("Training", [], False)]
)
AD = """Clinic operations coordinator

Requirements
- 3+ years of experience in clinic operations
- Excel
- Power BI
- Degree in health administration

Nice to have
- Swedish
"""


class FakeJobMatch:
    def __init__(self, store: Store) -> None:
        self._store = store
        self.texts: dict[UUID, str] = {}

    def match(self, user: Person, resume_id: UUID, job_text: str) -> JobMatch:
        self._store.note("match", (resume_id, job_text))
        text = check_job_text(job_text, SKILLS)
        job_id = uuid4()
        self.texts[job_id] = text
        return self.again(user, resume_id, job_id)

    def again(self, user: Person, resume_id: UUID, job_id: UUID) -> JobMatch:
        resume = next(r for r in self._store.resumes if r.id == resume_id)
        text = self.job_text(user, job_id)
        found = match_job(text, resume.facts or ResumeFacts(), SKILLS, today=date(2026, 11, 19))
        return found.model_copy(update={"job_id": job_id})

    def job_text(self, user: Person, job_id: UUID) -> str:
        if job_id not in self.texts:
            raise NotFound("This job description no longer exists.")
        return self.texts[job_id]

    def jobs(self, user: Person) -> list[StoredJob]:
        return [StoredJob(job_id, text.splitlines()[0], NOW) for job_id, text in self.texts.items()]

    def forget(self, user: Person, job_id: UUID) -> None:
        self._store.note("forget", job_id)
        self.texts.pop(job_id)

    def text_of_upload(self, name: str, data: bytes) -> str:
        self._store.note("text_of_upload", name)
        if not data:
            raise InvalidUpload("empty", "This file is empty. Choose the file again, or save it once more first.")
        return data.decode()
