"""From a forgotten password to a new one, with the mail as a file; devices signed out from another browser."""

import re
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app_server import AppServer
from tests.browser import journey
from tests.browser.people import context_for

pytestmark = pytest.mark.browser
NEW = "a louder harbour 8"


@pytest.fixture
def tabs(browser: Browser, server: AppServer) -> Iterator[tuple[Page, Page]]:
    """Two browsers that know nothing of each other."""
    contexts = [context_for(browser, server) for _ in range(2)]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def link_to(data_dir: Path, email: str, subject: str) -> str:
    """The path of the link in the newest mail, as a person would click it."""
    for _ in range(150):
        for file in sorted((data_dir / "outbox").glob("*.eml"), reverse=True):
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            body = mail.get_body(("plain",))
            if mail["To"] == email and subject in mail["Subject"] and body:
                found = re.search(r"https?://[^/]+(/\S+)", body.get_content())
                assert found
                return found.group(1)
        time.sleep(0.2)
    raise AssertionError("no such mail came")


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_forgot_reset_verify_and_sign_out_elsewhere(server: AppServer, tabs: tuple[Page, Page]) -> None:
    first, second = tabs
    email = journey.sign_up(first)

    for _ in range(5):
        sign_in(second, email, "not this one")
        expect(second.get_by_text("Email and password do not match")).to_be_visible()
    sign_in(second, email, journey.PASSWORD)
    expect(second.get_by_text(re.compile(r"Sign-in is paused until \d\d:\d\d"))).to_be_visible()

    second.get_by_role("button", name="Forgot your password?").click()
    expect(second.get_by_role("heading", name="Choose a new password")).to_be_visible()
    journey.settled(second)  # the sign-in form has an Email too
    second.get_by_label("Email").fill(email)
    second.get_by_role("button", name="Send the link").click()
    expect(second.get_by_text("If there is an account with this address")).to_be_visible()
    second.goto(link_to(server.data_dir, email, "Choose a new password"))
    expect(second.get_by_label(re.compile("^New password"))).to_be_visible()
    assert "token" not in second.url
    second.get_by_label(re.compile("^New password")).fill(NEW)
    second.get_by_role("button", name="Set the new password").click()
    expect(second.get_by_text("Your new password is set")).to_be_visible()
    first.reload()
    expect(first.get_by_role("button", name="Sign in", exact=True)).to_be_visible()

    sign_in(second, email, NEW)
    expect(second.get_by_role("heading", name=re.compile("^Welcome"))).to_be_visible()
    journey.wait_for_cookie(second)
    first.context.clear_cookies()  # the ended session's, else nothing tells when the new one has come
    sign_in(first, email, NEW)
    expect(first.get_by_role("heading", name=re.compile("^Welcome"))).to_be_visible()
    journey.wait_for_cookie(first)

    first.goto("/account")
    first.get_by_role("button", name="Send a link to confirm it").click()
    expect(first.get_by_text("This server sends no mail")).to_be_visible()
    first.goto(link_to(server.data_dir, email, "Confirm your email address"))
    first.get_by_role("button", name="Confirm this address").click()
    expect(first.get_by_text("Your address is confirmed.")).to_be_visible()
    journey.settled(first)
    first.get_by_role("button", name="Go on").click()
    expect(first.get_by_text(re.compile(r"example\.org is confirmed"))).to_be_visible()

    expect(first.get_by_text("This device")).to_have_count(1)
    journey.settled(first)
    first.get_by_role("button", name="Sign out everywhere else").click()
    expect(first.get_by_role("button", name="Sign out everywhere else")).to_have_count(0)
    second.goto("/account")
    expect(second.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
