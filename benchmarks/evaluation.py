"""How well and how fast the offline rubric works.

    python benchmarks/evaluation.py agreement FILE.jsonl     # against people's scores (question, reference, answer, score, max_seen)
    python benchmarks/evaluation.py cost                     # CPU milliseconds an answer
    python benchmarks/evaluation.py ordering                 # strong > middling > weak on our own goldens, false praise

The half range of an estimate (domain/evaluation/totals.py) comes from `agreement` and `ordering`; nothing is fitted
to the texts of a file.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from domain.evaluation.offline import estimate  # noqa: E402
from domain.evaluation.relevance import Embed  # noqa: E402
from domain.evaluation.types import Evaluation, State  # noqa: E402
from domain.interview import Question  # noqa: E402
from prompts.library import load_rubric  # noqa: E402
from services.embeddings import Embedder  # noqa: E402
from services.evaluation import line_question  # noqa: E402

GOLDENS = ROOT / "tests" / "evals" / "goldens.yaml"


def bank() -> dict[str, Question]:
    """Return every question of data/questions by id."""
    files = sorted((ROOT / "data" / "questions").glob("*.yaml"))
    rows = [row for file in files for row in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)]
    return {row["id"]: Question.model_validate(row) for row in rows}


def score(question: Question, answer: str, embed: Embed | None) -> Evaluation:
    """Estimate one answer with the rubric of its question's kind."""
    return estimate(question, answer, load_rubric(question.kind.value), embed=embed)


def pearson(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the correlation of two series; 0 when one of them does not vary."""
    try:
        return statistics.correlation(a, b)
    except statistics.StatisticsError:
        return 0.0


def weighted_kappa(a: Sequence[int], b: Sequence[int], levels: int = 5) -> float:
    """Return the quadratic weighted kappa of two series of levels 0..levels-1."""
    count = len(a)
    seen = sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) / count
    share_a = [a.count(i) / count for i in range(levels)]
    share_b = [b.count(i) / count for i in range(levels)]
    chance = sum(share_a[i] * share_b[j] * (i - j) ** 2 for i in range(levels) for j in range(levels))
    return 1 - seen / chance if chance else 0.0


def agreement(path: Path, embed: Embed | None) -> None:
    """Print the agreement with people, over all answers and over those that got a score."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    people, ours, scored, by_question = [], [], [], {}
    inside = 0
    for row in rows:
        question = line_question({**row, "kind": row.get("kind", "technical")})
        found = score(question, row["answer"], embed)
        human = row["score"] / row["max_seen"] if row["max_seen"] else 0.0
        people.append(human)
        ours.append((found.total or 0) / 100)
        scored.append(found.state is State.ESTIMATED)
        if found.low is not None and found.high is not None:
            inside += found.low <= 100 * human <= found.high
        by_question.setdefault(row["question_id"], []).append((ours[-1], human))

    def report(name: str, keep: Sequence[bool]) -> None:
        x = [o for o, k in zip(ours, keep, strict=True) if k]
        y = [p for p, k in zip(people, keep, strict=True) if k]
        kappa = weighted_kappa([round(4 * v) for v in x], [round(4 * v) for v in y])
        error = statistics.mean(abs(p - q) for p, q in zip(x, y, strict=True))
        print(
            f"{name:26} n {len(x):5}  Pearson {pearson(x, y):.3f}  QWK {kappa:.3f}  mean error {100 * error:.1f} points"
        )

    report("all, unscored as 0", [True] * len(rows))
    report("with an estimate", scored)
    within = [pearson([a for a, _ in pairs], [b for _, b in pairs]) for pairs in by_question.values()]
    print(f"mean Pearson within a question {statistics.mean(within):.3f} over {len(within)} questions")
    print(f"human score inside the range: {inside} of {sum(scored)}")


def cost(embed: Embedder) -> None:
    """Print the CPU time of one answer, with rubric and key points known and the answer's sentences new."""
    goldens = yaml.safe_load(GOLDENS.read_text("utf-8"))["questions"]
    questions = bank()
    pairs = [(questions[i], texts[k]) for i, texts in goldens.items() for k in ("mid", "strong") if i in questions]
    for name, use in (("rules alone", None), ("with embeddings", embed)):
        if use:
            for question, _ in pairs:
                use([question.text, " ".join(question.key_points), *question.key_points])
        used = []
        for number, (question, answer) in enumerate(pairs):
            fresh = answer.replace(" and ", f" and {number} ", 1) if use else answer
            start = time.process_time()
            score(question, fresh, use)
            used.append(1000 * (time.process_time() - start))
        used.sort()
        print(
            f"{name:16} CPU ms an answer: median {statistics.median(used):.1f}  p95 {used[int(0.95 * len(used))]:.1f}  max {used[-1]:.1f}  (n {len(used)})"
        )


def ordering(embed: Embed | None, *, verbose: bool) -> None:
    """Print how often the goldens come out in their order, and whether bad ones are praised."""
    goldens = yaml.safe_load(GOLDENS.read_text("utf-8"))
    questions = bank()
    kept = gaps = 0
    margins: list[tuple[int, int]] = []
    praised = stopped = bad = 0
    salads: list[int] = []
    others: list[int] = []
    pairs = [(questions[i], texts) for i, texts in goldens["questions"].items() if i in questions]
    for number, (question, texts) in enumerate(pairs):
        found = {k: score(question, texts[k], embed) for k in ("weak", "mid", "strong")}
        weak, mid, strong = (found[k].total or 0 for k in ("weak", "mid", "strong"))
        margins.append((mid - weak, strong - mid))
        kept += strong > mid > weak
        gaps += strong - mid >= 12 and mid - weak >= 5
        print(
            f"{question.id:32} weak {weak:3}  mid {mid:3}  strong {strong:3}{'' if strong > mid > weak else '   <- order'}"
        )
        if verbose:
            for key, one in found.items():
                print(
                    f"    {key}: " + ", ".join(f"{c.criterion_id} {c.level}" for c in one.criteria),
                    one.reason_code,
                    [k.covered for k in one.key_points].count(True),
                    "points",
                )
        for text in [*goldens["empty"], *goldens["nonsense"], *goldens["off_topic"]]:
            result = score(question, text, embed)
            bad += 1
            stopped += result.state is State.UNSCORED
            praised += (
                "Clearest" in result.verdict or any(c.level >= 3 for c in result.criteria) or (result.total or 0) >= 30
            )
        salads += [score(question, text, embed).total or 0 for text in goldens["salad"]]
        other = pairs[(number + 7) % len(pairs)]
        others.append(score(question, other[1]["strong"], embed).total or 0)
    print(f"strong > mid > weak: {kept} of {len(margins)}; with margins of 12 and 5 points: {gaps}")
    print(
        f"margins: mid-weak median {statistics.median(m[0] for m in margins)}, least {min(m[0] for m in margins)}; strong-mid median {statistics.median(m[1] for m in margins)}, least {min(m[1] for m in margins)}"
    )
    print(f"empty, nonsense, off topic: {stopped} of {bad} unscored; false praise {praised}")
    print(
        f"buzzword salads: highest total {max(salads)}; strong answers to another question: median {statistics.median(others)}, highest {max(others)}"
    )


def main() -> None:
    """Run one of the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["agreement", "cost", "ordering"])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--rules-only", action="store_true", help="without embeddings")
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    embedder = Embedder()
    if not embedder.available and not given.rules_only:
        sys.exit(embedder.problem)
    embed = None if given.rules_only else embedder
    if given.what == "agreement":
        agreement(given.file or sys.exit("Name the file of scored answers."), embed)
    elif given.what == "cost":
        cost(embedder)
    else:
        ordering(embed, verbose=given.verbose)


if __name__ == "__main__":
    main()
