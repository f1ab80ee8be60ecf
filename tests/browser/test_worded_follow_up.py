"""A question back in a model's words, in the browser: said to be so, and the usual words when the model is away."""

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
from tests.doubles.model_behaviours import evaluation
from tests.doubles.model_provider import ModelProvider
from tests.doubles.model_request import Request
from tests.doubles.worded_follow_ups import worded


def says(request: Request) -> str:
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
def page(browser: Browser, app: AppServer) -> Iterator[Page]:
    services = bootstrap.build_services(Settings(_env_file=None, app_data_dir=app.data_dir, worker_enabled=False))
    try:
        signed = services.accounts.sign_up("mila@example.org", journey.PASSWORD, "Mila Brandt")
        services.accounts.set_consent(signed.person, ConsentKind.MODEL_USE, True)
    finally:
        services.close()
    context = context_for(browser, app, signed.token)
    yield context.new_page()
    context.close()


def answer_and_go_on(page: Page, number: int) -> None:
    journey.answer_box(page).fill(ANSWER)
    journey.submit(page)
    expect(page.get_by_role("heading", name=f"Answer {number} of 3 is saved")).to_be_visible()
    page.get_by_role("button", name="Next question").click()


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
