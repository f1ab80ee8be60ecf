"""A question back, its answer, the session as a file, and a real interview reviewed."""

import io
import re

import pypdf
from playwright.sync_api import Page, expect

from tests.browser import journey

ANSWER = (
    "At my last school a class of thirty did not listen in the last lesson on Fridays. I talked with two of the pupils "
    "and I changed the seats, and I began each lesson with a short task on paper. It got better after some time."
)
REPLY = "After five weeks I counted: homework came from 26 of 30, it had been 11, and I kept the seats until summer."
CALL = """Dana Kim: Thanks for joining. Tell me about a time a lesson went wrong.
Ingrid Solvang: In March I planned a lesson on fractions for a class that had not had division yet. I saw it after ten
minutes, stopped, and asked each table to show me what they could do. I planned the next week anew and 24 of 28 passed.
Dana Kim: Right. Why do you want to work at this school?
Ingrid Solvang: Because you teach in mixed years, and I have done that for three years in Bergen with two colleagues."""


def test_an_answer_is_asked_about_and_the_session_taken_along(page: Page) -> None:
    journey.sign_up(page)
    journey.start_interview(page, "Teacher", follow_ups=True)
    journey.write_answer(page, ANSWER)
    journey.submit(page)
    expect(page.get_by_role("heading", name="Answer 1 of 3 is saved")).to_be_visible()
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_text("Question 1 of 3, follow-up")).to_be_visible()
    asked = page.get_by_role("heading", level=1).inner_text()
    quoted = re.search("“(.+?)”", asked)
    assert quoted
    assert quoted[1].rstrip("…") in ANSWER
    journey.write_answer(page, REPLY)
    journey.submit(page)
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    journey.settled(page)
    page.get_by_role("button", name="Leave").click()
    journey.settled(page)
    page.get_by_role("button", name="Finish now").click()
    expect(page.get_by_role("heading", name="Download")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("1, follow-up:")).to_be_visible()
    expect(page.locator(".stMarkdownBadge", has_text="Estimated").nth(2)).to_be_visible(timeout=20_000)
    journey.settled(page)
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_role("button", name=re.compile("^Download .*pdf$"))).to_be_visible(timeout=20_000)
    journey.settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("^Download .*pdf$")).click()
    reader = pypdf.PdfReader(io.BytesIO(download.value.path().read_bytes()))
    text = "".join("".join(p.extract_text() for p in reader.pages).split())
    assert "".join(REPLY.split()) in text
    assert "".join(asked.split()) in text


def test_a_real_interview_is_corrected_and_scored(page: Page) -> None:
    journey.sign_up(page)
    page.goto("/calls")
    journey.settled(page)
    page.get_by_role("radio", name="Paste").click()
    journey.settled(page)
    page.get_by_role("textbox", name="Transcript").fill(CALL)
    page.get_by_role("textbox", name="Transcript").blur()
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("2 questions found")).to_be_visible(timeout=20_000)
    journey.settled(page)
    answers = page.get_by_label("Your answer")
    expect(answers).to_have_count(2)
    answers.first.fill(f"{answers.first.input_value()} I would do it earlier today.")
    answers.first.blur()
    journey.settled(page)
    expect(page.get_by_role("button", name="Score 2 answers")).to_be_visible()
    page.get_by_role("button", name="Score 2 answers").click()
    expect(page.get_by_role("heading", name=re.compile("^Real interview"))).to_be_visible(timeout=20_000)
    expect(page.locator(".stMarkdownBadge", has_text="Estimated").first).to_be_visible(timeout=20_000)
    page.goto("/calls")
    journey.settled(page)
    page.get_by_text("Log an interview").click()
    page.get_by_label("Company").first.fill("Harbour School")
    page.get_by_label("Company").first.blur()
    journey.settled(page)
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_text("1 logged so far")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Harbour School")).to_be_visible()
