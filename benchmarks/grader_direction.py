"""The direction in sentence vectors that tells words to a grader from words of an answer (domain/evaluation).

    python -m benchmarks.grader_direction [--write] [--learn NAME ...] [--try NAME]

It learns from the phrasings in tests/evals/candidates that rules were mended on, and prints how many of the others it
finds, and how many sentences of answers it takes for such words. --write replaces the file that is shipped.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from statistics import fmean
from typing import Any

import yaml

from benchmarks.candidates import FOLDER, KINDS, PERSONAS
from domain.evaluation.grader_direction import FILE, SPEAKS_TO_GRADER
from domain.evaluation.relevance import Embed
from domain.evaluation.text import passages
from services.embeddings import Embedder

LEARN = ("injections", "held_out_injections", "held_out_injections_2")
FEWEST_WORDS = 3


def spoken_to_graders(name: str) -> list[list[str]]:
    """The sentences of each phrasing in a file of orders, without the answer they stand beside."""
    return [_sentences([row["text"].replace("{answer}", " ")]) for row in _read(name)]


def of_answers(names: Iterable[str]) -> list[str]:
    """The sentences of simulated candidates' answers."""
    rows = [row for name in names for row in _read(name).values()]
    return _sentences([row[persona] for row in rows for persona in PERSONAS])


def honest(name: str = "not_injections") -> list[str]:
    """Sentences of honest answers that speak of grades, scores and orders."""
    return _sentences([row if isinstance(row, str) else row["text"].replace("{answer}", "") for row in _read(name)])


def learned(names: Iterable[str], embed: Embed) -> list[float]:
    """The direction from what answers say to what these phrasings say, 384 numbers."""
    to_graders = embed([text for name in names for row in spoken_to_graders(name) for text in row])
    others = embed([*honest(), *of_answers(KINDS)])
    return [
        round(fmean(ours) - fmean(theirs), 5)
        for ours, theirs in zip(zip(*to_graders, strict=True), zip(*others, strict=True), strict=True)
    ]


def share_found(texts: list[str], direction: list[float], embed: Embed) -> float:
    """The share of these sentences that lie beyond the limit along the direction."""
    return fmean(_along(vector, direction) > SPEAKS_TO_GRADER for vector in embed(texts))


def phrasings_found(name: str, direction: list[float], embed: Embed) -> tuple[int, int]:
    """How many phrasings of a file have a sentence beyond the limit, and how many there are."""
    rows = spoken_to_graders(name)
    found = [any(_along(vector, direction) > SPEAKS_TO_GRADER for vector in embed(row)) for row in rows]
    return sum(found), len(found)


def _along(vector: list[float], direction: list[float]) -> float:
    return sum(a * b for a, b in zip(vector, direction, strict=True))


def _sentences(texts: Iterable[str]) -> list[str]:
    return [s.text for text in texts for s in passages(text.strip()) if len(s.text.split()) >= FEWEST_WORDS]


def _read(name: str) -> Any:
    return yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)


def main() -> None:
    """Print what the direction finds and what it takes for an order wrongly; write it when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="replace the direction that is shipped")
    parser.add_argument("--learn", nargs="+", default=LEARN, help="the files of phrasings to learn from")
    parser.add_argument("--try", dest="tried", nargs="+", default=(), help="files of phrasings kept back")
    given = parser.parse_args()
    embedder = Embedder()
    if not embedder.available:
        sys.exit(embedder.problem)
    direction = learned(given.learn, embedder)
    for name in (*given.learn, *given.tried):
        found, count = phrasings_found(name, direction, embedder)
        print(f"{name:28} {found:4} of {count:4}{'' if name in given.learn else '  kept back'}")
    for what, texts in (
        ("sentences about grades", honest()),
        ("held out answers", of_answers(["held_out", "held_out_2"])),
    ):
        print(f"{what:28} {share_found(texts, direction, embedder):.1%} taken for words to a grader")
    if given.write:
        FILE.write_text(json.dumps({"learned_from": list(given.learn), "direction": direction}) + "\n", "utf-8")
        print(f"Written to {FILE}.")


if __name__ == "__main__":
    main()
