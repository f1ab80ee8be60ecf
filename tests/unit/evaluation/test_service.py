"""EvaluationService against a stand-in database: which way an answer is scored, and that it happens once."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from agents.llm.accounting import Budgets
from domain.evaluation.types import Evaluation, State, StoredEvaluation
from domain.interview import Answer, InterviewSetup, Question, QuestionKind, Turn
from domain.model_use import RunState
from domain.people import ConsentKind, Person
from services.evaluation import (
    INSTEAD,
    NO_CONSENT,
    NO_KEY,
    NO_REPLY,
    NOT_USABLE,
    SWITCHED_OFF,
    EvaluationService,
    EvaluatorFactory,
    guess_kind,
    line_question,
    line_result,
    line_scorer,
    reference_points,
)
from tests.doubles.model_provider import ModelProvider
from tests.embedder import EMBED
from tests.gateways import LocalGateway, gateway_to, groq
from tests.unit.evaluation.conftest import STORY_ANSWER

NOW = datetime(2026, 11, 21, tzinfo=UTC)


class FakeDatabase:
    """One answer of one person; keeps what is stored."""

    def __init__(self, question: Question, text: str, *, consent: bool | None) -> None:
        consents = {} if consent is None else {ConsentKind.MODEL_USE: consent}
        self.person = Person(id=uuid4(), email="a@example.org", consents=consents)
        turn_id, interview_id = uuid4(), uuid4()
        self.turn = Turn(id=turn_id, interview_id=interview_id, position=1, question=question, reason="", seconds=180)
        self.answer = Answer(
            id=uuid4(),
            turn_id=turn_id,
            interview_id=interview_id,
            user_id=self.person.id,
            text=text,
            client_key="k",
            submitted_at=NOW,
        )
        self.stored: dict[str, StoredEvaluation] = {}
        self.events: list[str] = []
        self.open = 0

    @contextmanager
    def as_user(self, user_id: UUID) -> Iterator[Any]:
        assert user_id == self.person.id
        with self._transaction() as tx:
            yield tx

    @contextmanager
    def as_system(self) -> Iterator[Any]:
        with self._transaction() as tx:
            yield tx

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        self.open += 1
        yield SimpleNamespace(
            now=NOW,
            answers=SimpleNamespace(get=lambda _u, _a: self.answer),
            interviews=SimpleNamespace(
                turn=lambda _u, _t: self.turn, get=lambda _u, _i: SimpleNamespace(setup=InterviewSetup(role_id="any"))
            ),
            people=SimpleNamespace(by_id=lambda _u: self.person),
            evaluations=SimpleNamespace(
                latest=lambda _u, _a: next(reversed(self.stored.values()), None), add=self._add
            ),
            events=SimpleNamespace(add=lambda _u, name, _s, **_: self.events.append(name)),
        )
        self.open -= 1

    def _add(self, user_id: UUID, answer_id: UUID, key: str, evaluation: Evaluation) -> StoredEvaluation:
        version = len(self.stored) + 1
        new = StoredEvaluation(
            id=uuid4(), answer_id=answer_id, user_id=user_id, version=version, created_at=NOW, evaluation=evaluation
        )
        return self.stored.setdefault(key, new)


class Factory(EvaluatorFactory):
    """Checks that no transaction is held while a model is asked."""

    def __init__(self, gateway: LocalGateway, database: FakeDatabase) -> None:
        super().__init__(gateway, EMBED)
        self._database = database

    def __call__(self) -> Any:
        assert self._database.open == 0
        return super().__call__()


def flags(*, on: bool = True) -> Any:
    return SimpleNamespace(allows=lambda _person, _name: on)


def run(
    story: Question,
    *,
    behaviour: str | None,
    consent: bool | None,
    text: str = STORY_ANSWER,
    on: bool = True,
    budgets: Budgets | None = None,
) -> tuple[Evaluation, LocalGateway, int]:
    """Score the story once; returns the evaluation, the gateway and how often a model was asked."""
    database = FakeDatabase(story, text, consent=consent)
    with ModelProvider(behaviour or "good") as server:
        accounts = [groq(server.url, timeout_seconds=5.0)] if behaviour else []
        with gateway_to(accounts, budgets=budgets) as gateway:
            service = EvaluationService(database, EMBED, Factory(gateway, database), flags(on=on))  # type: ignore[arg-type]
            key = f"evaluate_answer:{database.answer.id}:1"
            first = service.evaluate_answer(database.person.id, database.answer.id, key)
            again = service.evaluate_answer(database.person.id, database.answer.id, key)
        asked = len(server.requests)
    assert again == first
    assert len(database.stored) == 1
    assert database.events == ["answer_evaluated"]
    assert all(kept.user_id == database.person.id for kept in gateway.ledger.runs)
    assert all(kept.subject_id == database.answer.id for kept in gateway.ledger.runs)
    return first.evaluation, gateway, asked


def test_with_key_and_consent_the_model_scores_once(story: Question) -> None:
    found, gateway, asked = run(story, behaviour="good", consent=True)
    assert found.state is State.SCORED
    assert found.provider == "groq:default"
    assert asked == 1
    (kept,) = gateway.ledger.runs
    assert (kept.agent, kept.state, kept.prompt) == ("answer_evaluator", RunState.ANSWERED, found.prompt)
    assert (kept.tokens_in, kept.tokens_out) == (gateway.ledger.tokens_in, gateway.ledger.tokens_out)


@pytest.mark.parametrize("consent", [False, None])
def test_without_consent_nothing_goes_to_the_model(story: Question, consent: bool | None) -> None:
    found, _, asked = run(story, behaviour="good", consent=consent)
    assert (found.state, found.reason, asked) == (State.ESTIMATED, NO_CONSENT, 0)


def test_without_a_key_it_is_an_estimate_that_says_so(story: Question) -> None:
    found, _, _ = run(story, behaviour=None, consent=True)
    assert (found.state, found.reason) == (State.ESTIMATED, NO_KEY)


@pytest.mark.parametrize(
    ("behaviour", "reason"), [("500", NO_REPLY), ("429", NO_REPLY), ("garbage", NOT_USABLE), ("missing", NOT_USABLE)]
)
def test_failing_model_falls_back_to_an_estimate_that_says_so(story: Question, behaviour: str, reason: str) -> None:
    found, gateway, asked = run(story, behaviour=behaviour, consent=True)
    assert (found.state, found.reason) == (State.ESTIMATED, reason)
    assert asked >= 1
    assert [kept.state for kept in gateway.ledger.runs] == [RunState.FALLBACK]


def test_used_up_allowance_is_an_estimate_that_names_it(story: Question) -> None:
    found, gateway, asked = run(story, behaviour="good", consent=True, budgets=Budgets(person_day_requests=0))
    assert (found.state, asked) == (State.ESTIMATED, 0)
    assert "allowance of 0 model calls is used up" in found.reason
    assert found.reason.endswith(INSTEAD)
    assert gateway.ledger.requests == 0


def test_scoring_switched_off_is_an_estimate_that_says_so(story: Question) -> None:
    found, gateway, asked = run(story, behaviour="good", consent=True, on=False)
    assert (found.state, found.reason, asked) == (State.ESTIMATED, SWITCHED_OFF, 0)
    assert gateway.ledger.runs == []


def test_gated_answer_is_unscored_whatever_is_set_up(story: Question) -> None:
    found, _, asked = run(story, behaviour="good", consent=True, text="asdf qwerty zxcvbn hjkl asdfgh poiuy")
    assert (found.state, found.total, asked) == (State.UNSCORED, None, 0)
    assert found.verdict == ""


def test_a_new_version_is_scored_again(story: Question) -> None:
    database = FakeDatabase(story, STORY_ANSWER, consent=None)
    with gateway_to([]) as gateway:
        service = EvaluationService(database, EMBED, Factory(gateway, database), flags())  # type: ignore[arg-type]
        for version in (1, 2, 2):
            service.evaluate_answer(database.person.id, database.answer.id, f"evaluate_answer:x:{version}")
    assert len(database.stored) == 2


def test_lines_have_the_documented_form() -> None:
    line = {
        "id": "7",
        "question": "What is the difference between a process and a thread?",
        "answer": "A process has its own memory. Threads of a process share its memory, so switching is cheaper.",
        "reference": "A process has its own address space; threads of one process share memory and switch cheaply.",
    }
    found = line_result(line, EMBED, None)
    assert {"id", "state", "total", "low", "high", "criteria", "rubric", "provider", "ms"} <= set(found)
    assert found["state"] == "estimated"
    assert 0 <= found["low"] <= found["total"] <= found["high"] <= 100
    assert {frozenset(c) for c in found["criteria"]} == {frozenset({"name", "level", "quotes", "verified"})}
    assert all(q in line["answer"] for c in found["criteria"] for q in c["quotes"])
    assert json.dumps(found)


def test_unscored_line_has_null_and_a_reason() -> None:
    found = line_result({"id": 1, "question": "Why?", "answer": ""}, EMBED, None)
    assert (found["state"], found["total"], found["low"], found["high"]) == ("unscored", None, None, None)
    assert found["criteria"] == []
    assert found["reason"]


@pytest.mark.parametrize(
    "line",
    [{"id": 1, "question": "x"}, {"id": 2, "answer": "y"}, {"id": 3, "question": "a", "answer": "b", "kind": "poem"}],
)
def test_broken_line_is_an_error_object_and_the_rest_go_on(line: dict[str, Any]) -> None:
    good = {"id": 9, "question": "Why do you want this job?", "answer": ""}
    found = list(line_scorer(None, EMBED)([line, good, {"id": 5, "error": {"code": "x"}}]))
    assert found[0]["id"] == line["id"]
    assert found[0]["error"]["code"] == "invalid_line"
    assert found[1]["state"] == "unscored"
    assert found[2] == {"id": 5, "error": {"code": "x"}}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tell me about a time you failed.", QuestionKind.BEHAVIOURAL),
        ("How would you handle an angry customer?", QuestionKind.SITUATIONAL),
        ("Design a URL shortener.", QuestionKind.SYSTEM_DESIGN),
        ("Why do you want to work here?", QuestionKind.HR),
        ("What is a foreign key?", QuestionKind.TECHNICAL),
    ],
)
def test_kind_is_told_by_the_words(text: str, kind: QuestionKind) -> None:
    assert guess_kind(text) is kind
    assert line_question({"question": text, "answer": ""}).kind is kind


def test_reference_is_cut_into_points() -> None:
    assert reference_points("It retries. Then it gives up and alerts; somebody looks.") == (
        "It retries",
        "Then it gives up and alerts; somebody looks",
    )
    assert reference_points("") == ()
    assert len(reference_points("A point that is made here. " * 60)) <= 16
