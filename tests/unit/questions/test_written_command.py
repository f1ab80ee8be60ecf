"""`manage.py generate-questions --written`, run as an operator runs it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from services.settings import ROOT
from tests.doubles.model_provider import ModelProvider
from tests.doubles.written_questions import questions

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def server() -> Iterator[ModelProvider]:
    with ModelProvider(reply=questions) as server:
        yield server


@pytest.fixture
def generate(cluster: Any, database_name: str, tmp_path: Path, server: ModelProvider) -> Run:
    def run(*words: str, provider: bool = True) -> subprocess.CompletedProcess[str]:
        names = {"DATABASE_URL": "app_login", "DATABASE_SYSTEM_URL": "app_system"}
        env = {name: cluster.dsn(login, database_name) for name, login in names.items()}
        env |= {"GROQ_API_KEYS": "gsk_one", "GROQ_BASE_URL": server.url} if provider else {}
        return subprocess.run(
            [sys.executable, "manage.py", "generate-questions", "--role", "backend-engineer", *words],
            cwd=ROOT,
            env={"APP_DATA_DIR": str(tmp_path), **env},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def test_the_document_says_who_wrote_them_and_whether_the_cache_had_them(generate: Run, server: ModelProvider) -> None:
    for cached in (False, True):
        ran = generate("--written", "--count", "3", "--kind", "technical", "--json")
        assert ran.returncode == 0, ran.stderr
        found = json.loads(ran.stdout)
        assert (found["cached"], found["provider"]) == (cached, "groq:default")
        assert len(found["questions"]) == 3
        for question in found["questions"]:
            assert set(question) == {"id", "text", "kind", "difficulty", "key_points", "source", "reason"}
            assert (question["source"], question["kind"], question["difficulty"]) == ("model", "technical", "mid")
    assert len(server.requests) == 1


def test_a_job_description_is_asked_about_and_not_kept(generate: Run, server: ModelProvider, tmp_path: Path) -> None:
    job = tmp_path / "job.txt"
    job.write_text("You will design and maintain REST APIs used by partners.")
    for _ in range(2):
        ran = generate("--written", "--count", "1", "--jd", str(job), "--json")
        found = json.loads(ran.stdout)
        assert found["questions"][0]["reason"].startswith("Written by a model for this line of the job: “You will")
        assert not found["cached"]
    assert len(server.requests) == 2


def test_without_a_provider_it_says_so_and_fails(generate: Run, server: ModelProvider) -> None:
    ran = generate("--written", provider=False)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.strip() == ("No model is set up here: set GROQ_API_KEYS, HF_TOKENS or OPENAI_COMPATIBLE_URL.")


def test_with_the_provider_down_the_bank_stands_in_under_its_own_name(generate: Run, server: ModelProvider) -> None:
    server.fault = "503"
    ran = generate("--written", "--count", "4", "--json")
    found = json.loads(ran.stdout)
    assert ran.returncode == 0
    assert (len(found["questions"]), found["cached"], found["provider"]) == (4, False, "question bank")
    assert "The model did not answer, so all questions come from the bank." in ran.stderr


def test_without_the_option_the_bank_is_asked_and_no_model(generate: Run, server: ModelProvider) -> None:
    found = json.loads(generate("--count", "2", "--json").stdout)
    assert (len(found["questions"]), found["cached"], found["provider"]) == (2, False, "question bank")
    assert not server.requests
