"""CPU a rerun of the interview room costs, beside a rerun of an empty page in the same kind of server, in one run.

python -m benchmarks.rerun --reruns 60
"""

import argparse
import asyncio
import subprocess
import sys

import psutil

from benchmarks.load import prepare
from benchmarks.screen_client import Visitor, percentile
from tests.app_server import AppServer, free_port, open_folder


async def cost(
    url: str, pid: int, reruns: int, page: str = "", query: str = "", cookie: str = ""
) -> tuple[float, float]:
    """(CPU milliseconds, median wall milliseconds) a rerun; the process's other threads are counted in."""
    visitor = Visitor(url, page, query, cookie)
    for _ in range(50):
        try:
            await visitor.open()
            break
        except OSError:
            await asyncio.sleep(0.2)
    for _ in range(5):
        await visitor.run()
    process = psutil.Process(pid)
    before = sum(process.cpu_times()[:2])
    walls = []
    for _ in range(reruns):
        walls.append(await visitor.run())
        await asyncio.sleep(0.05)
    cpu = (sum(process.cpu_times()[:2]) - before) * 1000 / reruns
    assert not visitor.exceptions, visitor.exceptions
    await visitor.close()
    return cpu, percentile(walls, 50)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reruns", type=int, default=60)
    args = parser.parse_args()
    with open_folder("im-rerun-") as folder:
        script = folder / "empty.py"
        script.write_text("import streamlit as st\n")
        port = free_port()
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
        empty = subprocess.Popen(
            [*command, "--server.headless", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        (folder / "data").mkdir()
        try:
            with AppServer(folder / "data") as server:
                assert server.process
                token, interview, _ = prepare(folder / "data", 1, 3)[0]
                for round_number in (1, 2, 3):
                    cookie = f"im_session={token}"
                    a = asyncio.run(cost(f"http://127.0.0.1:{port}", empty.pid, args.reruns))
                    b = asyncio.run(
                        cost(server.url, server.process.pid, args.reruns, "room", f"interview={interview}", cookie)
                    )
                    print(
                        f"round {round_number}: empty page {a[0]:.1f} ms CPU (wall p50 {a[1]:.0f}), "
                        f"room {b[0]:.1f} ms CPU (wall p50 {b[1]:.0f}), difference {b[0] - a[0]:.1f} ms CPU"
                    )
        finally:
            empty.terminate()
            empty.wait()


if __name__ == "__main__":
    main()
