"""Exports of stored resumes."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from domain.errors import InvalidInput, NotFound
from domain.resume.facts import ReadingQuality
from domain.resume.round_trip import compare
from services.documents.export.export import ExportKind
from services.documents.export.templates import Paper
from services.documents.parsing import facts_of
from services.resume_exports import ResumeExportService
from tests.builders import add_person, add_resume
from tests.unit.documents.resume_samples import full, student


@pytest.fixture
def resume(database, person):
    """A resume whose newest version was corrected by hand."""
    with database.as_user(person.id) as tx:
        resume = add_resume(tx, person.id)
        tx.resumes.add_version(person.id, resume.id, full(), ReadingQuality(score=0.9), edited=True)
    return resume


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        (ExportKind.PDF, "application/pdf"),
        (ExportKind.DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_a_file_comes_with_what_machines_read_in_it(database, person, resume, kind, media_type, tmp_path: Path):
    export = ResumeExportService(database).export(person, resume.id, kind, "classic", Paper.LETTER)
    assert (export.file_name, export.media_type) == (f"Ingrid Solvang resume.{kind.value}", media_type)
    path = tmp_path / export.file_name
    path.write_bytes(export.data)
    assert export.round_trip == compare(full(), facts_of(path))
    assert export.round_trip.total > 40


def test_json_resume_holds_the_newest_facts(database, person, resume):
    with database.as_user(person.id) as tx:
        tx.resumes.add_version(person.id, resume.id, student(), ReadingQuality(score=0.9), edited=True)
    export = ResumeExportService(database).export(person, resume.id, ExportKind.JSON)
    assert json.loads(export.data)["basics"]["name"] == "Tomás Herrera Quiroga"
    assert (export.round_trip.percent, export.media_type) == (100, "application/json")


def test_an_export_is_noted_without_its_content(database, person, resume):
    ResumeExportService(database).export(person, resume.id, ExportKind.JSON, "compact")
    with database.as_user(person.id) as tx:
        event = tx.events.recent(person.id, 1)[0]
    assert (event.name, event.subject_id) == ("resume_exported", resume.id)
    assert event.data == {"kind": "json", "template": "compact", "paper": "a4", "version": 2, "percent": 100}


def test_what_cannot_be_exported_says_why(database, person, resume):
    exports = ResumeExportService(database)
    with pytest.raises(InvalidInput, match="template"):
        exports.export(person, resume.id, ExportKind.PDF, "glitter")
    with database.as_user(person.id) as tx:
        unread = tx.resumes.add(person.id, "b.pdf", "b.pdf", "application/pdf", 10, "d" * 64)
    with pytest.raises(InvalidInput, match="not been read yet"):
        exports.export(person, unread.id, ExportKind.PDF)
    for stranger, wanted in ((add_person(database, "bo@example.org"), resume.id), (person, uuid4())):
        with pytest.raises(NotFound):
            exports.export(stranger, wanted, ExportKind.PDF)
