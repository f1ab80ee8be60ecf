"""The offline rubric on answers of our own writing: order, margins, and no praise for what deserves none."""

from functools import cache

import pytest
import yaml

from benchmarks.evaluation import GOLDENS, bank, praised, score
from domain.evaluation.types import Evaluation, State
from domain.interview import Question
from tests.embedder import EMBED

TEXTS = yaml.safe_load(GOLDENS.read_text("utf-8"))
IDS = list(TEXTS["questions"])
BAD = [(kind, text) for kind in ("empty", "nonsense", "off_topic") for text in TEXTS[kind]]


@cache
def question(key: str) -> Question:
    return bank_once()[key]


@cache
def bank_once() -> dict[str, Question]:
    return bank()


@cache
def golden(key: str, which: str) -> Evaluation:
    return score(question(key), TEXTS["questions"][key][which], EMBED)


def test_there_are_goldens_for_every_kind() -> None:
    assert len(IDS) >= 20
    assert len({question(key).kind for key in IDS}) == 5


@pytest.mark.parametrize("key", IDS)
def test_strong_beats_middling_beats_weak(key: str) -> None:
    weak, mid, strong = (golden(key, which).total or 0 for which in ("weak", "mid", "strong"))
    assert strong > mid > weak
    assert strong - weak >= 30


@pytest.mark.parametrize("key", IDS)
def test_strong_answers_are_not_called_off_topic(key: str) -> None:
    found = golden(key, "strong")
    assert found.state is State.ESTIMATED
    assert (found.total or 0) >= 55
    assert "beside the question" not in found.verdict


@pytest.mark.parametrize("key", IDS)
def test_quotes_stand_in_the_answer(key: str) -> None:
    for which in ("weak", "mid", "strong"):
        text = TEXTS["questions"][key][which]
        found = golden(key, which)
        quotes = [q for c in found.criteria for q in c.quotes] + [k.quote for k in found.key_points if k.quote]
        assert all(text[q.start : q.end] == q.text for q in quotes)


@pytest.mark.parametrize("key", IDS)
def test_empty_nonsense_and_off_topic_answers_are_never_praised(key: str) -> None:
    for kind, text in BAD:
        found = score(question(key), text, EMBED)
        assert not praised(found), (kind, text[:40])
        if kind in ("empty", "nonsense"):
            assert found.state is State.UNSCORED
            assert found.verdict == ""


def test_most_off_topic_answers_get_no_score() -> None:
    found = [score(question(key), text, EMBED) for key in IDS for text in TEXTS["off_topic"]]
    assert sum(f.state is State.UNSCORED for f in found) >= 0.9 * len(found)


@pytest.mark.parametrize("key", IDS)
def test_buzzwords_without_substance_stay_low(key: str) -> None:
    for text in TEXTS["salad"]:
        found = score(question(key), text, EMBED)
        assert (found.total or 0) <= 25
        assert not praised(found)


@pytest.mark.parametrize("key", IDS)
def test_copied_notes_are_not_praised(key: str) -> None:
    asked = question(key)
    found = score(asked, " ".join(asked.key_points), EMBED)
    assert (found.total or 0) <= 25
    assert "Clearest" not in found.verdict


@pytest.mark.parametrize("key", IDS)
def test_padding_a_weak_answer_gains_nothing(key: str) -> None:
    weak = TEXTS["questions"][key]["weak"]
    padded = weak + " This is really very important to me, and I always give my best in every situation." * 8
    assert (score(question(key), padded, EMBED).total or 0) <= (golden(key, "weak").total or 0) + 5


@pytest.mark.parametrize("key", IDS)
def test_advice_names_something_of_this_answer(key: str) -> None:
    text = " ".join(TEXTS["questions"][key]["mid"].split())
    notes = " ".join((*question(key).key_points, question(key).text))
    for criterion in golden(key, "mid").criteria:
        if criterion.level == 4:
            continue
        marked = [part.split("”")[0].rstrip("…").strip() for part in criterion.next_step.split("“")[1:]]
        assert any(m in text or m in notes for m in marked if len(m) > 8), criterion.next_step


def test_answers_to_other_questions_rarely_pass_for_good() -> None:
    strong = {key: TEXTS["questions"][key]["strong"] for key in IDS}
    totals = [
        score(question(key), text, EMBED).total or 0 for key in IDS for other, text in strong.items() if other != key
    ]
    # A first-person story is not held down for sharing few words with its question, so some of another question's pass.
    assert sum(t >= 50 for t in totals) <= 0.12 * len(totals)
