"""One level up adds no word to an answer: on every golden and on answers nobody has seen."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evaluation.offline import estimate
from domain.evaluation.one_level_up import GAPS, Piece, PieceKind, invented, one_level_up
from domain.evaluation.types import CriterionScore, Quote, State
from domain.interview import QuestionKind
from prompts.library import load_rubric
from services.question_bank import read_bank
from tests.builders import a_question, an_evaluation

GOLDENS = yaml.safe_load((Path(__file__).parents[2] / "evals" / "goldens.yaml").read_text("utf-8"))["questions"]
QUESTIONS = {q.id: q for q in read_bank()}
ANSWER = (
    "Um, it got better after some time. I talked with two of the pupils and changed the seats. "
    "At my last school a class of thirty did not listen on Fridays in March."
)


def made(question, answer):
    found = estimate(question, answer, load_rubric(question.kind.value))
    return one_level_up(question, answer, found), found


@pytest.mark.parametrize("key", sorted(GOLDENS))
@pytest.mark.parametrize("which", ["weak", "mid", "strong"])
def test_no_word_is_invented_and_no_sentence_lost(key, which):
    answer = GOLDENS[key][which]
    pieces, found = made(QUESTIONS[key], answer)
    assert invented(pieces, answer) == []
    if found.total is not None and any(c.level < 3 and c.criterion_id in GAPS for c in found.criteria):
        assert any(p.kind is PieceKind.GAP for p in pieces)
        own = " ".join(p.text for p in pieces if p.kind is PieceKind.OWN)
        assert len(own.split()) >= 0.8 * len(answer.split())


PARTS = ("It got better", "I talked", "At my last school")


def order(pieces):
    own = [p.text for p in pieces if p.kind is PieceKind.OWN]
    return [next(i for i, text in enumerate(own) if text.startswith(part)) for part in PARTS]


def test_rules_leave_the_order_and_name_the_gaps_and_fillers_go():
    pieces, _ = made(a_question(kind=QuestionKind.BEHAVIOURAL), ANSWER)
    assert order(pieces) == [0, 1, 2]
    assert any("figure before and after" in p.text for p in pieces if p.kind is PieceKind.GAP)


def test_a_story_read_by_a_model_is_put_in_the_order_a_listener_needs():
    question = a_question(kind=QuestionKind.BEHAVIOURAL)
    said = {"result": PARTS[0], "own_action": PARTS[1], "situation": PARTS[2]}
    criteria = tuple(
        CriterionScore(
            criterion_id=key, name=key, weight=1, level=2, verified=True, why="",
            quotes=(Quote(text=part, start=ANSWER.lower().index(part.lower()),
                          end=ANSWER.lower().index(part.lower()) + len(part)),),
        )
        for key, part in said.items()
    )  # fmt: skip
    pieces = one_level_up(question, ANSWER, an_evaluation(50, State.SCORED, criteria=criteria))
    assert order(pieces) == [2, 1, 0]


def test_nothing_is_made_of_an_answer_without_a_score():
    assert made(a_question(), "asdf qwer zxcv uiop " * 10)[0] == ()
    assert made(a_question(), "")[0] == ()


def test_an_invented_word_is_found_out():
    pieces = (Piece(kind=PieceKind.OWN, text="I saved 2 million"), Piece(kind=PieceKind.GAP, text="a figure"))
    assert invented(pieces, "I saved money") == ["2", "million"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=600))
def test_whatever_was_said_nothing_is_added(answer):
    pieces, _ = made(a_question(), f"{ANSWER} {answer}")
    assert invented(pieces, f"{ANSWER} {answer}") == []
