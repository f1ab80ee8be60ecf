"""The app with only GROQ_API_KEYS set: scores by the model, true numbers for operators, and a provider that dies."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.people import ConsentKind, Person, Role
from services import bootstrap
from services.settings import Settings
from tests.app_server import AppServer
from tests.browser import journey
from tests.browser.people import context_for
from tests.browser.test_walk import a_good_answer_to, badge, question_text
from tests.doubles.model_behaviours import evaluation
from tests.doubles.model_provider import ModelProvider

INSTEAD = "The model did not answer. This is an offline estimate with a wider range"


@pytest.fixture(scope="module")
def provider() -> Iterator[ModelProvider]:
    """Its levels are low enough for the fixed rules to believe them about any answer."""
    with ModelProvider(reply=lambda request: evaluation(request, level=2)) as provider:
        yield provider


@pytest.fixture(scope="module")
def app(open_folder: Callable[[str], Path], provider: ModelProvider) -> Iterator[AppServer]:
    folder = open_folder("provider") / "data"
    with AppServer(folder, GROQ_API_KEYS="gsk_local", GROQ_BASE_URL=provider.url) as server:
        yield server


@pytest.fixture(scope="module")
def visitors(app: AppServer) -> dict[str, str]:
    """Session tokens of a candidate who agreed to the model, and of an operator."""
    services = bootstrap.build_services(Settings(_env_file=None, app_data_dir=app.data_dir, worker_enabled=False))
    try:
        candidate = services.accounts.sign_up("mila@example.org", journey.PASSWORD, "Mila Brandt")
        services.accounts.set_consent(candidate.person, ConsentKind.MODEL_USE, True)
        people: dict[str, Person] = {}
        people["operator"] = services.accounts.create_user("op@example.org", journey.PASSWORD, "Olu Ade", {Role.ADMIN})
        operator = services.accounts.sign_in("op@example.org", journey.PASSWORD)
    finally:
        services.close()
    return {"candidate": candidate.token, "operator": operator.token}


def opened(browser: Browser, app: AppServer, token: str) -> Page:
    return context_for(browser, app, token).new_page()


def answer(page: Page) -> str:
    words = a_good_answer_to(question_text(page))
    journey.write_answer(page, words)
    journey.submit(page)
    return words


def test_the_app_runs_through_one_provider_and_outlives_it(
    browser: Browser, app: AppServer, provider: ModelProvider, visitors: dict[str, str]
) -> None:
    page = opened(browser, app, visitors["candidate"])
    journey.start_interview(page, "Operations manager")
    answer(page)
    expect(page.get_by_role("heading", name="Answer 1 of 3 is saved")).to_be_visible()
    page.get_by_role("button", name="Next question").click()
    wait_for_requests(page, provider, 1)

    provider.kill()  # in the middle of the interview
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    said = answer(page)
    expect(page.get_by_role("heading", name="Answer 2 of 3 is saved")).to_be_visible()
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_text("Question 3 of 3")).to_be_visible()
    answer(page)

    expect(page.get_by_role("heading", name="Answer by answer")).to_be_visible(timeout=journey.READING)
    expect(badge(page, "Estimated")).to_have_count(3, timeout=journey.READING)  # two answers, and so the total
    page.get_by_role("button", name="Read report").nth(1).click()
    expect(page.get_by_text(re.compile(INSTEAD))).to_be_visible()
    expect(page.get_by_text(said[:60]).first).to_be_visible()
    assert_operator_reads_the_truth(browser, app, provider, visitors["operator"])

    provider.start()
    page.get_by_role("button", name=re.compile("Score with the model|Score again")).click()
    expect(badge(page, "Scored").first).to_be_visible(timeout=journey.READING)
    expect(page.get_by_text("openai/gpt-oss-120b")).to_be_visible()
    page.context.close()


def wait_for_requests(page: Page, provider: ModelProvider, wanted: int) -> None:
    for _ in range(200):
        if provider.ledger.total.answered >= wanted:
            page.wait_for_timeout(300)
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the provider answered {provider.ledger.total.answered} requests, not {wanted}")


def assert_operator_reads_the_truth(browser: Browser, app: AppServer, provider: ModelProvider, token: str) -> None:
    """The page's count of requests is the provider's own; the dead provider is not called working."""
    page = opened(browser, app, token)
    page.goto("/operations")
    expect(page.get_by_role("heading", name="Operations")).to_be_visible()
    expect(page.get_by_text("Groq", exact=False).first).to_be_visible()
    text = journey.all_text(page)
    sent = provider.ledger.total.requests
    assert re.search(rf"Requests today, openai/gpt-oss-120b\D+{sent} of 14,400", " ".join(text.split())), text
    page.context.close()
