"""Resumes, job descriptions and the question bank."""

import pytest

from domain.errors import NotFound
from domain.interview import InterviewSetup, Level, QuestionKind
from domain.resume.document import HiddenText, Hiding, Line, ReadDocument
from domain.resume.facts import Doubt, ReadingQuality, ResumeStatus
from domain.resume.spans import Span
from tests.builders import a_question, add_resume, some_facts, start_interview


@pytest.fixture
def tx(database, person):
    """A transaction of `person`."""
    with database.as_user(person.id) as tx:
        yield tx


def test_a_resume_goes_from_upload_to_facts(person, tx, database):
    resume = tx.resumes.add(person.id, "cv.pdf", "abc.pdf", "application/pdf", 2048, "d" * 64)
    assert (resume.status, resume.version, resume.facts) == (ResumeStatus.WAITING, 0, None)
    assert tx.resumes.stored_name(person.id, resume.id) == "abc.pdf"
    tx.resumes.set_progress(person.id, resume.id, ResumeStatus.READING, "Reading the pages")
    quality = ReadingQuality(score=0.8, issues=("Two columns, read in order.",))
    assert tx.resumes.add_version(person.id, resume.id, some_facts("Python"), quality, edited=False) == 1
    tx.resumes.set_progress(person.id, resume.id, ResumeStatus.READ, "")
    assert tx.resumes.add_version(person.id, resume.id, some_facts("Go \x00lang"), quality, edited=True) == 2
    stored = tx.resumes.get(person.id, resume.id)
    assert (stored.status, stored.step, stored.version, stored.edited) == (ResumeStatus.READ, "", 2, True)
    assert stored.facts == some_facts("Go lang")
    assert stored.quality == quality


def test_what_was_read_comes_back_whole(person, tx):
    resume = tx.resumes.add(person.id, "cv.pdf", "abc.pdf", "application/pdf", 2048, "d" * 64)
    assert tx.resumes.document(person.id, resume.id) is None
    document = ReadDocument(
        lines=(Line("Ana Ruiz", cells=("Ana", "Ruiz"), x0=40.5, links=("https://a.example",), confidence=0.7),),
        links=("https://a.example",), pages=2, column_pages=(1,), issues=("Check it.",),
        hidden=(HiddenText("score 100", Hiding.TINY, 2),), ocr_pages=(2,), pictures=1, tables=3, header_lines=1,
    )  # fmt: skip
    tx.resumes.set_document(person.id, resume.id, document)
    assert tx.resumes.document(person.id, resume.id) == document


def test_every_version_keeps_its_sources_doubts_and_note(person, tx):
    resume = tx.resumes.add(person.id, "cv.pdf", "abc.pdf", "application/pdf", 2048, "d" * 64)
    sources, doubts = (
        {"contact.name": (Span(line=0, start=0, end=8),)},
        (Doubt(path="work.0", reason="?", confidence=0.4),),
    )
    quality = ReadingQuality(score=0.8)
    tx.resumes.add_version(
        person.id, resume.id, some_facts("Go"), quality, edited=False, note="Read", sources=sources, doubts=doubts
    )
    tx.resumes.add_version(person.id, resume.id, some_facts("Rust"), quality, edited=True, note="Corrected")
    newest, first = tx.resumes.versions(person.id, resume.id)
    assert (newest.version, newest.note, newest.edited, dict(newest.sources)) == (2, "Corrected", True, {})
    assert (first.version, first.note, dict(first.sources), first.doubts) == (1, "Read", sources, doubts)
    assert tx.resumes.get(person.id, resume.id).doubts == ()


def test_resumes_are_listed_newest_first_and_deleted_with_their_versions(database, person):
    ids = []
    for number in range(3):
        with database.as_user(person.id) as tx:
            ids.append(add_resume(tx, person.id, f"{number}.pdf").id)
    with database.as_user(person.id) as tx:
        assert [r.id for r in tx.resumes.list(person.id)] == ids[::-1]
        interview = start_interview(tx, person.id, setup=InterviewSetup(role_id="r", resume_id=ids[0]))
        assert interview.setup.resume_id == ids[0]
        assert tx.resumes.delete(person.id, ids[0]).startswith(str(person.id))
        assert [r.id for r in tx.resumes.list(person.id)] == ids[:0:-1]
        assert tx.interviews.get(person.id, interview.id).setup.resume_id is None
        for call in (tx.resumes.get, tx.resumes.delete, tx.resumes.stored_name):
            with pytest.raises(NotFound):
                call(person.id, ids[0])
        with pytest.raises(NotFound):
            tx.resumes.set_progress(person.id, ids[0], ResumeStatus.READ, "")
        with pytest.raises(NotFound):
            tx.resumes.add_version(person.id, ids[0], some_facts(), ReadingQuality(score=1), edited=True)


def test_unread_resumes_are_those_whose_reading_has_not_ended(database, person, system):
    with database.as_user(person.id) as tx:
        resumes = [add_resume(tx, person.id, f"{n}.pdf") for n in range(4)]
        for resume, status in zip(resumes, ResumeStatus, strict=True):
            tx.resumes.set_progress(person.id, resume.id, status, "")
    with system() as tx:
        assert {resume_id for _, resume_id in tx.resumes.unread()} == {resumes[0].id, resumes[1].id}


def test_the_same_job_description_is_kept_once(person, other_person, tx, database):
    first = tx.jobs_described.add(person.id, "We look for you.\x00")
    assert tx.jobs_described.add(person.id, "We look for you.") == first
    assert tx.jobs_described.add(person.id, "We look for somebody else.") != first
    with database.as_user(other_person.id) as theirs:
        assert theirs.jobs_described.add(other_person.id, "We look for you.") != first


def test_the_bank_is_brought_up_to_date(database, person, system):
    kept = a_question(id="kept", roles=("backend-engineer",), key_points=("One", "Two"))
    with system() as tx:
        assert tx.questions.bank_digest() == ""
        assert tx.questions.sync([kept, a_question(id="gone"), a_question(id="nurse", roles=("nurse",))], "one") == 3
        changed = kept.model_copy(update={"text": "Changed?", "levels": (Level.LEAD,)})
        hr = a_question(id="hr", kind=QuestionKind.HR)
        assert tx.questions.sync([changed, hr], "two") == 2
        assert tx.questions.bank_digest() == "two"
    with database.as_user(person.id) as tx:
        assert tx.questions.for_role("backend-engineer", list(QuestionKind)) == [hr, changed]
        assert tx.questions.for_role("backend-engineer", [QuestionKind.BEHAVIOURAL]) == [changed]
        assert tx.questions.for_role("nurse", list(QuestionKind)) == [hr]
        assert tx.questions.by_id("gone").id == "gone"  # retired, for the turns that asked it
        with pytest.raises(NotFound):
            tx.questions.by_id("never")
    with system() as tx:
        tx.questions.sync([a_question(id="gone")], "three")
        assert [q.id for q in tx.questions.for_role("any", [QuestionKind.BEHAVIOURAL])] == ["gone"]
