"""Reloads, closed tabs and stray clicks at the worst moment: every answer is stored once and scored once."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from domain.interview import Interview, TurnStatus
from domain.people import Person
from services.bootstrap import Services
from services.reports import AnswerRow
from tests.app_server import AppServer
from tests.browser import journey
from tests.faults.open_app import beside, services_of, start_interview, wait_until
from tests.faults.texts import GOOD_ANSWER

ROUNDS = 100 if os.environ.get("NIGHTLY") else 6
SCORED_WITHIN = 60


@dataclass
class Desk:
    """A person at a browser in the middle of an interview, and the services to look behind the screen with."""

    context: BrowserContext
    services: Services
    person: Person
    interview: Interview
    page: Page

    def enter(self) -> None:
        """Open the room's address; in a new interview for the last question, after which there is no next one."""
        self.interview = self.services.interviews.get(self.person, self.interview.id)
        if self.interview.current_turn in (None, self.interview.turns[-1]):
            self.interview = start_interview(self.services, self.person)
        self.page.goto(f"/room?interview={self.interview.id}")
        expect(journey.answer_box(self.page)).to_be_visible()

    def close_and_reopen(self) -> None:
        """Close the tab as a person does, and open the same address in a new one."""
        address = self.page.url
        with self.page.expect_event("close"):
            self.page.close(run_before_unload=True)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.goto(address)


@pytest.fixture(scope="module")
def desk(browser: Browser, server: AppServer) -> Iterator[Desk]:
    with services_of(beside(server.data_dir)) as services:
        signed = services.accounts.sign_up(f"{uuid4().hex[:12]}@example.org", journey.PASSWORD, "Ingrid Solvang")
        context = browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 900})
        cookie = {"name": "im_session", "value": signed.token, "domain": urlsplit(server.url).hostname, "path": "/"}
        context.add_cookies([cookie])
        page = context.new_page()
        page.set_default_timeout(20_000)
        yield Desk(context, services, signed.person, start_interview(services, signed.person), page)
        context.close()


def reload_after_submit(desk: Desk) -> None:
    journey.submit(desk.page)
    desk.page.reload()


def close_after_submit(desk: Desk) -> None:
    journey.submit(desk.page)
    desk.close_and_reopen()


def next_question_during_evaluation(desk: Desk) -> None:
    journey.submit(desk.page)
    desk.page.get_by_role("button", name="Next question").click()


def report_during_evaluation(desk: Desk) -> None:
    journey.submit(desk.page)
    desk.page.get_by_role("button", name="Read its report").click()
    desk.page.get_by_role("link", name="History").click()


def reload_before_the_autosave(desk: Desk) -> None:
    typed = journey.answer_box(desk.page).input_value()
    desk.page.reload()
    expect(journey.answer_box(desk.page)).to_have_value(typed)
    journey.submit(desk.page)
    expect(desk.page.get_by_role("heading", name=re.compile("is saved"))).to_be_visible()


def close_before_the_autosave(desk: Desk) -> None:
    typed = journey.answer_box(desk.page).input_value()
    desk.close_and_reopen()
    expect(journey.answer_box(desk.page)).to_have_value(typed)
    journey.submit(desk.page)
    expect(desk.page.get_by_role("heading", name=re.compile("is saved"))).to_be_visible()


INTERRUPTIONS = [
    reload_after_submit,
    close_after_submit,
    next_question_during_evaluation,
    report_during_evaluation,
    reload_before_the_autosave,
    close_before_the_autosave,
]


@pytest.mark.parametrize("number", range(ROUNDS))
def test_an_interruption_loses_nothing_and_scores_once(desk: Desk, server: AppServer, number: int) -> None:
    interrupt = INTERRUPTIONS[number % len(INTERRUPTIONS)]
    desk.enter()
    room = desk.services.interviews.room(desk.person, desk.interview.id)
    assert room.turn
    text = f"{GOOD_ANSWER} This was round {number}."
    journey.answer_box(desk.page).fill(text)
    interrupt(desk)
    stored_once_and_scored_once(desk, room.turn.id, text)
    assert not re.search("Traceback|screen_failed|request_failed", server.log.read_text())


def stored_once_and_scored_once(desk: Desk, turn_id: UUID, text: str) -> None:
    """One answer with every word, in version 1 of its score; the events agree."""

    def scored() -> AnswerRow | None:
        view = desk.services.reports.session(desk.person, desk.interview.id)
        return next((r for r in view.rows if r.turn.id == turn_id and r.answer and r.evaluation), None)

    row = wait_until(scored, SCORED_WITHIN, "the answer is stored and scored")
    assert row
    assert row.answer
    assert row.evaluation
    assert (row.answer.text, row.turn.status, row.evaluation.version) == (text, TurnStatus.ANSWERED, 1)
    with desk.services.database.as_user(desk.person.id) as tx:
        answers = [a for a in tx.answers.of_interview(desk.person.id, desk.interview.id) if a.turn_id == turn_id]
        events = [e.name for e in tx.events.recent(desk.person.id, 1000) if e.subject_id == row.answer.id]
    assert len(answers) == 1
    assert sorted(events) == ["answer_evaluated", "answer_submitted"]
