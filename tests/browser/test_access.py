"""Addresses typed, forwarded or forged: who sees what, and where everybody else lands."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.interview import Interview
from services.accounts import token_hash
from services.bootstrap import Services
from tests.app_server import ROOT, AppServer
from tests.browser import journey
from tests.browser.people import Visitor, a_person, context_for, settle
from tests.faults.open_app import beside, services_of, start_interview
from tests.faults.texts import GOOD_ANSWER
from tests.web import visitor as websocket
from ui.navigation import GUEST_SCREENS, SCREENS

PAGES = sorted(p.stem.replace("_", "-") for p in (ROOT / "pages").glob("*.py"))
PROTECTED = [page for page in PAGES if page not in GUEST_SCREENS]
WITH_AN_ID = {"room": "interview", "session": "interview", "report": "answer"}
CANARY = "zyxwvcanary"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def services(server: AppServer) -> Iterator[Services]:
    with services_of(beside(server.data_dir)) as services:
        yield services


@pytest.fixture
def guest(browser: Browser, server: AppServer) -> Iterator[Page]:
    """A visitor whom the app does not know."""
    context = context_for(browser, server)
    yield context.new_page()
    context.close()


@pytest.fixture
def tab(browser: Browser, server: AppServer) -> Iterator[Callable[[str], Page]]:
    """Opens a tab that carries the session `token`."""
    contexts = []

    def open_tab(token: str) -> Page:
        contexts.append(context_for(browser, server, token))
        return contexts[-1].new_page()

    yield open_tab
    for context in contexts:
        context.close()


def address(page: str) -> str:
    """A page's address as somebody might forward it."""
    return f"/{page}?{WITH_AN_ID[page]}={uuid4()}" if page in WITH_AN_ID else f"/{page}"


def is_sign_in(page: Page) -> None:
    """The sign-in screen and nothing else: no menu, and no other title."""
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    settle(page)
    assert page.get_by_role("heading").all_inner_texts() == ["Practise, and see why"]
    expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)


def sign_in(page: Page, person: Visitor) -> None:
    page.get_by_label("Email").fill(person.person.email)
    page.get_by_label("Password", exact=True).fill(journey.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    journey.wait_for_cookie(page)


def test_on_a_server_that_nobody_has_visited_each_deep_link_reaches_sign_in(
    open_folder: Callable[[str], Path], browser: Browser
) -> None:
    """The first request of all is a deep link; every page is one of those that follow, and shows nothing of itself."""
    with AppServer(open_folder("fresh") / "data") as fresh:
        context = context_for(browser, fresh)
        page = context.new_page()
        page.goto(address("report"))
        is_sign_in(page)
        context.close()
        for name in [*PROTECTED, "", "no-such-page"]:
            path, _, query = address(name).lstrip("/").partition("?")
            with websocket.Visitor(fresh.url) as visitor:
                screen = visitor.open(path, query)
            assert {"Email", "Password", "Sign in"} <= set(screen.widgets), name
            assert screen.exceptions == []
            titles = [SCREENS[p].title for p in PROTECTED if p not in ("interview", "resume")]
            assert not [title for title in titles if f"\n{title}\n" in f"\n{screen.text}\n"], (name, screen.text)


def test_an_expired_and_a_forged_cookie_land_on_sign_in(services: Services, tab: Callable[[str], Page]) -> None:
    person = a_person(services)
    with services.database.as_system() as tx:
        tx.sessions.add(person.person.id, token_hash("it was good once"), tx.now, "")
    services.accounts.sign_out(person.token)
    for token in ("it was good once", person.token, "forged", "x" * 3000):
        page = tab(token)
        page.goto("/account")
        is_sign_in(page)
        assert person.person.email not in journey.all_text(page)


def test_after_signing_in_a_person_continues_where_they_were_heading(services: Services, guest: Page) -> None:
    person = a_person(services)
    interview = start_interview(services, person.person, 3)
    guest.goto(f"/session?interview={interview.id}")
    is_sign_in(guest)
    sign_in(guest, person)
    expect(guest.get_by_role("heading", name="Answer by answer")).to_be_visible()
    assert guest.url.endswith(f"/session?interview={interview.id}")
    guest.reload()
    expect(guest.get_by_role("heading", name="Answer by answer")).to_be_visible()


def test_after_signing_in_towards_what_is_not_theirs_a_person_lands_on_home(services: Services, guest: Page) -> None:
    guest.goto("/operations")
    is_sign_in(guest)
    sign_in(guest, a_person(services))
    expect(guest.get_by_role("heading", name="Welcome, Ingrid")).to_be_visible()


def test_a_candidate_cannot_open_operations(services: Services, tab: Callable[[str], Page]) -> None:
    page = tab(a_person(services).token)
    page.goto("/operations")
    expect(page.get_by_role("heading", name="Welcome, Ingrid")).to_be_visible()
    text = page.locator("body").inner_text()
    assert "Operations" not in text
    assert "embedded" not in text


@pytest.fixture(scope="module")
def theirs(services: Services) -> tuple[Interview, UUID]:
    """B's interview and answer; the canary is in every word of theirs."""
    b = a_person(services, f"Bela {CANARY}").person
    interview = start_interview(services, b, 3)
    first, second = interview.turns[:2]
    services.interviews.room(b, interview.id)
    answer = services.interviews.submit_answer(b, interview.id, first.id, f"{GOOD_ANSWER} {CANARY}", "key of b")
    services.evaluation.evaluate_answer(b.id, answer.id, f"evaluate_answer:{answer.id}:1")
    services.interviews.room(b, interview.id)
    services.interviews.save_draft(b, second.id, f"Half a thought of {CANARY}")
    return interview, answer.id


@pytest.mark.parametrize("name", WITH_AN_ID)
def test_somebody_elses_address_is_an_honest_end_and_shows_nothing_of_theirs(
    services: Services, tab: Callable[[str], Page], theirs: tuple[Interview, UUID], name: str
) -> None:
    interview, answer_id = theirs
    page = tab(a_person(services).token)
    seen = []
    for wanted in (answer_id if name == "report" else interview.id, uuid4()):
        page.goto(f"/{name}?{WITH_AN_ID[name]}={wanted}")
        expect(page.get_by_role("heading", name="There is nothing at this address")).to_be_visible()
        settle(page)
        seen.append(journey.all_text(page))
        content = page.content()
        assert CANARY not in content
        for turn in interview.turns:
            assert turn.question.text not in content
    assert seen[0] == seen[1], "the screen tells whether the id exists"
    page.get_by_role("button", name="Go to Home").click()
    expect(page.get_by_role("heading", name=re.compile("^Welcome"))).to_be_visible()
    assert services.interviews.get(*_owner(services, interview)).turns[1].status == "asking"


def _owner(services: Services, interview: Interview):
    with services.database.as_system() as tx:
        person = tx.people.by_id(interview.user_id)
    assert person
    return person, interview.id
