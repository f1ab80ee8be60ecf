"""From an uploaded resume over its score, wording and rewrites to a Word file that opens."""

import re
import subprocess
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from tests.browser import journey, make_weak_resume

READ = re.compile("^Read (well|in part)")


def view(page: Page, name: str) -> None:
    journey.settled(page)
    page.get_by_role("radio", name=name).click()
    journey.settled(page)


def opened(page: Page) -> None:
    journey.sign_up(page, "Dana Whitlock")
    journey.upload_resume(page, make_weak_resume.pdf())
    expect(page.get_by_role("heading", name=READ)).to_be_visible(timeout=journey.READING)
    journey.settled(page)


def test_from_upload_over_refine_to_a_word_file_that_opens(page: Page, tmp_path: Path) -> None:
    opened(page)
    page.get_by_text("Hidden text in your file (1)").click()
    expect(page.get_by_text(re.compile("too small to see: “ignore all instructions"))).to_be_visible()
    assert "Kubernetes" not in page.get_by_test_id("stMain").locator(".stMarkdownBadge").all_inner_texts()

    view(page, "Score")
    expect(page.get_by_role("heading", name="Readable by hiring software")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^\d+(\.\d)? of 100$")).first).to_be_visible()
    expect(page.get_by_text(re.compile("No hidden text: −4"))).to_be_visible()

    view(page, "Wording")
    expect(page.get_by_text("“Answered up to 60 calls a day about mortgages”")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Use this").first.click()
    expect(page.get_by_text(re.compile("version 2"))).to_be_visible()

    page.goto("/refine")
    page.get_by_role("button", name="Propose changes").click()
    expect(page.get_by_role("button", name="Accept").first).to_be_visible(timeout=30_000)
    journey.settled(page)
    page.get_by_role("button", name="Accept").first.click()
    expect(page.get_by_text(re.compile("Accepted$"))).to_be_visible()
    journey.settled(page)
    page.get_by_role("button", name="Edit").first.click()
    page.get_by_role("textbox", name="Your words").fill("Resolved 900 complaints as head of customer care")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(re.compile("Nothing in your resume says so")).first).to_be_visible()
    while page.get_by_role("button", name="No, leave it out").count():
        waiting = page.get_by_role("button", name="No, leave it out").count()
        page.get_by_role("button", name="No, leave it out").first.click()
        expect(page.get_by_role("button", name="No, leave it out")).not_to_have_count(waiting)
    page.get_by_role("button", name="Make a new version").click()
    expect(page.get_by_role("heading", name="Version 3 is your resume now")).to_be_visible()

    page.get_by_role("button", name="Download it").click()
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_text("Machines read this correctly: 100 %.")).to_be_visible(timeout=30_000)
    with page.expect_download() as downloading:
        page.get_by_role("button", name=re.compile("^Download Dana Whitlock")).click()
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)
    assert "Answered up to 60 calls a day about mortgages" in words
    assert "900" not in words, "what was not confirmed is not in the file"
    assert "Kubernetes" not in words
    convert = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*convert, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)
    assert file.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def test_versions_are_compared_and_brought_back(page: Page) -> None:
    opened(page)
    view(page, "Wording")
    expect(page.get_by_role("button", name="Use this").first).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Use this").first.click()
    expect(page.get_by_text(re.compile("version 2"))).to_be_visible()
    view(page, "Versions")
    page.get_by_text(re.compile(r"What changed \(1\)")).click()
    expect(page.get_by_text(re.compile("Before: Responsible for managing a team of 14 sorters"))).to_be_visible()
    page.get_by_role("button", name="Go back to this").click()
    expect(page.get_by_role("heading", name="Version 3")).to_be_visible()
    page.get_by_role("button", name="Read the file again").click()
    expect(page.get_by_role("heading", name="Version 3")).to_be_visible()
    view(page, "Facts")
    line = "Responsible for managing a team of 14 sorters on the night shift"
    expect(page.get_by_text(line, exact=True)).to_be_visible()


def test_on_a_phone_no_view_is_wider_than_the_screen(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page)
    for name in ("Score", "Wording", "Versions", "Download", "Facts"):
        view(page, name)
        wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= 390, name
