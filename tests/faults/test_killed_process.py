"""kill -9 between submit and score: nothing lost, nothing doubled, everything scored after the restart."""

import os
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from services import bootstrap
from services.settings import load_settings
from tests.app_server import ROOT

ROUNDS = 20 if os.environ.get("NIGHTLY") else 3


def test_a_killed_app_scores_its_answers_after_the_restart(
    open_folder: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each round kills the process at a random moment within 150 ms of the submission."""
    data_dir = str(open_folder("killed") / "data")
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "TMPDIR")} | {"APP_DATA_DIR": data_dir}
    submitted = [_submit_and_kill(env) for _ in range(ROUNDS)]
    monkeypatch.setenv("APP_DATA_DIR", data_dir)
    services = bootstrap.build_services(load_settings())
    try:
        for token, interview_id, answer_id in submitted:
            user = services.accounts.person_for(token)
            assert user
            until = time.monotonic() + 30
            while (view := services.reports.session(user, interview_id)).pending and time.monotonic() < until:
                time.sleep(0.1)
            answers = [r for r in view.rows if r.answer]
            assert [r.answer.id for r in answers if r.answer] == [answer_id]
            stored = answers[0].evaluation
            assert stored is not None, "not scored after the restart"
            assert stored.version == 1, "scored twice"
            assert stored.evaluation.total is not None
    finally:
        services.close()


def _submit_and_kill(env: dict[str, str]) -> tuple[str, uuid.UUID, uuid.UUID]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.submitter"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    line = process.stdout.readline().split()
    time.sleep(random.uniform(0, 0.15))
    process.kill()
    process.wait()
    assert len(line) == 3, "the submitter failed before it submitted"
    return line[0], uuid.UUID(line[1]), uuid.UUID(line[2])
