"""Our own reader finds every fact of every export again, and says so when it does not."""

import io

import docx
import pytest

from benchmarks.resumes import samples
from domain.resume.facts import Position, ResumeFacts
from services.documents.export.export import ExportKind, check_export, export_resume, write_export
from services.documents.export.templates import TEMPLATES, Paper
from services.documents.reader import DOCX
from tests.unit.documents.resume_samples import HARD, full, made_up

FILES = (ExportKind.PDF, ExportKind.DOCX)


def _losses(facts: ResumeFacts, kind: ExportKind, template: str, paper: Paper = Paper.A4):
    trip = export_resume(facts, kind, TEMPLATES[template], paper).round_trip
    return trip.lost, trip.added, trip.percent


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("kind", FILES)
def test_hard_resumes_come_back_whole(name, template, kind):
    assert _losses(HARD[name](), kind, template) == ((), (), 100)


@pytest.mark.parametrize("seed", range(100, 112))
def test_made_up_resumes_come_back_whole(seed):
    facts = made_up(seed)
    assert _losses(facts, ExportKind.PDF, ("plain", "classic", "compact")[seed % 3], Paper.LETTER) == ((), (), 100)
    assert _losses(facts, ExportKind.DOCX, ("compact", "plain", "classic")[seed % 3]) == ((), (), 100)


@pytest.mark.parametrize("sample", samples(count=42)[::3], ids=lambda sample: sample.name)
def test_generated_resumes_come_back_whole(sample):
    assert _losses(sample.facts, ExportKind.PDF, "compact") == ((), (), 100)
    assert _losses(sample.facts, ExportKind.DOCX, "plain") == ((), (), 100)


def test_a_fact_that_is_not_in_the_file_is_reported_lost():
    document = docx.Document(io.BytesIO(write_export(full(), ExportKind.DOCX, TEMPLATES["plain"], Paper.A4)))
    [bullet] = [p for p in document.paragraphs if p.text.startswith("Trained six")]
    bullet._p.getparent().remove(bullet._p)
    out = io.BytesIO()
    document.save(out)
    trip = check_export(out.getvalue(), DOCX, full())
    assert trip.lost == (("work.0.bullets.1", "Trained six shift leads in inventory planning and daily stand-ups"),)
    assert trip.percent < 100
    assert "work experience" in trip.sentence


def test_a_fact_that_was_changed_is_reported_lost():
    data = write_export(full(), ExportKind.PDF, TEMPLATES["plain"], Paper.A4)
    first, second = full().work
    other = full().model_copy(update={"work": (first, Position(**{**second.model_dump(), "title": "Night porter"}))})
    assert check_export(data, "application/pdf", other).lost == (("work.1.title", "Night porter"),)
