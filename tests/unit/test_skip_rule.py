"""In CI a test must not pass by skipping itself."""

import pytest

from tests.conftest import ALLOWED_SKIPS, _as_failure


def _skipped(reason):
    return pytest.TestReport(
        "tests/x.py::test_x",
        ("tests/x.py", 1, "test_x"),
        {},
        "skipped",
        ("tests/x.py", 1, f"Skipped: {reason}"),
        "call",
    )


@pytest.mark.parametrize(
    ("ci", "reason", "outcome"),
    [
        ("1", "no such tool", "failed"),
        ("1", ALLOWED_SKIPS[0], "skipped"),
        ("", "no such tool", "skipped"),
    ],
)
def test_a_skip_fails_in_ci_unless_its_reason_is_listed(monkeypatch, ci, reason, outcome):
    monkeypatch.setenv("CI", ci)
    report = _skipped(reason)
    _as_failure(report)
    assert report.outcome == outcome
