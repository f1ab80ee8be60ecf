"""kill -9 at any moment of practice interviews: what was acknowledged is there once, and everything is scored."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from domain.interview import Turn
from domain.people import Person
from domain.recordings import RecordingState
from services import bootstrap
from services.bootstrap import Services
from services.settings import load_settings
from tests.app_server import ROOT

ROUNDS = int(os.environ.get("KILL_ROUNDS", "200" if os.environ.get("NIGHTLY") else "3"))
LONGEST = 4.0
"""Seconds that a round lives after it has signed up; it answers about four questions a second."""
Told = list[dict[str, str]]


def test_what_was_acknowledged_is_there_once(
    open_folder: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data_dir = open_folder("killed-rooms") / "data"
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "TMPDIR")} | {"APP_DATA_DIR": str(data_dir)}
    chance = random.Random(20261126)
    rounds = [_until_killed(env, chance.uniform(0, LONGEST)) for _ in range(ROUNDS)]
    monkeypatch.setenv("APP_DATA_DIR", str(data_dir))
    services = bootstrap.build_services(load_settings())
    try:
        answers = sum(_check(services, told) for told in rounds)
        things = sum(map(len, rounds))
        _check_files(services, data_dir, rounds)
    finally:
        services.close()
    with capsys.disabled():
        print(f"\n{ROUNDS} rounds, {things} acknowledgements, {answers} answers: none lost, none doubled, all scored")


def _until_killed(env: dict[str, str], seconds: float) -> Told:
    command = [sys.executable, "-m", "tests.faults.room_actor"]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    first = process.stdout.readline()
    assert first, "the actor ended before it began"
    time.sleep(seconds)
    assert process.poll() is None, "the actor ended by itself"
    process.kill()
    rest, _ = process.communicate()
    lines = [first, *rest.splitlines(keepends=True)]
    return [json.loads(line) for line in lines if line.endswith("\n")]


def _check(services: Services, told: Told) -> int:
    """Everything that one round was told is there; returns the number of stored answers."""
    person = services.accounts.person_for(told[0]["token"])
    assert person
    started = {UUID(line["interview"]) for line in told if line["did"] == "started"}
    with services.database.as_user(person.id) as tx:
        kept = {interview.id for interview in tx.interviews.list(person.id)}
    assert started <= kept
    assert len(kept) <= len(started) + 1, "an interview was started twice"
    _check_answers(services, person, told)
    _check_drafts(services, person, told)
    return sum(_check_interview(services, person, interview_id) for interview_id in kept)


def _check_answers(services: Services, person: Person, told: Told) -> None:
    with services.database.as_user(person.id) as tx:
        for line in told:
            if line["did"] == "answered":
                stored = [a for a in tx.answers.of_turn(person.id, UUID(line["turn"])) if a.text == line["text"]]
                assert [str(a.id) for a in stored] == [line["answer"]]


def _check_drafts(services: Services, person: Person, told: Told) -> None:
    """The newest draft that was acknowledged stands, unless its answer was handed in or asked for again."""
    newest = {line["turn"]: line for line in told if line["did"] in ("draft", "answered", "again")}
    with services.database.as_user(person.id) as tx:
        for turn, line in newest.items():
            if line["did"] == "draft" and not _went_on(tx.answers.of_turn(person.id, UUID(turn)), line["text"]):
                draft = tx.drafts.get(person.id, UUID(turn))
                assert draft
                number = line["text"].split(".")[0]
                assert draft.text.startswith(f"{number}. ")
                assert len(draft.text) >= len(line["text"])


def _went_on(answers: list, text: str) -> bool:
    return any(answer.text.startswith(text) for answer in answers)


def _check_interview(services: Services, person: Person, interview_id: UUID) -> int:
    interview = services.interviews.get(person, interview_id)
    for turn in interview.main_turns:
        assert sum(back.follow_up_of == turn.id for back in interview.turns) <= 1, "asked back twice"
    return sum(_check_turn(services, person, turn) for turn in interview.turns)


def _check_turn(services: Services, person: Person, turn: Turn) -> int:
    with services.database.as_user(person.id) as tx:
        answers = tx.answers.of_turn(person.id, turn.id)
    assert [a.attempt for a in answers] == list(range(1, len(answers) + 1))
    assert len({a.client_key for a in answers}) == len(answers)
    for answer in answers:
        stored = next(_waited_for(services, person, answer.id), None)
        assert stored is not None, "not scored after the restart"
        assert stored.version == 1, "scored twice"
    return len(answers)


def _waited_for(services: Services, person: Person, answer_id: UUID) -> Iterator:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with services.database.as_user(person.id) as tx:
            stored = tx.evaluations.latest(person.id, answer_id)
        if stored:
            yield stored
            return
        time.sleep(0.1)


def _check_files(services: Services, data_dir: Path, rounds: list[Told]) -> None:
    """Recordings come to an end, and no sound stays that nobody asked to keep."""
    recorded = [(told[0]["token"], line["recording"]) for told in rounds for line in told if line["did"] == "recorded"]
    gone = {line["recording"] for told in rounds for line in told if line["did"] == "discarded"}
    for token, recording in recorded:
        person = services.accounts.person_for(token)
        assert person
        until = time.monotonic() + 60
        while True:
            with services.database.as_user(person.id) as tx:
                found = tx.recordings.get(person.id, UUID(recording))
            if found.state is not RecordingState.WAITING or time.monotonic() > until:
                break
            time.sleep(0.1)
        assert found.state is not RecordingState.WAITING, "never listened to"
        assert recording not in gone or (found.state is RecordingState.DISCARDED and not found.has_audio)
