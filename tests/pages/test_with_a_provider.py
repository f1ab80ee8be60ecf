"""The screens over real services, a real database and a provider on loopback: with it, without it, with it again."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from streamlit.testing.v1 import AppTest

from domain.interview import Answer
from domain.people import ConsentKind, Person, Role
from services import bootstrap
from services.bootstrap import Services
from tests.builders import GOOD_ANSWER, add_answer, start_interview
from tests.doubles.model_behaviours import evaluation
from tests.doubles.model_provider import ModelProvider
from tests.pages.conftest import ROOT, press, press_in_dialog, words
from tests.services import services_on
from ui.session import TOKEN


@dataclass
class Place:
    services: Services
    provider: ModelProvider
    candidate: Person
    operator: Person
    answer: Answer

    def score(self) -> None:
        """What the worker does."""
        version = self.services.reports.rescore(self.candidate, self.answer.id) if self.scored else 1
        key = f"evaluate_answer:{self.answer.id}:{version}"
        self.services.evaluation.evaluate_answer(self.candidate.id, self.answer.id, key)

    @property
    def scored(self) -> bool:
        return self.services.reports.answer_report(self.candidate, self.answer.id).evaluation is not None

    def open(self, name: str, user: Person, **query: object) -> AppTest:
        app = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=30)
        app.session_state[TOKEN] = self.services.accounts.sign_in(user.email, "a quiet harbour 7").token
        app.run()
        for key, value in query.items():
            app.query_params[key] = str(value)
        return app.switch_page(str(ROOT / "pages" / f"{name}.py")).run()


@pytest.fixture
def place(database, tmp_path) -> Iterator[Place]:
    with ModelProvider(reply=lambda request: evaluation(request, level=2)) as provider:
        services = services_on(database, tmp_path, groq_api_keys="gsk_local", groq_base_url=provider.url)
        before = bootstrap.started()
        bootstrap.set_services(services)
        candidate = services.accounts.sign_up("mila@example.org", "a quiet harbour 7", "Mila Brandt").person
        candidate = services.accounts.set_consent(candidate, ConsentKind.MODEL_USE, True)
        roles = {Role.CANDIDATE, Role.ADMIN}
        operator = services.accounts.create_user("op@example.org", "a quiet harbour 7", "Olu Ade", roles)
        with database.as_user(candidate.id) as tx:
            answer = add_answer(tx, start_interview(tx, candidate.id))
        yield Place(services, provider, candidate, operator, answer)
        bootstrap.set_services(before)
        services.gateway.close()


def told(provider: ModelProvider) -> str:
    """The provider's own count, in the words of the page."""
    return f"{provider.ledger.total.requests:,} of 14,400 requests"


def test_with_only_a_key_set_an_answer_is_scored_and_operators_read_the_providers_own_numbers(place):
    place.score()
    report = words(place.open("report", place.candidate, answer=place.answer.id))
    assert ":material/radio_button_checked: Scored" in report
    assert "openai/gpt-oss-120b" in report
    page = words(place.open("operations", place.operator))
    assert told(place.provider) in page
    assert "Working" in page
    runs = words(place.open("operations", place.operator, view="runs"))
    total = place.provider.ledger.total
    assert f"{total.tokens_in:,} tokens in, {total.tokens_out:,} out" in runs


def test_when_the_provider_dies_nothing_is_lost_and_the_person_reads_what_happened(place):
    place.provider.kill()
    place.score()
    app = place.open("report", place.candidate, answer=place.answer.id)
    report = words(app)
    assert ":material/contrast: Estimated" in report
    assert "The model did not answer. This is an offline estimate with a wider range" in report
    with place.services.database.as_user(place.candidate.id) as tx:
        assert tx.answers.get(place.candidate.id, place.answer.id).text == GOOD_ANSWER
    page = words(place.open("operations", place.operator))
    assert "Degraded" in page
    assert "0 of 14,400 requests" in page, "nothing was sent, so nothing is counted"

    place.provider.start()
    place.score()
    report = words(place.open("report", place.candidate, answer=place.answer.id))
    assert ":material/radio_button_checked: Scored" in report


def test_an_account_switched_off_on_the_page_is_asked_no_more(place):
    app = press(place.open("operations", place.operator), "Turn off")
    press_in_dialog(app, "Turn off", "switch-now")
    place.score()
    assert place.provider.requests == []
    assert ":material/contrast: Estimated" in words(place.open("report", place.candidate, answer=place.answer.id))
