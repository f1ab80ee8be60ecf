"""A recording of a real interview, from the file to its scores."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import journey
from tests.storage.test_call_recordings import ANSWER, QUESTION, call_of

UNTIL_HEARD = 60_000


def test_a_recording_is_heard_corrected_and_scored(page: Page, tmp_path: Path) -> None:
    recording = tmp_path / "friday.wav"
    recording.write_bytes(call_of(QUESTION, ANSWER))
    journey.sign_up(page)
    page.goto("/calls")
    page.get_by_role("radio", name="Recording").click()
    journey.settled(page)
    page.locator("input[type=file]").set_input_files(recording)
    expect(page.get_by_text("friday.wav")).to_be_visible()
    page.get_by_role("button", name="Import").click()
    answer = page.get_by_label("Your answer").first
    expect(answer).to_be_visible(timeout=UNTIL_HEARD)
    journey.settled(page)
    answer.fill(f"{answer.input_value()} After that the waiting time fell from two hours to forty minutes.")
    answer.press("Tab")
    journey.settled(page)
    page.get_by_role("button", name="Score 1 answer").click()
    expect(page.get_by_text("Real interview").first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("warehouse").or_(page.get_by_text("how your team works")).first).to_be_visible()
