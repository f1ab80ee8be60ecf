"""The warm processes: separate for each file, without a network, gone with the app, and replaced when they break."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.documents import workers
from services.documents.reader import DEFAULT, PDF, close_readers, read_document, warm_up
from services.documents.workers import ReaderPool, WarmReader
from tests.unit.documents.drawn_resume import body, canvas_of, saved

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    canvas = canvas_of()
    body(canvas)
    path = tmp_path / "resume.pdf"
    path.write_bytes(saved(canvas))
    return path


@pytest.fixture
def pool() -> Iterator[ReaderPool]:
    pool = ReaderPool()
    yield pool
    pool.close()


def _request(path: Path, **change: object) -> dict:
    limits = {"memory": DEFAULT.memory, "cpu": DEFAULT.cpu, "wall": DEFAULT.wall, "ocr_wall": 0, "max_pages": 5}
    return {"path": str(path), "media_type": PDF, "tesseract": ""} | limits | change


def _is_read(outcome: dict) -> bool:
    return outcome["answer"]["document"]["lines"][0]["text"] == "Ines Duarte"


def _wait_until(happened, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def _children(process: int) -> list[int]:
    return [int(p) for p in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_one_process_serves_many_files_and_outlives_each(pool, resume):
    assert _is_read(pool.ask(_request(resume)))
    first = pool._idle[0].process.pid
    assert pool.ask(_request(resume, wall=0.001)).get("late")
    assert _is_read(pool.ask(_request(resume)))
    assert [reader.process.pid for reader in pool._idle] == [first]
    assert _children(first) == [], "nothing of the files is left"


def test_a_killed_process_is_replaced_within_the_same_request(pool, resume):
    assert _is_read(pool.ask(_request(resume)))
    pool._idle[0].process.kill()
    pool._idle[0].process.wait()
    assert _is_read(pool.ask(_request(resume)))


def test_a_silent_process_is_replaced(pool, resume, monkeypatch):
    monkeypatch.setattr(workers, "GRACE", 0.3)
    assert _is_read(pool.ask(_request(resume)))
    silent = pool._idle[0].process
    silent.send_signal(signal.SIGSTOP)
    assert _is_read(pool.ask(_request(resume, wall=2.0)))
    assert silent.poll() is not None


def test_a_process_is_replaced_after_so_many_files(pool, resume, monkeypatch):
    monkeypatch.setattr(workers, "FILES_EACH", 2)
    seen = set()
    for _ in range(4):
        assert _is_read(pool.ask(_request(resume)))
        seen |= {reader.process.pid for reader in pool._idle}
    assert len(seen) == 2


def test_where_no_process_can_fork_a_new_one_is_started_for_the_file(pool, resume, monkeypatch):
    monkeypatch.setattr(workers, "CAN_FORK", False)
    pool.warm_up()
    assert _is_read(pool.ask(_request(resume)))
    assert pool._idle == []
    assert pool.ask(_request(resume, wall=0.0))["late"]
    assert pool.ask(_request(resume.with_name("missing.pdf")))["died"] == 1


def test_at_most_two_files_are_read_at_once(pool, resume):
    threads = [threading.Thread(target=pool.ask, args=(_request(resume),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= len(pool._idle) <= 2


def test_warming_up_returns_at_once_and_closing_ends_everything(resume):
    close_readers()
    begun = time.monotonic()
    warm_up()
    assert time.monotonic() - begun < 0.5
    process = workers.POOL._idle[0].process
    assert read_document(resume, PDF).lines[0].text == "Ines Duarte"
    close_readers()
    assert process.returncode == 0
    assert read_document(resume, PDF).lines[0].text == "Ines Duarte"


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_nothing_is_left_when_the_app_is_killed(tmp_path):
    """A file that takes long is being read; its process and the warm one end with the app."""
    from tests.hostile.pdf_files import PLAIN

    (tmp_path / "slow.pdf").write_bytes(PLAIN["700,000 operators"][0]())
    code = (
        "import sys; from pathlib import Path\n"
        "from services.documents.reader import PDF, read_document\n"
        "read_document(Path(sys.argv[1]), PDF)"
    )
    app = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "slow.pdf")], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until(lambda: _children(app.pid) and _children(_children(app.pid)[0]))
        warm = _children(app.pid)[0]
        reading = _children(warm)[0]
    finally:
        os.kill(app.pid, signal.SIGKILL)
        app.wait()
    _wait_until(lambda: not _alive(warm) and not _alive(reading))


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
def test_the_process_that_reads_has_no_network(tmp_path):
    """Its network has no way out, where the system lets a process leave its own (most do; some containers do not)."""
    reader = WarmReader()
    try:
        own = Path("/proc/self/ns/net").readlink()
        allowed = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0
        if allowed:
            _wait_until(lambda: Path(f"/proc/{reader.process.pid}/ns/net").readlink() != own)
        opened = [p.readlink() for p in Path(f"/proc/{reader.process.pid}/fd").iterdir()]
        assert not [target for target in opened if str(target).startswith("socket:")]
    finally:
        reader.close()


def test_a_child_cannot_write_a_file(tmp_path):
    code = (
        "from services.documents.isolation import limit\n"
        f"limit(10**8, 5)\nopen({str(tmp_path / 'made')!r}, 'w').write('x' * 10_000)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode != 0
    assert (tmp_path / "made").stat().st_size == 0
