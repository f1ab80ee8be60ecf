"""kill -9 of the embedded database under load: what was acknowledged is there, and the app recovers by itself."""

import os
import signal
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

import pytest

from domain.errors import DatabaseBusy
from domain.people import Person
from services.accounts import SignedIn
from services.bootstrap import Services
from services.settings import Settings
from services.storage.embedded import EmbeddedPostgres
from services.storage.pool import EXHAUSTED, UNREACHABLE
from tests.app_server import AppServer
from tests.browser.journey import PASSWORD
from tests.faults.open_app import services_of, start_interview, wait_until
from tests.faults.texts import GOOD_ANSWER
from tests.web.visitor import Visitor

ROUNDS = 50 if os.environ.get("NIGHTLY") else 3
WRITERS = 3
RECOVERS_WITHIN = 60
BETWEEN_ANSWERS = 0.25
"""Seconds; three writers then stay below what the worker scores on a busy machine."""
BUSY = (EXHAUSTED, UNREACHABLE)
T = TypeVar("T")


@dataclass
class Crash:
    """A running app, its database's process, and a way to write to the database that cannot bring it back."""

    server: AppServer
    postgres: EmbeddedPostgres
    services: Services
    signed: SignedIn

    @property
    def postmaster(self) -> int:
        """The pid of the database of this test's own data folder."""
        return int((self.postgres.data / "postmaster.pid").read_text().split()[0])

    def kill_database(self) -> None:
        """kill -9; the backends end by themselves a moment later."""
        os.kill(self.postmaster, signal.SIGKILL)

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.server.url}/ready", timeout=RECOVERS_WITHIN) as answer:
                return bool(answer.status == 200)
        except urllib.error.HTTPError:
            return False

    def screen(self) -> str:
        """The words of a page as a signed-in person sees them now; nothing on it is a stack trace."""
        with Visitor(self.server.url, cookie=f"im_session={self.signed.token}") as visitor:
            screen = visitor.open("history")
        assert screen.exceptions == []
        assert "Something failed on our side" not in screen.text
        return screen.text


@pytest.fixture
def crash(open_folder: Callable[[str], Path]) -> Iterator[Crash]:
    data = open_folder("goes-away") / "data"
    with AppServer(data) as server, EmbeddedPostgres.get(data / "postgres") as postgres:
        # As for a hosted database: with nothing in hand to start it again. Only the app can.
        settings = Settings(
            app_data_dir=data,
            worker_enabled=False,
            database_url=postgres.dsn("app_login"),
            database_system_url=postgres.dsn("app_system"),
        )
        with services_of(settings) as services:
            signed = services.accounts.sign_up(f"{uuid4().hex}@example.org", PASSWORD, "Ingrid Solvang")
            yield Crash(server, postgres, services, signed)


@dataclass
class Writer:
    """Someone who answers question after question, and tries again with the same key when the app is busy."""

    services: Services
    person: Person
    stop: threading.Event
    acknowledged: dict[UUID, str] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    """What a failed attempt was answered with."""

    def run(self) -> None:
        while not self.stop.is_set():
            interview = self._insist(lambda: start_interview(self.services, self.person))
            for turn in interview.turns:
                if self.stop.is_set():
                    return
                text = f"{GOOD_ANSWER} {uuid4()}"
                submit = self.services.interviews.submit_answer
                stored = self._insist(partial(submit, self.person, interview.id, turn.id, text, f"key of {turn.id}"))
                self.acknowledged[stored.id] = text
                time.sleep(BETWEEN_ANSWERS)

    def _insist(self, action: Callable[[], T]) -> T:
        while True:
            try:
                return action()
            except DatabaseBusy as error:
                self.sentences.append(error.message)
                time.sleep(0.1)


def test_acknowledged_answers_survive_and_the_app_recovers_without_a_restart(crash: Crash) -> None:
    stop = threading.Event()
    people = [
        crash.services.accounts.sign_up(f"{uuid4().hex}@example.org", PASSWORD, "Writer").person for _ in range(WRITERS)
    ]
    writers = [Writer(crash.services, person, stop) for person in people]
    threads = [threading.Thread(target=writer.run) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        for _ in range(ROUNDS):
            before = sum(len(w.acknowledged) for w in writers)
            wait_until(lambda n=before: sum(len(w.acknowledged) for w in writers) > n + 4, 30, "answers are written")
            killed = crash.postmaster
            crash.kill_database()
            shown = crash.screen()
            assert "History" in shown or any(sentence in shown for sentence in BUSY), shown
            wait_until(crash.ready, RECOVERS_WITHIN, "the app recovers")
            assert "History" in crash.screen()
            assert crash.postmaster != killed
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)
    assert {sentence for writer in writers for sentence in writer.sentences} <= set(BUSY)
    for writer in writers:
        everything_acknowledged_is_stored_and_scored_once(crash.services, writer)
    log = crash.server.log.read_text()
    assert "screen_failed" not in log
    assert crash.server.process
    assert crash.server.process.poll() is None


def everything_acknowledged_is_stored_and_scored_once(services: Services, writer: Writer) -> None:
    def rows():
        interviews = [row.interview.id for row in services.reports.history(writer.person)]
        return [r for i in interviews for r in services.reports.session(writer.person, i).rows if r.answer]

    stored = rows()
    assert {r.answer.id: r.answer.text for r in stored} == writer.acknowledged
    wait_until(lambda: all(r.evaluation for r in rows()), 300, "the app's worker scores every answer")
    assert {r.evaluation.version for r in rows()} == {1}


def test_while_the_database_cannot_start_pages_say_so_and_nothing_else(crash: Crash) -> None:
    """The folder is moved away, so that the server stays down for as long as the test looks."""
    away = crash.postgres.data.with_name("pgdata.away")
    crash.kill_database()
    wait_until(lambda: not crash.postgres._processes(), 30, "the backends have ended")
    crash.postgres.data.rename(away)
    try:
        for _ in range(2):
            shown = crash.screen()
            assert any(sentence in shown for sentence in BUSY), shown
            assert str(crash.postgres.place) not in shown
        assert not crash.ready()
    finally:
        away.rename(crash.postgres.data)
    wait_until(crash.ready, RECOVERS_WITHIN, "the app recovers")
    assert "History" in crash.screen()
