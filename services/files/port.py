"""Where uploaded files live: the disk here, a hosted store later."""

from pathlib import Path
from typing import Protocol
from uuid import UUID


class FileStore(Protocol):
    """Files of a person under names of ours. Every call names the person; a name of someone else is NotFound."""

    def save(self, user_id: UUID, data: bytes) -> str:
        """Keep the bytes, whole or not at all, and return the stored name."""
        ...

    def path(self, user_id: UUID, stored_name: str) -> Path:
        """A local path to read from. Raises NotFound."""
        ...

    def read(self, user_id: UUID, stored_name: str) -> bytes:
        """The bytes. Raises NotFound."""
        ...

    def delete(self, user_id: UUID, stored_name: str) -> None:
        """Remove the file; one that is gone already is no error."""
        ...
