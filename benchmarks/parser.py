"""Figures of the resume parser: on generated resumes, or on a folder of files with labels.json and score.py.

python -m benchmarks.parser --generated [--seed N] [--count N] [--wild] [--by layout|lang|format|profession] [--misses]
python -m benchmarks.parser FOLDER [--labels FILE] [--files] [--skip-scans] [--json OUT]
"""

import argparse
import importlib.util
import json
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import resumes
from benchmarks.resume_scoring import FIELDS, FileScore, macro_f1, score, total
from benchmarks.resumes.layouts import BY_NAME, LAYOUTS, WILD
from services.documents.parsing import parse_file


def main() -> int:
    """Parse every file and print precision, recall and F1 a field, and the time a file takes."""
    given = _arguments()
    if given.generated:
        return _generated(given)
    if given.folder is None:
        raise SystemExit("Name a folder, or use --generated.")
    return _folder(given)


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, nargs="?")
    arguments.add_argument("--labels", type=Path, help="labels file, if not FOLDER/labels.json")
    arguments.add_argument("--scorer", type=Path, help="score.py, if not FOLDER/score.py")
    arguments.add_argument("--files", action="store_true", help="show right/predicted/labelled for every file")
    arguments.add_argument("--skip-scans", action="store_true", help="leave out files that hold only pictures")
    arguments.add_argument("--json", type=Path, help="also write the figures here")
    arguments.add_argument("--generated", action="store_true", help="measure on resumes written by benchmarks.resumes")
    arguments.add_argument("--seed", type=int, default=resumes.SEED)
    arguments.add_argument("--count", type=int, default=resumes.COUNT)
    arguments.add_argument("--wild", action="store_true", help="mixtures of all choices instead of the layouts")
    arguments.add_argument("--layout", choices=sorted(BY_NAME), help="only this layout")
    arguments.add_argument("--by", choices=sorted(_GROUPS), help="also a line for each of these")
    arguments.add_argument("--misses", action="store_true", help="show what each file got wrong")
    arguments.add_argument("--keep", type=Path, help="keep the generated files and their truth in this folder")
    return arguments.parse_args()


_GROUPS = {
    "layout": lambda sample: sample.layout.name,
    "lang": lambda sample: sample.language,
    "format": lambda sample: sample.layout.format,
    "profession": lambda sample: sample.content.profession,
}


def _generated(given: argparse.Namespace) -> int:
    chosen = (BY_NAME[given.layout],) if given.layout else WILD if given.wild else LAYOUTS
    samples = resumes.samples(given.seed, given.count, chosen)
    if given.skip_scans:
        samples = [sample for sample in samples if sample.layout.format != "scan"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = {sample.name: parse_file(resumes.write_file(sample, folder)) for sample in samples}
        if given.keep:
            truth = {sample.name: sample.truth for sample in samples}
            (folder / "labels.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    scores = {sample.name: score(found[sample.name], sample.truth) for sample in samples}
    if given.misses:
        _print_misses(scores, found)
    if given.by:
        groups: dict[str, list[FileScore]] = defaultdict(list)
        for sample in samples:
            groups[_GROUPS[given.by](sample)].append(scores[sample.name])
        _print_groups(groups)
    figures = total(scores.values())
    as_json: dict[str, Any] = {
        name: {
            "precision": figure.precision, "recall": figure.recall, "f1": figure.f1,
            "tp": figure.right, "fp": figure.extra, "fn": figure.missed,
        }
        for name, figure in figures.items()
    }  # fmt: skip
    as_json["macro_f1"] = macro_f1(figures)
    print(f"{len(samples)} generated resumes, seed {given.seed}, {len({s.layout.name for s in samples})} layouts")
    _print(as_json, found)
    if given.json:
        given.json.write_text(json.dumps(as_json, indent=1), encoding="utf-8")
    return 0


def _print_misses(scores: Mapping[str, FileScore], found: Mapping[str, Mapping[str, Any]]) -> None:
    for name, one in scores.items():
        if "error" in found[name]:
            print(f"{name}: refused, {found[name]['error']['code']}")
        elif one.misses:
            print(name)
            for field, misses in one.misses.items():
                print(f"    {field:10} missed {list(misses.missed)}  extra {list(misses.extra)}")


def _print_groups(groups: Mapping[str, Sequence[FileScore]]) -> None:
    print(f"{'':18} files macro " + " ".join(f"{name[:7]:>7}" for name in FIELDS))
    for name in sorted(groups):
        figures = total(groups[name])
        row = " ".join(f"{figures[field].f1:7.2f}" for field in FIELDS)
        print(f"{name:18} {len(groups[name]):5} {macro_f1(figures):5.2f} {row}")
    print()


def _folder(given: argparse.Namespace) -> int:
    labels = json.loads((given.labels or given.folder / "labels.json").read_text(encoding="utf-8"))
    if given.skip_scans:
        labels = {name: truth for name, truth in labels.items() if "scan" not in truth.get("tags", [])}
    found = {name: parse_file(given.folder / name) for name in labels}
    figures, per_file = _scorer(given.scorer or given.folder / "score.py").evaluate(found, labels)
    if given.files:
        for name, row in per_file.items():
            print(
                f"{name:44} " + " ".join(f"{f}:{t}/{p}p/{g}" for f, (t, p, g) in row.items()),
                found[name].get("error", ""),
            )
    _print(figures, found)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("resume_scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"No scorer at {path}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _print(figures: Mapping[str, Any], found: Mapping[str, Mapping[str, Any]]) -> None:
    print(f"{'field':10} {'precision':>9} {'recall':>7} {'F1':>6} {'right':>6} {'extra':>6} {'missed':>6}")
    for field, figure in figures.items():
        if field != "macro_f1":
            print(
                f"{field:10} {figure['precision']:9.3f} {figure['recall']:7.3f} {figure['f1']:6.3f} "
                f"{figure['tp']:6} {figure['fp']:6} {figure['fn']:6}"
            )
    print(f"macro F1 over nine fields: {figures['macro_f1']:.3f}")
    times = sorted(result["ms"] for result in found.values() if "ms" in result)
    refused = {name: result["error"]["code"] for name, result in found.items() if "error" in result}
    if times:
        print(
            f"{len(times)} files read, ms a file: median {statistics.median(times):.0f}, slowest {times[-1]}; "
            f"refused: {refused or 'none'}"
        )


if __name__ == "__main__":
    sys.exit(main())
