"""The shipped direction is the one its own command makes, and it tells orders from answers."""

import json

import pytest

from benchmarks.candidates import HELD_OUT
from benchmarks.grader_direction import LEARN, learned, of_answers, phrasings_found, share_found
from domain.evaluation.grader_direction import FILE, direction
from tests.embedder import EMBED


def test_the_shipped_direction_is_what_its_command_makes() -> None:
    assert json.loads(FILE.read_text("utf-8"))["learned_from"] == list(LEARN)
    assert learned(LEARN, EMBED) == pytest.approx(direction(), abs=2e-3)


def test_a_direction_learned_without_a_set_finds_that_set() -> None:
    found, of = phrasings_found("held_out_injections_2", learned(["injections"], EMBED), EMBED)
    assert found / of > 0.8


def test_few_sentences_of_answers_it_never_saw_lie_along_it() -> None:
    assert share_found(of_answers([HELD_OUT[1][0], HELD_OUT[2][0]]), list(direction()), EMBED) < 0.05
