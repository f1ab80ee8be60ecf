"""How many faulty resume lines the checks find, and how many sound ones they disturb, on writing_lines.yaml.

python -m benchmarks.resume_writing [--show]
"""

import argparse
import time
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from domain.resume.writing.checks import WrittenLine, line_findings
from domain.resume.writing.findings import WritingFinding, WritingKind
from domain.resume.writing.openings import When
from services.documents.skills_list import load_skills
from services.grammar import GrammarChecker

LINES = Path(__file__).with_name("writing_lines.yaml")
TODAY = date(2026, 1, 15)


def main() -> int:
    """Print, for the tuned and the held-out half: sound lines with a false alarm, and faulty lines found, by kind."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument(
        "--show", action="store_true", help="print each line that was judged wrongly (tuned half only)"
    )
    show = arguments.parse_args().show
    checker = GrammarChecker(load_skills())
    started = time.perf_counter()
    checker.warm_up()
    print(f"grammar ready after {time.perf_counter() - started:.2f} s")
    for half, lines in yaml.safe_load(LINES.read_text(encoding="utf-8")).items():
        alarms = [(line, found) for line in lines["clean"] if (found := faults(checker, line))]
        missed = [line for line in lines["faulty"] if not {f.kind for f in faults(checker, line)} & set(line["kinds"])]
        print(f"{half}: {len(alarms)} of {len(lines['clean'])} sound lines disturbed; "
              f"{len(lines['faulty']) - len(missed)} of {len(lines['faulty'])} faulty lines found")  # fmt: skip
        if show and half == "tuned":
            for line, found in alarms:
                print("  alarm:", line["text"], [(f.kind.value, f.text, f.replacement) for f in found])
            for line in missed:
                print("  missed:", line["kinds"], line["text"])
        started, rounds = time.process_time(), 0
        for line in [*lines["clean"], *lines["faulty"]]:
            faults(checker, line)
            rounds += 1
        print(f"  {1000 * (time.process_time() - started) / rounds:.2f} ms CPU a line")
    return 0


def faults(checker: GrammarChecker, line: dict[str, Any]) -> list[WritingFinding]:
    """What is said against a line, besides that it could carry a number."""
    written = WrittenLine("work.0.bullets.0", line["text"], When.NOW if line.get("now") else When.PAST)
    found = line_findings(written) + checker.check([(written.path, written.text)])
    return [finding for finding in found if finding.kind is not WritingKind.NO_NUMBER]


if __name__ == "__main__":
    raise SystemExit(main())
