"""The guard on the frozen corpus: no lie passes, and few honest rewrites are refused, in both halves."""

import pytest

from benchmarks.fabrication import is_wrong
from tests.evals.fabrication.corpus_files import cases, resumes

MOST_REFUSED = 0.02


@pytest.mark.parametrize("tuning", [True, False], ids=["tuning", "held-out"])
def test_no_lie_passes_and_honest_rewrites_may_stand(tuning):
    half = [case for case in cases() if case.tuning is tuning]
    passed = [f"{c.resume} {c.path}: {c.text}" for c in half if c.lie and is_wrong(c)]
    refused = [f"{c.resume} {c.path}: {c.text}" for c in half if not c.lie and is_wrong(c)]
    assert passed == []
    assert len(refused) <= MOST_REFUSED * sum(not c.lie for c in half), refused


def test_the_resumes_own_lines_may_stand():
    """A guard that refuses everything would pass the first half of the test above."""
    from benchmarks.fabrication import TODAY
    from domain.resume.fabrication.guard import objections

    for facts in resumes().values():
        for index, job in enumerate(facts.work):
            for number, line in enumerate(job.bullets):
                text = f"{line.rstrip('.')}."
                assert objections(f"work.{index}.bullets.{number}", line, text, facts, today=TODAY) == []
