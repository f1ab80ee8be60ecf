"""Many people at once take an interview over the real protocol; prints errors, lost answers and latencies.

    python -m benchmarks.load --people 25 --questions 3 --think 5 15
    python -m benchmarks.load --people 25 --questions 1 --think 1 2      a short round
    python -m benchmarks.load --people 50 --worker-process               scored by `manage.py worker`

Each person opens the room, saves two drafts a question, submits, and moves on; scoring is offline, by the app's own
worker or by one beside it. The bare figure is the same number of reruns, at the same pace, of a page that only draws a
title, in a server of its own.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from benchmarks.screen_client import Visitor, percentile
from domain.interview import InterviewSetup, QuestionKind
from services import bootstrap
from services.settings import load_settings
from tests.app_server import ROOT, AppServer, free_port, open_folder

ANSWER = (
    "In my last role the nightly import failed twice a week and nobody owned it. I traced the failures to one supplier "
    "file, wrote a check that refused malformed rows, and agreed with the supplier on a format. I also added an alert. "
    "Within a month failures went from eight to zero, and support stopped getting calls on Monday mornings. I "
    "learned to ask who owns a job before it breaks."
)
KEY = "benchmark"


def prepare(data_dir: Path, people: int, questions: int) -> list[tuple[str, str, list[str]]]:
    """Accounts, sessions and interviews: (session token, interview id, turn ids in order) for each person."""
    os.environ["APP_DATA_DIR"] = str(data_dir)
    services = bootstrap.build_services(load_settings().model_copy(update={"worker_enabled": False}))
    found = []
    for n in range(people):
        signed = services.accounts.sign_up(
            f"load{n}-{uuid.uuid4().hex[:8]}@example.org", "correct horse battery", f"P {n}"
        )
        kinds = (QuestionKind.BEHAVIOURAL, QuestionKind.SITUATIONAL)
        setup = InterviewSetup(role_id="operations-manager", kinds=kinds, count=questions)
        interview = services.interviews.start(signed.person, setup)
        found.append((signed.token, str(interview.id), [str(t.id) for t in interview.turns]))
    services.close()
    return found


async def person(url: str, who: tuple[str, str, list[str]], think: tuple[float, float], out: dict[str, list]) -> None:
    token, interview, turns = who
    visitor = Visitor(url, "room", f"interview={interview}", f"im_session={token}")
    client = httpx.AsyncClient(base_url=url, timeout=30)
    await asyncio.sleep(random.uniform(0, think[1]))
    try:
        await visitor.open()
        out["open"] += visitor.latencies
        for turn in turns:
            for part in (1, 2):
                await asyncio.sleep(random.uniform(*think) / 2)
                seq = int(time.time() * 1000)
                out["draft"].append(await visitor.draft(turn, ANSWER[: part * 150], seq))
            value = {"turn": turn, "text": ANSWER, "key": uuid.uuid4().hex, "by_clock": False, "attempt": 1}
            out["kept"].append(await hand_in(client, token, interview, value))
            out["submit"].append(await visitor.trigger("answer_box", "submitted", value))
            await asyncio.sleep(random.uniform(*think) / 2)
            out["rerun"].append(await reopen(visitor))
        out["errors"] += visitor.exceptions
    except Exception as error:  # noqa: BLE001 - a load test counts what goes wrong
        out["errors"].append(f"{type(error).__name__}: {error}"[:200])
    finally:
        await visitor.close()
        await client.aclose()


async def hand_in(client: httpx.AsyncClient, token: str, interview: str, value: dict[str, Any]) -> float:
    """Milliseconds until the app says that it has the answer: what the answer box shows as received."""
    sent = {name: value[name] for name in ("turn", "text", "key", "by_clock")} | {"interview": interview}
    headers = {"cookie": f"im_session={token}", "sec-fetch-site": "same-origin"}
    started = time.perf_counter()
    answer = await client.post("/answers", json=sent, headers=headers)
    answer.raise_for_status()
    return 1000 * (time.perf_counter() - started)


async def reopen(visitor: Visitor) -> float:
    """What F5 does: a new connection to the same address."""
    await visitor.close()
    await visitor.open()
    return visitor.latencies[-1]


async def bare_person(url: str, reruns: int, think: tuple[float, float], out: list[float]) -> None:
    visitor = Visitor(url)
    await asyncio.sleep(random.uniform(0, think[1]))
    await visitor.open()
    for _ in range(reruns):
        await asyncio.sleep(random.uniform(*think) / 2)
        out.append(await visitor.run())
    await visitor.close()


async def bare(people: int, reruns: int, think: tuple[float, float]) -> list[float]:
    """Reruns of a page that draws one title, under the same settings."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text("import streamlit as st\nst.title('Bare')\n")
        port = free_port()
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
        process = subprocess.Popen(
            [*command, "--server.headless", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            url = f"http://127.0.0.1:{port}"
            for _ in range(200):
                try:
                    await Visitor(url).open()
                    break
                except OSError:
                    await asyncio.sleep(0.1)
            out: list[float] = []
            await asyncio.gather(*(bare_person(url, reruns, think, out) for _ in range(people)))
        finally:
            process.terminate()
            process.wait()
    return out


def stored(data_dir: Path, people: list[tuple[str, str, list[str]]], wait: float) -> tuple[int, int]:
    """Answers found in the database, and how many of them have been scored after at most `wait` seconds."""
    os.environ["APP_DATA_DIR"] = str(data_dir)
    services = bootstrap.build_services(load_settings().model_copy(update={"worker_enabled": False}))
    until = time.monotonic() + wait
    try:
        while True:
            answers = scored = 0
            for token, interview, _ in people:
                user = services.accounts.person_for(token)
                assert user
                view = services.reports.session(user, uuid.UUID(interview))
                answers += sum(r.answer is not None for r in view.rows)
                scored += sum(r.evaluation is not None for r in view.rows)
            if scored >= sum(len(t) for _, _, t in people) or time.monotonic() > until:
                return answers, scored
            time.sleep(1)
    finally:
        services.close()


@contextmanager
def worker_beside(server: AppServer, *, wanted: bool) -> Iterator[None]:
    """`manage.py worker` over the same data for as long as the block lasts."""
    if not wanted:
        yield
        return
    env = {name: value for name, value in server.env.items() if name != "WORKER_ENABLED"}
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def show(name: str, values: list[float]) -> None:
    figures = ", ".join(f"p{p} {percentile(values, p):.0f}" for p in (50, 95))
    print(f"{name:28} n {len(values):4}  {figures}, max {max(values, default=0):.0f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=25)
    parser.add_argument("--questions", type=int, default=3)
    parser.add_argument("--think", type=float, nargs=2, default=(5.0, 15.0), metavar=("MIN", "MAX"), help="seconds")
    parser.add_argument("--worker-process", action="store_true", help="score in a process of its own")
    args = parser.parse_args()
    think = (args.think[0], args.think[1])
    out: dict[str, list] = {name: [] for name in ("open", "draft", "kept", "submit", "rerun", "errors")}
    with open_folder("im-load-") as folder:
        data_dir = folder / "data"
        data_dir.mkdir()
        env = {"WORKER_ENABLED": "false"} if args.worker_process else {}
        with AppServer(data_dir, **env) as server, worker_beside(server, wanted=args.worker_process):
            people = prepare(data_dir, args.people, args.questions)

            async def everyone() -> None:
                await asyncio.gather(*(person(server.url, p, think, out) for p in people))

            asyncio.run(everyone())
            answers, scored = stored(data_dir, people, wait=60)
    expected = args.people * args.questions
    for name in ("open", "draft", "kept", "submit", "rerun"):
        show(f"{name} (ours)", out[name])
    show("rerun (bare page)", asyncio.run(bare(args.people, 3 * args.questions, think)))
    print(f"people {args.people}, errors {len(out['errors'])}, lost answers {expected - answers}")
    print(f"scored {scored} of {expected}")
    for error in out["errors"][:5]:
        print("  ", error)
    return 1 if out["errors"] or answers != expected or scored != expected else 0


if __name__ == "__main__":
    sys.exit(main())
