"""Files that are no resume, on the screen: the sentence stands there, and the app goes on."""

import urllib.request

import pytest
from playwright.sync_api import Browser, Page, expect

from services.documents.upload_checks import SENTENCES
from tests.app_server import AppServer
from tests.browser import journey, make_resume
from tests.browser.people import a_person, context_for
from tests.faults.bad_uploads import BAD
from tests.faults.open_app import beside, services_of

pytestmark = pytest.mark.browser


def choose(page: Page, name: str, data: bytes) -> None:
    page.goto("/resume")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": data})


def test_the_sentence_stands_on_the_screen_and_the_app_stays_up(browser: Browser, server: AppServer) -> None:
    with services_of(beside(server.data_dir)) as services:
        context = context_for(browser, server, a_person(services).token)
    page = context.new_page()
    for kind, code in (("a renamed picture", "image"), ("encrypted", "encrypted")):
        name, make = BAD[kind]
        choose(page, name, make())
        expect(page.get_by_text(SENTENCES[code])).to_be_visible(timeout=journey.READING)
    name, make = BAD["11 MB"]
    choose(page, name, make())
    expect(page.get_by_text("10.0MB")).to_be_visible()
    page.goto("/resume")
    expect(page.get_by_text(SENTENCES["encrypted"])).to_be_visible()
    choose(page, "resume.pdf", make_resume.pdf())
    expect(page.get_by_role("heading", name="Ingrid Solvang")).to_be_visible(timeout=journey.READING)
    with urllib.request.urlopen(f"{server.url}/ready", timeout=10) as answer:
        assert answer.status == 200
    context.close()
