"""Memory of the app over many minutes of reruns with `postScriptGC` off and collecting on a clock.

    python -m benchmarks.soak --minutes 30 --people 4

Prints USS (memory that is the process's own) each minute, and the growth from the third minute to the end.
"""

import argparse
import asyncio
import random
import sys
import time

import psutil

from benchmarks.load import ANSWER, prepare
from benchmarks.screen_client import Visitor
from tests.app_server import AppServer, open_folder

PAGES = ("home", "resume", "interview", "history", "account")


async def visitor(url: str, who: tuple[str, str, list[str]], until: float, counts: list[int]) -> None:
    token, interview, turns = who
    cookie = f"im_session={token}"
    room = Visitor(url, "room", f"interview={interview}", cookie)
    await room.open()
    while time.monotonic() < until:
        for _ in range(20):
            await room.draft(turns[0], ANSWER[: random.randint(1, len(ANSWER))], int(time.time() * 1000))
            counts[0] += 1
            await asyncio.sleep(0.1)
        other = Visitor(url, random.choice(PAGES), "", cookie)
        await other.open()
        for _ in range(5):
            await other.run()
            counts[0] += 1
        await other.close()
    assert not room.exceptions, room.exceptions
    await room.close()


async def watch(pid: int, until: float, figures: list[float]) -> None:
    process = psutil.Process(pid)
    while time.monotonic() < until:
        await asyncio.sleep(60)
        figures.append(process.memory_full_info().uss / 2**20)
        print(f"minute {len(figures):3}: {figures[-1]:.1f} MB USS", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--people", type=int, default=4)
    args = parser.parse_args()
    figures: list[float] = []
    counts = [0]
    with open_folder("im-soak-") as folder:
        data_dir = folder / "data"
        data_dir.mkdir()
        with AppServer(data_dir) as server:
            assert server.process
            people = prepare(data_dir, args.people, 3)
            until = time.monotonic() + args.minutes * 60
            pid = server.process.pid

            async def everyone() -> None:
                await asyncio.gather(
                    watch(pid, until, figures), *(visitor(server.url, p, until, counts) for p in people)
                )

            asyncio.run(everyone())
    warm = figures[min(2, len(figures) - 1)]
    growth = figures[-1] - warm
    print(
        f"{counts[0]} reruns in {args.minutes:.0f} min, from minute 3 to the end: {warm:.1f} -> {figures[-1]:.1f} MB "
        f"({growth:+.1f} MB)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
