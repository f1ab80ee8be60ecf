"""Uploaded files on the disk: `<data folder>/files/<person>/<uuid>`, readable by this account only."""

import os
from pathlib import Path
from uuid import UUID, uuid4

from domain.errors import NotFound

_GONE = "This file is no longer there. Upload it again."


class LocalFiles:
    """FileStore on the disk. A file never carries the name it came with, so no name can reach the file system."""

    def __init__(self, data_dir: Path) -> None:
        self._root = data_dir / "files"

    def save(self, user_id: UUID, data: bytes) -> str:
        """Write to a temporary file beside the target and rename: a crash leaves no half file under a stored name."""
        folder = self._root / str(user_id)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = str(uuid4())
        partial = folder / f".{name}.part"
        try:
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(folder / name)
        finally:
            partial.unlink(missing_ok=True)
        return name

    def path(self, user_id: UUID, stored_name: str) -> Path:
        """The file's path; NotFound when the name is not one of ours or the file is gone."""
        path = self._place(user_id, stored_name)
        if not path.is_file():
            raise NotFound(_GONE)
        return path

    def read(self, user_id: UUID, stored_name: str) -> bytes:
        """The bytes of the file."""
        try:
            return self._place(user_id, stored_name).read_bytes()
        except FileNotFoundError:
            raise NotFound(_GONE) from None

    def delete(self, user_id: UUID, stored_name: str) -> None:
        """Remove the file if it is there."""
        self._place(user_id, stored_name).unlink(missing_ok=True)

    def _place(self, user_id: UUID, stored_name: str) -> Path:
        try:
            name = str(UUID(stored_name))
        except ValueError:
            raise NotFound(_GONE) from None
        return self._root / str(user_id) / name
