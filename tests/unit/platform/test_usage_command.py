"""`manage.py usage`: the ledger as a table and as JSON."""

import json
import subprocess
import sys
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.model_use import Limits
from services.usage_report import usage_report
from tests.architecture.source import ROOT
from tests.model_samples import a_call, a_failed_call, a_hold, today


@pytest.fixture
def use(database):
    """Uses a model once."""

    def run(call, **changes):
        hold = a_hold(**changes)
        with database.as_system() as tx:
            tx.model_usage.hold(hold, Limits())
            tx.model_usage.settle(hold, call)

    return run


@pytest.fixture
def usage(cluster, database_name, tmp_path):
    """Runs the command as an operator does, with no provider set."""

    def run(*words):
        names = {"DATABASE_URL": "app_login", "DATABASE_SYSTEM_URL": "app_system"}
        settings = {name: cluster.dsn(login, database_name) for name, login in names.items()}
        return subprocess.run(
            [sys.executable, "manage.py", "usage", *words],
            cwd=ROOT,
            env={"APP_DATA_DIR": str(tmp_path), **settings},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def test_the_command_prints_every_row_and_the_sums_against_the_budget(use, usage):
    use(a_call(tokens_in=300, tokens_out=50, tokens_cached=100, dollars=Decimal("0.000123")))
    use(a_failed_call(), tokens=900, dollars=Decimal("0.02"))
    use(a_call(dollars=None))
    use(a_call(), day=today() - timedelta(days=500))
    ran = usage()
    assert ran.returncode == 0, ran.stderr
    head, row, *rest = ran.stdout.splitlines()
    assert head.split("  ")[0] == "day"
    assert row.split() == [
        today().isoformat(), "groq:default", "openai/gpt-oss-120b", "3", "1", "600", "100", "200", "900", "0.000123",
        "0.02", "1",
    ]  # fmt: skip
    assert rest == [
        "",
        "Today: $0.000123",
        "This month: $0.000123 of a budget of $20.00",
        "Not told by the provider, at most: $0.02",
        "Tries without a known price, in no sum: 1",
    ]


def test_the_command_prints_one_json_document(use, usage):
    use(a_call(dollars=Decimal("1.5")))
    use(a_call(), day=today() - timedelta(days=5))
    ran = usage("--json", "--days", "3")
    assert ran.returncode == 0, ran.stderr
    document = json.loads(ran.stdout)
    assert [(row["day"], row["account"], row["dollars"]) for row in document["rows"]] == [
        (today().isoformat(), "groq:default", "1.50")
    ]
    assert document["today"] == {"dollars": "1.50"}
    assert document["month"]["budget"] == "20.00"


def test_nothing_used_is_said_in_words(database):
    report = usage_report(database, 31, None)
    assert report.as_text() == "No model was used.\n\nToday: $0.00\nThis month: $0.00; no budget is set"
    assert report.as_document()["month"] == {
        "dollars": "0.00", "dollars_estimated": "0.00", "unpriced": 0, "budget": None,
    }  # fmt: skip
