"""The short way of an answer: the box says it was received before the next screen is drawn, and does without."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect

from domain.interview import TurnStatus
from domain.people import Person
from services.bootstrap import Services
from tests.app_server import AppServer
from tests.browser import journey
from tests.faults.open_app import beside, services_of, start_interview
from tests.faults.texts import GOOD_ANSWER


class Line:
    """The page's connection to the app, which a test can hold: what the page says then does not arrive."""

    def __init__(self, page: Page) -> None:
        self.held = False
        page.route_web_socket(re.compile("/_stcore/stream"), self._join)

    def _join(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: None if self.held else server.send(message))


@pytest.fixture(scope="module")
def services(server: AppServer) -> Iterator[Services]:
    with services_of(beside(server.data_dir)) as found:
        yield found


@pytest.fixture
def desk(browser: Browser, server: AppServer, services: Services) -> Iterator[tuple[Page, Line, Person]]:
    signed = services.accounts.sign_up(f"{uuid4().hex[:12]}@example.org", journey.PASSWORD, "Ingrid Solvang")
    interview = start_interview(services, signed.person)
    context = browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 900})
    cookie = {"name": "im_session", "value": signed.token, "domain": urlsplit(server.url).hostname, "path": "/"}
    context.add_cookies([cookie])
    page = context.new_page()
    page.set_default_timeout(20_000)
    line = Line(page)
    page.goto(f"/room?interview={interview.id}")
    journey.answer_box(page).fill(GOOD_ANSWER)
    journey.wait_for_saved_draft(page)
    yield page, line, signed.person
    context.close()


def answered(services: Services, person: Person) -> int:
    with services.database.as_user(person.id) as tx:
        interviews = tx.interviews.list(person.id)
    return sum(turn.status is TurnStatus.ANSWERED for interview in interviews for turn in interview.turns)


def test_an_answer_is_received_though_the_page_cannot_go_on(
    desk: tuple[Page, Line, Person], services: Services
) -> None:
    page, line, person = desk
    line.held = True
    journey.submit(page)
    expect(page.get_by_text("answer received, opening what comes next")).to_be_visible()
    expect(page.get_by_role("button", name="Received")).to_be_visible()
    assert answered(services, person) == 1
    expect(page.get_by_text("Your answer is received. What comes next is slow to open")).to_be_visible()
    line.held = False
    page.reload()
    expect(journey.answer_box(page)).to_be_empty()


@pytest.mark.parametrize("way", ["refused", "silent", "other"])
def test_a_host_without_the_short_way_gets_the_answer_by_the_page(
    desk: tuple[Page, Line, Person], services: Services, way: str
) -> None:
    page, _, person = desk

    def meet(route: Route) -> None:
        if way == "refused":
            route.abort()
        elif way == "other":
            route.fulfill(status=200, body="<html>Not ours</html>", content_type="text/html")

    page.route("**/answers", meet)
    journey.submit(page)
    expect(page.get_by_role("heading", name=re.compile("is saved"))).to_be_visible()
    assert answered(services, person) == 1
