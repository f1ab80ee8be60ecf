"""Every hostile file ends soon, in little memory, with a sentence; nothing is fetched and nobody else is hurt."""

import resource
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import InvalidUpload
from domain.resume.document import ReadDocument
from services.documents import reader
from services.documents.child import answer
from services.documents.reader import DEFAULT, check_upload, read_document
from services.documents.upload_checks import SENTENCES
from services.documents.workers import ReaderPool
from tests.hostile import office_files, pdf_files
from tests.unit.documents import bad_files as bad

SECONDS, CHILD_KILOBYTES, OUR_KILOBYTES = 10, 400 * 1024, 60 * 1024
PLAIN = {f"PDF: {kind}": found for kind, found in pdf_files.PLAIN.items()} | {
    f"Word: {kind}": found for kind, found in office_files.PLAIN.items()
}
REACHING_OUT = {f"PDF: {kind}": make for kind, make in pdf_files.REACHING_OUT.items()} | {
    f"Word: {kind}": make for kind, make in office_files.REACHING_OUT.items()
}


class WatchedPool(ReaderPool):
    """Remembers the memory of each child."""

    def __init__(self) -> None:
        super().__init__()
        self.peaks: list[int] = []

    def ask(self, request: dict) -> dict:
        outcome = super().ask(request)
        self.peaks.append(outcome["peak"])
        return outcome


@pytest.fixture(scope="module")
def pool() -> Iterator[WatchedPool]:
    pool = WatchedPool()
    yield pool
    pool.close()


@pytest.fixture(autouse=True)
def _watched(pool: WatchedPool, monkeypatch: pytest.MonkeyPatch) -> None:
    pool.peaks.clear()
    monkeypatch.setattr(reader, "POOL", pool)


def _outcome(path: Path, name: str, data: bytes) -> tuple[str, ReadDocument | None]:
    path.write_bytes(data)
    try:
        return "", read_document(path, check_upload(name, data))
    except InvalidUpload as error:
        told = (error.code, error.message)
    assert told[1] == SENTENCES[told[0]].format(size="11 MB", kind="a spreadsheet")
    return told[0], None


@pytest.mark.parametrize("kind", PLAIN)
def test_hostile_file_ends_soon_and_small_with_its_sentence(kind, pool, tmp_path):
    make, codes = PLAIN[kind]
    data = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    code, document = _outcome(tmp_path / "upload", "resume.pdf", data)
    took = time.monotonic() - begun
    assert code in codes
    assert took < SECONDS
    assert all(peak < CHILD_KILOBYTES for peak in pool.peaks), pool.peaks
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < OUR_KILOBYTES
    assert "root:" not in (document.text if document else "")
    assert [path.name for path in tmp_path.iterdir()] == ["upload"]


class Listener:
    """A server of ours that nobody should call."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.2)
        self.calls = 0
        self._open = True
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}/secret"

    def _listen(self) -> None:
        while self._open:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                continue
            self.calls += 1
            connection.close()

    def close(self) -> None:
        self._open = False
        self._thread.join()
        self.socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.mark.parametrize("kind", REACHING_OUT)
def test_nothing_is_fetched(kind, listener, tmp_path):
    """Read as an upload is, and once more in this process, where the network is within reach."""
    data = REACHING_OUT[kind](listener.address)
    code, document = _outcome(tmp_path / "upload", "resume.pdf", data)
    assert code in ("", "damaged")
    media_type = check_upload("resume", data)
    again = answer({"path": str(tmp_path / "upload"), "media_type": media_type, "max_pages": 5})
    if document is not None:
        assert "Ines Duarte" in document.text
        assert [line["text"] for line in again["document"]["lines"]] == [line.text for line in document.lines]
    with socket.create_connection(listener.socket.getsockname()):
        pass
    time.sleep(0.05)
    assert listener.calls == 1, "only our own call, which shows that calls are seen"


@pytest.mark.parametrize(
    "name",
    [
        *("../../etc/passwd.pdf", "/etc/passwd", "C:\\Windows\\resume.pdf", "%2e%2e%2f.pdf", "resume.pdf.exe"),
        *("resume\u202efdp.exe", "\u0627\u0644\u0633\u064a\u0631\u0629.pdf", "résumé.pdf\x00.exe", "a" * 200 + ".pdf"),
        *("con.pdf", ".pdf", ""),
    ],
)
def test_names_decide_nothing(name, tmp_path):
    code, document = _outcome(tmp_path / "upload", name, pdf_files.honest())
    assert code == ""
    assert document is not None
    assert document.lines[0].text == "Ines Duarte"


@pytest.mark.parametrize(("name", "make"), [("resume.docx", pdf_files.honest), ("resume.pdf", bad.good_docx)])
def test_a_good_file_under_the_other_name_is_read(name, make, tmp_path):
    code, document = _outcome(tmp_path / "upload", name, make())
    assert code == ""
    assert document is not None


def test_good_files_are_read_while_hostile_ones_are(tmp_path):
    """One person's bomb does not hold up another person's resume."""
    (tmp_path / "bomb.pdf").write_bytes(pdf_files.PLAIN["900,000 shapes"][0]())
    (tmp_path / "good.pdf").write_bytes(pdf_files.honest())
    ended = threading.Event()

    def hostile() -> None:
        try:
            read_document(tmp_path / "bomb.pdf", reader.PDF)
        except InvalidUpload:
            pass
        finally:
            ended.set()

    thread = threading.Thread(target=hostile)
    thread.start()
    took = []
    while not ended.is_set() or not took:
        begun = time.monotonic()
        assert "Ines Duarte" in read_document(tmp_path / "good.pdf", reader.PDF).text
        took.append(time.monotonic() - begun)
    thread.join()
    assert max(took) < 3


def test_limits_keep_the_promise():
    assert DEFAULT.wall < SECONDS
    assert DEFAULT.memory < CHILD_KILOBYTES * 1024
