"""The steps of a person in the browser, by the words they see."""

import re
import uuid

from playwright.sync_api import Locator, Page, expect

PASSWORD = "a quiet harbour 7"
READING = 60_000


def sign_up(page: Page, name: str = "Ingrid Solvang") -> str:
    """Create an account; returns the address."""
    email = f"{uuid.uuid4().hex[:12]}@example.org"
    page.goto("/sign-up")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Email").fill(email)
    page.get_by_label(re.compile("^Password")).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name=f"Welcome, {name.split()[0]}")).to_be_visible()
    wait_for_cookie(page)
    return email


def settled(page: Page) -> None:
    """Wait until the script has run: what is opened during a run may be drawn anew and closed again."""
    page.wait_for_timeout(200)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=20_000)


def wait_for_cookie(page: Page) -> None:
    """The browser asks for its cookie after the page has drawn; until then another address would ask to sign in."""
    for _ in range(100):
        if any(cookie["name"] == "im_session" for cookie in page.context.cookies()):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the session cookie did not come")


def upload_resume(page: Page, data: bytes, name: str = "resume.pdf") -> None:
    """Add a resume from Home's first step, and wait for what was read."""
    page.goto("/resume")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": data})


def start_interview(page: Page, role: str, *, mode: str = "Practice", count: int = 3, follow_ups: bool = False) -> None:
    """Set up an interview and enter the room."""
    page.goto("/interview")
    page.get_by_label("Role").click()
    page.get_by_label("Role").fill(role)
    page.get_by_role("option", name=role).first.click()
    page.get_by_role("radio", name=re.compile(f"^{count}, about")).click()
    page.get_by_role("radio", name=mode).click()
    if not follow_ups:
        settled(page)
        page.get_by_text("More choices").click()
        page.get_by_text("Ask a question back about the weakest part").click()
        settled(page)
    page.get_by_role("button", name="Start interview").click()
    expect(answer_box(page)).to_be_visible()


def answer_box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your answer")


def write_answer(page: Page, text: str) -> None:
    """Fill the box of the turn that is drawn: while a page turns, the box of the turn before is still there."""
    settled(page)
    answer_box(page).fill(text)


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit answer").click()


def wait_for_saved_draft(page: Page) -> None:
    expect(page.get_by_text(re.compile(r"draft saved at \d\d:\d\d"))).to_be_visible()


def all_text(page: Page) -> str:
    """Every word in the main column, those inside our own components included."""
    return str(
        page.evaluate(
            """() => {
            const skip = ["STYLE", "SCRIPT"];
            const inside = (n) => [...(n.shadowRoot ?? n).childNodes].map(read).join(" ");
            const deeper = (n) => skip.includes(n.nodeName) ? "" : inside(n);
            const read = (n) => n.nodeType === Node.TEXT_NODE ? n.textContent : deeper(n);
            return read(document.querySelector('[data-testid="stMain"]'));
        }"""
        )
    )
