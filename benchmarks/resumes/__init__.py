"""Resumes of invented people, with what each says: the set on which the parser is measured.

Every file comes from a seed: the same seed gives the same people, layouts and bytes.
"""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.resumes.blocks import Look
from benchmarks.resumes.content_types import Content
from benchmarks.resumes.docx_flow import save_document
from benchmarks.resumes.labels import labels
from benchmarks.resumes.layouts import LAYOUTS, Layout, look_for
from benchmarks.resumes.scans import scan
from benchmarks.resumes.writing import write
from domain.resume.facts import ResumeFacts

SEED, COUNT = 1, 180
"""The fixed set: every layout four times."""
_LANGUAGES = ("es", "fr", "de", "pt", "zh", "ja")


@dataclass(frozen=True)
class Sample:
    """One resume: what it says, how it looks, and the name of its file."""

    name: str
    layout: Layout
    content: Content
    look: Look
    seed: str

    @property
    def facts(self) -> ResumeFacts:
        """Everything the file says, as typed facts."""
        return self.content.facts

    @property
    def language(self) -> str:
        """Two letters ("en")."""
        return self.content.language

    @property
    def truth(self) -> dict[str, Any]:
        """The nine scored fields."""
        return labels(self.content)


def samples(seed: int = SEED, count: int = COUNT, layouts: Iterable[Layout] = LAYOUTS) -> list[Sample]:
    """That many resumes, the layouts in turn, three of ten in another language than English."""
    chosen = tuple(layouts)
    return [_sample(f"{seed}-{index}", index, chosen[index % len(chosen)]) for index in range(count)]


def _sample(seed: str, index: int, layout: Layout) -> Sample:
    rng = Random(seed)
    others = [language for language in _LANGUAGES if language in layout.languages]
    english = "en" in layout.languages and (not others or rng.random() < 0.62)
    language = "en" if english else rng.choice(others)
    content = layout.adapt(write(rng, language, layout.wishes))
    look = look_for(rng, layout, content)
    ending = "docx" if layout.format == "docx" else "pdf"
    return Sample(f"{index:03}_{layout.name}_{language}.{ending}", layout, content, look, seed)


def write_file(sample: Sample, folder: Path) -> Path:
    """Draws the resume into the folder and returns its path."""
    path = folder / sample.name
    if sample.layout.compose:
        save_document(sample.layout.compose(sample.content, sample.look), path)
    elif sample.layout.arrange:
        sheet = sample.layout.arrange(sample.content, sample.look)
        if not sample.layout.scanned:
            sheet.save(path, sample.content.facts.contact.name)
        else:
            with tempfile.TemporaryDirectory() as drawn:
                sheet.save(Path(drawn) / "drawn.pdf", "")
                scan(Path(drawn) / "drawn.pdf", path, Random(sample.seed))
    return path
