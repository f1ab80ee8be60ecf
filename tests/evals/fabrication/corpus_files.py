"""The frozen corpus of lies and honest rewrites."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.resume.facts import ResumeFacts
from prompts.library import load_yaml

FOLDER = Path(__file__).parent
README = FOLDER / "README.md"
_DIGEST = re.compile(r"^\| (\S+\.yaml) \| ([0-9a-f]{64}) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One rewritten line. `tuning` is True for the half that the guard may be tuned on."""

    resume: str
    path: str
    original: str
    text: str
    kind: str
    lie: bool
    tuning: bool


def files(folder: str = "corpus") -> list[Path]:
    return sorted((FOLDER / folder).glob("*.yaml"))


def digests() -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (*files(), *files("unseen"))}


def frozen_digests() -> dict[str, str]:
    return dict(_DIGEST.findall(README.read_text(encoding="utf-8")))


@cache
def resumes() -> dict[str, ResumeFacts]:
    return {path.stem: ResumeFacts.model_validate(_read(path)["facts"]) for path in (*files(), *files("unseen"))}


def cases(folder: str = "corpus") -> Iterator[Case]:
    """Of the corpus, or of the lines in "unseen", which were written by another hand after the guard."""
    for path in files(folder):
        tuning = int(path.name[:2]) % 2 == 0
        for line in _read(path)["cases"]:
            for side, lie in (("lies", True), ("honest", False)):
                for entry in line[side]:
                    ((kind, text),) = entry.items()
                    yield Case(path.stem, line["path"], line["original"], text, kind, lie, tuning)


@cache
def _read(path: Path):
    return load_yaml(path.read_text(encoding="utf-8"))
