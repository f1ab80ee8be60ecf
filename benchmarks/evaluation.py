"""How well and how fast the offline rubric works.

    python benchmarks/evaluation.py agreement FILE.jsonl
    python benchmarks/evaluation.py calibrate FILE.jsonl
    python benchmarks/evaluation.py cost
    python benchmarks/evaluation.py ordering

agreement: against people's scores; lines have question_id, question, reference, answer, score and max_seen.
cost: CPU milliseconds an answer. ordering: strong > middling > weak on our own goldens, and false praise.
No model is trained on either set, but neither is unseen: the scale for reference answers and the half range of an
estimate (about half of people's scores lie within) were chosen on the networking answers, and cue words and marks of
relevance were mended while looking at the goldens. Expect less on answers nobody looked at.
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

from domain.evaluation.calibration import OFFLINE, Calibration, fit_bands  # noqa: E402
from domain.evaluation.offline import estimate  # noqa: E402
from domain.evaluation.relevance import Embed  # noqa: E402
from domain.evaluation.types import Evaluation, State  # noqa: E402
from domain.interview import Question  # noqa: E402
from services.embeddings import Embedder  # noqa: E402
from services.evaluation import line_question, rubric_for  # noqa: E402

GOLDENS = ROOT / "tests" / "evals" / "goldens.yaml"


def bank() -> dict[str, Question]:
    """Return every question of data/questions by id."""
    files = sorted((ROOT / "data" / "questions").glob("*.yaml"))
    rows = [row for file in files for row in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)]
    return {row["id"]: Question.model_validate(row) for row in rows}


def score(question: Question, answer: str, embed: Embed | None) -> Evaluation:
    """Estimate one answer with the rubric of its question's kind."""
    align = embed.match_words if isinstance(embed, Embedder) else None
    rubric = rubric_for(question, words_known=align is not None)
    return estimate(question, answer, rubric, embed=embed, align=align)


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
    errors = sorted(abs(p - q) for p, q, k in zip(ours, people, scored, strict=True) if k)
    half, two_thirds = errors[len(errors) // 2], errors[2 * len(errors) // 3]
    print(f"people's score inside the range: {inside} of {sum(scored)}")
    print(f"error of half of the estimates at most {100 * half:.0f} points, of two thirds {100 * two_thirds:.0f}")


def calibrate(path: Path, embed: Embedder, target: Path) -> None:
    """Fit the ranges of the offline rules, print how they hold on questions left out, and write the file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    found = []
    for row in rows:
        question = line_question({**row, "kind": row.get("kind", "technical")})
        total = score(question, row["answer"], embed).total
        if total is not None and row["max_seen"]:
            found.append((row["question_id"], float(total), 100 * row["score"] / row["max_seen"]))
    rubric = rubric_for(line_question({**rows[0], "kind": "technical"}), words_known=True)
    names = sorted({name for name, _, _ in found})
    inside, widths = 0, []
    for name in names:
        bands = fit_bands([(t, p) for n, t, p in found if n != name])
        held_out = Calibration(rubric_digest="", engine=OFFLINE, answers=1, questions=1, source="", bands=bands)
        for total, people in ((t, p) for n, t, p in found if n == name):
            low, high = held_out.range(round(total))
            inside += low - 0.5 <= people <= high + 0.5
            widths.append(high - low)
    cuts = [round(q) for q in statistics.quantiles(widths, n=10)]
    print(f"inside, each question left out once: {inside} of {len(found)} ({inside / len(found):.1%})")
    print(f"width: mean {statistics.mean(widths):.0f}, deciles {cuts}")
    fitted = Calibration(
        rubric_digest=rubric.digest,
        engine=OFFLINE,
        answers=len(found),
        questions=len(names),
        source=path.stem,
        bands=fit_bands([(t, p) for _, t, p in found]),
    )
    target.parent.mkdir(exist_ok=True)
    kept = yaml.safe_load(target.read_text("utf-8")) if target.exists() else []
    kept = [c for c in kept if c["engine"] != OFFLINE]
    target.write_text(yaml.safe_dump([*kept, fitted.model_dump(mode="json")], sort_keys=False), "utf-8")
    print(f"written: {target.relative_to(ROOT)}")


def cost(embed: Embedder) -> None:
    """Print the CPU time of one answer: vectors of the question and key points known, the answer's own new."""
    goldens = yaml.safe_load(GOLDENS.read_text("utf-8"))["questions"]
    questions = bank()
    for name, use in (("rules alone", None), ("with embeddings", embed)):
        used = []
        for key, texts in goldens.items():
            score(questions[key], texts["weak"], use)
            for answer in (texts["mid"], texts["strong"]):
                start = time.process_time()
                score(questions[key], answer, use)
                used.append(1000 * (time.process_time() - start))
        used.sort()
        p95 = used[int(0.95 * len(used))]
        print(
            f"{name:16} CPU ms: median {statistics.median(used):.1f}  p95 {p95:.1f}  max {used[-1]:.1f}  n {len(used)}"
        )


def praised(found: Evaluation) -> bool:
    """True when an answer that deserves nothing is told that something is good."""
    return "Clearest" in found.verdict or any(c.level >= 3 for c in found.criteria) or (found.total or 0) >= 30


def ordering(embed: Embed | None, *, verbose: bool) -> None:
    """Print how often the goldens come out in their order, and whether bad ones are praised."""
    goldens = yaml.safe_load(GOLDENS.read_text("utf-8"))
    questions = bank()
    pairs = [(questions[key], texts) for key, texts in goldens["questions"].items()]
    steps = [_row(question, texts, embed, verbose=verbose) for question, texts in pairs]
    kept = sum(low > 0 and high > 0 for low, high in steps)
    wide = sum(low >= 5 and high >= 12 for low, high in steps)
    print(f"strong > mid > weak: {kept} of {len(steps)}; by at least 12 and 5 points: {wide}")
    for name, values in (("mid - weak", [a for a, _ in steps]), ("strong - mid", [b for _, b in steps])):
        print(f"{name}: median {statistics.median(values)}, least {min(values)}")
    bad = [*goldens["empty"], *goldens["nonsense"], *goldens["off_topic"]]
    results = [score(question, text, embed) for question, _ in pairs for text in bad]
    stopped = sum(r.state is State.UNSCORED for r in results)
    print(
        f"empty, nonsense, off topic: {stopped} of {len(results)} unscored; false praise {sum(map(praised, results))}"
    )
    salads = [score(question, text, embed) for question, _ in pairs for text in goldens["salad"]]
    print(f"buzzword salads: highest total {max(r.total or 0 for r in salads)}, praised {sum(map(praised, salads))}")
    wrong = sorted(score(q, t["strong"], embed).total or 0 for q, _ in pairs for o, t in pairs if o is not q)
    high = sum(total >= 50 for total in wrong)
    print(f"strong answers to another question: median {statistics.median(wrong)}, 50 or more {high} of {len(wrong)}")


def _row(question: Question, texts: dict[str, str], embed: Embed | None, *, verbose: bool) -> tuple[int, int]:
    found = {key: score(question, texts[key], embed) for key in ("weak", "mid", "strong")}
    weak, mid, strong = (one.total or 0 for one in found.values())
    print(f"{question.id:32} weak {weak:3}  mid {mid:3}  strong {strong:3}")
    for key, one in found.items() if verbose else ():
        levels = ", ".join(f"{c.criterion_id} {c.level}" for c in one.criteria)
        print(f"    {key:6} {levels}  points {sum(k.covered for k in one.key_points)} {one.reason_code}")
    return mid - weak, strong - mid


def main() -> None:
    """Run one of the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["agreement", "calibrate", "cost", "ordering"])
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
    elif given.what == "calibrate":
        target = ROOT / "prompts" / "rubrics" / "calibration" / "short_answer.yaml"
        calibrate(given.file or sys.exit("Name the file of scored answers."), embedder, target)
    elif given.what == "cost":
        cost(embedder)
    else:
        ordering(embed, verbose=given.verbose)


if __name__ == "__main__":
    main()
