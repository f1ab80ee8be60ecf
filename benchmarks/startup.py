"""Seconds from `streamlit run app.py` to /health 200, beside a bare Streamlit app, in one run.

python -m benchmarks.startup --rounds 5
"""

import argparse
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

from tests.app_server import AppServer, free_port, open_folder


def seconds_to(url: str, path: str, begun: float) -> float:
    while time.monotonic() - begun < 120:
        try:
            with urllib.request.urlopen(url + path, timeout=2) as response:
                if response.status == 200:
                    return time.monotonic() - begun
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise TimeoutError(path)


def ours(data_dir: Path) -> tuple[float, float]:
    """(to /health, to /ready) of one start."""
    server = AppServer(data_dir)
    data_dir.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(server.port)]
    begun = time.monotonic()
    server.process = subprocess.Popen(
        [*command, "--server.headless", "true"],
        env=server.env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return seconds_to(server.url, "/health", begun), seconds_to(server.url, "/ready", begun)
    finally:
        server.stop()


def bare(folder: Path) -> float:
    script = folder / "bare.py"
    script.write_text("import streamlit as st\nst.title('Bare')\n")
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    begun = time.monotonic()
    process = subprocess.Popen(
        [*command, "--server.headless", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    )
    try:
        return seconds_to(f"http://127.0.0.1:{port}", "/_stcore/health", begun)
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with open_folder("im-start-") as folder:
        first = ours(folder / "data")
        print(f"very first start (empty data folder): /health {first[0]:.2f} s, /ready {first[1]:.2f} s")
        pairs = [(bare(folder), *ours(folder / "data")) for _ in range(args.rounds)]
    bares, healths, readies = ([p[i] for p in pairs] for i in range(3))
    print(f"bare Streamlit app:  health  median {median(bares):.2f} s (min {min(bares):.2f}, max {max(bares):.2f})")
    print(
        f"ours, initialised:   /health median {median(healths):.2f} s (min {min(healths):.2f}, max {max(healths):.2f})"
    )
    print(
        f"ours, initialised:   /ready  median {median(readies):.2f} s (min {min(readies):.2f}, max {max(readies):.2f})"
    )


if __name__ == "__main__":
    main()
