import os
import stat
import threading
from uuid import uuid4

import pytest

from domain.errors import NotFound
from services.files.local import LocalFiles


@pytest.fixture
def files(tmp_path):
    return LocalFiles(tmp_path)


def test_a_file_comes_back_under_a_name_of_ours(files, tmp_path):
    user = uuid4()
    name = files.save(user, b"%PDF-1.7 words")
    assert files.read(user, name) == b"%PDF-1.7 words"
    assert files.path(user, name) == tmp_path / "files" / str(user) / name


def test_only_this_account_may_read_it(files):
    user = uuid4()
    path = files.path(user, files.save(user, b"x"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_deleting_twice_is_no_error_and_the_file_is_gone(files):
    user = uuid4()
    name = files.save(user, b"x")
    files.delete(user, name)
    files.delete(user, name)
    with pytest.raises(NotFound):
        files.read(user, name)
    with pytest.raises(NotFound):
        files.path(user, name)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", ".", "/etc/passwd", "cv.pdf", "a/b", "\x00"])
def test_a_name_that_is_not_ours_reaches_no_path(files, name):
    for call in (files.read, files.path, files.delete):
        with pytest.raises(NotFound):
            call(uuid4(), name)


def test_another_person_does_not_find_the_file(files):
    name = files.save(uuid4(), b"x")
    with pytest.raises(NotFound):
        files.read(uuid4(), name)


def test_a_failed_write_leaves_nothing_behind(files, tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.save(uuid4(), b"x")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_many_saves_at_once_keep_every_file(files):
    user, names, lock = uuid4(), {}, threading.Lock()

    def save(i):
        name = files.save(user, str(i).encode())
        with lock:
            names[i] = name

    threads = [threading.Thread(target=save, args=(i,)) for i in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {i: files.read(user, name) for i, name in names.items()} == {i: str(i).encode() for i in range(20)}
