"""Figures of the job match on labelled advertisements and resumes (benchmarks/job_match_pairs).

python -m benchmarks.job_match [--half tuned|held_out|fresh|all] [--files] [--no-meaning] [--json OUT]

Splitting: F1 of requirements found against labelled ones; two are the same when their words (stems) overlap by a
Dice of 0.6 or more. Kind and status: share that is right among the requirements found on both sides. Errors of status
are also counted by distance (a strong that is missing counts two).
"""

import argparse
import json
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from domain.evaluation.text import content_stems
from domain.job_match.matching import match_job
from domain.job_match.types import JobMatch, RequirementMatch
from domain.resume.facts import ResumeFacts
from services.documents.skills_list import load_skills
from services.embeddings import Embedder

PAIRS = Path(__file__).parent / "job_match_pairs"
TODAY = date(2026, 11, 1)
SAME_FROM = 0.6
RANK = {"missing": 0, "partial": 1, "strong": 2}
Label = tuple[str, str, str]


def alike(one: str, other: str) -> float:
    """Dice of the stems of two texts, repeats counted once."""
    a, b = set(content_stems(one)), set(content_stems(other))
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def paired(found: tuple[RequirementMatch, ...], labels: list[Label]) -> list[tuple[RequirementMatch, Label]]:
    """Found and labelled requirements that are the same, each used once, the most alike first."""
    options = sorted(
        ((alike(f.text, label[2]), i, j) for i, f in enumerate(found) for j, label in enumerate(labels)),
        key=lambda option: (-option[0], option[1], option[2]),
    )
    used_found: set[int] = set()
    used_labels: set[int] = set()
    pairs = []
    for share, i, j in options:
        if share >= SAME_FROM and i not in used_found and j not in used_labels:
            used_found.add(i)
            used_labels.add(j)
            pairs.append((found[i], labels[j]))
    return pairs


def measure(half: str, *, meaning: bool, show: bool) -> dict[str, Any]:
    """Figures over one half of the pairs."""
    embed = Embedder() if meaning else None
    counts: Counter[str] = Counter()
    confusion: Counter[tuple[str, str]] = Counter()
    times = []
    for path in sorted((PAIRS / half).glob("*.yaml")):
        pair = yaml.safe_load(path.read_text(encoding="utf-8"))
        labels: list[Label] = [tuple(label) for label in pair["requirements"]]
        begun = time.perf_counter()
        match = match_job(
            pair["ad"], ResumeFacts.model_validate(pair["resume"]), load_skills(), today=TODAY, embed=embed
        )
        times.append(round((time.perf_counter() - begun) * 1000))
        pairs = paired(match.requirements, labels)
        counts.update(found=len(match.requirements), labelled=len(labels), same=len(pairs))
        counts["kind"] += sum(f.kind.value == label[0] for f, label in pairs)
        counts["status"] += sum(f.status.value == label[1] for f, label in pairs)
        counts["distance"] += sum(abs(RANK[f.status.value] - RANK[label[1]]) for f, label in pairs)
        counts["strong_too_much"] += sum(f.status.value == "strong" and label[1] == "missing" for f, label in pairs)
        confusion.update((label[1], f.status.value) for f, label in pairs)
        if show:
            _show(path.stem, match, labels, pairs)
    same = max(counts["same"], 1)
    return {
        "half": half,
        "pairs": len(times),
        "labelled": counts["labelled"],
        "split_precision": round(counts["same"] / max(counts["found"], 1), 3),
        "split_recall": round(counts["same"] / max(counts["labelled"], 1), 3),
        "split_f1": round(2 * counts["same"] / max(counts["found"] + counts["labelled"], 1), 3),
        "kind_accuracy": round(counts["kind"] / same, 3),
        "status_accuracy": round(counts["status"] / same, 3),
        "status_distance": round(counts["distance"] / same, 3),
        "missing_called_strong": counts["strong_too_much"],
        "confusion": {f"{truth} -> {said}": n for (truth, said), n in sorted(confusion.items())},
        "ms": times,
    }


def _show(name: str, match: JobMatch, labels: list[Label], pairs: list[tuple[RequirementMatch, Label]]) -> None:
    print(f"== {name}: {match.score} {match.title!r} {'; '.join(match.notes)}")
    by_text = {id(found): label for found, label in pairs}
    for found in match.requirements:
        label = by_text.get(id(found))
        mark = (
            "EXTRA"
            if label is None
            else ""
            if (found.kind.value, found.status.value) == label[:2]
            else f"<<< {label[:2]}"
        )
        print(f"  {found.kind.value[:4]} {found.status.value:8} {found.text}  {mark}")
        for line in found.evidence:
            print(f"       {line.path}: {line.text}")
        if found.reason:
            print(f"       ({found.reason})")
    for label in labels:
        if label not in [used for _, used in pairs]:
            print(f"  NOT FOUND {label}")


def main() -> int:
    """Print the figures; with --json write them as well."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--half", choices=["tuned", "held_out", "fresh", "all"], default="all")
    arguments.add_argument("--files", action="store_true", help="show every requirement with what was said of it")
    arguments.add_argument("--no-meaning", action="store_true", help="without word vectors")
    arguments.add_argument("--json", type=Path)
    given = arguments.parse_args()
    halves = ["tuned", "held_out", "fresh"] if given.half == "all" else [given.half]
    figures = [measure(half, meaning=not given.no_meaning, show=given.files) for half in halves]
    for figure in figures:
        print("\n".join(f"{name:22} {value}" for name, value in figure.items()), end="\n\n")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
