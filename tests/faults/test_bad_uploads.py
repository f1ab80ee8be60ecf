"""Files that are no resume: each gets a sentence of its own, nothing is left behind, and the app stays up."""

import urllib.request
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.errors import InvalidUpload
from domain.people import Person
from domain.resume.facts import ResumeStatus
from services.bootstrap import Services
from tests.app_server import AppServer
from tests.browser import journey, make_resume
from tests.browser.conftest import browser  # noqa: F401 - a fixture
from tests.faults.open_app import beside, services_of
from tests.unit.documents import bad_files

MB = 1024 * 1024


def truncated() -> bytes:
    return make_resume.pdf()[:-400]


def program() -> bytes:
    return b"MZ\x90\x00" + bytes(range(256)) * 40


BAD = {
    "encrypted": ("locked.pdf", bad_files.encrypted_pdf),
    "truncated": ("half.pdf", truncated),
    "empty": ("nothing.pdf", lambda: b""),
    "a renamed program": ("setup.pdf", program),
    "a renamed picture": ("photo.pdf", bad_files.picture),
    "11 MB": ("large.pdf", lambda: make_resume.pdf() + b"\n" * (11 * MB)),
    "image only": ("scan.pdf", bad_files.scanned_pdf),
}
STORED_FIRST = {"encrypted", "image only"}
"""What only reading the file shows: it is in the list by then, with its sentence."""


def try_out(services: Services, person: Person, name: str, data: bytes) -> tuple[str, bool]:
    """The sentence the person gets, and whether the file was stored before it was known to be bad."""
    try:
        resume = services.resumes.upload(person, name, data)
    except InvalidUpload as error:
        return error.message, False
    services.resumes.read(person.id, resume.id)
    listed = services.resumes.get(person, resume.id)
    assert (listed.status, listed.version, listed.facts, listed.step) == (ResumeStatus.FAILED, 0, None, "")
    return listed.error, True


def kept_files(services: Services, person: Person) -> int:
    folder = services.settings.app_data_dir / "files" / str(person.id)
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_each_bad_file_gets_its_own_sentence(services, person):
    sentences = {}
    for kind, (name, make) in BAD.items():
        before = len(services.resumes.list(person))
        sentences[kind], stored = try_out(services, person, name, make())
        assert stored == (kind in STORED_FIRST), kind
        assert len(services.resumes.list(person)) == before + stored
        assert kept_files(services, person) == len(services.resumes.list(person)), "a refused file is not kept"
    assert len(set(sentences.values())) == len(BAD), sentences
    for kind, sentence in sentences.items():
        assert sentence.endswith("."), kind
        assert "Error" not in sentence, kind
    assert [r.error for r in services.resumes.list(person)] == [sentences["image only"], sentences["encrypted"]]


def test_a_bad_file_does_not_stand_in_the_way_of_a_good_one(services, person):
    try_out(services, person, "scan.pdf", bad_files.scanned_pdf())
    good = services.resumes.upload(person, "resume.pdf", make_resume.pdf())
    services.resumes.read(person.id, good.id)
    assert services.resumes.current(person).status is ResumeStatus.READ
    assert services.resumes.current(person).facts.contact.name == "Ingrid Solvang"


def upload(page: Page, kind: str) -> None:
    name, make = BAD[kind]
    page.goto("/resume")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": make()})


@pytest.mark.browser
def test_on_the_screen_the_sentence_stands_and_the_app_stays_up(open_folder, browser: Browser):  # noqa: F811
    folder: Path = open_folder("uploads")
    with AppServer(folder / "data") as server, services_of(beside(folder / "data")) as services:
        signed = services.accounts.sign_up(f"{uuid4().hex}@example.org", journey.PASSWORD, "Ingrid Solvang")
        expected = {}
        for kind in ("a renamed picture", "encrypted"):
            name, make = BAD[kind]
            expected[kind] = try_out(services, signed.person, name, make())[0]
        for resume in services.resumes.list(signed.person):
            services.resumes.delete(signed.person, resume.id)
        context = browser.new_context(base_url=server.url)
        host = str(urlsplit(server.url).hostname)
        context.add_cookies([{"name": "im_session", "value": signed.token, "domain": host, "path": "/"}])
        page = context.new_page()
        for kind, sentence in expected.items():
            upload(page, kind)
            expect(page.get_by_text(sentence)).to_be_visible(timeout=journey.READING)
        upload(page, "11 MB")
        expect(page.get_by_text("10.0MB")).to_be_visible()
        assert urllib.request.urlopen(f"{server.url}/ready", timeout=10).status == 200
        page.goto("/resume")
        expect(page.get_by_text(expected["encrypted"])).to_be_visible()
        page.locator("input[type=file]").set_input_files(
            {"name": "resume.pdf", "mimeType": "application/pdf", "buffer": make_resume.pdf()}
        )
        expect(page.get_by_role("heading", name="Ingrid Solvang")).to_be_visible(timeout=journey.READING)
        context.close()
    assert "Traceback" not in server.log.read_text()
