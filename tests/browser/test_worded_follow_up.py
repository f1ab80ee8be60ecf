"""A model's words in the browser, said to be so: a question back, and an answer one level up; the rules' without it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.people import ConsentKind
from services import bootstrap
from services.follow_up_writing import NO_REPLY, WORDED
from services.settings import Settings
from tests.app_server import AppServer
from tests.browser import journey
from tests.browser.people import context_for
from tests.browser.test_follow_up_and_export import ANSWER
from tests.doubles.improved_answers import GAP, improved
from tests.doubles.model_behaviours import evaluation
from tests.doubles.model_provider import ModelProvider
from tests.doubles.model_request import Request
from tests.doubles.worded_follow_ups import worded


def says(request: Request) -> str:
    if "<<<RESUME " in request.texts[1]:
        return improved(request)
    return worded(request) if "<<<ABOUT " in request.texts[1] else evaluation(request, level=2)


@pytest.fixture(scope="module")
def provider() -> Iterator[ModelProvider]:
    with ModelProvider(reply=says) as provider:
        yield provider


@pytest.fixture(scope="module")
def app(open_folder: Callable[[str], Path], provider: ModelProvider) -> Iterator[AppServer]:
    folder = open_folder("worded") / "data"
    with AppServer(folder, GROQ_API_KEYS="gsk_local", GROQ_BASE_URL=provider.url) as server:
        yield server


@pytest.fixture
def page(browser: Browser, app: AppServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    services = bootstrap.build_services(Settings(_env_file=None, app_data_dir=app.data_dir, worker_enabled=False))
    try:
        signed = services.accounts.sign_up(
            f"mila-{len(request.node.name)}@example.org", journey.PASSWORD, "Mila Brandt"
        )
        services.accounts.set_consent(signed.person, ConsentKind.MODEL_USE, True)
    finally:
        services.close()
    context = context_for(browser, app, signed.token)
    yield context.new_page()
    context.close()


def answer_and_go_on(page: Page, number: int) -> None:
    journey.write_answer(page, ANSWER)
    journey.submit(page)
    expect(page.get_by_role("heading", name=f"Answer {number} of 3 is saved")).to_be_visible()
    page.get_by_role("button", name="Next question").click()


def test_an_answer_is_rewritten_on_request(page: Page) -> None:
    journey.start_interview(page, "Teacher", follow_ups=False)
    journey.write_answer(page, ANSWER)
    journey.submit(page)
    page.get_by_role("button", name="Read its report").click()
    expect(page.get_by_text("Made by fixed rules.")).to_be_visible(timeout=20_000)
    journey.settled(page)
    page.get_by_role("button", name="Write it with the model").click()
    expect(page.get_by_text("Written by a model. Every sentence was checked")).to_be_visible(timeout=20_000)
    expect(page.get_by_text(f"[{GAP['text']}]")).to_be_visible()
    expect(page.get_by_text("Made by fixed rules.")).not_to_be_visible()


def test_a_model_words_it_and_the_rules_do_when_it_is_away(page: Page, provider: ModelProvider) -> None:
    journey.start_interview(page, "Teacher", follow_ups=True)
    answer_and_go_on(page, 1)
    expect(page.get_by_text("Question 1 of 3, follow-up")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Let us stay with “")
    expect(page.get_by_text(WORDED)).to_be_visible()
    journey.settled(page)
    page.get_by_role("button", name="Skip this question").click()
    journey.settled(page)
    page.get_by_role("button", name="Skip", exact=True).click()
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()

    provider.kill()
    answer_and_go_on(page, 2)
    expect(page.get_by_text("Question 2 of 3, follow-up")).to_be_visible()
    expect(page.get_by_text(NO_REPLY)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Let us stay with")
