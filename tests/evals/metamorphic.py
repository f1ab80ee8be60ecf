"""What must not matter to a score, and what must never raise it, tried on the simulated candidates.

    python -m tests.evals.metamorphic [--misses] [--all]

Each check changes an answer in a known way and compares the two evaluations. --all tries every answer, not a sample.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.candidates import FOLDER, PERSONAS, candidates
from benchmarks.evaluation import bank, score
from domain.evaluation.relevance import Embed
from domain.evaluation.types import Evaluation, State
from domain.interview import Question
from services.embeddings import Embedder

SENTENCE = re.compile(r"(?<=[.!?])[\"”)]?\s+")
SURFACES: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "lower case": str.lower,
    "smart quotes": lambda text: re.sub(r'"([^"]*)"', "“\\1”", text.replace("'", "’")),
    "trailing spaces": lambda text: f"  {text} \n\n",
    "line breaks": lambda text: "\n".join(text.split(" ")),
    "double spaces": lambda text: text.replace(" ", "  "),
}


class Change(NamedTuple):
    """An answer's evaluation before and after it was changed."""

    check: str
    what: str
    before: Evaluation
    after: Evaluation

    @property
    def points(self) -> int:
        """How many points the change gained; an unscored answer counts as 0."""
        return (self.after.total or 0) - (self.before.total or 0)

    @property
    def levels(self) -> list[int]:
        """How far each criterion moved; an unscored answer counts as level 0 on each."""
        before = {c.criterion_id: c.level for c in self.before.criteria}
        after = {c.criterion_id: c.level for c in self.after.criteria}
        return [after.get(key, 0) - before.get(key, 0) for key in {**before, **after}]

    @property
    def identical(self) -> bool:
        """True when state, total, range and levels are the same."""
        ends = [(e.state, e.total, e.low, e.high) for e in (self.before, self.after)]
        return ends[0] == ends[1] and not any(self.levels)

    @property
    def within_range(self) -> bool:
        """True when the changed answer's total lies in the range shown for the answer as given."""
        low, high = self.before.low, self.before.high
        if self.before.state is State.UNSCORED or low is None or high is None:
            return self.after.state is State.UNSCORED
        return low <= (self.after.total or 0) <= high


CHECKS: dict[str, Callable[[Change], bool]] = {
    "key sentence deleted: not higher": lambda change: change.points <= 0,
    "covered point deleted: not higher": lambda change: change.points <= 0,
    "filler added: not higher": lambda change: change.points <= 0,
    "paraphrase: at most one level": lambda change: all(abs(step) <= 1 for step in change.levels),
    "paraphrase: within 5 points": lambda change: abs(change.points) <= 5,
    "name swapped: identical": lambda change: change.identical,
    "sentences reordered: within the range": lambda change: change.within_range,
    "British or American: within 1 point": lambda change: abs(change.points) <= 1,
    "case, quotes, spaces: identical": lambda change: change.identical,
}


def sentences(text: str) -> list[str]:
    """Return the sentences of an answer, in order."""
    return [part for part in SENTENCE.split(" ".join(text.split())) if part]


def without(text: str, fragment: str) -> str:
    """Return the text without the sentence that holds the fragment."""
    return " ".join(part for part in sentences(text) if fragment not in part)


def american(text: str) -> str:
    """Return the text in American spelling, for the words of changes.yaml."""
    for british, ours in _changes()["spelling"]:
        text = re.sub(british, ours, text)
        text = re.sub(british.capitalize(), ours.capitalize(), text)
    return text


def british(text: str) -> str:
    """Return the text in British spelling, for the words of changes.yaml that exist in one reading only."""
    for spelled, theirs in _changes()["spelling"]:
        if theirs.endswith(("iz", "or", "yze")):
            text = re.sub(theirs, spelled, text)
    return text


def deleted_keys(embed: Embed | None, _: bool) -> Iterator[Change]:
    """Excellent answers without the sentence marked by hand as carrying most of them."""
    for key, answers in candidates().items():
        shorter = without(answers["excellent"], answers["key"])
        yield _change("key sentence deleted: not higher", key, key, answers["excellent"], shorter, embed)


def deleted_points(embed: Embed | None, every: bool) -> Iterator[Change]:
    """Answers without a sentence that the scorer itself quotes for a covered point."""
    for key, persona, text in _answers(every, ("excellent", "short_right")):
        for quote in {k.quote.text for k in _score(key, text, embed).key_points if k.covered and k.quote}:
            words = " ".join(quote.split())
            held = next((part for part in sentences(text) if part in words or words in part), "")
            if held:
                what = f"{key} {persona}: {held[:50]}"
                yield _change("covered point deleted: not higher", what, key, text, without(text, held), embed)


def padded(embed: Embed | None, every: bool) -> Iterator[Change]:
    """Answers with sentences that say nothing before, after and in the middle."""
    for key, persona, text in _answers(every, ("average", "weak", "short_right")):
        parts = sentences(text)
        for number, filler in enumerate(_changes()["fillers"]):
            at = (len(parts), 0, len(parts) // 2)[number]
            longer = " ".join([*parts[:at], *[filler] * (1 + number), *parts[at:]])
            yield _change("filler added: not higher", f"{key} {persona} {number}", key, text, longer, embed)


def paraphrased(embed: Embed | None, _: bool) -> Iterator[Change]:
    """Answers in other words, written by hand."""
    for row in _read("paraphrases"):
        key, persona = row["question"], row["persona"]
        text = candidates()[key][persona]
        for check in ("paraphrase: at most one level", "paraphrase: within 5 points"):
            yield _change(check, f"{key} {persona}", key, text, row["text"], embed)


def renamed(embed: Embed | None, every: bool) -> Iterator[Change]:
    """Answers that name a person, with the name and pronoun of somebody else."""
    (first, pronoun), *others = _changes()["names"]
    for row in _changes()["named"]:
        text = row["text"].format(name=first, he=pronoun)
        for name, he in others:
            other = row["text"].format(name=name, he=he)
            yield _change("name swapped: identical", f"{row['question']} {name}", row["question"], text, other, embed)


def reordered(embed: Embed | None, _: bool) -> Iterator[Change]:
    """Answers with independent sentences in another order, chosen by hand."""
    for row in _changes()["reordered"]:
        key, persona = row["question"], row["persona"]
        text = candidates()[key][persona]
        parts = sentences(text)
        if sorted(row["order"]) != list(range(len(parts))) or row["order"] == sorted(row["order"]):
            raise ValueError(f"{key} {persona} has {len(parts)} sentences, the order names {row['order']}.")
        other = " ".join(parts[place] for place in row["order"])
        yield _change("sentences reordered: within the range", f"{key} {persona}", key, text, other, embed)


def respelled(embed: Embed | None, _: bool) -> Iterator[Change]:
    """Answers in the other spelling, where the spelling differs."""
    for key, persona, text in _answers(True, PERSONAS):
        for other in {american(text), british(text)} - {text}:
            yield _change("British or American: within 1 point", f"{key} {persona}", key, text, other, embed)


def resurfaced(embed: Embed | None, every: bool) -> Iterator[Change]:
    """Answers in capitals, with typographic quotes, with other white space."""
    rows = _answers(every, ("excellent", "average", "short_right"))
    for key, persona, text in rows if every else islice(rows, 0, None, 5):
        for name, change in SURFACES.items():
            what = f"{key} {persona} {name}"
            yield _change("case, quotes, spaces: identical", what, key, text, change(text), embed)


TRIALS = (deleted_keys, deleted_points, padded, paraphrased, renamed, reordered, respelled, resurfaced)


def failures(changes: list[Change]) -> list[Change]:
    """Return the changes that broke what their check promises."""
    return [change for change in changes if not CHECKS[change.check](change)]


@cache
def _question(key: str) -> Question:
    return _bank()[key]


@cache
def _bank() -> dict[str, Question]:
    return bank()


@cache
def _score(key: str, text: str, embed: Embed | None) -> Evaluation:
    return score(_question(key), text, embed)


def _change(check: str, what: str, key: str, text: str, other: str, embed: Embed | None) -> Change:
    return Change(check, what, _score(key, text, embed), _score(key, other, embed))


def _answers(every: bool, personas: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield (question id, persona, answer): all of these personas, or one a question in turn."""
    for number, (key, answers) in enumerate(candidates().items()):
        for persona in personas if every else (personas[number % len(personas)],):
            yield key, persona, answers[persona]


@cache
def _changes() -> dict[str, Any]:
    found: dict[str, Any] = _read("changes")
    return found


@cache
def _read(name: str) -> Any:
    return yaml.load(Path(FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)


def main() -> None:
    """Print how many changes kept each promise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    embedder = Embedder()
    if not embedder.available:
        sys.exit(embedder.problem)
    changes = [change for trial in TRIALS for change in trial(embedder, given.all)]
    for check in CHECKS:
        rows = [change for change in changes if change.check == check]
        wrong = failures(rows)
        print(f"{check:40} {len(rows) - len(wrong):5} of {len(rows):5}  {100 - 100 * len(wrong) / len(rows):.1f} %")
        for change in wrong if given.misses else ():
            print(f"    {change.what}: {change.before.total} to {change.after.total}")


if __name__ == "__main__":
    main()
