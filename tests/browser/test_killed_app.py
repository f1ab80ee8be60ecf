"""A typed interview goes on after kill -9 of the app: while typing, and right after submitting."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app_server import AppServer
from tests.browser import journey
from tests.browser.test_follow_up_and_export import ANSWER

HALF = ANSWER[:120]


@pytest.fixture
def own_server(open_folder: Callable[[str], Path]) -> AppServer:
    """Not the one that other tests use: this one is killed."""
    return AppServer(open_folder("killed-app") / "data")


def killed_and_back(server: AppServer, page: Page) -> None:
    server.kill()
    server.start()
    page.reload()
    journey.settled(page)


def test_a_typed_interview_survives_a_killed_app(own_server: AppServer, browser: Browser) -> None:
    with own_server as server:
        context = browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(30_000)
        journey.sign_up(page)
        journey.start_interview(page, "Teacher")
        question = page.get_by_role("heading", level=1).inner_text()
        journey.answer_box(page).fill(HALF)
        journey.wait_for_saved_draft(page)

        killed_and_back(server, page)
        expect(page.get_by_role("heading", level=1, name=question)).to_be_visible()
        expect(journey.answer_box(page)).to_have_value(HALF)
        journey.answer_box(page).fill(ANSWER)
        journey.submit(page)
        expect(page.get_by_role("heading", name="Answer 1 of 3 is saved")).to_be_visible()

        killed_and_back(server, page)
        expect(page.get_by_text("Question 2 of 3")).to_be_visible()
        journey.settled(page)
        page.get_by_role("button", name="Leave").click()
        journey.settled(page)
        page.get_by_role("button", name="Finish now").click()
        expect(page.locator(".stMarkdownBadge", has_text="Estimated").first).to_be_visible(timeout=30_000)
        journey.settled(page)
        page.get_by_role("button", name="Read report").first.click()
        expect(page.get_by_role("heading", name="What you said, and what it showed")).to_be_visible()
        assert " ".join(ANSWER.split()[:12]) in " ".join(journey.all_text(page).split())
        context.close()


def test_a_question_is_answered_again_and_hints_are_one_press_away(page: Page) -> None:
    journey.sign_up(page)
    journey.start_interview(page, "Teacher")
    page.get_by_text("Hints for this question").click()
    expect(page.get_by_text("What is looked for")).to_be_visible()
    expect(page.get_by_text("A strong answer:")).to_be_visible()
    journey.answer_box(page).fill(HALF)
    journey.submit(page)
    expect(page.get_by_role("heading", name="Answer 1 of 3 is saved")).to_be_visible()
    journey.settled(page)
    page.get_by_role("button", name="Answer again").click()
    expect(page.get_by_text("Question 1 of 3, attempt 2")).to_be_visible()
    expect(journey.answer_box(page)).to_have_value("")
    journey.settled(page)
    page.get_by_text("Your attempt 1").click()
    expect(page.get_by_text(HALF[:40])).to_be_visible()
    journey.answer_box(page).fill(ANSWER)
    journey.submit(page)
    expect(page.get_by_role("heading", name="Answer 1 of 3 is saved")).to_be_visible()
    journey.settled(page)
    page.get_by_role("button", name="Read its report").click()
    expect(page.get_by_role("heading", name="Your attempts at this question")).to_be_visible(timeout=30_000)
