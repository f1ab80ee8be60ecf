"""Changes that must not move a score, and changes that must not raise it."""

import os
from functools import cache

import pytest

from benchmarks.candidates import candidates, questions
from benchmarks.evaluation import score
from services.embeddings import Embedder
from tests.evals import metamorphic
from tests.evals.metamorphic import Change, failures
from tests.evals.shared_embedder import EMBED

NIGHTLY = bool(os.environ.get("NIGHTLY"))


@cache
def changes(trial: str) -> tuple[Change, ...]:
    return tuple(getattr(metamorphic, trial)(EMBED, NIGHTLY))


def told(rows: list[Change]) -> list[str]:
    return [f"{c.what}: {c.before.total} to {c.after.total}" for c in rows]


@pytest.mark.parametrize("trial", ["deleted_keys", "deleted_points"])
def test_losing_a_key_point_never_gains(trial: str) -> None:
    assert len(changes(trial)) >= 40
    assert told(failures(list(changes(trial)))) == []


def test_filler_never_gains() -> None:
    assert len(changes("padded")) >= 100
    assert told(failures(list(changes("padded")))) == []


def test_a_paraphrase_moves_no_criterion_by_more_than_one_level() -> None:
    rows = [c for c in changes("paraphrased") if c.check == "paraphrase: at most one level"]
    assert len(rows) >= 30
    assert told(failures(rows)) == []


def test_a_paraphrase_moves_the_total_by_at_most_five_points() -> None:
    rows = [c for c in changes("paraphrased") if c.check == "paraphrase: within 5 points"]
    wrong = failures(rows)
    assert len(wrong) <= 0.05 * len(rows), told(wrong)


def test_names_and_genders_do_not_matter() -> None:
    assert len({c.what.split()[1] for c in changes("renamed")}) >= 20
    assert told(failures(list(changes("renamed")))) == []


@pytest.mark.parametrize("trial", ["reordered", "respelled", "resurfaced"])
def test_order_spelling_and_typing_hardly_matter(trial: str) -> None:
    assert len(changes(trial)) >= 15
    assert told(failures(list(changes(trial)))) == []


def test_the_same_answer_gets_the_same_evaluation_a_hundred_times() -> None:
    for number, (key, answers) in enumerate(list(candidates().items())[::9]):
        # A new embedder now and then: a vector must not depend on what else was in its batch.
        embedders = [EMBED, Embedder()] if number < 2 or NIGHTLY else [EMBED]
        text = answers["excellent"]
        results = (score(questions()[key], text, embedders[turn % len(embedders)]) for turn in range(100))
        found = [one.model_dump(exclude={"ms"}) for one in results]
        assert all(one == found[0] for one in found)
