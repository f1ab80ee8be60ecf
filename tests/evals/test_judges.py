"""The structural judges catch what they are for, and find nothing in the bank and in our own feedback."""

import os
from typing import Any

import pytest
import yaml

from benchmarks.candidates import FOLDER, PERSONAS, candidates, lies, questions
from benchmarks.evaluation import bank, score
from domain.evaluation.types import CriterionScore, Evaluation, Quote, State
from domain.interview import Level, Question, QuestionKind
from tests.embedder import EMBED
from tests.evals.judges import claim_faults, feedback_faults, question_faults

NIGHTLY = bool(os.environ.get("NIGHTLY"))
GOLDENS: dict[str, Any] = yaml.safe_load((FOLDER.parent / "judge_goldens.yaml").read_text("utf-8"))
BANK = bank()
ANSWER = "I compared the ledger with the payments and found that one order was counted twice in March."


def asked(text: str, kind: str, points: tuple[str, ...] = ()) -> Question:
    return Question(
        id=text,
        kind=QuestionKind(kind),
        roles=("any",),
        levels=(Level.MID,),
        seconds=120,
        text=text,
        key_points=points,
        outline="",
    )


def feedback(**change: Any) -> Evaluation:
    """Feedback with nothing wrong in it, apart from what `change` says."""
    text = change.get("quote", "found that one order was counted twice")
    start = max(0, ANSWER.find(text)) + change.get("shift", 0)
    quotes = () if change.get("quotes") == "none" else (Quote(start=start, end=start + len(text), text=text),)
    criterion = CriterionScore(
        criterion_id="own_action",
        name="Own action",
        weight=1,
        level=change.get("level", 2),
        quotes=quotes,
        verified=bool(quotes),
        why=change.get("why", "“found that one order was counted twice” says what you found."),
        next_step=change.get("next_step", "Say how you found that “one order was counted twice”."),
    )
    return Evaluation(
        state=State.ESTIMATED,
        total=50,
        low=40,
        high=60,
        verdict=change.get("verdict", "Work on next: own action."),
        criteria=(criterion,),
        rubric="technical v1",
        rubric_digest="",
        words=16,
    )


@pytest.mark.parametrize("golden", GOLDENS["questions"], ids=lambda g: f"{g['fault'] or 'good'}: {g['text'][:30]}")
def test_a_bad_question_is_caught_and_a_good_one_let_through(golden: dict[str, Any]) -> None:
    others = [asked(golden["beside"], golden["kind"])] if "beside" in golden else []
    found = question_faults(asked(golden["text"], golden["kind"], tuple(golden["points"])), others)
    assert golden["fault"] in found if golden["fault"] else found == []


@pytest.mark.parametrize("golden", GOLDENS["feedback"], ids=lambda g: f"{g['fault']}: {list(g.values())[1]}"[:60])
def test_bad_feedback_is_caught(golden: dict[str, Any]) -> None:
    change = {key: value for key, value in golden.items() if key != "fault"}
    question = asked("How do you reconcile payments with a ledger?", "technical")
    assert feedback_faults(question, ANSWER, feedback()) == []
    assert golden["fault"] in feedback_faults(question, ANSWER, feedback(**change))


@pytest.mark.parametrize("golden", GOLDENS["claims"], ids=lambda g: g["fault"])
def test_a_bad_record_of_claims_is_caught(golden: dict[str, Any]) -> None:
    assert golden["fault"] in claim_faults(golden["row"])


@pytest.mark.parametrize("row", lies(), ids=lambda row: row["question"])
def test_claims_against_the_resume_are_recorded_soundly(row: dict[str, Any]) -> None:
    assert claim_faults(row) == []
    assert row["question"] in BANK


def test_every_judge_fires_on_some_golden() -> None:
    caught = {golden["fault"] for golden in GOLDENS["questions"]} - {""}
    assert caught == {
        "too_short",
        "several_questions",
        "protected_topic",
        "wrong_kind",
        "no_prompt",
        "answer_leaked",
        "duplicate",
    }
    assert {golden["fault"] for golden in GOLDENS["feedback"]} == {
        "quote_not_in_answer",
        "praise_without_quote",
        "not_of_this_answer",
        "fits_any_answer",
        "about_the_person",
        "unsupported_claim",
        "no_next_step",
    }


def test_the_bank_passes_the_judge_of_questions() -> None:
    for kind in QuestionKind:
        same = [question for question in BANK.values() if question.kind is kind]
        found = {q.id: question_faults(q, same) for q in same}
        assert {key: faults for key, faults in found.items() if faults} == {}


@pytest.mark.parametrize("key", list(candidates()))
def test_feedback_on_every_candidate_passes_the_judge(key: str) -> None:
    personas = PERSONAS if NIGHTLY else ("excellent", "average", "short_right")
    found = {name: _judged(key, candidates()[key][name]) for name in personas}
    assert {name: faults for name, faults in found.items() if faults} == {}


def _judged(key: str, answer: str) -> list[str]:
    return feedback_faults(questions()[key], answer, score(questions()[key], answer, EMBED))
