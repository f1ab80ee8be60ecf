"""Shoot every page of a running app, desktop and phone, light and dark, into .artifacts/shots (not part of the tests).

    python -m tests.browser.screenshots --url http://localhost:8501 --email you@example.org --password ...

The person should have a resume, a finished interview and an unfinished one. Prints pages wider than the window.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SIZES = {"d": (1280, 900), "m": (390, 844)}
SETTLED = "[data-testid='stApp'][data-test-script-state='notRunning']"


def settle(page: Page) -> None:
    """Wait until the script has run and components have drawn."""
    page.wait_for_timeout(400)
    page.wait_for_selector(SETTLED, timeout=20_000)
    page.wait_for_timeout(500)


TALLEST = "() => Math.max(...[...document.querySelectorAll('[data-testid=stMain]')].map(e => e.scrollHeight))"
TOO_WIDE = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).position !== 'absolute')
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


def shoot(page: Page, folder: Path, name: str, size: tuple[int, int]) -> None:
    """One picture of the whole page; reports what is wider than the window."""
    settle(page)
    height = int(page.evaluate(TALLEST))
    page.set_viewport_size({"width": size[0], "height": max(size[1], height + 8)})
    page.wait_for_timeout(400)
    page.screenshot(path=folder / f"{name}.png")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    wide = page.evaluate(TOO_WIDE)
    if wide:
        print(f"{name}: wider than the window: {wide}")


def walk(page: Page, url: str, email: str, password: str, shot: Callable[[str], None]) -> None:
    """Every page, reached the way a person reaches it."""
    page.goto(url)
    settle(page)
    shot("01-sign-in")
    page.get_by_role("button", name="Create an account").click()
    shot("02-sign-up")
    page.get_by_role("button", name="I have an account").click()
    settle(page)
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    settle(page)
    shot("03-home")
    page.goto(f"{url}/resume")
    shot("04-resume")
    page.goto(f"{url}/interview")
    shot("05-interview")
    page.goto(f"{url}/history")
    shot("06-history")
    if page.get_by_role("button", name="Read summary").count():
        page.get_by_role("button", name="Read summary").first.click()
        shot("07-session")
        page.get_by_role("button", name="Read report").first.click()
        shot("08-report")
        rows = page.locator(".row button")
        if rows.count() > 1:
            rows.nth(1).click()
            shot("09-report-open")
    page.goto(f"{url}/account")
    shot("10-account")
    page.goto(f"{url}/operations")
    shot("11-operations")
    page.goto(url)
    settle(page)
    if page.get_by_role("button", name="Continue interview").count():
        page.get_by_role("button", name="Continue interview").click()
        shot("12-room")
        page.get_by_role("button", name="Leave").click()
        shot("13-room-leave")


def main() -> int:
    """Sign in and walk through the pages four times."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--url", default="http://localhost:8501")
    options.add_argument("--email", required=True)
    options.add_argument("--password", required=True)
    options.add_argument("--out", type=Path, default=ROOT / ".artifacts" / "shots")
    options.add_argument("--chromium", default="/usr/bin/chromium")
    options.add_argument("--only", default="", help="for example m-dark")
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chosen.chromium, args=ARGS)
        for device, size in SIZES.items():
            for theme in ("light", "dark"):
                if chosen.only in ("", f"{device}-{theme}"):
                    one_look(browser, device, theme, size, chosen)
        browser.close()
    return 0


def one_look(browser: Browser, device: str, theme: str, size: tuple[int, int], chosen: argparse.Namespace) -> None:
    """The whole walk at one size in one theme."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    page = context.new_page()
    page.on("console", lambda m: print(f"console: {m.text[:200]}") if m.type == "error" else None)
    page.on("pageerror", lambda e: print(f"page error: {e}"))
    url = chosen.url.rstrip("/")

    def shot(name: str) -> None:
        shoot(page, chosen.out, f"{name}-{device}-{theme}", size)

    walk(page, url, chosen.email, chosen.password, shot)
    context.close()


if __name__ == "__main__":
    sys.exit(main())
