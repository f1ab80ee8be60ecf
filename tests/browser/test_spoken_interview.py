"""An interview by voice: record, correct a word, submit, the question back, the report, and the session as a PDF."""

import io
import re
import shutil
import wave
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app_server import AppServer
from tests.browser import journey
from tests.browser.conftest import CHROMIUM_FLAGS
from tests.unit.speech.conftest import spoken

SAID = (
    "At my last school a class of thirty did not listen in the last lesson on Friday. Um, I talked with two of the "
    "pupils, and I changed the seats, and I began each lesson with a short task on paper. It got better after a while."
)
CORRECTED = "Snøgglebakken school"
REPLY = "After five weeks I counted. Homework came from twenty six of thirty, it had been eleven."
LISTENING = 60_000


def microphone(text: str, path: Path) -> None:
    """A WAV of 48,000 samples a second, as Chromium's fake microphone plays it."""
    import numpy as np

    with wave.open(io.BytesIO(spoken(text))) as source:
        rate, data = source.getframerate(), np.frombuffer(source.readframes(source.getnframes()), dtype="<i2")
    wanted = np.arange(0, len(data) / rate, 1 / 48_000)
    heard = np.interp(wanted, np.arange(len(data)) / rate, data).astype("<i2")
    with wave.open(str(path), "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(48_000)
        target.writeframes(np.concatenate([heard, np.zeros(48_000 * 2, dtype="<i2")]).tobytes())


@pytest.fixture
def speaker(browser: Browser, server: AppServer, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A visitor whose microphone says SAID over and over: a browser of its own, because it is a flag of the browser."""
    microphone(SAID, tmp_path / "said.wav")
    flags = [
        *CHROMIUM_FLAGS,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={tmp_path / 'said.wav'}",
    ]
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    speaking = browser.browser_type.launch(executable_path=path, args=flags)
    context = speaking.new_context(
        base_url=server.url, viewport={"width": 1280, "height": 900}, permissions=["microphone"]
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    Path(".artifacts").mkdir(exist_ok=True)
    page.screenshot(path=f".artifacts/last-{request.node.name[:60]}.png", full_page=True)
    speaking.close()


def record(page: Page, seconds: float) -> None:
    """Speak for so long, then stop."""
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_timeout(seconds * 1000)
    page.get_by_role("button", name="Stop recording").click()


def test_a_spoken_interview_from_the_microphone_to_the_pdf(speaker: Page) -> None:
    page = speaker
    journey.sign_up(page)
    journey.start_interview(page, "Teacher", follow_ups=True)
    journey.settled(page)
    page.get_by_role("radio", name="Speak").click()
    journey.settled(page)
    record(page, 15)
    expect(page.get_by_text("What we heard")).to_be_visible(timeout=LISTENING)
    journey.settled(page)
    heard = journey.answer_box(page).input_value()
    assert "class of thirty" in heard or "class of 30" in heard
    assert "school" in heard
    journey.write_answer(page, heard.replace("school", CORRECTED, 1))
    journey.submit(page)
    expect(page.get_by_role("heading", name="Answer 1 of 3 is saved")).to_be_visible()
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_text("Question 1 of 3, follow-up")).to_be_visible()
    journey.settled(page)
    expect(page.get_by_role("button", name="Record", exact=True)).to_be_visible()
    page.get_by_role("radio", name="Type").click()
    journey.write_answer(page, REPLY)
    journey.submit(page)
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    journey.settled(page)
    page.get_by_role("button", name="Leave").click()
    journey.settled(page)
    page.get_by_role("button", name="Finish now").click()
    expect(page.get_by_role("heading", name="Download")).to_be_visible(timeout=20_000)
    expect(page.locator(".stMarkdownBadge", has_text="Estimated").nth(2)).to_be_visible(timeout=20_000)
    journey.settled(page)
    page.get_by_role("button", name="Read report").first.click()
    expect(page.get_by_role("heading", name="How you spoke")).to_be_visible()
    assert CORRECTED in journey.all_text(page)
    page.get_by_role("button", name="Session summary").click()
    journey.settled(page)
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_role("button", name=re.compile("^Download .*pdf$"))).to_be_visible(timeout=20_000)
    journey.settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("^Download .*pdf$")).click()
    reader = pypdf.PdfReader(io.BytesIO(download.value.path().read_bytes()))
    text = "".join("".join(p.extract_text() for p in reader.pages).split())
    assert "".join(CORRECTED.split()) in text
    assert "wordsaminute" in text
