"""Reviewing stored resumes: scores, suggestions taken up, versions compared and restored."""

import threading
from decimal import Decimal
from uuid import uuid4

import psycopg
import pytest

from domain.errors import InvalidInput, NotFound
from domain.resume.facts import Position, ReadingQuality, ResumeFacts
from domain.resume.scoring.results import ScoreState
from domain.resume.spans import Span
from domain.resume.writing.findings import WritingFinding, WritingKind
from services.resume_review import ResumeReviewService
from tests.unit.resume.sound_resume import GOOD, sound_document, sound_facts, with_bullet


@pytest.fixture
def owner(cluster, database_name):
    """The owner's connection, which may change anything."""
    with psycopg.connect(cluster.dsn("postgres", database_name), autocommit=True) as connection:
        yield connection


@pytest.fixture
def service(database) -> ResumeReviewService:
    return ResumeReviewService(database)


def stored(database, person, facts: ResumeFacts, quality: ReadingQuality = GOOD, document=True):
    with database.as_user(person.id) as tx:
        resume = tx.resumes.add(person.id, "mara.pdf", f"{uuid4()}.pdf", "application/pdf", 900, "d" * 64)
        if document:
            tx.resumes.set_document(person.id, resume.id, sound_document())
        sources = {
            "work.2.bullets.1": (Span(line=18, start=0, end=20),), "work.0.title": (Span(line=6, start=0, end=9),),
        }  # fmt: skip
        tx.resumes.add_version(person.id, resume.id, facts, quality, edited=False, note="Read", sources=sources)
    return resume.id


@pytest.fixture
def flawed() -> ResumeFacts:
    facts = with_bullet(sound_facts(), 2, 1, "Responsible for answering the phones of three houses at night")
    return with_bullet(facts, 1, 4, "Organised the the move to the new rooms across the street, from plan to chair")


def of_kind(findings, kind: WritingKind) -> WritingFinding:
    return next(finding for finding in findings if finding.kind is kind)


def test_a_review_has_quality_scores_and_findings(database, person, service, flawed):
    review = service.review(person, stored(database, person, flawed))
    assert (review.file_name, review.version, review.quality, review.english) == ("mara.pdf", 1, GOOD, True)
    assert (review.scores.ats.points, review.scores.content.points) == (100, 98)
    assert review.scores.content.losses[0].line == 18
    assert of_kind(review.findings, WritingKind.WEAK_VERB).replacement == "Answered"
    assert of_kind(review.findings, WritingKind.GRAMMAR).replacement == "the"
    places = [(finding.path, finding.start) for finding in review.findings]
    assert places == sorted(places, key=lambda place: (place[0], place[1]))


def test_job_keywords_reach_the_score(database, person, service):
    resume_id = stored(database, person, sound_facts())
    assert service.review(person, resume_id, ["Excel", "SQL"]).scores.ats.points == Decimal("92.5")


def test_a_badly_read_file_and_one_without_lines_are_not_scored(database, person, service):
    bad = service.review(person, stored(database, person, sound_facts(), ReadingQuality(score=0.2)))
    assert bad.scores.ats.state is bad.scores.content.state is ScoreState.NOT_SCORED
    old = service.review(person, stored(database, person, sound_facts(), document=False))
    assert (old.scores.ats.state, old.scores.content.points) == (ScoreState.NOT_SCORED, 100)


def test_a_score_does_not_change_as_time_goes_by(database, person, service, owner):
    """A version is judged as of the day it was made: ten years in a job now are not eleven next year."""
    resume_id = stored(database, person, sound_facts())
    before = service.review(person, resume_id).scores
    owner.execute("update public.resume_versions set created_at = '2016-01-01' where resume_id = %s", (resume_id,))
    earlier = service.review(person, resume_id).scores
    assert "dates_impossible" in {rule.id for rule in earlier.ats.rules if rule.lost}  # 2017 was the future then
    owner.execute("update public.resume_versions set created_at = now() where resume_id = %s", (resume_id,))
    assert service.review(person, resume_id).scores == before


def test_an_unread_resume_cannot_be_reviewed(database, person, service):
    with database.as_user(person.id) as tx:
        resume = tx.resumes.add(person.id, "new.pdf", "new.pdf", "application/pdf", 9, "e" * 64)
    with pytest.raises(InvalidInput):
        service.review(person, resume.id)


def test_a_suggestion_taken_up_is_a_new_version_and_the_score_rises(database, person, service, flawed):
    resume_id = stored(database, person, flawed)
    weak = of_kind(service.review(person, resume_id).findings, WritingKind.WEAK_VERB)
    resume = service.take_up(person, resume_id, weak)
    assert resume.version == 2
    assert resume.edited
    assert resume.facts.work[2].bullets[1] == "Answered the phones of three houses at night"
    assert set(resume.sources) == {"work.0.title"}  # the changed line no longer stands in the file
    assert service.review(person, resume_id).scores.content.points == 100
    with pytest.raises(InvalidInput, match="changed since"):
        service.take_up(person, resume_id, weak)
    versions = service.versions(person, resume_id)
    assert [v.version for v in versions] == [2, 1]
    assert versions[0].note == "Changed “Responsible for answering” to “Answered”"


def test_only_what_the_review_suggests_is_taken_up(database, person, service, flawed):
    resume_id = stored(database, person, flawed)
    weak = of_kind(service.review(person, resume_id).findings, WritingKind.WEAK_VERB)
    for forged in (
        weak.model_copy(update={"replacement": "Led 12 people"}),
        weak.model_copy(update={"path": "work.9.bullets.0"}),
        weak.model_copy(update={"path": "contact.name"}),
    ):
        with pytest.raises(InvalidInput):
            service.take_up(person, resume_id, forged)
    bare = of_kind(service.review(person, resume_id).findings, WritingKind.NO_NUMBER)
    with pytest.raises(InvalidInput, match="no ready suggestion"):
        service.take_up(person, resume_id, bare)
    assert len(service.versions(person, resume_id)) == 1


def test_two_presses_at_once_take_a_suggestion_up_once(database, person, service, flawed):
    resume_id = stored(database, person, flawed)
    weak = of_kind(service.review(person, resume_id).findings, WritingKind.WEAK_VERB)
    refused = []

    def press():
        try:
            service.take_up(person, resume_id, weak)
        except InvalidInput as error:
            refused.append(error)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 3
    assert [v.version for v in service.versions(person, resume_id)] == [2, 1]


def test_an_earlier_version_comes_back_as_a_new_one(database, person, service, flawed):
    resume_id = stored(database, person, flawed)
    weak = of_kind(service.review(person, resume_id).findings, WritingKind.WEAK_VERB)
    service.take_up(person, resume_id, weak)
    resume = service.restore(person, resume_id, 1)
    assert (resume.version, resume.facts, resume.edited) == (3, flawed, False)
    assert set(resume.sources) == {"work.0.title", "work.2.bullets.1"}
    assert service.versions(person, resume_id)[0].note == "Version 1 again"
    assert service.restore(person, resume_id, 3).version == 3
    with pytest.raises(NotFound):
        service.restore(person, resume_id, 9)


def test_versions_are_compared(database, person, service, flawed):
    resume_id = stored(database, person, flawed)
    changed = flawed.model_copy(update={"work": (*flawed.work, Position(title="Cook", employer="Café Sol"))})
    with database.as_user(person.id) as tx:
        tx.resumes.add_version(person.id, resume_id, changed, GOOD, edited=True, note="Corrected by you")
    found = service.compare(person, resume_id, 1, 2)
    assert [(d.path, d.before, d.after) for d in found] == [
        ("work.3.title", "", "Cook"), ("work.3.employer", "", "Café Sol"),
    ]  # fmt: skip
    back = service.compare(person, resume_id, 2, 1)
    assert [(d.before, d.after) for d in back] == [("Cook", ""), ("Café Sol", "")]
    with pytest.raises(NotFound):
        service.compare(person, resume_id, 1, 7)


def test_nobody_reviews_another_persons_resume(database, person, other_person, service, flawed):
    resume_id = stored(database, person, flawed)
    for call in (service.review, service.versions):
        with pytest.raises(NotFound):
            call(other_person, resume_id)
