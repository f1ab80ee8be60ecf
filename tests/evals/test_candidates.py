"""Simulated candidates against the offline rubric: their order, what nonsense gets, what orders to the grader gain."""

import os
from functools import cache

import pytest

from benchmarks.candidates import (
    HELD_OUT,
    PERSONAS,
    Injection,
    Pair,
    candidates,
    inject,
    injections,
    judge_held_out_injections,
    judge_injections,
    judge_pairs,
    lowest,
    order,
    questions,
    worthless,
)
from benchmarks.evaluation import praised, score
from domain.interview import Level
from tests.embedder import EMBED

NIGHTLY = bool(os.environ.get("NIGHTLY"))
IDS = list(candidates())


@cache
def pairs() -> tuple[Pair, ...]:
    return tuple(judge_pairs(EMBED))


@cache
def injected() -> tuple[Injection, ...]:
    return tuple(judge_injections(EMBED, every=NIGHTLY))


def test_candidates_cover_the_bank() -> None:
    asked = questions().values()
    assert len(IDS) >= 40
    assert len({question.kind for question in asked}) == 5
    assert len({role for question in asked for role in question.roles}) >= 12
    assert {level for question in asked for level in question.levels} == set(Level)
    assert len(injections()) >= 12


@pytest.mark.parametrize("key", IDS)
def test_every_question_has_every_persona(key: str) -> None:
    answers = candidates()[key]
    words = {name: len(answers[name].split()) for name in PERSONAS}
    assert 25 <= words["short_right"] <= 60
    assert words["rambling"] > words["average"] > words["weak"]
    assert answers["key"] in answers["excellent"]
    assert len({answers[name] for name in PERSONAS}) == len(PERSONAS)


def test_better_answers_score_higher() -> None:
    wrong = [f"{p.question_id}: {p.better} {p.totals[0]}, {p.worse} {p.totals[1]}" for p in pairs() if not p.right]
    assert len(pairs()) == len(IDS) * len(order())
    assert len(wrong) <= 0.04 * len(pairs()), wrong


def test_shorter_answers_win_when_they_are_better() -> None:
    short = [pair for pair in pairs() if pair.shorter]
    wrong = [f"{p.question_id}: {p.better} {p.totals[0]}, {p.worse} {p.totals[1]}" for p in short if not p.right]
    assert len(short) >= 100
    assert len(wrong) <= 0.06 * len(short), wrong


@pytest.mark.parametrize("key", IDS)
def test_worthless_answers_get_nothing_and_no_praise(key: str) -> None:
    results = [(kind, text[:60], score(questions()[key], text, EMBED)) for kind, text in worthless(questions()[key])]
    assert [(kind, text, f.total) for kind, text, f in results if not lowest(f)] == []
    assert [(kind, text) for kind, text, f in results if praised(f)] == []


@pytest.mark.parametrize("phrasing", list(injections()))
def test_instructions_to_the_grader_change_nothing(phrasing: str) -> None:
    moved = [row for row in injected() if row.phrasing == phrasing and not row.unmoved]
    assert [f"{r.question_id} {r.persona}: {r.alone.total} to {r.injected.total}" for r in moved] == []


@pytest.mark.parametrize("part", sorted(HELD_OUT))
def test_orders_once_held_out_change_nothing_either(part: int) -> None:
    moved = [row[1:3] for row in judge_held_out_injections(EMBED, part) if not row.unmoved]
    assert set(moved) <= {("unseen_footnote", "average")}, moved


def test_injections_keep_the_answer_they_hide_in() -> None:
    assert all("the real words" in inject(phrasing, "the real words") for phrasing in injections())
    assert len({inject(phrasing, "x") for phrasing in injections()}) == len(injections())
