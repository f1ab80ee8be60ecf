from types import SimpleNamespace

import pytest

from domain.errors import DatabaseBusy
from domain.model_use import AccountInfo, Provider
from services.health import VERSION, HealthService
from services.settings import Settings


class Database:
    def __init__(self, broken="", pending=()):
        self.broken, self.pending = broken, list(pending)

    def ping(self):
        if self.broken == "ping":
            raise DatabaseBusy("The database does not answer.")

    def pending_migrations(self):
        if self.broken == "migrations":
            raise DatabaseBusy("The database went away.")
        return self.pending


WORKING = SimpleNamespace(alive=True)


def checks(database, worker=WORKING, **settings):
    service = HealthService(database, Settings(_env_file=None, **settings), worker)
    return {check.name: check for check in service.report()}


def test_all_is_well():
    found = checks(Database())
    assert all(check.ok for check in found.values())
    assert found["model"].text == "no key set: scores are estimates"


@pytest.mark.parametrize(
    ("offered", "denied", "name", "text"),
    [
        (None, False, "model", "groq:default: set; its list of models has not been read"),
        (True, False, "model", "groq:default: every model is offered"),
        (False, False, "warning", "groq:default does not offer openai/gpt-oss-20b"),
        (True, True, "warning", "groq:default refuses every key"),
    ],
)
def test_a_provider_is_looked_at_and_never_fails_the_app(offered, denied, name, text):
    account = AccountInfo(
        account="groq:default",
        provider=Provider.GROQ,
        organization="default",
        keys=1,
        priority=1,
        day_requests=None,
        day_tokens=None,
        month_dollars=None,
        models=(("chat", "openai/gpt-oss-20b", offered),),
        denied=denied,
    )
    service = HealthService(Database(), Settings(_env_file=None), WORKING, lambda: [account])
    found = {check.name: check for check in service.report()}
    assert found[name].text == text
    assert all(check.ok for check in found.values())


@pytest.mark.parametrize(
    ("database", "worker", "failing"),
    [
        (Database("ping"), WORKING, "database"),
        (Database("migrations"), WORKING, "migrations"),
        (Database(pending=["one"]), WORKING, "migrations"),
        (Database(), SimpleNamespace(alive=False), "worker"),
    ],
)
def test_what_fails_is_named(database, worker, failing):
    assert [name for name, check in checks(database, worker).items() if not check.ok] == [failing]


def test_a_worker_elsewhere_is_no_failure():
    assert checks(Database(), worker=None)["worker"].ok


def test_warnings_are_told_and_do_not_fail():
    production = {
        "app_env": "production",
        "app_secret_key": "kq3Zr8Vw0mXy5Tn1Lb7Hc9Jd2Fg4Ps6A",
        "app_base_url": "https://c.invalid",
    }
    found = checks(Database(), **production)
    assert found["warning"].ok
    assert "DATABASE_URL" in found["warning"].text


def test_the_version_is_the_projects():
    assert VERSION.count(".") == 2
