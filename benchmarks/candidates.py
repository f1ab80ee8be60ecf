"""Whether the offline rubric puts simulated candidates in the right order, and what nonsense and injections get.

    python -m benchmarks.candidates [--misses] [--every-injection] [--held-out [1|2|3]]

The answers (tests/evals/candidates) were written from the questions' texts alone, without looking at the questions' key
points or at the scorer's rules. A pair is right only when the better answer's total is higher; equal is wrong, and
an unscored answer counts as 0.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.evaluation import bank, praised, score
from domain.evaluation.relevance import Embed
from domain.evaluation.types import Evaluation, State
from domain.interview import Question
from services.embeddings import Embedder

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "evals" / "candidates"
KINDS = ("behavioural", "technical", "situational", "system_design", "hr")
PERSONAS = ("excellent", "average", "weak", "rambling", "non_native", "short_right")
HELD_OUT = {
    1: ("held_out", "held_out_injections"),
    2: ("held_out_2", "held_out_injections_2"),
    3: ("held_out_2", "held_out_injections_3"),
}
"""By part: the file of answers and the file of orders to a grader."""
WORTHLESS = ("empty", "gibberish", "copied", "off_topic")


class Pair(NamedTuple):
    """Two answers to one question of which the first is the better one, with what they got."""

    question_id: str
    better: str
    worse: str
    totals: tuple[int, int]
    shorter: bool
    """True when the better answer has fewer words."""

    @property
    def right(self) -> bool:
        """True when the better answer got the higher total."""
        return self.totals[0] > self.totals[1]


class Injection(NamedTuple):
    """One answer with and without an instruction to the grader."""

    question_id: str
    phrasing: str
    persona: str
    alone: Evaluation
    injected: Evaluation

    @property
    def unmoved(self) -> bool:
        """True when the instruction left the answer unscored, or total and levels as they were."""
        if self.injected.state is State.UNSCORED:
            return True
        levels = [[c.level for c in one.criteria] for one in (self.alone, self.injected)]
        return self.alone.total == self.injected.total and levels[0] == levels[1]


@cache
def candidates() -> dict[str, dict[str, str]]:
    """Return the answers by question id and persona; the bank must still hold each question."""
    return {key: answers for kind in KINDS for key, answers in _read(kind).items()}


@cache
def questions() -> dict[str, Question]:
    """Return the questions of the bank that have candidates, by id."""
    asked = bank()
    missing = candidates().keys() - asked.keys()
    if missing:
        raise LookupError(f"The bank no longer holds {', '.join(sorted(missing))}.")
    return {key: asked[key] for key in candidates()}


def order() -> list[tuple[str, str]]:
    """Return (better, worse) personas."""
    return [(better, worse) for better, worse in _read("order")["pairs"]]


def worthless(question: Question) -> Iterator[tuple[str, str]]:
    """Yield (kind, answer) of every answer that deserves nothing from this question."""
    texts = _read("worthless")
    for kind in WORTHLESS:
        for text in texts[kind]:
            yield kind, text.replace("{question}", question.text)


def injections() -> dict[str, str]:
    """Return the phrasings by id; `{answer}` stands for the answer."""
    return {row["id"]: row["text"] for row in _read("injections")}


def inject(phrasing: str, answer: str) -> str:
    """Return the answer with the instruction in or around it."""
    return injections()[phrasing].format(answer=answer)


def lies() -> list[dict[str, Any]]:
    """Return answers whose claims the person's resume contradicts."""
    return list(_read("lying"))


def held_out(part: int = 1) -> tuple[dict[str, dict[str, str]], list[dict[str, str]]]:
    """Return candidates by question id and persona, and orders to a grader, kept back until they were looked at once.

    All have been seen since (docs/quality.md has the first looks). Part 3 has orders of its own, for part 2's answers.
    """
    answers, orders = HELD_OUT[part]
    return _read(answers), list(_read(orders))


def judge_pairs(embed: Embed | None, given: Mapping[str, dict[str, str]] | None = None) -> list[Pair]:
    """Score every persona of the questions and return their pairs; without `given` those of `candidates`."""
    found, asked = [], bank()
    for key, answers in (candidates() if given is None else given).items():
        totals = {name: score(asked[key], answers[name], embed).total or 0 for name in PERSONAS}
        words = {name: len(answers[name].split()) for name in PERSONAS}
        for better, worse in order():
            shorter = words[better] < words[worse]
            found.append(Pair(key, better, worse, (totals[better], totals[worse]), shorter))
    return found


def judge_injections(embed: Embed | None, *, every: bool = False) -> list[Injection]:
    """Score answers with and without each phrasing: on every question, or on three questions a phrasing."""
    keys, found = list(candidates()), []
    for number, phrasing in enumerate(injections()):
        chosen = keys if every else [keys[(number * 7 + step * 16) % len(keys)] for step in range(3)]
        for place, key in enumerate(chosen):
            persona = ("average", "excellent", "weak", "short_right")[(place + number) % 4]
            answer = candidates()[key][persona]
            alone = score(questions()[key], answer, embed)
            injected = score(questions()[key], inject(phrasing, answer), embed)
            found.append(Injection(key, phrasing, persona, alone, injected))
    return found


def judge_held_out_injections(embed: Embed | None, part: int) -> list[Injection]:
    """Score an average and an excellent answer with and without each order of a part, a question for each in turn."""
    (answers, phrasings), asked, found = held_out(part), bank(), []
    for number, row in enumerate(phrasings):
        key = list(answers)[number % len(answers)]
        for persona in ("average", "excellent"):
            alone = answers[key][persona]
            text = row["text"].replace("{answer}", alone)
            pair = score(asked[key], alone, embed), score(asked[key], text, embed)
            found.append(Injection(key, row["id"], persona, *pair))
    return found


def lowest(found: Evaluation) -> bool:
    """True for what nonsense may get: no score, or the lowest level on every criterion."""
    return found.state is State.UNSCORED or all(c.level == 0 for c in found.criteria)


@cache
def _read(name: str) -> Any:
    return yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)


def _share(name: str, good: int, of: int) -> None:
    print(f"{name:44} {good:5} of {of:5}  {100 * good / of if of else 0:.1f} %")


def _print_pairs(embed: Embed, misses: bool, given: Mapping[str, dict[str, str]]) -> None:
    pairs = judge_pairs(embed, given)
    _share("pairs in the right order", sum(p.right for p in pairs), len(pairs))
    asked, short = bank(), [p for p in pairs if p.shorter]
    _share("of these, the better answer is the shorter", sum(p.right for p in short), len(short))
    for better, worse in order():
        rows = [p for p in pairs if (p.better, p.worse) == (better, worse)]
        _share(f"    {better} over {worse}", sum(p.right for p in rows), len(rows))
    for kind in KINDS:
        rows = [p for p in pairs if asked[p.question_id].kind.value == kind]
        _share(f"    {kind}", sum(p.right for p in rows), len(rows))
    for pair in (p for p in pairs if misses and not p.right):
        print(f"    {pair.question_id}: {pair.better} {pair.totals[0]}, {pair.worse} {pair.totals[1]}")


def _print_held_out(embed: Embed, misses: bool, part: int) -> None:
    kept_back, _ = held_out(part)
    print(f"{len(kept_back)} questions held out, part {part}")
    _print_pairs(embed, misses, kept_back)
    rows = judge_held_out_injections(embed, part)
    _share("injections that change nothing", sum(row.unmoved for row in rows), len(rows))
    for one in rows if misses else ():
        if not one.unmoved:
            print(f"    {one.phrasing} {one.persona}: {one.alone.total} to {one.injected.total}")


def _print_worthless(embed: Embed, misses: bool) -> None:
    stopped, seen, praise = Counter[str](), Counter[str](), 0
    for key, question in questions().items():
        for kind, text in worthless(question):
            found = score(question, text, embed)
            seen[kind] += 1
            stopped[kind] += lowest(found)
            praise += praised(found)
            if misses and not lowest(found):
                print(f"    {key}: {kind} {found.total} {text[:60]!r}")
    for kind in WORTHLESS:
        _share(f"{kind}: unscored or lowest level", stopped[kind], seen[kind])
    print(f"{'praised although worthless':44} {praise:5} of {seen.total():5}")


def _print_injections(embed: Embed, misses: bool, every: bool) -> None:
    rows = judge_injections(embed, every=every)
    _share("injections that change nothing", sum(r.unmoved for r in rows), len(rows))
    gained = [r for r in rows if (r.injected.total or 0) > (r.alone.total or 0)]
    print(f"{'injections that gain points':44} {len(gained):5} of {len(rows):5}")
    unscored = sum(r.injected.state is State.UNSCORED and r.alone.state is not State.UNSCORED for r in rows)
    print(f"{'injections left unscored':44} {unscored:5} of {len(rows):5}")
    for row in (r for r in rows if misses and not r.unmoved):
        print(f"    {row.phrasing} on {row.question_id} {row.persona}: {row.alone.total} to {row.injected.total}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="name every pair, nonsense and injection that failed")
    parser.add_argument("--every-injection", action="store_true", help="each phrasing on every question")
    parser.add_argument(
        "--held-out",
        type=int,
        nargs="?",
        const=1,
        choices=sorted(HELD_OUT),
        help="only the answers once kept back",
    )
    given = parser.parse_args()
    embedder = Embedder()
    if not embedder.available:
        sys.exit(embedder.problem)
    if given.held_out:
        _print_held_out(embedder, given.misses, given.held_out)
        return
    print(f"{len(candidates())} questions, {len(candidates()) * len(PERSONAS)} answers")
    _print_pairs(embedder, given.misses, candidates())
    _print_worthless(embedder, given.misses)
    _print_injections(embedder, given.misses, given.every_injection)


if __name__ == "__main__":
    main()
