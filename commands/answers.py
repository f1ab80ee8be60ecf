"""Scoring answers that are not stored."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from commands.frame import Add, open_services, out


def register(add: Add) -> None:
    """Declare the commands of this module."""
    command = add("score-answers", score_answers, "score answers: JSON lines in, JSON lines out")
    command.add_argument("file", nargs="?", type=Path, help="JSON lines; standard input when left out")
    add("disagreements", disagreements, "show which criteria people disagree with, by rubric edition")


def score_answers(args: argparse.Namespace) -> int:
    """Score every line; a malformed line gives an error object in its place and exit code 1."""
    from services.embeddings import Embedder
    from services.evaluation import line_scorer
    from services.model_gateway import command_gateway
    from services.settings import load_settings

    lines = args.file.read_text(encoding="utf-8").splitlines() if args.file else sys.stdin
    failed = 0
    with command_gateway(load_settings()) as gateway:
        for result in line_scorer(gateway, Embedder())(_json_lines(lines)):
            failed += "error" in result
            print(json.dumps(result, ensure_ascii=False))
    return 1 if failed else 0


def disagreements(args: argparse.Namespace) -> int:
    """Print what people say about criteria, by rubric edition and engine: no person and no words."""
    services = open_services(worker_enabled=False)
    try:
        found = services.disagreements.shifts()
    finally:
        services.close()
    for row in found:
        moved = f"{row.too_low} say too low, {row.too_high} too high, {row.mean_shift:+.2f} levels on average"
        head = f"{row.rubric} ({row.provider}), {row.criterion_id}"
        out(args, row.model_dump(), f"{head}: {row.people_said} said; {moved}")
    if not found and not args.json:
        print("Nobody has disagreed with a criterion yet.")
    return 0


def _json_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        if isinstance(value, dict):
            yield value
        else:
            yield {"id": number, "error": {"code": "invalid_json", "message": f"Line {number} is not a JSON object."}}
