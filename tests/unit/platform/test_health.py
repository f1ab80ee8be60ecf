from types import SimpleNamespace

import pytest

from domain.errors import DatabaseBusy
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
    assert checks(Database(), groq_api_keys="k")["model"].text == "a provider is set"


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
