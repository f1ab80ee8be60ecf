"""The guard on the frozen corpus: no lie passes, and few honest rewrites are refused, in both halves."""

import pytest

from benchmarks.fabrication import TODAY, is_wrong
from domain.resume.fabrication.guard import objections
from domain.resume.facts import Position, ResumeFacts
from prompts.library import load_yaml
from tests.evals.fabrication.corpus_files import FOLDER, cases, resumes

MOST_REFUSED = 0.02


@pytest.mark.parametrize("tuning", [True, False], ids=["tuning", "held-out"])
def test_no_lie_passes_and_honest_rewrites_may_stand(tuning):
    half = [case for case in cases() if case.tuning is tuning]
    passed = [f"{c.resume} {c.path}: {c.text}" for c in half if c.lie and is_wrong(c)]
    refused = [f"{c.resume} {c.path}: {c.text}" for c in half if not c.lie and is_wrong(c)]
    assert passed == []
    assert len(refused) <= MOST_REFUSED * sum(not c.lie for c in half), refused


def test_lines_by_another_hand():
    """Honest rewrites in somebody else's words are asked about far more often; docs/benchmarks.md says how often."""
    every = list(cases("unseen"))
    assert [c.text for c in every if c.lie and is_wrong(c)] == []
    assert sum(not c.lie and is_wrong(c) for c in every) <= 0.25 * sum(not c.lie for c in every)


def test_the_resumes_own_lines_may_stand():
    """A guard that refuses everything would pass the first half of the test above."""
    for facts in resumes().values():
        for index, job in enumerate(facts.work):
            for number, line in enumerate(job.bullets):
                text = f"{line.rstrip('.')}."
                assert objections(f"work.{index}.bullets.{number}", line, text, facts, today=TODAY) == []


def _single_lines(side):
    for entry in load_yaml((FOLDER / "single_lines.yaml").read_text(encoding="utf-8")):
        for text in entry.get(side, ()):
            yield entry["line"], text


def _refuses(line, text):
    job = Position(title="Specialist", employer="Ostrava Tools", start="2015", end="2020", bullets=(line,))
    return bool(objections("work.0.bullets.0", line, text, ResumeFacts(work=(job,)), today=TODAY))


def test_lies_about_single_lines_do_not_pass_but_for_one_known():
    """The known one: an article that makes a thing one's own."""
    passed = [text for line, text in _single_lines("lies") if not _refuses(line, text)]
    assert passed == ["Opened a cafe"]


def test_most_freely_worded_honest_rewrites_may_stand():
    """Wider in their words than the corpus; what is refused is asked about, not lost."""
    honest = list(_single_lines("honest"))
    refused = [text for line, text in honest if _refuses(line, text)]
    assert len(honest) >= 130
    assert len(refused) <= 0.15 * len(honest), refused
