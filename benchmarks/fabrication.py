"""How many lies pass the fabrication guard, and how many honest rewrites it refuses.

    python -m benchmarks.fabrication [--show tuning|held-out]

Reads the frozen corpus in tests/evals/fabrication. `--show` prints the cases of that half that went wrong.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date

from domain.resume.fabrication.guard import objections
from tests.evals.fabrication.corpus_files import Case, cases, resumes

TODAY = date(2026, 11, 26)
HALVES = {"tuning": True, "held-out": False}


def is_wrong(case: Case) -> bool:
    """True for a lie that passes and for an honest rewrite that is refused."""
    found = objections(case.path, case.original, case.text, resumes()[case.resume], today=TODAY)
    return case.lie != bool(found)


def table(wrong: Sequence[Case], every: Sequence[Case], lie: bool) -> list[str]:
    """Lines of "kind wrong/all" for one side of one half."""
    total = Counter(c.kind for c in every if c.lie is lie)
    bad = Counter(c.kind for c in wrong if c.lie is lie)
    lines = [f"    {kind:<16} {bad[kind]:>3} of {total[kind]}" for kind in sorted(total)]
    share = 100 * bad.total() / max(total.total(), 1)
    name = "lies passed" if lie else "honest refused"
    return [f"  {name}: {bad.total()} of {total.total()} ({share:.1f} %)", *lines]


def main() -> None:
    """Print both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", choices=sorted(HALVES))
    shown = parser.parse_args().show
    everything = list(cases())
    started = time.perf_counter()
    wrong = [case for case in everything if is_wrong(case)]
    took = 1000 * (time.perf_counter() - started) / len(everything)
    for name, tuning in HALVES.items():
        every, bad = ([c for c in some if c.tuning is tuning] for some in (everything, wrong))
        print(f"{name} half: {len({c.resume for c in every})} resumes, {len(every)} rewrites")
        print("\n".join([*table(bad, every, lie=True), *table(bad, every, lie=False)]))
        if shown == name:
            for case in bad:
                found = objections(case.path, case.original, case.text, resumes()[case.resume], today=TODAY)
                why = "; ".join(f"{one.kind}: {one.words}" for one in found)
                verdict = "PASSED" if case.lie else "REFUSED"
                print(f"  {verdict} [{case.kind}] {case.resume} {case.path}: {case.text} <- {why}")
    unseen = list(cases("unseen"))
    bad = [case for case in unseen if is_wrong(case)]
    print(f"unseen: {len({c.resume for c in unseen})} resumes, {len(unseen)} rewrites by another hand")
    print("\n".join([*table(bad, unseen, lie=True), *table(bad, unseen, lie=False)]))
    print(f"{took:.1f} ms a rewrite")


if __name__ == "__main__":
    main()
