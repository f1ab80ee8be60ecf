"""A resume through the service: read, looked at again by a model, corrected, read again; nothing is lost."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from domain.errors import InvalidInput, NotFound
from domain.people import ConsentKind, Person
from domain.resume.facts import Resume
from services.files.local import LocalFiles
from services.model_gateway import build_gateway
from services.resume_repairing import ResumeRepairingService
from services.resumes import CORRECTED, FROM_FILE, READ_AGAIN, ResumeService
from services.settings import Settings
from services.storage.database import Database
from tests.doubles.model_provider import ModelProvider

LINES = (
    (20, "Ines Duarte"), (10, "ines.duarte@example.org | +351 21 555 0134"), (14, "Experience"),
    (11, "Sunrise"), (10, "Moonbeam | 2019 - 2021"), (10, "• Counted every crate in the harbour store twice a day"),
    (14, "Education"), (11, "BSc Logistics, University of Porto, 2015 - 2018"), (14, "Skills"), (10, "Excel, SAP"),
)  # fmt: skip
Service = Callable[..., ResumeService]


def pdf() -> bytes:
    stream, y = BytesIO(), 780.0
    canvas = Canvas(stream, invariant=1)
    for size, text in LINES:
        canvas.setFont("Helvetica-Bold" if size > 10 else "Helvetica", size)
        canvas.drawString(60, y, text)
        y -= size * 1.8
    canvas.save()
    return stream.getvalue()


def swaps(request: Any) -> str:
    """A model that takes the words of the doubtful job for the other way round, and adds an employer of its own."""
    assert "Ines" not in json.dumps(request.body), "a model has no need of the name"
    said = [(1, "title", "Moonbeam"), (1, "employer", "Sunrise"), (1, "place", "Lisbon")]
    return json.dumps({"values": [{"part": part, "field": field, "value": value} for part, field, value in said]})


@pytest.fixture
def service(database: Database, tmp_path: Path) -> Iterator[Service]:
    opened = []

    def make(url: str = "") -> ResumeService:
        settings = Settings.model_validate({"groq_api_keys": "gsk_one", "groq_base_url": url} if url else {})
        gateway = build_gateway(settings, database)
        opened.append(gateway)
        return ResumeService(database, LocalFiles(tmp_path), ResumeRepairingService(gateway))

    yield make
    for gateway in opened:
        with closing(gateway):
            pass


def agreeing(database: Database, person: Person) -> Person:
    with database.as_user(person.id) as tx:
        tx.people.set_consent(person.id, ConsentKind.MODEL_USE, True)
    return person.model_copy(update={"consents": {ConsentKind.MODEL_USE: True}})


def uploaded(service: ResumeService, person: Person) -> Resume:
    resume = service.upload(person, "ines.pdf", pdf())
    service.read(person.id, resume.id)
    return service.get(person, resume.id)


def test_what_was_read_knows_its_place_in_the_file_and_what_is_doubtful(database, person, service):
    resume = uploaded(service(), person)
    assert resume.facts.contact.name == "Ines Duarte"
    with database.as_user(person.id) as tx:
        lines = tx.resumes.document(person.id, resume.id).lines
        (version,) = tx.resumes.versions(person.id, resume.id)
    (span,) = resume.sources["contact.email"]
    assert lines[span.line].text[span.start : span.end] == resume.facts.contact.email
    assert "work.0.title" in [doubt.path for doubt in resume.doubts]
    assert version.note == FROM_FILE


def test_a_model_looks_at_doubtful_parts_only_with_consent(database, person, service):
    with ModelProvider(reply=swaps) as server:
        before = uploaded(service(server.url), person)
        assert not server.requests
        after = uploaded(service(server.url), agreeing(database, person))
    assert server.requests
    assert (before.facts.work[0].title, before.facts.work[0].employer) == ("Sunrise", "Moonbeam")
    assert (after.facts.work[0].title, after.facts.work[0].employer) == ("Moonbeam", "Sunrise")
    assert after.facts.work[0].place == "", "Lisbon does not stand in the file"
    assert any("language model" in doubt.reason for doubt in after.doubts)


def test_a_provider_that_is_down_leaves_the_rules_reading(database, person, service):
    with ModelProvider(fault="500") as server:
        resume = uploaded(service(server.url), agreeing(database, person))
    assert resume.facts.work[0].title == "Sunrise"


def test_confirming_settles_the_doubt_and_keeps_the_source(person, service):
    resumes = service()
    resume = uploaded(resumes, person)
    job = resume.facts.work[0].model_copy(update={"confirmed": True})
    edited = resumes.save_edits(person, resume.id, resume.facts.model_copy(update={"work": (job,)}))
    assert not [doubt for doubt in edited.doubts if doubt.path.startswith("work.0")]
    assert edited.sources["work.0.title"] == resume.sources["work.0.title"]


def test_reading_again_keeps_every_correction(database, person, service):
    resumes = service()
    resume = uploaded(resumes, person)
    facts = resume.facts
    job = facts.work[0].model_copy(update={"title": "Store clerk", "confirmed": True})
    mended = facts.model_copy(
        update={
            "work": (job,),
            "contact": facts.contact.model_copy(update={"phone": "+351 1"}),
            "skills": facts.skills[:1],
        }
    )
    resumes.save_edits(person, resume.id, mended)
    again = resumes.read_again(person, resume.id)
    assert again.facts == mended
    assert again.version == 2, "nothing differs, so there is no new version"
    with database.as_user(person.id) as tx:  # what older rules had read
        old = facts.model_copy(update={"education": ()})
        tx.resumes.add_version(person.id, resume.id, old, resume.quality, edited=False, note=FROM_FILE)
        tx.resumes.add_version(
            person.id,
            resume.id,
            mended.model_copy(update={"education": ()}),
            resume.quality,
            edited=True,
            note=CORRECTED,
        )
    again = resumes.read_again(person, resume.id)
    assert again.facts == mended, "the education that the present rules see, and everything the person changed"
    with database.as_user(person.id) as tx:
        assert tx.resumes.versions(person.id, resume.id)[0].note == READ_AGAIN


def test_a_file_read_before_lines_were_kept_says_what_to_do(database, person, service):
    resumes = service()
    resume = uploaded(resumes, person)
    with database.as_user(person.id) as tx:
        tx.resumes._run("update public.resumes set document = null where id = %(id)s", id=resume.id)
    with pytest.raises(InvalidInput, match="Upload it again"):
        resumes.read_again(person, resume.id)
    assert resumes.hidden_text(person, resume.id) == ()


def test_what_is_deleted_is_gone_at_once(database, person, service):
    resumes = service()
    resume = uploaded(resumes, person)
    resumes.delete(person, resume.id)
    with database.as_user(person.id) as tx:
        assert tx.resumes.versions(person.id, resume.id) == []
        with pytest.raises(NotFound):
            tx.resumes.document(person.id, resume.id)
    with pytest.raises(NotFound):
        resumes.file(person, resume.id)
