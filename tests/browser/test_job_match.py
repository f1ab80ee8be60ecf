"""From an uploaded job description to a match, and on to an interview built from it."""

import re

from playwright.sync_api import Page, expect

from tests.browser import journey, make_resume

READ = re.compile("^Read (well|in part)")
AD = """Operations Manager - Kestrel Logistics

Requirements
- 5+ years of experience in operations
- Advanced Excel
- Experience with Power BI or Tableau

Nice to have
- German

Benefits
- 30 days of holiday
"""


def test_a_job_description_is_compared_and_practised(page: Page):
    journey.sign_up(page)
    journey.upload_resume(page, make_resume.pdf())
    expect(page.get_by_role("heading", name=READ)).to_be_visible(timeout=journey.READING)
    page.goto("/job-match")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_text("Paste or upload a job description first.")).to_be_visible()
    file = {"name": "job.txt", "mimeType": "text/plain", "buffer": AD.encode()}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("textbox", name="Job description")).to_have_value(AD)
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", name="Required")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^\d+ of 100$"))).to_be_visible()
    text = journey.all_text(page)
    assert "Introduced cycle counting in Excel" in text
    assert "No line of your resume names Power BI or Tableau." in text
    assert "holiday" not in text
    page.reload()
    expect(page.get_by_role("heading", name="Required")).to_be_visible()
    page.get_by_role("button", name="Practise these").click()
    expect(page.get_by_role("textbox", name=re.compile("^Job description"))).to_have_value(AD.strip())


def test_on_a_phone_nothing_is_wider_than_the_screen(page: Page):
    journey.sign_up(page)
    journey.upload_resume(page, make_resume.pdf())
    expect(page.get_by_role("heading", name=READ)).to_be_visible(timeout=journey.READING)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/job-match")
    page.get_by_role("textbox", name="Job description").fill(f"{AD}\n- {'Incomprehensibilities' * 6} experience\n")
    page.get_by_role("textbox", name="Job description").blur()
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", name="Required")).to_be_visible()
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390


def test_the_resume_score_can_ask_for_the_keywords_of_a_matched_job(page: Page):
    journey.sign_up(page)
    journey.upload_resume(page, make_resume.pdf())
    expect(page.get_by_role("heading", name=READ)).to_be_visible(timeout=journey.READING)
    page.goto("/job-match")
    page.get_by_role("textbox", name="Job description").fill(AD)
    page.get_by_role("textbox", name="Job description").blur()
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", name="Required")).to_be_visible()
    page.goto("/resume")
    journey.settled(page)
    page.get_by_role("radio", name="Score").click()
    journey.settled(page)
    page.get_by_label("Keywords of").click()
    page.get_by_role("option", name=re.compile("Operations Manager")).click()
    expect(page.get_by_text(re.compile("Power BI")).first).to_be_attached(timeout=20_000)
