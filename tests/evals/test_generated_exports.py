"""Exports of generated resumes, checked without the product's own comparison: by another scorer and another reader."""

import io
import re
import unicodedata
from collections import Counter
from pathlib import Path

import docx
import pypdf
import pytest

from benchmarks.resume_scoring import FIELDS, score, total
from benchmarks.resumes import Sample, samples
from domain.resume.facts import ResumeFacts
from services.documents.export.export import ExportKind, write_export
from services.documents.export.templates import TEMPLATES, Paper
from services.documents.parsing import facts_of, parse_file

STEP = 5
"""Every fifth resume of the fixed set."""
FILES = [ExportKind.PDF, ExportKind.DOCX]
JOB = ("title", "employer", "place", "start", "end")
SCHOOL = ("school", "start", "end")


def _written(sample: Sample, index: int, kind: ExportKind) -> bytes:
    templates, papers = list(TEMPLATES.values()), list(Paper)
    return write_export(sample.facts, kind, templates[index % len(templates)], papers[index % len(papers)])


def _truth(sample: Sample) -> dict[str, object]:
    """An export joins degree and field in its own way."""
    degrees = [", ".join(part for part in (entry.degree, entry.field) if part) for entry in sample.facts.education]
    return {**sample.truth, "degrees": degrees}


@pytest.mark.parametrize("kind", FILES)
def test_our_parser_finds_the_scored_fields_of_our_exports(kind: ExportKind, tmp_path: Path) -> None:
    scores = []
    for index, sample in enumerate(samples()[::STEP]):
        path = tmp_path / f"{index}.{kind.value}"
        path.write_bytes(_written(sample, index, kind))
        scores.append(score(parse_file(path), _truth(sample)))
    figures = total(scores)
    misses = [one.misses for one in scores if one.misses]
    assert {name: figures[name].f1 for name in FIELDS} == dict.fromkeys(FIELDS, 1.0), misses


@pytest.mark.parametrize("kind", FILES)
def test_jobs_and_schools_come_back_with_dates_places_and_lines(kind: ExportKind, tmp_path: Path) -> None:
    lost = []
    for index, sample in enumerate(samples()[::STEP]):
        path = tmp_path / f"{index}.{kind.value}"
        path.write_bytes(_written(sample, index, kind))
        wanted, found = _values(sample.facts), _values(facts_of(path))
        lost += [(sample.name, value) for value in (wanted - found).elements()]
    assert not lost


@pytest.mark.parametrize("kind", FILES)
def test_another_reader_finds_everything_in_order(kind: ExportKind) -> None:
    for index, sample in enumerate(samples()[::STEP]):
        text, position = _letters(_text(_written(sample, index, kind), kind)), 0
        for value in _in_order(sample.facts):
            found = text.find(_letters(value), position)
            assert found >= 0, (sample.name, value)
            position = found


def _values(facts: ResumeFacts) -> Counter[tuple[str, ...]]:
    """Every value with the field and the number of the entry it belongs to, as letters and digits only."""
    values = [(f"{i}.{name}", getattr(job, name)) for i, job in enumerate(facts.work) for name in JOB]
    values += [(f"{i}.{name}", getattr(entry, name)) for i, entry in enumerate(facts.education) for name in SCHOOL]
    values += [(f"{i}.line", line) for i, job in enumerate(facts.work) for line in job.bullets]
    values += [(f"{i}.degree", entry.degree + entry.field) for i, entry in enumerate(facts.education)]
    return Counter((name, _letters(value)) for name, value in values if value)


def _in_order(facts: ResumeFacts) -> list[str]:
    """Name, then each job from its title down to its last line."""
    values = [facts.contact.name]
    for job in facts.work:
        values += [job.title, *job.bullets]
    return values


def _text(data: bytes, kind: ExportKind) -> str:
    if kind is ExportKind.PDF:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())
