"""A question back: about the weakest part, in the answer's own words, the same one each time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.candidates import candidates, questions
from domain.evaluation.offline import estimate
from domain.evaluation.types import State
from domain.follow_ups import GOOD_ENOUGH, NOT_ASKED_ABOUT, as_question, follow_up
from domain.interview import Style
from domain.protected_topics import protected_topic
from prompts.library import load_rubric
from tests.embedder import EMBED

KEYS = list(candidates())[::4]


def asked_back(key: str, persona: str, style: Style = Style.NEUTRAL):
    question, answer = questions()[key], candidates()[key][persona]
    found = estimate(question, answer, load_rubric(question.kind.value), embed=EMBED)
    return question, answer, found, follow_up(question, answer, found, style)


@pytest.mark.parametrize("key", KEYS)
def test_it_aims_at_the_weakest_criterion_and_quotes_the_answer(key: str) -> None:
    for persona in ("average", "rambling", "non_native"):
        _, answer, found, back = asked_back(key, persona)
        if found.state is State.UNSCORED:
            assert back is None
            continue
        if back is None:
            continue
        weak = [c for c in found.criteria if c.level < GOOD_ENOUGH and c.criterion_id not in NOT_ASKED_ABOUT]
        heaviest = max(weak, key=lambda c: c.weight * (4 - c.counted))
        assert back.aims_at == heaviest.criterion_id
        said = back.about.rstrip("…").strip()
        assert said in " ".join(answer.replace("“", "").replace("”", "").replace('"', "").split())
        assert back.about in back.text
        assert protected_topic(back.text) is None
        assert back.text.endswith(("?", "."))


def test_most_answers_that_are_not_perfect_get_one() -> None:
    found = [asked_back(key, persona)[3] for key in KEYS for persona in ("average", "non_native", "short_right")]
    assert sum(back is not None for back in found) >= 0.8 * len(found)


def test_worthless_answers_get_none() -> None:
    question = questions()[KEYS[0]]
    found = estimate(question, "asdf qwer zxcv asdf qwer zxcv", load_rubric(question.kind.value), embed=EMBED)
    assert follow_up(question, "asdf qwer zxcv asdf qwer zxcv", found, Style.TOUGH) is None


def test_styles_differ_in_tone_and_not_in_aim() -> None:
    backs = [asked_back(KEYS[0], "average", style)[3] for style in Style]
    assert all(backs)
    assert len({b.text for b in backs if b}) == len(Style)
    assert len({b.aims_at for b in backs if b}) == 1


def test_the_same_answer_gets_the_same_question() -> None:
    assert len({asked_back(KEYS[1], "average")[3].text for _ in range(5)}) == 1


def test_it_is_read_by_the_criterion_it_asks_about() -> None:
    question, _, _, back = asked_back(KEYS[0], "average")
    asked = as_question(question, back)
    narrow = load_rubric(question.kind.value).narrowed(back.aims_at)
    assert {c.id for c in narrow.criteria} == {back.aims_at, "substance", "padding"}
    reply = "In March 2024 I rang each of the twelve customers myself, wrote down what they said and fixed four things."
    found = estimate(asked, reply, narrow, embed=EMBED)
    assert found.state is State.ESTIMATED
    assert found.total is not None


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=0, max_size=300))
def test_any_text_gives_a_question_or_none(answer: str) -> None:
    question = questions()[KEYS[2]]
    found = estimate(question, answer, load_rubric(question.kind.value), embed=None)
    back = follow_up(question, answer, found, Style.FRIENDLY)
    assert back is None or (back.about and len(back.text) < 500)
