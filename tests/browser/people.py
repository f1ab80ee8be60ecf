"""People made behind the screen, who arrive in the browser signed in: cheaper than the form, which is tested apart."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext, Page

from domain.people import Person
from services.bootstrap import Services
from tests.app_server import AppServer
from tests.browser import journey

WAIT_MS = 20_000


@dataclass(frozen=True)
class Visitor:
    """A person and the session that a browser may carry for them."""

    person: Person
    token: str


def a_person(services: Services, name: str = "Ingrid Solvang") -> Visitor:
    """A new candidate."""
    signed = services.accounts.sign_up(f"{uuid4().hex[:12]}@example.org", journey.PASSWORD, name)
    return Visitor(signed.person, signed.token)


def context_for(browser: Browser, server: AppServer, token: str = "", **options: Any) -> BrowserContext:
    """A browser of its own, with the session cookie of `token` when there is one."""
    context = browser.new_context(base_url=server.url, **{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(WAIT_MS)
    if token:
        host = str(urlsplit(server.url).hostname)
        context.add_cookies([{"name": "im_session", "value": token, "domain": host, "path": "/"}])
    return context


def settle(page: Page) -> None:
    """Wait until the script has run, the components have drawn and nothing is greyed out."""
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
    page.wait_for_timeout(300)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
