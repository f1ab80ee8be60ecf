"""A running app and a real Chromium for the tests in this folder."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.app_server import AppServer

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

expect.set_options(timeout=15_000)  # a busy machine draws a page late, but draws it


@pytest.fixture(scope="package")
def server(open_folder: Callable[[str], Path]) -> Iterator[AppServer]:
    with AppServer(open_folder("browser") / "data") as server:
        yield server


@pytest.fixture(scope="package")  # its event loop must not outlive these tests
def browser() -> Iterator[Browser]:
    """Debian's Chromium where it is installed, else the one Playwright brought."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: AppServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A new visitor. A failing test leaves a picture in .artifacts/."""
    context = browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    folder = Path(".artifacts")
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / f"last-{request.node.name[:60]}.png", full_page=True)
    context.close()
