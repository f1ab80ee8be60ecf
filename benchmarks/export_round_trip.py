"""Whether the exports of a resume are read back: by our own parser, and by pdftotext and python-docx in order.

python -m benchmarks.export_round_trip [--count N] [--lost N] [--generated]

Facts go in as types, come out as a PDF and a DOCX in every template and paper, and are read again as a stranger's
file would be. `--generated` takes the resumes with ground truth of benchmarks/resumes instead of made-up ones.
"""

import argparse
import io
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.resumes import COUNT, samples
from domain.resume.facts import ResumeFacts, SkillCategory
from domain.resume.round_trip import Fact, facts_in, link_key, words
from services.documents.export.content import section_order, shown_skills
from services.documents.export.export import ExportKind, check_export, write_export
from services.documents.export.templates import TEMPLATES, Paper, Template
from tests.unit.documents.resume_samples import HARD, made_up

_FIELDS = {
    "work": ("title", "employer", "place", "dates", "bullets"),
    "projects": ("title", "role", "link", "dates", "bullets"),
    "education": ("degree", "field", "school", "dates", "details"),
    "certificates": ("name", "issuer", "date"),
    "publications": ("title", "venue", "date", "link"),
    "languages": ("name", "level"),
}


@dataclass
class Figures:
    """Sums over all resumes of one format, template and paper."""

    facts: int = 0
    kept: int = 0
    whole: int = 0
    resumes: int = 0
    in_order: int = 0
    searched: int = 0
    writing: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)


def pdf_text(data: bytes) -> str:
    """The words of a PDF as poppler's pdftotext reads them."""
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def docx_text(data: bytes) -> str:
    """The words of a DOCX as python-docx reads them."""
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def on_the_page(facts: ResumeFacts) -> list[Fact]:
    """Every fact in the order in which a reader meets it."""
    by_path, kinds = dict(facts_in(facts)), list(SkillCategory)
    paths = [path for path in by_path if path.startswith("contact.")]
    for section in section_order(facts):
        if section == "summary":
            paths.append("summary")
        elif section == "skills":
            listed = [skill.name for skill in shown_skills(facts)]
            numbered = [(kinds.index(s.category), i) for i, s in enumerate(facts.skills) if s.name in listed]
            paths += [f"skills.{i}" for _, i in sorted(numbered)]
        else:
            for index in range(len(getattr(facts, section))):
                for name in _FIELDS[section]:
                    start = f"{section}.{index}.{name}"
                    paths += [path for path in by_path if path == start or path.startswith(f"{start}.")]
    paths += [path for path in by_path if path.startswith("sections.")]
    return [(path, by_path[path]) for path in paths if path in by_path]


def missing_in_order(text: str, facts: ResumeFacts) -> list[Fact]:
    """Facts that do not stand in the text behind the fact before them."""
    page, position, missing = f" {words(text)} ", 0, []
    spaceless = any(c >= "\u2e80" for c in page)
    for path, value in on_the_page(facts):
        wanted = words(link_key(value) if "link" in path else value)
        found = page.find(wanted if spaceless else f" {wanted} ", max(position - 1, 0))
        if found < 0:
            missing.append((path, value))
        else:
            position = found + len(wanted)
    return missing


def measure(facts: ResumeFacts, kind: ExportKind, template: Template, paper: Paper, figures: Figures) -> None:
    """Write one file, read it three ways, and add to the figures."""
    started = time.perf_counter()
    data = write_export(facts, kind, template, paper)
    written = time.perf_counter()
    trip = check_export(data, kind.media_type, facts)
    figures.reading.append(time.perf_counter() - written)
    figures.writing.append(written - started)
    figures.facts += trip.total
    figures.kept += trip.total - len(trip.lost)
    figures.resumes += 1
    figures.whole += trip.percent == 100
    figures.lost.update(f"lost {path} = {value}" for path, value in trip.lost)
    figures.lost.update(f"added {path} = {value}" for path, value in trip.added)
    wanted = on_the_page(facts)
    missing = missing_in_order(pdf_text(data) if kind is ExportKind.PDF else docx_text(data), facts)
    figures.searched += len(wanted)
    figures.in_order += len(wanted) - len(missing)
    figures.lost.update(f"not in the text, in order: {path} = {value}" for path, value in missing)


def resumes(count: int, generated: bool) -> Iterator[ResumeFacts]:
    """The hard ones, then made-up ones; or the generator's."""
    if generated:
        yield from (sample.facts for sample in samples(count=count))
        return
    for make in HARD.values():
        yield make()
    yield from map(made_up, range(count))


def _row(kind: ExportKind, template: Template, paper: Paper, figures: Figures) -> str:
    writing, reading = (1000 * statistics.median(times) for times in (figures.writing, figures.reading))
    return (
        f"{kind.value:6} {template.id:8} {paper.value:6} {figures.resumes:7} {figures.facts:6} "
        f"{figures.kept / figures.facts:9.2%} {figures.whole:6} {figures.in_order:6}/{figures.searched:6} "
        f"{writing:9.0f} {reading:9.0f}"
    )


def main() -> int:
    """Print one row a format, template and paper."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, help="resumes beside the hard ones (40), or generated (168)")
    arguments.add_argument("--lost", type=int, default=20, help="show this many of the facts that were lost")
    arguments.add_argument("--generated", action="store_true", help="the resumes of benchmarks/resumes")
    given = arguments.parse_args()
    chosen = list(resumes(given.count or (COUNT if given.generated else 40), given.generated))
    lost: Counter[str] = Counter()
    print(f"{'format':6} {'template':8} {'paper':6} {'resumes':>7} {'facts':>6} {'read back':>9} {'100 %':>6} "
          f"{'in order':>13} {'write ms':>9} {'check ms':>9}")  # fmt: skip
    perfect = True
    for kind in (ExportKind.PDF, ExportKind.DOCX):
        for template in TEMPLATES.values():
            for paper in Paper:
                figures = Figures()
                for facts in chosen:
                    measure(facts, kind, template, paper, figures)
                lost.update(figures.lost)
                perfect = perfect and not figures.lost
                print(_row(kind, template, paper, figures))
    for text, times in lost.most_common(given.lost):
        print(f"{times:4} {text[:150]}")
    return 0 if perfect else 1


if __name__ == "__main__":
    sys.exit(main())
