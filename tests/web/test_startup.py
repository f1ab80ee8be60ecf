"""Opening the app beside the server."""

import gc
import threading
import time
from collections import OrderedDict
from types import SimpleNamespace

import pytest

from domain.errors import DatabaseBusy, SettingsRefused
from services import bootstrap
from web import startup as startup_module
from web.startup import Startup, process_startup

SERVICES = SimpleNamespace(settings=SimpleNamespace(production=True, warnings=lambda: ["DATABASE_URL is not set"]))


@pytest.fixture
def opening(monkeypatch):
    """`bootstrap` with a scripted get_services: a list of what each call raises or returns; the last one repeats."""
    script, seen = [SERVICES], []

    def get_services(extra):
        seen.append(dict(extra))
        outcome = script.pop(0) if len(script) > 1 else script[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(bootstrap, "get_services", get_services)
    monkeypatch.setattr(bootstrap, "stop", lambda: seen.append("stopped"))
    monkeypatch.setattr(startup_module, "_TRY_AGAIN_SECONDS", 0.01)
    return SimpleNamespace(script=script, seen=seen)


def wait_until(condition):
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_it_opens_with_streamlits_secrets_and_closes(opening):
    startup = Startup(lambda: {"LOG_LEVEL": "ERROR"})
    assert not startup.production
    startup.begin()
    wait_until(lambda: startup.services is SERVICES)
    assert startup.production
    startup.end()
    assert startup.services is None
    assert opening.seen == [{"LOG_LEVEL": "ERROR"}, "stopped"]
    assert "startup" not in {thread.name for thread in threading.enumerate()}


def test_a_database_that_comes_late_is_waited_for(opening):
    opening.script[:] = [DatabaseBusy("The database does not answer."), DatabaseBusy("Again."), SERVICES]
    startup = Startup(dict)
    startup.begin()
    wait_until(lambda: startup.services)
    assert startup.error is None
    assert len(opening.seen) == 3
    startup.end()


def test_a_refused_setting_is_kept_and_not_tried_again(opening):
    opening.script[:] = [SettingsRefused("POOL_SIZE cannot be used."), SERVICES]
    startup = Startup(dict)
    startup.begin()
    wait_until(lambda: startup.error)
    time.sleep(0.05)
    assert startup.services is None
    assert len(opening.seen) == 1
    startup.end()


def test_beginning_twice_opens_once(opening):
    startup = Startup(dict)
    startup.begin()
    startup.begin()
    wait_until(lambda: startup.services)
    startup.end()
    assert opening.seen == [{}, "stopped"]


def test_garbage_is_collected_on_a_clock(opening, monkeypatch):
    collected, frozen = [], []
    monkeypatch.setattr(startup_module, "_COLLECT_EVERY_SECONDS", 0.005)
    monkeypatch.setattr(gc, "collect", lambda: collected.append(1))
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(len(collected)))
    startup = Startup(dict)
    startup.begin()
    wait_until(lambda: len(collected) >= 12)
    startup.end()
    assert frozen == [1, 10]


def test_a_script_that_runs_anew_for_each_visitor_gets_the_same_startup(monkeypatch):
    monkeypatch.setattr(startup_module, "_process_startup", None)
    assert process_startup(dict) is process_startup(OrderedDict)
