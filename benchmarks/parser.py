"""Figures of the resume parser on a folder of files with labels.json and score.py.

python -m benchmarks.parser FOLDER [--labels FILE] [--files] [--skip-scans] [--json OUT]
"""

import argparse
import importlib.util
import json
import statistics
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from services.documents.parsing import parse_file


def main() -> int:
    """Parse every labelled file and print precision, recall and F1 a field, and the time a file takes."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--labels", type=Path, help="labels file, if not FOLDER/labels.json")
    arguments.add_argument("--scorer", type=Path, help="score.py, if not FOLDER/score.py")
    arguments.add_argument("--files", action="store_true", help="show right/predicted/labelled for every file")
    arguments.add_argument("--skip-scans", action="store_true", help="leave out files that hold only pictures")
    arguments.add_argument("--json", type=Path, help="also write the figures here")
    given = arguments.parse_args()
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


def _print(figures: dict[str, Any], found: dict[str, dict[str, Any]]) -> None:
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
