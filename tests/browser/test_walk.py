"""The main job, as a stranger does it: resume in, three answers, a report that can be trusted."""

import re

from playwright.sync_api import Locator, Page, expect

from services.question_bank import read_bank
from tests.browser import journey
from tests.browser.make_resume import pdf

NONSENSE = "asdf qwer zxcv uiop hjkl " * 8
WORDS_OF_A_MARK = """(mark) => {
    const copy = mark.cloneNode(true);
    copy.querySelectorAll("sup").forEach((number) => number.remove());
    return copy.textContent;
}"""
PRAISE = re.compile(r"\b(well done|great|good|strong|clear|excellent|impressive|convincing)\b", re.IGNORECASE)


def badge(page: Page, words: str) -> Locator:
    """State badges; their text also holds the icon's name."""
    return page.locator(".stMarkdownBadge", has_text=words)


def question_text(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def a_good_answer_to(question: str) -> str:
    """The bank's own outline: on topic, concrete, in the first person where the question asks for it."""
    return next(q.outline for q in read_bank() if q.text.split() == question.split()).strip()


def test_a_new_person_reads_a_report_they_can_trust(page: Page) -> None:
    """One empty, one nonsense and one good answer, with a reload in the middle that loses nothing."""
    journey.sign_up(page)
    journey.upload_resume(page, pdf())
    expect(page.get_by_role("heading", name="Ingrid Solvang")).to_be_visible(timeout=journey.READING)
    expect(page.get_by_text("Fjordlogistikk AS").first).to_be_visible()
    expect(page.get_by_text(re.compile("Quality \\d+ of 100"))).to_be_visible()

    journey.start_interview(page, "Operations manager")
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    expect(page.get_by_text(re.compile("Why this question: Your resume says"))).to_be_visible()
    journey.submit(page)
    expect(page.get_by_text(re.compile("nothing written yet"))).to_be_visible()
    journey.submit(page)
    expect(page.get_by_role("heading", name="Answer 1 of 3 is saved")).to_be_visible()
    page.get_by_role("button", name="Next question").click()

    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    journey.answer_box(page).press_sequentially(NONSENSE)
    journey.wait_for_saved_draft(page)
    page.reload()
    expect(journey.answer_box(page)).to_have_value(NONSENSE)
    journey.submit(page)
    expect(page.get_by_role("heading", name="Answer 2 of 3 is saved")).to_be_visible()
    page.get_by_role("button", name="Next question").click()

    expect(page.get_by_text("Question 3 of 3")).to_be_visible()
    good = a_good_answer_to(question_text(page))
    journey.write_answer(page, good)
    journey.submit(page)

    expect(page.get_by_role("heading", name="Answer by answer")).to_be_visible(timeout=journey.READING)
    expect(badge(page, "Not scored")).to_have_count(2, timeout=journey.READING)
    expect(page.get_by_text(re.compile("likely between \\d+ and \\d+ of 100")).first).to_be_visible()
    read_the_report_of_the_good_answer(page, good)
    for position in (1, 2):
        the_unscored_answer_gets_no_praise(page, position)


def read_the_report_of_the_good_answer(page: Page, good: str) -> None:
    page.get_by_role("button", name="Read report").last.click()
    expect(page.get_by_role("heading", name="What you said, and what it showed")).to_be_visible()
    expect(badge(page, "Estimated").first).to_be_visible()
    marks = page.locator("mark")
    expect(marks.first).to_be_visible()
    answer = " ".join(good.split())
    for mark in marks.all():
        words = " ".join(str(mark.evaluate(WORDS_OF_A_MARK)).split())
        assert words
        assert words in answer, f"“{words}” is marked but was not said"
    back_to_the_session(page)


def the_unscored_answer_gets_no_praise(page: Page, position: int) -> None:
    page.get_by_role("button", name="Read report").nth(position - 1).click()
    page.wait_for_url("**/report?answer=*")
    expect(page.get_by_role("button", name="Score again")).to_be_visible()
    expect(badge(page, "Not scored").first).to_be_visible()
    question = question_text(page)
    text = journey.all_text(page).replace(question, "")
    found = PRAISE.findall(text)
    assert not found, f"an unscored answer is praised: {found}\n{text}"
    back_to_the_session(page)


def back_to_the_session(page: Page) -> None:
    """One press of the browser's Back is one screen."""
    page.go_back()
    page.wait_for_url("**/session?interview=*")
    expect(page.get_by_role("heading", name="Answer by answer")).to_be_visible()
    expect(page.get_by_role("button", name="Read report")).to_have_count(3)
