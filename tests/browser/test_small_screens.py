"""Every page on a phone, light and dark: nothing too wide, a quiet console, and nothing that axe calls serious."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from domain.interview import InterviewSetup, QuestionKind
from domain.people import Role
from services.bootstrap import Services
from services.model_records import DatabaseLedger
from tests.app_server import AppServer
from tests.browser import make_resume
from tests.browser.people import Visitor, a_person, context_for, settle
from tests.browser.test_walk import a_good_answer_to
from tests.faults.open_app import beside, services_of
from tests.model_samples import a_call, a_run

PROBES = re.compile("/[a-z-]+/_stcore/(health|host-config)$")
"""On a deep link Streamlit's browser part first asks below the page's address, and the browser notes that as a 404."""
LIST_RULES = ["list", "listitem"]
"""Streamlit's own menu with sections breaks these two; they are asked of our part of the page."""
PHONE = {"width": 390, "height": 844}
GUEST_PAGES = ("sign-in", "sign-up", "forgot", "reset", "reset?token=unknown", "verify")
PAGES = (
    "", "resume", "interview", "history", "account", "room", "session", "report", "unscored report", "missing report",
    "operations", "operations?view=cost", "operations?view=runs", "operations?view=flags", "operations?view=health",
    "users", "audit",
)  # fmt: skip
TOO_WIDE = """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
    .filter((e) => e && e.scrollWidth > e.clientWidth)
    .map((e) => `${e.tagName} ${e.scrollWidth} > ${e.clientWidth}: ` + [...e.querySelectorAll('*')]
        .filter((c) => c.getBoundingClientRect().right > innerWidth + 1).slice(0, 3)
        .map((c) => c.outerHTML.slice(0, 160)).join(' | '))"""
GRAVE = """async (listRules) => {
    const off = Object.fromEntries(listRules.map((rule) => [rule, { enabled: false }]));
    const whole = await axe.run(document, { resultTypes: ["violations"], rules: off });
    const ours = await axe.run("[data-testid=stMain]", { resultTypes: ["violations"], runOnly: listRules });
    return [...whole.violations, ...ours.violations].filter((v) => ["serious", "critical"].includes(v.impact))
        .map((v) => `${v.id}: ${v.help}: ` + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" | "));
}"""

pytestmark = pytest.mark.browser


@dataclass
class Phone:
    """A page of 390 px, and what its console complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def hear(self, line: ConsoleMessage) -> None:
        if line.type == "error" and not PROBES.search(line.location.get("url", "")):
            self.complaints.append(f"{line.text} {line.location.get('url')}")

    def grave(self) -> list[str]:
        """What axe calls serious or critical on this page."""
        self.page.evaluate(Axe().axe_script)
        return list(self.page.evaluate(GRAVE, LIST_RULES))


@dataclass(frozen=True)
class Practised:
    """A person with a resume, a finished interview and one they are in the middle of, who is an operator too."""

    visitor: Visitor
    addresses: dict[str, str]


@pytest.fixture(scope="module")
def practised(server: AppServer) -> Iterator[Practised]:
    with services_of(beside(server.data_dir)) as services:
        visitor = a_person(services)
        services.accounts.grant_role(visitor.person.email, Role.ADMIN)
        DatabaseLedger(services.database).record(a_run(a_call()))
        yield Practised(visitor, practise(services, visitor))


def practise(services: Services, visitor: Visitor) -> dict[str, str]:
    """Do everything once; returns the address of each page."""
    person = visitor.person
    resume = services.resumes.upload(person, "resume.pdf", make_resume.pdf())
    services.resumes.read(person.id, resume.id)
    setup = InterviewSetup(
        role_id="operations-manager", kinds=(QuestionKind.BEHAVIOURAL,), count=3, resume_id=resume.id
    )
    finished = services.interviews.start(person, setup)
    answers = []
    for turn, text in zip(finished.turns, (a_good_answer_to(finished.turns[0].question.text), "", None), strict=True):
        services.interviews.room(person, finished.id)
        if text is None:
            services.interviews.skip(person, finished.id, turn.id)
            continue
        answer = services.interviews.submit_answer(person, finished.id, turn.id, text, f"key {turn.position}")
        services.evaluation.evaluate_answer(person.id, answer.id, f"evaluate_answer:{answer.id}:1")
        answers.append(answer.id)
    unfinished = services.interviews.start(person, setup)
    turn = services.interviews.room(person, unfinished.id).turn
    assert turn
    services.interviews.save_draft(person, turn.id, make_resume.LINES[5][2])
    return {
        "room": f"/room?interview={unfinished.id}",
        "session": f"/session?interview={finished.id}",
        "report": f"/report?answer={answers[0]}",
        "unscored report": f"/report?answer={answers[1]}",
        "missing report": f"/report?answer={finished.id}",
    }


@pytest.fixture(scope="module", params=["light", "dark"])
def phones(
    request: pytest.FixtureRequest, browser: Browser, server: AppServer, practised: Practised
) -> Iterator[dict[str, BrowserContext]]:
    """In one theme, the phone of a guest and that of the person who has practised."""
    tokens = {"guest": "", "person": practised.visitor.token}
    look = {"viewport": PHONE, "color_scheme": request.param, "has_touch": True}
    contexts = {who: context_for(browser, server, token, **look) for who, token in tokens.items()}
    yield contexts
    for context in contexts.values():
        context.close()


def look_at(context: BrowserContext, path: str) -> None:
    """Open a page: nothing on it is too wide, its console is quiet, and nothing is serious for axe."""
    phone = Phone(context.new_page())
    phone.page.goto(path)
    expect(phone.page.get_by_role("heading").first).to_be_visible()
    settle(phone.page)
    assert phone.page.evaluate(TOO_WIDE) == []
    assert phone.grave() == []
    assert phone.complaints == []
    phone.page.close()


@pytest.mark.parametrize("name", GUEST_PAGES)
def test_the_guest_pages_stand_on_a_phone(phones: dict[str, BrowserContext], name: str) -> None:
    look_at(phones["guest"], f"/{name}")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_stands_on_a_phone(phones: dict[str, BrowserContext], practised: Practised, name: str) -> None:
    look_at(phones["person"], practised.addresses.get(name, f"/{name}"))


def test_the_way_out_of_the_room_stands_on_a_phone(phones: dict[str, BrowserContext], practised: Practised) -> None:
    """The dialog is drawn over the page, and wider than it on no phone."""
    phone = Phone(phones["person"].new_page())
    phone.page.goto(practised.addresses["room"])
    phone.page.get_by_role("button", name="Leave").click()
    dialog = phone.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    settle(phone.page)
    box = dialog.bounding_box()
    assert box
    assert (box["x"] >= 0, box["x"] + box["width"] <= PHONE["width"]) == (True, True)
    assert phone.grave() == []
    assert phone.complaints == []
    phone.page.close()
